"""The story of a change in words: what a reader will see differently, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.contributing.escaping import Words, cell_name, markdown, one_line, within
from tracker.model import Source, Status
from tracker.problem import Problem
from tracker.status import Tally, word
from tracker.text import counted
from tracker.views.data_changes import CellChange, Difference, PledgeCount, SourceChange

FORMATS = ("text", "markdown")
MARKDOWN_LENGTH = 60_000  # characters of entries, and headings beside; a comment on GitHub holds 65,536
_QUOTES = 5  # that are told of one cell, the others are counted


@dataclass(frozen=True)
class Story:
    """A change against the base `revision`: `difference` is None where the data has problems, for then no site is made.

    `problems` are those of the data, `history` those of a rewritten past, `base_faults` counts the places of the base
    that do not fit the rules of today.
    """

    revision: str
    difference: Difference | None
    problems: tuple[Problem, ...] = ()
    history: tuple[Problem, ...] = ()
    base_faults: int = 0


@dataclass(frozen=True)
class _Section:
    """A heading and its entries; an entry is a line, and the lines below it."""

    title: str
    entries: tuple[tuple[str, ...], ...]


def tell(story: Story, form: str) -> str:
    """The story in one of `FORMATS`, without a line break at its end."""
    return {"text": _text, "markdown": _markdown}[form](story)


def _text(story: Story) -> str:
    lines = [_headline(story, one_line)]
    for section in _sections(story, one_line):
        lines += ["", section.title]
        for first, *below in section.entries:
            lines += [f"  {first}", *(f"    {line}" for line in below)]
    return "\n".join(lines)


def _markdown(story: Story) -> str:
    """The story as Markdown that does nothing but stand there, and fits; what is left out is counted."""
    lines = [f"## {_headline(story, markdown)}"]
    room = MARKDOWN_LENGTH
    for section in _sections(story, markdown):
        entries = ["\n".join([f"- {first}", *(f"  - {line}" for line in below)]) for first, *below in section.entries]
        told = within(entries, min(room, MARKDOWN_LENGTH // 3))  # no section keeps all the others out
        room -= sum(map(len, told))
        lines += ["", f"### {section.title}", "", *told]
    return "\n".join(lines)


def _headline(story: Story, words: Words) -> str:
    since = f"Against {words(story.revision)}"
    if story.difference is None:
        return f"{since}: the data has problems, and with problems nothing is published"
    cells = story.difference.cells
    parts = [
        counted(len(cells), "cell reads differently", "cells read differently"),
        counted(sum(len(each.quotes) for each in cells), "new quote"),
        counted(sum(each.before is None for each in story.difference.sources), "new source"),
    ]
    return f"{since}: {', '.join(parts)}"


def _sections(story: Story, words: Words) -> Iterator[_Section]:
    """What there is to tell, the faults first."""
    titles_and_entries: list[tuple[str, Iterable[tuple[str, ...]]]] = [
        ("The past is rewritten", _problems(story.history, words)),
        ("Problems of the data", _problems(story.problems, words)),
    ]
    if story.base_faults:
        faults = counted(story.base_faults, "place of the base does", "places of the base do")
        titles_and_entries.append(("The base", [(f"{faults} not fit the schemas of today, and cannot be compared",)]))
    if story.difference is not None:
        titles_and_entries += _difference(story.difference, words)
    for title, entries in titles_and_entries:
        found = tuple(entries)
        if found:
            yield _Section(title, found)


def _difference(found: Difference, words: Words) -> list[tuple[str, Iterable[tuple[str, ...]]]]:
    counts = (each for each in found.counts if each.before != each.after)
    return [
        ("Counts", ((_count(each, words),) for each in counts)),
        ("Cells", (_cell(each, words) for each in found.cells)),
        ("Added", ((f"{each.kind}: {words(each.name)}",) for each in found.added)),
        ("Gone", ((f"{each.kind}: {words(each.name)}",) for each in found.removed)),
        ("Sources", ((_source(each, words),) for each in found.sources)),
        ("Other changes", ((f"{e.thing.kind} {words(e.thing.name)}: {_fields(e.fields)}",) for e in found.other)),
    ]


def _problems(problems: Iterable[Problem], words: Words) -> Iterator[tuple[str, ...]]:
    """Each problem at its place, with what to write instead where the one before did not say it already."""
    hint = ""
    for each in problems:
        place = words(f"{each.file}:{each.line}:{each.column}")
        yield (f"{place} {words(each.message)}", *([words(each.hint)] if each.hint not in ("", hint) else []))
        hint = each.hint


def _cell(change: CellChange, words: Words) -> tuple[str, ...]:
    cell, now = change.cell, change.cell.latest
    stands = word(change.before) + (f" -> {word(change.after)}" if change.after != change.before else ", as before")
    since = f" since {now.since}" if now and change.after != change.before else ""
    why = f" ({now.change.replace('-', ' ')})" if now and now.change and change.added else ""
    lines = [
        *([f"reason: {words(now.reason)}"] if now else []),
        *(f"criterion now shown: {words(each)}" for each in change.shown),
        *(f"criterion no longer shown: {words(each)}" for each in change.no_longer_shown),
        *_quotes(change, words),
        *(f"new: {each}" for each in change.remarks),
    ]
    return (f"{cell_name(cell, words)}: {stands}{since}{why}", *lines)


def _quotes(change: CellChange, words: Words) -> Iterator[str]:
    for each in change.quotes[:_QUOTES]:
        source = words(each.source.title if each.source else each.evidence.source)
        yield f"new quote, from {'the new source ' * each.is_new_source}“{source}”: {words(each.evidence.quote)}"
    if len(change.quotes) > _QUOTES:
        yield f"... and {counted(len(change.quotes) - _QUOTES, 'more new quote')}"
    if change.quotes_gone:
        yield f"{counted(change.quotes_gone, 'quote is', 'quotes are')} gone"


def _count(found: PledgeCount, words: Words) -> str:
    if found.before is None:
        return f"{words(found.pledge.short_name)}: {_tally(found.after)}"
    was, now = found.before.counts, found.after.counts
    steps = [f"{word(each)} {was[each]} -> {now[each]}" for each in Status if was[each] != now[each]]
    return f"{words(found.pledge.short_name)}: {', '.join(steps)} (of {counted(found.after.total, 'cell')})"


def _tally(found: Tally) -> str:
    steps = [f"{word(each)} {number}" for each, number in found.counts.items() if number]
    return f"{', '.join(steps)} (of {counted(found.total, 'cell')})"


def _source(change: SourceChange, words: Words) -> str:
    what = "new" if change.before is None else f"changed ({_fields(change.fields)})" if change.after else "gone"
    source = change.after or change.before
    return f"{words(change.company.name)}, {what}: {_described(source, words) if source else ''}"


def _described(source: Source, words: Words) -> str:
    day = f"published {source.published}" if source.published else f"read {source.read}"
    return f"{words(source.title)} ({words(source.publisher)}, {day})"


def _fields(names: Sequence[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)
