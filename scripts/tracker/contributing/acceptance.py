"""From the text of an issue and the data to the changed file, or to everything that prevents the change."""

import copy
import dataclasses
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.checking.check import check
from tracker.contributing.additions import (
    CompanyFile,
    Consequence,
    NewAssessment,
    add_assessment,
    company_file,
    consequence,
    source_schema,
)
from tracker.contributing.decisions import decide
from tracker.contributing.escaping import block, span
from tracker.contributing.issue_forms import Form, FormProblem, read_answers, read_forms, sentences
from tracker.contributing.rulings import Ruling
from tracker.contributing.submission import Issue, Proposal, Submission, read_submission
from tracker.model import Dataset
from tracker.problem import Problem
from tracker.reading.edit import EditError, edited
from tracker.reading.parser import read_document
from tracker.remarks import Dispute, Reply
from tracker.views.cells import Cell

MAX_BYTES = 300_000  # GitHub keeps an issue below 65,536 characters of up to four bytes
_NOT_TEXT = "The text is not UTF-8, or it is longer than an issue can be."
_NO_FORM = "This does not contain the questions of exactly one form. Please open a new issue and choose a form there."
_FAULTY_DATA = (
    "The data itself has problems at the moment, so nothing can be added. A maintainer has to look at it first."
)
_TOO_LATE = "This date is later than the day on which you wrote."
# What the check says of a file, said of the form; every other problem is reported in the words of the check.
_BY_RULE = {
    "quote-length": FormProblem("quote", "Please choose 5 to 80 words, the ones that carry the point."),
    "repeated-quote": FormProblem("quote", "The cell already cites these words."),
    "residue": FormProblem(
        "quote", "It holds a mark of the page, or a broken word. Please write the words as the document shows them."
    ),
    "amp-page": FormProblem(
        "address", "This is the AMP page of a document. Please give the address of the page itself."
    ),
    "translation": FormProblem("translation", "The words are not in English. Please say what they mean in English."),
    "two-bearings": FormProblem(
        "refutes", "A criterion is named here and in the question before. The words can only do one of the two."
    ),
    "low-reliability": FormProblem(
        "kind", "By itself, a document of this kind cannot show a criterion. Is there a better one?"
    ),
    "order": FormProblem(
        "cell", "This cell was assessed again after you wrote. Please look at the current assessment."
    ),
    "future-date": FormProblem("published", _TOO_LATE),
    "read-before-published": FormProblem("published", _TOO_LATE),
}
_FORM_FIELDS = {"title": "document-title", "url": "address"}  # by fields of the file, where the form has another name


@dataclass(frozen=True)
class Response:
    """What comes of an issue: a changed file, a proposal for a maintainer, or sentences that say what is wrong.

    `form` is empty where the text is none; `path` where no file changes. `follows` is what becomes of the status, and
    `ruling` how a dispute is decided.
    """

    form: str = ""
    cell: Cell | None = None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    proposal: Proposal | None = None
    path: str = ""
    before: bytes = b""
    after: bytes = b""
    follows: Consequence | None = None
    ruling: Ruling | None = None


def accept(issue: Issue, files: Mapping[str, bytes], today: datetime.date) -> Response:
    """What comes of an issue and a tree of files with data/, schema/ and the forms.

    A file changes only if the check finds no problem in the result.
    """
    text, dataset = _text(issue.body), check(files, today).dataset
    if text is None or dataset is None:
        return Response(problems=(_NOT_TEXT if text is None else _FAULTY_DATA,))
    answers = read_answers(text, read_forms(files))
    if answers is None:
        return Response(problems=(_NO_FORM,))
    form = answers.form
    submission, problems = read_submission(answers, issue, dataset, source_schema(files)["kind"]["enum"])
    if submission is None:
        return Response(form.name, problems=sentences(form, problems))
    response = Response(form.name, submission.cell, notes=submission.notes)
    if isinstance(submission.content, Proposal):
        return dataclasses.replace(response, proposal=submission.content)
    try:
        changed = _with_change(response, submission, files, dataset)
    except EditError as error:
        return dataclasses.replace(response, problems=(f"This cannot be written: {span(str(error))}",))
    faults = check({**files, changed.path: changed.after}, today).problems
    return dataclasses.replace(response, problems=tuple(_explained(form, faults))) if faults else changed


def _text(body: bytes) -> str | None:
    try:
        return body.decode("utf-8") if len(body) <= MAX_BYTES else None
    except UnicodeDecodeError:
        return None


def _with_change(response: Response, submission: Submission, files: Mapping[str, bytes], dataset: Dataset) -> Response:
    """The response with the one file that changes; EditError where the change cannot be written."""
    content, cell = submission.content, submission.cell
    if cell is None or isinstance(content, Proposal):
        raise EditError("only what is said of a cell can be written")
    file = company_file(files, dataset, cell.company.id)
    changed = dataclasses.replace(response, path=file.path, before=file.content)
    if isinstance(content, NewAssessment):
        after = add_assessment(file, content)
        return dataclasses.replace(changed, after=after, follows=consequence(file, content))
    if isinstance(content, Ruling):
        return _with_ruling(changed, file, cell, content)
    return dataclasses.replace(changed, after=_with_remark(file, cell, content))


def _with_ruling(changed: Response, file: CompanyFile, cell: Cell, ruling: Ruling) -> Response:
    """The file with the outcome of a dispute, after the assessment that corrects the disputed one."""
    follows = None
    if ruling.correction:
        follows, corrected = consequence(file, ruling.correction), add_assessment(file, ruling.correction)
        file = dataclasses.replace(file, document=read_document(file.path, corrected), content=corrected)
    after = decide(file, cell, ruling.place, ruling.decision)
    return dataclasses.replace(changed, after=after, follows=follows, ruling=ruling)


def _with_remark(file: CompanyFile, cell: Cell, remark: Dispute | Reply) -> bytes:
    """The file with one remark more at the latest assessment of the cell."""
    value = copy.deepcopy(file.document.value)
    latest = value["assessments"][cell.pledge.id][cell.commitment.id][-1]
    words = {"text": remark.text} if isinstance(remark, Reply) else {"grounds": remark.grounds}
    fields = {"date": str(remark.date), "by": remark.by, **words, **({"url": remark.url} if remark.url else {})}
    latest.setdefault("replies" if isinstance(remark, Reply) else "disputes", []).append(fields)
    return edited(file.document, file.content, value, file.schema)


def _explained(form: Form, faults: Sequence[Problem]) -> Iterator[str]:
    """The problems of the result as sentences about the form, each once."""
    fields = {field.id for field in form.fields}
    problems, others = dict[FormProblem, None](), []
    for fault in faults:
        problem = _BY_RULE.get(fault.rule) or _too_long(fault)
        if problem and problem.field in fields:
            problems[problem] = None
        else:
            others.append(f"{fault.rule}: {fault.message}\n    {fault.hint}")
    yield from sentences(form, problems)
    if others:
        yield "The check of the data reports:\n\n" + block("\n".join(others))


def _too_long(fault: Problem) -> FormProblem | None:
    if fault.rule != "length":
        return None
    match = re.match(r"`(\w+)` (is longer than [0-9]+ characters)", fault.message)
    field = _FORM_FIELDS.get(match[1], match[1]) if match else ""
    return FormProblem(field, f"The answer {match[2]}. Please shorten it.") if match else None
