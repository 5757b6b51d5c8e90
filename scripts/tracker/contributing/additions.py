"""Evidence and assessments into a company's file, by the tracker's own rules: what was published stays as it is."""

import dataclasses
import functools
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.contributing.dates import read_date
from tracker.model import (
    Assessment,
    Commitment,
    Company,
    CriterionState,
    Dataset,
    DroppedQuote,
    Evidence,
    Pledge,
    Search,
    Source,
    Status,
)
from tracker.partial_date import PartialDate
from tracker.reading.dataset import COMPANIES, SCHEMAS
from tracker.reading.document import Document
from tracker.reading.edit import EditError, edited
from tracker.reading.parser import read_document
from tracker.status import FOLLOWING, WRITTEN, criterion_states, settled_since, status_that_follows, supported_since
from tracker.text import document_address, suggestion, without_tracking


@dataclass(frozen=True, kw_only=True)
class NewAssessment:
    """An assessment to be added to a cell; it cites `evidence` beside what the latest one cites and is not `dropped`.

    A quote that is cited already, and shows or refutes something else in `evidence`, is cited once, as it is there.
    A search of `searched` takes the place of an earlier one for the same thing; `forgotten` are the numbers, from 1, of
    further searches that the latest assessment names and this one does not.
    `sources` are the documents among those cited that the company's file does not know yet.
    Left empty, `status` is the one that follows from the evidence, `since` the day from which it supports it, and
    `reason` that of the assessment before, as long as the status stays. `change` is used in a later assessment only.
    """

    pledge: str
    commitment: str
    assessed: str
    sources: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    status: str = ""
    since: str = ""
    since_reason: str = ""
    change: str = ""
    dropped: tuple[DroppedQuote, ...] = ()
    searched: tuple[Search, ...] = ()
    forgotten: tuple[int, ...] = ()


@dataclass(frozen=True)
class Target:
    """Where an assessment is added: `signed` is the first day that counts, `latest` the assessment in force."""

    commitment: Commitment
    signed: PartialDate
    latest: Assessment | None


@dataclass(frozen=True)
class Consequence:
    """The status of a cell before and with an addition, since when, and what is said of each criterion."""

    before: Status | None
    status: Status
    since: PartialDate
    states: Mapping[str, CriterionState]


@dataclass(frozen=True)
class CompanyFile:
    """A company's file as it is, with all that is needed to change it."""

    company: Company
    document: Document
    content: bytes
    schema: bytes
    pledges: Mapping[str, Pledge]

    @property
    def path(self) -> str:
        """The path of the file in the project."""
        return self.document.file

    def target(self, pledge_id: str, commitment_id: str) -> Target:
        """The place in question; EditError where there is no such pledge or commitment, or no signature."""
        pledge: Pledge = _known(pledge_id, self.pledges, "a pledge")
        if self.company.id not in pledge.signatories:
            raise EditError(f"`{self.company.id}` is not a signatory of `{pledge_id}`")
        commitment = _known(commitment_id, pledge.commitments, f"a commitment of `{pledge_id}`")
        earlier = self.company.assessments.get(pledge_id, {}).get(commitment_id, ())
        signed = pledge.signatories[self.company.id].known_since or pledge.announced
        return Target(commitment, signed, earlier[-1] if earlier else None)


def company_file(files: Mapping[str, bytes], dataset: Dataset, company: str) -> CompanyFile:
    """The file of a company from a tree of files and the dataset that was read from it; EditError where none is."""
    known = _known(company, dataset.companies, "a company")
    path = f"{COMPANIES}/{company}.yml"
    return CompanyFile(
        company=known,
        document=read_document(path, files[path]),
        content=files[path],
        schema=files[SCHEMAS[COMPANIES]],
        pledges=dataset.pledges,
    )


