"""The charts: every number in its place, in the colours of the page, and inert whatever the names say."""

import csv
import datetime
import re
import struct
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.conftest import EDITION, Edit, dataset_of, pages_of, view_of
from tracker.model import Dataset, Edition, Status
from tracker.pages.charts import (
    HEIGHT,
    End,
    Part,
    Steps,
    Tick,
    all_charts,
    bars_of_pledge,
    parts,
    steps_of_company,
)
from tracker.sharing.charts import chart_files
from tracker.status import LOOKS, tally
from tracker.views.tables import Moment, Table

SVG = "{http://www.w3.org/2000/svg}"
SITE = Edition(date=datetime.date(2026, 11, 21), site="https://site.example/tracker/")
BARS = "charts/pledges/example-2024/commitments"
COUNTED = tally([Status.MET] * 3 + [Status.NOT_MET] * 2)


@pytest.fixture
def table(world: Dataset) -> Table:
    return view_of(world).tables[0]


def picture(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 (our own)


def texts(content: bytes) -> list[str]:
    return ["".join(each.itertext()) for each in picture(content).iter(f"{SVG}text")]


def steps(*counts: tuple[str, list[Status]]) -> Steps:
    moments = tuple(Moment(datetime.date.fromisoformat(day), tally(statuses)) for day, statuses in counts)
    return Steps(title="", place="", file="", moments=moments)


def test_a_bar_has_a_part_for_each_status_that_a_cell_has_as_wide_as_its_share() -> None:
    assert parts(COUNTED) == (Part(Status.MET, 3, 0, 60), Part(Status.NOT_MET, 2, 60, 40))
    assert parts(COUNTED)[1].middle == 80
    assert parts(tally([])) == ()


def test_a_step_goes_from_one_day_to_the_next_and_leaves_what_nobody_had_assessed_empty() -> None:
    met, none = Status.MET, Status.NOT_ASSESSED
    chart = steps(("2024-01-01", [met, none]), ("2024-01-26", [met, met]), ("2024-04-10", [met, met]))
    assert [(each.status, each.left, each.width, each.top, each.height) for each in chart.pieces] == [
        (met, 0, 25, HEIGHT / 2, HEIGHT / 2),
        (met, 25, 75, 0, HEIGHT),
    ]
    assert chart.statuses == (met,)


def test_the_numbers_beside_the_last_day_are_at_their_steps_and_never_closer_than_a_line() -> None:
    few = [Status.MET] * 97 + [Status.PARTIAL, Status.NOT_MET, Status.NO_EVIDENCE]
    chart = steps(("2024-01-01", few), ("2024-12-31", few))
    assert chart.ends == (
        End(Status.MET, 97, 92.7),
        End(Status.PARTIAL, 1, 30),
        End(Status.NOT_MET, 1, 15),
        End(Status.NO_EVIDENCE, 1, 0),
    )
    half = [Status.MET, Status.PARTIAL]
    assert [each.y for each in steps(("2024-01-01", half), ("2024-12-31", half)).ends] == [135, 45]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-07-21", "2026-11-21", ["2024", "2025", "2026"]),
        ("2025-08-01", "2026-11-21", ["Jan 2026", "Jul 2026"]),
        ("2026-08-02", "2026-11-21", ["Aug 2026"]),
    ],
)
def test_below_a_chart_over_time_are_years_or_half_years(first: str, last: str, words: list[str]) -> None:
    assert [each.words for each in steps((first, [Status.MET]), (last, [Status.MET])).ticks] == words


def test_a_date_is_as_far_across_as_its_days() -> None:
    chart = steps(("2024-12-27", [Status.MET]), ("2025-01-06", [Status.MET]))
    assert chart.ticks == (Tick(50, "Jan 2025"),)


def test_every_chart_of_the_world_has_a_picture_in_two_forms_and_its_numbers(world: Dataset) -> None:
    files = chart_files(view_of(world))
    assert set(files) == {
        f"charts/{name}.{ending}"
        for name in (
            "pledges/example-2024/commitments",
            "pledges/example-2024/deadline",
            "pledges/example-2024/cells",
            "companies/acme/example-2024",
            "pledges/other-2023/commitments",
            "pledges/other-2023/cells",
            "companies/zenith/other-2023",
            "commitments/example-2024/safety-framework",
            "commitments/example-2024/risk-thresholds",
            "commitments/example-2024/outside-testing",
            "commitments/example-2024/incident-reports",
            "commitments/example-2024/content-labels",
            "commitments/example-2024/weight-security",
            "commitments/other-2023/testing",
        )
        for ending in ("svg", "png", "csv")
    }
    for path, content in files.items():
        assert content.startswith({"svg": b"<svg ", "png": b"\x89PNG\r\n\x1a\n"}.get(path[-3:], b"")), path
    assert struct.unpack(">I", files[f"{BARS}.png"][16:20]) == (1440,)


def test_a_file_says_its_title_its_numbers_its_day_and_where_it_comes_from(world: Dataset) -> None:
    found = texts(chart_files(view_of(world, SITE))[f"{BARS}.svg"])
    assert found[0] == "Example 2024: statuses by commitment"
    assert found[-2:] == [
        "Data of 21 November 2026. CC BY 4.0.",
        "AI Commitments Tracker, https://site.example/tracker/pictures/#example-2024-commitments",
    ]
    assert texts(chart_files(view_of(world))[f"{BARS}.svg"])[-1] == "AI Commitments Tracker"


