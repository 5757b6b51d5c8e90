"""Rules on who belongs to a pledge, from when until when, and on how a company ends."""

from collections.abc import Iterator

from tracker.checking.scope import Scope
from tracker.membership import Signatory
from tracker.model import Status
from tracker.problem import Problem
from tracker.reading.dataset import COMPANIES
from tracker.status import SHOWN


def joined_once(scope: Scope) -> Iterator[Problem]:
    """The day on which a company joined is known, or only a day by which it had: not both."""
    for document, pledge in scope.pledges():
        for company, signatory in pledge.signatories.items():
            if signatory.joined and signatory.by:
                hint = "keep `joined` if the day itself is known, else `by`"
                message = f"`{company}` has both a day of joining and a day by which it had joined"
                yield document.problem_at_key("joined-twice", ("signatories", company, "by"), message, hint)


def left_after_joining(scope: Scope) -> Iterator[Problem]:
    """A company leaves a pledge after the day on which it joined."""
    for document, pledge in scope.pledges():
        for company, signatory in pledge.signatories.items():
            begin = signatory.known_since or pledge.announced
            if signatory.left and signatory.left.date.last <= begin.first and not scope.is_future(begin):
                message = f"left on {signatory.left.date}, which is not after {begin}, from when on it was a signatory"
                path = ("signatories", company, "left", "date")
                yield document.problem("left-before-joining", path, message, "one of the two dates is wrong")


def since_left(scope: Scope) -> Iterator[Problem]:
    """Nothing of what a company did or left undone after it had left a pledge makes its status there."""
    for judgement in scope.judgements():
        own, left = judgement.assessment, judgement.pledge.signatories.get(judgement.company.id, Signatory()).left
        is_latest = own is judgement.company.assessments[judgement.pledge.id][judgement.commitment.id][-1]
        if left and is_latest and own.status in {*SHOWN, Status.NOT_MET} and own.since.last >= left.date.last:
            message = f"since {own.since} is not before {left.date}, when the company left the pledge"
            hint = "cite documents of the time before; where this one is on record, add a correction at the end"
            yield judgement.problem("since-after-leaving", ("since",), message, hint)


def known_end(scope: Scope) -> Iterator[Problem]:
    """The end of a company has its source in the same file, and a successor that is tracked or has a name."""
    companies = scope.reading.documents[COMPANIES]
    for document, company in scope.companies():
        ended = company.ended
        if ended is None:
            continue
        if ended.source not in company.sources and ended.source not in company.unreadable_sources:
            hint = document.suggestion(ended.source, company.sources)
            yield document.problem(
                "unknown-source", ("ended", "source"), f"`{ended.source}` is not a source of this file", hint
            )
        successor = ended.successor.company if ended.successor else ""
        if successor == company.id:
            message, hint = "the company is its own successor", "remove it, or name the one that took it over"
            yield document.problem("successor", ("ended", "successor"), message, hint)
        elif successor and successor not in companies:
            hint = f"{document.suggestion(successor, companies)}; write one that is not tracked with `name` and `url`"
            yield document.problem("successor", ("ended", "successor"), f"`{successor}` is not a tracked company", hint)


def ended_after_joining(scope: Scope) -> Iterator[Problem]:
    """A company joins no pledge after its end."""
    for document, pledge in scope.pledges():
        for id, signatory in pledge.signatories.items():
            company = scope.reading.dataset.companies.get(id)
            joined = signatory.joined
            if company and company.ended and joined and joined.first > company.ended.date.last:
                message = f"joined on {joined}, after `{id}` had ended on {company.ended.date}"
                yield document.problem_at_key(
                    "joined-after-end", ("signatories", id), message, "one of the two dates is wrong"
                )


def acts_no_more(scope: Scope) -> Iterator[Problem]:
    """A company does nothing after its end: what changes a status then has another reason."""
    for judgement in scope.judgements():
        own, ended = judgement.assessment, judgement.company.ended
        if ended and own.change == "company-acted" and own.since.first > ended.date.last:
            message = f"since {own.since} the company had ended, on {ended.date}, and could not act"
            hint = "write why the status differs: new-evidence, source-changed, correction or method-changed"
            yield judgement.problem("acted-after-end", ("change",), message, hint)


RULES = (joined_once, left_after_joining, since_left, known_end, ended_after_joining, acts_no_more)
