"""Somebody else reads a cell: the quotes and the codebook, not the verdict; the reading is written beside it."""

from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import dataset_of, pages_of, view_of
from tracker.checking.append_only import check_past
from tracker.contributing.second_readings import blind_text
from tracker.files import read_tree
from tracker.model import Dataset
from tracker.remarks import Reader
from tracker.views.cells import cell

ACME = "data/companies/acme.yml"
READ = ("second-reading", "acme", "outside-testing", "--by=Ada Example", "--reader=person", "--note=")


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    return project


@pytest.mark.usefixtures("inside")
def test_the_reader_sees_quotes_and_criteria_and_no_verdict() -> None:
    seen = tracker(*READ, "--shown=", "--refuted=tested", "--dry-run").stderr
    assert "\n  tested: Has systems tested by others before release\n" in seen
    assert "1. “Nobody outside of Acme has ever tested its systems.”\n     Acme, reviewed (Example Reviewers," in seen
    for hidden in ("not met", "not-met", "A reviewer found that nobody outside", "refutes", "refuted"):
        assert hidden not in seen


def test_below_each_criterion_is_what_the_codebook_says_of_it(world: Dataset) -> None:
    page = "### Has systems tested by others before release {#outside-testing-tested}\n\n**Shown by** a tester.\n"
    assert (
        "\n  tested: Has systems tested by others before release\n    **Shown by** a tester.\n\n  results: "
    ) in blind_text(cell(world, "acme", "example-2024", "outside-testing"), page)


def test_a_reading_that_agrees_is_written_beside_the_assessment(inside: Path) -> None:
    before = read_tree(inside)
    result = tracker(*READ, "--shown=", "--refuted=tested")
    assert result.stdout == (f"wrote {ACME}\nacme/example-2024/outside-testing: you found not met, the same status\n")
    after = read_tree(inside)
    assert check_past(before, after) == ()
    (reading,) = dataset_of(after).companies["acme"].assessments["example-2024"]["outside-testing"][-1].readings
    assert (reading.by, reading.reader, reading.agreed) == ("Ada Example", Reader.PERSON, True)
    assert reading.note == "The reader found not met: refuted tested; open results."
    assert view_of(dataset_of(after)).integrity.read_by_people == 1
    page = next(each.html for each in pages_of(dataset_of(after)) if each.address == "integrity/")
    assert "A person other than the author has read\n  <b>1</b>" in page


def test_a_second_and_a_third_reading_stand_one_after_the_other(inside: Path) -> None:
    cell = ("second-reading", "acme", "risk-thresholds", "--reader=program", "--note=It is close.")
    before = read_tree(inside)
    for by in ("One", "Two"):
        result = tracker(*cell, f"--by={by}", "--shown=thresholds-set", "--refuted=examples")
        assert result.stdout.endswith("you found partial, the same status\n")
    after = read_tree(inside)
    assert check_past(before, after) == ()
    readings = dataset_of(after).companies["acme"].assessments["example-2024"]["risk-thresholds"][-1].readings
    assert [each.by for each in readings] == ["A second reader, by hand", "A third reader", "One", "Two"]
    page = next(each.html for each in pages_of(dataset_of(after)) if each.address == "companies/acme/")
    assert page.count("Second reading, 21 November 2026") == 4


def test_a_reading_that_differs_says_so_and_changes_no_status(inside: Path) -> None:
    result = tracker(*READ, "--shown=tested,results", "--refuted=")
    assert result.stdout.endswith("you found met, a different status: the assessment says not met\n")
    latest = dataset_of(read_tree(inside)).companies["acme"].assessments["example-2024"]["outside-testing"][-1]
    assert (latest.status, latest.readings[0].agreed) == ("not-met", False)


@pytest.mark.usefixtures("inside")
def test_what_nobody_has_assessed_is_not_read_again() -> None:
    result = tracker("second-reading", "orbit", "risk-thresholds")
    assert result.exit_code == 1
    assert "nobody has assessed orbit/example-2024/risk-thresholds yet" in result.output


def test_a_whole_reading_can_be_made_by_answering(inside: Path) -> None:
    answers = "\n1\nAda Example\n\n\ny\n"
    result = tracker("second-reading", "acme", "outside-testing", text=answers)
    assert result.exit_code == 0, result.output
    assert "            reader: person\n" not in (inside / ACME).read_text("utf-8")
    assert "          reader: person\n" in (inside / ACME).read_text("utf-8")
