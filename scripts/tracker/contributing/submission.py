"""What a filled form asks for, as a value that names existing things; or what is missing, in friendly sentences."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.checking.residue import residues, without_residue
from tracker.contributing.additions import NewAssessment, source_at
from tracker.contributing.dates import is_unknown, possible_dates
from tracker.contributing.drops import DropError, find_drops
from tracker.contributing.escaping import span
from tracker.contributing.issue_forms import Answers, FormProblem
from tracker.contributing.names import UnknownNameError, choice, find_cell, find_criteria
from tracker.contributing.proof import proof_address
from tracker.contributing.rulings import Ruling, read_ruling
from tracker.contributing.searches import SearchError, find_searches
from tracker.model import Company, Dataset, DroppedQuote, Evidence, Search, Source
from tracker.partial_date import PartialDate
from tracker.remarks import Dispute, Reply
from tracker.text import proposed_id, url_fault
from tracker.views.cells import Cell

_QUOTATION_MARKS = (("“", "”"), ("‘", "’"), ("«", "»"), ("»", "«"), ("„", "“"), ("「", "」"), ('"', '"'), ("'", "'"))
_NOBODY = "A reader"
# What has happened, in the order in which the form offers it; a change of the method is not for a form.
CHANGES_IN_FORM = ("company-acted", "new-evidence", "source-changed", "correction")


@dataclass(frozen=True)
class Issue:
    """An issue: its text, the day on which it was opened, and its address, empty where it has none."""

    body: bytes
    date: datetime.date
    url: str = ""


@dataclass(frozen=True)
class Proposal:
    """A pledge or a company that should be tracked, for a maintainer to look at."""

    subject: str
    name: str
    address: str
    why: str


@dataclass(frozen=True)
class Submission:
    """One filled form: what it brings, the cell that it is for, and what a maintainer should know about it."""

    content: NewAssessment | Dispute | Reply | Ruling | Proposal
    cell: Cell | None = None
    notes: tuple[str, ...] = ()


def read_submission(
    answers: Answers, issue: Issue, dataset: Dataset, kinds: Sequence[str]
) -> tuple[Submission | None, tuple[FormProblem, ...]]:
    """What the answers in an issue ask for; None where there are problems.

    `kinds` are those of a source, in the order in which the form offers their names.
    """
    reader = _Reader(answers, issue, dataset, kinds)
    submission = reader.read()
    faulty = {problem.field for problem in answers.problems}
    problems = (*answers.problems, *(problem for problem in reader.problems if problem.field not in faulty))
    return (None if problems else submission), problems


class _Reader:
    """Builds the submission and collects what is missing."""

    def __init__(self, answers: Answers, issue: Issue, dataset: Dataset, kinds: Sequence[str]) -> None:
        self.problems: list[FormProblem] = []
        self._answers = answers
        self._day = PartialDate(issue.date.isoformat())
        self._url = issue.url
        self._dataset = dataset
        self._kinds = kinds

    def read(self) -> Submission | None:
        if self._answers.form.name == "propose":
            return self._proposal()
        cell = self._cell()
        if self._answers.form.name == "add-evidence":
            return self._evidence(cell)
        if cell is None:
            return None
        return self._ruling(cell) if self._answers.form.name == "decide-a-dispute" else self._remark(cell)

    def _report(self, field: str, sentence: str) -> None:
        self.problems.append(FormProblem(field, sentence))

    def _line(self, field: str) -> str:
        return " ".join(self._answers[field].split())

    def _interest(self) -> tuple[str, ...]:
        interest = self._line("interest")
        return (f"The sender says about a stake in it: {span(interest)}",) if interest else ()

    def _proposal(self) -> Submission:
        subject, name, why = (self._line(field) for field in ("subject", "name", "why"))
        proposal = Proposal(subject=subject, name=name, address=self._address(), why=why)
        return Submission(proposal, notes=self._interest())

    def _cell(self) -> Cell | None:
        if not self._answers["cell"]:
            return None  # that it is empty is reported already
        try:
            return find_cell(self._line("cell"), self._dataset)
        except UnknownNameError as error:
            self._report("cell", str(error))
            return None

    def _address(self) -> str:
        address = self._line("address").strip("<>")
        fault = url_fault(address) if address else None
        if len(re.findall("https?://", self._answers["address"])) > 1 and fault:
            self._report("address", "There is more than one address. Please send one form for each document.")
        elif fault:
            self._report("address", f"The address {span(address)} {fault}.")
        return address

    def _remark(self, cell: Cell) -> Submission | None:
        """A dispute of the latest assessment of a cell, or a reply to it."""
        if not cell.assessments:
            self._report("cell", "Nobody has assessed this cell yet, so there is nothing to dispute or answer.")
            return None
        latest, is_reply = cell.assessments[-1], self._answers.form.name == "reply-as-the-company"
        if is_reply:
            self._new_words("text", {each.text: each.date for each in latest.replies})
        else:
            self._new_words("grounds", {each.grounds: each.date for each in latest.disputes})
        if self._day.last < latest.assessed.first:
            message = f"This cell was assessed again on {latest.assessed}, after you wrote."
            self._report("cell", f"{message} Please look at the current assessment.")
        return self._reply(cell) if is_reply else self._dispute(cell)

    def _new_words(self, field: str, earlier: Mapping[str, PartialDate]) -> None:
        """Several may dispute or answer one assessment; the same words are recorded once."""
        words = self._answers[field].split()
        for text, date in earlier.items():
            if text.split() == words:
                self._report(field, f"The assessment already carries these words, with the date {date}.")

    def _ruling(self, cell: Cell) -> Submission | None:
        ruling = read_ruling(self._answers, cell, self._day, self._report)
        return Submission(ruling, cell) if ruling else None

    def _dispute(self, cell: Cell) -> Submission:
        by = self._line("by") or _NOBODY
        dispute = Dispute(date=self._day, by=by, grounds=self._line("grounds"), url=self._url)
        return Submission(dispute, cell, self._interest())

    def _reply(self, cell: Cell) -> Submission:
        proof = self._line("proof")
        note = f"Please verify that the sender speaks for {cell.company.name}: {span(proof)}"
        url, remark = proof_address(proof, cell.company)
        reply = Reply(date=self._day, by=self._line("by"), text=self._answers["text"], url=url)
        return Submission(reply, cell, (note + remark,))

    def _evidence(self, cell: Cell | None) -> Submission | None:
        source = self._source(cell.company if cell else None)
        if cell is None:
            return None
        shows, refutes = (self._criteria(field, cell) for field in ("shows", "refutes"))
        if not self._answers["shows"] and not self._answers["refutes"]:
            self._report("shows", f"This is empty, and so is the next one. {choice(cell.commitment)}")
        if source is None:
            return None
        quote, translation = (_bare_quote(self._answers[field]) for field in ("quote", "translation"))
        evidence = Evidence(
            source=source.id,
            quote=without_residue(quote),
            shows=shows,
            refutes=refutes,
            locator=self._line("locator"),
            translation=without_residue(translation),
        )
        assessment = NewAssessment(
            pledge=cell.pledge.id,
            commitment=cell.commitment.id,
            # We may have read a known document after they wrote: no judgement is older than that.
            assessed=max(self._day.first, source.read.first).isoformat(),
            sources=() if source.id in cell.company.sources else (source,),
            evidence=(evidence,),
            reason=self._line("reason"),
            change=(change := self._change(cell, source)),
            dropped=self._dropped(cell),
            searched=self._searched(),
        )
        notes = (
            *map(_source_note, assessment.sources),
            *_residue_notes(quote, translation),
            *self._change_note(cell, change),
            *_cited_note(cell, evidence),
            *self._interest(),
        )
        return Submission(assessment, cell, notes)

    def _change(self, cell: Cell, source: Source) -> str:
        """Why the assessment changes: as chosen, else by whose document it is and when it was published."""
        chosen = self._line("change")
        if chosen:
            (names,) = (field.options for field in self._answers.form.fields if field.id == "change")
            return dict(zip(names, CHANGES_IN_FORM, strict=True)).get(chosen, "")
        is_later = cell.latest and source.published and source.published.first > cell.latest.assessed.last
        return "company-acted" if is_later and _is_own(source.publisher, cell.company) else "new-evidence"

    def _change_note(self, cell: Cell, change: str) -> tuple[str, ...]:
        """What a maintainer should know where nobody said what has happened."""
        if self._answers["change"] or change != "company-acted" or not cell.latest:
            return ()
        return ("The company published the document after the latest assessment: the change is `company-acted`.",)

    def _dropped(self, cell: Cell) -> tuple[DroppedQuote, ...]:
        try:
            return find_drops(self._answers["dropped"], cell.latest.evidence if cell.latest else ())
        except DropError as error:
            self._report("dropped", str(error))
            return ()

    def _searched(self) -> tuple[Search, ...]:
        try:
            return find_searches(self._answers["searched"], self._day)
        except SearchError as error:
            self._report("searched", str(error))
            return ()

    def _criteria(self, field: str, cell: Cell) -> tuple[str, ...]:
        try:
            return find_criteria(self._answers[field], cell.commitment)
        except UnknownNameError as error:
            self._report(field, str(error))
            return ()

    def _source(self, company: Company | None) -> Source | None:
        """The source that has the address, else a new one; None where its answers are missing."""
        address, published = self._address(), self._published()
        known = source_at(company, address) if company else None
        if known:
            return known
        fields = ("document-title", "publisher", "kind")
        missing = [field for field in fields if not self._answers[field]]
        for field in missing if company and self._answers["address"] else ():
            self._report(field, "This is needed, because the tracker does not know the document yet.")
        title, publisher, kind = self._line("document-title"), self._line("publisher"), self._kind()
        if missing or company is None or not kind:
            return None
        return Source(
            id=proposed_id(title, company.sources, kind),
            title=title,
            url=address,
            publisher=publisher,
            kind=kind,
            published=published,
            read=self._day,
            reliability=_reliability(kind, publisher, company),
        )

    def _kind(self) -> str:
        """The kind of source with the chosen name; empty where none of the names is chosen."""
        (names,) = (field.options for field in self._answers.form.fields if field.id == "kind")
        return dict(zip(names, self._kinds, strict=True)).get(self._line("kind"), "")

    def _published(self) -> PartialDate | None:
        answer = self._line("published")
        if is_unknown(answer):
            return None
        dates = possible_dates(answer)
        if len(dates) == 1:
            return dates[0]
        fault = f"could be {' or '.join(map(str, dates))}" if dates else "is not a date"
        self._report("published", f"{span(answer)} {fault}. Write it like 2025, 2025-02 or 2025-02-14.")
        return None


def _source_note(source: Source) -> str:
    return f"The source is new. Its reliability was set to {source.reliability}, by its kind and publisher."


def _cited_note(cell: Cell, new: Evidence) -> Iterator[str]:
    """What a maintainer should know where the cell cites the words already."""
    for item in cell.latest.evidence if cell.latest else ():
        if item.key == new.key:
            said = " and ".join(f"{verb} {', '.join(ids)}" for verb, ids in _bearings(item) if ids) or "are context"
            yield f"The cell cites these words already; there they {said}. What is said here takes the place of that."


def _bearings(item: Evidence) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("show", item.shows), ("refute", item.refutes)


def _residue_notes(*quotes: str) -> Iterator[str]:
    if any(quote != without_residue(quote) for quote in quotes):
        marks = [
            quote[each.start : each.end].strip() for quote in quotes for each in residues(quote) if each.is_mendable
        ]
        yield f"Marks left by copying were taken out of the quote; please compare it: {', '.join(map(span, marks))}"


def _reliability(kind: str, publisher: str, company: Company) -> str:
    """High for the documents of the company itself and of a government, low for those of no named kind."""
    if kind == "government" or _is_own(publisher, company):
        return "high"
    return "low" if kind == "other" else "medium"


def _is_own(publisher: str, company: Company) -> bool:
    """Whether a publisher is the company itself."""
    return publisher.casefold() in {name.casefold() for name in (company.name, *company.other_names)}


def _bare_quote(text: str) -> str:
    """The words in one line, without the marks by which people say that they quote."""
    lines = text.split("\n")
    if all(line.startswith(">") or not line for line in lines):
        lines = [line.removeprefix(">") for line in lines]
    words = " ".join(" ".join(lines).split())
    for opening, closing in _QUOTATION_MARKS:
        inner = words[1:-1]
        if (words[:1], words[-1:]) == (opening, closing) and not {opening, closing} & set(inner):
            return inner.strip()
    return words
