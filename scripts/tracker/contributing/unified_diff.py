"""What changes in files, line by line, in the form of `git diff`."""

import difflib
from collections.abc import Iterator, Mapping, Sequence

from tracker.text import shown

_CONTEXT = 3  # unchanged lines above and below a change

_Block = tuple[str, int, int, int, int]


def unified_diffs(files: Mapping[str, bytes], changes: Mapping[str, bytes]) -> str:
    """What changes do to a tree of files, one file after another; empty where nothing changes."""
    diffs = (unified_diff(path, files.get(path, b""), content) for path, content in changes.items())
    return "\n".join(filter(None, diffs))


def unified_diff(path: str, before: bytes, after: bytes) -> str:
    """The changed lines of a UTF-8 file with those around them; what is empty before is a new file."""
    old, new = map(_lines, (before, after))
    # The library's own `unified_diff` takes frequent lines for noise, and data has many of them: one new quote would be
    # shown as half of the file.
    groups = difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT)
    lines = [line for group in groups for line in _hunk(group, old, new)]
    path = shown(path)
    name = f"a/{path}" if before else "/dev/null"
    return "\n".join([f"--- {name}", f"+++ b/{path}", *lines]) if lines else ""


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8").removesuffix("\n").split("\n") if content else []


def _hunk(blocks: Sequence[_Block], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    (_, old_start, _, new_start, _), (_, _, old_end, _, new_end) = blocks[0], blocks[-1]
    yield f"@@ -{_range(old_start, old_end)} +{_range(new_start, new_end)} @@"
    for kind, old_from, old_to, new_from, new_to in blocks:
        if kind == "equal":
            yield from (f" {line}" for line in old[old_from:old_to])
        else:
            yield from (f"-{line}" for line in old[old_from:old_to])
            yield from (f"+{line}" for line in new[new_from:new_to])


def _range(start: int, end: int) -> str:
    """Lines counted from 1, with their number; a range without lines names the one before it."""
    length = end - start
    return f"{start + (length > 0)},{length}"
