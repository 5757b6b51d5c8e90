"""Criteria side by side on a commitment's page, and the changes by direction with filters in the address."""

import re

import pytest
from playwright.sync_api import expect

from tests.conftest import view_of
from tests.pages.conftest import Open
from tracker.model import CriterionState, Dataset
from tracker.status import LOOKS, label
from tracker.text import counted
from tracker.views.criteria import SideBySide
from tracker.views.view import View

THRESHOLDS = "pledges/seoul-2024/risk-thresholds/"


@pytest.fixture(scope="module")
def view(own_data: Dataset) -> View:
    return view_of(own_data)


def test_a_commitments_page_has_every_company_beside_every_criterion(visit: Open, view: View) -> None:
    page = visit(THRESHOLDS, java_script_enabled=False).page
    found = SideBySide(view.columns["seoul-2024/risk-thresholds"])
    shown = page.locator(".act-across tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    assert shown == [
        [
            row.cell.company.name,
            label(row.cell.status),
            *([label(state) for state in row.states] or [LOOKS[row.cell.status].meaning]),
        ]
        for row in found.rows
    ]
    shares = page.locator(".act-across tfoot td").all_inner_texts()[1:]
    assert shares == [f"{each.counts[CriterionState.SHOWN]} of {sum(each.counts.values())}" for each in found.criteria]


def test_under_each_criterion_stand_the_earliest_words_that_show_it(visit: Open, view: View) -> None:
    page = visit(THRESHOLDS).page
    for criterion in SideBySide(view.columns["seoul-2024/risk-thresholds"]).criteria:
        place = page.locator(f"#criterion-{criterion.id}")
        if criterion.first is None:
            expect(place.locator("blockquote")).to_have_count(0)
            continue
        expect(place.locator("figcaption")).to_have_text(f"First: {criterion.first.cell.company.name}")
        assert " ".join(place.locator("blockquote").inner_text().split()) == " ".join(
            criterion.first.quotation.evidence.quote.split()
        )


def test_a_criterion_that_nobody_shows_is_said_to_be_so(visit: Open, view: View) -> None:
    column, criterion = next(
        (column, each)
        for column in view.columns.values()
        for each in SideBySide(column).criteria
        if not each.counts[CriterionState.SHOWN]
    )
    page = visit(f"pledges/{column.id}/").page
    expect(page.locator(f"#criterion-{criterion.id}")).to_contain_text(
        "No company shows it with nothing speaking against it."
    )


def test_on_a_day_the_criteria_which_are_the_latest_are_not_shown(visit: Open) -> None:
    page = visit(f"{THRESHOLDS}?on=2025-02-10").page
    expect(page.locator(".act-across")).to_be_hidden()


def test_the_changes_are_counted_by_direction_and_year(visit: Open, view: View) -> None:
    page = visit("changes/", java_script_enabled=False).page
    in_all = f"{counted(len(view.changes), 'change')} in all."  # what every number of the table is a part of
    assert page.get_by_text(in_all).count() == 1
    years = page.locator(".act-directions thead th").all_inner_texts()[1:-1]
    rows = page.locator(".act-directions tbody tr").all()
    for row in rows:
        direction = row.locator("th a").inner_text().lower().replace(" ", "-")
        found = [each.since.last.year for each in view.changes if each.direction == direction]
        assert row.locator("td").all_inner_texts() == [
            *(str(found.count(int(year))) for year in years),
            f"{len(found)} of {len(view.changes)}",
        ]
    assert page.locator("li[data-direction]").count() == len(view.changes)


def test_each_change_stands_under_its_direction_its_year_and_its_kind(visit: Open) -> None:
    page = visit("changes/", java_script_enabled=False).page
    for heading in page.locator("h3[id]").all():
        items = (
            heading.locator("xpath=..")
            .locator("li[data-direction]")
            .evaluate_all(
                "all => all.map(each => [each.dataset.direction, each.dataset.year, each.dataset.kind].join('-'))"
            )
        )
        assert set(items) == {heading.get_attribute("id")}


def test_the_filters_of_the_changes_are_in_the_address(visit: Open, view: View) -> None:
    page = visit("changes/").page
    direction, company = next((each.direction, each.cell.company) for each in view.changes if each.lost)
    found = [each for each in view.changes if each.direction is direction and each.cell.company is company]
    page.locator("select[name=direction]").select_option(label=label(direction))
    page.locator("select[name=company]").select_option(label=company.name)
    expect(page.locator("#shown")).to_have_text(f"{len(found)} of {len(view.changes)} changes")
    expect(page).to_have_url(re.compile(rf"/changes/\?direction={direction}&company={company.id}$"))
    expect(page.locator("h2:visible")).to_have_text([label(direction)])
    again = visit(f"changes/?direction={direction}&company={company.id}").page
    expect(again.locator("li[data-direction]:visible")).to_have_count(len(found))
    again.get_by_role("button", name="Show everything").click()
    expect(again.locator("li[data-direction]:visible")).to_have_count(len(view.changes))


def test_a_direction_that_is_not_there_is_named(visit: Open, view: View) -> None:
    page = visit("changes/?direction=sideways&year=1999").page
    expect(page.locator("#shown")).to_have_text(
        "The address asks for what is not here: direction “sideways”, year “1999”. "
    )
    expect(page.locator("li[data-direction]:visible")).to_have_count(len(view.changes))


def test_why_a_change_came_about_opens_in_place(visit: Open, view: View) -> None:
    page = visit("changes/").page
    change = next(each for each in view.changes if each.direction == "weakened" and each.lost)
    item = page.locator("li[data-direction=weakened]").filter(has_text=change.reason)
    expect(item.get_by_text(change.reason)).to_be_hidden()
    item.get_by_text("Why", exact=True).click()
    expect(item.get_by_text(change.reason)).to_be_visible()
    expect(item).to_contain_text(f"No longer shown: {'; '.join(change.lost)}")
