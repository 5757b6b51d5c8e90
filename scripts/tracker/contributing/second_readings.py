"""A second reading: what a reader gets to see of a cell, blind to its judgement, and the judgement into the file."""

import copy
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.contributing.additions import CompanyFile
from tracker.model import Company, CriterionState, SecondReading, Status
from tracker.reading.codebook import EXAMPLE, entries_of
from tracker.reading.dataset import CODEBOOKS
from tracker.reading.edit import EditError, edited
from tracker.status import label, word
from tracker.views.cells import AssessmentView, Cell, Quotation

_WIDTH = 100
MOST = 400  # characters that the schema lets a note have


def latest_to_read(cell: Cell) -> AssessmentView:
    """The assessment that can be read a second time; EditError where there is none, or where somebody has read it."""
    if cell.current is None:
        raise EditError(f"`{cell.id}` is not assessed yet, so there is nothing to read a second time")
    reading = cell.current.assessment.second_reading
    if reading:
        command = f"tracker add assessment --company {cell.company.id} --commitment {cell.commitment_id}"
        raise EditError(
            f"the latest assessment of `{cell.id}` was read a second time on {reading.date}, and holds one such "
            f"reading; if you come to another status, add a correction: `{command} --change correction`"
        )
    return cell.current


def blind_text(cell: Cell, codebook: str) -> str:
    """The official words, the criteria as the codebook reads them, and the quotes, without status, reason and marks."""
    lines = [f"{cell.company.name}: {cell.name} ({cell.pledge.short_name})", "", *_wrapped(cell.commitment.text)]
    entries = entries_of(codebook)
    for number, (id, sentence) in enumerate(cell.commitment.criteria.items(), start=1):
        entry = entries.get(f"{cell.commitment.id}-{id}")
        lines += [
            "",
            f"{number}. {id}: {sentence}",
            *(_wrapped(_without(cell.company, entry.text), "   ") if entry else ()),
        ]
    quotations = sorted(cell.current.quotations if cell.current else (), key=lambda each: each.evidence.quote)
    lines += ["", "quotes, in the order of their first letters" if quotations else "no quote is cited"]
    for quotation in quotations:
        lines += ["", *_quotation(quotation)]
    return "\n".join(lines)


def _without(company: Company, entry: str) -> str:
    """An entry of the codebook without the examples that tell how this very company was judged."""
    own = [name for name in (company.name, *company.other_names) if name]
    paragraphs = []
    for paragraph in entry.partition("\n## ")[0].strip().split("\n\n"):
        rule, *examples = paragraph.split(EXAMPLE)
        kept = [each for each in examples if not any(name in each for name in own)]
        left_out = [] if len(kept) == len(examples) else ["(An example on this company is left out.)"]
        paragraphs.append(" ".join([EXAMPLE.join([rule, *kept]).strip(), *left_out]))
    return "\n\n".join(paragraphs)


def _quotation(quotation: Quotation) -> Iterator[str]:
    item, source = quotation.evidence, quotation.source
    yield from _wrapped(f"“{item.quote}”", "  ")
    if item.translation:
        yield from _wrapped(f"in English: {item.translation}", "    ")
    published = f"published {source.published}" if source.published else "without a date"
    place = f", {item.locator}" if item.locator else ""
    facts = f"{source.kind}, {published}, reliability {source.reliability}"
    yield from _wrapped(f"{source.title}{place} ({source.publisher}; {facts})", "    ")
    yield f"    {source.url}"


def _wrapped(text: str, margin: str = "") -> Iterator[str]:
    for paragraph in text.strip().split("\n\n"):
        yield from textwrap.wrap(
            " ".join(paragraph.split()), _WIDTH, initial_indent=margin, subsequent_indent=margin, break_on_hyphens=False
        )


def compared(view: AssessmentView, states: Mapping[str, CriterionState], status: Status) -> str:
    """What the assessment says beside what the reader found."""
    outcome = "the same status" if status is view.status else "a different status"
    lines = [f"{outcome}: you found {word(status)}, the assessment says {word(view.status)}"]
    for criterion in view.criteria:
        found = states[criterion.id]
        lines.append(f"  {criterion.id}: {found}" + ("" if found is criterion.state else f", there {criterion.state}"))
    return "\n".join(lines)


def note_of(view: AssessmentView, states: Mapping[str, CriterionState], status: Status, own: str) -> str:
    """Where the reader came to something else, and the reader's own words; EditError where that is too long."""
    differing = [
        f"`{each.id}` {states[each.id]} and not {each.state}"
        for each in view.criteria
        if states[each.id] is not each.state
    ]
    found = [] if status is view.status else [f"The reader found {label(status).lower()}."]
    parts = [*found, *([f"Differently read: {'; '.join(differing)}."] if differing else []), *([own] if own else [])]
    note = " ".join(parts)
    if len(note) > MOST:
        raise EditError(f"the note has {len(note)} characters with what was read differently, at most {MOST} fit")
    return note


def with_reading(file: CompanyFile, cell: Cell, reading: SecondReading) -> bytes:
    """The company's file with a second reading at the latest assessment of a cell."""
    value = copy.deepcopy(file.document.value)
    fields: dict[str, Any] = {"date": str(reading.date), "by": reading.by, "reader": reading.reader}
    fields |= {"agreed": reading.agreed, **({"note": reading.note} if reading.note else {})}
    value["assessments"][cell.pledge.id][cell.commitment.id][-1]["second_reading"] = fields
    return edited(file.document, file.content, value, file.schema)


def codebook_of(files: Mapping[str, bytes], cell: Cell) -> str:
    """The page of the codebook on a cell's pledge; empty where it has none."""
    return files.get(f"{CODEBOOKS}/{cell.pledge.id}.md", b"").decode("utf-8")
