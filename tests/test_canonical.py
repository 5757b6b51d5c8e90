"""There is one way to write a data file; finding it changes no value, loses no comment and is done at once."""

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import EXAMPLES, ROOT, Tree
from tracker.checking.check import check
from tracker.files import read_tree
from tracker.reading.canonical import WIDTH, canonical
from tracker.reading.dataset import COMPANIES, SCHEMAS
from tracker.reading.document import read_document

SCHEMA = (ROOT / SCHEMAS[COMPANIES]).read_bytes()
ACME = "data/companies/acme.yml"
MODELINE = "# yaml-language-server: $schema=../../schema/company.schema.json\n"


def company(text: str) -> str:
    """The canonical text of a company file, below its first line."""
    lines = canonical(ACME, text.encode(), SCHEMA).decode()
    assert lines.startswith(MODELINE)
    return lines.removeprefix(MODELINE)


def schema_of(path: str, tree: Tree) -> bytes:
    return tree[SCHEMAS[str(PurePosixPath(path).parent)]]


def data(tree: Tree) -> Iterator[tuple[str, bytes, bytes]]:
    for path, content in tree.items():
        if path.startswith("data/"):
            yield path, content, schema_of(path, tree)


def test_the_valid_world_is_canonical(valid_world: Tree) -> None:
    assert [path for path, content, schema in data(valid_world) if canonical(path, content, schema) != content] == []


def test_the_own_data_is_canonical() -> None:
    assert [
        path for path, content, schema in data(read_tree(ROOT)) if canonical(path, content, schema) != content
    ] == []


def test_every_invalid_example_that_can_be_read_keeps_its_values() -> None:
    changed = 0
    for case in sorted((EXAMPLES / "invalid").glob("*.yml")):
        content = case.read_bytes()
        wanted = canonical(ACME, content, SCHEMA)
        assert read_document(ACME, wanted).value == read_document(ACME, content).value, case.name
        assert canonical(ACME, wanted, SCHEMA) == wanted, case.name
        changed += wanted != content
    assert changed > 10


@pytest.mark.parametrize("case", ["encoding", "duplicate-key", "tab-in-indentation", "byte-order-mark", "alias-bomb"])
def test_a_file_that_cannot_be_read_stays_as_it_is(case: str) -> None:
    files = sorted((EXAMPLES / "invalid").glob(f"{case}*.yml")) or sorted((EXAMPLES / "invalid").glob("tab*.yml"))
    content = files[0].read_bytes()
    assert canonical(ACME, content, SCHEMA) == content


def test_fields_stand_in_the_order_of_the_schema_and_ids_in_their_own() -> None:
    text = "headquarters: US\nsources:\n  zebra: {url: u, title: t}\n  ant: {title: t}\nfurther: x\nname: Acme\n"
    assert company(text) == (
        "name: Acme\nheadquarters: US\nsources:\n  zebra:\n    title: t\n    url: u\n  ant:\n    title: t\nfurther: x\n"
    )


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("name: 'Acme'\n", "name: Acme\n"),
        ('name: "Acme"', "name: Acme\n"),
        ('name: "NO"\n', 'name: "NO"\n'),
        ("name: 'NO'\n", "name: 'NO'\n"),
        ('name: "a: b"\n', 'name: "a: b"\n'),
        ("name: 'it''s a#1'\n", "name: it's a#1\n"),
        ("name: 'it''s # 1'\n", "name: 'it''s # 1'\n"),
        ("name: Acme  \r\nwebsite: x\r\n", "name: Acme\nwebsite: x\n"),
        ("\n\nname: Acme\n\n\nwebsite: x\n\n", "name: Acme\nwebsite: x\n"),
        ("name: Acme\n  and more\n", "name: Acme and more\n"),
        ("name: 'Acme\n  and # more'\n", "name: 'Acme and # more'\n"),
        ("name: >-\n        Acme\n        and more\n", "name: >-\n  Acme\n  and more\n"),
        ("name: |\n        Acme\n\n          and more\n\n\n", "name: |\n  Acme\n\n    and more\n"),
        ("name: >+\n  Acme\n\nwebsite: x\n", 'name: "Acme\\n\\n"\nwebsite: x\n'),
        ('name: "one\\n\\ntwo"\n', 'name: "one\\n\\ntwo"\n'),
        ("name: |2-\n    Acme\n", "name: '  Acme'\n"),
        ("other_names:\n- A\n- B\n", "other_names:\n  - A\n  - B\n"),
        ("other_names: [A,\n   B]\n", "other_names: [A, B]\n"),
        ("former_ids:\n  - a\n  - b\n", "former_ids: [a, b]\n"),
        ("former_ids: ['a', \"b, c\", null]\n", "former_ids:\n  - a\n  - b, c\n  - null\n"),
        ("name: ~\nwebsite:\n", "name: null\nwebsite: null\n"),
        ("sources: {}\nother_names: [ ]\n", "other_names: []\nsources: {}\n"),
        ("name: 1.50\nwebsite: yes\nheadquarters: 0x1F\n", "name: 1.50\nwebsite: yes\nheadquarters: 0x1F\n"),
        ("---\nname: Acme\n...\n", "name: Acme\n"),
        ('"name": Acme\n"1": x\n', 'name: Acme\n"1": x\n'),
        ("name: 名前 🔒\n", "name: 名前 🔒\n"),
    ],
)
def test_a_text_is_written_in_one_way(written: str, wanted: str) -> None:
    assert company(written) == wanted
    assert company(wanted) == wanted
    assert read_document("", wanted.encode()).value == read_document("", written.encode()).value


