"""Rules on dates: a partial date is wrong only where no day that it can mean would be right."""

import re
from collections.abc import Iterator, Mapping

from tracker.checking.scope import Scope
from tracker.membership import Signatory
from tracker.model import Assessment, Review, Source
from tracker.partial_date import PartialDate
from tracker.problem import Problem
from tracker.reading.document import Document, Path
from tracker.remarks import Dispute, Reply, SecondReading

# Words inside quotation marks are somebody else's.
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
_OF_TODAY = re.compile(r"\b(today|currently|recently)\b", re.IGNORECASE)
_Dated = tuple[Document, Path, PartialDate | None]


def not_in_the_future(scope: Scope) -> Iterator[Problem]:
    """Nothing was published, read, signed, left, ended or judged after today."""
    for document, path, date in _dates(scope):
        if date is not None and scope.is_future(date):
            hint = "write the day on which it happened"
            yield document.problem("future-date", path, f"{date} is in the future", hint)


def _dates(scope: Scope) -> Iterator[_Dated]:
    yield from _pledge_dates(scope)
    yield from _source_dates(scope)
    yield from _judgement_dates(scope)
    for document, review in scope.reviews():
        yield document, ("published",), review.published
        yield document, ("read",), review.read


def _pledge_dates(scope: Scope) -> Iterator[_Dated]:
    for document, pledge in scope.pledges():
        yield document, ("announced",), pledge.announced
        yield document, ("source", "published"), pledge.source.published
        yield document, ("source", "updated"), pledge.source.updated
        for index, reference in enumerate(pledge.signatory_sources):
            yield document, ("signatory_sources", index, "published"), reference.published
        for company, signatory in pledge.signatories.items():
            yield from _signatory_dates(document, ("signatories", company), signatory)


def _signatory_dates(document: Document, path: Path, signatory: Signatory) -> Iterator[_Dated]:
    is_short = not isinstance(document.at(path), Mapping)
    yield document, path if is_short else (*path, "joined"), signatory.joined
    yield document, (*path, "by"), signatory.by
    if signatory.left:
        yield document, (*path, "left", "date"), signatory.left.date
        yield document, (*path, "left", "source", "published"), signatory.left.source.published


def _source_dates(scope: Scope) -> Iterator[_Dated]:
    for document, company in scope.companies():
        for name, source in company.sources.items():
            yield document, ("sources", name, "published"), source.published
            yield document, ("sources", name, "read"), source.read
        if company.ended:
            yield document, ("ended", "date"), company.ended.date
        for index, unread in enumerate(company.unread_documents):
            yield document, ("unread_documents", index, "published"), unread.published
            yield document, ("unread_documents", index, "noted"), unread.noted


def _judgement_dates(scope: Scope) -> Iterator[_Dated]:
    for judgement in scope.judgements():
        own, path = judgement.assessment, judgement.path
        yield judgement.document, (*path, "since"), own.since
        yield judgement.document, (*path, "assessed"), own.assessed
        for index, search in enumerate(own.searched):
            yield judgement.document, (*path, "searched", index, "date"), search.date
        for below, remark in _remarks(own):
            yield judgement.document, (*path, *below, "date"), remark.date
        for index, dispute in enumerate(own.disputes):
            yield judgement.document, (*path, "disputes", index, "decided"), dispute.decided


def _remarks(assessment: Assessment) -> Iterator[tuple[Path, SecondReading | Dispute | Reply]]:
    """What others say of an assessment, with the path below it."""
    if assessment.second_reading is not None:
        yield ("second_reading",), assessment.second_reading
    for index, reading in enumerate(assessment.later_readings):
        yield ("later_readings", index), reading
    for index, dispute in enumerate(assessment.disputes):
        yield ("disputes", index), dispute
    for index, reply in enumerate(assessment.replies):
        yield ("replies", index), reply


def remarks_after_assessment(scope: Scope) -> Iterator[Problem]:
    """An assessment is read again, disputed and answered on or after the day on which it was made."""
    for judgement in scope.judgements():
        assessed = judgement.assessment.assessed
        for below, remark in _remarks(judgement.assessment):
            if remark.date.last < assessed.first and not scope.is_future(assessed):
                message = f"dated {remark.date}, before the assessment was made on {assessed}"
                hint = "it belongs to an earlier assessment, or one of the two dates is wrong"
                yield judgement.problem("remark-before-assessed", (*below, "date"), message, hint)


