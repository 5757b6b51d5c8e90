"""The past is safe: whatever is changed in it is found, and whatever may be added to it passes."""

import copy
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import EXAMPLES, Edit, Tree
from tracker.checking.append_only import check_past
from tracker.reading.parser import read_document

ACME, ZENITH = "data/companies/acme.yml", "data/companies/zenith.yml"
PLEDGE, REVIEW = "data/pledges/example-2024.yml", "data/reviews/example-index-2025.yml"
FIRST, THRESHOLDS = (
    ("assessments", "example-2024", "safety-framework"),
    ("assessments", "example-2024", "risk-thresholds"),
)
CORRECTION = (
    "restore it; a correction is a new assessment at the end of the list: "
    "- {since: ..., assessed: ..., change: correction, status: ..., reason: what was wrong and what holds, "
    "evidence: [...]}"
)


def told(base: Tree, present: Tree) -> list[str]:
    return [f"{each.file}:{each.line}:{each.column}: {each.rule}: {each.message}" for each in check_past(base, present)]


def changed(tree: Tree, path: str, change: Callable[[Any], object]) -> Tree:
    """The tree with one file written anew from its data, after a change."""
    data = read_document(path, tree[path]).value
    change(data)
    return {**tree, path: written(data)}


def written(data: object) -> bytes:
    return yaml.dump(data, Dumper=yaml.CSafeDumper, encoding="utf-8", sort_keys=False)


