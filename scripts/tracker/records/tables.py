"""Every record that is published as a table; those that most readers need come first."""

from tracker.records import about, cells, companies, pledges, record_changes, remarks, reviews
from tracker.records.record import AnyRecord

TABLES: tuple[AnyRecord, ...] = (
    *cells.TABLES,
    *remarks.TABLES,
    *companies.TABLES,
    *pledges.TABLES,
    *reviews.TABLES,
    *record_changes.TABLES,
    *about.TABLES,
)
