"""Rules on quotes, and on the status that follows from them."""

from collections import Counter
from collections.abc import Iterator

from tracker.checking.language import is_surely_not_english
from tracker.checking.residue import residues, told
from tracker.checking.scope import Judgement, Scope
from tracker.membership import Signatory
from tracker.model import CriterionState, Status
from tracker.partial_date import PartialDate
from tracker.problem import Problem
from tracker.recorded import REMOVED
from tracker.status import FOLLOWING, criterion_states, settled_since, status_that_follows, supported_since
from tracker.text import word_count

MIN_WORDS, MAX_WORDS = 5, 80


def quote_length(scope: Scope) -> Iterator[Problem]:
    """A quote is long enough to mean something and short enough to be one: 5 to 80 words."""
    for judgement in scope.judgements():
        for path, item in judgement.evidence():
            words = word_count(item.quote)
            if not MIN_WORDS <= words <= MAX_WORDS and item.quote != REMOVED:
                message = f"the quote has {words} words, not {MIN_WORDS} to {MAX_WORDS}"
                hint = "quote the words that carry the point"
                yield judgement.problem("quote-length", (*path, "quote"), message, hint)


def quote_once(scope: Scope) -> Iterator[Problem]:
    """An assessment cites a quote once."""
    for judgement in scope.judgements():
        seen: set[str] = set()
        for path, item in judgement.evidence():
            words = " ".join(item.quote.split())
            if words in seen and words != REMOVED:
                hint = "keep one, with all the criteria that it shows or refutes"
                yield judgement.problem("repeated-quote", (*path, "quote"), "this quote occurs twice in the cell", hint)
            seen.add(words)


def no_residue(scope: Scope) -> Iterator[Problem]:
    """A quote and its translation are words: no marks of the page or file from which they were copied."""
    for judgement in scope.judgements():
        for path, item in judgement.evidence():
            for field, words in (("quote", item.quote), ("translation", item.translation)):
                for residue in residues(words):
                    yield judgement.problem("residue", (*path, field), told(field, words, residue), residue.hint)


def translated(scope: Scope) -> Iterator[Problem]:
    """A quote that is not in English has a translation."""
    for judgement in scope.judgements():
        for path, item in judgement.evidence():
            source = judgement.company.sources.get(item.source)
            if item.translation or source is None:
                continue
            if source.language not in ("", "en"):
                message = f"the quote is from a document in the language `{source.language}`, and has no translation"
                yield judgement.problem("translation", (*path, "quote"), message, "add `translation:` in English")
            elif not source.language and is_surely_not_english(item.quote):
                message = "the quote is not in English, and has no translation"
                hint = "add `translation:`; if it is in English all the same, write `language: en` at its source"
                yield judgement.problem("translation", (*path, "quote"), message, hint)


def one_bearing(scope: Scope) -> Iterator[Problem]:
    """One quote does not both show and refute one criterion."""
    for judgement in scope.judgements():
        for path, item in judgement.evidence():
            for criterion in sorted(set(item.shows) & set(item.refutes)):
                message = f"the quote both shows and refutes `{criterion}`"
                hint = "keep the criterion in one of the two, or cite two quotes"
                yield judgement.problem("two-bearings", (*path, "refutes"), message, hint)


def reliable_enough(scope: Scope) -> Iterator[Problem]:
    """No criterion is shown by low-reliability sources alone."""
    for judgement in scope.judgements():
        sources = judgement.company.sources
        for criterion in judgement.commitment.criteria:
            showing = [
                (path, sources.get(item.source)) for path, item in judgement.evidence() if criterion in item.shows
            ]
            if showing and all(source is not None and source.reliability == "low" for _path, source in showing):
                message = f"only low-reliability sources show `{criterion}`"
                hint = "add a source of medium or high reliability, or leave the quote as context"
                yield judgement.problem("low-reliability", (*showing[0][0], "shows"), message, hint)


def status_follows(scope: Scope) -> Iterator[Problem]:
    """The status is the one that follows from the evidence."""
    for judgement in scope.judgements():
        own, states = judgement.assessment, _states(judgement)
        follows = status_that_follows(states)
        if own.status in FOLLOWING and own.status != follows and _names_are_known(judgement):
            message = f"`{own.status}` does not follow from the evidence: {_account(states)}"
            hint = f"write `{follows}`, which follows, or add or correct evidence"
            yield judgement.problem("status", ("status",), message, hint)


def search_is_logged(scope: Scope) -> Iterator[Problem]:
    """An assessment without evidence says what was searched."""
    for judgement in scope.judgements():
        if judgement.assessment.status is Status.NO_EVIDENCE and not judgement.assessment.searched:
            hint = "add `searched:` with what was looked for, where and when"
            yield judgement.problem("search-log", ("status",), "`no-evidence` does not say what was searched", hint)