def below(data: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 (it leads into plain data)
    for part in path:
        data = data[part]
    return data


def add(data: Any, cell: tuple[str, ...], assessment: Mapping[str, Any]) -> None:  # noqa: ANN401 (plain data)
    """One assessment more in a cell, which cites what the one before it cites."""
    cited = copy.deepcopy(below(data, cell)[-1].get("evidence", []))
    below(data, cell).append({"evidence": cited, **assessment})


def test_an_unchanged_past_has_no_problem(valid_world: Tree) -> None:
    assert check_past(valid_world, valid_world) == ()


def test_an_edited_quote_is_told_at_its_line_with_the_form_of_a_correction(valid_world: Tree, edited: Edit) -> None:
    present = edited(ACME, "Nobody outside of Acme has ever", "Hardly anybody outside of Acme has ever")
    (found,) = check_past(valid_world, present)
    assert (found.file, found.line, found.column, found.rule) == (ACME, 139, 20, "past-edited")
    assert found.message == (
        "the assessment of 2026-11-20 of `example-2024/outside-testing` is on record, and its `evidence` number 1 "
        "`quote` was changed; it was `Nobody outside of Acme has ever tested its systems.`"
    )
    assert found.hint == CORRECTION


def test_the_latest_assessment_is_of_the_past_too(valid_world: Tree, edited: Edit) -> None:
    present = edited(ZENITH, "status: met", "status: partial")
    assert told(valid_world, present) == [
        (
            f"{ZENITH}:20:17: past-edited: the assessment of 2026-11-20 of `other-2023/testing` is on record, "
            "and its `status` was changed; it was `met`"
        )
    ]


def test_a_deleted_assessment_is_told_at_its_cell(valid_world: Tree) -> None:
    present = changed(valid_world, ACME, lambda data: below(data, FIRST).pop(0))
    assert [each.rpartition(": past-")[2] for each in told(valid_world, present)] == [
        "deleted: the assessment of 2024-09-01 of `example-2024/safety-framework` is on record and was deleted"
    ]


def test_a_deleted_cell_is_told(valid_world: Tree) -> None:
    present = changed(valid_world, ACME, lambda data: below(data, FIRST[:-1]).pop("content-labels"))
    assert [each.rpartition(": past-")[2] for each in told(valid_world, present)] == [
        "deleted: the assessment of 2026-11-20 of `example-2024/content-labels` is on record and was deleted"
    ]


def test_reordered_assessments_are_told(valid_world: Tree) -> None:
    present = changed(valid_world, ACME, lambda data: below(data, FIRST).reverse())
    assert [each.rpartition(": past-")[2] for each in told(valid_world, present)] == [
        (
            "reordered: the assessment of 2024-09-01 of `example-2024/safety-framework` is on record, "
            "and was number 1 of the list"
        )
    ]


def test_nothing_is_put_before_the_past(valid_world: Tree) -> None:
    present = changed(valid_world, ACME, lambda data: below(data, FIRST).insert(1, {"assessed": "2026-01-01"}))
    (found,) = check_past(valid_world, present)
    assert (found.rule, found.message, found.hint) == (
        "past-reordered",
        "a new assessment comes before one that is on record",
        "move it to the end of the list",
    )


def test_a_correction_at_the_end_passes(valid_world: Tree) -> None:
    later = {"since": "2026-11-21", "assessed": "2026-11-21", "change": "correction", "status": "not-assessable"}
    present = changed(valid_world, ACME, lambda data: add(data, FIRST, later))
    assert check_past(valid_world, present) == ()


def test_a_quote_of_the_record_goes_with_a_reason_alone(valid_world: Tree) -> None:
    first, second = below(past(valid_world), THRESHOLDS)[0]["evidence"][:2]
    longer = {**first, "quote": f"{first['quote']} And more."}
    reason = {"source": second["source"], "quote": second["quote"], "reason": "It spoke of another text."}
    later = {"assessed": "2026-11-21", "evidence": [longer, *below(past(valid_world), THRESHOLDS)[0]["evidence"][2:]]}
    silent = changed(valid_world, ACME, lambda data: add(data, THRESHOLDS, later))
    (found,) = check_past(valid_world, silent)
    assert found.rule == "unsaid-drop"
    assert found.message == (
        "this assessment no longer cites a quote of the one before it, and does not say why: `Acme does not say how it "
        "came to these thresholds, nor what would lie beyond them.`"
    )
    assert found.hint == (
        "cite it again, or say why it goes: dropped: [{source: ..., quote: ..., reason: ...}], "
        "which `tracker add` writes for `--drop`"
    )
    assert check_past(silent, silent) == ()
    said = changed(valid_world, ACME, lambda data: add(data, THRESHOLDS, {**later, "dropped": [reason]}))
    assert check_past(valid_world, said) == ()


def test_a_dispute_is_never_removed_not_even_after_a_correction(valid_world: Tree) -> None:
    def change(data: Any) -> None:  # noqa: ANN401
        below(data, THRESHOLDS)[0].pop("disputes")
        add(data, THRESHOLDS, {"assessed": "2026-11-21"})

    (found,) = check_past(valid_world, changed(valid_world, ACME, change))
    assert found.message.startswith(
        "the `disputes` number 1 of the assessment of 2026-11-20 of `example-2024/risk-thresholds` is on record "
        'and was deleted; it was `{"date": "2026-11-21", "by": "Acme"'
    )
    assert found.hint == (
        "restore it; a dispute ends with `decided`, `outcome` and `answer`, which `tracker decide` writes, and stays; "
        "another one comes at the end of the list"
    )


DECISION = {"decided": "2026-11-21", "outcome": "rejected", "answer": "It does not."}


def test_a_dispute_gets_its_outcome_once(valid_world: Tree) -> None:
    def decide(data: Any) -> None:  # noqa: ANN401
        below(data, THRESHOLDS)[0]["disputes"][0] |= DECISION

    def turn(data: Any) -> None:  # noqa: ANN401
        below(data, THRESHOLDS)[0]["disputes"][0]["outcome"] = "withdrawn"

    decided = changed(valid_world, ACME, decide)
    assert check_past(valid_world, decided) == ()
    (found,) = told(decided, changed(decided, ACME, turn))
    assert "the `disputes` number 1 of the assessment of 2026-11-20" in found
    assert "is on record and was changed" in found
    assert len(told(decided, valid_world)) == 1


@pytest.mark.parametrize("remark", ["disputes", "replies"])
def test_others_follow_behind_a_dispute_and_a_reply_and_none_comes_before(valid_world: Tree, remark: str) -> None:
    def follow(data: Any) -> None:  # noqa: ANN401
        below(data, THRESHOLDS)[0][remark].append({"date": "2026-11-21", "by": "Somebody else"})

    def precede(data: Any) -> None:  # noqa: ANN401
        below(data, THRESHOLDS)[0][remark].insert(0, {"date": "2026-11-21", "by": "Somebody else"})

    assert check_past(valid_world, changed(valid_world, ACME, follow)) == ()
    (found,) = check_past(valid_world, changed(valid_world, ACME, precede))
    assert f"the `{remark}` number 1 of the assessment of 2026-11-20" in found.message


@pytest.mark.parametrize("remark", ["second_reading", "replies", "disputes"])
def test_a_remark_stays_as_it_was(valid_world: Tree, remark: str) -> None:
    def change(data: Any) -> None:  # noqa: ANN401
        remarks = below(data, THRESHOLDS)[0][remark]
        (remarks if remark == "second_reading" else remarks[0])["by"] = "Somebody else"
        add(data, THRESHOLDS, {"assessed": "2026-11-21"})

    (found,) = check_past(valid_world, changed(valid_world, ACME, change))
    assert f"the `{remark}`" in found.message
    assert "of the assessment of 2026-11-20" in found.message
    assert "and was changed" in found.message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Another title"),
        ("publisher", "Somebody else"),
        ("published", "2024-08-08"),
        ("read", "2026-11-21"),
        ("copy", "https://example.org/another-copy"),
        ("archived", "https://example.org/another-copy"),
        ("reliability", "medium"),
    ],
)
def test_a_cited_source_stays_the_same_document(valid_world: Tree, field: str, value: str) -> None:
    present = changed(valid_world, ACME, lambda data: data["sources"]["framework-2024"].update({field: value}))
    (found,) = check_past(valid_world, present)
    assert (found.file, found.rule) == (ACME, "past-source")
    assert found.message.startswith(
        f"the source `framework-2024` is cited by an assessment on record, and its `{field}` was changed; it was `"
    )
    assert "`" + valid_world[ACME].decode().partition(f"    {field}: ")[2].partition("\n")[0] + "`" in found.message


