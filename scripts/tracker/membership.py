"""Who belongs to a pledge: and the documents that say so."""

from dataclasses import dataclass

from tracker.partial_date import PartialDate


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A document that a pledge rests on."""

    title: str
    url: str
    publisher: str
    published: PartialDate | None
