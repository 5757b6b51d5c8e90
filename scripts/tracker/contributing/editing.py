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
from tracker.text import suggestion
from tracker.verdict import criterion_states, status_that_follows, supported_since


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

    def cell(self, pledge: str, commitment: str) -> "_Cell":
        """The cell in question; EditError where there is no such pledge or commitment, or no signature."""
        words = _known(pledge, self.pledges, "a pledge")
        if self.company.id not in words.signatories:
            raise EditError(f"`{self.company.id}` is not a signatory of `{pledge}`")
        promise = _known(commitment, words.commitments, f"a commitment of `{pledge}`")
        earlier = self.company.assessments.get(pledge, {}).get(commitment, ())
        signed = words.signatories[self.company.id] or words.announced
        return _Cell(promise, signed, earlier[-1] if earlier else None)


@dataclass(frozen=True)
class _Cell:
    """Where an assessment is added: `signed` is the first day that counts, `latest` the assessment that stands."""

    commitment: Commitment
    signed: PartialDate
    latest: Assessment | None


def company_file(files: Mapping[str, bytes], dataset: Dataset, company: str) -> CompanyFile:
    """The file of a company from a tree of files and the dataset that was read from it; EditError where none is."""
    known = _known(company, dataset.companies, "a company")
    path = f"{COMPANIES}/{company}.yml"
    schema = files[SCHEMAS[COMPANIES]]
    return CompanyFile(known, read_document(path, files[path]), files[path], schema, dataset.pledges)


def add_evidence(file: CompanyFile, addition: NewEvidence) -> bytes:
    """The file with the quote in a new assessment of the cell, beside all that the latest one cites.

    The status is the one that follows. EditError where a name is not known, or the source is there already.
    """
    cell = file.cell(addition.pledge, addition.commitment)
    for criterion in (*addition.shows, *addition.refutes):
        _known(criterion, cell.commitment.criteria, f"a criterion of `{addition.commitment}`")
    value, sources = file.document.value, dict(file.company.sources)
    if isinstance(addition.source, NewSource):
        source = _source(addition.source, file.company)
        sources[source.id] = source
        value = _with_source(value, source)
    else:
        source = _known(addition.source, sources, "a source of this company")
    item = _evidence(addition, source.id)
    judgement = NewAssessment(
        addition.pledge, addition.commitment, addition.assessed, addition.reason, "", addition.since, addition.change
    )
    return _write(file, value, judgement, _judged(cell, judgement, [item], sources))


def add_assessment(file: CompanyFile, addition: NewAssessment) -> bytes:
    """The file with a new assessment of the cell, on the evidence that the latest one cites."""
    cell = file.cell(addition.pledge, addition.commitment)
    return _write(file, file.document.value, addition, _judged(cell, addition, [], file.company.sources))


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


def _source(new: NewSource, company: Company) -> Source:
    if new.id in company.sources:
        raise EditError(f"there is a source `{new.id}` already; give the new one another id")
    known = source_at(company, new.url)
    if known is not None:
        raise EditError(f"the source `{known.id}` has this address already; cite that one")
    return Source(
        id=new.id,
        title=one_line(new.title),
        url=new.url,
        publisher=one_line(new.publisher),
        kind=new.kind,
        published=_date(new.published) if new.published else None,
        read=_date(new.read),
        read_at=one_line(new.read_at),
        archived=new.archived,
        reliability=new.reliability,
        note=one_line(new.note),
    )


def source_at(company: Company, url: str) -> Source | None:
    """The company's source that stands at an address, also at a former one or a stored copy; None where none does."""
    address = _address(url)
    for source in company.sources.values():
        if address in map(_address, filter(None, (source.url, source.archived, *source.former_urls))):
            return source
    return None


def _address(url: str) -> str:
    return url.strip().partition("://")[2].rstrip("/")


def _date(text: str) -> PartialDate:
    date = PartialDate(text)
    try:
        date.last  # noqa: B018 (it raises ValueError where no such day exists)
    except ValueError:
        raise EditError(f"`{text}` is not a date; write YYYY-MM-DD, or as much of it as is known") from None
    return date


