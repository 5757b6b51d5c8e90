"""`tracker second-reading`: what the reader sees and does not see, what is written, and who counts as the reader."""

import datetime
from pathlib import Path

import pytest
from click.testing import Result

from tests.command_line import tracker
from tests.conftest import Tree, dataset_of, view_of
from tracker.checking.check import check
from tracker.contributing.second_readings import blind_text
from tracker.files import read_tree
from tracker.views.cells import cell

ACME = "data/companies/acme.yml"
BY = ("--by=A reader at a university", "--reader=person")
FOUND = ("--found=tested=refuted", "--found=results=open")


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    return project


def read_again(*arguments: str, answers: tuple[str, ...] = ()) -> Result:
    text = "".join(f"{answer}\n" for answer in answers)
    return tracker("second-reading", "Acme", "Outside testing", *arguments, text=text)


def test_a_reader_judges_before_the_assessment_is_shown(inside: Path, today: datetime.date) -> None:
    answers = ("shown", "open", "", "A reader at a university", "person", "The quote is old.", "y")
    result = read_again(answers=answers)
    assert result.exit_code == 0, result.output
    before, _, after = result.stderr.partition("tested: Has systems tested by others before release: shown")
    assert "“Nobody outside of Acme has ever tested its systems.”" in before
    for hidden in ("not met", "refutes", "refuted  tested", "reason", "speaks of"):
        assert hidden not in before.partition("   1  shown ")[0]
    assert (
        "a different status: you found partial, the assessment says not met\n  tested: shown, there refuted\n" in after
    )
    assert (
        "        second_reading:\n"
        "          date: 2026-11-21\n"
        "          by: A reader at a university\n"
        "          reader: person\n"
        "          agreed: false\n"
    ) in (inside / ACME).read_text("utf-8")
    (assessment,) = dataset_of(read_tree(inside)).companies["acme"].assessments["example-2024"]["outside-testing"]
    assert assessment.second_reading
    assert assessment.second_reading.note == (
        "The reader found partial. Differently read: `tested` shown and not refuted. The quote is old."
    )
    assert "where it is upheld, a correction follows as a new assessment; look at `git diff`" in result.stdout
    assert check(read_tree(inside), today).problems == ()


def test_options_alone_ask_nothing_and_an_agreement_has_no_note(inside: Path) -> None:
    result = read_again(*FOUND, *BY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "wrote data/companies/acme.yml\n"
        "the same status: you found not met, the assessment says not met\n"
        "  tested: refuted\n"
        "  results: open\n"
        'next: look at `git diff`, then `git add data` and `git commit -m "[acme] outside testing: a second reading"`\n'
    )
    written = "          by: A reader at a university\n          reader: person\n          agreed: true\n    incident"
    assert written in (inside / ACME).read_text("utf-8")


def test_nothing_tells_the_status_before_the_judgement(inside: Path) -> None:
    before = read_tree(inside)
    result = read_again()
    assert (result.exit_code, result.stdout, read_tree(inside)) == (2, "", before)
    assert result.stderr.endswith(
        "Error: nothing was written: the input ended before the answer that `--found` gives too: "
        "tested: Has systems tested by others before release\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("acme", "risk-thresholds"),
            1,
            "was read a second time on 2026-11-21, and holds one such reading; if you come",
        ),
        (("acme", "outside-testing", "--found=tested=shown"), 2, "a state is missing for `results`"),
        (("acme", "outside-testing", "--found=tested=shown tested=open"), 2, "`tested` is given twice"),
        (("acme", "outside-testing", "--found=testet=shown"), 2, "did you mean `tested`?"),
        (("acme", "outside-testing", "--found=tested=show"), 2, "did you mean `shown`?"),
        (("acme", "outside-testing", *FOUND, *BY, "--note=" + "w " * 201), 1, "the note has 401 characters"),
        (
            ("orbit", "outside-testing", *FOUND, *BY),
            1,
            "is not assessed yet, so there is nothing to read a second time",
        ),
    ],
)
def test_what_cannot_be_read_a_second_time_is_refused(
    inside: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    before = read_tree(inside)
    result = tracker("second-reading", *arguments)
    assert (result.exit_code, result.stdout, read_tree(inside)) == (code, "", before)
    assert message in " ".join(result.stderr.split())


def test_an_example_of_the_codebook_on_the_company_itself_is_left_out(valid_world: Tree) -> None:
    page = (
        "## Outside testing {#outside-testing}\n\n"
        "### Has systems tested by others before release {#outside-testing-tested}\n\n"
        "**Shown by** a tester's name. *Example:* Zenith, which names one. *Example:* Acme, which names none.\n\n"
        "**Not shown by** a plan. *Example:* Zenith, which plans.\n\n"
        "## The next {#next}\n\nIts rule.\n"
    )
    text = blind_text(cell(dataset_of(valid_world), "acme", "example-2024", "outside-testing"), page)
    assert "**Shown by** a tester's name. *Example:* Zenith, which names one. (An example on this company is" in text
    assert "Zenith, which plans." in text
    assert "names none" not in text
    assert "Its rule" not in text


def test_the_integrity_page_counts_who_read_what(inside: Path) -> None:
    assert read_again(*FOUND, *BY).exit_code == 0
    numbers = view_of(dataset_of(read_tree(inside))).integrity
    # The reading that was there says nothing of who read, and is counted as that of a program.
    assert (numbers.read_twice, numbers.read_by_person) == (2, 1)
