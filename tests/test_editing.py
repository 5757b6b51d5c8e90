"""Evidence and assessments land where they belong, and nothing that was there before is touched."""

import dataclasses
import datetime
import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.conftest import Tree
from tests.test_layout import PASTED
from tracker.checking.check import check
from tracker.contributing.additions import (
    CompanyFile,
    NewAssessment,
    add_assessment,
    company_file,
)
from tracker.contributing.report import report
from tracker.model import Dataset, Evidence, Search, Source
from tracker.partial_date import PartialDate
from tracker.reading.edit import EditError, fixed
from tracker.reading.parser import read_document

EDITED = Path(__file__).parent / "examples" / "edited"
FileOf = Callable[[str], CompanyFile]


@pytest.fixture
def file_of(valid_world: Tree, today: datetime.date) -> FileOf:
    """A function that gives a company's file of the valid world."""
    dataset = check(valid_world, today).dataset
    assert dataset is not None
    return lambda company: company_file(valid_world, dataset, company)


def problems(world: Tree, file: CompanyFile, content: bytes, today: datetime.date) -> str:
    return report(check({**world, file.path: content}, today).problems, 5, "text")


NOTICE = Source(
    id="notice-2026",
    title="Notice: who tests our systems",
    url="https://example.org/acme/notice",
    publisher="Acme",
    kind="announcement",
    published=PartialDate("2026-09-15"),
    read=PartialDate("2026-11-20"),
    reliability="high",
)
QUOTE = Evidence(
    source=NOTICE.id,
    quote="Since this spring,\n  the Institute of Examples\ttests each of our systems before its release: # 1",
    shows=("tested",),
    locator="second paragraph",
)
TESTED = NewAssessment(
    pledge="example-2024",
    commitment="outside-testing",
    assessed="2026-11-21",
    sources=(NOTICE,),
    evidence=(QUOTE,),
    reason="A notice says who tests the systems. A reviewer says that nobody does; results are not published.",
    change="company-acted",
)


def citing(quote: Evidence, source: Source = NOTICE) -> NewAssessment:
    """The assessment with another quote, or another new source."""
    return dataclasses.replace(TESTED, evidence=(quote,), sources=(source,))


def changed(before: bytes, after: bytes) -> str:
    lines = difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=2, lineterm="")
    return "\n".join(lines) + "\n"


