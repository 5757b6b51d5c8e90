"""Every source with the cells that rest on it, by company and by publisher."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tracker.model import Company, Source
from tracker.quotes.ledger import Check
from tracker.verdicts import Verdict
from tracker.views.cells import Cell


@dataclass(frozen=True, kw_only=True, eq=False)
class SourceUse:
    """A source of one company, and the cells whose latest assessment cites it."""

    company: Company
    source: Source
    cells: tuple[Cell, ...]

    @property
    def id(self) -> str:
        """The source's id everywhere: company/source."""
        return f"{self.company.id}/{self.source.id}"

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words that these cells quote from it, each once."""
        cited = (item for cell in self.cells for item in cell.assessments[-1].evidence if item.source == self.source.id)
        return tuple(dict.fromkeys(item.quote for item in cited))

    @property
    def verdicts(self) -> Mapping[str, int]:
        """How many of its quotes have which outcome, in words; those that were never looked up too."""
        checks = dict(_checks(self)).values()
        return Counter(check.verdict.value if check else Verdict.NEVER_CHECKED.value for check in checks)


def _checks(use: SourceUse) -> Iterator[tuple[str, Check | None]]:
    for cell in use.cells:
        for item in cell.views[-1].quotations:
            if item.source.id == use.source.id:
                yield item.evidence.quote, item.check


def source_uses(company: Company, cells: Iterable[Cell]) -> tuple[SourceUse, ...]:
    """The sources of a company whose cells these are: the newest first, those without a date last."""
    using: dict[str, list[Cell]] = {}
    for cell in cells:
        for source in dict.fromkeys(item.source for item in (cell.latest.evidence if cell.latest else ())):
            using.setdefault(source, []).append(cell)
    return tuple(
        SourceUse(company=company, source=source, cells=tuple(using.get(source.id, ())))
        for source in sorted(company.sources.values(), key=_newest_first)
    )


def by_publisher(uses: Iterable[SourceUse]) -> Mapping[str, tuple[SourceUse, ...]]:
    """The publishers, by name, with the sources that each published."""
    found: dict[str, list[SourceUse]] = {}
    for use in uses:
        found.setdefault(use.source.publisher, []).append(use)
    return {name: tuple(found[name]) for name in sorted(found, key=str.casefold)}


def _newest_first(source: Source) -> tuple[int, str]:
    return (-source.published.last.toordinal() if source.published else 0, source.title.casefold())
