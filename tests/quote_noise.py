"""True quotes under twelve kinds of noise, and altered ones: what a checker of quotes must find, and what it must not.

All texts are sentences of the project's own record, so that names, numbers, lists and languages are those of real life.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

NEGATION = re.compile(r"\b(?:not|no|never|without)\s|n['\u2019]t\b|\bcannot\b|\bunless\b")
_SENTENCE = re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z])")


def _wrapped(text: str, chance: random.Random) -> str:
    return re.sub(" ", lambda _: chance.choice([" ", "\n", "  ", "\t", " \n    "]), text)


def _hyphenated(text: str, chance: random.Random) -> str:
    """Long words in lower case broken at the end of a line."""
    broken = [
        f"{word[: (cut := chance.randint(3, len(word) - 3))]}-\n{word[cut:]}"
        if re.fullmatch("[a-z]{7,}", word) and chance.random() < 0.6
        else word
        for word in text.split(" ")
    ]
    return " ".join(broken)


def _ligatures(text: str, _chance: random.Random) -> str:
    for letters, ligature in (
        ("ffi", "\ufb03"),
        ("ffl", "\ufb04"),
        ("fi", "\ufb01"),
        ("fl", "\ufb02"),
        ("ff", "\ufb00"),
    ):
        text = text.replace(letters, ligature)
    return text


def _quotation_marks(text: str, chance: random.Random) -> str:
    double = [*'"\u201c\u201d\u00ab\u00bb\u201e']
    return re.sub(
        "['\u2019\u2018]",
        lambda _: chance.choice("'\u2019\u2018"),
        re.sub('["\u201c\u201d]', lambda _: chance.choice(double), text),
    )


def _dashes(text: str, chance: random.Random) -> str:
    text = re.sub(r" [-\u2013\u2014] |\u2014", lambda _: chance.choice(["\u2014", " \u2013 ", " - ", " -- "]), text)
    return re.sub(r"(?<=\w)[-\u2010\u2011\u2013](?=\w)", lambda _: chance.choice("-\u2010\u2011\u2013"), text)


def _soft_hyphens(text: str, chance: random.Random) -> str:
    return re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", lambda _: "\u00ad" if chance.random() < 0.4 else "", text)


def _spaces(text: str, chance: random.Random) -> str:
    return re.sub(" ", lambda _: chance.choice(" \u00a0\u202f\u2009\u2003") + chance.choice(["", "\u200b"]), text)


def _decomposed(text: str, chance: random.Random) -> str:
    return unicodedata.normalize(chance.choice(["NFD", "NFKD", "NFC"]), text)


def _footnotes(text: str, chance: random.Random) -> str:
    marks = ["[3]", "[^12]", "\u00b9", "\u00b2\u2070", "\u2020", "[117]"]
    return re.sub(r"(?<=[a-z])(?=[.,;] )|(?<=[a-z][.,;])(?= )", lambda _: chance.choice(["", *marks]), text)


def _markdown(text: str, chance: random.Random) -> str:
    words = (text.replace("(", r"\(") if chance.random() < 0.3 else text).split(" ")
    for number, word in enumerate(words):
        if re.fullmatch("[A-Za-z]{3,}", word) and chance.random() < 0.25:
            forms = [f"**{word}**", f"_{word}_", f"`{word}`", f"[{word}](https://example.org/{number}?a=b_c)"]
            words[number] = chance.choice(forms)
    return " ".join(words)


def _html(text: str, chance: random.Random) -> str:
    text = text.replace("&", "&amp;").replace("'", "&#39;").replace("\u2014", "&mdash;").replace("\u2019", "&rsquo;")
    tags = ["<b>{}</b>", '<a href="/x?a=1&amp;b=2" class="y">{}</a>', "<span>{}</span>", "{}<br/>", "&nbsp;{}"]
    return " ".join(
        chance.choice(tags).format(word) if word.isalpha() and chance.random() < 0.25 else word
        for word in text.split(" ")
    )


def _cells(text: str, chance: random.Random) -> str:
    """Rows of a table, items of a list, a quoted reply: marks at the edges of lines."""
    return re.sub(r"(?<=[a-z]) (?=[a-z])", lambda _: chance.choice([" "] * 6 + [" | ", "\n> ", "\n"]), text)


NOISES: Mapping[str, Callable[[str, random.Random], str]] = {
    "white space": _wrapped,
    "hyphens at line ends": _hyphenated,
    "ligatures": _ligatures,
    "quotation marks": _quotation_marks,
    "dashes": _dashes,
    "soft hyphens": _soft_hyphens,
    "no-break and thin spaces": _spaces,
    "Unicode forms": _decomposed,
    "footnote marks": _footnotes,
    "Markdown residue": _markdown,
    "HTML residue": _html,
    "cells and quoted lines": _cells,
}


def _negation_dropped(quote: str, chance: random.Random) -> str | None:
    found = list(NEGATION.finditer(quote))
    if not found:
        return None
    match = chance.choice(found)
    return quote[: match.start()] + ("can" if match[0] == "cannot" else "") + quote[match.end() :]


def _number_changed(quote: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"\d+", quote))
    if not found:
        return None
    match = chance.choice(found)
    return f"{quote[: match.start()]}{int(match[0]) + chance.choice([1, 10])}{quote[match.end() :]}"


def _word_swapped(quote: str, chance: random.Random) -> str | None:
    found = list(re.finditer("[a-z]{4,}", quote))
    if not found:
        return None
    match = chance.choice(found)
    other = chance.choice([word for word in ("rarely", "model", "public", "weaken", "risks") if word != match[0]])
    return quote[: match.start()] + other + quote[match.end() :]


def _sentences_joined(quote: str, chance: random.Random) -> str | None:
    sentences = _SENTENCE.split(quote)
    if len(sentences) < 2:
        return None
    number = chance.randrange(len(sentences) - 1)
    first, second = sentences[number : number + 2]
    joint = chance.choice([" ", ", ", " and ", "; "])
    joined = f"{first[:-1]}{joint}{second[0].lower()}{second[1:]}"
    return " ".join([*sentences[:number], joined, *sentences[number + 2 :]])


def _meaning_cut(quote: str, chance: random.Random) -> str | None:
    """The words around a negation left out, marked as a cut or not."""
    found = list(NEGATION.finditer(quote))
    words = list(re.finditer(r"\S+", quote))
    if not found or len(words) < 8:
        return None
    match = chance.choice(found)
    begin = max((word.start() for word in words if word.start() <= match.start()), default=0)
    later = [word.start() for word in words if word.start() >= match.end()]
    if begin < 15 or len(later) < 4:
        return None
    end = later[chance.randrange(min(3, len(later) - 2))]
    return f"{quote[:begin]}{chance.choice(['[...] ', '[...] ', ''])}{quote[end:]}"


ALTERATIONS: Mapping[str, Callable[[str, random.Random], str | None]] = {
    "a negation dropped": _negation_dropped,
    "a number changed": _number_changed,
    "a word swapped": _word_swapped,
    "two sentences joined": _sentences_joined,
    "a cut that turns the meaning": _meaning_cut,
}


def altered(quote: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """The kinds of alteration that a quote can suffer, each with the altered quote."""
    for kind, alter in ALTERATIONS.items():
        words = alter(quote, chance)
        if words is not None and words != quote:
            yield kind, words
