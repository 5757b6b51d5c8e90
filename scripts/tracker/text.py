"""Text that stays text: characters that may not stand in data, safe addresses, names, ids, numbers with their words."""

import difflib
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Container, Iterable
from urllib.parse import SplitResult, urlsplit

# Zero-width joiners carry meaning in some scripts and in emoji; everything else that cannot be seen is refused.
_ALLOWED = frozenset("\n\u200c\u200d")
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# The last two code points of every plane are no characters, in any version of Unicode.
_NONCHARACTER_MASK = 0xFFFE
_NAMES_LISTED = 40
_WORDS_IN_ID, _LETTERS_IN_WORD = 5, 20


def refused_characters(text: str) -> list[tuple[int, str]]:
    """Offset and name of every control, bidirectional-override or invisible character of a text."""
    if not any(map(_is_refused, set(text))):
        return []
    return [
        (offset, f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip())
        for offset, character in enumerate(text)
        if _is_refused(character)
    ]


def without_refused(text: str) -> str:
    """The text with a replacement mark in place of every character that `refused_characters` finds."""
    characters = list(text)
    for offset, _name in refused_characters(text):
        characters[offset] = "\ufffd"
    return "".join(characters)


def _is_refused(character: str) -> bool:
    if ord(character) & _NONCHARACTER_MASK == _NONCHARACTER_MASK:
        return True
    return character not in _ALLOWED and unicodedata.category(character) in _REFUSED_CATEGORIES


def url_fault(url: str) -> str | None:
    """What makes an address unfit to be linked, or None: only http(s), with a host, without spaces or credentials."""
    if any(character.isspace() for character in url):
        return "has a space in it, which is written %20"
    if refused_characters(url) or any(character in url for character in "<>\"'`{}|\\^"):
        return "has a character in it that must be percent-encoded"
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return "is not a well-formed address"
    return _part_fault(parts)


def _part_fault(parts: SplitResult) -> str | None:
    if parts.scheme not in ("http", "https"):
        return "does not start with https:// or http://"
    if parts.username is not None or parts.password is not None:
        return "holds a user name or password, which nobody should read"
    if "." not in (parts.hostname or ""):
        return "has no host name"
    return None


def word_count(text: str) -> int:
    """How many words a text has; in scripts that part no words, two characters count as one."""
    unparted = r"\u3040-\u30ff\u3400-\u9fff"
    characters = len(re.findall(rf"[{unparted}]", text))
    return len(re.findall(rf"[^\s{unparted}]+", text)) + (characters + 1) // 2


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 cell", "1,899 cells"; `many` where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is closest to a mistyped one, or None where none is close."""
    matches = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def suggestion(name: str, known: Iterable[str]) -> str:
    """What to write in place of an unknown name: the nearest one, else the whole list."""
    names = sorted(known)
    match = nearest(name, names)
    if match:
        return f"did you mean `{match}`?"
    if not names:
        return "none is known"
    more = f" and {len(names) - _NAMES_LISTED:,} more" if len(names) > _NAMES_LISTED else ""
    return "known: " + ", ".join(f"`{each}`" for each in names[:_NAMES_LISTED]) + more


def proposed_id(title: str, taken: Container[str] = (), otherwise: str = "") -> str:
    """An id made of a title's first words, with a number where it is taken.

    `otherwise` where the title has no letter that fits; empty where that is empty too.
    """
    plain = unicodedata.normalize("NFKD", title.replace("'", "")).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", plain.lower())[:_WORDS_IN_ID]
    id = "-".join(word[:_LETTERS_IN_WORD] for word in words) or otherwise
    numbered = (f"{id}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([id], numbered) if each not in taken)


def fingerprint(text: str, length: int = 10) -> str:
    """The beginning of the SHA-256 hash of a text, in hexadecimal digits; white space counts as one space."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:length]
