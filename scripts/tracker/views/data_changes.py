"""What a change of the data changes for its readers: two datasets in, the differences between them out."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from tracker.model import (
    Assessment,
    Commitment,
    Company,
    CriterionState,
    Dataset,
    DroppedQuote,
    Evidence,
    Pledge,
    Renameable,
    Review,
    Source,
    Statement,
    Status,
)
from tracker.quotes.ledger import Check, Ledger
from tracker.status import Tally, criterion_states, latest_status
from tracker.views.cells import Cell, by_name
from tracker.views.field_changes import FieldChange, field_changes
from tracker.views.reviews import statement_check
from tracker.views.tables import table

T = TypeVar("T", bound=Renameable)

# What is told of its own; `unreadable_sources` is no data.
_TOLD_APART = {"sources", "unreadable_sources", "assessments", "commitments"}


@dataclass(frozen=True)
class NewQuote:
    """A quote that no assessment of the cell held before, and whether its source is new to the company's file.

    `check` is what a program found of it; with `is_own_check` nobody but the change itself says so.
    """

    evidence: Evidence
    source: Source | None
    is_new_source: bool
    check: Check | None
    is_own_check: bool


@dataclass(frozen=True)
class NewStatement:
    """A quote from a review that it did not have before; `check` and `is_own_check` are as those of a new quote."""

    statement: Statement
    check: Check | None
    is_own_check: bool


@dataclass(frozen=True)
class CriterionChange:
    """A criterion's sentence, and how it stood and stands; `before` is None where the cell was not assessed."""

    text: str
    before: CriterionState | None
    after: CriterionState


@dataclass(frozen=True)
class CellChange:
    """One cell that reads differently: how it and each of its criteria stood and stand.

    `added` counts new assessments, `dropped` are the quotes that these no longer count, and `marked` those that show or
    refute something else now. `quotes_gone` counts the quotes that no assessment holds any more; `remarks` names what
    others now say of it.
    """

    cell: Cell
    before: Status
    after: Status
    criteria: tuple[CriterionChange, ...]
    added: int
    quotes: tuple[NewQuote, ...]
    quotes_gone: int
    remarks: tuple[str, ...]
    dropped: tuple[DroppedQuote, ...] = ()
    marked: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class SourceChange:
    """A source that was added (`before` is None), removed (`after` is None) or changed in the fields named."""

    company: Company
    before: Source | None
    after: Source | None
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PledgeCount:
    """How a pledge's cells stood and stand; `before` is None where the pledge is new."""

    pledge: Pledge
    before: Tally | None
    after: Tally


@dataclass(frozen=True)
class Thing:
    """A company, pledge, commitment or review; `name` is what readers call it."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True)
class OtherChange:
    """A thing that is called otherwise than it was (`former_id`, else empty), or of which fields changed."""

    thing: Thing
    former_id: str
    fields: tuple[str, ...]
    details: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Difference:
    """Everything that reads differently."""

    cells: tuple[CellChange, ...]
    counts: tuple[PledgeCount, ...]
    sources: tuple[SourceChange, ...]
    statements: tuple[tuple[Review, tuple[NewStatement, ...]], ...]
    added: tuple[Thing, ...]
    removed: tuple[Thing, ...]
    other: tuple[OtherChange, ...]


def difference(base: Dataset, present: Dataset) -> Difference:
    """What differs between two datasets; of the base only what fits together is looked at, so it may have faults."""
    was = {(each.thing.kind, each.thing.id): each for each in _entries(base)}
    pairs = [
        (each, next((was[each.thing.kind, id] for id in each.ids if (each.thing.kind, id) in was), None))
        for each in _entries(present)
    ]
    kept = {old.thing for _now, old in pairs if old}
    names = {id: company.name for dataset in (base, present) for id, company in dataset.companies.items()}
    return Difference(
        cells=tuple(_cell_changes(base, present)),
        counts=tuple(_counts(base, present)),
        sources=tuple(_source_changes(base, present)),
        statements=tuple(_new_statements(base, present)),
        added=tuple(now.thing for now, old in pairs if old is None),
        removed=tuple(old.thing for old in was.values() if old.thing not in kept),
        other=tuple(_other_changes(((old, now) for now, old in pairs if old), names)),
    )


def _other_changes(pairs: Iterable[tuple["_Entry", "_Entry"]], names: Mapping[str, str]) -> Iterator[OtherChange]:
    for old, now in pairs:
        fields = _changed_fields(old.value, now.value)
        if fields:
            former = old.thing.id if old.thing.id != now.thing.id else ""
            yield OtherChange(now.thing, former, fields, tuple(field_changes(old.value, now.value, fields, names)))


def _predecessor(now: T, items: Mapping[str, T]) -> T | None:
    """What stood in the base under the id of today, or under one before it."""
    return next((items[id] for id in now.ids if id in items), None)


def _cell_changes(base: Dataset, present: Dataset) -> Iterator[CellChange]:
    for pledge in present.pledges.values():
        for cell in table(present, pledge).cells:
            company = _predecessor(cell.company, base.companies)
            was = _assessments(base, company, cell)
            if was != cell.assessments:
                yield _cell_change(cell, was, _Before(company, Ledger(base.checks)))


@dataclass(frozen=True)
class _Before:
    """The company of a cell in the base, if there was one, and what was known of its quotes."""

    company: Company | None
    ledger: Ledger

    def new_quote(self, now: Cell, item: Evidence) -> NewQuote:
        """A quote that the cell holds now, beside what stood here."""
        was = self.company
        known = self.ledger.check(company=was.id, source=item.source, quote=item.quote) if was else None
        check = now.ledger.check(company=now.company.id, source=item.source, quote=item.quote)
        return NewQuote(
            evidence=item,
            source=now.company.sources.get(item.source),
            is_new_source=was is None or item.source not in was.sources,
            check=check,
            is_own_check=check is not None and check != known,
        )


def _assessments(base: Dataset, company: Company | None, now: Cell) -> tuple[Assessment, ...]:
    """The assessments that a cell had in the base, under the names of then."""
    pledge = _predecessor(now.pledge, base.pledges)
    if company is None or pledge is None:
        return ()
    commitment = _predecessor(now.commitment, pledge.commitments)
    return company.assessments.get(pledge.id, {}).get(commitment.id, ()) if commitment else ()


def _cell_change(now: Cell, was: tuple[Assessment, ...], past: _Before) -> CellChange:
    before, after = _states(now.commitment, was), _states(now.commitment, now.assessments)
    held = {item.key for each in was for item in each.evidence}
    holds = {item.key: item for each in now.assessments for item in each.evidence}
    cited = {item.key: item.marks for item in (was[-1].evidence if was else ())}
    new = now.assessments[len(was) :]
    return CellChange(
        cell=now,
        before=latest_status(was),
        after=latest_status(now.assessments),
        criteria=tuple(
            CriterionChange(now.commitment.criteria[id], before.get(id), state) for id, state in after.items()
        ),
        added=max(0, len(now.assessments) - len(was)),
        quotes=tuple(past.new_quote(now, item) for key, item in holds.items() if key not in held),
        quotes_gone=len(held - set(holds)),
        remarks=tuple(_new_remarks(was, now.assessments)),
        dropped=tuple(item for each in new for item in each.dropped),
        marked=tuple(
            item for item in (new[-1].evidence if new else ()) if cited.get(item.key, item.marks) != item.marks
        ),
    )


def _states(commitment: Commitment, assessments: tuple[Assessment, ...]) -> Mapping[str, CriterionState]:
    """How the criteria of today stand by the latest assessment, in the pledge's order; none without an assessment."""
    return criterion_states(commitment.criteria, assessments[-1].evidence) if assessments else {}


