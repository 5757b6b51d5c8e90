"""A data file is edited and put in order line by line: no value, no comment and no other line changes."""

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import EXAMPLES, ROOT, Edit, Tree
from tracker.checking.check import check
from tracker.reading.dataset import COMPANIES, SCHEMAS
from tracker.reading.edit import EditError, edited, fixed, new_file
from tracker.reading.layout import in_order, long_texts, misplaced_fields
from tracker.reading.parser import read_document
from tracker.reading.schema import read_schema

SCHEMA = (ROOT / SCHEMAS[COMPANIES]).read_bytes()
ACME = "data/companies/acme.yml"


def fix(text: str) -> str:
    return fixed(ACME, text.encode(), SCHEMA).decode()


def edit(text: str, **more: Any) -> str:  # noqa: ANN401 (plain data of any kind)
    """The text of a company file with more fields, or other ones."""
    document = read_document(ACME, text.encode())
    return edited(document, text.encode(), {**document.value, **more}, SCHEMA).decode()


def data(tree: Tree) -> Iterator[tuple[str, bytes, bytes]]:
    for path, content in tree.items():
        if path.startswith("data/"):
            yield path, content, tree[SCHEMAS[str(PurePosixPath(path).parent)]]


# What the check asks for, and `make fix` mends


def test_the_valid_world_and_the_own_data_need_no_fix(valid_world: Tree, own_files: Tree) -> None:
    for tree in (valid_world, own_files):
        assert [path for path, content, schema in data(tree) if fixed(path, content, schema) != content] == []


def test_a_field_out_of_order_and_a_long_line_are_reported_at_their_places(edited: Edit, today: datetime.date) -> None:
    words, fold = "five words of the policy " * 6, "write `>-` and the text on the lines below"
    world = edited(
        ACME,
        "website: https://example.org/acme\nheadquarters: US\n",
        "headquarters: US\nwebsite: https://example.org/acme\n",
    )
    source = "    kind: policy\n    published: 2025-03\n"
    long = world[ACME].decode().replace(source, f"    note: {words.strip()}\n{source}", 1)
    problems = check({**world, ACME: long.encode()}, today).problems
    assert [(problem.rule, problem.line, problem.column, problem.message, problem.hint) for problem in problems] == [
        ("field-order", 6, 1, "`website` belongs before `headquarters`", "move it up, or run `make fix`"),
        ("long-line", 24, 11, "this text runs past column 120", f"{fold}, or run `make fix`"),
        ("field-order", 25, 5, "`kind` belongs before `note`", "move it up, or run `make fix`"),
    ]
    assert check({**world, ACME: fixed(ACME, long.encode(), SCHEMA)}, today).problems == ()


def test_fields_are_put_in_the_order_of_the_schema_and_ids_keep_their_own() -> None:
    text = "headquarters: US\nsources:\n  zebra: {url: u, title: t}\n  ant: {title: t}\nfurther: x\nname: 'Acme'\n"
    assert fix(text) == (
        "name: 'Acme'\nheadquarters: US\nsources:\n  zebra:\n    title: t\n    url: u\n  ant: {title: t}\nfurther: x\n"
    )


def test_every_line_that_need_not_move_stays_as_it_is() -> None:
    text = "name:   'Acme'\n\nother_names: [ A,\n  B]   # two\nwebsite: >-\n        x\nformer_ids:\n- a\n"
    assert fix(text) == (
        "name:   'Acme'\n\nother_names: [ A,\n  B]   # two\nformer_ids:\n- a\nwebsite: >-\n        x\n"
    )
    text = "name:   'Acme'   \r\n\nwebsite: x\n      # further in\n"
    assert fix(text) == text


def test_the_first_field_of_an_item_moves_without_its_hyphen() -> None:
    text = (
        "assessments:\n  p:\n    c:\n      # the first\n      - assessed: 2026\n        # when\n        since: 2025\n"
        "      - since: 2027\n"
    )
    assert fix(text) == (
        "assessments:\n  p:\n    c:\n      # the first\n      # when\n      - since: 2025\n        assessed: 2026\n"
        "      - since: 2027\n"
    )