def test_a_text_that_is_too_long_for_its_line_is_folded() -> None:
    words = " ".join(["seven"] * 40)
    folded = company(f"name: '{words[:100]}\n  {words[101:]}'\n")
    assert folded.startswith("name: >-\n  seven seven")
    assert max(map(len, folded.splitlines())) <= WIDTH
    laid_out = f"name: >-\n  {words[:5]}\n  {words[6:]}\n"
    assert company(laid_out) == laid_out


def test_a_list_of_ids_that_is_too_long_for_its_line_goes_on_below() -> None:
    ids = ", ".join(f"some-former-id-{number}" for number in range(9))
    assert company(f"former_ids: [{ids}]\n") == (
        "former_ids: [some-former-id-0, some-former-id-1, some-former-id-2, some-former-id-3, some-former-id-4, "
        "some-former-id-5,\n"
        "  some-former-id-6, some-former-id-7, some-former-id-8]\n"
    )


def test_comments_stay_beside_and_above_what_they_speak_of() -> None:
    assert company(
        "# About this file.\n"
        f"{MODELINE}"
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
        "former_ids: [a, # beside a\n"
        "   b] # beside b\n"
        "# at the end\n"
    ) == (
        "# About this file.\n"
        "# above the name,\n"
        "    # further in\n"
        "name: >-  # beside the folded name\n"
        "  Acme\n"
        "  # is text\n"
        "# above the names\n"
        "other_names:  # beside the names\n"
        "  # above A\n"
        "  - A # beside A\n"
        "    # above B\n"
        "  - B\n"
        "# beside b\n"
        "former_ids: [a, b] # beside a\n"
        "website: x   # beside the website\n"
        "# at the end\n"
    )


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (
            "website: x\n   # of the name\nname: Acme\n",
            "   # of the name\nname: Acme\nwebsite: x\n",
        ),
        (
            "former_ids:\n- a\n- b   # once more\n",
            "former_ids:\n  - a\n  - b   # once more\n",
        ),
        (
            "unread_documents:\n- {title: A}  # of the first\n# of the second\n- {title: B}\n",
            "unread_documents:\n    # of the first\n  - title: A\n  # of the second\n  - title: B\n",
        ),
    ],
)
def test_a_comment_does_not_wander(written: str, wanted: str) -> None:
    assert company(written) == wanted
    assert company(wanted) == wanted


def test_the_check_tells_the_first_line_that_is_not_in_form(
    edited: Callable[[str, str, str], Tree], today: datetime.date
) -> None:
    cases = {
        ("headquarters: US", "headquarters: 'US'"): (6, "this line becomes `headquarters: US`"),
        ("headquarters: US", "headquarters:   US"): (6, "only the spaces of this line differ"),
        ("headquarters: US", "headquarters: US\n"): (7, "this line becomes `sources:`"),
        ("reaches the weights.\n", "reaches the weights.\n\n"): (143, "the file ends here"),
        ("reaches the weights.\n", "reaches the weights."): (141, "the file's last line does not end as a line does"),
    }
    for (old, new), (line, difference) in cases.items():
        (problem,) = check(edited(ACME, old, new), today).problems
        assert (problem.file, problem.line, problem.column, problem.rule) == (ACME, line, 1, "form")
        assert problem.message == "from here on the file is not in its canonical form"
        assert problem.hint == f"run `make fix`; {difference}"


def test_the_form_is_told_when_nothing_else_is_wrong_with_a_file(
    edited: Callable[[str, str, str], Tree], today: datetime.date
) -> None:
    world = edited(ACME, "name: Acme\nother", "other")
    assert [problem.rule for problem in check(world, today).problems] == ["missing-field"]


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


@given(
    st.dictionaries(st.sampled_from(["name", "sources", "former_ids", "other_names", "2025", "z"]), VALUES, min_size=1),
    STYLES,
    REMARKS,
)
def test_any_data_in_any_style_keeps_its_values_and_comments(
    value: dict[str, Any], style: dict[str, Any], remarks: list[tuple[int, int, bool]]
) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, **style)
    content = with_remarks(re.sub(r"!!(null|str|bool|int) ", "", text), remarks).encode()
    before = read_document(ACME, content)
    wanted = canonical(ACME, content, SCHEMA)
    after = read_document(ACME, wanted)
    assert after.problems == before.problems
    assert after.value == before.value
    assert canonical(ACME, wanted, SCHEMA) == wanted
    assert sorted(re.findall(rb"# remark \d", wanted)) == sorted(re.findall(rb"# remark \d", content))


@given(st.sampled_from(sorted((EXAMPLES / "valid").rglob("*.yml"))), st.lists(st.integers(0, 200), max_size=6))
def test_remarks_anywhere_in_an_example_survive(path: Path, places: list[int]) -> None:
    text = with_remarks(path.read_text("utf-8"), [(place, place % 9, place % 2 == 0) for place in places])
    name = f"data/{path.parent.name}/{path.name}"
    schema = (ROOT / SCHEMAS[f"data/{path.parent.name}"]).read_bytes()
    wanted = canonical(name, text.encode(), schema)
    assert read_document(name, wanted).value == read_document(name, text.encode()).value
    assert sorted(re.findall(rb"# remark \d", wanted)) == sorted(re.findall(rb"# remark \d", text.encode()))
    assert canonical(name, wanted, schema) == wanted


def test_the_order_of_every_schema_is_known() -> None:
    for schema in SCHEMAS.values():
        fields: Mapping[str, Any] = json.loads((ROOT / schema).read_bytes())["properties"]
        assert next(iter(fields)) in ("name", "title")
