"""What a filled form asks for, as a value that names existing things; or what is missing, in friendly sentences."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from tracker.checking.residue import residues, without_residue
from tracker.contributing.additions import NewAssessment, source_at
from tracker.contributing.dates import is_unknown, possible_dates
from tracker.contributing.escaping import span
from tracker.contributing.issue_forms import Answers, FormProblem
from tracker.contributing.names import UnknownNameError, choice, find_cell, find_criteria
from tracker.model import Company, Dataset, Dispute, Evidence, Reply, Source
from tracker.partial_date import PartialDate
from tracker.text import proposed_id, url_fault
from tracker.views.cells import Cell

_QUOTATION_MARKS = (("“", "”"), ("‘", "’"), ("«", "»"), ("»", "«"), ("„", "“"), ("「", "」"), ('"', '"'), ("'", "'"))
_NOBODY = "A reader"


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

    content: NewAssessment | Dispute | Reply | Proposal
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
        return self._remark(cell) if cell else None

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
        earlier = latest.reply if is_reply else latest.contested
        if earlier is not None:
            done = "answered" if is_reply else "disputed"
            self._report("cell", f"This assessment was already {done} on {earlier.date}, and what was said then stays.")
        if self._day.last < latest.assessed.first:
            message = f"This cell was assessed again on {latest.assessed}, after you wrote."
            self._report("cell", f"{message} Please look at the current assessment.")
        return self._reply(cell) if is_reply else self._dispute(cell)

    def _dispute(self, cell: Cell) -> Submission:
        by = self._line("by") or _NOBODY
        dispute = Dispute(date=self._day, by=by, grounds=self._line("grounds"), url=self._url)
        return Submission(dispute, cell, self._interest())

    def _reply(self, cell: Cell) -> Submission:
        proof = self._line("proof")
        url = "" if url_fault(proof) else proof
        note = f"Please verify that the sender speaks for {cell.company.name}: {span(proof)}"
        at_home = " (an address of the company's own site)" if url and _is_at_home(url, cell.company) else ""
        reply = Reply(date=self._day, by=self._line("by"), text=self._answers["text"], url=url)
        return Submission(reply, cell, (note + at_home,))

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
        )
        notes = (*map(_source_note, assessment.sources), *_residue_notes(quote, translation), *self._interest())
        return Submission(assessment, cell, notes)

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


def _is_at_home(url: str, company: Company) -> bool:
    """Whether an address lies on the company's own site or on a part of it."""
    host, home = ((urlsplit(address).hostname or "").removeprefix("www.") for address in (url, company.website))
    return host == home or host.endswith(f".{home}")


def _source_note(source: Source) -> str:
    return f"The source is new. Its reliability was set to {source.reliability}, by its kind and publisher."


def _residue_notes(*quotes: str) -> Iterator[str]:
    if any(quote != without_residue(quote) for quote in quotes):
        marks = [
            quote[each.start : each.end].strip() for quote in quotes for each in residues(quote) if each.is_mendable
        ]
        yield f"Marks left by copying were taken out of the quote; please compare it: {', '.join(map(span, marks))}"


def _reliability(kind: str, publisher: str, company: Company) -> str:
    """High for the documents of the company itself and of a government, low for those of no named kind."""
    names = {name.casefold() for name in (company.name, *company.other_names)}
    if kind == "government" or publisher.casefold() in names:
        return "high"
    return "low" if kind == "other" else "medium"


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
