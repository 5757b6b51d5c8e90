"""New data as lines of YAML: texts without quotes where they can be, folded where they are long."""

import functools
import json
from collections.abc import Mapping
from typing import Any

from tracker.reading.layout import WIDTH
from tracker.reading.parser import read_document


def mapping_lines(value: Mapping[str, Any], indent: int) -> list[str]:
    """The fields of a mapping, indented by that many columns."""
    return [line for name, item in value.items() for line in field_lines(name, item, indent)]


def field_lines(name: str, value: object, indent: int) -> list[str]:
    """One field of a mapping that is indented by that many columns."""
    key = name if _is_plain(name) else json.dumps(name, ensure_ascii=False)
    return _lines(f"{' ' * indent}{key}:", value, indent)


def item_lines(value: object, indent: int) -> list[str]:
    """One item of a list whose hyphens are indented by that many columns."""
    if not isinstance(value, dict) or not value:
        return _lines(f"{' ' * indent}-", value, indent)
    first, *others = mapping_lines(value, indent + 2)
    return [f"{' ' * indent}- {first[indent + 2 :]}", *others]


def folded(words: list[str], indent: int) -> list[str]:
    """Words in as few lines as they need with that indentation; a longer word has its own."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= WIDTH:
            lines[-1] += " " + word
        else:
            lines.append(" " * indent + word)
    return lines


def _lines(start: str, value: object, indent: int) -> list[str]:
    if isinstance(value, dict) and value:
        return [start, *mapping_lines(value, indent + 2)]
    if isinstance(value, list) and value:
        if all(isinstance(item, str) and _is_plain(item, in_brackets=True) and " " not in item for item in value):
            first, *others = folded([*start.split(), *_in_brackets(value)], indent)
            return [first, *(f"  {line}" for line in others)]
        return [start, *(line for item in value for line in item_lines(item, indent + 2))]
    if not isinstance(value, str):
        return [f"{start} {json.dumps(value)}"]
    return _text_lines(start, value, indent)


def _in_brackets(words: list[str]) -> list[str]:
    return f"[{', '.join(words)}]".split(" ")


def _text_lines(start: str, text: str, indent: int) -> list[str]:
    """A text on one line where it fits, else folded, or with line breaks of its own."""
    if "\n" in text:
        if text[0] in "\n " or text.endswith("\n\n"):
            return [f"{start} {json.dumps(text, ensure_ascii=False)}"]
        own = text.removesuffix("\n").split("\n")
        return [
            f"{start} {'|' if text.endswith(chr(10)) else '|-'}",
            *(line and f"{' ' * indent}  {line}" for line in own),
        ]
    line = f"{start} " + (text if _is_plain(text) else "'" + text.replace("'", "''") + "'")
    words = text.split(" ")
    if len(line) <= WIDTH or len(words) == 1 or not all(words):
        return [line]
    return [f"{start} >-", *folded(words, indent + 2)]


@functools.cache
def _is_plain(text: str, *, in_brackets: bool = False) -> bool:
    """Whether a text without quotes is read as the same text."""
    document = read_document("", (f"k: [{text}]\n" if in_brackets else f"k: {text}\n").encode())
    return not document.problems and document.value == {"k": [text] if in_brackets else text}
