"""What the head of the home page says, held to made-up data with numbers that are worked out by hand."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.conftest import view_of
from tracker.membership import Signatory
from tracker.model import (
    Assessment,
    Bearing,
    Commitment,
    Company,
    Dataset,
    Deadline,
    Edition,
    Evidence,
    Group,
    OfficialText,
    Pledge,
    Review,
    Source,
    Statement,
    Status,
)
from tracker.pages import standouts
from tracker.pages.standouts import main_first, pledge_lines
from tracker.partial_date import PartialDate
from tracker.views.view import View

DAY = datetime.date(2026, 12, 1)
EARLY = "2024-06-01"
WORDS = {"m": Status.MET, "p": Status.PARTIAL, "x": Status.NOT_MET, "o": Status.NO_EVIDENCE, "n": Status.NOT_APPLICABLE}
NAMES = ("Ada", "Bix", "Cor", "Dun", "Eos", "Fay")
JUDGING = (
    "good|bad|best|worst|better|worse|poor|poorly|weak|weaker|weakened|strong|stronger|great|excellent|impressive"
    "|leading|lagging|leader|laggard|disappointing|alarming|shocking|fail|failed|failing|failure|success|successful"
    "|honest|dishonest|only|merely|sadly|fortunately|unfortunately|broken|betrayed|careless|responsible|irresponsible"
)


def assessed(status: str, since: str = EARLY, change: str = "") -> Assessment:
    """An assessment of two criteria; `m` shows both, `p` the first, the others none."""
    shows = {"m": ("first", "second"), "p": ("first",)}.get(status, ())
    return Assessment(
        since=PartialDate(since),
        assessed=PartialDate("2026-11-21"),
        change=change,
        status=WORDS[status],
        reason="The documents say so.",
        evidence=(Evidence(source="text", quote="The words of the document.", shows=shows),),
    )


def steps(*each: Assessment) -> tuple[Assessment, ...]:
    return each


Cells = Sequence[str | tuple[Assessment, ...]]


def pledge(id: str, size: int, titles: Sequence[str], **more: Any) -> Pledge:  # noqa: ANN401 (fields of a pledge)
    return Pledge(
        id=id,
        name=f"The {id} pledge",
        short_name=f"Pledge {id}",
        issued_by="Nobody",
        announced=PartialDate("2024-01-01"),
        source=OfficialText(
            title="Words", url="https://a.example", publisher="Nobody", published=None, licence="", attribution=""
        ),
        signatories={name.lower(): Signatory() for name in NAMES[:size]} | more.pop("signatories", {}),
        groups={"all": Group(id="all", title="All")},
        commitments={
            title.lower(): Commitment(
                id=title.lower(),
                title=title,
                group="all",
                text="We will.",
                criteria={"first": f"{title} begins", "second": f"{title} ends"},
            )
            for title in titles
        },
        **more,
    )


def view(cells: Mapping[str, Cells], *, reviews: Sequence[Review] = (), **more: Any) -> View:  # noqa: ANN401
    """A pledge `a` with a commitment for each name, and its cells company by company: a letter each, or steps."""
    size = max(map(len, cells.values()))
    own = pledge("a", size, list(cells), **more)
    source = Source(
        id="text",
        title="Text",
        url="https://b.example",
        publisher="Them",
        kind="policy",
        published=None,
        read=PartialDate(EARLY),
        reliability="high",
    )
    companies = {
        name.lower(): Company(
            id=name.lower(),
            name=name,
            website="https://c.example",
            headquarters="CH",
            sources={"text": source},
            assessments={
                "a": {
                    title.lower(): (assessed(found),) if isinstance(found, str) else found
                    for title, column in cells.items()
                    if (found := column[place]) != "-"
                }
            },
        )
        for place, name in enumerate(NAMES[:size])
    }
    dataset = Dataset(pledges={"a": own}, companies=companies, reviews={each.id: each for each in reviews})
    return view_of(dataset, Edition(date=DAY))


def said(rule: str, found: View) -> list[tuple[str, str]]:
    """What a rule says, and where its link leads."""
    return [(each.text, each.address) for each in getattr(standouts, rule)(found)]


def test_what_was_due_on_a_day_is_told_for_that_day_and_for_the_day_of_the_data() -> None:
    late = steps(assessed("m", "2025-03-01"))
    gone = steps(assessed("m"), assessed("x", "2025-05-01", "company-acted"))
    deadlines = {"plan": Deadline(date=PartialDate("2025-02-10"), event="A summit")}
    found = view({"Plan": ["m", "p", late, gone, "x", "n"], "Other": "mmmmmm"}, deadlines=deadlines)
    (line,) = pledge_lines(found)
    assert line.text == (
        "By 10 February 2025, when it was due, 2 of 5 signatories had met “Plan”, 1 in part; for 2 nothing shows "
        "it for that day. On 1 December 2026: 2 of 5 met, 1 partial, 2 not met."
    )
    assert line.day == datetime.date(2025, 2, 10)
    assert line.tally.counts[Status.NOT_MET] == 2


def test_who_joined_after_the_day_had_nothing_due_on_it() -> None:
    deadlines = {"plan": Deadline(date=PartialDate("2025-02-10"), event="A summit")}
    signatories = {"cor": Signatory(joined=PartialDate("2026-11-01")), "dun": Signatory(by=PartialDate("2025-02-07"))}
    (line,) = pledge_lines(view({"Plan": "mp-x"}, deadlines=deadlines, signatories=signatories))
    assert line.text == (
        "By 10 February 2025, when it was due, 1 of 3 signatories had met “Plan”, 1 in part; for 1 nothing shows "
        "it for that day. On 1 December 2026: 1 of 3 met, 1 partial, 1 not met."
    )


@pytest.mark.parametrize("case", ["a day to come", "a cell that nobody has assessed"])
def test_where_no_day_can_be_told_the_whole_pledge_is_counted(case: str) -> None:
    date = "2027-01-01" if case == "a day to come" else "2025-02-10"
    column = "mpo" if case == "a day to come" else "mp-"
    deadlines = {"plan": Deadline(date=PartialDate(date), event="A summit")}
    (line,) = pledge_lines(view({"Plan": column}, deadlines=deadlines))
    last = "1 no evidence" if case == "a day to come" else "1 not assessed"
    assert line.text == f"3 companies, 1 commitment: 1 of 3 met, 1 partial, {last}."
    assert line.day is None


def test_of_several_commitments_that_were_due_the_cells_are_counted() -> None:
    due = Deadline(date=PartialDate("2025-02-10"), event="A summit")
    (line,) = pledge_lines(view({"Plan": "mp", "Report": "mo"}, deadlines={"plan": due, "report": due}))
    assert line.text.startswith("By 10 February 2025, when it was due, 2 of 4 cells had met what was due, 1 in part;")


def test_of_a_pledge_without_any_assessment_nothing_is_told() -> None:
    assert list(pledge_lines(view({"Plan": "--"}))) == []
    assert standouts.standouts(view({"Plan": "------"})) == ()


def test_the_pledge_with_the_most_signatories_comes_first_and_then_the_older_one() -> None:
    pledges = {
        "small": pledge("small", 2, ["Plan"]),
        "later": pledge("later", 3, ["Plan"]),
        "older": pledge("older", 3, ["Plan"]),
    }
    pledges["later"] = pledge("later", 3, ["Plan"])
    object.__setattr__(pledges["older"], "announced", PartialDate("2023-01-01"))
    companies = view({"Plan": "mmm"}).dataset.companies
    tables = view_of(Dataset(pledges=pledges, companies=companies)).tables
    assert [table.pledge.id for table in tables] == ["small", "later", "older"]
    assert [table.pledge.id for table in main_first(tables)] == ["older", "later", "small"]


def test_the_commitment_most_often_met_is_that_of_the_largest_share() -> None:
    found = view({"Plan": "mmmmxx", "Report": "mmmmnx", "Test": "ooooom"})
    assert said("most_often_met", found) == [
        ("Most often met: “Report” (Pledge a), by 4 of 5 companies.", "pledges/a/report/#companies")
    ]
    assert said("most_often_met", view({"Plan": "oooooo"})) == []


def test_the_commitment_least_often_met_and_those_that_nobody_meets() -> None:
    found = view({"Plan": "mmmmxx", "Test": "ooooom"})
    assert said("least_often_met", found) == [
        ("Least often met: “Test” (Pledge a), by 1 of 6 companies.", "pledges/a/test/#companies")
    ]
    none = view({"Plan": "mmmmxx", "Report": "pppppn", "Test": "oooooo"})
    assert said("least_often_met", none) == [
        (
            "2 of 3 commitments are met by no signatory; most companies promised “Test” (Pledge a): 6.",
            "pledges/a/test/#companies",
        )
    ]


@pytest.mark.parametrize("column", ["mmmm", "mmmmm-", "mmmmnn"])
def test_few_companies_and_cells_that_nobody_has_assessed_say_nothing_of_a_commitment(column: str) -> None:
    found = view({"Plan": column})
    assert said("most_often_met", found) == said("least_often_met", found) == said("shown_by_nobody", found) == []


def test_what_was_shown_once_and_is_not_any_more_is_counted_with_the_latest() -> None:
    fell = steps(assessed("m"), assessed("p", "2025-05-01", "company-acted"))
    fell_later = steps(assessed("p"), assessed("o", "2026-07", "source-changed"))
    came_back = (*fell, assessed("m", "2025-09-01", "company-acted"))
    corrected = steps(assessed("m"), assessed("o", "2026-09-01", "correction"))
    found = view({"Plan": [fell, fell_later, came_back, corrected], "Report": [fell, "m", "m", "m"]})
    assert said("lowered", found) == [
        (
            (
                "In 3 of 8 cells (2 companies) later documents show less than earlier ones. The latest: "
                "Bix: Plan (Pledge a), partial before, no evidence since July 2026."
            ),
            "companies/bix/#a-plan",
        )
    ]
    assert said("lowered", view({"Plan": [came_back, corrected]})) == []


def test_changes_of_the_last_90_days_are_counted_by_direction_and_first_assessments_are_none() -> None:
    rose = steps(assessed("p"), assessed("m", "2026-09-03", "company-acted"))
    fell = steps(assessed("m"), assessed("x", "2026-11-30", "company-acted"))
    before = steps(assessed("p"), assessed("m", "2026-09-02", "company-acted"))
    first = steps(assessed("m", "2026-10-01"))
    found = view({"Plan": [rose, fell, before, first, "m"]})
    assert said("changed_recently", found) == [
        ("In the 90 days to 1 December 2026, 2 changes: 1 with more shown, 1 with less shown.", "changes/?when=recent")
    ]
    assert said("changed_recently", view({"Plan": [before, first]})) == []


def review(*statements: tuple[str, Bearing]) -> Review:
    return Review(
        id="r",
        title="A review",
        publisher="Others",
        url="https://d.example",
        published=PartialDate("2025-01-01"),
        read=PartialDate("2025-01-01"),
        scale="Words",
        summary="They looked.",
        statements=tuple(
            Statement(companies=(company,), commitment="a/plan", bearing=bearing, quote="We say so ourselves.")
            for company, bearing in statements
        ),
    )


def test_where_reviewers_and_we_differ_is_counted_with_the_company_on_which_most_often() -> None:
    against, for_it = Bearing.CONTRADICTS, Bearing.SUPPORTS
    words = review(("ada", against), ("ada", against), ("bix", for_it), ("cor", for_it))
    found = view({"Plan": "mxm"}, reviews=[words])
    assert said("reviewers_differ", found) == [
        ("Reviewers and we differ on 3 of 4 statements that can be compared, most often on Ada (2).", "reviews/#differ")
    ]
    even = view({"Plan": "mxm"}, reviews=[review(("ada", against), ("bix", for_it))])
    assert said("reviewers_differ", even) == [
        ("Reviewers and we differ on 2 of 2 statements that can be compared.", "reviews/#differ")
    ]
    assert said("reviewers_differ", view({"Plan": "m"}, reviews=[review(("ada", for_it))])) == []


def test_criteria_that_nobody_shows_are_counted_and_the_one_that_most_promised_is_named() -> None:
    found = view({"Plan": "mppppp", "Report": "pppppn", "Test": "pppppp"})
    assert said("shown_by_nobody", found) == [
        (
            "2 of 6 criteria are shown by no company; most companies promised “Test ends” (in “Test” (Pledge a)): 6.",
            "pledges/a/test/#criteria",
        )
    ]
    assert said("shown_by_nobody", view({"Plan": "mppppp"})) == []


def sentences(found: View) -> list[str]:
    links = [f"{each.text} {each.link}" for each in standouts.standouts(found)]
    return [*(line.text for line in pledge_lines(found)), *links]


def made_up() -> View:
    """Data of which every rule has something to say."""
    fell = steps(assessed("m"), assessed("p", "2026-11-01", "company-acted"))
    return view({"Plan": [fell, *"mmmmm"], "Test": "pppppo"}, reviews=[review(("bix", Bearing.CONTRADICTS))])


def test_every_rule_speaks_of_the_made_up_data_and_says_its_rule_in_one_sentence() -> None:
    found = made_up()
    assert len(standouts.standouts(found)) == len(standouts.RULES) == 6
    assert all(re.fullmatch(r"[A-Z][^.]*\.", rule.__doc__ or "") for rule in standouts.RULES)


@pytest.mark.parametrize("data", ["made up", "own"])
def test_no_sentence_praises_or_blames(data: str, request: pytest.FixtureRequest) -> None:
    found = made_up() if data == "made up" else view_of(request.getfixturevalue("own_data"), Edition(date=DAY))
    ours = [re.sub("“.*?”", "", each) for each in sentences(found)]  # a title or a criterion has its own words
    assert [each for each in ours if re.search(rf"\b({JUDGING})\b", each, re.IGNORECASE)] == []
    assert len(ours) >= 7