def test_comments_stay_beside_and_above_what_they_speak_of() -> None:
    assert fix(
        "# About this file.\n"
        "website: x   # beside the website\n"
        "# above the name,\n"
        "    # further in\n"
        "name: >-  # beside the folded name\n"
        "    Acme\n"
        "    # is text\n"
        "  # above the names\n"
        "other_names:  # beside the names\n"
        "# above A\n"
        "- A # beside A\n"
        "-\n"
        "  # above B\n"
        "  B\n"
        "# at the end\n"
    ) == (
        "# About this file.\n"
        "# above the name,\n"
        "# further in\n"
        "name: >-  # beside the folded name\n"
        "    Acme\n"
        "    # is text\n"
        "  # above the names\n"
        "other_names:  # beside the names\n"
        "# above A\n"
        "- A # beside A\n"
        "-\n"
        "  # above B\n"
        "  B\n"
        "website: x   # beside the website\n"
        "# at the end\n"
    )


def test_a_text_that_is_too_long_for_its_line_is_folded() -> None:
    words = " ".join(["seven"] * 40)
    for written in (words, f"'{words}'", f'"{words}"'):
        assert fix(f"name: {written}   # seven\nwebsite: x\n") == (
            f"name: >-   # seven\n  {words[:113]}\n  {words[114:227]}\n  seven seven\nwebsite: x\n"
        )
    assert fix(f"other_names:\n  - {words}\n").startswith("other_names:\n  - >-\n    seven seven")


@pytest.mark.parametrize(
    "text",
    [
        f"name: {'x' * 200}\n",
        f"name: '{'two  spaces ' * 20}'\n",
        f"former_ids: [{', '.join(f'some-former-id-{number}' for number in range(9))}]\n",
        f"name: >-\n  {'seven ' * 40}\n",
    ],
)
def test_what_cannot_be_folded_or_is_folded_already_may_be_long(text: str) -> None:
    assert list(long_texts(read_document(ACME, text.encode()))) == []
    assert fix(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "website: x\nname: |+\n  Acme\n\n",
        "? website\n: x\nname: Acme\n",
        "{website: x, name: Acme}\n",
        "sources:\n  a: {url: x, # of the address\n    title: t}\n",
    ],
)
def test_what_cannot_be_mended_without_a_doubt_stays_as_it_is(text: str) -> None:
    document = read_document(ACME, text.encode())
    assert document.problems == ()
    assert list(misplaced_fields(document.value, read_schema(SCHEMA))) != []
    assert fix(text) in (text, "name: |+\n  Acme\n\nwebsite: x\n")


def test_every_invalid_example_that_can_be_read_keeps_its_values() -> None:
    for case in sorted((EXAMPLES / "invalid").glob("*.yml")):
        content = case.read_bytes()
        wanted = fixed(ACME, content, SCHEMA)
        assert read_document(ACME, wanted).value == read_document(ACME, content).value, case.name
        assert fixed(ACME, wanted, SCHEMA) == wanted, case.name


@pytest.mark.parametrize(
    "text", ["website: x\nname: [\n", "website: x\nname: a\nname: b\n", "\ufeffwebsite: x\nname: a\n"]
)
def test_a_file_that_cannot_be_read_without_problems_stays_as_it_is(text: str) -> None:
    assert fix(text) == text


# Additions


def test_what_is_new_is_written_in_the_order_of_the_schema_and_nothing_else_changes() -> None:
    text = (
        "# About this file.\nname:  'Acme'\n# the address\nheadquarters: US   # in two letters\n"
        "assessments:\n  p:\n    c:\n    - since:    2025-01\n      # why\n      reason: 'x'\n"
        "    # after the list\n# at the end\n"
    )
    new = {"since": "2026-01", "reason": "y", "evidence": [{"quote": "a: b", "source": "s", "shows": ["x", "y"]}]}
    assert edit(text, website="w", assessments={"p": {"c": [{"since": "2025-01", "reason": "x"}, new], "d": []}}) == (
        "# About this file.\nname:  'Acme'\nwebsite: w\n# the address\nheadquarters: US   # in two letters\n"
        "assessments:\n  p:\n    c:\n    - since:    2025-01\n      # why\n      reason: 'x'\n"
        "    - since: 2026-01\n      reason: y\n"
        "      evidence:\n        - source: s\n          quote: 'a: b'\n          shows: [x, y]\n    d: []\n"
        "    # after the list\n# at the end\n"
    )


