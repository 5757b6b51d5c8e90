"""Whatever the check accepts, the build builds: small changes of the data, of which many are hostile and some valid."""

from collections.abc import Callable
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.conftest import DAY, EDITION, Tree, in_form
from tests.test_append_only import written
from tracker.build import Site, build
from tracker.checking.check import check
from tracker.reading.parser import read_document

# What names, titles, texts and dates may hold and programs stumble over.
VALUES = (
    *("hasOwnProperty", "constructor", "__proto__", "null", "NaN", "0", "{{ name }}", "{% raw %}", "${x}", "%s", "\\"),
    *(
        "<script>alert(1)</script>",
        "]]>",
        "<!--",
        "&amp;&lt;",
        "'\"`",
        "a | b",
        "# a",
        "=cmd|' /C calc'!A0",
        "-1",
        "@a",
    ),
    *("[a](javascript:alert(1))", "**a**", "a" * 80, "w " * 30 + "w", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629"),
    *("\U0001f469\u200d\U0001f52c", "e\u0301" * 8, "\u4e2d\u6587" * 20, "2024", "2024-02", "1950-01-01", "2099-12-31"),
    *("https://example.org/a?b=c&d=%20#e", "https://xn--bcher-kva.example/", "high", "low", "met", "partial", "CH"),
)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401 (plain data)
    """Every path in plain data, the outer ones first."""
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    return [each for key, item in pairs for each in ((*path, key), *places(item, (*path, key)))]


def leave_out(parent: Any, key: str | int, _value: str) -> None:  # noqa: ANN401
    del parent[key]


def replace(parent: Any, key: str | int, value: str) -> None:  # noqa: ANN401
    parent[key] = value


def repeat(parent: Any, key: str | int, _value: str) -> None:  # noqa: ANN401
    if isinstance(parent, list):
        parent.append(parent[int(key)])


def rename(parent: Any, key: str | int, value: str) -> None:  # noqa: ANN401
    if isinstance(parent, dict):
        parent[value] = parent.pop(key)


Change = Callable[[Any, str | int, str], None]
CHANGES: tuple[Change, ...] = (replace, replace, replace, leave_out, repeat, rename)


def changed(tree: Tree, data: st.DataObject) -> Tree:
    """The tree with one to three changes of one file."""
    path = data.draw(st.sampled_from(sorted(each for each in tree if each.startswith("data/"))))
    value = read_document(path, tree[path]).value
    for _number in range(data.draw(st.integers(1, 3))):
        known = places(value)
        assume(known)
        *way, last = data.draw(st.sampled_from(known))
        parent = value
        for part in way:
            parent = parent[part]
        data.draw(st.sampled_from(CHANGES))(parent, last, data.draw(st.sampled_from(VALUES)))
    return {**tree, path: written(value)}


@given(data=st.data())
@settings(max_examples=settings().max_examples // 2)
def test_what_the_check_accepts_the_build_builds(valid_world: Tree, data: st.DataObject) -> None:
    tree = in_form(changed(valid_world, data))
    if check(tree, DAY).problems == ():
        assert isinstance(build(tree, DAY, EDITION), Site)
