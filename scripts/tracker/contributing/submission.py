"""What a filled form asks for, as a value that names existing things; or what is missing, in friendly sentences."""

import datetime
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tracker.contributing.additions import NewEvidence, NewSource, source_at
from tracker.contributing.escaping import span
from tracker.contributing.issue_forms import ADD_EVIDENCE, KINDS, PROPOSE, REPLY_AS_THE_COMPANY, Answers, Lack
from tracker.contributing.names import choice, find_cell, find_criteria
from tracker.model import Company, Dataset, Dispute, PartialDate, Reply
from tracker.text import proposed_id, url_fault
from tracker.views.cells import Cell

_QUOTATION_MARKS = (("“", "”"), ("‘", "’"), ("«", "»"), ("»", "«"), ("„", "“"), ("「", "」"), ('"', '"'), ("'", "'"))
_NOBODY = "A reader"


@dataclass(frozen=True)
class Proposal:
    """A pledge or a company that should be tracked, for a maintainer to look at."""

    subject: str
    name: str
    address: str
    why: str


@dataclass(frozen=True)
class Submission:
    """One filled form: what it brings, the cell that it is for, and what a maintainer should know beside it."""

    content: NewEvidence | Dispute | Reply | Proposal
    cell: Cell | None = None
    notes: tuple[str, ...] = ()


def read_submission(
    answers: Answers, dataset: Dataset, day: datetime.date, url: str
) -> tuple[Submission | None, tuple[Lack, ...]]:
    """What the answers ask for on a day, None where they lack anything; `url` is where they stand, empty if nowhere."""
    reader = _Reader(answers, dataset, day, url)
    submission = reader.read()
    told = {lack.question for lack in answers.lacks}
    lacks = (*answers.lacks, *(lack for lack in reader.lacks if lack.question not in told))
    return (None if lacks else submission), lacks


