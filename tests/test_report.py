"""A report says the same to people, programs and GitHub, and what it quotes has no power."""

import json

import pytest

from tracker.contributing.report import FORMATS, report, report_of_tree
from tracker.problem import Problem

PLAIN = Problem("data/companies/acme.yml", 3, 15, "type", "`headquarters` must be text", 'put it in quotes: "NO"')
BARE = Problem("data/companies/zenith.yml", 1, 1, "empty", "the file holds no data")
HOSTILE = Problem(
    "data/a,line=9::\n::error::.yml",
    1,
    2,
    "url",
    "`x\r\n::add-mask::100%0A\x1b[2J\u202e` is wrong",
    "write\n::stop-commands::y\u2028z",
)


def test_text_has_a_line_for_each_problem_its_hint_below_and_the_count_last() -> None:
    assert report([PLAIN, BARE], 5, "text") == (
        "data/companies/acme.yml:3:15: type: `headquarters` must be text\n"
        '    put it in quotes: "NO"\n'
        "data/companies/zenith.yml:1:1: empty: the file holds no data\n"
        "2 problems in 2 of 5 files"
    )


def test_json_has_every_part_of_every_problem() -> None:
    assert json.loads(report([PLAIN, BARE], 5, "json")) == {
        "files": 5,
        "problems": [
            {
                "file": "data/companies/acme.yml",
                "line": 3,
                "column": 15,
                "rule": "type",
                "message": "`headquarters` must be text",
                "hint": 'put it in quotes: "NO"',
            },
            {
                "file": "data/companies/zenith.yml",
                "line": 1,
                "column": 1,
                "rule": "empty",
                "message": "the file holds no data",
                "hint": "",
            },
        ],
    }


def test_github_gets_one_workflow_command_for_each_problem() -> None:
    assert report([PLAIN, BARE], 5, "github") == (
        "::error file=data/companies/acme.yml,line=3,col=15,title=type::"
        '`headquarters` must be text%0Aput it in quotes: "NO"\n'
        "::error file=data/companies/zenith.yml,line=1,col=1,title=empty::the file holds no data\n"
        "2 problems in 2 of 5 files"
    )


@pytest.mark.parametrize(
    ("problems", "checked", "last"),
    [
        ([], 5, "no problems in 5 files"),
        ([], 1, "no problems in 1 file"),
        ([BARE], 1, "1 problem in 1 of 1 file"),
        ([BARE], 5, "1 problem in 1 of 5 files"),
        ([PLAIN, BARE], 2, "2 problems in 2 of 2 files"),
    ],
)
def test_the_last_line_counts(problems: list[Problem], checked: int, last: str) -> None:
    assert report(problems, checked, "text").splitlines()[-1] == last
    assert report(problems, checked, "github").splitlines()[-1] == last


def test_the_report_of_a_tree_counts_its_data_files() -> None:
    files = ["data/companies/acme.yml", "data/companies/zenith.yml", "schema/company.schema.json"]
    assert report_of_tree([BARE], files).splitlines()[-1] == "1 problem in 1 of 2 files"


def test_hostile_text_cannot_break_out_of_a_workflow_command() -> None:
    assert report([HOSTILE], 1, "github") == (
        "::error file=data/a%2Cline=9%3A%3A %3A%3Aerror%3A%3A.yml,line=1,col=2,title=url::"
        "`x ::add-mask::100%250A\ufffd[2J\ufffd` is wrong%0Awrite ::stop-commands::y z\n"
        "1 problem in 1 of 1 file"
    )


def test_hostile_text_stays_in_its_line_of_text() -> None:
    assert report([HOSTILE], 1, "text") == (
        "data/a,line=9:: ::error::.yml:1:2: url: `x ::add-mask::100%0A\ufffd[2J\ufffd` is wrong\n"
        "    write ::stop-commands::y z\n"
        "1 problem in 1 of 1 file"
    )


def test_hostile_text_has_no_control_characters_in_json() -> None:
    problem = json.loads(report([HOSTILE], 1, "json"))["problems"][0]
    assert problem["message"] == "`x ::add-mask::100%0A\ufffd[2J\ufffd` is wrong"


def test_a_file_name_that_is_no_text_can_be_printed() -> None:
    name = b"data/\xff.yml".decode("utf-8", "surrogateescape")
    told = report([Problem(name, 1, 1, "file-name", "the name of this file cannot be an id")], 1, "text")
    assert told.encode() == (
        "data/\ufffd.yml:1:1: file-name: the name of this file cannot be an id\n1 problem in 1 of 1 file".encode()
    )


@pytest.mark.parametrize("form", FORMATS)
def test_a_message_is_cut_where_it_quotes_a_whole_file(form: str) -> None:
    long = Problem("data/companies/acme.yml", 1, 1, "unknown-value", "`" + "x" * 100_000 + "` is not a known status")
    assert "x" * 999 + " ..." in report([long], 1, form)
    assert len(report([long], 1, form)) < 1300
