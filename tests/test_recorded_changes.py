"""The past is whole: no fact on record is rewritten unless its own file says so to readers, and removals name why."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import DAY, Edit, Tree, dataset_of, in_form, pages_of
from tests.test_append_only import ACME, PLEDGE, REVIEW, THRESHOLDS, ZENITH, below, changed, paths, written
from tests.workflow_run import git
from tracker.checking.append_only import check_past
from tracker.checking.check import check
from tracker.checking.recorded_changes import as_text, field_path, value_at
from tracker.files import read_revision
from tracker.problem import Problem
from tracker.reading.parser import read_document

TESTING = ("commitments", "outside-testing")
Change = Callable[[Any], object]


def put(*path: str | int) -> Change:
    """A change of the value at a path; its last part is the new value."""
    *way, last, value = path

    def change(data: Any) -> None:  # noqa: ANN401
        below(data, tuple(way))[last] = value

    return change


def swap_criteria(data: Any) -> None:  # noqa: ANN401
    criteria = below(data, (*TESTING, "criteria"))
    criteria["tested"], criteria["results"] = criteria["results"], criteria["tested"]


def take(*path: str | int) -> Change:
    return lambda data: below(data, path[:-1]).pop(path[-1])


# Each is a rewrite that once passed, with the fields that are told.
REWRITES: Mapping[str, tuple[str, Change, tuple[str, ...]]] = {
    "official words": (PLEDGE, put(*TESTING, "text", "Test."), ("commitments/outside-testing/text",)),
    "the words of a group": (PLEDGE, put("groups", "framework", "text", "Please:"), ("groups/framework/text",)),
    "a preamble": (PLEDGE, put("preamble", "No promises."), ("preamble",)),
    "a footnote": (PLEDGE, put("footnotes", "1", "Careful is what we call so."), ("footnotes/1",)),
    "a sentence of a criterion": (
        PLEDGE,
        put(*TESTING, "criteria", "tested", "Tests its systems"),
        ("commitments/outside-testing/criteria/tested",),
    ),
    "two criteria swapped": (
        PLEDGE,
        swap_criteria,
        ("commitments/outside-testing/criteria/results", "commitments/outside-testing/criteria/tested"),
    ),
    "a title": (PLEDGE, put(*TESTING, "title", "Testing"), ("commitments/outside-testing/title",)),
    "a deadline": (
        PLEDGE,
        put("deadlines", "safety-framework", "date", "2026-02-10"),
        ("deadlines/safety-framework/date",),
    ),
    "a deadline that goes": (PLEDGE, take("deadlines", "safety-framework"), ("deadlines/safety-framework",)),
    "a day of signing": (PLEDGE, put("signatories", "acme", "2025-05-21"), ("signatories/acme",)),
    "a signature that goes": (PLEDGE, take("signatories", "zenith"), ("signatories/zenith",)),
    "the day of announcement": (PLEDGE, put("announced", "2024-05-22"), ("announced",)),
    "a score of a review": (REVIEW, put("scores", "acme", "overall", "4.5"), ("scores/acme/overall",)),
    "a part of a score": (REVIEW, put("scores", "acme", "details", "style", "5"), ("scores/acme/details/style",)),
    "a quote of a review": (
        REVIEW,
        put("statements", 1, "quote", "Acme publishes its framework and keeps it secret."),
        ("statements/2/quote",),
    ),
    "the name of a company": (ACME, put("name", "Acme Holding"), ("name",)),
}
CASES = pytest.mark.parametrize("case", REWRITES.values(), ids=REWRITES)


def said(tree: Tree, path: str, name: str) -> str:
    """What a field says, by its name with slashes, as `was` writes it."""
    return as_text(value_at(read_document(path, tree[path]).value, field_path(name)))


@CASES
def test_a_fact_on_record_is_not_rewritten(valid_world: Tree, case: tuple[str, Change, tuple[str, ...]]) -> None:
    path, change, names = case
    found = check_past(valid_world, changed(valid_world, path, change))
    assert [(each.file, each.rule) for each in found] == [(path, "past-fact")] * len(names)
    for name, each in zip(names, sorted(found, key=lambda each: each.message), strict=True):
        assert each.message.startswith(f"`{name}` is on record and was changed; it was `")
        assert each.hint == (
            "restore it, or record the change in this file, where readers see it: "
            f"amended: [{{field: {name}, date: YYYY-MM-DD, was: what it said, why: ...}}]"
        )


@CASES
def test_a_fact_is_changed_where_the_file_records_it(
    valid_world: Tree, case: tuple[str, Change, tuple[str, ...]]
) -> None:
    path, change, names = case

    def record(data: Any) -> None:  # noqa: ANN401
        change(data)
        data.setdefault("amended", []).extend(
            {"field": name, "date": "2026-11-21", "was": said(valid_world, path, name), "why": "It was wrong."}
            for name in names
        )

    assert check_past(valid_world, changed(valid_world, path, record)) == ()


def test_what_was_not_known_may_be_added(valid_world: Tree) -> None:
    def add(data: Any) -> None:  # noqa: ANN401
        data["signatories"]["orbit"] = "2025-01-15"
        data["signatories"]["acme"] = {"joined": "2024-05-21", "left": {"date": "2026-01-01"}}
        below(data, (*TESTING, "criteria"))["named"] = "Names who tests"

    assert check_past(valid_world, changed(valid_world, PLEDGE, add)) == ()


def test_a_renamed_commitment_and_company_keep_their_facts(valid_world: Tree) -> None:
    def rename(data: Any) -> None:  # noqa: ANN401
        data["commitments"]["framework"] = {
            **data["commitments"].pop("safety-framework"),
            "former_ids": ["safety-framework"],
        }
        data["deadlines"]["framework"] = data["deadlines"].pop("safety-framework")
        data["signatories"]["nadir"] = data["signatories"].pop("zenith")

    def rename_cell(data: Any) -> None:  # noqa: ANN401
        cells = data["assessments"]["example-2024"]
        cells["framework"] = cells.pop("safety-framework")

    present = changed(changed(valid_world, PLEDGE, rename), ACME, rename_cell)
    present = changed(present, REVIEW, lambda data: data["scores"].update(nadir=data["scores"].pop("zenith")))
    present = {**present, "data/companies/nadir.yml": present[ZENITH] + b"former_ids: [zenith]\n"}
    del present[ZENITH]
    assert [each for each in check_past(valid_world, present) if each.rule == "past-fact"] == []


def amended(**entry: str) -> Change:
    own = {"field": "announced", "date": "2026-11-21", "was": "2024-05-21", "why": "It was wrong.", **entry}

    def change(data: Any) -> None:  # noqa: ANN401
        data["announced"] = "2024-05-22"
        data.setdefault("amended", []).append(own)

    return change


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        ({"was": "2024-05-20"}, "it did not say this", "write what it said: 2024-05-21"),
        ({"field": "short_name", "was": "Example 2024"}, "nothing was changed there", "remove the entry"),
        (
            {"field": "commitments/nothing/text"},
            "there was no such field",
            "write the names that lead to it in the earlier file, with slashes",
        ),
        (
            {"field": "source/title"},
            "`source` is not amended in this file",
            (
                "amended are: name, short_name, issued_by, announced, preamble, footnotes, groups, deadlines, "
                "signatories, commitments; an assessment is corrected by a new one at its end"
            ),
        ),
    ],
)
def test_a_record_of_a_change_says_what_is_so(
    valid_world: Tree, entry: Mapping[str, str], message: str, hint: str
) -> None:
    found = check_past(valid_world, changed(valid_world, PLEDGE, amended(**entry)))
    assert [(each.message, each.hint) for each in found if each.rule == "amendment"] == [(message, hint)]
    assert [each.rule for each in found if each.rule != "amendment"] == ["past-fact"]


def test_an_assessment_is_not_amended(valid_world: Tree) -> None:
    def change(data: Any) -> None:  # noqa: ANN401
        below(data, THRESHOLDS)[0]["reason"] = "Other words."
        name = "assessments/example-2024/risk-thresholds/1/reason"
        was = said(valid_world, ACME, name)
        data["amended"] = [{"field": name, "date": "2026-11-21", "was": was, "why": "It was wrong."}]

    found = check_past(valid_world, changed(valid_world, ACME, change))
    assert sorted(each.rule for each in found) == ["amendment", "past-edited"]


def test_what_was_recorded_stays_recorded_and_serves_once(valid_world: Tree) -> None:
    base = changed(valid_world, PLEDGE, amended())
    again = changed(base, PLEDGE, lambda data: data.update(announced="2024-05-23"))
    assert [each.rule for each in check_past(base, again)] == ["past-fact"]
    forgotten = changed(base, PLEDGE, lambda data: data.pop("amended"))
    assert [each.message for each in check_past(base, forgotten)] == [
        "number 1 of `amended` is on record and was changed or deleted"
    ]


def test_readers_see_what_was_changed_when_and_why(valid_world: Tree) -> None:
    present = in_form(changed(valid_world, PLEDGE, amended(why="The ministry corrected the day.")))
    assert check(present, DAY).problems == ()
    page = " ".join(next(each.html for each in pages_of(dataset_of(present)) if each.address == "corrections/").split())
    assert "<b>Example 2024</b>" in page
    assert "changed on 21 November 2026: announced" in page
    assert "It said: <q>2024-05-21</q>" in page
    assert "The ministry corrected the day." in page


REPLY = "assessments/example-2024/risk-thresholds/1/replies/1/by"


def removal(**entry: object) -> Change:
    own = {"field": REPLY, "date": "2026-11-21", "why": "It named a person.", "reviewers": ["A", "B"], **entry}

    def change(data: Any) -> None:  # noqa: ANN401
        below(data, THRESHOLDS)[0]["replies"][0]["by"] = "[removed]"
        data["removed"] = [own]

    return change


def test_what_must_not_be_published_goes_with_a_waiver_that_readers_see(valid_world: Tree) -> None:
    present = in_form(changed(valid_world, ACME, removal()))
    assert check(present, DAY).problems == ()
    assert check_past(valid_world, present) == ()
    assert check_past(present, present) == ()
    page = " ".join(next(each.html for each in pages_of(dataset_of(present)) if each.address == "corrections/").split())
    assert f"removed on 21 November 2026: {REPLY}" in page
    assert "It named a person. Agreed by A, B." in page
    assert "Newsroom of Acme" not in page


def test_a_field_that_may_be_missing_may_go_as_a_whole(valid_world: Tree) -> None:
    name = "assessments/example-2024/risk-thresholds/1/replies/1/url"

    def change(data: Any) -> None:  # noqa: ANN401
        del below(data, THRESHOLDS)[0]["replies"][0]["url"]
        data["removed"] = [{"field": name, "date": "2026-11-21", "why": "A court says so.", "reviewers": ["A", "B"]}]

    present = in_form(changed(valid_world, ACME, change))
    assert (check(present, DAY).problems, check_past(valid_world, present)) == ((), ())


def test_a_removal_without_a_waiver_is_refused_and_told_the_way(valid_world: Tree) -> None:
    present = in_form(changed(changed(valid_world, ACME, removal()), ACME, lambda data: data.pop("removed")))
    (found,) = check(present, DAY).problems
    assert found.message == "words were removed here, and nothing says why"
    assert found.hint == f"add to this file: removed: [{{field: {REPLY}, date: ..., why: ..., reviewers: [..., ...]}}]"
    assert [each.rule for each in check_past(valid_world, present)] == ["past-edited"]


def test_a_waiver_that_is_not_needed_is_an_error(valid_world: Tree) -> None:
    present = in_form(
        changed(
            valid_world,
            ACME,
            lambda data: data.update(
                removed=[
                    {
                        "field": REPLY,
                        "date": "2026-11-21",
                        "why": "It named a person.",
                        "reviewers": ["A", "B"],
                    }
                ]
            ),
        )
    )
    assert [each.message for each in check(present, DAY).problems] == [
        f"`{REPLY}` is not removed: this entry is not needed"
    ]
    nowhere = changed(valid_world, ACME, removal(field="assessments/example-2024/risk-thresholds/9/reason"))
    assert "there was no such field, so nothing is removed" in [
        each.message for each in check_past(valid_world, nowhere)
    ]


@pytest.mark.parametrize("reviewers", [["A"], ["A", "A"], []])
def test_a_removal_has_two_reviewers(valid_world: Tree, reviewers: list[str]) -> None:
    present = in_form(changed(valid_world, ACME, removal(reviewers=reviewers)))
    assert [each.line > 0 for each in check(present, DAY).problems] == [True]


def test_a_removal_hides_nothing_but_what_it_names(valid_world: Tree) -> None:
    def change(data: Any) -> None:  # noqa: ANN401
        removal()(data)
        below(data, THRESHOLDS)[0]["reason"] = "Other words."

    assert [each.rule for each in check_past(valid_world, changed(valid_world, ACME, change))] == ["past-edited"]


def test_attributes_of_git_hide_and_change_no_file_of_the_base(valid_world: Tree, tmp_path: Path) -> None:
    for path, content in valid_world.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    hiding = "data/companies/acme.yml export-ignore\ndata/companies/zenith.yml export-subst\n"
    (tmp_path / ".gitattributes").write_text(hiding)
    zenith = (tmp_path / ZENITH).read_text("utf-8") + "# $Format:%H$\n"
    (tmp_path / ZENITH).write_text(zenith, "utf-8")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=base")
    base = read_revision(tmp_path, "main")
    assert base == {**valid_world, ZENITH: zenith.encode()}
    rewritten = valid_world[ACME].replace(b"status: not-met", b"status: met")
    assert [each.rule for each in refused(base, {**base, ACME: rewritten})] == ["past-edited"]


# What a refusal may send people to.
WAYS = (
    "a new assessment at the end",
    "another source",
    "amended: [",
    "dropped: [",
    "`tracker decide`",
    "comes at the end of",
    "move it to the end of the list",
    "`former_ids`",
    "`former_urls`",
    "new id",
    "id of its own",
    "its id never changes",
    "the id of a group never changes",
    "put the file back",
)


def refused(base: Tree, present: Tree) -> list[Problem]:
    """The refusals of a rewrite, each of which names a way that is open."""
    found = list(check_past(base, present))
    for each in found:
        assert any(way in each.hint for way in WAYS), each
    return found


def test_every_refusal_of_the_past_names_the_way_that_is_open(valid_world: Tree, edited: Edit) -> None:
    trees = [changed(valid_world, path, change) for path, change, _names in REWRITES.values()]
    trees += [
        edited(ACME, "status: not-met", "status: met"),
        edited(ACME, "publisher: Example Forum", "publisher: Somebody"),
        edited(ACME, "grounds: Acme says", "grounds: Somebody says"),
        edited(ACME, "grounds: Acme has promised", "grounds: Acme has never promised"),  # of an earlier assessment
        edited(ACME, "answer: The second edition", "answer: The third edition"),
        edited(ACME, "  rumour:", "  gossip:"),
        {path: content for path, content in valid_world.items() if path != ZENITH},
    ]
    for tree in trees:
        assert refused(valid_world, tree)


@given(data=st.data())
def test_whatever_is_rewritten_anywhere_the_refusal_names_a_way(valid_world: Tree, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([PLEDGE, REVIEW, ACME, ZENITH]))
    value = read_document(path, valid_world[path]).value
    *way, last = data.draw(st.sampled_from(list(paths(value))))
    parent = below(value, tuple(way))
    if data.draw(st.booleans()):
        del parent[last]
    else:
        parent[last] = data.draw(st.sampled_from(["Other words.", None, [], {}, ["a"], {"a": "b"}]))
    refused(valid_world, {**valid_world, path: written(value)})