def source_schema(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """What the schema in a tree of files says of each field of a source."""
    fields: Mapping[str, Any] = json.loads(files[SCHEMAS[COMPANIES]])["$defs"]["source"]["properties"]
    return fields


def add_assessment(file: CompanyFile, new: NewAssessment) -> bytes:
    """The file with a new assessment at the end of its cell; cells are in the order of the pledge's commitments.

    EditError where a name is not known, a new source is there already, or a reason is missing.
    """
    draft = _draft(file, new)
    pledges = draft.value.get("assessments", {})
    cells = pledges.get(new.pledge, {})
    cell = [*cells.get(new.commitment, ()), _assessment_fields(draft)]
    cells = _put(cells, new.commitment, cell, file.pledges[new.pledge].commitments)
    value = {**draft.value, "assessments": _put(pledges, new.pledge, cells, file.pledges)}
    return edited(file.document, file.content, value, file.schema)


def consequence(file: CompanyFile, new: NewAssessment) -> Consequence:
    """What follows for the cell from the addition; it needs no reason yet."""
    return _consequence(_draft(file, new))


@dataclass(frozen=True)
class _Draft:
    """A new assessment with all that it rests on; `value` is the file's data, with a new source if there is one."""

    new: NewAssessment
    target: Target
    value: Mapping[str, Any]
    sources: Mapping[str, Source]
    evidence: tuple[Evidence, ...]


def _draft(file: CompanyFile, new: NewAssessment) -> _Draft:
    target = file.target(new.pledge, new.commitment)
    company = functools.reduce(with_source, new.sources, file.company)
    value = file.document.value
    if new.sources:
        added = {source.id: _source_fields(company.sources[source.id]) for source in new.sources}
        value = {**value, "sources": {**value.get("sources", {}), **added}}
    for item in new.evidence:
        _known(item.source, company.sources, "a source of this company")
        for criterion in (*item.shows, *item.refutes):
            _known(criterion, target.commitment.criteria, f"a criterion of `{new.commitment}`")
    dropped = {item.key for item in new.dropped}
    cited = [item for item in (target.latest.evidence if target.latest else ()) if item.key not in dropped]
    return _Draft(new, target, value, company.sources, _together(cited, [*map(_in_lines, new.evidence)]))


def _together(cited: Sequence[Evidence], new: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The quotes cited so far and the new ones; the same words, said to show something else, take their own place."""
    anew = {item.key: item for item in new}
    moved = [item for item in cited if item.key in anew and item.marks != anew[item.key].marks]
    kept = {item.key: item for item in moved}
    added = (_completed(item, kept[item.key]) if item.key in kept else item for item in new)
    return (*(item for item in cited if item not in moved), *added)


def _completed(item: Evidence, earlier: Evidence) -> Evidence:
    """A quote with what was said of it before and is not said now: where it is, and what it means in English."""
    return dataclasses.replace(
        item, locator=item.locator or earlier.locator, translation=item.translation or earlier.translation
    )


def _known(name: str, known: Mapping[str, Any], what: str) -> Any:  # noqa: ANN401 (whatever the mapping holds)
    if name not in known:
        raise EditError(f"`{name}` is not {what}; {suggestion(name, known)}")
    return known[name]


def one_line(text: str) -> str:
    """A pasted text in one line, with one space between its words."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise EditError("the text contains bytes that are not UTF-8") from None
    return " ".join(text.split())


def with_source(company: Company, new: Source) -> Company:
    """The company with one source more; EditError where its id or its address is there already."""
    if new.id in company.sources:
        raise EditError(f"there is already a source `{new.id}`; give the new one another id")
    known = source_at(company, new.url)
    if known is not None:
        raise EditError(f"the source `{known.id}` already has this address; cite that one")
    source = dataclasses.replace(
        new,
        title=one_line(new.title),
        url=without_tracking(new.url.strip()),
        publisher=one_line(new.publisher),
        copy=new.copy and one_line(new.copy),
        note=one_line(new.note),
    )
    return dataclasses.replace(company, sources={**company.sources, new.id: source})


def source_at(company: Company, url: str) -> Source | None:
    """The company's source that is the document at an address, also a former one or that of an archived copy.

    None where none is; of several texts on one page it is the one with this very address.
    """
    wanted, found = document_address(url), None
    for source in company.sources.values():
        known = [each for each in (source.url, source.archived, *source.former_urls) if each]
        if url.strip() in known:
            return source
        if found is None and wanted in map(document_address, known):
            found = source
    return found


def _source_fields(source: Source) -> dict[str, Any]:
    fields = {name: str(value) for name, value in vars(source).items() if value and name not in ("id", "former_urls")}
    return {"published": None, **fields}


def _in_lines(item: Evidence) -> Evidence:
    return dataclasses.replace(
        item, locator=one_line(item.locator), quote=one_line(item.quote), translation=one_line(item.translation)
    )


def _consequence(draft: _Draft) -> Consequence:
    new, target = draft.new, draft.target
    states = criterion_states(target.commitment.criteria, draft.evidence)
    status = _status(new.status) if new.status else status_that_follows(states)
    since = read_date(new.since) if new.since else _since(draft, status)
    return Consequence(target.latest.status if target.latest else None, status, since, states)


def _since(draft: _Draft, status: Status) -> PartialDate:
    """The day from which the documents support a status, or that of the latest assessment where nothing moves it.

    It does not lie before the signing; and what a company does holds from a day on that is not before the latest one.
    """
    latest, begin = draft.target.latest, _begin(draft, status, draft.evidence)
    if latest and not draft.new.dropped and latest.status is status and begin == _begin(draft, status, latest.evidence):
        return latest.since
    days = [begin or read_date(draft.new.assessed), draft.target.signed]
    if latest and draft.new.change in ("company-acted", "source-changed"):
        days.append(latest.since)
    return max(days, key=lambda day: day.last)


def _begin(draft: _Draft, status: Status, evidence: Sequence[Evidence]) -> PartialDate | None:
    """The day from which the evidence supports a status; None where the status does not rest on it."""
    criteria = draft.target.commitment.criteria
    follows = status_that_follows(criterion_states(criteria, evidence))
    if status is not follows or follows is Status.NO_EVIDENCE:
        return None
    return supported_since(criteria, evidence, draft.sources)


def _since_reason(draft: _Draft, since: PartialDate) -> str:
    """Why the assessment does not hold earlier: as said, or as said before of the same day while it is still so."""
    latest = draft.target.latest
    if draft.new.since_reason or not latest or since != latest.since:
        return one_line(draft.new.since_reason)
    settled = settled_since(draft.target.commitment.criteria, draft.evidence, draft.sources)
    return latest.since_reason if settled is None or since.last > settled.last else ""


def _status(text: str) -> Status:
    _known(text, {str(status): status for status in WRITTEN}, "a status")
    return Status(text)


def _assessment_fields(draft: _Draft) -> dict[str, Any]:
    """The new assessment in the words of the file."""
    new, latest, follows = draft.new, draft.target.latest, _consequence(draft)
    reason = one_line(new.reason) or (latest.reason if latest and follows.before is follows.status else "")
    if not reason:
        raise EditError(f"`{follows.status}` follows: give a reason that says what the documents show and do not show")
    # An unsuccessful search is worth reporting as long as some criterion is open.
    is_open = CriterionState.OPEN in follows.states.values() and follows.status in FOLLOWING
    searched = (*(_kept_searches(latest, new) if latest and is_open else ()), *new.searched)
    return {
        "since": str(follows.since),
        **({"since_reason": since_reason} if (since_reason := _since_reason(draft, follows.since)) else {}),
        "assessed": new.assessed,
        **({"change": new.change or "new-evidence"} if latest else {}),
        "status": str(follows.status),
        "reason": reason,
        **({"evidence": [_evidence_fields(item) for item in draft.evidence]} if draft.evidence else {}),
        **({"dropped": [dataclasses.asdict(item) for item in new.dropped]} if new.dropped else {}),
        **({"searched": [_search_fields(search) for search in searched]} if searched else {}),
    }


def _kept_searches(latest: Assessment, new: NewAssessment) -> list[Search]:
    """The searches of the latest assessment that were not done anew and are not forgotten."""
    again = {one_line(search.subject).casefold() for search in new.searched}
    return [
        search
        for number, search in enumerate(latest.searched, start=1)
        if number not in new.forgotten and search.subject.casefold() not in again
    ]


def _evidence_fields(item: Evidence) -> dict[str, Any]:
    fields = dataclasses.asdict(item)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value}


def _search_fields(search: Search) -> dict[str, str]:
    return {"subject": one_line(search.subject), "place": one_line(search.place), "date": str(search.date)}


def _put(entries: Mapping[str, Any], name: str, entry: object, order: Iterable[str]) -> dict[str, Any]:
    """The entries with one more, before the first that follows it in the order, or in place of the one of its name."""
    following = set(itertools.dropwhile(lambda each: each != name, order))
    place = next((n for n, each in enumerate(entries) if each in following), len(entries))
    names = list(entries) if name in entries else [*list(entries)[:place], name, *list(entries)[place:]]
    return {each: entry if each == name else entries[each] for each in names}
