"""The comparison tables by keyboard: a way round each, one stop of the Tab key, and arrow keys from cell to cell."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.pages.conftest import Open

FOCUSED = """() => {
    const [cell, table] = ["th, td", "table"].map((place) => document.activeElement.closest(place));
    return cell && [cell.parentElement.rowIndex, cell.cellIndex];
}"""
TABLE = "table[data-pledge=seoul-2024]"


def place(page: Page) -> list[int] | None:
    """Row and column of what has the focus: the heads of groups are row 0, those of columns 1; nothing elsewhere."""
    found: list[int] | None = page.evaluate(FOCUSED)
    return found


def test_from_the_choices_to_the_second_table_it_is_eight_presses(visit: Open) -> None:
    page = visit("").page
    page.locator("#chooser > summary").focus()
    names: list[str] = []
    for _press in range(8):
        page.keyboard.press("Tab")
        names.append(" ".join(page.evaluate("document.activeElement.textContent").split()))
    expected = ["Met Partial Not met No evidence Not applicable Not assessable Not assessed"]
    for section in page.locator("section", has=page.locator("table.act-comparison")).all()[:2]:
        table = section.locator("table")
        expected += [
            section.locator("h2 a").first.inner_text(),
            f"Skip the table: {table.get_attribute('data-name')} (inside it: the arrow keys)",
            table.locator("tbody th a").first.inner_text(),
            *section.locator(".act-scroller ~ p a").all_inner_texts(),
        ]
    assert names == expected[:8]


def test_a_skip_link_shows_when_it_has_the_focus_and_leads_behind_its_table(visit: Open) -> None:
    page = visit("", java_script_enabled=False).page
    link = page.get_by_role("link", name="Skip the table: Seoul 2024", exact=True)
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    link.focus()
    expect(link).to_have_css("clip-path", "none")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#after-seoul-2024$"))
    page.keyboard.press("Tab")
    below = page.locator(f".act-scroller:has({TABLE}) ~ p a").first
    assert page.evaluate("document.activeElement.textContent") == below.text_content()


def test_arrow_keys_go_from_cell_to_cell_and_stop_at_the_edges(visit: Open) -> None:
    page = visit("").page
    last = page.locator(f"{TABLE} tbody tr:not([hidden])").last.evaluate("row => row.rowIndex")
    page.locator(f"{TABLE} tbody th a").first.focus()
    steps = {
        "ArrowLeft": [2, 0],
        "ArrowRight": [2, 1],
        "ArrowDown": [3, 1],
        "End": [3, 17],
        "Control+Home": [1, 1],
        "Control+End": [last, 17],
        "Home": [last, 0],
    }
    for key, end in steps.items():
        page.keyboard.press(key)
        assert place(page) == end, key


def test_between_the_heads_and_the_cells_the_arrows_pass_over_the_buttons_that_sort(visit: Open) -> None:
    page = visit("").page
    page.locator(f"{TABLE} tbody a.act-cell").first.focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("button:focus")).to_have_attribute("aria-label", "Sort by Safety framework")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("button:focus")).to_have_attribute("aria-label", "Sort by Company")
    page.keyboard.press("End")
    expect(page.locator("button:focus")).to_have_attribute("aria-label", "Sort by Met")
    page.keyboard.press("Enter")
    expect(page.locator(f"{TABLE} tbody th").first).not_to_have_text("01.AI")
    expect(page.locator("button:focus")).to_have_attribute("aria-label", "Sort by Met")
    for key in ("Home", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert place(page) == [1, 1]
    expect(page.locator("a:focus")).to_contain_text("Safety framework")


def test_the_table_is_left_and_entered_again_at_the_same_cell(visit: Open) -> None:
    page = visit("").page
    page.locator(f"{TABLE} tbody th a").first.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "Tab"):
        page.keyboard.press(key)
    assert place(page) is None
    page.keyboard.press("Shift+Tab")
    assert place(page) == [4, 1]
    expect(page.locator(f"{TABLE} :is(a, button)[tabindex='0']")).to_have_count(1)


def test_the_arrows_pass_over_what_a_choice_hides_and_a_stop_that_is_gone_is_replaced(visit: Open) -> None:
    page = visit("?companies=google").page
    expect(page.locator(f"{TABLE} tbody tr:not([hidden])")).to_have_count(1)
    stop = page.locator(f"{TABLE} a[tabindex='0']")
    expect(stop).to_have_text("Google")
    stop.focus()
    page.keyboard.press("ArrowRight")
    row, column = place(page) or []
    page.keyboard.press("ArrowUp")  # to the button of the column
    page.keyboard.press("ArrowUp")
    assert place(page) == [1, column]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert place(page) == [row, column]


def test_for_a_screen_reader_a_table_is_a_table_and_a_link_a_link(visit: Open) -> None:
    page = visit("").page
    table = page.locator(TABLE)
    assert table.get_attribute("role") is None
    rows = table.locator("tbody tr:not([hidden])").count()
    assert table.get_by_role("rowheader").count() == rows + 1  # and that of the sums
    assert table.get_by_role("link", name=re.compile("^(Met|Partial|Not met|No evidence)$")).count() > 200


@pytest.mark.parametrize("key", ["ArrowDown", "ArrowRight", "End"])
def test_no_cell_with_the_focus_is_behind_the_head_or_the_first_column(visit: Open, key: str) -> None:
    page = visit("", viewport={"width": 390, "height": 700}).page
    page.locator(f"{TABLE} tbody a.act-cell").first.focus()
    for _press in range(12):
        page.keyboard.press(key)
        assert page.evaluate(
            """() => {
                const { x, y, width, height } = document.activeElement.getBoundingClientRect();
                return document.elementFromPoint(x + width / 2, y + height / 2) === document.activeElement;
            }"""
        )


def test_without_scripts_each_link_is_a_stop(visit: Open) -> None:
    page = visit("", java_script_enabled=False).page
    assert page.locator(f"{TABLE} a[tabindex]").count() == 0
    expect(page.locator(".act-scroller").first).to_have_attribute("tabindex", "0")
