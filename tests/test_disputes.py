"""A dispute ends: it is decided by a command or by hand, stays readable, and names what followed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import DAY, Tree, dataset_of, pages_of
from tracker.checking.append_only import check_past
from tracker.files import read_tree
from tracker.remarks import Outcome

ACME = "data/companies/acme.yml"
CELL = ("acme", "risk-thresholds")
ANSWER = "The newsroom describes tests, not thresholds."


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    return project


def words(tree: Tree, address: str) -> str:
    return " ".join(next(page.html for page in pages_of(dataset_of(tree)) if page.address == address).split())


def decide(*arguments: str) -> tuple[int, str]:
    result = tracker("decide", *CELL, *arguments)
    return result.exit_code, result.output


def test_a_rejected_dispute_stays_with_its_answer_and_no_longer_marks_the_cell(inside: Path) -> None:
    before = read_tree(inside)
    assert decide("--outcome", "rejected", "--answer", ANSWER) == (
        0,
        f"wrote {ACME}\nacme/example-2024/risk-thresholds: the dispute is rejected\n",
    )
    after = read_tree(inside)
    assert check_past(before, after) == ()
    (dispute,) = dataset_of(after).companies["acme"].assessments["example-2024"]["risk-thresholds"][0].disputes
    assert (dispute.outcome, str(dispute.decided), dispute.answer) == (Outcome.REJECTED, DAY.isoformat(), ANSWER)
    for address in ("companies/acme/", "corrections/"):
        page = words(after, address)
        assert "<b>Contested</b> by Acme on 21 November 2026. Acme says that its newsroom explains the" in page
        assert f"<b>Rejected</b> on 21 November 2026. {ANSWER}" in page
        assert "not settled yet" not in page
    assert "None: no assessment is disputed." in words(after, "corrections/")
    assert "data-contested" not in words(after, "")


def test_an_upheld_dispute_names_the_assessment_that_followed(inside: Path) -> None:
    upheld = ("--outcome", "upheld", "--answer", "The newsroom explains them.")
    status, told = decide(*upheld)
    assert status == 1
    assert "nothing was written: an upheld dispute names the assessment that corrects the disputed one" in told
    correction = ("--change", "correction", "--status", "not-assessable", "--reason", "The newsroom was overlooked.")
    cell = ("--company", "acme", "--commitment", "risk-thresholds")
    assert tracker("add", "assessment", *cell, *correction).exit_code == 0
    assert decide(*upheld)[0] == 0
    after = read_tree(inside)
    assert b"followed_by: 2026-11-21" in after[ACME]
    page = words(after, "corrections/")
    assert "<b>Upheld</b> on 21 November 2026. The newsroom explains them. The assessment of 21 November 2026" in page


def test_a_dispute_is_still_open_when_another_assessment_follows(inside: Path) -> None:
    correction = ("--change", "method-changed", "--status", "not-assessable", "--reason", "Nobody can tell.")
    cell = ("--company", "acme", "--commitment", "risk-thresholds")
    assert tracker("add", "assessment", *cell, *correction).exit_code == 0
    page = words(read_tree(inside), "corrections/")
    assert "<b>Contested</b> by Acme on 21 November 2026, and not settled yet." in page


def test_of_several_open_disputes_one_is_chosen(inside: Path) -> None:
    text = (inside / ACME).read_text("utf-8")
    second = (
        "          - date: 2026-11-21\n            by: A reader\n            grounds: Another page explains them.\n"
    )
    (inside / ACME).write_text(text.replace("        replies:\n", f"{second}        replies:\n", 1), "utf-8")
    before = read_tree(inside)
    answer = ("--outcome", "withdrawn", "--answer", "The reader has withdrawn it.")
    result = tracker("decide", *CELL, *answer, text="2\ny\n")
    assert "2  A reader, 2026-11-21: Another page explains them." in result.output
    after = read_tree(inside)
    assert check_past(before, after) == ()
    first, other = dataset_of(after).companies["acme"].assessments["example-2024"]["risk-thresholds"][0].disputes
    assert (first.is_open, other.outcome) == (True, Outcome.WITHDRAWN)
    assert decide("--outcome", "rejected", "--answer", ANSWER)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("acme", "safety-framework"), "no dispute of acme/example-2024/safety-framework is open"),
        (("acme", "nothing"), "`nothing` is not known here"),
        ((*CELL, "--outcome", "settled"), "`settled` is not known here; known: `rejected`, `upheld`, `withdrawn`"),
        ((*CELL, "--outcome", "rejected", "--answer", ""), "an answer is needed here"),
    ],
)
@pytest.mark.usefixtures("inside")
def test_what_cannot_be_decided_is_said(arguments: tuple[str, ...], told: str) -> None:
    result = tracker("decide", *arguments)
    assert result.exit_code in (1, 2)
    assert told in result.output


def test_a_decision_passes_the_check_of_the_past_in_every_form(valid_world: Tree, edited: Callable[..., Tree]) -> None:
    url = "            url: https://example.org/disputes/1\n"
    for outcome in ("rejected", "withdrawn"):
        decision = f"            decided: 2026-11-21\n            outcome: {outcome}\n            answer: {ANSWER}\n"
        assert check_past(valid_world, edited(ACME, url, url + decision)) == ()
