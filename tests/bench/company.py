"""A made-up company: its documents, and what follows from them for each commitment, step by step."""

import datetime
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from tests.bench.prose import name, sentence, text, thing
from tracker.model import Commitment, Evidence, Pledge, Source, Status
from tracker.partial_date import PartialDate
from tracker.status import criterion_states, settled_since, status_that_follows, supported_since

SEED = 17
FIRST, LAST = datetime.date(2024, 6, 1), datetime.date(2026, 10, 31)  # the days on which documents were published
SURVEYS = 60  # documents that many companies cite
KINDS = ("policy", "system-card", "announcement", "blog", "paper", "news", "repository")
COUNTRIES = ("BR", "CA", "CH", "CN", "DE", "FR", "GB", "IN", "JP", "KR", "SG", "US")
CHANGES = ("new-evidence", "correction", "method-changed", "company-acted", "source-changed")


class MadeUp:
    """One company; it is the same in a record of any size."""

    def __init__(self, number: int, pledges: Mapping[str, Pledge]) -> None:
        self._chance = Random(f"{SEED} {number}")
        self._pledges = pledges
        self.name = name(number)
        self.id = self.name.lower().replace(" ", "-")
        some = [id for id in pledges if self._chance.random() < 0.45] or [self._chance.choice(list(pledges))]
        self.signed = {id: self._signing(pledges[id].announced) for id in some}

    def _signing(self, announced: PartialDate) -> str | dict[str, str]:
        day = str(announced.last + datetime.timedelta(self._chance.choice((0, 0, 0, self._chance.randint(1, 200)))))
        return {"by": day} if self._chance.random() < 0.2 else day

    def value(self) -> dict[str, Any]:
        """All that its file says."""
        sources = {
            **{f"document-{number + 1}": self._source(number) for number in range(10 + int(28 * self._skewed()))},
            **{f"survey-{number}": survey(number) for number in self._chance.sample(range(SURVEYS), 3)},
        }
        cells = [(pledge, promise) for pledge in self.signed for promise in self._pledges[pledge].commitments]
        cells = [cell for cell in cells if self._chance.random() < 0.92] or cells[:1]
        cited: dict[tuple[str, str], list[str]] = {cell: [] for cell in cells}
        for id in sources:
            for cell in self._chance.sample(cells, min(len(cells), self._chance.choice((1, 1, 2, 3)))):
                cited[cell].append(id)
        known = {id: _as_source(id, source) for id, source in sources.items()}
        assessments: dict[str, Any] = {}
        for (pledge, commitment), names in cited.items():
            promise = self._pledges[pledge].commitments[commitment]
            history = _History(self._chance, promise, known, self._joined(pledge))
            assessments.setdefault(pledge, {})[commitment] = list(history.assessments(names))
        return {
            "name": self.name,
            "website": f"https://www.{self.id}.example",
            "headquarters": self._chance.choice(COUNTRIES),
            "sources": sources,
            "assessments": assessments,
        }

    def _skewed(self) -> float:
        return self._chance.random() ** 2

    def _joined(self, pledge: str) -> PartialDate:
        signed = self.signed[pledge]
        return PartialDate(signed if isinstance(signed, str) else signed["by"])

    def _source(self, number: int) -> dict[str, Any]:
        url, publisher = f"https://www.{self.id}.example/documents/{number + 1}", self.name
        if number % 4 == 3:
            url, publisher = f"https://news.example/{self.id}/{number + 1}", "Example News"
        return _document(self._chance, url, publisher, is_own=number % 4 != 3)


def survey(number: int) -> dict[str, Any]:
    """A document that the files of many companies describe, all alike."""
    return _document(Random(f"{SEED} survey {number}"), f"https://surveys.example/{number}", "Example Institute", False)


def _document(chance: Random, url: str, publisher: str, is_own: bool) -> dict[str, Any]:
    day = FIRST + datetime.timedelta(chance.randrange((LAST - FIRST).days))
    read = min(LAST, day + datetime.timedelta(chance.randint(1, 200)))
    source: dict[str, Any] = {
        "title": f"On {thing(chance)}",
        "url": url,
        "publisher": publisher,
        "kind": chance.choice(KINDS),
        "published": chance.choice((str(day), str(day), str(day), f"{day:%Y-%m}", None)),
        "read": str(read),
        "reliability": "high" if is_own else chance.choice(("medium", "medium", "low")),
    }
    if chance.random() < 0.4:
        source["archived"] = f"https://archive.example/{read:%Y%m%d}/{url}"
    return source | ({"note": sentence(chance)} if chance.random() < 0.2 else {})


