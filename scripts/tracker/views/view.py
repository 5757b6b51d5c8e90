"""The one view: everything that readers see of a dataset, each part worked out once and handed to every maker."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker.model import Company, Dataset, Edition, Review, Statement
from tracker.quotes.ledger import Check, Ledger
from tracker.views.cells import Cell, by_name
from tracker.views.changes import Change, changes
from tracker.views.due import (
    DoubtfulCell,
    DueCell,
    UnreadDocuments,
    doubtful_cells,
    due_days,
    unread_documents,
)
from tracker.views.integrity import Integrity, Summary, integrity, summary
from tracker.views.record_changes import RecordChange, record_changes
from tracker.views.reviews import (
    CompanyReview,
    Comparison,
    Finding,
    company_reviews,
    comparisons,
    findings,
    newest_first,
    statement_check,
)
from tracker.views.sources import SourceUse, source_uses
from tracker.views.tables import Column, Row, Table, named_days, table


@dataclass(frozen=True, kw_only=True, eq=False)
class CompanyView:
    """One company: its rows in the tables of the pledges that it signed, what changed, and what it rests on.

    `successor` is the tracked company that took it over, if one did.
    """

    company: Company
    successor: Company | None
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    reviews: tuple[CompanyReview, ...]
    sources: tuple[SourceUse, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The company's cells, pledge by pledge."""
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def is_followed(self) -> bool:
        """Whether any of its cells is reviewed again one day."""
        return any(cell.is_followed for cell in self.cells)


@dataclass(frozen=True, kw_only=True, eq=False)
class View:
    """What readers see of a dataset in an edition."""

    dataset: Dataset
    edition: Edition

    @cached_property
    def ledger(self) -> Ledger:
        """What a program found when it looked the quotes up."""
        return Ledger(self.dataset.checks)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """One table for each pledge: the only place where cells are made."""
        return tuple(table(self.dataset, pledge, self.edition.date) for pledge in self.dataset.pledges.values())

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, pledge by pledge and row by row."""
        return tuple(cell for table in self.tables for cell in table.cells)

    @cached_property
    def cells_by_id(self) -> Mapping[str, Cell]:
        """The cells by company/pledge/commitment."""
        return {cell.id: cell for cell in self.cells}

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The commitments with their cells, by pledge/commitment."""
        return {column.id: column for table in self.tables for column in table.columns}

    @cached_property
    def companies(self) -> tuple[CompanyView, ...]:
        """Every company, by name."""
        return tuple(map(self._company, by_name(self.dataset.companies.values())))

    def _company(self, company: Company) -> CompanyView:
        rows = tuple(row for table in self.tables for row in table.rows if row.company is company)
        successor = company.ended.successor if company.ended else None
        return CompanyView(
            company=company,
            successor=self.dataset.companies.get(successor.company) if successor else None,
            rows=rows,
            changes=tuple(change for change in self.changes if change.cell.company is company),
            reviews=company_reviews(self.reviews, company),
            sources=source_uses(company, (cell for row in rows for cell in row.cells)),
        )

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change of every cell, the newest first."""
        return changes(self.cells)

    @cached_property
    def record_changes(self) -> tuple[RecordChange, ...]:
        """What was changed in the record itself and taken out of it, the newest first."""
        return record_changes(self.dataset)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """All outside reviews, the newest first."""
        return newest_first(self.dataset.reviews.values())

    @cached_property
    def findings(self) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
        """What reviews say of each cell, by company and pledge/commitment; words on all companies are under ""."""
        return findings(self.reviews)

    def statement_check(self, review: Review, statement: Statement) -> Check | None:
        """What a program found when it last looked a review's statement up; None where it never did."""
        return statement_check(self.ledger, review, statement)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The reviews' statements on cells, each beside our status on the day of the review."""
        return comparisons(self.reviews, self.cells_by_id)

    @cached_property
    def days(self) -> tuple[tuple[datetime.date, str], ...]:
        """The days worth looking back to, oldest first."""
        return named_days(self.dataset.pledges, self.edition.date)

    @cached_property
    def due_days(self) -> tuple[DueCell, ...]:
        """The assessed cells with the day of their next review, the earliest first."""
        return due_days(self.cells)

    def due(self, day: datetime.date) -> tuple[DueCell, ...]:
        """The cells whose latest assessment is older than 180 days on a day, the oldest first."""
        return tuple(each for each in self.due_days if each.due < day)

    @cached_property
    def doubtful_cells(self) -> tuple[DoubtfulCell, ...]:
        """The cells that rest on quotes which a program did not find where they are said to be."""
        return doubtful_cells(self.cells)

    @cached_property
    def unread_documents(self) -> tuple[UnreadDocuments, ...]:
        """The companies, by name, with newer documents that are known and not read."""
        return unread_documents(own.company for own in self.companies if own.is_followed)

    @cached_property
    def summary(self) -> Summary:
        """How much there is of everything."""
        return summary(self.dataset, self.cells)

    @cached_property
    def integrity(self) -> Integrity:
        """The tracker about itself."""
        said = (self.statement_check(review, each) for review in self.reviews for each in review.statements)
        return integrity(self.cells, tuple(said))
