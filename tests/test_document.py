"""Any bytes give a document or problems, and every value is where the document says it is."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.problem import Problem
from tracker.reading.document import Path, Position
from tracker.reading.lookalikes import lookalike_in_name, lookalike_in_value
from tracker.reading.parser import read_document

TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"], include_characters="\n"), max_size=60
).filter(lambda text: lookalike_in_value(text, 1, 1) is None)
NAMES = TEXT.filter(lambda text: lookalike_in_name(text, 1, 1) is None)
# Bytes that look like YAML reach further into the reader than random ones.
YAML_LIKE = st.lists(
    st.sampled_from(
        ["a", "b: ", ": ", "- ", "? ", "\n", "  ", "[", "]", "{", "}", ", ", "&x ", "*x", "!", "!!int ", "|", ">"]
    )
    | st.sampled_from(
        ["'", '"', "\\", "#", "%", "---\n", "...\n", "\t", "\r\n", "0x", "_", "9", ".inf", "yes", "~", "\x00"]
    )
    | st.sampled_from(["\ufeff", "\u202e", "\u2028", "é", "\U0001f600", "<<: "]),
    max_size=40,
).map(lambda parts: "".join(parts).encode())


def nested(levels: int) -> st.SearchStrategy[Any]:
    if levels == 0:
        return TEXT
    below = nested(levels - 1)
    return TEXT | st.lists(below, max_size=3) | st.dictionaries(NAMES, below, max_size=3)


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


def problems(content: bytes) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.rule) for problem in read_document("a.yml", content).problems]


@given(st.binary(max_size=200) | YAML_LIKE)
@example(b"\xff\xfe\x00a")
@example(b"? - a\n: b\n")
@example(b"a: 0x_\nb: 0b_\n")
@example(b"a: *x\n")
@example(b"a: 1\na: {b: &b 2, c: *b}\n")
def test_any_bytes_give_a_document(content: bytes) -> None:
    document = read_document("data/companies/acme.yml", content)
    assert document.is_sound or document.problems
    assert isinstance(document.value, dict) or not document.is_sound
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").count("\n") + 1
    for problem in document.problems:
        assert problem.file == "data/companies/acme.yml"
        assert 1 <= problem.line <= lines + 1
        assert problem.column >= 1
        assert problem.message


@given(st.dictionaries(NAMES, nested(3), max_size=4), st.booleans(), st.sampled_from([None, False]))
def test_any_text_reads_back_as_it_was_written(value: dict[str, Any], unicode: bool, flow: bool | None) -> None:
    written = yaml.dump(value, Dumper=Dumper, allow_unicode=unicode, default_flow_style=flow, sort_keys=False)
    document = read_document("a.yml", written.encode())
    assert document.problems == ()
    assert document.value == value
    keys, values = positions(written)
    assert document.keys == keys
    assert document.values == values


def positions(text: str) -> tuple[dict[Path, Position], dict[Path, Position]]:
    """Where PyYAML's own composer, written in Python, finds every key and value."""
    root = yaml.compose(text, yaml.SafeLoader)
    assert root is not None
    keys: dict[Path, Position] = {}
    values: dict[Path, Position] = {}
    for kind, path, node in walk((), root):
        (keys if kind == "key" else values)[path] = Position(node.start_mark.line + 1, node.start_mark.column + 1)
    return keys, values


def walk(path: Path, node: yaml.Node) -> Iterator[tuple[str, Path, yaml.Node]]:
    yield "value", path, node
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            yield "key", (*path, key.value), key
            yield from walk((*path, key.value), child)
    elif isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            yield from walk((*path, index), child)


def test_every_key_and_value_has_its_place() -> None:
    document = read_document("a.yml", "name: Äcme\r\nsources:\r\n  a:\r\n    - [x, é, y]\r\n    - z: 1\r\n".encode())
    assert document.value == {"name": "Äcme", "sources": {"a": [["x", "é", "y"], {"z": 1}]}}
    assert document.keys == {
        ("name",): (1, 1),
        ("sources",): (2, 1),
        ("sources", "a"): (3, 3),
        ("sources", "a", 1, "z"): (5, 7),
    }
    assert document.values[("sources", "a", 0, 2)] == (4, 14)
    assert document.values[("sources", "a", 1, "z")] == (5, 10)


