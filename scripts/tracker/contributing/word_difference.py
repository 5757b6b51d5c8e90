"""Two versions of a text as one, with the words that went and came."""

import difflib
from collections.abc import Iterator, Sequence

_AROUND = 6  # words that stay and are shown on each side of a change


def word_difference(before: str, after: str) -> str:
    """The words of both: [-gone-] and {+new+}; of a long part that stayed, only the words beside the changes."""
    old, new = before.split(), after.split()
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    parts: list[str] = []
    for number, (kind, old_from, old_to, new_from, new_to) in enumerate(blocks):
        if kind == "equal":
            parts += _stayed(old[old_from:old_to], is_first=number == 0, is_last=number == len(blocks) - 1)
            continue
        if old_from < old_to:
            parts.append(f"[-{' '.join(old[old_from:old_to])}-]")
        if new_from < new_to:
            parts.append(f"{{+{' '.join(new[new_from:new_to])}+}}")
    return " ".join(parts)


def _stayed(words: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[str]:
    begin, end = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(words) <= begin + end + 1:
        yield from words
        return
    yield from words[:begin]
    yield "..."
    yield from words[len(words) - end :]
