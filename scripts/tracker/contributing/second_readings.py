"""A reading of a cell by somebody who does not see its status: what is shown, and what becomes of their judgement."""

import copy
from collections.abc import Iterator, Mapping

from tracker.contributing.additions import CompanyFile
from tracker.model import Company, CriterionState, Status
from tracker.reading.codebook import EXAMPLE, entries_of
from tracker.reading.edit import EditError, edited
from tracker.remarks import SecondReading
from tracker.status import status_that_follows, word
from tracker.views.cells import Cell


def blind_text(cell: Cell, codebook: str) -> str:
    """The criteria with what the codebook says of them, and the quotes: no status, no reason, no marks."""
    return "\n".join(_lines(cell, codebook))


def _lines(cell: Cell, codebook: str) -> Iterator[str]:
    entries = entries_of(codebook)
    yield f"{cell.company.name}: {cell.name} ({cell.pledge.short_name})"
    yield f"\n{cell.commitment.text}\n\ncriteria"
    for id, sentence in cell.commitment.criteria.items():
        yield f"\n  {id}: {sentence}"
        entry = entries.get(f"{cell.commitment.id}-{id}")
        if entry:
            yield from (f"    {line}" for line in _without(cell.company, entry.text) if line)
    yield "\nquotes"
    for quotation in cell.current.quotations if cell.current else ():
        item, source = quotation.evidence, quotation.source
        yield f"\n  {quotation.number}. “{item.quote}”"
        if item.translation:
            yield f"     in English: {item.translation}"
        published = f"published {source.published}" if source.published else "without a date"
        yield f"     {source.title} ({source.publisher}, {published}, {source.reliability} reliability): {source.url}"


def _without(company: Company, entry: str) -> Iterator[str]:
    """The lines of an entry, without the examples that tell how this very company was judged."""
    for line in entry.partition("\n## ")[0].strip().splitlines():
        rule, *examples = line.split(EXAMPLE)
        kept = [each for each in examples if not any(name in each for name in (company.name, *company.other_names))]
        yield EXAMPLE.join([rule, *kept]).strip()
        if len(kept) < len(examples):
            yield "(An example on this company is left out.)"


def judged(cell: Cell, states: Mapping[str, CriterionState]) -> tuple[Status, bool]:
    """The status that follows from a reader's judgement, and whether the latest assessment has the same."""
    status = status_that_follows(states)
    return status, cell.latest is not None and cell.latest.status is status


def account(status: Status, states: Mapping[str, CriterionState]) -> str:
    """What the reader found, in one sentence."""
    found = (
        f"{state} " + ", ".join(id for id, own in states.items() if own is state)
        for state in CriterionState
        if state in states.values()
    )
    return f"The reader found {word(status)}: {'; '.join(found)}."


def add_reading(file: CompanyFile, cell: Cell, reading: SecondReading) -> bytes:
    """The file with one reading more at the latest assessment; EditError where there is none."""
    if cell.latest is None:
        raise EditError(f"nobody has assessed {cell.id} yet, so there is nothing to read again")
    value = copy.deepcopy(file.document.value)
    latest = value["assessments"][cell.pledge.id][cell.commitment.id][-1]
    fields = {
        "date": str(reading.date),
        "by": reading.by,
        **({"reader": str(reading.reader)} if reading.reader else {}),
        "agreed": reading.agreed,
        "note": reading.note,
    }
    if "second_reading" in latest:
        latest.setdefault("later_readings", []).append(fields)
    else:
        latest["second_reading"] = fields
    return edited(file.document, file.content, value, file.schema)
