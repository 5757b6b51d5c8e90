"""The direction of a change: what documents show more or less of, and what only we learnt or had wrong."""

import dataclasses

import pytest

from tests.conftest import view_of
from tracker.model import Assessment, CriterionState, Dataset, Evidence, Status
from tracker.status import criterion_states, status_that_follows
from tracker.views.changes import MEANINGS, Change, Direction

CRITERIA = {"one": "Does one thing", "two": "Does another"}


def evidence(states: str) -> tuple[Evidence, ...]:
    """What brings two criteria into their states, a letter for each: shown, disputed, refuted, open."""
    marks = list(zip(CRITERIA, states, strict=True))
    return tuple(
        Evidence(
            source="framework-2024",
            quote="This is the safety framework of Acme.",
            shows=(id,) if state in "sd" else (),
            refutes=(id,) if state in "rd" else (),
        )
        for id, state in marks
        if state != "o"
    )


def change(world: Dataset, before: str, after: str, kind: str, *, judged: Status | None = None) -> Change:
    """A made-up change of one of Acme's cells; `judged` is a status afterwards that no evidence decides."""
    pledge, company = world.pledges["example-2024"], world.companies["acme"]
    commitment = dataclasses.replace(pledge.commitments["safety-framework"], criteria=CRITERIA)
    first = company.assessments[pledge.id][commitment.id][0]
    steps: list[Assessment] = []
    for states, why in ((before, ""), (after, kind)):
        found = evidence(states)
        status = status_that_follows(criterion_states(CRITERIA, found))
        steps.append(dataclasses.replace(first, status=status, evidence=found, change=why))
    if judged:
        steps[1] = dataclasses.replace(steps[1], status=judged, evidence=())
    assessed = {pledge.id: {commitment.id: tuple(steps)}}
    world = dataclasses.replace(
        world,
        pledges={pledge.id: dataclasses.replace(pledge, commitments={commitment.id: commitment})},
        companies={**world.companies, "acme": dataclasses.replace(company, assessments=assessed)},
    )
    (found_change,) = (each for each in view_of(world).changes if each.cell.company.id == "acme")
    return found_change


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("so", "ss", "strengthened"),
        ("oo", "do", "strengthened"),
        ("sd", "ss", "strengthened"),
        ("ss", "so", "weakened"),
        ("so", "ro", "weakened"),
        ("ss", "sd", "weakened"),
        ("so", "os", "mixed"),
        ("do", "sd", "strengthened"),
        ("sd", "ds", "mixed"),
        ("so", "so", "unchanged"),
        ("so", "sr", "unchanged"),
    ],
)
@pytest.mark.parametrize("kind", ["company-acted", "source-changed"])
def test_what_documents_show_more_or_less_of_gives_the_direction(
    world: Dataset, before: str, after: str, kind: str, direction: str
) -> None:
    assert change(world, before, after, kind).direction == direction


@pytest.mark.parametrize(
    ("kind", "direction"),
    [("new-evidence", "found-later"), ("correction", "corrected"), ("method-changed", "corrected")],
)
@pytest.mark.parametrize(("before", "after"), [("so", "ss"), ("ss", "so"), ("so", "so")])
def test_what_we_learnt_or_had_wrong_is_no_deed_of_the_company(
    world: Dataset, before: str, after: str, kind: str, direction: str
) -> None:
    assert change(world, before, after, kind).direction == direction


def test_a_judgement_that_no_criterion_decides_is_no_weakening(world: Dataset) -> None:
    found = change(world, "ss", "ss", "company-acted", judged=Status.NOT_APPLICABLE)
    assert (found.before, found.after) == (Status.MET, Status.NOT_APPLICABLE)
    assert found.direction == "unchanged"


def test_each_direction_has_a_meaning_in_one_sentence() -> None:
    assert set(MEANINGS) == set(Direction)
    assert all(words.endswith(".") and words.count(".") == 1 for words in MEANINGS.values())


def test_what_is_gained_and_lost_are_the_criteria_in_their_sentences(world: Dataset) -> None:
    found = change(world, "so", "ds", "company-acted")
    assert (found.gained, found.lost) == (("Does another",), ("Does one thing",))
    assert [each.state for each in found.view.criteria] == [CriterionState.DISPUTED, CriterionState.SHOWN]