def test_no_text_of_a_file_is_smaller_than_twelve_pixels(world: Dataset) -> None:
    for path, content in chart_files(view_of(world)).items():
        if path.endswith(".svg"):
            sizes = {float(each.get("font-size", 0)) for each in picture(content).iter(f"{SVG}text")}
            assert min(sizes) >= 12, path


def test_the_numbers_of_a_chart_are_a_table_in_the_words_of_the_data(world: Dataset, table: Table) -> None:
    files = chart_files(view_of(world))
    rows = list(csv.DictReader(files[f"{BARS}.csv"].decode().splitlines()))
    assert [row["commitment"] for row in rows] == [column.commitment.id for column in table.columns]
    for row, column in zip(rows, table.columns, strict=True):
        counts = column.tally.counts.items()
        assert {key: int(row[key]) for key in list(row)[3:]} == {key.replace("-", "_"): each for key, each in counts}
    cells = list(csv.DictReader(files["charts/pledges/example-2024/cells.csv"].decode().splitlines()))
    assert [(row["company"], row["commitment"], row["status"]) for row in cells] == [
        (cell.company.id, cell.commitment.id, cell.status) for cell in table.cells
    ]
    days = list(csv.DictReader(files["charts/companies/acme/example-2024.csv"].decode().splitlines()))
    acme = next(row for row in table.rows if row.company.id == "acme")
    assert [row["date"] for row in days] == [str(each.day) for each in steps_of_company(acme, EDITION.date).moments]


def test_a_chart_on_a_page_takes_the_colours_of_the_page_and_the_shapes_of_the_tables(world: Dataset) -> None:
    html = next(page.html for page in pages_of(world, SITE) if page.address == "pictures/")
    plots = re.findall(r'<svg class="act-plot".*?</svg></li>|<svg class="act-plot".*?</svg></div>', html, re.DOTALL)
    cells = sum(len(table.cells) for table in view_of(world).tables)
    assert len([plot for plot in plots if "<rect" in plot]) > len(view_of(world).tables)
    assert html.count('height="22" rx="4"') == cells
    for plot in plots:
        assert "style=" not in plot
        assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', plot)) <= {
            f"var(--{name})"
            for name in ("text", "line", "ink-2", "page", *Status, *(f"{each}-ground" for each in Status))
        }
        assert set(re.findall(r' d="([^"]+)"', plot)) <= {look.shape for look in LOOKS.values()}


def test_the_caption_on_a_page_carries_the_day_and_the_address_and_the_files_are_offered(world: Dataset) -> None:
    html = next(page.html for page in pages_of(world, SITE) if page.address == "pictures/")
    (figure,) = re.findall(r'<h3 id="example-2024-commitments">.*?</figure>', html, re.DOTALL)
    assert "Data of 21 November 2026. AI Commitments Tracker,\n" in figure
    assert ">https://site.example/tracker/pictures/#example-2024-commitments</a>" in figure
    assert re.findall(r'href="([^"]+)" download', figure) == [f"../{BARS}.{each}" for each in ("svg", "png", "csv")]
    bare = next(page.html for page in pages_of(world) if page.address == "pictures/")
    assert "Data of 21 November 2026. AI Commitments Tracker</p>" in bare


@pytest.mark.parametrize("name", ["<script>alert(1)</script> & ]]> \u05d0", "=1+1"])
def test_a_name_is_text_whatever_it_says(edited: Edit, name: str) -> None:
    view = view_of(dataset_of(edited("data/companies/acme.yml", "name: Acme\n", f"name: '{name}'\n")))
    assert texts(chart_files(view)["charts/companies/acme/example-2024.svg"])[0].startswith(name[:20])
    assert name in texts(chart_files(view)["charts/pledges/example-2024/cells.svg"])


def test_a_title_that_a_spreadsheet_would_run_is_inert(edited: Edit) -> None:
    world = dataset_of(edited("data/pledges/example-2024.yml", "    title: Incident reports\n", "    title: '=1+1'\n"))
    assert b",incident-reports,'=1+1," in chart_files(view_of(world))[f"{BARS}.csv"]


def test_commitments_of_one_title_are_two_rows(edited: Edit) -> None:
    title = "    title: Incident reports\n"
    same = dataset_of(edited("data/pledges/example-2024.yml", title, "    title: Outside testing\n"))
    (own, *_others) = view_of(same).tables
    names = [column.name for column in bars_of_pledge(own).columns]
    assert names[2:4] == ["Outside testing: outside-testing", "Outside testing: incident-reports"]
    assert set(names) <= set(texts(chart_files(view_of(same))[f"{BARS}.svg"]))


def test_the_same_data_give_the_same_files_and_another_day_others(world: Dataset) -> None:
    files = chart_files(view_of(world))
    assert chart_files(view_of(world)) == files
    later = chart_files(view_of(world, replace(EDITION, date=datetime.date(2026, 11, 22))))
    assert later[f"{BARS}.png"] != files[f"{BARS}.png"]


def test_every_file_is_that_of_one_chart(own_data: Dataset) -> None:
    files = [chart.file for chart in all_charts(view_of(own_data))]
    assert len(files) == len(set(files))
