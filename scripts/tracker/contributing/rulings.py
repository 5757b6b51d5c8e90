"""How a dispute ends, as the form says it: the decision, and the assessment that corrects the disputed one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tracker.contributing.additions import NewAssessment
from tracker.contributing.decisions import Decision, open_disputes
from tracker.contributing.drops import DropError, find_drops
from tracker.contributing.escaping import span
from tracker.contributing.issue_forms import Answers
from tracker.contributing.searches import SearchError, find_searches
from tracker.partial_date import PartialDate
from tracker.remarks import Dispute, Outcome
from tracker.views.cells import Cell

OUTCOMES_IN_FORM = (Outcome.UPHELD, Outcome.REJECTED, Outcome.WITHDRAWN)  # in the order in which the form offers them
_CORRECT_FIRST = (
    "An upheld dispute names the assessment that corrects the disputed one. Name the quotes that no longer hold below, "
    "or send the form “Add evidence” first, with “The earlier assessment was wrong”; once that is published, a "
    "maintainer sets the label here again."
)

Report = Callable[[str, str], None]  # takes the id of a field, and what is wrong with its answer


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """The decision of the dispute at a place, as in `open_disputes`, after the assessment that it makes necessary."""

    place: tuple[int, int]
    dispute: Dispute
    decision: Decision
    correction: NewAssessment | None


def read_ruling(answers: Answers, cell: Cell, day: PartialDate, report: Report) -> Ruling | None:
    """What the answers decide; None where something is missing, which is reported."""
    disputes = open_disputes(cell)
    changes = any(answers[field] for field in ("dropped", "searched", "reason"))
    place = _place(answers["dispute"].strip(" #.\n"), disputes, report)
    outcome = _outcome(answers)
    correction = _correction(answers, cell, day, report) if changes else None
    if place is None or outcome is None:
        return None
    if outcome is not Outcome.UPHELD and changes:
        report("outcome", "Only an upheld dispute changes the assessment, and the questions below say what changes.")
    if outcome is Outcome.UPHELD and not changes and place[0] + 1 == len(cell.assessments):
        report("outcome", _CORRECT_FIRST)
    decision = Decision(outcome=outcome, decided=str(day), answer=" ".join(answers["answer"].split()))
    return Ruling(place=place, dispute=disputes[place], decision=decision, correction=correction)


def _place(number: str, disputes: Mapping[tuple[int, int], Dispute], report: Report) -> tuple[int, int] | None:
    places = list(disputes)
    if not places:
        report("cell", "No dispute of this cell is open.")
    elif not number and len(places) == 1:
        return places[0]
    elif number.isdecimal() and 1 <= int(number) <= len(places):
        return places[int(number) - 1]
    else:
        named = "".join(
            f"\n  {n}. {each.date}, {span(each.by)}: {span(each.grounds)}"
            for n, each in enumerate(disputes.values(), start=1)
        )
        report("dispute", f"Please write the number of the one that is meant:\n{named}")
    return None


def _outcome(answers: Answers) -> Outcome | None:
    (names,) = (field.options for field in answers.form.fields if field.id == "outcome")
    return dict(zip(names, OUTCOMES_IN_FORM, strict=True)).get(answers["outcome"])


def _correction(answers: Answers, cell: Cell, day: PartialDate, report: Report) -> NewAssessment | None:
    """The assessment without the quotes that no longer hold; None where a line names none, which is reported."""
    latest, reason = cell.latest, " ".join(answers["reason"].split())
    if latest is None:
        return None
    if not reason:
        report("reason", "This is needed, because the assessment changes.")
    try:
        dropped, searched = find_drops(answers["dropped"], latest.evidence), find_searches(answers["searched"], day)
    except (DropError, SearchError) as error:
        report("dropped" if isinstance(error, DropError) else "searched", str(error))
        return None
    return NewAssessment(
        pledge=cell.pledge.id,
        commitment=cell.commitment.id,
        assessed=str(max(day, latest.assessed, key=lambda each: each.last)),
        change="correction",
        reason=reason,
        dropped=dropped,
        searched=searched,
    )
