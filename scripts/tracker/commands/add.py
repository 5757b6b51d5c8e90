"""`tracker add evidence` and `tracker add assessment`: what was found, into a company's file, with what follows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from tracker.commands import addition_prompts as ask
from tracker.commands.apply import carry_out, refusals
from tracker.commands.completion import complete_commitment, complete_company, complete_criterion
from tracker.commands.project import Project, pass_project
from tracker.commands.prompts import Command, Conversation, options
from tracker.commands.quotes import Looking, new_quotes_report, with_looking
from tracker.contributing.additions import CompanyFile, Consequence, NewAssessment, add_assessment, consequence
from tracker.reading.dataset import read_dataset
from tracker.status import word

_NOT_LOOKED_UP = "the quote was not looked up: --contact or --copies says where (tracker add evidence --help)"


@click.group()
def add() -> None:
    """Add evidence, or an assessment, to a company's file; what is not given as an option is asked for."""


def _target(command: Command) -> Command:
    company = click.option("--company", shell_complete=complete_company, help="The company's id or name.")
    commitment = click.option("--commitment", shell_complete=complete_commitment, help="pledge/commitment.")
    return company(commitment(command))


def _taking_away(command: Command) -> Command:
    drop = click.option(ask.DROP.flag, multiple=True, help=f"{ask.DROP.text}.")
    forget = click.option(ask.FORGET_SEARCH.flag, multiple=True, help=f"{ask.FORGET_SEARCH.text}.")
    return drop(forget(command))


_dry_run = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")


@add.command()
@_target
@options(ask.URL, ask.SOURCE, ask.QUOTE, ask.TRANSLATION, ask.LOCATOR)
@click.option(
    "--shows", multiple=True, shell_complete=complete_criterion, help="A criterion that the quote shows; '' for none."
)
@click.option(
    "--refutes",
    multiple=True,
    shell_complete=complete_criterion,
    help="A criterion that the quote refutes; '' for none.",
)
@options(ask.TITLE, ask.PUBLISHER, ask.KIND, ask.PUBLISHED, ask.READ, ask.RELIABILITY)
@options(ask.LANGUAGE, ask.ID, ask.COPY, ask.ARCHIVED, ask.NOTE)
@options(ask.SEARCHED_FOR, ask.SEARCHED_WHERE, ask.SEARCHED_ON)
@_taking_away
@options(ask.REASON, ask.CHANGE, ask.ASSESSED, ask.SINCE, ask.SINCE_REASON)
@with_looking
@_dry_run
@pass_project
def evidence(project: Project, /, **given: Any) -> None:  # noqa: ANN401 (one of each option's type)
    """Add a quote; a new assessment cites it beside what the latest one cites, with the status that follows.

    --drop takes away a quote of the latest assessment that no longer holds; readers see which, and why.

    Where the network can be asked (--contact), or with --copies, the quote is looked up in its document at once.

    The options from --title to --note describe a new source; a document that the company's file knows is recognised by
    its address.

    \b
    Example:
      tracker add evidence --company acme --commitment example-2024/outside-testing \\
        --url https://example.org/notice --shows tested --quote @quote.txt
    """
    with refusals():
        talk = Conversation(given)
        file = ask.ask_company(talk, project)
        looking = Looking(**{name: given.pop(name) for name in ("copies", "offline", "minutes", "contact")})
        new = ask.ask_evidence(talk, project, file)
        found = _look_up(project, file, new, looking) if looking.is_possible else []
        is_read = talk.has_asked or talk.is_trial
        _add(project, talk, file, new, found or [_NOT_LOOKED_UP] * is_read)


def _look_up(project: Project, file: CompanyFile, new: NewAssessment, looking: Looking) -> Sequence[str]:
    """Whether the new quotes are in their documents word for word."""
    changed = read_dataset({**project.files, file.path: add_assessment(file, replace(new, reason="not written yet"))})
    return new_quotes_report(project, project.dataset, changed.dataset, looking, with_words=True)


@add.command()
@_target
@options(ask.STATUS, ask.SEARCHED_FOR, ask.SEARCHED_WHERE, ask.SEARCHED_ON)
@_taking_away
@options(ask.REASON, ask.CHANGE, ask.ASSESSED, ask.SINCE, ask.SINCE_REASON)
@_dry_run
@pass_project
def assessment(project: Project, /, **given: Any) -> None:  # noqa: ANN401 (one of each option's type)
    """Add a judgement without a new quote: nothing was found, it does not apply, or the one before was wrong.

    \b
    Example:
      tracker add assessment --company acme --commitment example-2024/incident-reports \\
        --searched-for "Incident reports" --searched-where "The company's site"
      tracker add assessment --company acme --commitment example-2024/outside-testing --change correction \\
        --drop "Nobody outside of Acme: The reviewer spoke of another company." --searched-for "Tests" \\
        --searched-where "The company's site" --reason "No account of outside tests was found."
    """
    with refusals():
        talk = Conversation(given)
        file = ask.ask_company(talk, project)
        _add(project, talk, file, ask.ask_assessment(talk, project, file))


def _add(
    project: Project, talk: Conversation, file: CompanyFile, new: NewAssessment, found: Sequence[str] = ()
) -> None:
    """Ask for the reason and write; what follows, and what was `found` of the quotes, is shown before."""
    follows = consequence(file, new)
    new = replace(new, reason=ask.ask_reason(talk, follows))
    told, changes = _told(file, new, follows), {file.path: add_assessment(file, new)}
    done = f"wrote {file.path}\n{told}\n{_next(file, new, follows)}"
    carry_out(project, changes, talk, done=done, follows=[told, *found])


def _told(file: CompanyFile, new: NewAssessment, follows: Consequence) -> str:
    """The status that follows, and how each criterion then stands."""
    stays = follows.before == follows.status
    before = "; as before" if stays else f"; it was {word(follows.before)}" if follows.before else ""
    cell = f"{file.company.id}, {new.pledge}/{new.commitment}"
    criteria = (f"  {state:9} {criterion}" for criterion, state in follows.states.items())
    return "\n".join([f"{cell}: {word(follows.status)} since {follows.since}{before}", *criteria])


def _next(file: CompanyFile, new: NewAssessment, follows: Consequence) -> str:
    title = file.target(new.pledge, new.commitment).commitment.title.lower()
    changed = "more evidence" if follows.before == follows.status else word(follows.status)
    message = f"[{file.company.id}] {title}: {changed}"
    return f'next: look at `git diff`, run `make test`, then `git add data` and `git commit -m "{message}"`'
