"""The forms that people fill in, read from the issue templates, and the answers in the text of an issue."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from tracker.reading.parser import read_document
from tracker.text import refused_characters

TEMPLATES = ".github/ISSUE_TEMPLATE/*.yml"
_EMPTY = ("", "_No response_", "None")
# Marks that tell a typesetter where a line may break: whoever copies from a document brings them along unseen.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_FENCE = re.compile(r"`{3,}|~{3,}")


@dataclass(frozen=True, kw_only=True)
class FormField:
    """A field of a form: its id and label; the options of a choice; the boxes that all have to be ticked."""

    id: str
    label: str
    required: bool = False
    options: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form, named like its file."""

    name: str
    fields: tuple[FormField, ...]

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The line that GitHub writes above each answer, with the id of its field."""
        return {f"### {field.label}": field.id for field in self.fields}


class FormProblem(NamedTuple):
    """What keeps an answer from being used: the id of its field, and a sentence in Markdown."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Answers:
    """A filled form: every answer by the id of its field, empty where there is none; and what is wrong with them."""

    form: Form
    values: Mapping[str, str]
    problems: tuple[FormProblem, ...] = ()

    def __getitem__(self, id: str) -> str:
        return self.values[id]


def read_forms(files: Mapping[str, bytes]) -> tuple[Form, ...]:
    """The forms among files `{path: bytes}`: every issue template that has fields."""
    templates = [path for path in sorted(files) if PurePosixPath(path).match(TEMPLATES)]
    bodies = {path: read_document(path, files[path]).value.get("body") for path in templates}
    return tuple(
        Form(PurePosixPath(path).stem, tuple(_field(part) for part in body if part["type"] != "markdown"))
        for path, body in bodies.items()
        if body
    )


def _field(part: Mapping[str, Any]) -> FormField:
    attributes = part["attributes"]
    options, is_boxes = attributes.get("options", ()), part["type"] == "checkboxes"
    return FormField(
        id=part["id"],
        label=attributes["label"],
        required=part.get("validations", {}).get("required", False),
        options=() if is_boxes else tuple(options),
        boxes=tuple(option["label"] for option in options) if is_boxes else (),
    )


def sentences(form: Form, problems: Iterable[FormProblem]) -> tuple[str, ...]:
    """Problems as whole sentences with the labels of their fields, in the order of the form."""
    labels = {field.id: field.label for field in form.fields}
    places = list(labels)
    ordered = sorted(problems, key=lambda problem: places.index(problem.field))
    return tuple(f"**{labels[problem.field]}** {problem.sentence}" for problem in ordered)


def read_answers(body: str, forms: Sequence[Form]) -> Answers | None:
    """The answers in the text of an issue; None where the text is none of the forms or could be two."""
    lines = [line.rstrip() for line in _visible(body).split("\n")]
    counts = {form.name: Counter(line for line in lines if line in form.headings) for form in forms}
    most = max(map(len, counts.values()), default=0)
    candidates = [form for form in forms if most and len(counts[form.name]) == most]
    if len(candidates) != 1:
        return None
    (form,) = candidates
    texts = dict(_sections(lines, form.headings))
    values = {field.id: _answer(texts.get(field.id, "")) for field in form.fields}
    repeated = {form.headings[line] for line, count in counts[form.name].items() if count > 1}
    return Answers(form, values, tuple(_problems(form, values, repeated)))


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
    """Each field's id with the text below its heading; any other heading belongs to the answer that it is in."""
    id, text = "", list[str]()
    for line in lines:
        if line in headings:
            yield id, "\n".join(text)
            id, text = headings[line], []
        else:
            text.append(line)
    yield id, "\n".join(text)


def _answer(text: str) -> str:
    """What was written, without a code fence around it or GitHub's words for an empty answer."""
    answer = _without_fence(text.strip("\n "))
    return "" if answer in _EMPTY else answer


def _without_fence(answer: str) -> str:
    first, _, rest = answer.partition("\n")
    fence = _FENCE.match(first)
    if fence is None or "`" in first[fence.end() :] or not rest.endswith(fence[0]):
        return answer
    return rest.removesuffix(fence[0]).strip("\n ")


def _problems(form: Form, values: Mapping[str, str], repeated: Set[str]) -> Iterator[FormProblem]:
    for field in form.fields:
        answer = values[field.id]
        if field.id in repeated:
            yield FormProblem(field.id, "The heading of this question appears more than once. Please keep one of them.")
        elif refused := refused_characters(answer):
            name = refused[0][1]
            yield FormProblem(field.id, f"It contains an invisible or control character, {name}. Please delete it.")
        elif field.boxes:
            unticked = (box for box in field.boxes if not _ticked(box, answer))
            yield from (FormProblem(field.id, f"Please tick: “{box}”") for box in unticked)
        elif field.required and not answer:
            yield FormProblem(field.id, "This is still empty.")
        elif field.options and answer and answer not in field.options:
            yield FormProblem(field.id, f"Please choose one of these: {'; '.join(field.options)}.")


def _ticked(box: str, answer: str) -> bool:
    return any(line in (f"- [x] {box}", f"- [X] {box}") for line in answer.split("\n"))
