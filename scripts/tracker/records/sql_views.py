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

_PLACE = "company_id, company_name, pledge_id, pledge_name, commitment_id, commitment_title"

SQL_VIEWS = (
    SqlView(
        "current_status",
        "The status of every cell, and why: the cells, without what programs need.",
        "SELECT company_name, pledge_name, commitment_title, status, since, assessed, quote_count, reason, page_url\n"
        "FROM cells",
    ),
    SqlView(
        "counts_by_pledge",
        "How many cells of each pledge have which status; ‘applicable’ is the denominator of a share.",
        f"SELECT pledge_id, pledge_name,\n  {_COUNTS}\n"
        "FROM cells WHERE left_on IS NULL GROUP BY pledge_id, pledge_name",
    ),
    SqlView(
        "counts_by_company",
        "The same for each company and each pledge that it signed.",
        f"SELECT company_id, company_name, pledge_id, pledge_name,\n  {_COUNTS}\n"
        "FROM cells WHERE left_on IS NULL GROUP BY company_id, company_name, pledge_id, pledge_name",
    ),
    SqlView(
        "counts_by_commitment",
        "The same for each commitment.",
        f"SELECT commitment_id, pledge_name, commitment_title,\n  {_COUNTS}\n"
        "FROM cells WHERE left_on IS NULL GROUP BY commitment_id, pledge_name, commitment_title",
    ),
    SqlView(
        "status_periods",
        "From which day to before which other day a cell had which status. The statuses on a day: "
        "WHERE from_day <= '2025-02-10' AND (until_day IS NULL OR until_day > '2025-02-10'). "
        "A cell with no row for a day was not assessed for it, or the company had left the pledge.",
        # A later assessment may reach further back than the one before it (a correction): then it holds in its place.
        f"SELECT cell_id, {_PLACE}, status, from_day,\n"  # noqa: S608 (our own words)
        "  CASE WHEN left_on < coalesce(next_day, '9999') THEN left_on ELSE next_day END AS until_day\nFROM (\n"
        "  SELECT *, since_day AS from_day, min(since_day) OVER (\n      PARTITION BY cell_id ORDER BY position\n"
        "      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING\n    ) AS next_day\n  FROM assessments\n"
        ") JOIN (SELECT cell_id, left_on FROM cells) USING (cell_id)\n"
        "WHERE until_day IS NULL OR until_day > from_day",
    ),
    SqlView(
        "current_quotes",
        "The quotes on which the current statuses rest, with company, commitment and source.",
        "SELECT company_name, pledge_name, commitment_title, cells.status, shows, refutes, quote, translation,\n"
        "  source_title, source_publisher, source_published, source_url, locator, evidence.page_url\n"
        f"FROM evidence JOIN cells USING (cell_id, {_PLACE}) WHERE is_current",
    ),
    SqlView(
        "missing_criteria",
        "What the current evidence does not show: criteria that are open, refuted or disputed.",
        "SELECT company_name, pledge_name, commitment_title, status, state, criterion_text, page_url\n"
        "FROM criterion_states JOIN assessments USING (assessment_id, is_current)\n"
        "WHERE is_current AND state <> 'shown'",
    ),
    SqlView(
        "disagreements",
        "Where a review's words and our status of that day differ, with the words.",
        "SELECT review_title, review_published, cells.company_name, cells.pledge_name, cells.commitment_title,\n"
        "  status_then, cells.status AS status_now, stance, quote, cells.page_url\n"
        "FROM agreements JOIN review_statements USING (statement_id, review_id) JOIN reviews USING (review_id)\n"
        "  JOIN cells USING (cell_id) WHERE agreement = 'differ'",
    ),
    SqlView(
        "scores_beside_statuses",
        "The overall score of each company in each review, beside how many of its cells have which status, pledge by "
        "pledge.",
        "SELECT review_title, review_published, scale, score, counts_by_company.*\n"
        "FROM review_scores JOIN reviews USING (review_id) JOIN counts_by_company USING (company_id, company_name)\n"
        "WHERE dimension_id IS NULL AND score IS NOT NULL",
    ),
)
