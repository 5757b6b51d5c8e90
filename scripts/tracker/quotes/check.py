"""The quotes of every source, looked up in the text of its document: at its address, in its stored copy, in a copy."""

import dataclasses
import datetime
import re
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tracker.checking.rules.checks import REVIEWS_LEDGER, review_document
from tracker.model import Dataset, Source
from tracker.quotes.copies import Copies
from tracker.quotes.ledger import text_check
from tracker.quotes.match import SearchableText
from tracker.quotes.text import DocumentText
from tracker.text import fingerprint, url_fault, without_refused
from tracker.verdicts import Origin
from tracker.web import Fetched, NotFetched

# A page of so few characters that says one of these has not shown its text, only what stands before it.
_WALL_LENGTH = 3000
_WALL = re.compile(
    r"enable javascript|javascript is (?:disabled|required)|verify(?:ing)? (?:that )?you are (?:a )?human|captcha|"
    r"checking your browser|access (?:to this page has been )?denied|accept (?:all )?cookies|before you continue|"
    r"sign in to continue|log in to continue|subscribe to (?:continue|read)|unusual traffic",
    re.IGNORECASE,
)
_SHELL_LENGTH = 200
# A file of a repository is read as it is, and not in the page that shows it.
_BLOB = re.compile(r"^https://github\.com/([^/]+/[^/]+)/(?:blob|raw)/")
_RAW = r"https://raw.githubusercontent.com/\1/"

# From the address that was asked for and what came, to the text; ValueError where there is none to read.
TextOf = Callable[[str, Fetched], DocumentText]
FetchAll = Callable[[Iterable[str]], Iterator[tuple[str, Fetched | NotFetched]]]


@dataclass(frozen=True, kw_only=True)
class SourceQuotes:
    """The quotes of one source of a company, and where its text may be."""

    company: str
    source: Source
    quotes: tuple[str, ...]

    @property
    def places(self) -> Sequence[tuple[Origin, str]]:
        """Where the text may be, in the order in which it is looked for."""
        places = (
            (Origin.LIVE, _BLOB.sub(_RAW, self.source.url)),
            (Origin.ARCHIVED, self.source.archived),
            (Origin.COPY, self.copy),
        )
        return [(origin, address) for origin, address in places if address]

    @property
    def copy(self) -> str:
        """The address of the copy that was read, if it has one."""
        return self.source.copy or ""


_Works = list[SourceQuotes]


@dataclass(frozen=True, kw_only=True)
class SourceOutcome:
    """What was found for one source: its entry of the ledger, and the text in which its quotes were looked up."""

    work: SourceQuotes
    entry: Mapping[str, Any]
    text: SearchableText | None = None


def sources_to_check(dataset: Dataset, companies: Collection[str] = ()) -> list[SourceQuotes]:
    """All sources with their quotes, those of superseded assessments and reviews too; or of the companies named.

    The reviews are named like a company, by the name of their ledger.
    """
    works = [*_reviews(dataset)] if not companies or REVIEWS_LEDGER in companies else []
    for company in dataset.companies.values():
        quotes: dict[str, dict[str, None]] = {}
        cells = (cell for pledge in company.assessments.values() for cell in pledge.values())
        for item in (item for cell in cells for assessment in cell for item in assessment.evidence):
            quotes.setdefault(item.source, {})[item.quote] = None
        works += [
            SourceQuotes(company=company.id, source=source, quotes=tuple(quotes[id]))
            for id, source in company.sources.items()
            if id in quotes and (not companies or company.id in companies)
        ]
    return works


def _reviews(dataset: Dataset) -> Iterator[SourceQuotes]:
    """The reviews with their quotes, and the other documents that have words of one."""
    for review in dataset.reviews.values():
        quotes: dict[tuple[str, str], dict[str, None]] = {}
        for said in review.statements:
            quotes.setdefault((review_document(review, said), said.url), {})[said.quote] = None
        for (id, url), words in quotes.items():
            source = Source(
                id=id,
                title=review.title,
                url=url or review.url,
                publisher=review.publisher,
                kind="third-party-review",
                published=review.published,
                read=review.read,
                copy="" if url else review.copy,
                reliability="",  # a review has none: it settles no status
            )
            yield SourceQuotes(company=REVIEWS_LEDGER, source=source, quotes=tuple(words))


def new_quotes(before: Dataset, after: Dataset) -> list[SourceQuotes]:
    """The sources of a changed dataset with those of their quotes that were not there before."""
    known = {(work.company, work.source.id, quote) for work in sources_to_check(before) for quote in work.quotes}
    works = (
        dataclasses.replace(
            work, quotes=tuple(each for each in work.quotes if (work.company, work.source.id, each) not in known)
        )
        for work in sources_to_check(after)
    )
    return [work for work in works if work.quotes]


def is_checked(work: SourceQuotes, entry: Mapping[str, Any] | None, day: datetime.date) -> bool:
    """Whether the ledger has a check of that day for all quotes of a source, in a text that was reached."""
    if entry is None or entry["checked"] != day.isoformat() or "origin" not in entry:
        return False
    known = {*entry.get("found", ()), *entry.get("drifted", ()), *entry.get("missing", ())}
    return {fingerprint(quote) for quote in work.quotes} <= known


