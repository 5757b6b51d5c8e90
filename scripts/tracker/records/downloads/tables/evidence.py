"""The tables of evidence: every quote of every assessment, and the criteria that it bears on."""

from collections.abc import Iterator

from tracker.records.downloads.rows import EvidenceRow, commitment_id, criterion_id, evidence_rows
from tracker.records.downloads.table import Column, Kind, Table
from tracker.views.view import View


def _source_id(row: EvidenceRow) -> str:
    return f"{row.parent.cell.company.id}/{row.quotation.source.id}"


EVIDENCE = Table[EvidenceRow](
    name="evidence",
    description="One row for each quote of each assessment, the earlier assessments included, with what is needed of "
    "its source for a quick look.",
    key=("evidence_id",),
    rows=evidence_rows,
    columns=(
        Column("evidence_id", Kind.TEXT, "The quote's id: the assessment's id and a number", lambda each: each.id),
        Column("assessment_id", Kind.TEXT, "The assessment's id", lambda each: each.parent.id, refers="assessments"),
        Column("cell_id", Kind.TEXT, "The cell's id", lambda each: each.parent.cell.id, refers="cells"),
        Column(
            "company_id", Kind.TEXT, "The company's id", lambda each: each.parent.cell.company.id, refers="companies"
        ),
        Column("pledge_id", Kind.TEXT, "The pledge's id", lambda each: each.parent.cell.pledge.id, refers="pledges"),
        Column(
            "commitment_id",
            Kind.TEXT,
            "The commitment's id: pledge/commitment",
            lambda each: commitment_id(each.parent.cell.pledge, each.parent.cell.commitment),
            refers="commitments",
        ),
        Column(
            "assessment",
            Kind.INTEGER,
            "The assessment's number in its cell; 1 is the oldest",
            lambda each: each.parent.number,
        ),
        Column(
            "is_current",
            Kind.BOOLEAN,
            "Whether the assessment is the latest of its cell",
            lambda each: each.parent.is_current,
        ),
        Column("source_id", Kind.TEXT, "The source's id: company/source", _source_id, refers="sources"),
        Column("source_title", Kind.TEXT, "The source's title", lambda each: each.quotation.source.title),
        Column("source_publisher", Kind.TEXT, "Who published the source", lambda each: each.quotation.source.publisher),
        Column("source_url", Kind.TEXT, "Where the source stands", lambda each: each.quotation.source.url),
        Column("source_kind", Kind.TEXT, "What kind of document it is", lambda each: each.quotation.source.kind),
        Column(
            "source_reliability",
            Kind.TEXT,
            "How reliable the source is: high, medium or low",
            lambda each: each.quotation.source.reliability,
        ),
        Column(
            "source_published",
            Kind.DATE,
            "When the source was published; empty where no date is known",
            lambda each: each.quotation.source.published,
            is_nullable=True,
        ),
        Column("source_read", Kind.DATE, "When the source was read", lambda each: each.quotation.source.read),
        Column(
            "locator",
            Kind.TEXT,
            "Where in the source the quote stands",
            lambda each: each.quotation.evidence.locator,
            is_nullable=True,
        ),
        Column(
            "quote",
            Kind.TEXT,
            "The source's own words; [...] marks an omission",
            lambda each: each.quotation.evidence.quote,
        ),
        Column(
            "translation",
            Kind.TEXT,
            "Our translation, where the quote is not in English",
            lambda each: each.quotation.evidence.translation,
            is_nullable=True,
        ),
        Column(
            "shows",
            Kind.TEXT,
            "The criteria of the commitment that the quote shows, parted by spaces",
            lambda each: each.quotation.evidence.shows,
            is_nullable=True,
        ),
        Column(
            "refutes",
            Kind.TEXT,
            "The criteria of the commitment that the quote speaks against, parted by spaces",
            lambda each: each.quotation.evidence.refutes,
            is_nullable=True,
        ),
        Column("url", Kind.TEXT, "The cell on this site", lambda each: each.parent.url),
    ),
)


def _bearings(view: View) -> Iterator[tuple[str, str, str]]:
    for row in evidence_rows(view):
        for bearing in ("shows", "refutes"):
            for criterion in getattr(row.quotation.evidence, bearing):
                yield row.id, criterion_id(row.parent.cell, criterion), bearing


EVIDENCE_CRITERIA = Table[tuple[str, str, str]](
    name="evidence_criteria",
    description="One row for each criterion that a quote shows or speaks against; a quote with no row is context.",
    key=("evidence_id", "criterion_id", "bearing"),
    rows=_bearings,
    columns=(
        Column("evidence_id", Kind.TEXT, "The quote's id", lambda each: each[0], refers="evidence"),
        Column("criterion_id", Kind.TEXT, "The criterion's id", lambda each: each[1], refers="criteria"),
        Column(
            "bearing", Kind.TEXT, "Whether it shows or refutes it", lambda each: each[2], values=("shows", "refutes")
        ),
    ),
)
