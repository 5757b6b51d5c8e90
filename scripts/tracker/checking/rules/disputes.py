"""Rules on disputes: how they end, and which assessment followed."""

from collections.abc import Iterator

from tracker.checking.scope import Judgement, Scope
from tracker.problem import Problem
from tracker.remarks import Dispute, Outcome

_DECISION = ("decided", "outcome", "answer")


def _disputes(scope: Scope) -> Iterator[tuple[Judgement, int, Dispute]]:
    for judgement in scope.judgements():
        for index, dispute in enumerate(judgement.assessment.disputes):
            yield judgement, index, dispute


def decided_whole(scope: Scope) -> Iterator[Problem]:
    """A dispute that is decided says when, how and why."""
    for judgement, index, dispute in _disputes(scope):
        missing = [name for name in _DECISION if not getattr(dispute, name)]
        if len(missing) < len(_DECISION):
            for name in missing:
                hint = "a decision has `decided`, `outcome` (upheld, rejected or withdrawn) and `answer`"
                message = f"the dispute is decided, and its `{name}` is missing"
                yield judgement.problem("dispute-outcome", ("disputes", index), message, hint)


def decided_after_disputed(scope: Scope) -> Iterator[Problem]:
    """A dispute is decided on or after the day on which it was made."""
    for judgement, index, dispute in _disputes(scope):
        if dispute.decided and dispute.decided.last < dispute.date.first and not scope.is_future(dispute.date):
            message = f"decided on {dispute.decided}, before the dispute was made on {dispute.date}"
            path = ("disputes", index, "decided")
            yield judgement.problem("dispute-outcome", path, message, "one of the two dates is wrong")


def upheld_is_followed(scope: Scope) -> Iterator[Problem]:
    """An upheld dispute names the later assessment that corrects the disputed one; no other dispute names one."""
    for judgement, index, dispute in _disputes(scope):
        path = ("disputes", index)
        later = [each.assessed for each in judgement.later]
        if dispute.outcome is not Outcome.UPHELD:
            if dispute.followed_by:
                message = "only an upheld dispute leads to an assessment"
                hint = "remove `followed_by`, or write `outcome: upheld`"
                yield judgement.problem("dispute-outcome", (*path, "followed_by"), message, hint)
        elif dispute.followed_by is None:
            hint = "add the assessment that corrects it at the end of the list, and write its day as `followed_by`"
            message = "the dispute is upheld, and nothing says which assessment followed"
            yield judgement.problem("dispute-outcome", (*path, "outcome"), message, hint)
        elif dispute.followed_by not in later:
            hint = "write the `assessed` of the assessment that corrects this one" + (
                f": {later[0]}" if later else ", which comes at the end of the list"
            )
            message = f"no later assessment of the cell was made on {dispute.followed_by}"
            yield judgement.problem("dispute-outcome", (*path, "followed_by"), message, hint)


RULES = (decided_whole, decided_after_disputed, upheld_is_followed)