def since_follows(scope: Scope) -> Iterator[Problem]:
    """A status does not hold before the documents that it rests on."""
    for judgement in scope.judgements():
        own, sources = judgement.assessment, judgement.company.sources
        if own.status is Status.NO_EVIDENCE or not _follows_from_dated_sources(judgement):
            continue
        begin = supported_since(judgement.commitment.criteria, own.evidence, sources)
        if begin is not None and own.since.last < begin.last and not scope.is_future(begin):
            message = f"since {own.since} is too early: the documents support `{own.status}` from {_start(begin)} on"
            hint = f"write {begin}, or cite a document of the time"
            yield judgement.problem("since", ("since",), message, hint)


def dropped_was_cited(scope: Scope) -> Iterator[Problem]:
    """A dropped quote is one that the assessment before cites, and this one does not."""
    for judgement in scope.judgements():
        before = {item.key for item in (judgement.previous.evidence if judgement.previous else ())}
        now = {item.key for item in judgement.assessment.evidence}
        for index, item in enumerate(judgement.assessment.dropped):
            path, key = ("dropped", index), item.key
            if key not in before:
                message = "the assessment before does not cite this quote"
                hint = "write source and quote as they are there, or remove the entry"
                yield judgement.problem("dropped-quote", path, message, hint)
            elif key in now:
                message = "this quote is dropped, and cited all the same"
                hint = "remove it from `evidence`, or the entry from `dropped`"
                yield judgement.problem("dropped-quote", path, message, hint)


def late_since_has_a_reason(scope: Scope) -> Iterator[Problem]:
    """A status holds from the day that follows from its documents, or says in `since_reason` why from a later one."""
    for judgement in scope.judgements():
        own, previous, latest = judgement.assessment, judgement.previous, _latest_since(judgement)
        if latest is None or scope.is_future(own.since):
            continue
        is_late, is_kept = own.since.last > latest.last, previous is not None and own.since == previous.since
        if is_late and not is_kept and not own.since_reason:
            grounds = "search" if own.status is Status.NO_EVIDENCE else "documents"
            message = f"since {own.since} is later than {_start(latest)}, which follows from the {grounds}"
            hint = f"write {latest}, or add `since_reason:` and say why it does not hold from then on"
            yield judgement.problem("late-since", ("since",), message, hint)
        elif own.since_reason and not is_late:
            message = f"since {own.since} is not later than follows from the documents, and needs no reason"
            yield judgement.problem("since-reason", ("since_reason",), message, "remove `since_reason`")


def _latest_since(judgement: Judgement) -> PartialDate | None:
    """The last day from which an assessment may hold by its own documents; None where none can be worked out.

    For `no-evidence` that is the day of the search; for a later assessment the day from which each criterion is as it
    says, since until then the one before it may hold.
    """
    own, sources = judgement.assessment, judgement.company.sources
    signed = judgement.pledge.signatories.get(judgement.company.id, Signatory()).known_since
    if signed is None or not _follows_from_dated_sources(judgement):
        return None
    if own.status is Status.NO_EVIDENCE and not own.searched:
        return None  # another rule asks for the search
    criteria = judgement.commitment.criteria
    days = [signed, supported_since(criteria, own.evidence, sources)]
    if own.status is Status.NO_EVIDENCE:
        days += [search.date for search in own.searched]
    if judgement.previous:
        days.append(settled_since(criteria, own.evidence, sources))
    return max(filter(None, days), key=lambda day: day.last)


def _follows_from_dated_sources(judgement: Judgement) -> bool:
    """Whether the status is the one that follows, from sources that could all be read."""
    own, sources = judgement.assessment, judgement.company.sources
    if any(item.source not in sources for item in own.evidence) or not _names_are_known(judgement):
        return False
    return own.status == status_that_follows(_states(judgement))


def _start(day: PartialDate) -> str:
    """The day from which a date counts, in words."""
    return f"{day}" if day.first == day.last else f"the end of {day}"


def _names_are_known(judgement: Judgement) -> bool:
    """Whether every source and criterion that the evidence names exists; if not, another rule reports the name."""
    criteria, company = judgement.commitment.criteria, judgement.company
    sources = {*company.sources, *company.unreadable_sources}
    return all(
        item.source in sources and set(item.shows) <= set(criteria) and set(item.refutes) <= set(criteria)
        for item in judgement.assessment.evidence
    )


def _states(judgement: Judgement) -> dict[str, CriterionState]:
    return criterion_states(judgement.commitment.criteria, judgement.assessment.evidence)


def _account(states: dict[str, CriterionState]) -> str:
    """Which criteria are shown, disputed, refuted and open, in words."""
    counted = Counter(states.values())
    return "; ".join(
        f"{state} " + ", ".join(f"`{criterion}`" for criterion, own in states.items() if own == state)
        for state in CriterionState
        if counted[state]
    )


RULES = (
    quote_length,
    quote_once,
    no_residue,
    translated,
    one_bearing,
    reliable_enough,
    status_follows,
    search_is_logged,
    since_follows,
    dropped_was_cited,
    late_since_has_a_reason,
)
