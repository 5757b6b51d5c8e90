"""Every published table, in one explicit tuple; those that most readers need come first."""

from tracker.records.downloads.table import AnyTable
from tracker.records.downloads.tables.about import ABOUT
from tracker.records.downloads.tables.cells import ASSESSMENTS, CELLS, CRITERION_STATES
from tracker.records.downloads.tables.companies import COMPANIES, SOURCES, UNREAD_DOCUMENTS
from tracker.records.downloads.tables.evidence import EVIDENCE, EVIDENCE_CRITERIA
from tracker.records.downloads.tables.pledges import COMMITMENTS, CRITERIA, PLEDGES, SIGNATORIES
from tracker.records.downloads.tables.remarks import DISPUTES, REPLIES, SEARCHES, SECOND_READINGS
from tracker.records.downloads.tables.reviews import (
    REVIEW_COMPARISONS,
    REVIEW_DIMENSIONS,
    REVIEW_SCORES,
    REVIEW_STATEMENTS,
    REVIEWS,
)

TABLES: tuple[AnyTable, ...] = (
    CELLS,
    EVIDENCE,
    ASSESSMENTS,
    COMPANIES,
    SOURCES,
    UNREAD_DOCUMENTS,
    PLEDGES,
    SIGNATORIES,
    COMMITMENTS,
    CRITERIA,
    CRITERION_STATES,
    EVIDENCE_CRITERIA,
    SEARCHES,
    SECOND_READINGS,
    DISPUTES,
    REPLIES,
    REVIEWS,
    REVIEW_SCORES,
    REVIEW_DIMENSIONS,
    REVIEW_STATEMENTS,
    REVIEW_COMPARISONS,
    ABOUT,
)
KEYS = {table.name: table.key for table in TABLES}
