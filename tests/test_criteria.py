"""A commitment's criteria across all companies, on the example world, worked out by hand."""

import dataclasses

import pytest

from tests.conftest import view_of
from tracker.model import Assessment, Dataset, Evidence, Status
from tracker.partial_date import PartialDate
from tracker.views.criteria import SideBySide

WORDS = "This is the safety framework of Acme."


def with_quotes(world: Dataset, company: str, items: dict[str, tuple[str, str, str]]) -> Dataset:
    """The world with another assessment of a company: by source its date, its reliability and the quote."""
    own = world.companies[company]
    kind = next(iter(world.companies["acme"].sources.values()))
    sources = {
        id: dataclasses.replace(kind, id=id, published=PartialDate(date), reliability=reliability)
        for id, (date, reliability, _quote) in items.items()
    }
    evidence = tuple(Evidence(source=id, quote=quote, shows=("published",)) for id, (*_rest, quote) in items.items())
    day = PartialDate("2026-11-20")
    assessment = Assessment(since=day, assessed=day, status=Status.PARTIAL, reason="Made up.", evidence=evidence)
    assessments = {"example-2024": {"safety-framework": (assessment,)}}
    changed = dataclasses.replace(own, sources=sources, assessments=assessments)
    return dataclasses.replace(world, companies={**world.companies, company: changed})


def side_by_side(world: Dataset, commitment: str = "safety-framework") -> SideBySide:
    return SideBySide(view_of(world).columns[f"example-2024/{commitment}"])


def first_of(world: Dataset) -> tuple[str, str, str]:
    first = side_by_side(world).criteria[0].first
    assert first is not None
    return first.cell.company.id, str(first.quotation.source.date), first.quotation.evidence.quote


def test_the_fullest_status_comes_first_and_then_the_most_criteria(world: Dataset) -> None:
    found = side_by_side(world)
    assert [(row.cell.company.name, str(row.cell.status)) for row in found.rows] == [
        ("Acme", "met"),
        ("Orbit", "not-assessed"),
        ("Zenith", "not-assessed"),
    ]
    assert [list(map(str, row.states)) for row in found.rows] == [["shown", "shown"], [], []]


def test_each_criterion_counts_the_companies_that_were_judged(world: Dataset) -> None:
    counts = {each.id: {str(state): n for state, n in each.counts.items()} for each in side_by_side(world).criteria}
    assert counts == {"published": {"shown": 1}, "kept-current": {"shown": 1}}
    thresholds = side_by_side(world, "risk-thresholds").criteria
    assert [{str(state): n for state, n in each.counts.items()} for each in thresholds] == [
        {"shown": 1},
        {"disputed": 1},
        {"refuted": 1},
    ]


def test_what_does_not_apply_has_no_criteria(world: Dataset) -> None:
    row = next(each for each in side_by_side(world, "content-labels").rows if each.cell.company.id == "acme")
    assert (row.cell.status, row.states) == (Status.NOT_APPLICABLE, ())


def test_the_earliest_document_shows_a_criterion_first(world: Dataset) -> None:
    assert first_of(world) == ("acme", "2024-08-07", WORDS)
    earlier = with_quotes(world, "zenith", {"a": ("2024-08-06", "high", WORDS), "b": ("2023", "low", WORDS)})
    assert first_of(earlier) == ("zenith", "2024-08-06", WORDS)


def test_a_month_counts_from_its_last_day(world: Dataset) -> None:
    assert first_of(with_quotes(world, "zenith", {"a": ("2024-08", "high", WORDS)}))[0] == "acme"


def test_a_quote_with_an_omission_is_not_in_full(world: Dataset) -> None:
    cut = with_quotes(world, "zenith", {"a": ("2023-01-01", "high", "This is [...] the framework of Zenith.")})
    assert first_of(cut)[0] == "acme"


def test_on_one_day_the_companies_stand_by_name(world: Dataset) -> None:
    assert first_of(with_quotes(world, "zenith", {"a": ("2024-08-07", "high", WORDS)}))[0] == "acme"


@pytest.mark.parametrize("index", [1, 2])
def test_what_is_disputed_or_refuted_is_shown_first_by_nobody(world: Dataset, index: int) -> None:
    assert side_by_side(world, "risk-thresholds").criteria[index].first is None
