"""`tracker new company` and `tracker new pledge`: the files with which a company or a pledge begins."""

import json
from collections.abc import Mapping
from typing import Any

import click

from tracker.commands import prompts as asking
from tracker.commands.apply import carry_out
from tracker.commands.completion import complete_company, complete_pledge
from tracker.commands.prompts import Conversation, Question
from tracker.commands.writing import SoundProject, refusals, sound_project
from tracker.contributing.new_files import NewCompany, NewPledge, new_company, new_pledge
from tracker.text import proposed_id

_DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")


@click.group()
def new() -> None:
    """Start the file of a company or of a pledge; what is not given as an option is asked for."""


@new.command()
@click.option("--id", help="The name of its file.  [default: made of its name]")
@click.option("--name", help="As the company writes it in English.")
@click.option("--website", help="The company's own site.")
@click.option("--headquarters", help="The country in two capital letters.")
@click.option("--pledge", shell_complete=complete_pledge, help="The pledge that it signed.")
@click.option("--signed", help="The day on which it joined, or unknown.")
@_DRY_RUN
def company(**options: Any) -> None:  # noqa: ANN401 (one of each option's type)
    """Start a company's file, and name it among the signatories of a pledge.

    The result passes the check: the company's cells are not assessed yet.

    \b
    Example:
      tracker new company --name "Example AI" --website https://www.example.org \\
        --headquarters CH --pledge seoul-2024 --signed 2026-03-01
    """
    with refusals():
        project, talk = sound_project(), Conversation(options)
        name = talk.answer(Question("name", "Name", asking.words))
        id = _ask_id(talk, "id", name, project.dataset.companies)
        website = talk.answer(Question("website", "Website", asking.address))
        headquarters = talk.answer(
            Question("headquarters", "Country of the headquarters (two letters)", asking.country)
        )
        pledges = {each.id: each.name for each in project.dataset.pledges.values()}
        pledge = talk.answer(Question("pledge", "Pledge", asking.one_of(pledges), choices=pledges))
        signed = talk.answer(Question("signed", "Signed on (YYYY-MM-DD; empty: not published)", asking.some_day, ""))
        made = new_company(project.files, NewCompany(id, name, website, headquarters, {pledge: signed}))
        _finish(project, talk, made, options, f"`tracker add evidence --company {id}`, cell by cell")


@new.command()
@click.option("--id", help="The name of its file.  [default: made of its short name]")
@click.option("--name", help="Its full name.")
@click.option("--short-name", help="Place and year: the name in tables.")
@click.option("--issued-by", help="Who brought it about.")
@click.option("--announced", help="The day on which it was announced.")
@click.option("--title", help="Of the official document.")
@click.option("--url", help="Of the official document.")
@click.option("--publisher", help="Of the official document.")
@click.option("--published", help="Of the official document: a date, or unknown.")
@click.option("--licence", help="Of the official words.")
@click.option("--attribution", help="That the licence asks for.")
@click.option("--signatory", shell_complete=complete_company, help="The first company that signed.")
@click.option("--signed", help="The day on which it joined, or unknown.")
@click.option("--group", help="The heading of the first group of commitments.")
@click.option("--commitment", help="A short heading for the first commitment.")
@click.option("--text", help="Its official words; - reads the standard input, @file a file.")
@click.option("--criterion", help="Its first criterion, a sentence that a document can show or refute.")
@click.option("--criterion-id", help="A word or two for the criterion.")
@_DRY_RUN
def pledge(**options: Any) -> None:  # noqa: ANN401 (one of each option's type)
    """Start a pledge's file with its first signatory, commitment and criterion; the others are added by hand.

    \b
    Example: tracker new pledge --name "Example Commitments" --short-name "Bern 2026"
    """
    with refusals():
        project, talk = sound_project(), Conversation(options)
        made = new_pledge(project.files, _ask_pledge(talk, project))
        then = (
            "the other signatories, commitments and criteria into the file, and an entry for each into docs/codebook/"
        )
        _finish(project, talk, made, options, then)


def _ask_pledge(talk: Conversation, project: SoundProject) -> NewPledge:
    name = talk.answer(Question("name", "Full name", asking.words))
    short_name = talk.answer(Question("short_name", "Short name: place and year", asking.words))
    id = _ask_id(talk, "id", short_name, project.dataset.pledges)
    issued_by = talk.answer(Question("issued_by", "Who brought it about", asking.words))
    announced = talk.answer(Question("announced", "Announced on (YYYY-MM-DD)", asking.day))
    source = _ask_source(talk, project)
    companies = {each.id: each.name for each in project.dataset.companies.values()}
    signatory = talk.answer(Question("signatory", "A company that signed", asking.one_of(companies), choices=companies))
    signed = talk.answer(Question("signed", "Signed on (YYYY-MM-DD; empty: not published)", asking.some_day, ""))
    group = talk.answer(Question("group", "Heading of the first group of commitments", asking.words))
    title = talk.answer(Question("commitment", "Short heading of the first commitment", asking.words))
    text = talk.answer(Question("text", "Its official words", asking.paragraphs, is_long=True))
    criterion = talk.answer(Question("criterion", "Its first criterion, as a sentence", asking.words))
    criterion_id = _ask_id(talk, "criterion_id", criterion, {})
    return NewPledge(
        id=id,
        name=name,
        short_name=short_name,
        issued_by=issued_by,
        announced=announced,
        source=source,
        signatory=signatory,
        signed=signed,
        group=(proposed_id(group, otherwise="first"), group),
        commitment=(proposed_id(title, otherwise="first"), title),
        text=text,
        criterion=(criterion_id, criterion),
    )


def _ask_source(talk: Conversation, project: SoundProject) -> Mapping[str, str]:
    schema = json.loads(project.files["schema/pledge.schema.json"])["properties"]["source"]["properties"]
    licences = dict.fromkeys(schema["licence"]["enum"], "")
    return {
        "title": talk.answer(Question("title", "Title of the official document", asking.words)),
        "url": talk.answer(Question("url", "Its address", asking.address)),
        "publisher": talk.answer(Question("publisher", "Its publisher", asking.words)),
        "published": talk.answer(Question("published", "Published on (empty: unknown)", asking.some_date, "")),
        "licence": talk.answer(Question("licence", "Licence of the words", asking.one_of(licences), choices=licences)),
        "attribution": talk.answer(Question("attribution", "Attribution that it asks for", asking.words)),
    }


def _ask_id(talk: Conversation, option: str, name: str, taken: Mapping[str, object]) -> str:
    proposed = proposed_id(name, taken) or None
    return talk.option(Question(option, "Id; it stays once published", asking.new_id(taken), proposed))


def _finish(
    project: SoundProject, talk: Conversation, made: Mapping[str, bytes], options: Mapping[str, Any], then: str
) -> None:
    words = "\n".join([*(f"wrote {path}" for path in made), f"next: {then}"])
    carry_out(project, made, options, talk, words)
