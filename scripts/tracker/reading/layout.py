"""How a data file is laid out: fields in the order of the schema, and long texts folded."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.reading.document import Document, Path
from tracker.reading.schema import Part

WIDTH = 120  # columns


def in_order(value: Any, part: Part | None) -> Any:  # noqa: ANN401 (plain data of any kind)
    """The same data with the fields in the order of the schema; ids, items and unknown fields keep their own."""
    if isinstance(value, dict) and part is not None:
        names = [*(name for name in part.fields if name in value), *(name for name in value if name not in part.fields)]
        return {name: in_order(value[name], part.below(name)) for name in names}
    if isinstance(value, list) and part is not None:
        return [in_order(item, part.entry) for item in value]
    return value


def misplaced_fields(value: object, part: Part | None, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The first misplaced field of each mapping, with the field that it belongs before."""
    if part is None:
        return
    if isinstance(value, Mapping):
        ranks = {name: rank for rank, name in enumerate(part.fields)}
        known = [name for name in value if name in ranks]
        late = [(name, other) for n, name in enumerate(known) for other in known[:n] if ranks[other] > ranks[name]]
        for name, other in late[:1]:
            yield (*path, name), other
        for name, item in value.items():
            yield from misplaced_fields(item, part.below(name), (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from misplaced_fields(item, part.entry, (*path, index))


def long_texts(document: Document) -> Iterator[tuple[Path, list[str]]]:
    """Every text that runs past the last column although it could be folded, with its words."""
    for path, end in document.ends.items():
        if end.column > WIDTH + 1 and end.line == document.values[path].line and not document.is_in_flow(path):
            text = document.at(path)
            words = text.split() if isinstance(text, str) else []
            if len(words) > 1 and " ".join(words) == text:
                yield path, words
