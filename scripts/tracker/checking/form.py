"""The form of the files: each is written as its canonical text is."""

from collections.abc import Collection, Iterator, Mapping
from itertools import zip_longest

from tracker.problem import Problem
from tracker.reading.canonical import rewritten
from tracker.reading.dataset import SCHEMAS, Reading


def canonical_form(files: Mapping[str, bytes], reading: Reading, faulty: Collection[str]) -> Iterator[Problem]:
    """A file without other problems is in its canonical form; it is told at the first line that differs."""
    for folder, documents in reading.documents.items():
        for document in documents.values():
            if document.file in faulty:
                continue
            content = files[document.file]
            wanted = rewritten(document, content, files[SCHEMAS[folder]])
            if wanted != content:
                line, difference = _first_difference(content, wanted)
                message = "from here on the file is not in its canonical form"
                yield Problem(document.file, line, 1, "form", message, f"run `make fix`; {difference}")


def _first_difference(content: bytes, wanted: bytes) -> tuple[int, str]:
    """The first line that differs, from 1, and what becomes of it."""
    pairs = zip_longest(content.split(b"\n"), wanted.split(b"\n"))
    line, old, new = next((line, old, new) for line, (old, new) in enumerate(pairs, start=1) if old != new)
    if new is None:
        return line, "the file ends here"
    if old is None:
        return line - 1, "the file's last line does not end as a line does"
    if old.split() == new.split():
        return line, "only the spaces of this line differ"
    return line, f"this line becomes `{new.decode().strip()}`"
