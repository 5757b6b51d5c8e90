"""What a change of the data changes for readers, in words, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.contributing.escaping import Escape, cell_name, markdown, within
from tracker.contributing.word_difference import word_difference
from tracker.model import Evidence, Review, Source, Status
from tracker.problem import Problem
from tracker.quotes.report import place_words, verdict_words
from tracker.status import Tally, word
from tracker.text import counted, shown
from tracker.views.data_changes import (
    CellChange,
    CriterionChange,
    Difference,
    NewQuote,
    NewStatement,
    OtherChange,
    PledgeCount,
    SourceChange,
)
from tracker.views.field_changes import FieldChange

FORMATS = ("text", "markdown")
# Characters of entries, and headings beside: a comment on GitHub holds 65,536, with what was looked up for it.
MARKDOWN_LENGTH = 45_000
_IDS = ("id", "former_ids")  # told as what was renamed
_QUOTES = 5  # that are reported of one cell, the others are counted

Entry = tuple[str, ...]  # a line, and the lines below it


@dataclass(frozen=True)
class ChangeReport:
    """A change against the base `revision`: `difference` is None where the data has problems, as no site is made then.

    `problems` are those of the data, `history` those of a rewritten past, `base_faults` counts the places of the base
    that do not fit the current schemas.
    """

    revision: str
    difference: Difference | None
    problems: tuple[Problem, ...] = ()
    history: tuple[Problem, ...] = ()
    base_faults: int = 0


def render(report: ChangeReport, format: str) -> str:
    """The report in one of `FORMATS`, without a line break at its end."""
    return _markdown(report) if format == "markdown" else _text(report)


def _text(report: ChangeReport) -> str:
    lines = [_headline(report, shown)]
    for title, entries in _sections(report, shown):
        lines += ["", title]
        for first, *below in entries:
            lines += [f"  {first}", *(f"    {line}" for line in below)]
    return "\n".join(lines)


def _markdown(report: ChangeReport) -> str:
    """The report as inert Markdown that fits into a comment; what is left out is counted."""
    lines = [f"## {_headline(report, markdown)}"]
    room = MARKDOWN_LENGTH
    for title, entries in _sections(report, markdown):
        items = ["\n".join([f"- {first}", *(f"  - {line}" for line in below)]) for first, *below in entries]
        kept = within(items, min(room, MARKDOWN_LENGTH // 3))  # no section keeps all the others out
        room -= sum(map(len, kept))
        lines += ["", f"### {title}", "", *kept]
    return "\n".join(lines)


def _headline(report: ChangeReport, escape: Escape) -> str:
    base = f"Against {escape(report.revision)}"
    if report.difference is None:
        return f"{base}: the data has problems, and with problems nothing is published"
    cells, sources = report.difference.cells, report.difference.sources
    parts = [
        counted(len(cells), "cell reads differently", "cells read differently"),
        counted(len(_new_quotes(report.difference)), "new quote"),
        counted(sum(source.before is None for source in sources), "new source"),
    ]
    return f"{base}: {', '.join(parts)}"


def _sections(report: ChangeReport, escape: Escape) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The headings with their entries, the faults first; none is empty."""
    sections: list[tuple[str, Iterable[Entry]]] = [
        ("The past is rewritten", _problems(report.history, escape)),
        ("Problems of the data", _problems(report.problems, escape)),
        ("The base", _base(report.base_faults)),
        *(_difference(report.difference, escape) if report.difference else ()),
    ]
    for title, entries in sections:
        if listed := tuple(entries):
            yield title, listed


def _base(faults: int) -> Iterator[Entry]:
    if faults:
        places = counted(faults, "place of the base does", "places of the base do")
        yield (f"{places} not fit the current schemas and cannot be compared",)


def _difference(difference: Difference, escape: Escape) -> Iterator[tuple[str, Iterable[Entry]]]:
    counts = (count for count in difference.counts if count.before != count.after)
    yield "Counts", ((_count(count, escape),) for count in counts)
    quotes = _new_quotes(difference)
    yield "What a program found of the new quotes", [(_verdicts(quotes),)] if quotes else []
    yield "Cells", (_cell(change, escape) for change in difference.cells)
    yield "Reviews by others", (_statements(review, new, escape) for review, new in difference.statements)
    yield "Added", ((f"{thing.kind}: {escape(thing.name)}",) for thing in difference.added)
    yield "Gone", ((f"{thing.kind}: {escape(thing.name)}",) for thing in difference.removed)
    yield "Sources", ((_source(change, escape),) for change in difference.sources)
    yield "Other changes", (_other(other, escape) for other in difference.other)


def _problems(problems: Iterable[Problem], escape: Escape) -> Iterator[Entry]:
    """Each problem at its place, with what to write instead where the problem before it did not say so already."""
    hint = ""
    for problem in problems:
        place = escape(f"{problem.file}:{problem.line}:{problem.column}")
        is_new = problem.hint not in ("", hint)
        yield (f"{place} {escape(problem.message)}", *([escape(problem.hint)] if is_new else []))
        hint = problem.hint


def _cell(change: CellChange, escape: Escape) -> Entry:
    cell, now = change.cell, change.cell.latest
    is_changed = change.after != change.before
    status = word(change.before) + (f" -> {word(change.after)}" if is_changed else ", as before")
    since = f" since {now.since}" if now and is_changed else ""
    kind = f" ({now.change.replace('-', ' ')})" if now and now.change and change.added else ""
    lines = [
        *([f"reason: {escape(now.reason)}"] if now else []),
        *(_criterion(criterion, escape) for criterion in change.criteria if change.added or _is_changed(criterion)),
        *_quotes(change, escape),
        *(f"new: {remark}" for remark in change.remarks),
    ]
    return (f"{cell_name(cell, escape)}: {status}{since}{kind}", *lines)


