"""New files: a company with its signatures, a pledge with its first commitment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.contributing.additions import one_line
from tracker.reading.dataset import COMPANIES, PLEDGES, SCHEMAS
from tracker.reading.document import read_document
from tracker.reading.edit import EditError, edited, new_file
from tracker.text import suggestion

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class NewCompany:
    """A company that nothing was assessed of; `signed` maps pledges to the day of joining, empty where unpublished."""

    id: str
    name: str
    website: str
    headquarters: str
    signed: Mapping[str, str]


@dataclass(frozen=True)
class NewPledge:
    """A pledge with the first of its commitments and of its criteria; the others are added by hand.

    `group`, `commitment` and `criterion` are each an id and the words for it, `text` the official words in paragraphs.
    """

    id: str
    name: str
    short_name: str
    issued_by: str
    announced: str
    source: Mapping[str, str]
    signatory: str
    signed: str
    group: tuple[str, str]
    commitment: tuple[str, str]
    text: str
    criterion: tuple[str, str]


def new_company(files: Files, new: NewCompany) -> Files:
    """The company's file, and the pledges that it signed with a line more; EditError where it exists or signed none."""
    path = _free(files, f"{COMPANIES}/{new.id}.yml")
    if not new.signed:
        raise EditError("a company is tracked because it signed a pledge: say which")
    fields = {"name": one_line(new.name), "website": new.website, "headquarters": new.headquarters}
    made = {path: _written(files, COMPANIES, path, fields)}
    for pledge, day in new.signed.items():
        made |= _signed(files, pledge, new.id, day)
    return made


def _signed(files: Files, pledge: str, company: str, day: str) -> Files:
    path = f"{PLEDGES}/{pledge}.yml"
    if path not in files:
        known = [each.removeprefix(f"{PLEDGES}/").removesuffix(".yml") for each in files if each.startswith(PLEDGES)]
        raise EditError(f"`{pledge}` is not a pledge; {suggestion(pledge, known)}")
    document = read_document(path, files[path])
    if company in document.value["signatories"]:
        return {}
    value = {**document.value, "signatories": {**document.value["signatories"], company: day or None}}
    return {path: edited(document, files[path], value, files[SCHEMAS[PLEDGES]])}


def new_pledge(files: Files, new: NewPledge) -> Files:
    """The pledge's file; EditError where it exists."""
    path = _free(files, f"{PLEDGES}/{new.id}.yml")
    source = {name: one_line(text) for name, text in new.source.items()}
    fields = {
        "name": one_line(new.name),
        "short_name": one_line(new.short_name),
        "issued_by": one_line(new.issued_by),
        "announced": new.announced,
        "source": {**source, "published": source["published"] or None},
        "signatories": {new.signatory: new.signed or None},
        "groups": {new.group[0]: {"title": one_line(new.group[1])}},
        "commitments": {
            new.commitment[0]: {
                "title": one_line(new.commitment[1]),
                "group": new.group[0],
                "text": new.text,
                "criteria": {new.criterion[0]: one_line(new.criterion[1])},
            }
        },
    }
    return {path: _written(files, PLEDGES, path, fields)}


def _free(files: Files, path: str) -> str:
    if path in files:
        raise EditError(f"there is {path} already")
    return path


def _written(files: Files, folder: str, path: str, fields: Mapping[str, Any]) -> bytes:
    return new_file(path, fields, files[SCHEMAS[folder]])
