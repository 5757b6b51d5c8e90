"""How a cell stood on a day: the browser's code and Python say the same of generated histories."""

import datetime
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from tests.conftest import ROOT
from tests.pages.site_host import hosted
from tests.test_status import DAYS, HISTORIES
from tracker.membership import Departure, Reference, Signatory
from tracker.model import Assessment, Status
from tracker.pages.rendering import count_words, history
from tracker.partial_date import PartialDate
from tracker.status import label, latest_status, status_on, tally

TESTS = 6
LETTER = Reference(title="A letter", url="https://example.org/letter", publisher="Acme", published=None)
# What a browser gets in place of the two modules of Node that the file of tests asks for.
PAGE = """<!doctype html><title>Tests</title>
<script type="importmap">{"imports": {"node:assert/strict": "./assert.mjs", "node:test": "./test.mjs"}}</script>
<script type="module" src="history.test.mjs"></script>"""
ASSERT = "export default { equal: (one, other, words) => { if (one !== other) throw `${one}, ${other}: ${words}` } }"
TEST = "export const test = (name, run) => { run(); document.title += ` ok`; }"


def day_cases() -> list[dict[str, str]]:
    """Histories, with a day and what status.py says of it."""
    found: list[dict[str, str]] = []

    @settings(max_examples=400, deadline=None, derandomize=True, database=None)
    @given(HISTORIES, DAYS)
    def add(past: Sequence[Assessment], day: datetime.date) -> None:
        statuses = {"status": status_on(past, day), "latest": latest_status(past)}
        found.append({"history": history(past), "day": str(day), **statuses})

    add()
    return found


def membership_cases() -> list[dict[str, Any]]:
    """Days on which a company left or did not, and others, with what membership.py says of it there."""
    found: list[dict[str, Any]] = []

    @settings(max_examples=200, deadline=None, derandomize=True, database=None)
    @given(DAYS, st.sampled_from([None, -400, -1, 0, 1, 400]))
    def add(day: datetime.date, later: int | None) -> None:
        left = "" if later is None else str(day + datetime.timedelta(days=later))
        signatory = Signatory(left=Departure(date=PartialDate(left), source=LETTER) if left else None)
        found.append({"left": left, "day": str(day), "counted": signatory.is_counted_on(day)})

    add()
    return found


def count_cases() -> list[dict[str, Any]]:
    """Statuses, with the words of their counts."""
    found: list[dict[str, Any]] = []

    @settings(max_examples=100, deadline=None, derandomize=True, database=None)
    @given(st.lists(st.sampled_from(Status)))
    def add(statuses: list[Status]) -> None:
        found.append({"statuses": statuses, "words": count_words(tally(statuses))})

    add()
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browser's code, the cases that Python makes, and the tests that hold the two together."""
    made = tmp_path_factory.mktemp("history")
    labels = {status: label(status) for status in Status}
    cases = {"days": day_cases(), "counts": count_cases(), "labels": labels, "memberships": membership_cases()}
    lines = [f"export const {name} = {json.dumps(value)};\n" for name, value in cases.items()]
    (made / "cases.mjs").write_text("".join(lines))
    shutil.copy(ROOT / "docs" / "assets" / "history.js", made / "history.mjs")
    shutil.copy(Path(__file__).with_name("history.test.mjs"), made)
    return made


def test_the_cases_hold_companies_that_left_and_stayed_and_the_very_day() -> None:
    cases = membership_cases()
    assert {(bool(case["left"]), case["counted"]) for case in cases} == {(True, True), (True, False), (False, True)}
    assert any(case["left"] == case["day"] and not case["counted"] for case in cases)


def test_the_cases_hold_corrections_and_days_before_everything() -> None:
    cases = day_cases()
    assert any(case["status"] == "not-assessed" and case["history"] for case in cases)
    days = [[step.partition(":")[0] for step in case["history"].split()] for case in cases]
    assert any(each != sorted(each) for each in days)


def test_the_browser_says_of_every_day_what_status_py_says(folder: Path, browser: Browser) -> None:
    for name, content in {"index.html": PAGE, "assert.mjs": ASSERT, "test.mjs": TEST}.items():
        (folder / name).write_text(content)
    with hosted(folder) as address:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        assert faults == []
        assert page.title() == "Tests" + TESTS * " ok"
        page.close()


NODE = shutil.which("node")
if NODE:  # where it is not there, nothing is missing: the same tests have run in the browser

    def test_node_says_of_every_day_what_status_py_says(folder: Path) -> None:
        command = [str(NODE), "--test", "history.test.mjs"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        assert f"# pass {TESTS}\n" in done.stdout