def read_after_published(scope: Scope) -> Iterator[Problem]:
    """A source or a review is read on or after the day on which it was published."""
    read: list[tuple[Document, Path, Source | Review]] = [
        (document, ("sources", name, "read"), source)
        for document, company in scope.companies()
        for name, source in company.sources.items()
    ]
    read += [(document, ("read",), review) for document, review in scope.reviews()]
    for document, path, text in read:
        published = text.published
        if published and text.read.last < published.first and not scope.is_future(published):
            message = f"read on {text.read}, before it was published on {published}"
            hint = "correct `read` or `published`: one of the two is wrong"
            yield document.problem("read-before-published", path, message, hint)


def assessed_after_read(scope: Scope) -> Iterator[Problem]:
    """An assessment is made on or after the day on which each source that it cites was read."""
    for judgement in scope.judgements():
        own, sources = judgement.assessment, judgement.company.sources
        for name in dict.fromkeys(item.source for item in own.evidence if item.source in sources):
            read = sources[name].read
            if own.assessed.last < read.first and not scope.is_future(read):
                message = f"assessed on {own.assessed}, before its source `{name}` was read on {read}"
                hint = "write the day of the last change to the assessment, or the source's first reading"
                yield judgement.problem("assessed-before-read", ("assessed",), message, hint)


def since_before_assessed(scope: Scope) -> Iterator[Problem]:
    """A status is assessed on or after the day from which it holds."""
    for judgement in scope.judgements():
        own = judgement.assessment
        if own.since.first > own.assessed.last and not scope.is_future(own.since):
            message = f"since {own.since} is later than assessed {own.assessed}"
            hint = "`since` is the day from which the documents support the status, `assessed` the day of the judgement"
            yield judgement.problem("since-after-assessed", ("since",), message, hint)


def change_has_a_reason(scope: Scope) -> Iterator[Problem]:
    """Each assessment of a cell but the first has the reason of its change."""
    for judgement in scope.judgements():
        change, is_first = judgement.assessment.change, judgement.previous is None
        if is_first and change:
            message = "a cell's first assessment changes nothing"
            hint = "remove `change`, or add the assessment before it"
            yield judgement.problem("change", ("change",), message, hint)
        elif not is_first and not change:
            message = "this assessment does not say why it differs from the one before"
            hint = "write `change:` company-acted, new-evidence, source-changed, correction or method-changed"
            yield judgement.problem("change", (), message, hint)


def since_signed(scope: Scope) -> Iterator[Problem]:
    """A status does not hold before the company surely had signed, or, with no day known, before the announcement."""
    for judgement in scope.judgements():
        signatory = judgement.pledge.signatories.get(judgement.company.id, Signatory())
        signed = signatory.known_since or judgement.pledge.announced
        if judgement.assessment.since.last < signed.first:
            word = "by" if signatory.by else "on"
            message = f"since {judgement.assessment.since} is earlier than the signing {word} {signed}"
            hint = f"write {signed}: what existed before counts from the day of signing"
            yield judgement.problem("since-before-signing", ("since",), message, hint)


def reason_without_today(scope: Scope) -> Iterator[Problem]:
    """A reason says when something was so: nobody knows later what "today" meant."""
    for judgement in scope.judgements():
        for word in _OF_TODAY.findall(_QUOTED.sub("", judgement.assessment.reason)):
            hint = "write the date, or put the word in quotation marks if it is somebody else's"
            yield judgement.problem("undated-reason", ("reason",), f"the reason says `{word}`", hint)


def oldest_first(scope: Scope) -> Iterator[Problem]:
    """The assessments of a cell are in order of time; only new evidence and corrections may reach further back."""
    for judgement in scope.judgements():
        own, previous = judgement.assessment, judgement.previous
        if previous is None:
            continue
        pairs = {"assessed": (own.assessed, previous.assessed)}
        if own.change in ("company-acted", "source-changed"):
            pairs["since"] = (own.since, previous.since)
        for name, (later, earlier) in pairs.items():
            if later.last < earlier.first and not scope.is_future(earlier):
                message = f"{name} {later} is earlier than in the assessment before it ({earlier})"
                yield judgement.problem("order", (name,), message, "put the oldest first")
                break  # two assessments in the wrong order are one mistake


RULES = (
    not_in_the_future,
    read_after_published,
    assessed_after_read,
    since_before_assessed,
    remarks_after_assessment,
    since_signed,
    change_has_a_reason,
    oldest_first,
    reason_without_today,
)
