"""Whether a change takes much from a pledge at once; it then needs a waiver in the pledge's file, and no other does."""

from collections.abc import Iterator, Mapping
from typing import Any

from tracker.checking.frozen import entries, fields, quotes
from tracker.problem import Problem
from tracker.reading.document import Document

# The latest assessment of each cell of a pledge, by the present ids of company and commitment.
Current = Mapping[tuple[str, str], Mapping[str, Any]]

MOST_PERCENT = 10
FEWEST = 10  # of fewer quotes or statuses a share says nothing


def mass_losses(was: Current, now: Current, old: Mapping[str, Any], document: Document) -> Iterator[Problem]:
    """A change that takes more than a tenth of the quotes or statuses of a pledge is waived in its file, by name.

    `old` is the pledge's data in the base and `document` its present file.
    """
    waived = set()
    losses = {"evidence": _lost_quotes(was, now), "statuses": _changed_statuses(was, now)}
    large = {name: loss for name, loss in losses.items() if _is_large(*loss)}
    for index, entry in list(enumerate(entries(document.value, "waived")))[len(entries(old, "waived")) :]:
        name = fields(entry).get("loss")
        if name not in large or name in waived:
            message = f"no such loss is in this change: the waiver of `{name}` is not needed"
            yield document.problem("mass-loss", ("waived", index), message, "remove the entry")
        waived.add(name)
    for name, (lost, of) in large.items():
        if name not in waived:
            yield document.problem("mass-loss", (), _SENTENCES[name].format(lost=lost, of=of), _HINT.format(name=name))


_SENTENCES = {
    "evidence": "{lost} of the {of} quotes on which the statuses of this pledge rest are no longer cited",
    "statuses": "{lost} of the {of} statuses of this pledge change at once",
}
_HINT = (
    "restore what was lost by mistake; what was agreed to is waived in this file: "
    "waived: [{{loss: {name}, date: ..., why: ..., by: [...]}}]"
)


def _is_large(lost: int, of: int) -> bool:
    return lost >= FEWEST and lost * 100 > of * MOST_PERCENT


def _lost_quotes(was: Current, now: Current) -> tuple[int, int]:
    """How many quotes are no longer cited in their cell, and of how many; the source may be another by now."""
    before, after = ({(cell, quote) for cell, own in each.items() for quote in quotes(own)} for each in (was, now))
    return len(before - after), len(before)


def _changed_statuses(was: Current, now: Current) -> tuple[int, int]:
    changed = [cell for cell, own in was.items() if now.get(cell, {}).get("status") != own.get("status")]
    return len(changed), len(was)
