"""What comes of a submission, in Markdown."""

from collections.abc import Iterable

from tracker.contributing.acceptance import Outcome
from tracker.contributing.escaping import block, span
from tracker.contributing.submission import Proposal
from tracker.contributing.unified_diff import difference

_TITLES = {
    "add-evidence": "Evidence",
    "report-a-mistake": "A dispute",
    "reply-as-the-company": "A reply",
}
_LACKING = "Thank you for writing. This cannot go into the data yet:"
_AFTER_LACKING = "Please edit the text above; a maintainer will then look at it again."
_AFTER_CHANGE = "The check finds no problem in it. A maintainer reads it before it is published."
_AFTER_PROPOSAL = "Thank you. Nothing changes by itself: maintainers decide, and answer here."


def comment(outcome: Outcome) -> str:
    """The outcome in Markdown, ready to be posted below the issue; somebody else's words are code in it."""
    if outcome.lacks:
        parts = [_LACKING, _list(outcome.lacks), *([_AFTER_LACKING] if outcome.form else [])]
    elif outcome.proposal:
        parts = [_proposal(outcome.proposal), _AFTER_PROPOSAL, *_notes(outcome)]
    else:
        parts = [_change(outcome), block(_diff(outcome), "diff"), _AFTER_CHANGE, *_notes(outcome)]
    return "\n\n".join(parts) + "\n"


def _change(outcome: Outcome) -> str:
    cell = outcome.cell
    name = f"{cell.company.name}, {cell.commitment.title} ({cell.pledge.short_name})" if cell else ""
    return f"{_TITLES[outcome.form]} for {name}. This is the change of the data:"


def _proposal(proposal: Proposal) -> str:
    lines = {"Name": proposal.name, "Address": proposal.address, "Reason": proposal.why}
    return f"{proposal.subject} is proposed:\n\n" + _list(f"{label}: {span(text)}" for label, text in lines.items())


def _notes(outcome: Outcome) -> list[str]:
    return ["For the maintainers:\n\n" + _list(outcome.notes)] if outcome.notes else []


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _diff(outcome: Outcome) -> str:
    return difference(outcome.path, outcome.before, outcome.after)
