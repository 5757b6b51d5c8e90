"""`tracker add evidence` and `tracker add assessment`: what was found, into a company's file, with what follows."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from tracker.commands.addition_prompts import ask_assessment, ask_company, ask_evidence, ask_reason
from tracker.commands.apply import carry_out
from tracker.commands.completion import complete_commitment, complete_company
from tracker.commands.prompts import Conversation
from tracker.commands.writing import SoundProject, refusals, sound_project
from tracker.contributing.additions import (
    CompanyFile,
    NewAssessment,
    NewEvidence,
    Outcome,
    add_assessment,
    add_evidence,
    outcome,
)
from tracker.status import word

Command = Callable[..., Any]
_SHARED = (
    click.option("--company", shell_complete=complete_company, help="The company's id."),
    click.option("--commitment", shell_complete=complete_commitment, help="pledge/commitment."),
)
_JUDGEMENT = (
    click.option("--reason", help="What the documents show and do not show; - and @file as for --quote."),
    click.option("--change", help="Why a later assessment differs from the one before it."),
    click.option("--assessed", help="The day of the judgement.  [default: today]"),
    click.option("--since", help="From when on it holds.  [default: what the documents support]"),
    click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing."),
)


def _options(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


@click.group()
def add() -> None:
    """Add evidence, or an assessment, to a company's file; what is not given as an option is asked for."""


@add.command()
@_options(
    *_SHARED,
    click.option("--url", help="The document's address; a known one is recognised."),
    click.option("--source", help="In place of --url: the id of a source of the company's file."),
    click.option("--quote", help="The document's own words; - reads the standard input, @file a file."),
    click.option("--translation", help="In English, where the quote is not."),
    click.option("--locator", help="Section, page or heading."),
    click.option("--shows", multiple=True, help="A criterion that the quote shows; '' for none."),
    click.option("--refutes", multiple=True, help="A criterion that the quote refutes; '' for none."),
    click.option("--title", help="Of a new source: as it stands on the document."),
    click.option("--publisher", help="Of a new source: whose words these are."),
    click.option("--kind", help="Of a new source: policy, system-card, announcement, ..."),
    click.option("--published", help="Of a new source: YYYY, YYYY-MM or YYYY-MM-DD, or unknown."),
    click.option("--read", help="Of a new source: the day on which you read it.  [default: today]"),
    click.option("--reliability", help="Of a new source: high, medium or low."),
    click.option("--id", help="Of a new source.  [default: made of its title]"),
    click.option("--read-at", help="Of a new source: where you read it, if not at its address."),
    click.option("--archived", help="Of a new source: the address of a stored copy."),
    click.option("--note", help="Of a new source: what a reader should know of it."),
    *_JUDGEMENT,
)
def evidence(**options: Any) -> None:  # noqa: ANN401 (one of each option's type)
    """Add a quote; a new assessment carries it with all that the latest one cites, and the status that follows.

    \b
    Example:
      tracker add evidence --company acme --commitment example-2024/outside-testing \\
        --url https://example.org/notice --shows tested --quote @quote.txt
    """
    with refusals():
        project, talk = sound_project(), _conversation(options)
        file = ask_company(talk, project)
        first, *others = ask_evidence(talk, project, file)
        follows = outcome(file, first, *others)
        first = dataclasses.replace(first, reason=ask_reason(talk, follows))
        _finish(Edit(project, file, first, follows, add_evidence(file, first, *others)), options, talk)


@add.command()
@_options(
    *_SHARED,
    click.option("--status", help="not-applicable or not-assessable.  [default: what follows from the evidence]"),
    click.option("--searched-for", help="What was looked for without success; needed for no-evidence."),
    click.option("--searched-where", help="Where it was looked for."),
    click.option("--searched-on", help="When it was looked for.  [default: today]"),
    *_JUDGEMENT,
)
def assessment(**options: Any) -> None:  # noqa: ANN401 (one of each option's type)
    """Add a judgement without a new quote: nothing was found, it does not apply, or the one before was wrong.

    \b
    Example:
      tracker add assessment --company acme --commitment example-2024/incident-reports \\
        --searched-for "Incident reports" --searched-where "The company's site"
    """
    with refusals():
        project, talk = sound_project(), _conversation(options)
        file = ask_company(talk, project)
        addition = ask_assessment(talk, file)
        follows = outcome(file, addition)
        addition = dataclasses.replace(addition, reason=ask_reason(talk, follows))
        _finish(Edit(project, file, addition, follows, add_assessment(file, addition)), options, talk)


@dataclass(frozen=True)
class Edit:
    """What was asked for, what follows from it, and the file as it makes it."""

    project: SoundProject
    file: CompanyFile
    addition: NewEvidence | NewAssessment
    follows: Outcome
    content: bytes


def _conversation(options: dict[str, Any]) -> Conversation:
    several = {name: " ".join(value) if value else None for name, value in options.items() if isinstance(value, tuple)}
    return Conversation({**options, **several})


def _finish(edit: Edit, options: dict[str, Any], talk: Conversation) -> None:
    carry_out(edit.project, {edit.file.path: edit.content}, options, talk, _summary(edit))


def _summary(edit: Edit) -> str:
    """What was written, what follows, and what to do next."""
    company, addition, follows = edit.file.company.id, edit.addition, edit.follows
    title = edit.file.cell(addition.pledge, addition.commitment).commitment.title.lower()
    status, stays = word(follows.status), follows.before == follows.status
    before = "; as before" if stays else f"; it was {word(follows.before)}" if follows.before else ""
    criteria = "\n".join(f"  {state:9} {criterion}" for criterion, state in follows.states.items())
    message = f"[{company}] {title}: more evidence" if stays else f"[{company}] {title}: {status}"
    return (
        f"wrote {edit.file.path}\n"
        f"{company}, {addition.pledge}/{addition.commitment}: {status} since {follows.since}{before}\n{criteria}\n"
        f'next: look at `git diff`, run `make test`, then `git commit -am "{message}"`'
    )