def _with_source(value: Mapping[str, Any], source: Source) -> dict[str, Any]:
    fields = {name: str(each) for name, each in vars(source).items() if each and name not in ("id", "former_urls")}
    fields.setdefault("published", None)  # type: ignore[arg-type]
    return {**value, "sources": {**value.get("sources", {}), source.id: fields}}


def _evidence(new: NewEvidence, source: str) -> Evidence:
    locator, quote, translation = map(one_line, (new.locator, new.quote, new.translation))
    return Evidence(source, locator, quote, translation, new.shows, new.refutes)


def _judged(
    cell: _Cell, new: NewAssessment, added: Sequence[Evidence], sources: Mapping[str, Source]
) -> dict[str, Any]:
    """The new assessment in the words of the file."""
    latest = cell.latest
    evidence = (*(latest.evidence if latest else ()), *added)
    states = criterion_states(cell.commitment.criteria, evidence)
    status = new.status or str(status_that_follows(states))
    begin = _begin(cell, status, evidence, sources) or _date(new.assessed)
    reason = one_line(new.reason) or (latest.reason if latest and latest.status == status else "")
    if not reason:
        raise EditError(f"`{status}` follows: say in the reason what the documents show and what they do not show")
    # What was looked for in vain stays worth telling as long as some criterion is open.
    is_open = CriterionState.OPEN in states.values() and status not in (Status.NOT_APPLICABLE, Status.NOT_ASSESSABLE)
    kept = latest.searched if latest and is_open else ()
    return {
        "since": str(_date(new.since) if new.since else _since(begin, cell, new.change)),
        "assessed": new.assessed,
        **({"change": new.change or "new-evidence"} if latest else {}),
        "status": status,
        "reason": reason,
        **({"evidence": [_item_fields(item) for item in evidence]} if evidence else {}),
        **({"searched": [_search_fields(each) for each in (*kept, *new.searched)]} if kept or new.searched else {}),
    }


def _begin(cell: _Cell, status: str, evidence: Sequence[Evidence], sources: Mapping[str, Source]) -> PartialDate | None:
    """The day from which the documents support a status; None where it does not rest on documents."""
    criteria = cell.commitment.criteria
    follows = status_that_follows(criterion_states(criteria, evidence))
    rests_on_documents = status == follows and follows is not Status.NO_EVIDENCE
    return supported_since(criteria, evidence, sources) if rests_on_documents else None


def _since(begin: PartialDate, cell: _Cell, change: str) -> PartialDate:
    """What the documents support, but not from before the signing; what a company does holds from a later day on."""
    days = [begin, cell.signed]
    if cell.latest and change in ("company-acted", "source-changed"):
        days.append(cell.latest.since)
    return max(days, key=lambda day: day.last)


def _item_fields(item: Evidence) -> dict[str, Any]:
    fields = dataclasses.asdict(item)
    return {name: list(each) if isinstance(each, tuple) else each for name, each in fields.items() if each}


def _search_fields(search: Search) -> dict[str, str]:
    return {"for": one_line(search.subject), "where": one_line(search.where), "date": str(search.date)}


def _write(file: CompanyFile, value: Mapping[str, Any], new: NewAssessment, fields: Mapping[str, Any]) -> bytes:
    """The file with one more assessment at the end of its cell; a cell stands where the pledge has its commitment."""
    pledges = value.get("assessments", {})
    cells = pledges.get(new.pledge, {})
    cell = [*cells.get(new.commitment, ()), fields]
    cells = _put(cells, new.commitment, cell, file.pledges[new.pledge].commitments)
    value = {**value, "assessments": _put(pledges, new.pledge, cells, file.pledges)}
    return write(file.document, value, file.schema, layout_of(file.content))


def _put(entries: Mapping[str, Any], name: str, entry: object, order: Iterable[str]) -> dict[str, Any]:
    """The entries with one more, before the first that follows it in the order, or in place of the one of its name."""
    following = set(itertools.dropwhile(lambda each: each != name, order))
    place = next((n for n, each in enumerate(entries) if each in following), len(entries))
    names = list(entries) if name in entries else [*list(entries)[:place], name, *list(entries)[place:]]
    return {each: entry if each == name else entries[each] for each in names}
