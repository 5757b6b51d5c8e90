"""What comes of a submission, in Markdown."""

from collections.abc import Iterable, Sequence

from tracker.contributing.acceptance import Response
from tracker.contributing.escaping import block, markdown, span
from tracker.contributing.submission import Proposal
from tracker.contributing.unified_diff import unified_diff
from tracker.model import CriterionState
from tracker.status import word

_TITLES = {
    "add-evidence": "Evidence",
    "report-a-mistake": "A dispute",
    "reply-as-the-company": "A reply",
    "decide-a-dispute": "The decision of a dispute",
}
_INCOMPLETE = "Thank you for writing. This cannot go into the data yet:"
_AFTER_INCOMPLETE = (
    "To mend it, open the menu with the three dots at the top right of your text, choose “Edit”, change the answers "
    "below these questions and leave the questions as they are. Save it, and write a comment here, so that a "
    "maintainer looks at it again."
)
_AFTER_CHANGE = "The check finds no problem in it. A maintainer reads it before it is published."
_AFTER_PROPOSAL = "Thank you. Nothing changes by itself: maintainers decide, and answer here."


def comment(response: Response, quotes: Sequence[str] = ()) -> str:
    """The response in Markdown, ready to be posted below the issue; what others wrote is shown as code.

    `quotes` are the lines on its quotes that a program has looked up.
    """
    if response.problems:
        parts = [_INCOMPLETE, _list(response.problems), *([_AFTER_INCOMPLETE] if response.form else [])]
    elif response.proposal:
        parts = [_proposal(response.proposal), _AFTER_PROPOSAL, *_notes(response)]
    else:
        parts = [
            _change(response),
            block(_diff(response), "diff"),
            *_follows(response),
            _AFTER_CHANGE,
            *_looked_up(quotes),
            *_notes(response),
        ]
    return "\n\n".join(parts) + "\n"


def _change(response: Response) -> str:
    cell = response.cell
    name = f"{cell.company.name}, {cell.commitment.title} ({cell.pledge.short_name})" if cell else ""
    return f"{_TITLES[response.form]} for {name}. This is the change to the data:"


def _follows(response: Response) -> list[str]:
    """The status that follows, and what is said of each criterion, the open ones last."""
    follows, cell = response.follows, response.cell
    if follows is None or cell is None:
        return []
    was = f"; before, it was {word(follows.before)}" if follows.before else ""
    states = [(state, id) for state in CriterionState for id, own in follows.states.items() if own is state]
    criteria = _list(f"{state}: {span(cell.commitment.criteria[id])}" for state, id in states)
    return [f"The status that follows: **{word(follows.status)}** since {follows.since}{was}.\n\n{criteria}"]


def request_title(response: Response) -> str:
    """The title of the pull request, in the project's convention."""
    follows, cell = response.follows, response.cell
    if cell is None:
        return ""
    if response.ruling:
        what = f"the dispute is {response.ruling.decision.outcome}"
    elif follows is None:
        what = _TITLES[response.form].lower()
    else:
        what = "more evidence" if follows.before is follows.status else word(follows.status)
    return f"[{cell.company.id}] {cell.commitment.title.lower()}: {what}"


def request_text(response: Response, issue: str, url: str, answer: str) -> str:
    """The text of the pull request for an issue: the answer, and what becomes of the issue when it is merged.

    `url` is the issue's address: the one in which a decided dispute was argued is closed if it is beside it.
    """
    if response.form == "report-a-mistake" and response.cell:
        cell = response.cell
        ways = f"by the form “Decide a dispute” or by `tracker decide {cell.company.id} {cell.commitment_id}`"
        return f"Marks the dispute of #{issue}, which stays open until it is decided, {ways}.\n\n{answer}"
    folder, _slash, argued = response.ruling.dispute.url.rpartition("/") if response.ruling else ("", "", "")
    is_beside = argued.isdecimal() and folder == url.rpartition("/")[0]
    closes = f"Closes #{issue}." + f" Closes #{argued}, where the dispute was argued." * is_beside
    return f"{closes}\n\n{answer}"


def _proposal(proposal: Proposal) -> str:
    lines = {"Name": proposal.name, "Address": proposal.address, "Reason": proposal.why}
    return f"{proposal.subject} is proposed:\n\n" + _list(f"{label}: {span(text)}" for label, text in lines.items())


def _looked_up(quotes: Sequence[str]) -> list[str]:
    return ["A program looked the quote up in its document:\n\n" + _list(map(markdown, quotes))] if quotes else []


def _notes(response: Response) -> list[str]:
    return ["For the maintainers:\n\n" + _list(response.notes)] if response.notes else []


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _diff(response: Response) -> str:
    return unified_diff(response.path, response.before, response.after)
