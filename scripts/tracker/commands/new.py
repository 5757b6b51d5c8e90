"""`tracker new company` and `tracker new pledge`: the first files of a company or a pledge."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from tracker.commands.apply import carry_out, refusals
from tracker.commands.completion import complete_company, complete_pledge, complete_value
from tracker.commands.project import Project, pass_project
from tracker.commands.prompts import (
    Accept,
    Conversation,
    Prompt,
    address,
    country,
    date,
    day,
    joining,
    line,
    optional,
    options,
    paragraphs,
)
from tracker.contributing.additions import one_line
from tracker.contributing.names import company_ids, company_names, pledge_ids, pledge_names
from tracker.contributing.new_files import NewCompany, NewPledge, new_company, new_pledge
from tracker.model import Dataset
from tracker.reading.dataset import PLEDGES, SCHEMAS
from tracker.reading.edit import EditError

_ID = Prompt("id", "Id, the name of the file; it stays once published", one_line)
_PLEDGE = Prompt("pledge", "Pledge that it signed", one_line)
_SIGNATORY = Prompt("signatory", "A company that signed", one_line)
SIGNED = Prompt("signed", "Day of joining: YYYY-MM-DD, by YYYY-MM-DD or unknown", optional(joining), "unknown")
_LICENCE = Prompt(
    "licence",
    "Licence of the official words",
    one_line,
    complete=complete_value("licence", "properties", "source", folder=PLEDGES),
)
_NAME = Prompt("name", "Name, as the company writes it in English", line)
_COMPANY_FIELDS = (
    Prompt("website", "The company's own site", address),
    Prompt("headquarters", "Country of the headquarters: two letters", country),
)
_PLEDGE_FIELDS = (
    Prompt("name", "Full name", line),
    Prompt("short_name", "Name in tables: place and year", line),
    Prompt("issued_by", "Who brought it about", line),
    Prompt("announced", "Day of the announcement: YYYY-MM-DD", day),
    Prompt("title", "Title of the official document", line),
    Prompt("url", "Address of the official document", address),
    Prompt("publisher", "Publisher of the official document", line),
    Prompt("published", "Its date: YYYY, YYYY-MM, YYYY-MM-DD or unknown", optional(date), "unknown"),
    Prompt("attribution", "Attribution that the licence asks for", line),
    Prompt("group", "Heading of the first group of commitments", line),
    Prompt("commitment", "Short heading of the first commitment", line),
    Prompt("text", "Official words of the first commitment", paragraphs, is_long=True),
    Prompt("criterion", "Its first criterion, a sentence that a document can show or refute", line),
)
_dry_run = click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")


@click.group()
def new() -> None:
    """Start the file of a company or of a pledge; what is not given as an option is asked for."""


@new.command()
@options(_ID, _NAME, *_COMPANY_FIELDS)
@click.option("--pledge", shell_complete=complete_pledge, help="The pledge that it signed.")
@options(SIGNED)
@_dry_run
@pass_project
def company(project: Project, /, **given: Any) -> None:  # noqa: ANN401 (one of each option's type)
    """Start a company's file and add it to the signatories of a pledge.

    The result passes the check: the company's cells are not assessed yet.

    \b
    Example:
      tracker new company --name "Example AI" --website https://www.example.org \\
        --headquarters CH --pledge seoul-2024 --signed 2026-03-01
    """
    with refusals():
        talk, dataset = Conversation(given), project.dataset
        name = talk.ask(replace(_NAME, accept=_new_name(dataset)))
        fields = {prompt.option: talk.ask(prompt) for prompt in _COMPANY_FIELDS}
        id = talk.ask_along(_ID.new_id(name, dataset.companies))
        pledge = talk.ask(_PLEDGE.among(pledge_names(dataset), pledge_ids(dataset)))
        files = new_company(project.files, NewCompany(id=id, name=name, **fields, signed={pledge: talk.ask(SIGNED)}))
        done = _summary(files, f"`tracker add evidence --company {id}`, cell by cell")
        carry_out(project, files, talk, done=done)


@new.command()
@options(_ID, *_PLEDGE_FIELDS, _LICENCE)
@click.option("--signatory", shell_complete=complete_company, help="The first company that signed.")
@options(SIGNED)
@_dry_run
@pass_project
def pledge(project: Project, /, **given: Any) -> None:  # noqa: ANN401 (one of each option's type)
    """Start a pledge's file with its first signatory, commitment and criterion; the others are added by hand.

    \b
    Example: tracker new pledge --name "Example Commitments" --short-name "Bern 2026"
    """
    with refusals():
        talk, dataset = Conversation(given), project.dataset
        fields = {prompt.option: talk.ask(prompt) for prompt in _PLEDGE_FIELDS}
        source = json.loads(project.files[SCHEMAS[PLEDGES]])["properties"]["source"]["properties"]
        licence = talk.ask(_LICENCE.among(dict.fromkeys(source["licence"]["enum"], "")))
        signatory = talk.ask(_SIGNATORY.among(company_names(dataset), company_ids(dataset)))
        signatories = {signatory: talk.ask(SIGNED)}
        id = talk.ask_along(_ID.new_id(fields["short_name"], dataset.pledges))
        files = new_pledge(project.files, NewPledge(id=id, **fields, licence=licence, signatories=signatories))
        done = _summary(files, f"add the other signatories, commitments and criteria, and write docs/codebook/{id}.md")
        carry_out(project, files, talk, done=done)


def _new_name(dataset: Dataset) -> Accept[str]:
    """Accepts a name that no tracked company has."""

    def accept(text: str) -> str:
        id = company_ids(dataset).get(line(text).casefold())
        if id:
            raise EditError(f"`{line(text)}` is tracked already; `tracker sign {id} PLEDGE` makes it join a pledge")
        return line(text)

    return accept


def _summary(files: Mapping[str, bytes], next_step: str) -> str:
    return "\n".join([*(f"wrote {path}" for path in files), f"next: {next_step}"])