CASES: Mapping[str, tuple[str, NewAssessment]] = {
    "evidence-to-an-assessed-cell": ("acme", TESTED),
    "evidence-to-an-empty-company": (
        "orbit",
        NewAssessment(
            pledge="example-2024",
            commitment="weight-security",
            sources=(
                Source(
                    id="weights",
                    title="無題",
                    url="https://example.org/orbit/w",
                    publisher="Orbit",
                    kind="blog",
                    published=None,
                    read=PartialDate("2026-11-20"),
                    reliability="high",
                    note="Undated.",
                ),
            ),
            evidence=(
                Evidence(
                    source="weights",
                    quote="重みに近づけるのは三人だけです 🔒: 名前は公開しません。",
                    translation="Only three people can reach the weights: their names are not public.",
                    shows=("limited",),
                ),
            ),
            assessed="2026-11-21",
            reason="The post says that three people can reach the weights.",
        ),
    ),
    "evidence-from-a-known-source": (
        "zenith",
        NewAssessment(
            pledge="example-2024",
            commitment="outside-testing",
            evidence=(
                Evidence(
                    source="report",
                    quote=" ".join(
                        ["Our testers come from many places and have written down what they found in long reports;"] * 3
                    ),
                    shows=("tested", "results"),
                ),
            ),
            assessed="2026-11-21",
            reason="The report names the testers and their findings.",
        ),
    ),
    "context-keeps-status-and-reason": (
        "acme",
        NewAssessment(
            pledge="example-2024",
            commitment="safety-framework",
            evidence=(Evidence(source="rumour", quote="Everybody says that it is very long."),),
            assessed="2026-11-21",
        ),
    ),
    "assessment-with-a-search": (
        "orbit",
        NewAssessment(
            pledge="example-2024",
            commitment="incident-reports",
            assessed="2026-11-21",
            reason="No incident report was found.",
            searched=(Search(subject="Incident reports", place="The site of Orbit", date=PartialDate("2026-11")),),
        ),
    ),
    "assessment-that-says-not-applicable": (
        "acme",
        NewAssessment(
            pledge="example-2024",
            commitment="incident-reports",
            assessed="2026-11-21",
            status="not-applicable",
            since="2026-11-20",
            change="correction",
            reason="The earlier assessment overlooked that Acme has no systems in use.",
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_addition_changes_these_lines_and_passes(
    case: str, file_of: FileOf, valid_world: Tree, today: datetime.date
) -> None:
    company, addition = CASES[case]
    file = file_of(company)
    content = add_assessment(file, addition)
    assert changed(file.content, content) == (EDITED / f"{case}.diff").read_text("utf-8")
    assert problems(valid_world, file, content, today) == "no problems in 5 files"


def test_every_golden_diff_belongs_to_a_case() -> None:
    assert {path.name for path in EDITED.iterdir()} == {f"{case}.diff" for case in CASES}


def test_what_was_assessed_before_stays_as_it_is(file_of: FileOf) -> None:
    file = file_of("acme")
    before = file.document.value["assessments"]["example-2024"]
    after = read_document(file.path, add_assessment(file, TESTED)).value["assessments"]["example-2024"]
    assert list(after) == list(before)
    assert after["outside-testing"][:-1] == before["outside-testing"]
    assert {name: cell for name, cell in after.items() if name != "outside-testing"} == {
        name: cell for name, cell in before.items() if name != "outside-testing"
    }


def test_a_cell_gets_the_status_and_the_day_that_follow(file_of: FileOf) -> None:
    file = file_of("acme")
    shows_all = dataclasses.replace(
        citing(dataclasses.replace(QUOTE, shows=("reported",))), commitment="incident-reports", change="new-evidence"
    )
    (_first, latest) = read_document(file.path, add_assessment(file, shows_all)).value["assessments"]["example-2024"][
        "incident-reports"
    ]
    assert (latest["status"], latest["since"], "searched" in latest) == ("met", "2026-09-15", False)


def test_an_act_of_the_company_does_not_reach_back_behind_the_status_before(file_of: FileOf) -> None:
    file = file_of("acme")
    notice = dataclasses.replace(NOTICE, published=PartialDate("2024-09"))
    for change, since in (("company-acted", "2026-11-20"), ("new-evidence", "2024-09")):
        new = citing(dataclasses.replace(QUOTE, shows=("reported",)), notice)
        added = add_assessment(file, dataclasses.replace(new, commitment="incident-reports", change=change))
        assert read_document("", added).value["assessments"]["example-2024"]["incident-reports"][-1]["since"] == since


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"pledge": "exampel-2024"}, "`exampel-2024` is not a pledge; did you mean `example-2024`?"),
        ({"pledge": "other-2023"}, "`acme` is not a signatory of `other-2023`"),
        (
            {"commitment": "outside-tests"},
            "`outside-tests` is not a commitment of `example-2024`; did you mean `outside-testing`?",
        ),
        (
            {"shows": ("testet",)},
            "`testet` is not a criterion of `outside-testing`; did you mean `tested`?",
        ),
        (
            {"refutes": ("speed",)},
            "`speed` is not a criterion of `outside-testing`; known: `results`, `tested`",
        ),
        ({"source": "rumor"}, "`rumor` is not a source of this company; did you mean `rumour`?"),
        (
            {"sources": (dataclasses.replace(NOTICE, id="rumour"),)},
            "there is already a source `rumour`; give the new one another id",
        ),
        (
            {"sources": (dataclasses.replace(NOTICE, url="http://example.org/old/framework/"),)},
            "the source `framework-2024` already has this address; cite that one",
        ),
        ({"since": "2026-02-30"}, "`2026-02-30` is not a date; write YYYY-MM-DD, or as much of it as is known"),
        (
            {"reason": " \n"},
            "`partial` follows: give a reason that says what the documents show and do not show",
        ),
        ({"quote": "five words and one \udcff"}, "the text contains bytes that are not UTF-8"),
    ],
)
def test_what_cannot_be_written_is_refused_in_words(file_of: FileOf, fields: dict[str, Any], message: str) -> None:
    of_the_quote = {name: value for name, value in fields.items() if name in vars(QUOTE)}
    of_the_assessment = {name: value for name, value in fields.items() if name not in vars(QUOTE)}
    new = dataclasses.replace(citing(dataclasses.replace(QUOTE, **of_the_quote)), **of_the_assessment)
    with pytest.raises(EditError) as refusal:
        add_assessment(file_of("acme"), new)
    assert str(refusal.value) == message


