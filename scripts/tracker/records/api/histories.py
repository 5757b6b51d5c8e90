"""A cell's whole history as plain data: every assessment with what it rests on, and the sources that it cites."""

from tracker.model import Company, Dispute, Evidence, Reply, Search, SecondReading, Source
from tracker.records.api.values import Plain, cell_id, dated, outcome
from tracker.views.cells import AssessmentView, Cell
from tracker.views.sources import SourceUse


def assessments(cell: Cell) -> list[Plain]:
    """Every assessment of a cell, oldest first."""
    return [_assessment(view) for view in cell.views]


def cited_sources(cell: Cell) -> list[Plain]:
    """The sources that any assessment of a cell cites, in the order in which they are first cited."""
    cited = dict.fromkeys(item.source for assessment in cell.assessments for item in assessment.evidence)
    return [source_value(cell.company, cell.company.sources[id]) for id in cited]


def source_value(company: Company, source: Source) -> Plain:
    """A document that was read for a company."""
    return {
        "company": company.id,
        "id": source.id,
        "title": source.title,
        "url": source.url,
        "former_urls": list(source.former_urls),
        "publisher": source.publisher,
        "kind": source.kind,
        **dated("published", source.published),
        **dated("read", source.read),
        "read_at": source.read_at or None,
        "archived": source.archived or None,
        "reliability": source.reliability,
        "note": source.note or None,
    }


def source_use_value(use: SourceUse) -> Plain:
    """A source with the cells that rest on it."""
    return {**source_value(use.company, use.source), "cited_by": [cell_id(cell) for cell in use.cells]}


def _assessment(view: AssessmentView) -> Plain:
    each = view.assessment
    return {
        **dated("since", each.since),
        "assessed": str(each.assessed),
        "change": each.change or None,
        "status": str(each.status),
        "reason": each.reason,
        "criteria": [{"id": item.id, "text": item.text, "state": str(item.state)} for item in view.criteria],
        "evidence": [_evidence(item) for item in each.evidence],
        "searched": [_search(item) for item in each.searched],
        "second_reading": each.second_reading and _second_reading(each.second_reading),
        "contested": each.contested and _contested(each.contested),
        "reply": each.reply and _reply(each.reply),
    }


def _evidence(item: Evidence) -> Plain:
    return {
        "source": item.source,
        "locator": item.locator or None,
        "quote": item.quote,
        "translation": item.translation or None,
        "shows": list(item.shows),
        "refutes": list(item.refutes),
    }


def _search(item: Search) -> Plain:
    return {"for": item.subject, "where": item.place, **dated("date", item.date)}


def _second_reading(reading: SecondReading) -> Plain:
    return {
        "date": str(reading.date),
        "by": reading.by,
        "outcome": outcome(reading),
        "note": reading.note or None,
    }


def _contested(dispute: Dispute) -> Plain:
    return {"date": str(dispute.date), "by": dispute.by, "grounds": dispute.grounds, "url": dispute.url or None}


def _reply(reply: Reply) -> Plain:
    return {"date": str(reply.date), "by": reply.by, "text": reply.text, "url": reply.url or None}
