"""From the plain data of one well-shaped document to the model's values."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from tracker.model import (
    Assessment,
    Bearing,
    Commitment,
    Company,
    Deadline,
    Dimension,
    Dispute,
    Evidence,
    Group,
    OfficialText,
    PartialDate,
    Pledge,
    Reference,
    Reply,
    Review,
    Score,
    Search,
    SecondReading,
    Source,
    Statement,
    Status,
    UnreadDocument,
)
from tracker.reading.document import Path

T = TypeVar("T")


def _date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text)


def _reference(value: Mapping[str, Any]) -> Reference:
    return Reference(
        title=value["title"], url=value["url"], publisher=value["publisher"], published=_date(value["published"])
    )


def _official_text(value: Mapping[str, Any]) -> OfficialText:
    return OfficialText(
        title=value["title"],
        url=value["url"],
        publisher=value["publisher"],
        published=_date(value["published"]),
        updated=_date(value.get("updated")),
        licence=value["licence"],
        attribution=value["attribution"],
    )


def read_pledge(id: str, value: Mapping[str, Any]) -> Pledge:
    """A pledge from a document that fits its schema."""
    deadline = value.get("deadline")
    return Pledge(
        id=id,
        name=value["name"],
        short_name=value["short_name"],
        issued_by=value["issued_by"],
        announced=PartialDate(value["announced"]),
        source=_official_text(value["source"]),
        signatory_sources=tuple(map(_reference, value.get("signatory_sources", ()))),
        deadline=deadline
        and Deadline(date=PartialDate(deadline["date"]), event=deadline["event"], commitment=deadline["commitment"]),
        signatories={company: _date(day) for company, day in value["signatories"].items()},
        preamble=value.get("preamble", ""),
        footnotes=value.get("footnotes", {}),
        groups={
            key: Group(id=key, title=group["title"], text=group.get("text", ""))
            for key, group in value["groups"].items()
        },
        commitments={key: _commitment(key, each) for key, each in value["commitments"].items()},
        former_ids=tuple(value.get("former_ids", ())),
    )


def _commitment(id: str, value: Mapping[str, Any]) -> Commitment:
    return Commitment(
        id=id,
        number=value.get("number", ""),
        title=value["title"],
        group=value["group"],
        text=value["text"],
        criteria=value["criteria"],
        not_tracked=tuple(value.get("not_tracked", ())),
        related=tuple(value.get("related", ())),
        former_ids=tuple(value.get("former_ids", ())),
    )


def read_company(id: str, value: Mapping[str, Any], broken: Iterable[Path]) -> Company:
    """The well-shaped part of a company: its good sources and cells; sources that could not be read by name alone."""
    bad = {path[: {"sources": 2, "assessments": 3}.get(str(path[0]) if path else "", 1)] for path in broken}
    head_is_bad = any(len(path) == 1 for path in bad)
    head = dict.fromkeys(("name", "website", "headquarters"), "") if head_is_bad else value
    sources = value.get("sources", {}) if ("sources",) not in bad else {}
    pledges = value.get("assessments", {}) if ("assessments",) not in bad else {}
    assessments = {
        pledge: {
            commitment: tuple(map(_assessment, cell))
            for commitment, cell in cells.items()
            if ("assessments", pledge, commitment) not in bad
        }
        for pledge, cells in pledges.items()
        if ("assessments", pledge) not in bad
    }
    return Company(
        id=id,
        name=head["name"],
        other_names=tuple(head.get("other_names", ())),
        website=head["website"],
        headquarters=head["headquarters"],
        sources={key: _source(key, each) for key, each in sources.items() if ("sources", key) not in bad},
        unreadable_sources=frozenset(_unreadable(bad, assessments)),
        assessments=assessments,
        former_ids=tuple(head.get("former_ids", ())),
        unread_documents=tuple(map(_unread_document, head.get("unread_documents", ()))),
    )


def _unreadable(bad: Iterable[Path], assessments: Mapping[str, Mapping[str, Iterable[Assessment]]]) -> Iterator[str]:
    for path in bad:
        if path[0] == "sources" and len(path) > 1:
            yield str(path[1])
        elif path == ("sources",):
            cells = (cell for pledge in assessments.values() for cell in pledge.values())
            yield from (item.source for cell in cells for assessment in cell for item in assessment.evidence)


def _source(id: str, value: Mapping[str, Any]) -> Source:
    return Source(
        id=id,
        title=value["title"],
        url=value["url"],
        publisher=value["publisher"],
        kind=value["kind"],
        published=_date(value["published"]),
        read=PartialDate(value["read"]),
        read_at=value.get("read_at", ""),
        archived=value.get("archived", ""),
        reliability=value["reliability"],
        note=value.get("note", ""),
        former_urls=tuple(value.get("former_urls", ())),
    )


def _unread_document(value: Mapping[str, Any]) -> UnreadDocument:
    return UnreadDocument(
        title=value["title"],
        publisher=value["publisher"],
        url=value.get("url", ""),
        published=_date(value["published"]),
        noted=PartialDate(value["noted"]),
        note=value["note"],
    )


def _assessment(value: Mapping[str, Any]) -> Assessment:
    return Assessment(
        since=PartialDate(value["since"]),
        assessed=PartialDate(value["assessed"]),
        change=value.get("change", ""),
        status=Status(value["status"]),
        reason=value["reason"],
        evidence=tuple(map(_evidence, value.get("evidence", ()))),
        searched=tuple(map(_search, value.get("searched", ()))),
        second_reading=_optional(_second_reading, value.get("second_reading")),
        contested=_optional(_contested, value.get("contested")),
        reply=_optional(_reply, value.get("reply")),
    )


def _optional(read: Callable[[Mapping[str, Any]], T], value: Mapping[str, Any] | None) -> T | None:
    return None if value is None else read(value)


def _second_reading(value: Mapping[str, Any]) -> SecondReading:
    agreed = value["outcome"] == "agreed"
    return SecondReading(date=PartialDate(value["date"]), by=value["by"], agreed=agreed, note=value.get("note", ""))


def _contested(value: Mapping[str, Any]) -> Dispute:
    return Dispute(date=PartialDate(value["date"]), by=value["by"], grounds=value["grounds"], url=value.get("url", ""))


def _reply(value: Mapping[str, Any]) -> Reply:
    return Reply(date=PartialDate(value["date"]), by=value["by"], text=value["text"], url=value.get("url", ""))


def _search(value: Mapping[str, Any]) -> Search:
    return Search(subject=value["for"], where=value["where"], date=PartialDate(value["date"]))


def _evidence(value: Mapping[str, Any]) -> Evidence:
    return Evidence(
        source=value["source"],
        locator=value.get("locator", ""),
        quote=value["quote"],
        translation=value.get("translation", ""),
        shows=tuple(value.get("shows", ())),
        refutes=tuple(value.get("refutes", ())),
    )


def read_review(id: str, value: Mapping[str, Any]) -> Review:
    """A review from a document that fits its schema."""
    return Review(
        id=id,
        title=value["title"],
        authors=tuple(value.get("authors", ())),
        publisher=value["publisher"],
        url=value["url"],
        published=PartialDate(value["published"]),
        read=PartialDate(value["read"]),
        read_at=value.get("read_at", ""),
        licence=value.get("licence", ""),
        pledge=value.get("pledge", ""),
        scale=value["scale"],
        summary=value["summary"],
        incomplete=value.get("incomplete", ""),
        dimensions={
            key: Dimension(title=each["title"], commitment=each.get("commitment", ""))
            for key, each in value.get("dimensions", {}).items()
        },
        scores={
            company: Score(
                overall=score.get("overall", ""), details=score.get("details", {}), note=score.get("note", "")
            )
            for company, score in value.get("scores", {}).items()
        },
        statements=tuple(map(_statement, value.get("statements", ()))),
    )


def _statement(value: Mapping[str, Any]) -> Statement:
    return Statement(
        companies=tuple(value.get("companies", ())),
        commitment=value.get("commitment", ""),
        bearing=Bearing(value["bearing"]),
        locator=value.get("locator", ""),
        speaker=value.get("speaker", ""),
        quote=value["quote"],
    )
