"""New files, a company with its signatures and a pledge with its first commitment; and who joins and leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.contributing.additions import one_line
from tracker.reading.dataset import COMPANIES, PLEDGES, SCHEMAS
from tracker.reading.edit import EditError, edited, new_file, with_field
from tracker.reading.parser import read_document
from tracker.text import proposed_id, suggestion

Files = Mapping[str, bytes]


@dataclass(frozen=True, kw_only=True)
class NewCompany:
    """A company without assessments; `signed` maps pledges to the day of joining, as `sign` takes it."""

    id: str
    name: str
    website: str
    headquarters: str
    signed: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class NewPledge:
    """A pledge with one commitment and its first criterion; `text` holds the official words in paragraphs.

    `title` to `attribution` describe the official document, and `published` is empty where it is not known. Days of
    joining are as `sign` takes them.
    """

    id: str
    name: str
    short_name: str
    issued_by: str
    announced: str
    title: str
    url: str
    publisher: str
    published: str
    licence: str
    attribution: str
    signatories: Mapping[str, str]
    group: str
    commitment: str
    text: str
    criterion: str


def new_company(files: Files, new: NewCompany) -> Files:
    """The company's file, and the pledges that it signed with a line more; EditError where it exists or signed none."""
    path = _free(files, f"{COMPANIES}/{new.id}.yml")
    if not new.signed:
        raise EditError("a company is tracked because it signed a pledge: name one")
    fields = {"name": one_line(new.name), "website": new.website, "headquarters": new.headquarters}
    changes = {path: _written(files, COMPANIES, path, fields)}
    for pledge, day in new.signed.items():
        changes |= sign(files, pledge=pledge, company=new.id, day=day)
    return changes


def sign(files: Files, *, pledge: str, company: str, day: str) -> Files:
    """The pledge's file with one more signatory; EditError where it has signed.

    `day` is empty where it is unknown, and `by 2025-02-07` where the company is only known to have joined by then.
    """
    path = f"{PLEDGES}/{pledge}.yml"
    if path not in files:
        known = [file.removeprefix(f"{PLEDGES}/").removesuffix(".yml") for file in files if file.startswith(PLEDGES)]
        raise EditError(f"`{pledge}` is not a pledge; {suggestion(pledge, known)}")
    document = read_document(path, files[path])
    if company in document.value["signatories"]:
        raise EditError(f"`{company}` is already a signatory of `{pledge}`")
    value = {**document.value, "signatories": {**document.value["signatories"], company: _joined(day)}}
    return {path: edited(document, files[path], value, files[SCHEMAS[PLEDGES]])}


@dataclass(frozen=True, kw_only=True)
class Leaving:
    """The first day on which a company was no longer a signatory, and the document that says so.

    `published` is empty where it is not known.
    """

    date: str
    title: str
    url: str
    publisher: str
    published: str


def leave(files: Files, *, pledge: str, company: str, leaving: Leaving) -> Files:
    """The pledge's file with a signatory that has left; EditError where it has not signed, or has left already."""
    path = f"{PLEDGES}/{pledge}.yml"
    document = read_document(path, files[path])
    signatories = document.value["signatories"]
    if company not in signatories:
        raise EditError(f"`{company}` is not a signatory of `{pledge}`")
    was = signatories[company]
    membership = dict(was) if isinstance(was, dict) else {"joined": was} if was else {}
    if "left" in membership:
        raise EditError(f"`{company}` has left `{pledge}` already, on {membership['left']['date']}")
    source = {
        "title": one_line(leaving.title),
        "url": leaving.url,
        "publisher": one_line(leaving.publisher),
        "published": leaving.published or None,
    }
    entry = {**membership, "left": {"date": leaving.date, "source": source}}
    return {path: with_field(document, files[path], ("signatories", company), entry)}


def new_pledge(files: Files, new: NewPledge) -> Files:
    """The pledge's file; EditError where it exists."""
    path = _free(files, f"{PLEDGES}/{new.id}.yml")
    group, commitment, criterion = (
        proposed_id(words, otherwise="first") for words in (new.group, new.commitment, new.criterion)
    )
    fields = {
        "name": one_line(new.name),
        "short_name": one_line(new.short_name),
        "issued_by": one_line(new.issued_by),
        "announced": new.announced,
        "source": {
            "title": one_line(new.title),
            "url": new.url,
            "publisher": one_line(new.publisher),
            "published": new.published or None,
            "licence": new.licence,
            "attribution": one_line(new.attribution),
        },
        "signatories": {company: _joined(day) for company, day in new.signatories.items()},
        "groups": {group: {"title": one_line(new.group)}},
        "commitments": {
            commitment: {
                "title": one_line(new.commitment),
                "group": group,
                "text": new.text,
                "criteria": {criterion: one_line(new.criterion)},
            }
        },
    }
    return {path: _written(files, PLEDGES, path, fields)}


def _joined(day: str) -> str | dict[str, str] | None:
    """A day of joining as the file has it."""
    by = day.removeprefix("by ")
    return (day or None) if by == day else {"by": by}


def _free(files: Files, path: str) -> str:
    if path in files:
        raise EditError(f"{path} exists already")
    return path


def _written(files: Files, folder: str, path: str, fields: Mapping[str, Any]) -> bytes:
    return new_file(path, fields, files[SCHEMAS[folder]])