def test_a_list_or_mapping_in_brackets_is_opened_for_what_is_added() -> None:
    assert edit(
        "name: a\nformer_ids: [x]  # old\nsources: {}\n", former_ids=["x", "y"], sources={"s": {"title": "t"}}
    ) == ("name: a\nformer_ids:  # old\n  - x\n  - y\nsources:\n  s:\n    title: t\n")


@pytest.mark.parametrize(
    ("text", "more", "message"),
    [
        ("name: a\n", {"name": "b"}, "an edit adds to what is there, and neither changes nor removes it"),
        ("former_ids: [x, y]\n", {"former_ids": ["x"]}, "an edit adds to what is there"),
        ("former_ids:\n- x\n- y\n", {"former_ids": ["x"]}, "an edit adds to what is there"),
        ("sources:\n  a: b\n", {"sources": {}}, "an edit adds to what is there"),
        ("sources: {a: b, # of a\n}\n", {"sources": {"a": "b", "c": "d"}}, "`sources` cannot be added to as it is"),
        ("{name: a}\n", {"website": "b"}, "the file cannot be added to as it is laid out"),
        ("? name\n: a\n", {"website": "b"}, "the file cannot be added to as it is laid out"),
    ],
)
def test_an_edit_that_would_lose_something_is_refused(text: str, more: dict[str, Any], message: str) -> None:
    with pytest.raises(EditError, match=re.escape(message)):
        edit(text, **more)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"name": "NO"}, "name: 'NO'\n"),
        ({"name": "it's a#1"}, "name: it's a#1\n"),
        ({"name": "it's # 1"}, "name: 'it''s # 1'\n"),
        ({"name": None, "z": True, "sources": {}}, "name: null\nsources: {}\nz: true\n"),
        ({"name": "2024-08-07", "z": "1.50"}, "name: 2024-08-07\nz: '1.50'\n"),
        ({"name": "one\n\ntwo\n"}, "name: |\n  one\n\n  two\n"),
        ({"name": "one\ntwo"}, "name: |-\n  one\n  two\n"),
        ({"name": "  one\n"}, 'name: "  one\\n"\n'),
        ({"name": "one\n\n"}, 'name: "one\\n\\n"\n'),
        ({"1": "名前 🔒", "name": "a"}, 'name: a\n"1": 名前 🔒\n'),
        ({"other_names": ["A B", "C"]}, "other_names:\n  - A B\n  - C\n"),
        ({"former_ids": ["a", "b"]}, "former_ids: [a, b]\n"),
        ({"former_ids": ["a", "null"]}, "former_ids:\n  - a\n  - 'null'\n"),
        ({"name": " ".join(["seven"] * 20)}, f"name: >-\n  {' '.join(['seven'] * 19)}\n  seven\n"),
    ],
)
def test_new_data_is_written_in_one_way(value: dict[str, Any], written: str) -> None:
    lines = new_file(ACME, value, SCHEMA).decode().split("\n", 1)
    assert lines == ["# yaml-language-server: $schema=../../schema/company.schema.json", written]
    assert read_document("", written.encode()).value == value


def test_a_list_of_ids_that_is_too_long_for_its_line_goes_on_below() -> None:
    ids = [f"some-former-id-{number}" for number in range(9)]
    assert edit("name: a\n", former_ids=ids) == (
        "name: a\nformer_ids: [some-former-id-0, some-former-id-1, some-former-id-2, some-former-id-3, "
        "some-former-id-4, some-former-id-5,\n"
        "  some-former-id-6, some-former-id-7, some-former-id-8]\n"
    )


# Texts as people paste them: with what YAML could take for its own, in many scripts, and long.
PASTED = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Cn")), max_size=40),
    st.lists(
        st.sampled_from(
            [
                "-",
                "#",
                ":",
                "a:",
                "'",
                '"',
                "no",
                "2025",
                "危険",
                "🔒",
                "[x]",
                "&a",
                "*a",
                "!t",
                "|",
                ">-",
                "%",
                "@",
                "a\n",
                "\n",
                " ",
                "{}",
                "words",
            ]
        ),
        max_size=60,
    ).map(" ".join),
)
VALUES = st.recursive(
    st.one_of(PASTED, st.none()),
    lambda below: st.one_of(
        st.lists(below, max_size=4),
        st.dictionaries(st.sampled_from(["name", "title", "x-1", "no", "a b"]), below, max_size=4),
    ),
    max_leaves=12,
)