def test_an_address_may_move_while_the_old_one_is_kept(valid_world: Tree, edited: Edit) -> None:
    moved = edited(ACME, "url: https://example.org/acme/framework-2\n", "url: https://example.org/new\n")
    (found,) = check_past(valid_world, moved)
    assert (found.line, found.message, found.hint) == (
        22,
        (
            "the source `framework-2025` is cited by an assessment on record, and one of its addresses is gone; "
            "it was `https://example.org/acme/framework-2`"
        ),
        "keep the old address under `former_urls`",
    )
    old = "url: https://example.org/acme/framework-2\n"
    new = "url: https://example.org/new\n    former_urls: [https://example.org/acme/framework-2]\n"
    assert check_past(valid_world, edited(ACME, old, new)) == ()


def test_a_former_address_is_never_forgotten(valid_world: Tree, edited: Edit) -> None:
    present = edited(ACME, "    former_urls: [https://example.org/old/framework]\n", "")
    assert told(valid_world, present) == [
        (
            f"{ACME}:10:10: past-source: the source `framework-2024` is cited by an assessment on record, "
            "and one of its addresses is gone; it was `https://example.org/old/framework`"
        )
    ]


def test_what_may_be_added_to_the_past_passes(valid_world: Tree) -> None:
    def change(data: Any) -> None:  # noqa: ANN401
        data["other_names"].append("Acme Labs")
        data["sources"]["rumour"] |= {"archived": "https://example.org/copy", "note": "Nobody signed it."}
        data["sources"]["new"] = {"title": "New"}
        del data["unread_documents"]
        remark = {"date": "2026-11-21", "by": "Acme"}
        below(data, FIRST)[0] |= {"second_reading": remark, "disputes": [remark], "replies": [remark]}

    assert check_past(valid_world, changed(valid_world, ACME, change)) == ()
    assert check_past(changed(valid_world, ACME, lambda data: data.pop("unread_documents")), valid_world) == ()


