"""Evidence and assessments into a company's file, by the tracker's own rules: what was published stays as it is."""

import dataclasses
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.model import (
    Assessment,
    Commitment,
    Company,
    CriterionState,
    Dataset,
    Evidence,
    PartialDate,
    Pledge,
    Search,
    Source,
    Status,
)
from tracker.reading.canonical import layout_of, write
from tracker.reading.dataset import COMPANIES, SCHEMAS
from tracker.reading.document import Document, read_document
from tracker.status import WRITTEN, criterion_states, status_that_follows, supported_since
from tracker.text import suggestion

_SHARED = ("pledge", "commitment", "assessed", "reason", "since", "change")
_JUDGEMENTS = (Status.NOT_APPLICABLE, Status.NOT_ASSESSABLE)


class EditError(ValueError):
    """What was asked for cannot be written; the message says to a person why, and what to write instead."""


@dataclass(frozen=True)
class NewSource:
    """A document that the company's file does not know yet; `published` is empty where no date is known."""

    id: str
    title: str
    url: str
    publisher: str
    kind: str
    published: str
    read: str
    reliability: str
    read_at: str = ""
    archived: str = ""
    note: str = ""


@dataclass(frozen=True)
class NewAssessment:
    """A judgement to be added to a cell.

    Left empty, `status` is the one that follows from the evidence, `since` the day from which it supports it, and
    `reason` that of the assessment before, as long as the status stays. `change` counts in a later assessment alone.
    """

    pledge: str
    commitment: str
    assessed: str
    reason: str = ""
    status: str = ""
    since: str = ""
    change: str = ""
    searched: tuple[Search, ...] = ()


@dataclass(frozen=True)
class NewEvidence:
    """A quote to be added to a cell; the other fields are those of the assessment that it leads to."""

    pledge: str
    commitment: str
    source: str | NewSource
    quote: str
    assessed: str
    shows: tuple[str, ...] = ()
    refutes: tuple[str, ...] = ()
    locator: str = ""
    translation: str = ""
    reason: str = ""
    since: str = ""
    change: str = ""


@dataclass(frozen=True)
class Cell:
    """Where an assessment is added: `signed` is the first day that counts, `latest` the assessment that stands."""

    commitment: Commitment
    signed: PartialDate
    latest: Assessment | None


@dataclass(frozen=True)
class Outcome:
    """How a cell stood, how it stands with an addition and since when, and what is said of each criterion."""

    before: Status | None
    status: Status
    since: PartialDate
    states: Mapping[str, CriterionState]


@dataclass(frozen=True)
class CompanyFile:
    """A company's file as it stands, with all that is needed to change it."""

    company: Company
    document: Document
    content: bytes
    schema: bytes
    pledges: Mapping[str, Pledge]

    @property
    def path(self) -> str:
        """Where the file stands in the project."""
        return self.document.file

    def cell(self, pledge: str, commitment: str) -> Cell:
        """The cell in question; EditError where there is no such pledge or commitment, or no signature."""
        words = _known(pledge, self.pledges, "a pledge")
        if self.company.id not in words.signatories:
            raise EditError(f"`{self.company.id}` is not a signatory of `{pledge}`")
        promise = _known(commitment, words.commitments, f"a commitment of `{pledge}`")
        earlier = self.company.assessments.get(pledge, {}).get(commitment, ())
        signed = words.signatories[self.company.id] or words.announced
        return Cell(promise, signed, earlier[-1] if earlier else None)


def company_file(files: Mapping[str, bytes], dataset: Dataset, company: str) -> CompanyFile:
    """The file of a company from a tree of files and the dataset that was read from it; EditError where none is."""
    known = _known(company, dataset.companies, "a company")
    path = f"{COMPANIES}/{company}.yml"
    schema = files[SCHEMAS[COMPANIES]]
    return CompanyFile(known, read_document(path, files[path]), files[path], schema, dataset.pledges)


def add_evidence(file: CompanyFile, addition: NewEvidence, *others: NewEvidence) -> bytes:
    """The file with the quotes in one new assessment of a cell, beside all that the latest one cites.

    The status is the one that follows; `others` give their quotes alone, the rest is as the first one says. EditError
    where a name is not known, or a new source is there already.
    """
    return _written(file, _draft_with_evidence(file, (addition, *others)))