def test_a_problem_at_a_path_that_is_not_there_stands_at_its_parent() -> None:
    document = read_document("a.yml", b"# first\nname: Acme\nsources:\n  a: {}\n")
    assert document.problem("r", ("sources", "a", "url"), "m") == Problem("a.yml", 4, 6, "r", "m")
    assert document.problem_at_key("r", ("sources", "a", "url"), "m") == Problem("a.yml", 4, 3, "r", "m")
    assert document.problem("r", ("nothing",), "m") == Problem("a.yml", 2, 1, "r", "m")
    assert document.problem_at_key("r", ("nothing",), "m") == Problem("a.yml", 1, 1, "r", "m")


@pytest.mark.parametrize(
    ("word", "value", "plain"),
    [
        ("2024-05-21", "2024-05-21", None),
        ("2024-05", "2024-05", None),
        ("2025-02-30", "2025-02-30", None),
        ("2024", 2024, "2024"),
        ("NO", False, "NO"),
        ("yes", True, "yes"),
        ("~", None, "~"),
        ("", None, ""),
        ("1.5", 1.5, "1.5"),
        ("0x10", 16, "0x10"),
        ('"NO"', "NO", None),
        ("'2024'", "2024", None),
        ("=", "=", None),
        ("<<", "<<", None),
    ],
)
def test_dates_stay_text_and_words_that_are_not_text_are_remembered(
    word: str, value: object, plain: str | None
) -> None:
    document = read_document("a.yml", f"a: {word}\n".encode())
    assert document.problems == ()
    assert document.value == {"a": value}
    assert type(document.value["a"]) is type(value)
    assert document.plain.get(("a",)) == plain


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_a_hundred_thousand_brackets_are_one_problem(bracket: str) -> None:
    document = read_document("a.yml", bracket.encode() * (100_000 // len(bracket)))
    assert [problem.rule for problem in document.problems][-1:] in (["depth"], ["key"])
    assert len(document.problems) == 1
    assert document.problems[0].line == 1
    assert not document.is_sound


def test_twenty_levels_are_read_and_twenty_one_are_not() -> None:
    assert problems(b"a: " + b"[" * 19 + b"]" * 19) == []
    assert problems(b"a: " + b"[" * 20 + b"]" * 20) == [(1, 23, "depth")]


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = read_document("a.yml", "\n".join(lines).encode())
    assert not document.is_sound
    assert {problem.rule for problem in document.problems} == {"anchor"}
    assert document.value["a29"] == [None] * 9


def test_a_thousand_invisible_characters_are_told_twenty_times() -> None:
    assert len(problems(b"a: " + b"\x01x" * 1000)) == 20
    assert len(problems(b'a: "' + b"\\a" * 1000 + b'"')) == 20


def test_tabs_in_a_row_are_told_once() -> None:
    assert problems(b"a:\n\t\t\tb: 1\n\tc:\t2\n") == [(2, 1, "tab"), (3, 1, "tab"), (3, 4, "tab")]


def test_the_place_of_a_byte_that_is_not_utf_8_counts_characters() -> None:
    assert problems("name: ★★★".encode() + b"\xe9\n") == [(1, 10, "encoding")]
    assert problems(b"a: 1\r\n\xff") == [(2, 1, "encoding")]


def test_a_key_that_stands_twice_keeps_its_first_value_and_every_place() -> None:
    document = read_document("a.yml", b"a: [x, y, z]\na:\n  - {c: 1}\nb: 1\n")
    assert document.value == {"a": ["x", "y", "z"], "b": 1}
    assert document.is_sound
    assert document.problems == (
        Problem("a.yml", 2, 1, "duplicate-key", "`a` occurs twice; the first is on line 1", "keep one of the two"),
    )
    assert [document.values[("a", index)] for index in (0, 1, 2)] == [(1, 5), (1, 8), (1, 11)]


def test_a_byte_order_mark_moves_no_place() -> None:
    document = read_document("a.yml", b"\xef\xbb\xbfa: b\n")
    assert (document.value, document.is_sound) == ({"a": "b"}, True)
    assert document.values[("a",)] == (1, 4)


def test_the_joiners_of_scripts_and_emoji_are_text() -> None:
    text = "می‌خواهم 👩‍💻"
    document = read_document("a.yml", f"a: {text}\n".encode())
    assert (document.value, document.problems) == ({"a": text}, ())


def test_a_mebibyte_is_read_and_a_byte_more_is_not() -> None:
    filled = b"a: b\n#" + b"x" * (1024 * 1024 - 6)
    assert problems(filled) == []
    assert problems(filled + b"x") == [(1, 1, "size")]
