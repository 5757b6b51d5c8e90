"""From the text of an issue and the data to the changed file, or to all that keeps it from being changed."""

import copy
import dataclasses
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.checking.check import check
from tracker.contributing.additions import CompanyFile, EditError, NewEvidence, add_evidence, company_file
from tracker.contributing.escaping import block, span
from tracker.contributing.issue_forms import Form, Lack, in_order, read_answers
from tracker.contributing.submission import Proposal, Submission, read_submission
from tracker.model import Dataset, Dispute, Reply
from tracker.problem import Problem
from tracker.reading.canonical import layout_of, write
from tracker.views.cells import Cell

_NOT_TEXT = "The text is not UTF-8, or it is longer than an issue can be."
_NO_FORM = "This does not hold the questions of one form. Please open a new issue, and choose a form there."
MAX_BYTES = 300_000  # GitHub keeps an issue below 65,536 characters of up to four bytes
_FAULTY_DATA = (
    "The data themselves have problems at the moment, so nothing can be added. A maintainer has to look first."
)
_TOO_LATE = "This day is later than the one on which you wrote."
# What the check says of a file, said of the form; whatever is not here is told in the words of the check.
_SENTENCES = {
    "quote-length": Lack("quote", "Please choose 5 to 80 words, the ones that carry the point."),
    "repeated-quote": Lack("quote", "The cell cites these words already."),
    "two-bearings": Lack(
        "refutes", "A criterion stands here and in the question before. The words do one or the other."
    ),
    "low-reliability": Lack(
        "kind", "By itself, a document of this kind cannot show a criterion. Is there a better one?"
    ),
    "order": Lack("cell", "This cell was assessed again after you wrote. Please look at what stands there now."),
    "future-date": Lack("published", _TOO_LATE),
    "read-before-published": Lack("published", _TOO_LATE),
}
_QUESTIONS = {"title": "document-title", "url": "address"}  # by fields of other names


@dataclass(frozen=True)
class Issue:
    """An issue: its text, the day on which it was opened, and its address, empty where it has none."""

    body: bytes
    date: datetime.date
    url: str = ""


@dataclass(frozen=True)
class Outcome:
    """What comes of an issue: a changed file, a proposal for a maintainer, or the sentences that say what it lacks.

    `form` is empty where the text is none; `path` where no file changes.
    """

    form: str = ""
    cell: Cell | None = None
    lacks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    proposal: Proposal | None = None
    path: str = ""
    before: bytes = b""
    after: bytes = b""


def accept(issue: Issue, files: Mapping[str, bytes], today: datetime.date) -> Outcome:
    """What comes of an issue and a tree of files; a file changes only if the check finds no problem in the result."""
    text, dataset = _text(issue.body), check(files, today).dataset
    if text is None or dataset is None:
        return Outcome(lacks=(_NOT_TEXT if text is None else _FAULTY_DATA,))
    answers = read_answers(text)
    if answers is None:
        return Outcome(lacks=(_NO_FORM,))
    form = answers.form
    submission, lacks = read_submission(answers, dataset, issue.date, issue.url)
    if submission is None:
        return Outcome(form.name, lacks=in_order(form, lacks))
    outcome = Outcome(form.name, submission.cell, notes=submission.notes)
    if isinstance(submission.content, Proposal):
        return dataclasses.replace(outcome, proposal=submission.content)
    try:
        changed = _with_change(outcome, submission, files, dataset)
    except EditError as error:
        return dataclasses.replace(outcome, lacks=(f"This cannot be written: {span(str(error))}",))
    problems = check({**files, changed.path: changed.after}, today).problems
    return dataclasses.replace(outcome, lacks=tuple(_told(form, problems))) if problems else changed


def _text(body: bytes) -> str | None:
    try:
        return body.decode("utf-8") if len(body) <= MAX_BYTES else None
    except UnicodeDecodeError:
        return None


def _with_change(outcome: Outcome, submission: Submission, files: Mapping[str, bytes], dataset: Dataset) -> Outcome:
    """The outcome with the one file that changes; EditError where the change cannot be written."""
    content, cell = submission.content, submission.cell
    if cell is None or isinstance(content, Proposal):
        raise EditError("only what is said of a cell can be written")
    file = company_file(files, dataset, cell.company.id)
    after = add_evidence(file, content) if isinstance(content, NewEvidence) else _with_remark(file, cell, content)
    return dataclasses.replace(outcome, path=file.path, before=file.content, after=after)


def _with_remark(file: CompanyFile, cell: Cell, remark: Dispute | Reply) -> bytes:
    """The file with a remark at the latest assessment of the cell."""
    value = copy.deepcopy(file.document.value)
    latest = value["assessments"][cell.pledge.id][cell.commitment.id][-1]
    name = "reply" if isinstance(remark, Reply) else "contested"
    latest[name] = {field: str(each) for field, each in vars(remark).items() if each}
    return write(file.document, value, file.schema, layout_of(file.content))


def _told(form: Form, problems: Sequence[Problem]) -> Iterator[str]:
    """The problems of the result as sentences about the form, each once."""
    questions = {question.id for question in form.questions}
    lacks, others = dict[Lack, None](), []
    for problem in problems:
        lack = _SENTENCES.get(problem.rule) or _too_long(problem)
        if lack and lack.question in questions:
            lacks[lack] = None
        else:
            others.append(f"{problem.rule}: {problem.message}\n    {problem.hint}")
    yield from in_order(form, lacks)
    if others:
        yield "The check of the data says:\n\n" + block("\n".join(others))


def _too_long(problem: Problem) -> Lack | None:
    if problem.rule != "length":
        return None
    match = re.match(r"`(\w+)` (is longer than [0-9]+ characters)", problem.message)
    return Lack(_QUESTIONS.get(match[1], match[1]), f"The answer {match[2]}. Please shorten it.") if match else None
