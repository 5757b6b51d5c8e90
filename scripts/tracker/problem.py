"""What goes wrong: a fault in a data file, with what to write instead, and an output that must not be published."""

from collections.abc import Sequence
from typing import NamedTuple

# One fault of the program usually shows in every file of a kind.
_TOLD = 20


class Problem(NamedTuple):
    """One fault: where it stands (lines and columns from 1), which rule found it, what is wrong, what to write.

    Problems are sorted by these fields, in this order; tuples, many times faster than other values.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    hint: str = ""


class UnfitOutput(Exception):  # noqa: N818 (a state of the output, told to people)
    """What would be published does not keep its own promise; `faults` says where and how, and the first are told."""

    def __init__(self, faults: Sequence[str]) -> None:
        more = [f"and {len(faults) - _TOLD} more"] if len(faults) > _TOLD else []
        super().__init__("\n".join([*faults[:_TOLD], *more]))
