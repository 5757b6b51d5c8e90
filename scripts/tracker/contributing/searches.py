"""What was looked for without success, as people write it."""

import re

from tracker.contributing.escaping import span
from tracker.model import Search
from tracker.partial_date import PartialDate


class SearchError(ValueError):
    """A line does not say where something was looked for; the message is a sentence in Markdown."""


def find_searches(text: str, day: PartialDate) -> tuple[Search, ...]:
    """The searches that a text names, one on each line: what, a semicolon, and where; all of one day."""
    return tuple(_search(line, day) for line in filter(None, map(str.strip, text.split("\n"))))


def _search(line: str, day: PartialDate) -> Search:
    subject, place = (part.strip() for part in re.sub(r"^[-*•] +", "", line).partition(";")[::2])
    if not (subject and place):
        raise SearchError(f"{span(line)} does not say where. Write what, a semicolon, and where.")
    return Search(subject=subject, place=place, date=day)