def _as_source(id: str, value: Mapping[str, Any]) -> Source:
    published = value["published"] and PartialDate(value["published"])
    return Source(id=id, **{**value, "published": published, "read": PartialDate(value["read"])})


class _History:
    """The assessments of one company on one commitment: what follows from the documents that were read by then."""

    def __init__(
        self, chance: Random, commitment: Commitment, sources: Mapping[str, Source], joined: PartialDate
    ) -> None:
        self._chance, self._criteria, self._sources, self._joined = chance, commitment.criteria, sources, joined
        self._before: dict[str, Any] | None = None

    def assessments(self, names: list[str]) -> Iterator[dict[str, Any]]:
        """One to four, the oldest first; each cites what was read since the one before, and all that that one cites."""
        quotes = [quote for name in sorted(names, key=self._read) for quote in self._quotes(name)]
        ends = sorted(
            self._chance.sample(range(len(quotes)), min(len(quotes), self._chance.choice((0, 0, 0, 1, 1, 2))))
        )
        for end in [*ends, len(quotes)]:
            self._before = self._assessment(quotes[:end])
            yield self._before

    def _read(self, name: str) -> datetime.date:
        return self._sources[name].read.last

    def _quotes(self, name: str) -> Iterator[dict[str, Any]]:
        for _number in range(self._chance.choice((1, 1, 1, 2))):
            bearing = self._chance.choice(("shows", "shows", "shows", "refutes", ""))
            item: dict[str, Any] = {"source": name, "quote": sentence(self._chance, self._chance.choice((1, 1, 2, 3)))}
            if self._chance.random() < 0.5:
                item["locator"] = f"Section {self._chance.randint(1, 9)}.{self._chance.randint(1, 20)}"
            if bearing and self._sources[name].reliability != "low":
                most = min(len(self._criteria), self._chance.choice((1, 1, 2, 5)))
                item[bearing] = self._chance.sample(list(self._criteria), most)
            yield item

    def _assessment(self, quotes: list[dict[str, Any]]) -> dict[str, Any]:
        evidence = [_as_evidence(quote) for quote in quotes]
        status = status_that_follows(criterion_states(self._criteria, evidence))
        made = self._day(quotes)
        since = self._since(evidence, PartialDate(str(made)) if status is Status.NO_EVIDENCE else None)
        value: dict[str, Any] = {"since": str(since), "assessed": str(made)}
        if self._before is not None:
            is_earlier = since.last < PartialDate(self._before["since"]).first
            value["change"] = self._chance.choice(CHANGES[:3] if is_earlier else CHANGES)
        value |= {"status": str(status), "reason": text(self._chance, self._chance.randint(1, 2))}
        value |= {"evidence": quotes} if quotes else {}
        if status is Status.NO_EVIDENCE or self._chance.random() < 0.2:
            value["searched"] = [self._search(made) for _number in range(self._chance.randint(1, 3))]
        return value | (self._second_reading(made) if self._chance.random() < 0.3 else {})

    def _day(self, quotes: list[dict[str, Any]]) -> datetime.date:
        """The day of the judgement: after everything that it rests on was read, and not before the one before it."""
        days = [self._joined.last, FIRST, *(self._read(quote["source"]) for quote in quotes)]
        if self._before is not None:
            days.append(datetime.date.fromisoformat(self._before["assessed"]))
        return min(max(days) + datetime.timedelta(self._chance.randint(0, 30)), max(LAST, *days))

    def _since(self, evidence: list[Evidence], searched: PartialDate | None) -> PartialDate:
        days = [self._joined, supported_since(self._criteria, evidence, self._sources), searched]
        if self._before is not None:
            days.append(settled_since(self._criteria, evidence, self._sources))
        return max((day for day in days if day), key=lambda day: day.last)

    def _search(self, day: datetime.date) -> dict[str, str]:
        return {
            "subject": f"Whether it says anything on {thing(self._chance)}",
            "place": f"The company's own site, and {self._chance.randint(2, 40)} pages of results",
            "date": str(day),
        }

    def _second_reading(self, day: datetime.date) -> dict[str, Any]:
        return {"second_reading": {"date": str(day), "by": "A second reader", "reader": "person", "agreed": True}}


def _as_evidence(quote: Mapping[str, Any]) -> Evidence:
    shows, refutes = (tuple(quote.get(bearing, ())) for bearing in ("shows", "refutes"))
    return Evidence(source=quote["source"], quote=quote["quote"], shows=shows, refutes=refutes)