def test_a_file_that_is_gone_is_told(valid_world: Tree) -> None:
    present = {path: content for path, content in valid_world.items() if path not in (ZENITH, PLEDGE, REVIEW)}
    assert told(valid_world, present) == [
        f"{ZENITH}:1:1: vanished-id: the company `zenith` is gone",
        f"{PLEDGE}:1:1: vanished-id: the pledge `example-2024` is gone",
        f"{REVIEW}:1:1: vanished-id: the review `example-index-2025` is gone",
    ]


def test_a_renamed_company_keeps_its_id_and_its_past(valid_world: Tree) -> None:
    present = dict(valid_world)
    text = present.pop(ZENITH).decode()
    present["data/companies/nadir.yml"] = text.encode()
    assert told(valid_world, present) == [f"{ZENITH}:1:1: vanished-id: the company `zenith` is gone"]
    present["data/companies/nadir.yml"] += b"former_ids: [zenith]\n"
    assert check_past(valid_world, present) == ()
    present["data/companies/nadir.yml"] = present["data/companies/nadir.yml"].replace(
        b"status: met", b"status: partial"
    )
    assert [each.split(": ")[1] for each in told(valid_world, present)] == ["past-edited"]


def test_a_renamed_commitment_keeps_its_id_and_its_past(valid_world: Tree) -> None:
    def rename(data: Any) -> None:  # noqa: ANN401
        data["commitments"]["incidents"] = data["commitments"].pop("incident-reports")

    def rename_cell(data: Any) -> None:  # noqa: ANN401
        below(data, FIRST[:-1])["incidents"] = below(data, FIRST[:-1]).pop("incident-reports")

    present = changed(changed(valid_world, PLEDGE, rename), ACME, rename_cell)
    assert [each.rpartition(": ")[2] for each in told(valid_world, present)] == [
        "the assessment of 2026-11-20 of `example-2024/incident-reports` is on record and was deleted",
        "the commitment `incident-reports` is gone",
    ]

    def keep(data: Any) -> None:  # noqa: ANN401
        data["commitments"]["incidents"]["former_ids"] = ["incident-reports"]

    assert check_past(valid_world, changed(present, PLEDGE, keep)) == ()


def test_criteria_groups_sources_and_former_ids_do_not_vanish(valid_world: Tree) -> None:
    def change_pledge(data: Any) -> None:  # noqa: ANN401
        del data["former_ids"]
        del data["groups"]["practice"]
        del data["commitments"]["outside-testing"]["criteria"]["results"]
        del data["commitments"]["risk-thresholds"]["former_ids"]

    def change_company(data: Any) -> None:  # noqa: ANN401
        del data["former_ids"]
        data["sources"]["hearsay"] = data["sources"].pop("rumour")

    present = changed(changed(valid_world, PLEDGE, change_pledge), ACME, change_company)
    assert [each.partition(": vanished-id: ")[2] for each in told(valid_world, present)] == [
        "`acme-labs` is no longer a former id of the company",
        "the source `rumour` is cited by an assessment on record, and is gone",
        "`example` is no longer a former id of the pledge",
        "the group `practice` is gone",
        "`thresholds` is no longer a former id of the commitment",
        "the criterion `results` of `outside-testing` is gone",
    ]


def test_a_base_of_an_older_shape_is_compared_as_plain_data(valid_world: Tree) -> None:
    old = changed(valid_world, ZENITH, lambda data: data.pop("headquarters"))
    old = changed(old, ACME, lambda data: data.update({"founded": "1999"}))
    old = {path: content for path, content in old.items() if not path.startswith("schema/")}
    assert check_past(old, valid_world) == ()


def test_a_base_that_cannot_be_read_is_said_to_be_so(valid_world: Tree) -> None:
    (found,) = check_past({**valid_world, ACME: b"name: [Acme\n"}, valid_world)
    assert (found.file, found.rule) == (ACME, "unreadable-base")
    assert found.message.startswith("in the base this file cannot be read (line 2: this is not YAML: ")
    assert found.hint == "nothing can prove that its past is unchanged: compare with an earlier revision"