def _is_changed(criterion: CriterionChange) -> bool:
    return criterion.before is not criterion.after


def _criterion(criterion: CriterionChange, escape: Escape) -> str:
    step = f"{criterion.before} -> {criterion.after}" if criterion.before else f"{criterion.after}"
    return f"criterion {step if _is_changed(criterion) else f'{criterion.after}, as before'}: {escape(criterion.text)}"


def _quotes(change: CellChange, escape: Escape) -> Iterator[str]:
    for quote in change.quotes[:_QUOTES]:
        source = escape(quote.source.title if quote.source else quote.evidence.source)
        origin = f"from {'the new source ' * quote.is_new_source}“{source}”"
        yield f"new quote, {origin} ({_found(quote, escape)}): {escape(quote.evidence.quote)}"
        yield f"that quote {_bearings(quote.evidence, change.cell.commitment.criteria, escape)}"
    yield from _more(change.quotes[_QUOTES:])
    for item in change.marked:
        yield f"said to show something else now: {escape(item.quote)}"
        yield f"that quote {_bearings(item, change.cell.commitment.criteria, escape)}"
    for dropped in change.dropped:
        yield f"no longer counted ({escape(dropped.reason)}): {escape(dropped.quote)}"
    if change.quotes_gone:
        yield f"{counted(change.quotes_gone, 'quote is', 'quotes are')} gone"


def _bearings(item: Evidence, criteria: Mapping[str, str], escape: Escape) -> str:
    """What a quote is said to show and to refute, in the words of the criteria."""
    said = {"shows": item.shows, "refutes": item.refutes}
    parts = [
        f"{verb} " + ", ".join(f"“{escape(criteria.get(id, id))}”" for id in ids) for verb, ids in said.items() if ids
    ]
    return "; ".join(parts) or "is context"


def _new_quotes(difference: Difference) -> list[NewQuote | NewStatement]:
    """The new quotes of all cells, and those from reviews."""
    in_cells = (quote for cell in difference.cells for quote in cell.quotes)
    return [*in_cells, *(quote for _review, quotes in difference.statements for quote in quotes)]


def _found(quote: NewQuote | NewStatement, escape: Escape) -> str:
    """What a program found of a new quote, and whether nobody but the change says so."""
    return escape(verdict_words(quote.check, with_words=True)) + ", as this change says" * quote.is_own_check


def _statements(review: Review, quotes: Sequence[NewStatement], escape: Escape) -> Entry:
    lines = (f"new quote ({_found(quote, escape)}): {escape(quote.statement.quote)}" for quote in quotes[:_QUOTES])
    return (escape(review.title), *lines, *_more(quotes[_QUOTES:]))


def _more(quotes: Sequence[NewQuote | NewStatement]) -> Iterator[str]:
    if quotes:
        yield f"... and {counted(len(quotes), 'more new quote')} ({_verdicts(quotes)})"


def _verdicts(quotes: Sequence[NewQuote | NewStatement]) -> str:
    """What a program found of the quotes, each counted once."""
    counts = Counter(place_words(quote.check) for quote in quotes)
    return ", ".join(f"{number} of {len(quotes)} {words}" for words, number in counts.most_common())


def _count(count: PledgeCount, escape: Escape) -> str:
    if count.before is None:
        return f"{escape(count.pledge.short_name)}: {_tally(count.after)}"
    was, now = count.before.counts, count.after.counts
    steps = [f"{word(status)} {was[status]} -> {now[status]}" for status in Status if was[status] != now[status]]
    return f"{escape(count.pledge.short_name)}: {', '.join(steps)} (of {counted(count.after.total, 'cell')})"


def _tally(tally: Tally) -> str:
    steps = [f"{word(status)} {number}" for status, number in tally.counts.items() if number]
    return f"{', '.join(steps)} (of {counted(tally.total, 'cell')})"


def _source(change: SourceChange, escape: Escape) -> str:
    kind = "new" if change.before is None else f"changed ({_fields(change.fields)})" if change.after else "gone"
    source = change.after or change.before
    return f"{escape(change.company.name)}, {kind}: {_described(source, escape) if source else ''}"


def _described(source: Source, escape: Escape) -> str:
    day = f"published {source.published}" if source.published else f"read {source.read}"
    return f"{escape(source.title)} ({escape(source.publisher)}, {day})"


def _other(other: OtherChange, escape: Escape) -> Entry:
    renamed = [f"renamed: {escape(other.former_id)} -> {escape(other.thing.id)}"] if other.former_id else []
    lines = (_detail(each, escape) for each in other.details if (each.before or each.after) and each.field not in _IDS)
    return (f"{other.thing.kind} {escape(other.thing.name)}: {_fields(other.fields)}", *renamed, *lines)


def _detail(change: FieldChange, escape: Escape) -> str:
    """What became of a field or of one item of it; of longer words, which went and which came."""
    is_signatory = change.field == "signatories"
    name = " ".join(filter(None, (_fields([change.field]), escape(change.item))))
    if change.before is None:
        first = f"new signatory: {escape(change.item)}, since" if is_signatory else f"{name}, new:"
        return f"{first} {escape(change.after or '')}"
    if change.after is None:
        return (
            f"no longer a signatory: {escape(change.item)}"
            if is_signatory
            else f"{name}, gone: {escape(change.before)}"
        )
    return f"{name}: {escape(word_difference(change.before, change.after))}"


def _fields(names: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)
