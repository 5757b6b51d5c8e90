"""The tables as readers choose to see them; every choice lives in the address."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import view_of
from tests.pages.conftest import Open, hold_clock
from tracker.model import Dataset

VAIN = "The address asks for what is not here"


@pytest.fixture
def home(visit: Open) -> Page:
    page = visit("").page
    page.get_by_text("Filter, sort, or look at another day").click()
    expect(page.locator("[data-list=companies] input")).not_to_have_count(0)  # the form listens from now on
    return page


def companies(page: Page, pledge: str = "seoul-2024") -> list[str]:
    rows = page.locator(f"table[data-pledge={pledge}] tbody tr:not([hidden]) th")
    return [text.strip() for text in rows.all_inner_texts()]


def test_a_text_keeps_the_companies_whose_name_or_reasons_hold_it(home: Page) -> None:
    home.get_by_label("Text").fill("mistral ai")
    expect(home.locator("#shown")).to_contain_text(re.compile(r"Seoul 2024: 1 of \d+ companies"))
    assert companies(home) == ["Mistral AI"]
    expect(home).to_have_url(re.compile(r"\?text=mistral\+ai$"))


def test_a_status_keeps_the_companies_that_have_it_and_dims_the_other_cells(home: Page) -> None:
    home.get_by_label("Not met").check()
    rows = home.locator("table[data-pledge=seoul-2024] tbody tr:not([hidden])")
    assert 0 < rows.count() < home.locator("table[data-pledge=seoul-2024] tbody tr").count()
    for row in rows.all():
        bright = row.locator("a.act-cell:not(.act-dim)").evaluate_all("cells => cells.map(cell => cell.dataset.status)")
        assert set(bright) == {"not-met"}


def test_sorting_by_number_met_puts_the_most_first(home: Page, own_data: Dataset) -> None:
    home.locator("select[name=sort]").select_option("met")
    sums = home.locator("table[data-pledge=seoul-2024] tbody tr:not([hidden]) .act-sum").all_inner_texts()
    numbers = [0 if text.strip() == "not assessed" else int(text.split()[0]) for text in sums]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == sum(not each.left for each in own_data.pledges["seoul-2024"].signatories.values())


def test_a_group_and_hidden_commitments_leave_only_the_other_columns(home: Page) -> None:
    home.locator("select[name=group]").select_option(label="Seoul 2024: Outcome 3, transparency")
    heads = home.locator("table[data-pledge=seoul-2024] thead th[data-commitment]:not([hidden])")
    assert heads.count() == 2
    home.get_by_text("Companies and commitments to show").click()
    home.get_by_role("checkbox", name="Public transparency (Seoul 2024)").check()
    assert [text.split("\n")[0] for text in heads.all_inner_texts()] == ["External involvement"]


def test_chosen_companies_stand_side_by_side(visit: Open) -> None:
    page = visit("?companies=google,openai,xai").page
    assert companies(page) == ["Google", "OpenAI", "xAI"]
    assert companies(page, "white-house-2023") == ["Google", "OpenAI"]


def test_a_shared_address_brings_the_same_view_back(home: Page, visit: Open) -> None:
    home.get_by_label("Country").select_option("South Korea")
    home.locator("select[name=sort]").select_option("met")
    home.get_by_label("or on").select_option(label="AI Action Summit, Paris (10 February 2025)")
    expect(home).to_have_url(re.compile("on=2025-02-10"))
    again = visit(home.url.partition("/tracker/")[2]).page
    assert again.locator("#controls").is_visible()
    assert companies(again) == companies(home)
    statuses = "cells => cells.map(cell => cell.dataset.status)"
    first, second = (page.locator("a.act-cell:visible").evaluate_all(statuses) for page in (home, again))
    assert first == second


def test_on_a_day_every_cell_stands_as_it_stood_then(visit: Open, own_data: Dataset) -> None:
    page = visit("?on=2023-01-01").page
    assert (
        page.locator("a.act-cell").count()
        == page.locator("a.act-cell[data-status=not-assessed]").count()
        == len(list(view_of(own_data).cells))
    )
    later = visit("?on=2025-02-10").page
    cell = later.locator("table[data-pledge=seoul-2024] tr[data-company=xai] a.act-cell").first
    expect(cell).to_have_attribute("data-status", "partial")
    assert "?on=2025-02-10#" in (cell.get_attribute("href") or "")


def test_a_company_that_has_left_is_in_the_tables_of_the_days_before(visit: Open) -> None:
    counts = {}
    for day, is_there in (("2026-10-31", True), ("2026-11-01", False)):
        page = visit(f"?on={day}").page
        told = re.search(r"Seoul 2024: (\d+) of (\d+) companies", page.locator("#shown").inner_text())
        assert told is not None
        assert told[1] == told[2]
        counts[day] = int(told[1])
        assert page.locator("table[data-pledge=seoul-2024] tr[data-company=cohere]").is_visible() is is_there
        assert page.locator("table[data-pledge=white-house-2023] tr[data-company=cohere]").is_visible()
    assert counts["2026-10-31"] == counts["2026-11-01"] + 1
    latest = visit("").page
    assert not latest.locator("table[data-pledge=seoul-2024] tr[data-company=cohere]").is_visible()
    expect(latest.get_by_text("Cohere left on 1 November 2026 (Example: A letter")).to_be_visible()


def test_two_days_side_by_side_mark_what_changed(visit: Open) -> None:
    page = visit("?since=2025-02-10&companies=naver").page
    row = page.locator("tr[data-company=naver]")
    marked = row.locator("a.act-cell:not(.act-dim)")
    assert 0 < marked.count() < 17
    marked.first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".act-tip")).to_contain_text("Was: ")


def test_a_company_page_follows_the_day(visit: Open) -> None:
    page = visit("companies/naver/?on=2025-02-10").page
    expect(page.locator(".act-as-of")).to_contain_text("as they stood on 10 February 2025")
    section = page.locator("#seoul-2024-threshold-processes")
    expect(section.locator("h3 .act-badge")).to_have_text("Met")
    assert section.locator("details.act-earlier").first.evaluate("details => details.open") is True
    expect(page.locator("[data-assessed=seoul-2024]")).to_have_text(
        f"{17 - page.locator('section.act-assessment[data-status=not-assessed]').count()} of 17"
    )
    page.get_by_role("link", name="Show the latest").click()
    expect(section.locator("h3 .act-badge")).to_have_text("No evidence")


def test_the_words_of_a_day_come_before_the_latest_though_the_status_is_the_same(visit: Open) -> None:
    page = visit("companies/xai/?on=2025-02-10#seoul-2024-safety-framework").page
    section = page.locator("#seoul-2024-safety-framework")
    expect(section.locator("h3 .act-badge")).to_have_text("Partial")
    expect(section).to_contain_text("On 10 February 2025: partial. The words of that day come first")
    expect(section.locator(".act-reason").first).to_contain_text("A draft dated 10 February 2025 was public")
    expect(section).to_be_in_viewport()


def test_the_home_page_leads_to_the_day_of_the_deadline_and_on_to_the_words_of_that_day(home: Page) -> None:
    home.get_by_role("link", name="As it stood then (10 February 2025)").click()
    expect(home.locator("#shown")).to_contain_text("as it stood on 10 February 2025")
    expect(home.locator("#shown")).to_be_in_viewport()
    cell = home.locator("table[data-pledge=seoul-2024] tr[data-company=xai] a.act-cell").first
    cell.hover()
    expect(home.locator(".act-tip")).to_contain_text("The words of that day are on the company's page.")
    cell.click()
    expect(home.locator(".act-panel .act-as-of")).to_have_text(
        "On 10 February 2025: Partial. Its words are under History. What follows is the latest."
    )
    home.get_by_role("link", name="Whole page").click()
    expect(home).to_have_url(re.compile(r"companies/xai/\?on=2025-02-10#seoul-2024-safety-framework"))
    expect(home.locator(".act-as-of")).to_contain_text("as they stood on 10 February 2025")


def test_a_commitment_page_follows_the_day(visit: Open) -> None:
    page = visit("pledges/seoul-2024/safety-framework/?on=2024-06-30").page
    row = page.locator("li[data-history]", has_text="Meta")
    expect(row.locator(".act-badge").first).to_have_text("Not assessed")
    assert "?on=2024-06-30#" in (row.locator("a.act-cell-name").first.get_attribute("href") or "")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?on=yesterday", f"{VAIN}: day “yesterday”."),
        ("?on=2025-02-30", f"{VAIN}: day “2025-02-30”."),
        ("?since=2027-01-01", f"{VAIN}: day “2027-01-01”."),
        ("?hide=x.y", f"{VAIN}: commitment “x.y”."),
        ("?companies=nobody", f"{VAIN}: company “nobody”."),
        (
            "?status=nothing&companies=nobody,google&sort=%3Cb%3E&country=Atlantis",
            (f"{VAIN}: country “Atlantis”, order “<b>”, status “nothing”, company “nobody”. Seoul 2024: 1 of "),
        ),
    ],
)
def test_what_an_address_asks_for_in_vain_is_named_and_left_out(
    visit: Open, own_data: Dataset, query: str, words: str
) -> None:
    opened = visit(query)
    rest = r"\d+ companies; .*" if words.endswith(" of ") else ""
    expect(opened.page.locator("#shown")).to_have_text(re.compile(f"^{re.escape(words)}{rest}\\s*$"))
    assert opened.page.locator("table.act-comparison").count() == len(own_data.pledges)
    assert opened.page.url.endswith(query)
    assert opened.messages == []
    opened.page.get_by_role("button", name="Show everything").click()
    expect(opened.page.locator("#shown")).to_have_text("")


@pytest.mark.parametrize("path", ["companies/naver/", "pledges/seoul-2024/safety-framework/"])
@pytest.mark.parametrize("day", ["2025-02-30", "2027-01-01", "yesterday"])
def test_a_page_says_that_a_day_is_not_there_and_shows_the_latest(visit: Open, path: str, day: str) -> None:
    opened = visit(f"{path}?on={day}")
    expect(opened.page.locator(".act-as-of")).to_have_text(f"{VAIN}: day “{day}”. This is the latest.")
    assert opened.page.locator("[data-past]").count() == 0
    assert opened.messages == []


def test_the_address_is_written_once_after_the_last_key_and_keeps_what_is_not_ours(visit: Open) -> None:
    page = visit("?utm_source=a%20b&flag", is_alone=True).page
    page.evaluate(
        """() => {
            globalThis.written = [];
            const write = history.replaceState.bind(history);
            history.replaceState = (...all) => { written.push(all[2]); write(...all); };
        }"""
    )
    hold_clock(page)
    page.locator("#chooser > summary").click()
    expect(page.locator("[data-list=companies] input")).not_to_have_count(0)
    page.get_by_label("Text").press_sequentially("mistral")
    assert page.evaluate("written") == []
    page.clock.run_for(300)
    assert page.evaluate("written") == ["/tracker/?utm_source=a%20b&flag&text=mistral"]


def test_show_everything_takes_all_choices_back(visit: Open, own_data: Dataset) -> None:
    page = visit("?text=google&sort=met&on=2025-02-10").page
    page.get_by_role("button", name="Show everything").click()
    expect(page).to_have_url(re.compile("/tracker/$"))
    assert len(companies(page)) == sum(not each.left for each in own_data.pledges["seoul-2024"].signatories.values())


def test_without_javascript_the_choices_stay_out_of_the_way(visit: Open, own_data: Dataset) -> None:
    page = visit("", java_script_enabled=False).page
    assert not page.locator("#chooser").is_visible()
    assert page.locator(".act-on-day:visible").count() == 0
    assert page.locator("table.act-comparison tbody tr:visible").count() == sum(
        len(table.members) for table in view_of(own_data).tables
    )
