"""Every source with the cells that rest on it, by company and by publisher."""

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Company, Dataset, Source
from tracker.views.cells import Cell, by_name, cells


@dataclass(frozen=True)
class SourceUse:
    """A source of one company, and the cells whose current assessment cites it."""

    company: Company
    source: Source
    cells: tuple[Cell, ...]

    @property
    def quotes(self) -> tuple[str, ...]:
        """The words that these cells quote from it, each once."""
        cited = (item for cell in self.cells for item in cell.assessments[-1].evidence if item.source == self.source.id)
        return tuple(dict.fromkeys(item.quote for item in cited))


def by_company(dataset: Dataset) -> tuple[tuple[Company, tuple[SourceUse, ...]], ...]:
    """Every company, by name, with its sources: the newest first, those without a date last."""
    using: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells(dataset):
        cited = cell.latest.evidence if cell.latest else ()
        for source in dict.fromkeys(item.source for item in cited):
            using.setdefault((cell.company.id, source), []).append(cell)
    companies = by_name(dataset.companies.values())
    return tuple(
        (
            company,
            tuple(
                SourceUse(company, source, tuple(using.get((company.id, source.id), ())))
                for source in sorted(company.sources.values(), key=_newest_first)
            ),
        )
        for company in companies
    )


def by_publisher(dataset: Dataset) -> Mapping[str, tuple[SourceUse, ...]]:
    """Every publisher, by name, with the sources that it published."""
    found: dict[str, list[SourceUse]] = {}
    for _company, uses in by_company(dataset):
        for use in uses:
            found.setdefault(use.source.publisher, []).append(use)
    return {name: tuple(found[name]) for name in sorted(found, key=str.casefold)}


def _newest_first(source: Source) -> tuple[int, str]:
    return (-source.published.last.toordinal() if source.published else 0, source.title.casefold())