STYLES = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "default_flow_style": st.sampled_from([True, False, None]),
        "indent": st.sampled_from([2, 4, 7]),
        "width": st.sampled_from([20, 200]),
    }
)
# A remark at a line (counted round the file), so many columns in, above it or at its end.
REMARKS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 8), st.booleans()), max_size=6)


def with_remarks(text: str, remarks: list[tuple[int, int, bool]]) -> str:
    """The text with those remarks that are comments where they stand, and change nothing."""
    value = read_document(ACME, text.encode()).value
    for number, (line, column, is_above) in enumerate(remarks):
        lines = text.split("\n")
        at, remark = line % len(lines), f"# remark {number}"
        lines[at] = f"{' ' * column}{remark}\n{lines[at]}" if is_above else f"{lines[at]} {' ' * column}{remark}"
        document = read_document(ACME, "\n".join(lines).encode())
        if not document.problems and document.value == value:
            text = "\n".join(lines)
    return text


def remarks(content: bytes) -> list[bytes]:
    return sorted(re.findall(rb"# remark \d", content))


FILES = st.dictionaries(
    st.sampled_from(["name", "sources", "former_ids", "other_names", "2025", "z"]), VALUES, min_size=1
)


def written(value: dict[str, Any], style: dict[str, Any], places: list[tuple[int, int, bool]]) -> bytes:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, **style)
    return with_remarks(re.sub(r"!!(null|str|bool|int) ", "", text), places).encode()


@given(FILES, STYLES, REMARKS)
def test_a_fix_keeps_all_values_and_comments_of_any_file(
    value: dict[str, Any], style: dict[str, Any], places: list[tuple[int, int, bool]]
) -> None:
    content = written(value, style, places)
    before = read_document(ACME, content)
    result = fixed(ACME, content, SCHEMA)
    after = read_document(ACME, result)
    assert after.problems == before.problems
    assert after.value == before.value
    assert remarks(result) == remarks(content)
    assert fixed(ACME, result, SCHEMA) == result


@given(FILES, STYLES, REMARKS, st.dictionaries(st.sampled_from(["website", "x", "sources"]), VALUES, min_size=1))
def test_an_addition_to_any_file_keeps_all_that_was_there(
    value: dict[str, Any], style: dict[str, Any], places: list[tuple[int, int, bool]], more: dict[str, Any]
) -> None:
    content = written(value, style, places)
    document = read_document(ACME, content)
    if document.problems:
        return
    wanted = {**more, **document.value}
    try:
        result = edited(document, content, wanted, SCHEMA)
    except EditError:
        assert content.startswith(b"{") or re.search(rb"remark|^ *\\? |[|>][0-9]?[+]", content, re.MULTILINE)
        return
    assert json.dumps(read_document(ACME, result).value) == json.dumps(in_order(wanted, read_schema(SCHEMA)))
    assert remarks(result) == remarks(content)
    if json.dumps(in_order(document.value, read_schema(SCHEMA))) == json.dumps(document.value):
        lines = (Counter(map(bytes.lstrip, text.split(b"\n"))) for text in (content, result))
        assert next(lines) - next(lines) == Counter()


@given(st.sampled_from(sorted((EXAMPLES / "valid").rglob("*.yml"))), st.lists(st.integers(0, 200), max_size=6))
def test_remarks_anywhere_in_an_example_survive_another_order(path: Path, places: list[int]) -> None:
    content = with_remarks(path.read_text("utf-8"), [(place, place % 9, place % 2 == 0) for place in places]).encode()
    value = read_document("", content).value
    fields = list(reversed(value))
    result = fixed("", content, json.dumps({"properties": {name: {} for name in fields}}).encode())
    after = read_document("", result).value
    assert list(after) == fields
    assert after == value
    assert remarks(result) == remarks(content)