def add_assessment(file: CompanyFile, addition: NewAssessment) -> bytes:
    """The file with a new assessment of the cell, on the evidence that the latest one cites."""
    return _written(file, _draft(file, addition))


def outcome(file: CompanyFile, addition: NewEvidence | NewAssessment, *others: NewEvidence) -> Outcome:
    """How the cell will stand with the addition; it needs no reason yet."""
    if isinstance(addition, NewEvidence):
        return _outcome(_draft_with_evidence(file, (addition, *others)))
    return _outcome(_draft(file, addition))


@dataclass(frozen=True)
class _Draft:
    """A new assessment with all that it rests on; `value` is the file's data, with a new source if there is one."""

    new: NewAssessment
    cell: Cell
    value: Mapping[str, Any]
    sources: Mapping[str, Source]
    evidence: tuple[Evidence, ...]


def _draft(file: CompanyFile, new: NewAssessment) -> _Draft:
    cell = file.cell(new.pledge, new.commitment)
    return _Draft(new, cell, file.document.value, file.company.sources, cell.latest.evidence if cell.latest else ())


def _draft_with_evidence(file: CompanyFile, additions: Sequence[NewEvidence]) -> _Draft:
    first = additions[0]
    draft = _draft(file, NewAssessment(**{name: getattr(first, name) for name in _SHARED}))
    company, value = file.company, draft.value
    evidence = list(draft.evidence)
    for new in additions:
        for criterion in (*new.shows, *new.refutes):
            _known(criterion, draft.cell.commitment.criteria, f"a criterion of `{first.commitment}`")
        source = new.source
        if isinstance(source, NewSource):
            company = with_source(company, source)
            value = _with_fields(value, company.sources[source.id])
            source = source.id
        _known(source, company.sources, "a source of this company")
        evidence.append(_evidence(new, source))
    return dataclasses.replace(draft, value=value, sources=company.sources, evidence=tuple(evidence))


def _known(name: str, known: Mapping[str, Any], what: str) -> Any:  # noqa: ANN401 (whatever the mapping holds)
    if name not in known:
        raise EditError(f"`{name}` is not {what}; {suggestion(name, known)}")
    return known[name]


def one_line(text: str) -> str:
    """A pasted text in one line, with one space between its words."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise EditError("there are bytes in the text that are not UTF-8") from None
    return " ".join(text.split())


def with_source(company: Company, new: NewSource) -> Company:
    """The company with one source more; EditError where its id or its address is there already."""
    if new.id in company.sources:
        raise EditError(f"there is a source `{new.id}` already; give the new one another id")
    known = source_at(company, new.url)
    if known is not None:
        raise EditError(f"the source `{known.id}` has this address already; cite that one")
    source = Source(
        id=new.id,
        title=one_line(new.title),
        url=new.url,
        publisher=one_line(new.publisher),
        kind=new.kind,
        published=read_date(new.published) if new.published else None,
        read=read_date(new.read),
        read_at=one_line(new.read_at),
        archived=new.archived,
        reliability=new.reliability,
        note=one_line(new.note),
    )
    return dataclasses.replace(company, sources={**company.sources, new.id: source})


def source_at(company: Company, url: str) -> Source | None:
    """The company's source that stands at an address, also at a former one or a stored copy; None where none does."""
    address = _address(url)
    for source in company.sources.values():
        if address in map(_address, filter(None, (source.url, source.archived, *source.former_urls))):
            return source
    return None


def _address(url: str) -> str:
    return url.strip().partition("://")[2].rstrip("/")


def read_date(text: str) -> PartialDate:
    """The date that a text writes, whole or in part; EditError where it writes none."""
    date = PartialDate(text)
    try:
        date.last  # noqa: B018 (it raises ValueError where no such day exists)
    except ValueError:
        raise EditError(f"`{text}` is not a date; write YYYY-MM-DD, or as much of it as is known") from None
    return date


def _with_fields(value: Mapping[str, Any], source: Source) -> dict[str, Any]:
    fields = {name: str(each) for name, each in vars(source).items() if each and name not in ("id", "former_urls")}
    fields.setdefault("published", None)  # type: ignore[arg-type]
    return {**value, "sources": {**value.get("sources", {}), source.id: fields}}