@dataclass(kw_only=True)
class QuoteCheck:
    """One run: looks up the quotes of sources, and hands out what was found as it comes."""

    day: datetime.date
    text_of: TextOf
    copies: Copies | None = None
    fetch_all: FetchAll | None = None
    _reasons: dict[int, dict[Origin, str]] = field(default_factory=dict)
    _gone: dict[int, str] = field(default_factory=dict)

    def run(self, works: Sequence[SourceQuotes]) -> Iterator[SourceOutcome]:
        """Everything that can be said; of a source that was not looked for nothing is said."""
        left = list(works)
        if self.copies:
            left = yield from self._in_copies(left, self.copies)
        for origin in Origin if self.fetch_all else ():
            if left:
                left = yield from self._at(origin, left)
        for work in left:
            if id(work) in self._reasons or id(work) in self._gone:
                yield SourceOutcome(work=work, entry=self._not_reached(work))

    def _in_copies(self, works: Sequence[SourceQuotes], copies: Copies) -> Generator[SourceOutcome, None, _Works]:
        """What saved documents say; what comes back are the sources without one that can be read."""
        by_file: dict[str, list[tuple[SourceQuotes, str]]] = {}
        left = []
        for work in works:
            found = copies.find(work.company, work.source.id, [address for _origin, address in work.places])
            if found:
                by_file.setdefault(found[0], []).append((work, found[1]))
            else:
                left.append(work)
        for name, group in by_file.items():
            try:
                text = self._searchable(name, Fetched(address=name, content=copies.read(name)))
            except ValueError as error:
                left += [self._noted(work, Origin.COPY, str(error)) for work, _address in group]
                continue
            for work, address in group:
                yield self._outcome(work, Origin.COPY, address, text)
        return left

    def _at(self, origin: Origin, works: Sequence[SourceQuotes]) -> Generator[SourceOutcome, None, _Works]:
        """What the texts at one kind of place say; what comes back are the sources whose text was not reached there."""
        by_address: dict[str, list[SourceQuotes]] = {}
        left = []
        for work in works:
            address = dict(work.places).get(origin)
            if address:
                by_address.setdefault(address.partition("#")[0], []).append(work)
            else:
                left.append(work)
        for address, answer in self.fetch_all(by_address) if self.fetch_all else ():
            group = by_address[address]
            if isinstance(answer, NotFetched):
                left += self._refused(group, origin, answer)
                continue
            try:
                text = self._searchable(address, answer)
            except ValueError as error:
                left += [self._noted(work, origin, str(error)) for work in group]
                continue
            for work in group:
                outcome = self._outcome(work, origin, answer.address, text)
                wall = "" if "found" in outcome.entry else _wall(text.text)
                if wall:
                    left.append(self._noted(work, origin, wall))
                else:
                    yield outcome
        return left

    def _refused(self, works: _Works, origin: Origin, answer: NotFetched) -> Iterator[SourceQuotes]:
        """The sources that are left to be looked for elsewhere, which is none where there is no time for it."""
        for work in () if answer.is_no_time else works:
            if answer.is_gone and origin is Origin.LIVE:
                self._gone[id(work)] = answer.reason
                yield work
            else:
                yield self._noted(work, origin, answer.reason)

    def _noted(self, work: SourceQuotes, origin: Origin, reason: str) -> SourceQuotes:
        self._reasons.setdefault(id(work), {})[origin] = without_refused(reason)[:200]
        return work

    def _searchable(self, address: str, answer: Fetched) -> SearchableText:
        document = self.text_of(address, answer)
        return SearchableText(document.text, document.others)

    def _outcome(self, work: SourceQuotes, origin: Origin, address: str, text: SearchableText) -> SourceOutcome:
        found = {"checked": self.day.isoformat(), "origin": origin.value, "address": _well_formed(address)}
        entry = {**found, **self._attempts(work), **text_check(text, work.quotes)}
        return SourceOutcome(work=work, entry=_without_empty(entry), text=text)

    def _attempts(self, work: SourceQuotes) -> Mapping[str, Any]:
        reasons = {origin.value: reason for origin, reason in self._reasons.get(id(work), {}).items()}
        return {"gone": self._gone.get(id(work), ""), "not_reached": reasons}

    def _not_reached(self, work: SourceQuotes) -> Mapping[str, Any]:
        """Nobody knows what the text says; but where the document is gone, its quotes are no longer there."""
        entry = {"checked": self.day.isoformat(), **self._attempts(work)}
        if entry["gone"]:
            entry |= {"origin": Origin.LIVE.value, "missing": sorted(map(fingerprint, work.quotes))}
        return _without_empty(entry)


def _well_formed(address: str) -> str:
    """The address with its spaces and letters beyond ASCII escaped; empty where it still is none."""
    escaped = quote(address, safe="%/:?#[]@!$&'()*+,;=~")
    return "" if url_fault(escaped) else escaped


def _without_empty(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    return {name: value for name, value in entry.items() if value}


def _wall(text: str) -> str:
    """What stands before the text of a page that has not shown it; empty where it has."""
    match = _WALL.search(text) if len(text) < _WALL_LENGTH else None
    if match:
        return f"a page that asks for something first ({match[0].lower()})"
    return "a page without a text of its own" if len(text.strip()) < _SHELL_LENGTH else ""
