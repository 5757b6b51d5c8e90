"""The commands that write: what they ask, what they answer, and that nothing is half-written, whatever happens."""

import datetime
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import click
import pytest
from click.testing import CliRunner, Result

from tests.command_line import tracker as called
from tests.conftest import ROOT, Tree, dataset_of
from tracker.checking.append_only import check_past
from tracker.checking.check import check
from tracker.cli import main
from tracker.commands.addition_prompts import CHANGES
from tracker.files import read_tree
from tracker.reading.parser import read_document
from tracker.replacing import replace_file, replace_files
from tracker.text import proposed_id

ACME = "data/companies/acme.yml"
GOLDEN = Path(__file__).parent / "examples" / "told"


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world on disk, with the working directory in it."""
    monkeypatch.chdir(project)
    return project


def tracker(*arguments: str, answers: tuple[str, ...] = ()) -> Result:
    return called(*arguments, text="".join(f"{answer}\n" for answer in answers))


def problems(project: Path, today: datetime.date) -> list[str]:
    return [problem.message for problem in check(read_tree(project), today).problems]


# A whole conversation: two quotes from one new document.
ANSWERS = (
    "acme",
    "outside-testing",
    "https://example.org/acme/notice",
    "Notice: who tests our systems",
    "",  # the publisher is the company
    "announcement",
    "2026-09-15",
    "high",
    "Since this spring, the institute tests",
    "each of our systems: # 1 before its release.",
    "",  # the quote ends
    "page 1",
    "1",
    "",  # it refutes nothing
    "y",  # another quote
    "https://example.org/acme/notice/",
    "- 結果はすべて公開します 🔒",
    "",
    "We publish all results.",
    "",
    "",  # no locator
    "results",
    "",
    "n",  # no other quote
    "company-acted",
    "1: The reviewer wrote before the notice.",
    "",  # no other quote goes
    "A notice names the testers and promises the results.",
    "",  # the reason ends
    "y",  # write it
)
EVIDENCE = (
    "add",
    "evidence",
    "--company=acme",
    "--commitment=outside-testing",
    "--source=review",
    "--shows=results",
    "--reason=The reviewers say that results are public.",
)
QUOTE = "--quote=Acme publishes what the testers found."


def test_a_conversation_writes_what_was_answered(inside: Path, today: datetime.date) -> None:
    before = (inside / ACME).read_text("utf-8")
    result = tracker("add", "evidence", answers=ANSWERS)
    assert result.exit_code == 0, result.output
    assert result.stderr == (GOLDEN / "conversation.txt").read_text("utf-8")
    assert result.stdout == (
        "wrote data/companies/acme.yml\n"
        "acme, example-2024/outside-testing: met since 2026-09-15; it was not met\n"
        "  shown     tested\n"
        "  shown     results\n"
        "next: look at `git diff`, run `make test`, then `git add data` and "
        '`git commit -m "[acme] outside testing: met"`\n'
    )
    after = (inside / ACME).read_text("utf-8")
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert problems(inside, today) == []


@pytest.mark.parametrize("answered", [0, 3, 10, 16, 25, len(ANSWERS) - 1])
def test_a_conversation_that_breaks_off_writes_nothing(inside: Path, answered: int) -> None:
    before = read_tree(inside)
    result = tracker("add", "evidence", answers=ANSWERS[:answered])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: nothing was written: the input ended before " in result.stderr
    assert read_tree(inside) == before


def test_a_wrong_answer_is_asked_for_again(inside: Path) -> None:
    wrong = ("akme", "acme", "9", "outside-testing", "example.org", "https://example.org/acme/framework")
    before = read_tree(inside)
    result = tracker("add", "evidence", answers=(*wrong, "three words only", "", "w " * 81, ""))
    assert (result.exit_code, read_tree(inside)) == (2, before)
    for refusal in (
        "Error: `akme` is not known here; did you mean `acme`?\n",
        "Error: `9` is not known here; known: ",
        "Error: the address does not start with https:// or http://\n",
        "this is the source `framework-2024`: Acme Safety Framework\n",
        "Error: the quote has 3 words, not 5 to 80: quote those that carry the point\n",
        "Error: the quote has 81 words, not 5 to 80: quote those that carry the point\n",
    ):
        assert refusal in result.stderr


@pytest.mark.parametrize("name", ["Outside testing", "outside testing", "example-2024/outside-testing"])
@pytest.mark.usefixtures("inside")
def test_a_commitment_is_known_by_the_title_that_pages_show(name: str) -> None:
    assert tracker("show", "acme", name).stdout == tracker("show", "acme", "outside-testing").stdout
    assert "acme, example-2024/outside-testing: partial" in tracker(*EVIDENCE, QUOTE, f"--commitment={name}").stdout


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("show", "acme", "Labels for madeup content"), "did you mean `content-labels`?"),
        (("show", "Akme Corporation"), "did you mean `acme`?"),
        (("show", "acme", "outside-tests"), "did you mean `outside-testing`?"),
    ],
)
@pytest.mark.usefixtures("inside")
def test_a_misspelt_name_proposes_the_id(arguments: tuple[str, ...], wanted: str) -> None:
    result = tracker(*arguments)
    assert result.exit_code == 2
    assert wanted in result.stderr


def test_a_refused_write_is_answered_with_no(inside: Path) -> None:
    before = read_tree(inside)
    result = tracker("add", "evidence", answers=(*ANSWERS[:-1], "n"))
    assert (result.exit_code, result.stdout) == (0, "nothing was written\n")
    assert read_tree(inside) == before


def test_options_alone_ask_nothing(inside: Path) -> None:
    result = tracker(*EVIDENCE, QUOTE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "wrote data/companies/acme.yml\n"
        "acme, example-2024/outside-testing: partial since 2025; it was not met\n"
        "  refuted   tested\n"
        "  shown     results\n"
        "next: look at `git diff`, run `make test`, then `git add data` and "
        '`git commit -m "[acme] outside testing: partial"`\n'
    )
    assert "quote: Acme publishes what the testers found." in (inside / ACME).read_text("utf-8")


def test_a_trial_shows_the_difference_and_writes_nothing(inside: Path) -> None:
    before = read_tree(inside)
    result = tracker(*EVIDENCE, QUOTE, "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"--- a/{ACME}\n+++ b/{ACME}\n@@ ")
    assert result.stderr == (
        "acme, example-2024/outside-testing: partial since 2025; it was not met\n"
        "  refuted   tested\n"
        "  shown     results\n"
        "the quote was not looked up: --contact or --copies says where (tracker add evidence --help)\n"
    )
    assert read_tree(inside) == before


@pytest.mark.usefixtures("inside")
def test_a_quote_comes_from_a_file_standard_input_or_an_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pasted = "Acme publishes\n\n  what the testers\tfound: \u00a0 # all of it.\n"
    (tmp_path / "quote.txt").write_text(pasted)
    wanted = "+            quote: 'Acme publishes what the testers found: # all of it.'"
    assert wanted in tracker(*EVIDENCE, f"--quote=@{tmp_path / 'quote.txt'}", "--dry-run").stdout
    assert wanted in called(*EVIDENCE, "--quote=-", "--dry-run", text=pasted).stdout
    monkeypatch.setattr(click, "edit", lambda _text: pasted)
    monkeypatch.setattr("tracker.commands.prompts._is_terminal", lambda: True)
    answers = ("", "", "", "", "", "")
    assert wanted in tracker(*EVIDENCE, "--refutes=", "--dry-run", answers=answers).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--company=akme",), "--company: `akme` is not known here; did you mean `acme`?"),
        (("--commitment=outside-tests",), "did you mean `outside-testing`?"),
        (("--shows=testet",), "--shows: `testet` is not known here; did you mean `tested`?"),
        (("--source=rumor",), "--source: `rumor` is not known here; did you mean `rumour`?"),
        (("--quote=too short",), "--quote: the quote has 2 words, not 5 to 80"),
        (("--quote=" + "w " * 81,), "--quote: the quote has 81 words, not 5 to 80"),
        (("--quote=@nowhere.txt",), "@nowhere.txt: [Errno 2] No such file or directory: 'nowhere.txt'"),
        (("--assessed=2026-11",), "--assessed: `2026-11` is not a whole date; write YYYY-MM-DD"),
        (("--since=spring",), "--since: `spring` is not a date"),
        (("--change=mood",), "--change: `mood` is not known here; known: "),
        (("--quote=five words and one \udcff",), "--quote: the text contains bytes that are not UTF-8"),
        (("--colour=red",), "No such option '--colour'"),
    ],
)
def test_an_option_that_cannot_be_right_ends_with_2(inside: Path, arguments: tuple[str, ...], message: str) -> None:
    before = read_tree(inside)
    result = tracker(*EVIDENCE, QUOTE, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())
    assert read_tree(inside) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--assessed=2026-12-24",), "acme.yml:144:19: future-date: 2026-12-24 is in the future"),
        (("--since=2024-06-01",), "acme.yml:143:16: since: since 2024-06-01 is too early"),
        (("--refutes=results",), "two-bearings: the quote both shows and refutes `results`"),
        (("--quote=Four words and one \u200b",), "character: there is an invisible or control character, U+200B"),
    ],
)
def test_what_would_not_pass_the_check_is_not_written(inside: Path, arguments: tuple[str, ...], message: str) -> None:
    before = read_tree(inside)
    result = tracker(*EVIDENCE, QUOTE, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing was written, because the result would not pass the check:\n" in result.stderr
    assert message in result.stderr
    assert read_tree(inside) == before


AGAIN = (
    *("add", "evidence", "--company=acme", "--commitment=outside-testing", "--source=review"),
    "--quote=Nobody outside of Acme has ever tested its systems.",
)


def test_a_quote_that_says_nothing_new_is_not_cited_twice(inside: Path) -> None:
    before = read_tree(inside)
    result = tracker(*AGAIN, "--refutes=tested", "--reason=It still does.")
    assert "repeated-quote: this quote occurs twice in the cell" in result.stderr
    assert (result.exit_code, read_tree(inside)) == (1, before)


def test_a_quote_that_is_said_to_show_something_else_is_cited_once(inside: Path) -> None:
    before = read_tree(inside)
    result = tracker(*AGAIN, "--refutes=results", "--change=correction", "--reason=It speaks of results.")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "  refuted   results\n" in result.stdout
    assert "  open      tested\n" in result.stdout
    after = read_tree(inside)
    latest = dataset_of(after).companies["acme"].assessments["example-2024"]["outside-testing"][-1]
    assert [(item.source, item.shows, item.refutes) for item in latest.evidence] == [
        ("rumour", (), ()),
        ("review", (), ("results",)),
    ]
    assert check_past(before, after) == ()


def test_no_company_is_edited_in_a_project_with_problems(inside: Path) -> None:
    (inside / "data/companies/orbit.yml").write_text("name: Orbit\n")
    result = tracker(*EVIDENCE, QUOTE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "Error: the data has problems, so nothing was done:\ndata/companies/orbit.yml:1:1: missing-field: "
    )


def test_a_disk_that_refuses_leaves_every_file_as_it_was(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_tree(inside)

    def refuse(*_arguments: object) -> NoReturn:
        raise OSError(28, "No space left on device", ACME)

    monkeypatch.setattr(Path, "replace", refuse)
    result = tracker(*EVIDENCE, QUOTE)
    assert result.exit_code == 2
    assert result.stderr == f"Error: the disk is full ({ACME}): free some space, and run the command again\n"
    assert read_tree(inside) == before


def test_files_are_written_as_a_whole_and_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o600)
    replace_file(b"new", tmp_path / "a")
    replace_file(b"first", tmp_path / "folder" / "b")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "a").stat().st_mode & 0o777) == (b"new", 0o600)
    assert (tmp_path / "folder" / "b").read_bytes() == b"first"
    broken: Mapping[Path, Any] = {tmp_path / "a": b"newer", tmp_path / "c": None}
    with pytest.raises(TypeError):
        replace_files(broken)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "folder"]


@pytest.mark.usefixtures("interruptible")
def test_a_key_that_interrupts_leaves_the_file_as_it_was(project: Path) -> None:
    before = read_tree(project)
    command = [sys.executable, "-c", "from tracker.cli import main; main(prog_name='tracker')", "add", "evidence"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=project,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("acme\n")
        process.stdin.flush()
        while "weight-security" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)  # while its input is still open: the end of that would stop it too
        output, errors = process.communicate(timeout=30)
    # While a question waits for its answer, click ends the command; before and after that, the door does.
    assert output == ""
    assert (process.returncode, errors.split()[-1]) in ((1, "Aborted!"), (130, "Interrupted."))
    assert read_tree(project) == before


def test_a_status_that_stays_keeps_its_reason_and_its_day(inside: Path) -> None:
    context = ("--source=rumour", "--shows=", "--quote=Everybody says that they are strict.")
    result = tracker("add", "evidence", "--company=acme", "--commitment=risk-thresholds", *context)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "acme, example-2024/risk-thresholds: partial since 2025-12-31; as before\n" in result.stdout
    assert '"[acme] risk thresholds: more evidence"' in result.stdout
    reason = "Thresholds are set. Whether they are explained is disputed, and examples are missing."
    assert (inside / ACME).read_text("utf-8").count(reason) == 2
    # the second one needs no reason for its day: it is when the last criterion came to be as it is
    assert (inside / ACME).read_text("utf-8").count("since_reason: The review, which says what is missing,") == 1


def test_a_day_later_than_that_of_the_documents_needs_its_own_reason(inside: Path, today: datetime.date) -> None:
    late = (*EVIDENCE, QUOTE, "--since=1 June 2026", "--change=company-acted")
    refused = tracker(*late)
    assert (
        "late-since: since 2026-06-01 is later than the end of 2025, which follows from the documents" in refused.stderr
    )
    written = tracker(*late, "--since-reason=The results  are public from June 2026 on.")
    assert (written.exit_code, written.stderr) == (0, "")
    assert "      - since: 2026-06-01\n        since_reason: The results are public from June 2026 on.\n" in (
        inside / ACME
    ).read_text("utf-8")
    assert problems(inside, today) == []
    context = ("--source=rumour", "--shows=", "--quote=Everybody says that they are strict.")
    again = tracker("add", "evidence", "--company=acme", "--commitment=outside-testing", *context)
    assert (again.exit_code, again.stderr) == (0, "")
    assert (inside / ACME).read_text("utf-8").count("since_reason: The results are public from June 2026 on.") == 2
    assert problems(inside, today) == []


def test_a_person_who_answers_with_a_later_day_is_asked_for_its_reason(inside: Path, today: datetime.date) -> None:
    answers = (
        "acme",
        "outside-testing",
        "correction",
        "",  # no quote goes
        "",
        "March 2026",
        "The review was public from March on.",
        "",
        "y",
    )
    result = tracker("add", "assessment", answers=answers)
    assert result.exit_code == 0, result.output
    assert "      - since: 2026-03\n        since_reason: The review was public from March on.\n" in (
        inside / ACME
    ).read_text("utf-8")
    assert problems(inside, today) == []


ASSESSMENT = ("add", "assessment", "--company=acme", "--commitment=incident-reports")


def test_an_assessment_takes_the_status_that_follows(inside: Path, today: datetime.date) -> None:
    searched = ("--searched-for=Incident reports", "--searched-where=The site of Orbit")
    result = tracker(
        "add", "assessment", "--company=orbit", "--commitment=incident-reports", *searched, "--reason=None was found."
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "wrote data/companies/orbit.yml\norbit, example-2024/incident-reports: no evidence since 2026-11-21\n"
    )
    assert problems(inside, today) == []


TESTING = ("add", "assessment", "--company=acme", "--commitment=outside-testing", "--change=correction")
SEARCH = ("--searched-for=Outside tests", "--searched-where=The site")
DROP = "--drop=nobody outside of Acme: The reviewer spoke of another company."


def test_a_correction_drops_a_quote_and_says_why(inside: Path, today: datetime.date) -> None:
    result = tracker(*TESTING, *SEARCH, DROP, "--reason=No account of outside tests was found.")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "acme, example-2024/outside-testing: no evidence since 2026-11-21; it was not met\n" in result.stdout
    text = (inside / ACME).read_text("utf-8")
    assert (
        "        evidence:\n          - source: rumour\n"
        "            quote: They say that somebody is invited each spring.\n"
        "        dropped:\n          - source: review\n"
        "            quote: Nobody outside of Acme has ever tested its systems.\n"
        "            reason: The reviewer spoke of another company.\n"
        "        searched:\n          - subject: Outside tests\n"
    ) in text
    assert problems(inside, today) == []
    shown = tracker("show", "acme", "outside-testing").stdout
    assert "no longer counted\n  “Nobody outside of Acme has ever tested its systems.”\n    The reviewer spoke" in shown


@pytest.mark.parametrize(
    ("drop", "message"),
    [
        ("--drop=3: It is old.", "`3: It is old.` does not say which quote is meant."),
        ("--drop=1", "`1` does not say which quote is meant."),
        ("--drop=1:", "`1:` does not say why the quote goes."),
        ("--drop=Nobody outside: It is old.", "`Nobody outside: It is old.` does not say which quote is meant."),
    ],
)
def test_a_quote_goes_only_by_its_name_and_with_a_reason(inside: Path, drop: str, message: str) -> None:
    before = read_tree(inside)
    result = tracker(*TESTING, *SEARCH, drop, "--reason=x")
    assert result.exit_code == 2
    assert message in result.stderr
    assert read_tree(inside) == before


def test_a_search_that_is_done_anew_takes_the_place_of_the_earlier_one(inside: Path, today: datetime.date) -> None:
    cell = ("add", "assessment", "--company=acme", "--commitment=incident-reports")
    again = ("--searched-for=incident reports", "--searched-where=The site and a forum", "--searched-on=2026-11-21")
    assert tracker(*cell, *again).exit_code == 0
    other = ("--searched-for=A register of incidents", "--searched-where=The site", "--forget-search=1")
    assert tracker(*cell, *other).exit_code == 0
    cells = read_document(ACME, (inside / ACME).read_bytes()).value["assessments"]["example-2024"]["incident-reports"]
    logs = [[search["subject"] for search in each["searched"]] for each in cells]
    assert logs == [["Incident reports"], ["incident reports"], ["A register of incidents"]]
    assert problems(inside, today) == []


def test_an_assessment_asks_for_what_it_needs(inside: Path, today: datetime.date) -> None:
    answers = (
        "orbit",
        "incident-reports",
        "",
        "Incident reports",
        "The site",
        "2026-11",
        "",
        "None was found.",
        "",
        "y",
    )
    result = tracker("add", "assessment", answers=answers)
    assert result.exit_code == 0, result.output
    text = (inside / "data/companies/orbit.yml").read_text("utf-8")
    assert text.endswith(
        "      - since: 2026-11-21\n        assessed: 2026-11-21\n        status: no-evidence\n"
        "        reason: None was found.\n        searched:\n          - subject: Incident reports\n"
        "            place: The site\n            date: 2026-11\n"
    )
    assert problems(inside, today) == []


def test_a_judgement_needs_a_reason_and_keeps_the_past(inside: Path) -> None:
    result = tracker(
        *ASSESSMENT, "--status=not-applicable", "--change=correction", "--reason=It has no systems in use."
    )
    assert result.exit_code == 0
    assert "not applicable since 2026-11-21; it was no evidence" in result.stdout
    refused = tracker(*ASSESSMENT, "--status=met", "--reason=x")
    assert refused.exit_code == 2
    assert "--status: `met` is not known here" in refused.stderr
    assert (inside / ACME).read_text("utf-8").count("No incident report was found.") == 1


def test_a_company_starts_with_a_file_and_a_signature(inside: Path, today: datetime.date) -> None:
    answers = ("Ünïcode's Söhne: AI", "https://example.org/u", "no", "", "example-2024", "", "y")
    result = tracker("new", "company", answers=answers)
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "wrote data/companies/unicodes-sohne-ai.yml\nwrote data/pledges/example-2024.yml\n"
        "next: `tracker add evidence --company unicodes-sohne-ai`, cell by cell\n"
    )
    assert (inside / "data/companies/unicodes-sohne-ai.yml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../../schema/company.schema.json\n"
        "name: \"Ünïcode's Söhne: AI\"\nwebsite: https://example.org/u\nheadquarters: 'NO'\n"
    ).replace('"Ünïcode\'s Söhne: AI"', "'Ünïcode''s Söhne: AI'")
    assert "  orbit: null\n  unicodes-sohne-ai: null\n" in (inside / "data/pledges/example-2024.yml").read_text("utf-8")
    assert problems(inside, today) == []


NEW_COMPANY = ("--name=Nova", "--website=https://example.org/n", "--headquarters=CH", "--signed=2025-01-01")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--pledge=example-2024", "--id=acme"), 2, "--id: `acme` is taken; write another id"),
        (("--pledge=example-2024", "--id=Nova"), 2, "--id: `Nova` cannot be an id"),
        (("--pledge=exampl",), 2, "--pledge: `exampl` is not known here; did you mean `example-2024`?"),
        (("--pledge=example-2024", "--name=ACME"), 2, "--name: `ACME` is tracked already; `tracker sign acme PLEDGE`"),
        (("--pledge=example-2024", "--headquarters=CHE"), 1, "pattern: `CHE` does not fit `headquarters`"),
        (("--pledge=example-2024", "--signed=2027-01-01"), 1, "future-date: 2027-01-01 is in the future"),
    ],
)
def test_a_company_that_cannot_start_is_refused(
    inside: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    before = read_tree(inside)
    result = tracker("new", "company", *NEW_COMPANY, *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in " ".join(result.stderr.split())
    assert read_tree(inside) == before


NEW_PLEDGE = (
    "--name=Bern Commitments",
    "--short-name=Bern 2026",
    "--issued-by=Government of a made-up country",
    "--announced=2026-03-01",
    "--title=The words: as signed",
    "--url=https://example.org/bern",
    "--publisher=Ministry of Examples",
    "--published=unknown",
    "--licence=other",
    "--attribution=Ministry of Examples",
    "--signatory=acme",
    "--signed=2026-03-01",
    "--group=All of it",
    "--commitment=Safety",
    "--text=Publish how safe\nyour systems are.\n\nSay it each year.",
    "--criterion=Publishes how safe its systems are",
)


def test_a_pledge_starts_with_all_that_the_check_asks_for(inside: Path, today: datetime.date) -> None:
    result = tracker("new", "pledge", *NEW_PLEDGE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "wrote data/pledges/bern-2026.yml\n"
        "next: add the other signatories, commitments and criteria, and write docs/codebook/bern-2026.md\n"
    )
    text = (inside / "data/pledges/bern-2026.yml").read_text("utf-8")
    assert text == (GOLDEN / "bern-2026.yml").read_text("utf-8")
    assert problems(inside, today) == []


def test_a_file_is_fixed_and_then_left_alone(inside: Path, valid_world: Tree, today: datetime.date) -> None:
    website, country = b"website: https://example.org/acme\n", b"headquarters: US\n"
    (inside / ACME).write_bytes(valid_world[ACME].replace(website + country, country + website))
    shown = tracker("fix", "--dry-run")
    assert (shown.exit_code, shown.stderr) == (0, f"{ACME}\nwould fix 1 of 6 files\n")
    assert " headquarters: US\n-website: https://example.org/acme\n" in shown.stdout
    fixed = tracker("fix")
    assert (fixed.exit_code, fixed.stdout) == (0, f"{ACME}\nfixed 1 of 6 files\n")
    assert (inside / ACME).read_bytes() == valid_world[ACME]
    assert tracker("fix", ACME).stdout == "nothing to fix in 1 file\n"
    assert problems(inside, today) == []


def test_a_file_that_cannot_be_read_is_not_fixed(inside: Path) -> None:
    (inside / ACME).write_bytes(b"name: [Acme\n")
    result = tracker("fix")
    assert (result.exit_code, result.stdout) == (1, "nothing to fix in 6 files\n")
    assert result.stderr == f"{ACME}: cannot be read; `tracker check` says why\n"
    assert (inside / ACME).read_bytes() == b"name: [Acme\n"
    assert tracker("fix", "mkdocs.yml").exit_code == 2


@pytest.mark.parametrize("text", ["{}\n", "name: Acme\nsources: {}\nwebsite: https://example.org\n", "name: {}\n"])
def test_an_empty_mapping_stays_one_when_it_is_fixed(inside: Path, text: str) -> None:
    (inside / ACME).write_text(text)
    tracker("fix")
    before, after = read_document(ACME, text.encode()), read_document(ACME, (inside / ACME).read_bytes())
    assert (after.value, after.problems) == (before.value, ())


@pytest.mark.parametrize("case", ["acme", "acme risk-thresholds", "acme safety-framework", "orbit risk-thresholds"])
@pytest.mark.usefixtures("inside")
def test_a_terminal_shows_a_company_or_a_cell(case: str) -> None:
    result = tracker("show", *case.split())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (GOLDEN / f"{case.replace(' ', '-')}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["Acme", "ACME", "acme"])
@pytest.mark.usefixtures("inside")
def test_a_company_is_known_by_its_name_where_its_id_is_asked_for(name: str) -> None:
    assert tracker("show", name).stdout == tracker("show", "acme").stdout
    added = tracker(*EVIDENCE, QUOTE, f"--company={name}", "--dry-run")
    assert (added.exit_code, added.stdout.splitlines()[0]) == (0, f"--- a/{ACME}")
    pledge = tracker("new", "pledge", *NEW_PLEDGE, f"--signatory={name}", "--dry-run")
    assert (pledge.exit_code, "+signatories:\n+  acme: " in pledge.stdout) == (0, True)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [("14 February 2025", "2025-02-14"), ("Feb 2025", "2025-02"), ("2025/2/14", "2025-02-14"), ("n/a", "null")],
)
@pytest.mark.usefixtures("inside")
def test_a_question_takes_a_date_as_people_write_it(written: str, wanted: str) -> None:
    answers = [written if answer == "2026-09-15" else answer for answer in ANSWERS[:-1]]
    result = tracker("add", "evidence", answers=(*answers, "n"))
    assert f"+    published: {wanted}\n" in result.stderr, result.output


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("14 February 2025", "2025-02-14"),
        ("Feb 2025", "2025-02"),
        ("2025/2/14", "2025-02-14"),
        ("n/a", "null"),
        ("unknown", "null"),
    ],
)
@pytest.mark.usefixtures("inside")
def test_a_date_may_be_written_as_people_write_it(written: str, wanted: str) -> None:
    source = ("--url=https://example.org/acme/new", "--title=New", "--kind=blog", "--reliability=high", "--publisher=A")
    words = (*EVIDENCE, QUOTE, *source, f"--published={written}", "--dry-run")
    result = tracker(*(word for word in words if not word.startswith("--source")))
    assert result.exit_code == 0, result.stderr
    assert f"+    published: {wanted}\n" in result.stdout


def test_a_tracked_company_joins_a_pledge(inside: Path, today: datetime.date) -> None:
    result = tracker("sign", "Orbit", "Other 2023", "--signed=15 January 2024")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "wrote data/pledges/other-2023.yml\nnext: `tracker add evidence --company orbit`, cell by cell\n"
    )
    assert "\n  orbit: 2024-01-15\n" in (inside / "data/pledges/other-2023.yml").read_text("utf-8")
    assert problems(inside, today) == []
    again = tracker("sign", "orbit", "other-2023", "--signed=unknown")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == "Error: nothing was written: `orbit` is already a signatory of `other-2023`\n"


def test_a_company_that_is_only_known_to_have_joined_by_a_day_is_written_so(inside: Path, today: datetime.date) -> None:
    result = tracker("sign", "orbit", "other-2023", "--signed=by 7 February 2025")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\n  orbit:\n    by: 2025-02-07\n" in (inside / "data/pledges/other-2023.yml").read_text("utf-8")
    assert problems(inside, today) == []


@pytest.mark.usefixtures("inside")
def test_programs_get_the_same_cell_in_the_words_of_the_api() -> None:
    (answer,) = json.loads(tracker("show", "acme", "example-2024/safety-framework", "--json").stdout)
    assert (answer["cell"]["cell_id"], answer["cell"]["status"]) == ("acme/example-2024/safety-framework", "met")
    assert [each["status"] for each in answer["assessments"]] == ["partial", "met"]
    quote = answer["assessments"][0]["evidence"][0]
    assert quote["quote"] == "This is the safety framework of Acme."
    assert (quote["source_id"], quote["source_url"]) == ("acme/framework-2024", "https://example.org/acme/framework")
    assert (quote["source_published"], quote["source_read"]) == ("2024-08-07", "2024-09-01")
    assert len(json.loads(tracker("show", "acme", "--json").stdout)) == 6


def test_colours_are_for_terminals_that_want_them(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.commands.show._is_terminal", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[32m● Met\x1b[0m" in tracker("show", "acme").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in tracker("show", "acme").stdout
    monkeypatch.undo()
    monkeypatch.chdir(inside)
    assert "\x1b" not in tracker("show", "acme").stdout


def test_a_terminal_without_the_letters_gets_marks_in_their_place(project: Path) -> None:
    command = [sys.executable, "-c", "from tracker.cli import main; main()", "show", "acme", "risk-thresholds"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"? Partial since 2025-12-31" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("akme",), "COMPANY: `akme` is not known here; did you mean `acme`?"),
        (("acme", "risk-threshold"), "COMMITMENT: `risk-threshold` is not known here; did you mean"),
        (("\udcff",), "COMPANY: the text contains bytes that are not UTF-8"),
        ((), "Missing argument 'COMPANY'"),
    ],
)
@pytest.mark.usefixtures("inside")
def test_what_nobody_knows_cannot_be_shown(arguments: tuple[str, ...], message: str) -> None:
    result = tracker("show", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("tracker show a", ["acme"]),
        ("tracker show A", ["acme"]),
        ("tracker add evidence --company z", ["zenith"]),
        ("tracker show zenith example-2024/ou", ["example-2024/outside-testing"]),
        ("tracker show zenith outs", ["outside-testing"]),
        ("tracker show Zenith other", ["other-2023/testing"]),
        ("tracker show orbit other", []),
        ("tracker new company --pledge o", ["other-2023"]),
        ("tracker sign z", ["zenith"]),
        ("tracker sign zenith o", ["other-2023"]),
        ("tracker add evidence --company acme --source f", ["framework-2024", "framework-2025"]),
        ("tracker add evidence --company Acme --source r", ["review", "rumour"]),
        ("tracker add evidence --company orbit --source f", []),
        ("tracker add evidence --commitment outside-testing --shows t", ["tested"]),
        ("tracker add evidence --commitment example-2024/outside-testing --refutes ", ["tested", "results"]),
        ("tracker add evidence --kind bl", ["blog"]),
        ("tracker add evidence --reliability m", ["medium"]),
        ("tracker add evidence --change c", ["company-acted", "correction"]),
        ("tracker add assessment --status not", ["not-met", "not-applicable", "not-assessable"]),
        ("tracker new pledge --licence C", ["CC-BY-4.0"]),
    ],
)
@pytest.mark.usefixtures("inside")
def test_a_shell_completes_ids(words: str, wanted: list[str]) -> None:
    environment = {"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    completed = CliRunner().invoke(main, env=environment, prog_name="tracker").output
    assert completed.split() == [f"plain,{each}" for each in wanted]


@pytest.mark.parametrize("content", [b"a text\n", b"commitments: [a, b]\n", b"- [\n", b"", b"\xff"])
def test_a_shell_completes_the_other_ids_where_a_pledge_is_broken(inside: Path, content: bytes) -> None:
    (inside / "data/pledges/other-2023.yml").write_bytes(content)
    environment = {"_TRACKER_COMPLETE": "bash_complete", "COMP_WORDS": "tracker show zenith ", "COMP_CWORD": "3"}
    completed = CliRunner().invoke(main, env=environment, prog_name="tracker")
    assert (completed.exit_code, completed.output.splitlines()[0]) == (0, "plain,example-2024/safety-framework")
    assert "other-2023" not in completed.output


def test_every_command_has_an_example_in_its_help() -> None:
    for name in ("fix", "show", "sign", "add evidence", "add assessment", "new company", "new pledge"):
        text = tracker(*name.split(), "--help").output
        assert "Example" in text, name
        assert f"tracker {name} " in text, name


def test_the_reasons_of_a_change_are_those_of_the_schema(valid_world: Tree) -> None:
    schema = json.loads(valid_world["schema/company.schema.json"])
    assert list(CHANGES) == schema["$defs"]["assessment"]["properties"]["change"]["enum"]


@pytest.mark.parametrize(
    ("title", "taken", "wanted"),
    [
        ("Über die Sicherheit: unserer Modelle heute", (), "uber-die-sicherheit-unserer-modelle"),
        ("Acme's notice", ("acmes-notice", "acmes-notice-2"), "acmes-notice-3"),
        ("Acme’s notice", (), "acmes-notice"),
        ("無題", (), ""),
    ],
)
def test_an_id_is_proposed_from_a_title(title: str, taken: tuple[str, ...], wanted: str) -> None:
    assert proposed_id(title, taken) == wanted
