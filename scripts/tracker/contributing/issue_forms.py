"""The forms that people fill in, and the answers in a text that GitHub made of one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from tracker.text import refused_characters

_EMPTY = ("", "_No response_", "None")
# Marks that tell a typesetter where a line may break: whoever copies from a document brings them along unseen.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_FENCE = re.compile(r"(`{3,}|~{3,})[^\n`]*\n(.*?)\n?\1\s*", re.DOTALL)


@dataclass(frozen=True)
class Question:
    """A field of a form: its id and label; the options of a choice; the boxes that all have to be ticked."""

    id: str
    label: str
    required: bool = False
    options: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form, named like its file in .github/ISSUE_TEMPLATE."""

    name: str
    questions: tuple[Question, ...]


class Lack(NamedTuple):
    """What keeps an answer from being used: the id of its question, and a sentence in Markdown."""

    question: str
    sentence: str


@dataclass(frozen=True)
class Answers:
    """A filled form: every answer by the id of its question, empty where there is none; and what they lack."""

    form: Form
    values: Mapping[str, str]
    lacks: tuple[Lack, ...] = ()

    def __getitem__(self, id: str) -> str:
        return self.values[id]


def in_order(form: Form, lacks: Iterable[Lack]) -> tuple[str, ...]:
    """Lacks as whole sentences with their questions, in the order of the form."""
    labels = {question.id: question.label for question in form.questions}
    places = list(labels)
    ordered = sorted(lacks, key=lambda lack: places.index(lack.question))
    return tuple(f"**{labels[lack.question]}** {lack.sentence}" for lack in ordered)


KINDS = {
    "Policy or framework": "policy",
    "System card or model card": "system-card",
    "Announcement": "announcement",
    "Blog post": "blog",
    "Paper or report": "paper",
    "Document of a government": "government",
    "News report": "news",
    "Review by somebody else": "third-party-review",
    "Code repository": "repository",
    "Something else": "other",
}
PROPOSALS = ("A pledge", "A company")

_CELL = Question("cell", "Which company and commitment?", required=True)
_INTEREST = Question("interest", "Do you have a stake in it?")
_LICENCE = "I agree that this submission becomes public and that what I wrote is published under CC BY 4.0."


def _consent(*boxes: str) -> Question:
    return Question("consent", "Before you send it", boxes=boxes)


ADD_EVIDENCE = Form(
    "add-evidence",
    (
        _CELL,
        Question("address", "Where does the document stand?", required=True),
        Question("quote", "Which words?", required=True),
        Question("translation", "What do the words mean in English?"),
        Question("locator", "Where in the document?"),
        Question("document-title", "What is the document called?"),
        Question("publisher", "Who published it?"),
        Question("kind", "What kind of document is it?", options=tuple(KINDS)),
        Question("published", "When was it published?"),
        Question("shows", "Which criteria do the words show?"),
        Question("refutes", "Which criteria do they speak against?"),
        Question("reason", "What do all the documents show now?", required=True),
        _INTEREST,
        _consent("I have read these words in the document myself.", _LICENCE),
    ),
)
REPORT_A_MISTAKE = Form(
    "report-a-mistake",
    (
        _CELL,
        Question("grounds", "What is wrong, and why?", required=True),
        Question("by", "Who reports it?"),
        _INTEREST,
        _consent(_LICENCE),
    ),
)
REPLY_AS_THE_COMPANY = Form(
    "reply-as-the-company",
    (
        _CELL,
        Question("text", "What does the company answer?", required=True),
        Question("by", "Who answers for the company?", required=True),
        Question("proof", "How can everyone see that you speak for the company?", required=True),
        _consent("I speak for the company, and it agrees that this reply is published word for word under CC BY 4.0."),
    ),
)
PROPOSE = Form(
    "propose",
    (
        Question("subject", "What do you propose?", required=True, options=PROPOSALS),
        Question("name", "What is it called?", required=True),
        Question("address", "Where can it be read?", required=True),
        Question("why", "Why should it be tracked?", required=True),
        _INTEREST,
        _consent(_LICENCE),
    ),
)
FORMS = (ADD_EVIDENCE, REPORT_A_MISTAKE, REPLY_AS_THE_COMPANY, PROPOSE)
_HEADINGS = {form.name: {f"### {question.label}": question.id for question in form.questions} for form in FORMS}


def read_answers(body: str) -> Answers | None:
    """The answers in the text of an issue; None where the text is no form or could be two."""
    lines = [line.rstrip() for line in _visible(body).split("\n")]
    counts = {form.name: Counter(line for line in lines if line in _HEADINGS[form.name]) for form in FORMS}
    form, second = sorted(FORMS, key=lambda form: len(counts[form.name]), reverse=True)[:2]
    if len(counts[form.name]) == len(counts[second.name]):
        return None
    headings = _HEADINGS[form.name]
    texts = dict(_sections(lines, headings))
    values = {question.id: _answer(texts.get(question.id, "")) for question in form.questions}
    twice = {headings[line] for line, count in counts[form.name].items() if count > 1}
    return Answers(form, values, tuple(_lacks(form, values, twice)))


def _visible(body: str) -> str:
    """The text with plain line ends and spaces, and without what a reader of the issue would not see either."""
    rest = body.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").translate(_UNSEEN)
    kept: list[str] = []
    while True:
        before, _, after = rest.partition("<!--")
        _hidden, closed, tail = after.partition("-->")
        if not closed:
            return "".join([*kept, rest])
        kept.append(before)
        rest = tail


def _sections(lines: list[str], headings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each question's id with the text below its heading; any other heading belongs to the answer where it stands."""
    id, text = "", list[str]()
    for line in lines:
        if line in headings:
            yield id, "\n".join(text)
            id, text = headings[line], []
        else:
            text.append(line)
    yield id, "\n".join(text)


def _answer(text: str) -> str:
    """What was written, without the frame that a fence of code or GitHub's words for nothing put around it."""
    answer = text.strip("\n ")
    if fenced := _FENCE.fullmatch(answer):
        answer = fenced[2].strip("\n ")
    return "" if answer in _EMPTY else answer


def _lacks(form: Form, values: Mapping[str, str], twice: Set[str]) -> Iterator[Lack]:
    for question in form.questions:
        answer = values[question.id]
        if question.id in twice:
            yield Lack(question.id, "The heading of this question stands more than once. Please keep one of them.")
        elif refused := refused_characters(answer):
            name = refused[0][1]
            yield Lack(question.id, f"There is an invisible or control character in it, {name}. Please delete it.")
        elif question.boxes:
            yield from (
                Lack(question.id, f"Please tick: “{box}”") for box in question.boxes if not _ticked(box, answer)
            )
        elif question.required and not answer:
            yield Lack(question.id, "This is still empty.")
        elif question.options and answer and answer not in question.options:
            yield Lack(question.id, f"Please choose one of these: {'; '.join(question.options)}.")


def _ticked(box: str, answer: str) -> bool:
    return any(line in (f"- [x] {box}", f"- [X] {box}") for line in answer.split("\n"))