class _Reader:
    """Collects what the answers of one form lack while it puts them together."""

    def __init__(self, answers: Answers, dataset: Dataset, day: datetime.date, url: str) -> None:
        self.lacks: list[Lack] = []
        self._answers = answers
        self._dataset = dataset
        self._day = PartialDate(day.isoformat())
        self._url = url

    def read(self) -> Submission | None:
        if self._answers.form == PROPOSE:
            return self._proposal()
        cell = self._cell()
        if self._answers.form == ADD_EVIDENCE:
            return self._evidence(cell)
        return self._remark(cell) if cell else None

    def _lack(self, question: str, sentence: str) -> None:
        self.lacks.append(Lack(question, sentence))

    def _line(self, question: str) -> str:
        return " ".join(self._answers[question].split())

    def _interest(self) -> tuple[str, ...]:
        interest = self._line("interest")
        return (f"On a stake in it, the sender says: {span(interest)}",) if interest else ()

    def _proposal(self) -> Submission:
        subject, name, why = (self._line(question) for question in ("subject", "name", "why"))
        return Submission(Proposal(subject, name, self._address(), why), notes=self._interest())

    def _cell(self) -> Cell | None:
        if not self._answers["cell"]:
            return None  # the form itself has said it
        found = find_cell(self._line("cell"), self._dataset)
        if isinstance(found, str):
            self._lack("cell", found)
            return None
        return found

    def _address(self) -> str:
        address = self._line("address").strip("<>")
        fault = url_fault(address) if address else None
        if len(re.findall("https?://", self._answers["address"])) > 1 and fault:
            self._lack("address", "There is more than one address. Please send one form for each document.")
        elif fault:
            self._lack("address", f"The address {span(address)} {fault}.")
        return address

    def _remark(self, cell: Cell) -> Submission | None:
        """A dispute of the latest assessment of a cell, or a reply to it."""
        if not cell.assessments:
            self._lack("cell", "Nobody has assessed this cell yet, so there is nothing to dispute or to answer.")
            return None
        latest, is_reply = cell.assessments[-1], self._answers.form == REPLY_AS_THE_COMPANY
        earlier = latest.reply if is_reply else latest.contested
        if earlier is not None:
            done = "answered" if is_reply else "disputed"
            self._lack("cell", f"This assessment was {done} on {earlier.date} already, and what was said then stays.")
        if self._day.last < latest.assessed.first:
            message = f"This cell was assessed again on {latest.assessed}, after you wrote."
            self._lack("cell", f"{message} Please look at what stands there now.")
        if is_reply:
            return self._reply(cell)
        contested = Dispute(
            date=self._day, by=self._line("by") or _NOBODY, grounds=self._line("grounds"), url=self._url
        )
        return Submission(contested, cell, self._interest())

    def _reply(self, cell: Cell) -> Submission:
        proof = self._line("proof")
        url = "" if url_fault(proof) else proof
        note = f"Please verify that the sender speaks for {cell.company.name}: {span(proof)}"
        at_home = " (an address of the company's own site)" if url and _is_at_home(url, cell.company) else ""
        return Submission(
            Reply(date=self._day, by=self._line("by"), text=self._answers["text"], url=url), cell, (note + at_home,)
        )

    def _evidence(self, cell: Cell | None) -> Submission | None:
        source = self._source(cell.company if cell else None)
        if cell is None:
            return None
        shows, refutes = (self._criteria(question, cell) for question in ("shows", "refutes"))
        if not self._answers["shows"] and not self._answers["refutes"]:
            self._lack("shows", f"This is empty, and so is the next one. {choice(cell.commitment)}")
        if source is None:
            return None
        evidence = NewEvidence(
            pledge=cell.pledge.id,
            commitment=cell.commitment.id,
            source=source,
            quote=_bare_quote(self._answers["quote"]),
            assessed=str(self._day),
            shows=shows,
            refutes=refutes,
            locator=self._line("locator"),
            translation=_bare_quote(self._answers["translation"]),
            reason=self._line("reason"),
        )
        return Submission(evidence, cell, (*_source_note(source), *self._interest()))

    def _criteria(self, question: str, cell: Cell) -> tuple[str, ...]:
        found = find_criteria(self._answers[question], cell.commitment)
        if isinstance(found, str):
            self._lack(question, found)
            return ()
        return found

    def _source(self, company: Company | None) -> str | NewSource | None:
        """The id of the source that stands at the address, else a new source; None where its answers are missing."""
        address, published = self._address(), self._published()
        known = source_at(company, address) if company else None
        if known:
            return known.id
        names = ("document-title", "publisher", "kind")
        missing = [question for question in names if not self._answers[question]]
        for question in missing if company and self._answers["address"] else ():
            self._lack(question, "This is needed, because the tracker does not know the document yet.")
        title, publisher, kind = (self._line(question) for question in names)
        if missing or company is None or kind not in KINDS:
            return None
        return NewSource(
            id=proposed_id(title, company.sources, KINDS[kind]),
            title=title,
            url=address,
            publisher=publisher,
            kind=KINDS[kind],
            published=published,
            read=str(self._day),
            reliability=_reliability(KINDS[kind], publisher, company),
        )

    def _published(self) -> str:
        answer = self._line("published")
        try:
            _ = PartialDate(answer or "2000").last
        except ValueError:
            self._lack("published", f"{span(answer)} is not a date. Write it like 2025, 2025-02 or 2025-02-14.")
        return answer


def _is_at_home(url: str, company: Company) -> bool:
    """Whether an address lies on the company's own site or on a part of it."""
    host, home = ((urlsplit(each).hostname or "").removeprefix("www.") for each in (url, company.website))
    return host == home or host.endswith(f".{home}")


def _source_note(source: str | NewSource) -> tuple[str, ...]:
    if isinstance(source, str):
        return ()
    return (f"The source is new. Its reliability was set to {source.reliability}, by its kind and publisher.",)


def _reliability(kind: str, publisher: str, company: Company) -> str:
    """What kind and publisher let expect: high for the company's and a government's own, low for what has no kind."""
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
