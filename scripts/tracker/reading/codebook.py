"""The pages of the codebook: an entry for each criterion, with what counts as shown and what does not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

SHOWN_BY, EXAMPLE = "**Shown by**", "*Example:*"
_HEADING = re.compile(r"^### (?P<sentence>.*) \{#(?P<anchor>[a-z0-9-]+)\}$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """What a page says of one criterion: its heading, the text below it, and the line of the heading from 1."""

    sentence: str
    text: str
    line: int


def entries_of(page: str) -> Mapping[str, Entry]:
    """The entries of a page by their anchors: commitment-criterion."""
    headings = list(_HEADING.finditer(page))
    ends = [*(heading.start() for heading in headings[1:]), len(page)]
    return {
        heading["anchor"]: Entry(
            heading["sentence"], page[heading.end() : end], page.count("\n", 0, heading.start()) + 1
        )
        for heading, end in zip(headings, ends, strict=False)  # without a heading there is an end alone
    }


def shown_by(page: str) -> Mapping[str, str]:
    """What counts as shown, by the same anchors and without the examples; a page without problems has it in each."""
    texts = {anchor: entry.text.partition(SHOWN_BY)[2] for anchor, entry in entries_of(page).items()}
    return {anchor: " ".join(text.partition(EXAMPLE)[0].split()) for anchor, text in texts.items()}
