"""A change that takes much at once is held back until somebody waives it by name; a needless waiver is refused."""

import json
from typing import Any

import pytest

from tests.conftest import Tree
from tests.test_append_only import written
from tracker.checking.append_only import check_past

PLEDGE, COMPANY = "data/pledges/promise.yml", "data/companies/acme.yml"
WAIVER = {"loss": "evidence", "date": "2026-11-21", "why": "The source was forged.", "by": ["A maintainer"]}
HINT = (
    "restore what was lost by mistake; what was agreed to is waived in this file: "
    "waived: [{{loss: {0}, date: ..., why: ..., by: [...]}}]"
)


def tree(cells: int, waived: list[dict[str, Any]], lost: int = 0, turned: int = 0) -> Tree:
    """A pledge whose cells have a quote each; then so many lose it, and so many others get another status."""
    commitments: dict[str, Any] = {f"c{number}": {"title": str(number)} for number in range(cells)}
    assessed: dict[str, list[dict[str, Any]]] = {}
    for number, name in enumerate(commitments):
        cited = [{"source": "a", "quote": f"Words {number}."}]
        first = {"assessed": "2026-11-20", "status": "met", "evidence": cited}
        assessed[name] = [first]
        if number < lost:
            dropped = [{**cited[0], "reason": "The source was forged."}]
            assessed[name].append({**first, "change": "correction", "evidence": [], "dropped": dropped})
        elif number < lost + turned:
            assessed[name].append({**first, "change": "correction", "status": "partial"})
    pledge = {"name": "Promise", "commitments": commitments} | ({"waived": waived} if waived else {})
    company = {"name": "Acme", "sources": {"a": {"title": "A"}}, "assessments": {"promise": assessed}}
    plain = json.loads(
        json.dumps([pledge, company])
    )  # in which nothing is the same twice, so that YAML needs no anchor
    return dict(zip((PLEDGE, COMPANY), map(written, plain), strict=True))


def told(base: Tree, present: Tree) -> list[tuple[str, str, str, str]]:
    return [(each.file, each.rule, each.message, each.hint) for each in check_past(base, present)]


def test_a_change_that_drops_more_than_a_tenth_of_the_quotes_is_held_back() -> None:
    message = "11 of the 100 quotes on which the statuses of this pledge rest are no longer cited"
    assert told(tree(100, []), tree(100, [], lost=11)) == [(PLEDGE, "mass-loss", message, HINT.format("evidence"))]


def test_a_change_of_more_than_a_tenth_of_the_statuses_is_held_back() -> None:
    message = "20 of the 30 statuses of this pledge change at once"
    assert told(tree(30, []), tree(30, [], turned=20)) == [(PLEDGE, "mass-loss", message, HINT.format("statuses"))]


@pytest.mark.parametrize(("cells", "lost", "turned"), [(100, 10, 10), (12, 9, 0), (12, 0, 9)])
def test_what_changes_a_tenth_or_a_few_is_no_mass_loss(cells: int, lost: int, turned: int) -> None:
    assert told(tree(cells, []), tree(cells, [], lost, turned)) == []


def test_a_quote_that_is_cited_from_another_source_is_not_lost() -> None:
    present = {**tree(20, [])}
    data = present[COMPANY].replace(b"source: a", b"source: b")
    assert [
        rule for _file, rule, *_others in told(tree(20, []), {**present, COMPANY: data}) if rule == "mass-loss"
    ] == []


def test_a_company_that_goes_takes_its_quotes_and_statuses_with_it() -> None:
    present = {PLEDGE: tree(20, [])[PLEDGE]}
    assert [rule for _file, rule, *_others in told(tree(20, []), present)] == ["vanished-id", "mass-loss", "mass-loss"]


def test_a_loss_that_is_waived_by_name_passes() -> None:
    assert told(tree(100, []), tree(100, [WAIVER], lost=11)) == []
    assert told(tree(30, []), tree(30, [{**WAIVER, "loss": "statuses"}], turned=20)) == []


@pytest.mark.parametrize("loss", ["evidence", "statuses"])
def test_a_needless_waiver_is_refused(loss: str) -> None:
    message = f"no such loss is in this change: the waiver of `{loss}` is not needed"
    assert told(tree(30, []), tree(30, [{**WAIVER, "loss": loss}])) == [
        (PLEDGE, "mass-loss", message, "remove the entry")
    ]
    assert len(told(tree(100, []), tree(100, [WAIVER, WAIVER], lost=11))) == 1


def test_a_waiver_holds_once_and_stays_on_record() -> None:
    assert told(tree(30, [WAIVER]), tree(30, [WAIVER])) == []
    assert [rule for _file, rule, *_others in told(tree(30, [WAIVER]), tree(30, [WAIVER], lost=20))] == ["mass-loss"]
    assert [rule for _file, rule, *_others in told(tree(30, [WAIVER]), tree(30, []))] == ["past-edited"]


def test_a_file_that_cannot_be_read_is_left_to_the_ordinary_check() -> None:
    assert told(tree(30, []), {**tree(30, []), COMPANY: b"name: ["}) == []


def test_a_renamed_pledge_keeps_what_it_has() -> None:
    present = tree(30, [])
    renamed = {
        "data/pledges/vow.yml": present[PLEDGE] + b"former_ids: [promise]\n",
        COMPANY: present[COMPANY].replace(b"  promise:", b"  vow:"),
    }
    assert told(present, renamed) == []