def test_an_unknown_company_is_refused(valid_world: Tree, world: Dataset) -> None:
    with pytest.raises(EditError, match=r"^`akme` is not a company; did you mean `acme`\?$"):
        company_file(valid_world, world, "akme")


def test_comments_and_laid_out_texts_around_an_addition_stay(edited: Callable[[str, str, str], Tree]) -> None:
    path, old = "data/companies/acme.yml", "    reliability: low\nunread_documents:"
    new = "    reliability: low  # by far\n    # The forum is closed.\nunread_documents:"
    world = edited(path, old, new)
    dataset = check(world, datetime.date(2026, 11, 21)).dataset
    assert dataset is not None
    content = add_assessment(company_file(world, dataset, "acme"), TESTED).decode()
    assert "    reliability: low  # by far\n    # The forum is closed.\n  notice-2026:\n" in content
    assert "    reliability: high\nunread_documents:" in content


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(quote=PASTED, reason=PASTED, title=PASTED)
def test_any_pasted_text_is_kept_word_for_word(file_of: FileOf, quote: str, reason: str, title: str) -> None:
    assume(all(text.strip() for text in (quote, reason, title)))
    file = file_of("acme")
    source = dataclasses.replace(NOTICE, title=title)
    content = add_assessment(
        file, dataclasses.replace(citing(dataclasses.replace(QUOTE, quote=quote), source), reason=reason)
    )
    assert fixed(file.path, content, file.schema) == content
    document = read_document(file.path, content)
    assert document.problems == ()
    latest = document.value["assessments"]["example-2024"]["outside-testing"][-1]
    assert latest["reason"].split() == reason.split()
    assert latest["evidence"][-1]["quote"].split() == quote.split()
    assert document.value["sources"]["notice-2026"]["title"].split() == title.split()
    before, after = file.content.decode().splitlines(), content.decode().splitlines()
    assert {tag for tag, *_ in difflib.SequenceMatcher(None, before, after).get_opcodes()} == {"equal", "insert"}


def test_any_cell_of_the_own_data_takes_a_quote_and_nothing_else_changes(own_files: Tree, own_data: Dataset) -> None:
    for company in own_data.companies.values():
        file = company_file(own_files, own_data, company.id)
        pledge = next(each for each in own_data.pledges.values() if company.id in each.signatories)
        commitment = list(pledge.commitments)[-1]
        addition = dataclasses.replace(
            citing(dataclasses.replace(QUOTE, shows=())), pledge=pledge.id, commitment=commitment
        )
        before, after = file.content.decode().splitlines(), add_assessment(file, addition).decode().splitlines()
        assert {tag for tag, *_ in difflib.SequenceMatcher(None, before, after, False).get_opcodes()} == {
            "equal",
            "insert",
        }, company.id
