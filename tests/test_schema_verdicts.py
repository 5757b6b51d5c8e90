"""The validator that decides and the one that explains come to the same verdict on whatever a file may hold."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import EXAMPLES, ROOT, place_of
from tracker.reading.dataset import SCHEMAS
from tracker.reading.document import Document
from tracker.reading.explanation import explained
from tracker.reading.parser import read_document
from tracker.reading.schema import Schema

VALID = sorted((EXAMPLES / "valid" / "data").rglob("*.yml"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.yml"))
# What stands at the borders of formats, patterns and types.
VALUES: st.SearchStrategy[object] = st.sampled_from(
    (
        *("2024-02-30", "2024-02-29", "2024-13", "20240229", "2024-W09-4", "1949", "2100", "²024", "2024-05-21\n", ""),
        *("https://example.org/a b", "https://example.org", "ftp://example.org", "https://[::1", "//example.org"),
        *(0, 1, 1.0, True, False, None, [], {}, [[]], [1, 1.0], ["a", "a"], {"a": None}, {"": ""}, "a\n", " a", "a  b"),
        *("met", "Met", "ﬁ", "\u2028", "x" * 5000, "ー", "é", "\U0001f600"),
    )
)


def verdicts(path: Path, value: object) -> tuple[bool, bool]:
    place = path.relative_to(EXAMPLES / "valid") if path in VALID else place_of(path)
    schema = Schema((ROOT / SCHEMAS[str(place.parent)]).read_bytes())
    return schema.fits(value), explained(schema.root, Document("a.yml", value, is_sound=True)) == []


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=lambda path: path.stem)
def test_an_example_gets_one_verdict(path: Path) -> None:
    document = read_document("a.yml", path.read_bytes())
    fast, slow = verdicts(path, document.value)
    assert fast == slow
    assert fast or path in INVALID


def places(value: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 (plain data of any kind)
    """Every mapping or list of plain data, with each of its keys."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [each for key in keys for each in ((value, key), *places(value[key]))]


@given(st.data())
def test_changed_data_get_one_verdict(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(VALID))
    value = copy.deepcopy(read_document("a.yml", path.read_bytes()).value)
    holder, key = data.draw(st.sampled_from(places(value)))
    change = data.draw(st.sampled_from(("set", "rename", "drop")))
    if change == "set":
        holder[key] = data.draw(VALUES)
    elif change == "rename" and isinstance(holder, dict):
        holder[data.draw(st.text(max_size=3) | st.sampled_from(("name", "a--b", "A", "-a", "a\n")))] = holder.pop(key)
    else:
        del holder[key]
    fast, slow = verdicts(path, value)
    assert fast == slow, json.dumps(value)[:2000]
