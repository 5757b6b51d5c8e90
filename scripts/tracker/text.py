"""Text that stays text: characters that may not stand in data, safe addresses, names, ids, numbers with their words."""

import difflib
import hashlib
import itertools
import re
import unicodedata
from collections.abc import Container, Iterable
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

# Zero-width joiners carry meaning in some scripts and in emoji; everything else that cannot be seen is refused.
_ALLOWED = frozenset("\n\u200c\u200d")
# Letters and signs by their category, and nothing to the eye.
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Mc"})
_REFUSED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# The last two code points of every plane are no characters, in any version of Unicode.
_NONCHARACTER_MASK = 0xFFFE
_NAMES_LISTED = 40
_WORDS_IN_ID, _LETTERS_IN_WORD = 5, 20

# The tags that documents are made of; other words in angle brackets may be placeholders.
TAG_NAMES = (
    "a|abbr|b|br|code|dd|details|div|dl|dt|em|font|h[1-6]|hr|i|img|kbd|li|mark|ol|p|pre|q|s|small|span|strong|sub|"
    "summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul"
)
MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")


def refused_characters(text: str) -> list[tuple[int, str]]:
    """Offset and name of every control, bidirectional-override or invisible character of a text."""
    if not any(map(_is_refused, set(text))):
        return []
    return [
        (offset, f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip())
        for offset, character in enumerate(text)
        if _is_refused(character)
    ]


def is_unseen(text: str) -> bool:
    """Whether a text that is not empty has nothing to see: joiners, marks without a letter, spaces."""
    if not text or text[0].isalnum():
        return False
    return all(character.isspace() or unicodedata.category(character) in _UNSEEN for character in text)


def without_refused(text: str) -> str:
    """The text with a replacement mark in place of every character that `refused_characters` finds."""
    characters = list(text)
    for offset, _name in refused_characters(text):
        characters[offset] = "\ufffd"
    return "".join(characters)


def shown(text: str, longest: int = 300) -> str:
    """The text as it may stand on a terminal or in a log: on one line, nothing invisible, cut where it is too long."""
    line = without_refused(" ".join(text.split()))
    return line if len(line) <= longest else line[:longest] + " ..."


@lru_cache(maxsize=10_000)
def _is_refused(character: str) -> bool:
    if ord(character) & _NONCHARACTER_MASK == _NONCHARACTER_MASK:
        return True
    return character in _BLANK or (character not in _ALLOWED and unicodedata.category(character) in _REFUSED_CATEGORIES)


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


# What an address says of the way to it and not of the document; `ref` names a version where it is no host.
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|ref_src|ref_url|cmpid)(?:=.*)?|ref=[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_AMP = re.compile(
    r"//amp\.|\.ampproject\.org|/amp(?=[/?]|$)|/articleViewAmp\b|(?<=[?&])(?:amp(?:=1)?|(?:outputType|output)=amp)(?=&|$)",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(r"/web/[0-9*]+[a-z_]*/(?:(https?):/+)?(.+)")
_USUAL_PORTS = {"http": 80, "https": 443}


def without_tracking(url: str) -> str:
    """An address without the parameters that say where its reader came from."""
    address, mark, fragment = url.partition("#")
    place, _mark, query = address.partition("?")
    kept = "&".join(each for each in query.split("&") if not _TRACKING.fullmatch(each))
    return f"{place}{'?' + kept if kept else ''}{mark}{fragment}" if kept != query else url


def is_amp_page(url: str) -> bool:
    """Whether an address leads to the version of a page that is made for a search engine's own viewer."""
    return _AMP.search(url.partition("#")[0]) is not None


def document_address(url: str) -> str:
    """An address without all that may differ while the document is the same; only for comparing, never for reading.

    That are the scheme, letters of the host, a usual port, a last slash, fragments, parameters of tracking, and the
    Internet Archive around an address. An address that is not well formed stays as it is.
    """
    try:
        parts = urlsplit(without_tracking(url.strip()))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.strip()
    copy = _ARCHIVED.fullmatch(f"{parts.path}{'?' + parts.query if parts.query else ''}")
    if copy and host in ("web.archive.org", "archive.org"):
        return document_address(f"{copy[1] or 'https'}://{copy[2]}")
    kept = [each for each in parts.query.split("&") if each and not each.lower().startswith("ref=")]
    place = host if port in (None, _USUAL_PORTS.get(parts.scheme)) else f"{host}:{port}"
    return f"{place}{parts.path.rstrip('/')}{'?' + '&'.join(kept) if kept else ''}"


# Scripts that part no words: of Japanese and Chinese every character counts, of Thai, Lao, Khmer and Burmese the
# consonants that stand by themselves: their vowels, their marks and what is written below them are characters too.
_COUNTED = r"\u3040-\u30ff\u3400-\u9fff\u0e01-\u0e2e\u0e81-\u0eae\u1780-\u17a2\u1000-\u1021"
_UNPARTED = rf"{_COUNTED}\u0e2f-\u0e4f\u0eaf-\u0ecf\u0edc-\u0edf\u17a3-\u17df\u1022-\u103f\u104a-\u109f"


def word_count(text: str) -> int:
    """How many words a text has; in scripts that part no words, two characters or two consonants count as one."""
    characters = len(re.findall(rf"(?<![\u17d2\u1039])[{_COUNTED}]", text))
    return len(re.findall(rf"[^\s{_UNPARTED}]+", text)) + (characters + 1) // 2


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
