"""However much is wrong with a file, its report stays short, and what looks like YAML is named where it is."""

import datetime
import difflib
import json

import pytest

from tests.conftest import Edit, Tree
from tracker.checking.check import check
from tracker.contributing.report import FORMATS, report
from tracker.problem import Problem
from tracker.reading.parser import read_document
from tracker.text import suggestion

ACME = "data/companies/acme.yml"
SOURCE = """\
  known-{0}:
    title: Document {0}
    url: https://example.org/{0}
    publisher: Acme
    kind: policy
    published: 2024-05-22
    read: 2026-11-20
    reliability: high
"""
CELL = """\
assessments:
  example-2024:
    safety-framework:
      - since: 2024-05-22
        assessed: 2026-11-20
        status: no-evidence
        reason: Nothing was found.
        evidence:
"""
QUOTE = """\
          - source: unknown-{0}
            quote: One two three four five six {0}.
"""
HEAD = "name: Acme\nwebsite: https://example.org\nheadquarters: US\nsources:\n"


def counted_comparisons(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are compared with others from now on."""
    compared: list[str] = []

    def compare(word: str, *_known: object, **_options: object) -> list[str]:
        compared.append(word)
        return []

    monkeypatch.setattr(difflib, "get_close_matches", compare)
    return compared


def problems(number: int, file: str = ACME) -> list[Problem]:
    return [Problem(file, line, 1, "rule", f"fault {line}", "mend it") for line in range(1, number + 1)]


def test_of_a_file_the_first_hundred_problems_are_reported_and_the_others_counted() -> None:
    lines = report([*problems(1234), *problems(2, "data/companies/orbit.yml")], 5, "text").splitlines()
    assert lines[198:202] == [
        f"{ACME}:100:1: rule: fault 100",
        "    mend it",
        "data/companies/orbit.yml:1:1: rule: fault 1",
        "    mend it",
    ]
    assert lines[-2:] == [f"{ACME}: and 1,134 more problems", "1,236 problems in 2 of 5 files"]
    assert "more problem" not in report(problems(100), 5, "text")
    assert f"{ACME}: and 1 more problem\n" in report(problems(101), 5, "text")


def test_every_form_of_a_report_is_as_short() -> None:
    many = problems(5000)
    assert max(len(report(many, 5, form)) for form in FORMATS) < 20_000
    answer = json.loads(report(many, 5, "json"))
    assert (len(answer["problems"]), answer["more"]) == (100, {ACME: 4900})
    assert f"::error file={ACME}::and 4,900 more problems" in report(many, 5, "github").splitlines()
    assert "more" not in json.loads(report(problems(3), 5, "json"))


def test_of_many_unknown_names_only_the_first_are_compared_with_the_known(
    valid_world: Tree, today: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = counted_comparisons(monkeypatch)
    sources, quotes = (text.format for text in (SOURCE, QUOTE))
    text = HEAD + "".join(map(sources, range(300))) + CELL + "".join(map(quotes, range(300)))
    found = check({**valid_world, ACME: text.encode()}, today).problems
    unknown = [problem for problem in found if problem.rule == "unknown-source"]
    assert (len(unknown), len(compared)) == (300, 100)
    assert unknown[0].hint.startswith("known: `known-0`, `known-1`, `known-10`, ")
    assert unknown[0].hint.endswith(" and 260 more")
    assert unknown[-1].hint == ""


def test_of_many_unknown_fields_only_the_first_are_compared_with_the_known(
    valid_world: Tree, today: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = counted_comparisons(monkeypatch)
    text = valid_world[ACME] + b"".join(b"field-%d: more\n" % number for number in range(1000))
    found = check({**valid_world, ACME: text}, today).problems
    assert {problem.rule for problem in found} == {"unknown-field"}
    assert (len(found), len(compared)) == (1000, 100)


def test_a_list_of_what_is_known_ends_after_forty_names() -> None:
    names = [f"name-{number:02}" for number in range(42)]
    assert suggestion("zzz", names[:40]) == "known: " + ", ".join(f"`{name}`" for name in names[:40])
    assert suggestion("zzz", names).endswith("`name-39` and 2 more")


# What looks like YAML


@pytest.mark.parametrize(
    ("text", "line", "column", "rule"),
    [
        ("name: A\n<<<<<<< ours\nwebsite: x\n=======\nwebsite: y\n>>>>>>> theirs\n", 2, 1, "merge-conflict"),
        ("name: A\nwebsite: y\n>>>>>>> theirs\n", 3, 1, "merge-conflict"),
        ("name: A\nsources:\n\u00a0 one:\n    title: B\n", 3, 1, "space"),
        ("name: A\nsources:\n  one:\u00a0{title: B}\n  two: 1\n", 3, 7, "space"),
        ("name: A\nsources:\n  one:\u3000B\n", 3, 7, "space"),
        ("name：A\nwebsite: x\n", 1, 5, "colon"),
        ("sources:\n  - title：A\n    url: x\n", 2, 10, "colon"),
        ("reply: date：2026-11-21\n", 1, 12, "colon"),
    ],
)
def test_what_looks_like_yaml_is_named_at_its_own_line(text: str, line: int, column: int, rule: str) -> None:
    first, *_others = read_document("a.yml", text.encode()).problems
    assert (first.line, first.column, first.rule) == (line, column, rule)


@pytest.mark.parametrize(
    "text",
    [
        "name: 注意：名前\n",
        "name: Un prix :\u00a05\u00a0€\n",
        "reason: >-\n  note：eine Zeile\n  \u00a0und mehr:\u00a0ja\n",
        "reason: |-\n  =======\n  a heading\n",
        'name: "a:\u00a0b"\n',
    ],
)
def test_such_characters_in_a_text_are_the_text(text: str) -> None:
    assert read_document("a.yml", text.encode()).problems == ()


def test_a_conflict_is_reported_once_however_long_it_is(edited: Edit, today: datetime.date) -> None:
    conflict = "<<<<<<< HEAD\nname: Acme\n||||||| base\nname: A\n=======\nname: Acme AI\n>>>>>>> main\n"
    found = check(edited(ACME, "name: Acme\n", conflict), today).problems
    assert [(problem.line, problem.rule, problem.message) for problem in found] == [
        (2, "merge-conflict", "a merge left both of its versions here")
    ]