def _evidence(new: NewEvidence, source: str) -> Evidence:
    locator, quote, translation = map(one_line, (new.locator, new.quote, new.translation))
    return Evidence(
        source=source, locator=locator, quote=quote, translation=translation, shows=new.shows, refutes=new.refutes
    )


def _outcome(draft: _Draft) -> Outcome:
    new, cell = draft.new, draft.cell
    states = criterion_states(cell.commitment.criteria, draft.evidence)
    status = _status(new.status) if new.status else status_that_follows(states)
    since = read_date(new.since) if new.since else _since(draft, status)
    return Outcome(cell.latest.status if cell.latest else None, status, since, states)


def _since(draft: _Draft, status: Status) -> PartialDate:
    """The day from which the documents support a status, or that of the latest assessment where nothing moves it.

    It does not lie before the signing; and what a company does holds from a day on that is not before the latest one.
    """
    latest, begin = draft.cell.latest, _begin(draft, status, draft.evidence)
    if latest and latest.status is status and begin == _begin(draft, status, latest.evidence):
        return latest.since
    days = [begin or read_date(draft.new.assessed), draft.cell.signed]
    if latest and draft.new.change in ("company-acted", "source-changed"):
        days.append(latest.since)
    return max(days, key=lambda day: day.last)


def _begin(draft: _Draft, status: Status, evidence: Sequence[Evidence]) -> PartialDate | None:
    """The day from which the evidence supports a status; None where the status does not rest on it."""
    criteria = draft.cell.commitment.criteria
    follows = status_that_follows(criterion_states(criteria, evidence))
    if status is not follows or follows is Status.NO_EVIDENCE:
        return None
    return supported_since(criteria, evidence, draft.sources)


def _status(text: str) -> Status:
    _known(text, {str(each): each for each in WRITTEN}, "a status")
    return Status(text)


def _judged(draft: _Draft) -> dict[str, Any]:
    """The new assessment in the words of the file."""
    new, latest, stands = draft.new, draft.cell.latest, _outcome(draft)
    reason = one_line(new.reason) or (latest.reason if latest and stands.before is stands.status else "")
    if not reason:
        raise EditError(f"`{stands.status}` follows: say in the reason what the documents show and do not show")
    # What was looked for in vain stays worth telling as long as some criterion is open.
    is_open = CriterionState.OPEN in stands.states.values() and stands.status not in _JUDGEMENTS
    searched = (*(latest.searched if latest and is_open else ()), *new.searched)
    return {
        "since": str(stands.since),
        "assessed": new.assessed,
        **({"change": new.change or "new-evidence"} if latest else {}),
        "status": str(stands.status),
        "reason": reason,
        **({"evidence": [_item_fields(item) for item in draft.evidence]} if draft.evidence else {}),
        **({"searched": [_search_fields(each) for each in searched]} if searched else {}),
    }


def _item_fields(item: Evidence) -> dict[str, Any]:
    fields = dataclasses.asdict(item)
    return {name: list(each) if isinstance(each, tuple) else each for name, each in fields.items() if each}


def _search_fields(search: Search) -> dict[str, str]:
    return {"subject": one_line(search.subject), "place": one_line(search.place), "date": str(search.date)}


def _written(file: CompanyFile, draft: _Draft) -> bytes:
    """The file with one more assessment at the end of its cell; a cell stands where the pledge has its commitment."""
    new, value = draft.new, draft.value
    pledges = value.get("assessments", {})
    cells = pledges.get(new.pledge, {})
    cell = [*cells.get(new.commitment, ()), _judged(draft)]
    cells = _put(cells, new.commitment, cell, file.pledges[new.pledge].commitments)
    value = {**value, "assessments": _put(pledges, new.pledge, cells, file.pledges)}
    return write(file.document, value, file.schema, layout_of(file.content))


def _put(entries: Mapping[str, Any], name: str, entry: object, order: Iterable[str]) -> dict[str, Any]:
    """The entries with one more, before the first that follows it in the order, or in place of the one of its name."""
    following = set(itertools.dropwhile(lambda each: each != name, order))
    place = next((n for n, each in enumerate(entries) if each in following), len(entries))
    names = list(entries) if name in entries else [*list(entries)[:place], name, *list(entries)[place:]]
    return {each: entry if each == name else entries[each] for each in names}
