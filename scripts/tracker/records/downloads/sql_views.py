"""The common questions to the database, asked once: views that everybody can read and correct."""

from dataclasses import dataclass

from tracker.model import Status


@dataclass(frozen=True)
class SqlView:
    """A view: its name, what it answers, and its query."""

    name: str
    description: str
    query: str


_COUNTS = ",\n  ".join(
    [
        "count(*) AS cells",
        *(f"sum(status = '{each}') AS {each.replace('-', '_')}" for each in Status),
        f"sum(status <> '{Status.NOT_APPLICABLE}') AS applicable",
    ]
)

SQL_VIEWS = (
    SqlView(
        "current_status",
        "Who stands how on what, and why: the cells, without what programs need.",
        "SELECT company, pledge, commitment, status, since, assessed, quotes, reason, url FROM cells",
    ),
    SqlView(
        "counts_by_pledge",
        "How many cells of each pledge have which status; ‘applicable’ is the denominator of a share.",
        f"SELECT pledge_id, pledge,\n  {_COUNTS}\nFROM cells GROUP BY pledge_id, pledge",
    ),
    SqlView(
        "counts_by_company",
        "The same for each company and each pledge that it signed.",
        f"SELECT company_id, company, pledge_id, pledge,\n  {_COUNTS}\n"
        "FROM cells GROUP BY company_id, company, pledge_id, pledge",
    ),
    SqlView(
        "counts_by_commitment",
        "The same for each commitment.",
        f"SELECT commitment_id, pledge, commitment,\n  {_COUNTS}\n"
        "FROM cells GROUP BY commitment_id, pledge, commitment",
    ),
    SqlView(
        "status_periods",
        "From which day to before which other day a cell had which status. How everything stood on a day: "
        "WHERE from_day <= '2025-02-10' AND (until_day IS NULL OR until_day > '2025-02-10'). "
        "A cell with no row for a day was not assessed for it.",
        "SELECT cell_id, company_id, company, pledge_id, pledge, commitment_id, commitment, status,\n"
        "  since_day AS from_day,\n"
        "  lead(since_day) OVER (PARTITION BY cell_id ORDER BY number) AS until_day\nFROM assessments",
    ),
    SqlView(
        "current_quotes",
        "The quotes on which the current statuses rest, with company, commitment and source.",
        "SELECT cells.company, cells.pledge, cells.commitment, cells.status, evidence.shows, evidence.refutes,\n"
        "  evidence.quote, evidence.translation, evidence.source_title, evidence.source_publisher,\n"
        "  evidence.source_published, evidence.source_url, evidence.locator, cells.url\n"
        "FROM evidence JOIN cells USING (cell_id) WHERE evidence.is_current",
    ),
    SqlView(
        "missing_criteria",
        "What the current evidence does not show: criteria that are open, refuted or disputed.",
        "SELECT assessments.company, assessments.pledge, assessments.commitment, assessments.status,\n"
        "  criterion_states.state, criteria.text AS criterion, assessments.url\n"
        "FROM criterion_states JOIN assessments USING (assessment_id) JOIN criteria USING (criterion_id)\n"
        "WHERE criterion_states.is_current AND criterion_states.state <> 'shown'",
    ),
    SqlView(
        "disagreements",
        "Where a review's words and our status of that day differ, with the words.",
        "SELECT reviews.title AS review, reviews.published, cells.company, cells.pledge, cells.commitment,\n"
        "  review_comparisons.status_then, cells.status AS status_now, review_statements.bearing,\n"
        "  review_statements.quote, cells.url\n"
        "FROM review_comparisons JOIN review_statements USING (statement_id) JOIN reviews USING (review_id)\n"
        "  JOIN cells USING (cell_id) WHERE review_comparisons.agreement = 'differ'",
    ),
    SqlView(
        "scores_beside_statuses",
        "The overall score of each company in each review, beside how its cells stand now, pledge by pledge.",
        "SELECT reviews.title AS review, reviews.published, reviews.scale, review_scores.score, counts_by_company.*\n"
        "FROM review_scores JOIN reviews USING (review_id) JOIN counts_by_company USING (company_id)\n"
        "WHERE review_scores.dimension_id IS NULL AND review_scores.score IS NOT NULL",
    ),
)
