"""The pictures: well-formed, in the page's own colours, with every number, and inert whatever the names say."""

import datetime
from xml.etree import ElementTree

import pytest
from markupsafe import Markup

from tests.conftest import Edit, dataset_of, view_of
from tracker.model import Dataset, Status
from tracker.pages.charts import heat_map, over_time, status_bars
from tracker.status import label, tally
from tracker.views.tables import Table, moments

SVG = "{http://www.w3.org/2000/svg}"
FIRST, LAST = datetime.date(2024, 5, 21), datetime.date(2026, 11, 21)
COUNTED = tally([Status.MET] * 3 + [Status.NOT_MET] * 2)


@pytest.fixture
def table(world: Dataset) -> Table:
    return view_of(world).tables[0]


def texts(picture: Markup) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(picture).iter(f"{SVG}text")]  # noqa: S314 (our own)


def test_a_bar_shows_each_number_and_leaves_out_what_is_nought() -> None:
    assert texts(status_bars([("Red-teaming", COUNTED)])) == ["Red-teaming", "3", "2"]


def test_a_picture_has_the_colours_of_the_page_and_no_style_that_the_page_forbids(table: Table) -> None:
    steps = moments(table.rows[0].cells, FIRST, LAST)
    for picture in (status_bars([("Red-teaming", COUNTED)]), over_time(steps), heat_map(table)):
        assert 'fill="var(--met-ground)"' in picture
        assert "style=" not in picture
        assert "<style" not in picture


def test_a_name_is_text_whatever_it_says() -> None:
    name = "<script>alert(1)</script> & ]]> \u05d0"
    assert texts(status_bars([(name, COUNTED)]))[0] == name


def test_the_last_step_is_labelled_with_word_and_number(table: Table) -> None:
    row = next(each for each in table.rows if each.company.id == "acme")
    picture = over_time(moments(row.cells, FIRST, LAST), datetime.date(2025, 2, 10))
    ends = [f"{label(each)} {number}" for each, number in row.tally.counts.items() if number and each != "not-assessed"]
    assert set(ends) | {"deadline", "Jan 2025", f"{row.tally.total} in all"} <= set(texts(picture))


def test_the_heat_map_has_a_square_and_a_shape_for_every_cell(table: Table) -> None:
    cells = len(table.rows) * len(table.columns)
    shapes = [each for each in ElementTree.fromstring(heat_map(table)).iter(f"{SVG}path") if each.get("fill")]  # noqa: S314
    coloured = [each for each in shapes if (each.get("fill") or "").startswith("var(--")]
    assert len(coloured) == 2 * cells


def test_commitments_of_one_title_are_two_rows_and_two_columns(edited: Edit) -> None:
    title = "    title: Incident reports\n"
    same = dataset_of(edited("data/pledges/example-2024.yml", title, "    title: Outside testing\n"))
    (own, *_others) = view_of(same).tables
    names = [column.name for column in own.columns]
    assert names[2:4] == ["Outside testing: outside-testing", "Outside testing: incident-reports"]
    assert set(names) <= set(texts(heat_map(own)))
    assert texts(status_bars((column.name, column.tally) for column in own.columns if column.tally.assessed))


def test_the_same_numbers_give_the_same_picture(table: Table) -> None:
    assert heat_map(table) == heat_map(table)
