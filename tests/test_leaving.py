"""A signatory leaves a pledge by a command: the day and the document stand in the pledge's file, and the past stays."""

from pathlib import Path

import pytest

from tests.command_line import tracker
from tests.conftest import MOVES, dataset_of, view_of
from tracker.checking.append_only import check_past
from tracker.files import read_tree

PLEDGE = "data/pledges/example-2024.yml"
DOCUMENT = (
    "--url=https://example.org/news/acme-leaves",
    "--title=Acme leaves the Example Commitments",
    "--publisher=Example News",
    "--published=2026-03-02",
)
LEAVE = ("leave", "Acme", "Example 2024", "--left=2026-03-01", *DOCUMENT)


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    return project


def test_a_company_leaves_with_the_document_that_says_so(inside: Path) -> None:
    before = read_tree(inside)
    file, listed, left = MOVES[0]  # as it stands in the moved world
    assert file == PLEDGE
    result = tracker(*LEAVE)
    assert (result.exit_code, result.stdout) == (
        0,
        f"wrote {PLEDGE}\nacme is in no count of example-2024 from 2026-03-01 on\n",
    )
    assert (inside / PLEDGE).read_text("utf-8") == before[PLEDGE].decode().replace(listed, left)
    after = read_tree(inside)
    assert check_past(before, after) == ()
    (row,) = next(each.rows for each in view_of(dataset_of(after)).companies if each.company.id == "acme")
    assert row.signatory.left is not None
    assert str(row.signatory.joined) == "2024-05-21"
    again = tracker(*LEAVE)
    assert (again.exit_code, again.stderr) == (
        1,
        "Error: nothing was written: `acme` has left `example-2024` already, on 2026-03-01\n",
    )


def test_what_is_known_of_joining_is_kept(inside: Path) -> None:
    file = inside / PLEDGE
    file.write_text(file.read_text("utf-8").replace("  zenith: 2024-05-21\n", "  zenith: {by: 2025-02-07}\n"))
    for company in ("orbit", "zenith"):
        assert tracker("leave", company, "example-2024", "--left=2026-11-01", *DOCUMENT).exit_code == 0
    text = file.read_text("utf-8")
    assert "  orbit:\n    left:\n      date: 2026-11-01\n" in text
    assert "  zenith:\n    by: 2025-02-07\n    left:\n      date: 2026-11-01\n" in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("leave", "acme", "other-2023", "--left=2026-03-01", *DOCUMENT), "`acme` is not a signatory of `other-2023`"),
        (("leave", "acme", "example-2024", "--left=2026", *DOCUMENT), "`2026` is not a whole date"),
        (("leave", "acme", "example-2024", "--left=2024-01-01", *DOCUMENT), "2024-01-01"),
        (("leave", "acme", "example-2024", "--left=2026-03-01"), "the answer that `--url` gives too"),
    ],
)
def test_what_cannot_be_is_not_written(inside: Path, arguments: tuple[str, ...], message: str) -> None:
    before = read_tree(inside)
    result = tracker(*arguments, text="")
    assert result.exit_code in (1, 2)
    assert message in " ".join(result.stderr.split())
    assert read_tree(inside) == before


def test_a_list_in_one_line_is_left_to_the_editor(inside: Path) -> None:
    file = inside / PLEDGE
    text = file.read_text("utf-8")
    begin, end = text.index("signatories:\n"), text.index("groups:")
    line = "signatories: {acme: 2024-05-21, orbit: null, zenith: 2024-05-21}\n"
    file.write_text(text[:begin] + line + text[end:])
    result = tracker(*LEAVE)
    assert (result.exit_code, "laid out in a way that cannot be edited; edit it by hand" in result.stderr) == (1, True)