def _new_remarks(was: tuple[Assessment, ...], now: tuple[Assessment, ...]) -> Iterator[str]:
    """What others now say of the cell, in words, each once."""
    held = {remark for each in was for remark in _remarks(each)}
    yield from dict.fromkeys(remark[0] for each in now for remark in _remarks(each) if remark not in held)


def _remarks(assessment: Assessment) -> Iterator[tuple[str, object]]:
    for reading in assessment.readings:
        yield "second reading", reading
    for dispute in assessment.disputes:
        yield "dispute" if dispute.is_open else f"dispute {dispute.outcome}", dispute
    for reply in assessment.replies:
        yield "reply of the company", reply


def _counts(base: Dataset, present: Dataset) -> Iterator[PledgeCount]:
    for pledge in present.pledges.values():
        before = _predecessor(pledge, base.pledges)
        yield PledgeCount(pledge, table(base, before).tally if before else None, table(present, pledge).tally)


def _source_changes(base: Dataset, present: Dataset) -> Iterator[SourceChange]:
    for company in by_name(present.companies.values()):
        before = _predecessor(company, base.companies)
        was = before.sources if before else {}
        for id, source in company.sources.items():
            old = was.get(id)
            if old is None or old != source:
                yield SourceChange(company, old, source, _changed_fields(old, source) if old else ())
        for id, source in was.items():
            if id not in company.sources:
                yield SourceChange(company, source, None, ())


def _new_statements(base: Dataset, present: Dataset) -> Iterator[tuple[Review, tuple[NewStatement, ...]]]:
    past, ledger = Ledger(base.checks), Ledger(present.checks)
    for review in present.reviews.values():
        was = base.reviews.get(review.id)
        held = {each.quote for each in was.statements} if was else set()
        new = [
            NewStatement(each, check, check is not None and check != statement_check(past, review, each))
            for each in review.statements
            if each.quote not in held
            for check in (statement_check(ledger, review, each),)
        ]
        if new:
            yield review, tuple(new)


@dataclass(frozen=True)
class _Entry:
    """A thing with its value, and every id that it has and had."""

    thing: Thing
    value: object
    ids: tuple[str, ...]


def _entries(dataset: Dataset) -> Iterator[_Entry]:
    for pledge in dataset.pledges.values():
        yield _Entry(Thing("pledge", pledge.id, pledge.short_name), pledge, pledge.ids)
        for each in pledge.commitments.values():
            thing = Thing("commitment", f"{pledge.id}/{each.id}", f"{each.title} ({pledge.short_name})")
            yield _Entry(thing, each, tuple(map("/".join, product(pledge.ids, each.ids))))
    for company in by_name(dataset.companies.values()):
        yield _Entry(Thing("company", company.id, company.name), company, company.ids)
    for review in dataset.reviews.values():
        yield _Entry(Thing("review", review.id, review.title), review, (review.id,))


def _changed_fields(was: object, now: object) -> tuple[str, ...]:
    """The names of the fields in which two values of one kind differ."""
    names = [field.name for field in dataclasses.fields(now) if field.name not in _TOLD_APART]  # type: ignore[arg-type]
    return tuple(name for name in names if getattr(was, name) != getattr(now, name))
