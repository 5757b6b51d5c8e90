"""Whether what is on record is still there unchanged, and every id still leads where it led."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from tracker.checking.facts import changed_company, changed_pledge, changed_review
from tracker.checking.frozen import ValueAt, changed_cell, changed_source, entries, fields, unsaid_drops
from tracker.checking.mass_loss import Current, mass_losses
from tracker.checking.recorded_changes import recorded
from tracker.problem import Problem
from tracker.reading.dataset import COMPANIES, PLEDGES, REVIEWS
from tracker.reading.document import Document, Path
from tracker.reading.parser import read_document

_FOLDERS = {PLEDGES: "pledge", COMPANIES: "company", REVIEWS: "review"}

Documents = Mapping[str, Mapping[str, Document]]


def check_past(base: Mapping[str, bytes], present: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """A problem for everything in the present tree, `{path: bytes}`, that changes the record of the base tree.

    The base is read as plain data and not by the present rules, which may be younger. A present file that cannot be
    read is left to the ordinary check.
    """
    was, now = _documents(base, present)
    found = {
        *_unreadable(was),
        *_vanished_files(was, now),
        *_vanished_in_pledges(was, now),
        *_companies(was, now),
        *_facts(was, now),
        *_losses(was, now),
    }
    return tuple(sorted(found))


def _documents(*trees: Mapping[str, bytes]) -> list[Documents]:
    """The data files of each tree by folder and id; a file that is the same in several trees is read once."""
    once: dict[tuple[str, bytes], Document] = {}
    found: list[Documents] = []
    for tree in trees:
        documents: dict[str, dict[str, Document]] = {folder: {} for folder in _FOLDERS}
        for path, content in tree.items():
            name = PurePosixPath(path)
            if str(name.parent) in documents:
                document = once.get((path, content)) or read_document(path, content)
                documents[str(name.parent)][name.stem] = once[path, content] = document
        found.append(documents)
    return found


def _unreadable(was: Documents) -> Iterator[Problem]:
    for folder in was.values():
        for document in folder.values():
            if not document.is_sound:
                first = document.problems[0]
                message = f"in the base this file cannot be read (line {first.line}: {first.message})"
                hint = "nothing can prove that its past is unchanged: compare with an earlier revision"
                yield Problem(document.file, 1, 1, "unreadable-base", message, hint)


def _pairs(was: Documents, now: Documents, folder: str) -> Iterator[tuple[Mapping[str, Any], Document]]:
    """The data of each file of the base with the present document of it, renames followed; both can be read."""
    ids = _file_ids(now[folder])
    for id, document in was[folder].items():
        if document.is_sound and id in ids and now[folder][ids[id]].is_sound:
            yield fields(document.value), now[folder][ids[id]]


def _facts(was: Documents, now: Documents) -> Iterator[Problem]:
    companies = _file_ids(now[COMPANIES])
    for folder in _FOLDERS:
        for old, document in _pairs(was, now, folder):
            base, faults = recorded(folder, old, document)
            yield from faults
            if folder == PLEDGES:
                yield from changed_pledge(base, document, companies, _ids(fields(document.value, "commitments")))
            elif folder == COMPANIES:
                yield from changed_company(base, document)
            else:
                yield from changed_review(base, document, companies)


def _file_ids(documents: Mapping[str, Document]) -> dict[str, str]:
    return _ids({id: document.value for id, document in documents.items()})


def _ids(values: Mapping[str, Any]) -> dict[str, str]:
    """The present id of each id and each former id."""
    former = {old: id for id, value in values.items() for old in _texts(fields(value).get("former_ids"))}
    return former | {id: id for id in values}


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _vanished_files(was: Documents, now: Documents) -> Iterator[Problem]:
    for folder, kind in _FOLDERS.items():
        known = _file_ids(now[folder])
        can_move = folder != REVIEWS
        for id, document in was[folder].items():
            heir = now[folder].get(known.get(id, ""))
            if heir is None:
                hint = "put the file back" + ("; renamed, it keeps this id under `former_ids`" if can_move else "")
                yield Problem(document.file, 1, 1, "vanished-id", f"the {kind} `{id}` is gone", hint)
            for former in _texts(fields(document.value).get("former_ids")):
                if former not in known and heir is not None and heir.is_sound:
                    yield _forgotten(kind, former, heir, ("former_ids",))


def _forgotten(kind: str, former: str, document: Document, path: Path) -> Problem:
    message = f"`{former}` is no longer a former id of the {kind}"
    return document.problem("vanished-id", path, message, "add it to `former_ids`: old links depend on it")


def _vanished_in_pledges(was: Documents, now: Documents) -> Iterator[Problem]:
    for old, document in _pairs(was, now, PLEDGES):
        groups = fields(document.value, "groups")
        for group in fields(old, "groups"):
            if group not in groups:
                message, hint = f"the group `{group}` is gone", "put it back: the id of a group never changes"
                yield document.problem_at_key("vanished-id", ("groups",), message, hint)
        yield from _vanished_commitments(fields(old, "commitments"), document)


def _vanished_commitments(old: Mapping[str, Any], document: Document) -> Iterator[Problem]:
    today = fields(document.value, "commitments")
    known = _ids(today)
    for id, commitment in old.items():
        if id not in known:
            hint = "put it back; renamed, it keeps this id under `former_ids`"
            yield document.problem_at_key("vanished-id", ("commitments",), f"the commitment `{id}` is gone", hint)
            continue
        path = ("commitments", known[id])
        for former in _texts(fields(commitment).get("former_ids")):
            if former not in known:
                yield _forgotten("commitment", former, document, (*path, "former_ids"))
        for criterion in fields(commitment, "criteria"):
            if criterion not in fields(today[known[id]], "criteria"):
                message = f"the criterion `{criterion}` of `{known[id]}` is gone"
                hint = "put it back: quotes on record show or refute it, and its id never changes"
                yield document.problem_at_key("vanished-id", (*path, "criteria"), message, hint)


def _companies(was: Documents, now: Documents) -> Iterator[Problem]:
    cells = {(old, commitment): place for old, commitment, place in _cells(was, now)}
    for before, document in _pairs(was, now, COMPANIES):
        old, _faults = recorded(COMPANIES, before, document)
        cited: dict[str, None] = {}
        for pledge, commitments in fields(old, "assessments").items():
            for commitment, assessments in fields(commitments).items():
                path = ("assessments", *cells.get((pledge, commitment), (pledge, commitment)))
                past = assessments if isinstance(assessments, list) else [assessments]
                cited |= dict.fromkeys(source for each in past for source in _cited(each))
                present, place = entries(fields(document.value, *path[:-1]), path[-1]), ValueAt(document, path)
                yield from changed_cell(past, present, place)
                yield from unsaid_drops(past, present, place)
        yield from _sources(fields(old, "sources"), cited, document)


def _cells(was: Documents, now: Documents) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """The ids of every commitment of the base, with those that it has now."""
    pledges = _file_ids(now[PLEDGES])
    for id, document in was[PLEDGES].items():
        pledge = pledges.get(id, id)
        today = fields(now[PLEDGES][pledge].value, "commitments") if pledge in now[PLEDGES] else {}
        commitments = _ids(today)
        for commitment in fields(document.value, "commitments"):
            yield id, commitment, (pledge, commitments.get(commitment, commitment))


def _losses(was: Documents, now: Documents) -> Iterator[Problem]:
    companies, pledges = _file_ids(now[COMPANIES]), _file_ids(now[PLEDGES])
    cells = {(pledge, commitment): place for pledge, commitment, place in _cells(was, now)}
    past, present = _current(was, companies, cells), _current(now, companies, {})
    for id, document in was[PLEDGES].items():
        own = pledges.get(id, id)
        heir = now[PLEDGES].get(own)
        if document.is_sound and heir is not None and heir.is_sound:
            # A file that cannot be read now is left to the ordinary check.
            readable = {
                cell: each
                for cell, each in past.get(own, {}).items()
                if cell[0] not in now[COMPANIES] or now[COMPANIES][cell[0]].is_sound
            }
            yield from mass_losses(readable, present.get(own, {}), fields(document.value), heir)


def _current(
    documents: Documents, companies: Mapping[str, str], cells: Mapping[tuple[str, str], tuple[str, str]]
) -> Mapping[str, Current]:
    """The latest assessments by pledge, company and commitment, under the ids that these have now."""
    found: dict[str, dict[tuple[str, str], Mapping[str, Any]]] = {}
    for company, document in documents[COMPANIES].items():
        for old, commitments in fields(document.value, "assessments").items() if document.is_sound else ():
            for name, assessments in fields(commitments).items():
                pledge, commitment = cells.get((old, name), (old, name))
                latest = assessments[-1] if isinstance(assessments, list) and assessments else None
                found.setdefault(pledge, {})[companies.get(company, company), commitment] = fields(latest)
    return found


def _cited(assessment: object) -> Iterator[str]:
    for item in entries(assessment, "evidence"):
        source = fields(item).get("source")
        if isinstance(source, str):
            yield source


def _sources(old: Mapping[str, Any], cited: Iterable[str], document: Document) -> Iterator[Problem]:
    today = fields(document.value, "sources")
    for id in cited:
        if id in old and id not in today:
            message = f"the source `{id}` is cited by an assessment on record, and is gone"
            hint = "put it back: the id of a source never changes; a new document has an id of its own"
            yield document.problem_at_key("vanished-id", ("sources",), message, hint)
        elif id in old:
            yield from changed_source(fields(old[id]), fields(today[id]), ValueAt(document, ("sources", id)))