def test_a_present_that_cannot_be_read_is_left_to_its_own_check(valid_world: Tree) -> None:
    assert check_past(valid_world, {**valid_world, ACME: b"name: [Acme\n"}) == ()


@pytest.mark.parametrize("case", sorted((EXAMPLES / "invalid").glob("*.yml")), ids=lambda case: case.stem)
def test_no_shape_of_either_side_ends_in_a_traceback(
    valid_world: Tree,
    case: Path,
    world_with: Callable[[Path], Tree],
) -> None:
    broken = world_with(case)
    assert isinstance(check_past(valid_world, broken), tuple)
    assert isinstance(check_past(broken, valid_world), tuple)
    assert check_past(broken, broken) == tuple(
        each for each in check_past(broken, broken) if each.rule == "unreadable-base"
    )


def paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value below a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield (*path, key)
        yield from paths(each, (*path, key))


def past(tree: Tree) -> dict[str, Any]:
    data: dict[str, Any] = read_document(ACME, tree[ACME]).value
    return data


JUDGEMENTS = st.fixed_dictionaries(
    {"assessed": st.sampled_from(["2024-09-01", "2026-11-20", "2026-11-21"]), "reason": st.text("ab ", min_size=1)}
)


@given(data=st.data())
def test_any_edit_of_the_past_is_found(valid_world: Tree, data: st.DataObject) -> None:
    before = past(valid_world)
    after = copy.deepcopy(before)
    inside = [("assessments", *each) for each in paths(before["assessments"])]
    path = data.draw(st.sampled_from(inside))
    parent, key = below(after, path[:-1]), path[-1]
    swappable = isinstance(parent, list) and any(each != parent[int(key)] for each in parent)
    kinds = ["delete", "replace", *(["swap"] if swappable else []), *(["add"] if len(path) > len(FIRST) + 1 else [])]
    kind = data.draw(st.sampled_from(kinds))
    if kind == "delete":
        del parent[key]
    elif kind == "add" and isinstance(parent, list):
        parent.insert(data.draw(st.integers(0, len(parent))), "added")
    elif kind == "add":
        parent["added"] = "added"
    elif kind == "replace":
        parent[key] = data.draw(st.one_of(st.text("ab "), st.lists(st.text("ab ")), st.none()))
    else:
        other = data.draw(st.sampled_from([index for index, each in enumerate(parent) if each != parent[int(key)]]))
        parent[int(key)], parent[other] = parent[other], parent[int(key)]
    if data.draw(st.booleans()) and isinstance(cell := below_or_none(after, path[:3]), list):
        cell.append(data.draw(JUDGEMENTS))
    rest = {PLEDGE: valid_world[PLEDGE]}
    base = {**rest, ACME: written(before)}
    found = check_past(base, {**rest, ACME: written(after)})
    assert {each.rule for each in found} & {"past-edited", "past-deleted", "past-reordered"}


def below_or_none(data: object, path: tuple[str | int, ...]) -> object:
    for part in path:
        if not isinstance(data, dict) or part not in data:
            return None
        data = data[part]
    return data


@given(data=st.data())
def test_any_number_of_new_assessments_passes(valid_world: Tree, data: st.DataObject) -> None:
    before = past(valid_world)
    after = copy.deepcopy(before)
    for id, cell in after["assessments"]["example-2024"].items():
        for judgement in data.draw(st.lists(JUDGEMENTS, max_size=3)):
            add(after, (*FIRST[:-1], id), judgement)
        cell[0].setdefault("second_reading", data.draw(JUDGEMENTS))
        for remark in ("disputes", "replies"):
            cell[0].setdefault(remark, []).extend(data.draw(st.lists(JUDGEMENTS, max_size=2)))
    rest = {PLEDGE: valid_world[PLEDGE]}
    base = {**rest, ACME: written(before)}
    assert check_past(base, {**rest, ACME: written(after)}) == ()
