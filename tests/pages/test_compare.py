"""Two to four companies beside each other: what differs first, quotes opposite each other, all in the address."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import view_of
from tests.pages.conftest import Open
from tracker.model import Dataset
from tracker.status import label
from tracker.views.cells import Cell
from tracker.views.criteria import judged_criteria

VAIN = "The address asks for what is not here"
PAIR = "compare/?companies=anthropic,google&pledge=seoul-2024"


@pytest.fixture(scope="module")
def pairs(own_data: Dataset) -> list[tuple[Cell, Cell]]:
    """The cells of Anthropic and Google in Seoul 2024, in the order of the pledge."""
    (table,) = (each for each in view_of(own_data).tables if each.pledge.id == "seoul-2024")
    rows = {row.company.id: row.cells for row in table.rows}
    return list(zip(rows["anthropic"], rows["google"], strict=True))


def difference(pair: tuple[Cell, Cell]) -> int:
    """0 where the statuses differ, 1 where only criteria do, 2 where all is alike."""
    one, other = pair
    if one.status is not other.status:
        return 0
    return 2 if [each.state for each in judged_criteria(one)] == [each.state for each in judged_criteria(other)] else 1


def compared(page: Page) -> list[str]:
    """The commitments in the order in which they are shown."""
    expect(page.locator(".act-compared")).not_to_have_count(0)
    names: list[str] = page.locator(".act-compared").evaluate_all("all => all.map(each => each.dataset.commitment)")
    return names


def test_what_differs_comes_first(visit: Open, pairs: list[tuple[Cell, Cell]]) -> None:
    page = visit(PAIR).page
    found = compared(page)
    numbers = [difference(pair) for pair in pairs]
    assert found == [
        one.commitment.id
        for _number, one in sorted(((difference(pair), pair[0]) for pair in pairs), key=lambda each: each[0])
    ]
    expect(page.locator("#shown")).to_have_text(
        f"Of {len(pairs)} commitments, {numbers.count(0)} differ in their status, "
        f"{numbers.count(1)} in criteria alone; {numbers.count(2)} are alike."
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare: Anthropic, Google")
    titles = page.locator(".act-side-by-side > h2").all_inner_texts()
    assert [re.sub(r" \(.*", "", each) for each in titles] == [
        words
        for kind, words in enumerate(
            [
                "Where the statuses differ",
                "Where the status is the same, and criteria differ",
                "Where all criteria are alike",
            ]
        )
        if kind in numbers
    ]


def test_each_company_has_its_status_its_criteria_and_its_words(visit: Open, pairs: list[tuple[Cell, Cell]]) -> None:
    page = visit(PAIR).page
    compared(page)
    for pair in pairs:
        section = page.locator(f".act-compared[data-commitment='{pair[0].commitment.id}']")
        assert section.locator("thead th").all_inner_texts() == ["Criterion", "Anthropic", "Google"]
        for number, cell in enumerate(pair):
            first = section.locator("tr[data-criterion='']").locator("td").nth(number)
            expect(first.locator(".act-badge")).to_have_text(label(cell.status))
            assert cell.current is not None
            expect(first).to_contain_text(cell.current.assessment.reason)
            for criterion in cell.current.criteria:
                place = section.locator(f"tr[data-criterion='{criterion.id}'] td").nth(number)
                expect(place.locator(".act-state")).to_have_text(label(criterion.state))
                quotes = [
                    item.evidence.quote
                    for item in cell.current.quotations
                    if criterion.id in item.evidence.shows + item.evidence.refutes
                ]
                found = place.locator("blockquote").evaluate_all("all => all.map(each => each.textContent)")
                assert [" ".join(each.split()) for each in found] == [" ".join(each.split()) for each in quotes]


def test_a_criterion_that_differs_is_marked_and_its_quotes_are_open(
    visit: Open, pairs: list[tuple[Cell, Cell]]
) -> None:
    page = visit(PAIR).page
    compared(page)
    one, other = next(pair for pair in pairs if difference(pair) == 1)
    differing = [
        first.id
        for first, second in zip(judged_criteria(one), judged_criteria(other), strict=True)
        if first.state is not second.state
    ]
    section = page.locator(f".act-compared[data-commitment='{one.commitment.id}']")
    rows = section.locator("tr.act-differs")
    assert rows.evaluate_all("all => all.map(each => each.dataset.criterion)") == differing
    for row in section.locator("tbody tr").all():
        is_open = row.get_attribute("data-criterion") in differing
        for details in row.locator("details").all():
            assert details.evaluate("each => each.open") is is_open


def test_the_quotes_of_a_criterion_open_together(visit: Open, pairs: list[tuple[Cell, Cell]]) -> None:
    page = visit(PAIR).page
    compared(page)
    one, criterion = next(
        (one, first.id)
        for one, other in pairs
        for first, second in zip(judged_criteria(one), judged_criteria(other), strict=False)
        if first.is_shown and second.is_shown
    )
    row = page.locator(f".act-compared[data-commitment='{one.commitment.id}'] tr[data-criterion='{criterion}']")
    assert row.locator("details").count() == 2
    row.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(row.locator("details[open]")).to_have_count(2)
    page.keyboard.press("Enter")
    expect(row.locator("details[open]")).to_have_count(0)


def test_all_quotes_are_opened_by_one_button(visit: Open) -> None:
    page = visit(PAIR).page
    compared(page)
    page.get_by_text("Companies and pledge").click()
    page.get_by_role("button", name="Open all quotes").click()
    expect(page.locator(".act-side-by-side details:not([open])")).to_have_count(0)


def test_companies_are_chosen_by_keyboard_and_the_choice_is_in_the_address(visit: Open) -> None:
    page = visit("compare/?pledge=seoul-2024").page
    expect(page.locator("#shown")).to_have_text("Choose two to four companies.")
    for name in ("Naver", "xAI"):
        page.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    compared(page)
    expect(page).to_have_url(
        re.compile(r"/compare/\?pledge=seoul-2024&companies=naver,xai$|\?companies=naver,xai&pledge=")
    )
    again = visit(page.url.partition("/tracker/")[2]).page
    assert compared(again) == compared(page)


def test_no_fifth_company_is_offered_and_none_that_has_not_signed(visit: Open, own_data: Dataset) -> None:
    page = visit("compare/?companies=amazon,google,meta,openai&pledge=white-house-2023").page
    compared(page)
    page.get_by_text("Companies and pledge").click()
    boxes = page.locator("input[name=companies]:visible")
    assert sorted(boxes.evaluate_all("all => all.map(each => each.value)")) == sorted(
        own_data.pledges["white-house-2023"].signatories
    )
    assert boxes.evaluate_all("all => all.filter(each => !each.disabled).map(each => each.value)") == [
        "amazon",
        "google",
        "meta",
        "openai",
    ]
    page.get_by_role("checkbox", name="Meta").uncheck()
    assert boxes.evaluate_all("all => all.some(each => each.disabled)") is False


def test_another_pledge_keeps_the_companies_that_signed_it(visit: Open) -> None:
    page = visit("compare/?companies=anthropic,google,naver&pledge=seoul-2024").page
    compared(page)
    page.get_by_text("Companies and pledge").click()
    page.locator("select[name=pledge]").select_option("white-house-2023")
    expect(page.get_by_role("heading", level=1)).to_have_text("Compare: Anthropic, Google")
    expect(page).to_have_url(re.compile("pledge=white-house-2023"))


def test_only_what_differs_leaves_the_rest_out(visit: Open, pairs: list[tuple[Cell, Cell]]) -> None:
    page = visit(f"{PAIR}&only=differences").page
    assert len(compared(page)) == sum(difference(pair) < 2 for pair in pairs)
    assert page.locator(".act-side-by-side .act-overview-box tbody tr").count() == len(compared(page))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?companies=nobody,openai", f"{VAIN}: company “nobody”. Choose two to four companies."),
        ("?pledge=nothing", f"{VAIN}: pledge “nothing”. Choose two to four companies."),
        (
            "?companies=naver,openai&pledge=white-house-2023",
            f"{VAIN}: Naver, which has not signed this pledge. Choose two to four companies.",
        ),
        ("?companies=amazon,google,meta,openai,xai&pledge=seoul-2024", f"{VAIN}: xAI, a company too many. Of 17 "),
        ("?companies=%3Cb%3E&only=x", f"{VAIN}: company “<b>”, view “x”. Choose two to four companies."),
    ],
)
def test_what_an_address_asks_for_in_vain_is_named_and_left_out(visit: Open, query: str, words: str) -> None:
    opened = visit(f"compare/{query}")
    expect(opened.page.locator("#shown")).to_have_text(re.compile(f"^{re.escape(words)}"))
    assert opened.messages == []


def test_what_cannot_be_fetched_is_said(visit: Open) -> None:
    page = visit("compare/?companies=google&pledge=seoul-2024").page
    page.route("**/compare/seoul-2024/**", lambda route: route.abort())
    page.get_by_role("checkbox", name="OpenAI").check()
    expect(page.locator("#shown")).to_have_text("What is said of these companies could not be fetched. Try again.")
    page.unroute("**/compare/seoul-2024/**")
    page.get_by_role("checkbox", name="xAI").check()
    compared(page)


def test_an_address_with_a_commitment_leads_to_it(visit: Open) -> None:
    page = visit(f"{PAIR}#threshold-processes").page
    expect(page.locator("#threshold-processes")).to_be_in_viewport()


def test_on_a_phone_the_companies_are_below_each_other_each_with_its_name(visit: Open) -> None:
    page = visit(PAIR, viewport={"width": 390, "height": 800}).page
    compared(page)
    row = page.locator(".act-compared tr[data-criterion='']").first
    boxes = [each.bounding_box() for each in row.locator("td").all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"] - 1
    assert row.locator(".act-whose:visible").all_inner_texts() == ["Anthropic", "Google"]


def test_without_javascript_the_page_says_what_it_needs_and_leads_on(visit: Open) -> None:
    page = visit("compare/", java_script_enabled=False).page
    expect(page.get_by_text("this page needs JavaScript")).to_be_visible()
    expect(page.locator(".act-picker")).to_be_hidden()
    page.get_by_text("Frontier AI Safety Commitments, Seoul 2024").click()
    page.get_by_role("link", name="IV. Processes at thresholds").click()
    expect(page.get_by_role("heading", name="Criteria side by side")).to_be_visible()


def test_a_companys_page_and_a_commitments_page_lead_here(visit: Open) -> None:
    page = visit("companies/naver/").page
    page.get_by_role("link", name="Compare with others").first.click()
    expect(page.get_by_role("checkbox", name="Naver")).to_be_checked()
    other = visit("pledges/seoul-2024/risk-thresholds/").page
    other.get_by_role("link", name="Compare two to four of them, with their words").click()
    expect(other.locator("#shown")).to_have_text("Choose two to four companies.")
    expect(other.locator("select[name=pledge]")).to_have_value("seoul-2024")
