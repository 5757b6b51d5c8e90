"""The facts on record beside the assessments: official words, criteria, deadlines, signings, reviews' scores, names."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.checking.frozen import changed_paths, entries, fields, was_words
from tracker.checking.recorded_changes import as_text
from tracker.problem import Problem
from tracker.reading.document import Document, Path

Ids = Mapping[str, str]

_PLEDGE = ("name", "short_name", "issued_by", "announced", "preamble", "footnotes")
_COMMITMENT = ("number", "title", "group", "text")
_REVIEW = ("title", "publisher", "published", "scale")


def changed_pledge(was: Mapping[str, Any], document: Document, companies: Ids, commitments: Ids) -> Iterator[Problem]:
    """The official words, the criteria, deadlines and days of a pledge stay; `companies` and `commitments` are the
    present ids by former ones."""
    changed = _Changed(document)
    for name in _PLEDGE:
        yield from changed.below(was.get(name), (name,))
    groups = fields(document.value, "groups")
    for id, group in fields(was, "groups").items():
        if id in groups:  # that one is gone is reported as such
            yield from changed.below(group, ("groups", id))
    yield from changed.by_id(fields(was, "signatories"), ("signatories",), companies)
    yield from changed.by_id(fields(was, "deadlines"), ("deadlines",), commitments)
    today = fields(document.value, "commitments")
    for id, commitment in fields(was, "commitments").items():
        own = commitments.get(id, id)
        for name in _COMMITMENT if own in today else ():
            yield from changed.below(fields(commitment).get(name), ("commitments", own, name))
        for criterion, sentence in fields(commitment, "criteria").items():
            if criterion in fields(today.get(own), "criteria"):
                yield from changed.below(sentence, ("commitments", own, "criteria", criterion))


def changed_company(was: Mapping[str, Any], document: Document) -> Iterator[Problem]:
    """A company keeps its name."""
    yield from _Changed(document).below(was.get("name"), ("name",))


def changed_review(was: Mapping[str, Any], document: Document, companies: Ids) -> Iterator[Problem]:
    """What a review said stays as it was quoted: its title, scale, scores and statements."""
    changed = _Changed(document)
    for name in _REVIEW:
        yield from changed.below(was.get(name), (name,))
    yield from changed.by_id(fields(was, "dimensions"), ("dimensions",), {})
    yield from changed.by_id(fields(was, "scores"), ("scores",), companies)
    quotes = {as_text(fields(each).get("quote", "")) for each in entries(document.value, "statements")}
    for index, each in enumerate(entries(was, "statements")):
        quote = fields(each).get("quote")
        if quote is not None and as_text(quote) not in quotes:
            yield changed.problem(("statements", index, "quote"), quote)


class _Changed:
    """Finds what differs in a present document, each with the way that is open."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def below(self, was: object, path: Path) -> Iterator[Problem]:
        """What was changed or deleted at a path or below; what was unknown or not there may be added."""
        now: Any = self._document.value
        for part in path:
            now = fields(now).get(str(part))
        for below, old in changed_paths(*_of_one_form(was, now)):
            if old is not None:
                yield self.problem((*path, *below), old)

    def by_id(self, was: Mapping[str, Any], path: Path, ids: Ids) -> Iterator[Problem]:
        """The same for values by ids, some of which may be others by now."""
        now = fields(self._document.value, *map(str, path))
        for id, value in was.items():
            yield from self.below(value, (*path, id if id in now else ids.get(id, id)))

    def problem(self, path: Path, old: object) -> Problem:
        """A change at a path that the file does not record."""
        name = "/".join(str(part + 1) if isinstance(part, int) else part for part in path)
        message = f"`{name}` is on record and was changed; {was_words(old)}"
        hint = (
            "restore it, or record the change in this file, where readers see it: "
            f"amended: [{{field: {name}, date: YYYY-MM-DD, was: what it said, why: ...}}]"
        )
        return self._document.problem("past-fact", path, message, hint)


def _of_one_form(was: object, now: object) -> tuple[object, object]:
    """A day of joining by itself means the same as one under `joined`."""
    if isinstance(was, str) and "joined" in fields(now):
        return {"joined": was}, now
    if isinstance(now, str) and "joined" in fields(was):
        return was, {"joined": now}
    return was, now
