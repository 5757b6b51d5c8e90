"""Rules on the codebook: a pledge may have a page, and a page is whole and speaks of what is in the data."""

import re
from collections.abc import Iterator

from tracker.checking.scope import Scope
from tracker.model import Pledge
from tracker.problem import Problem
from tracker.reading.codebook import EXAMPLE, SHOWN_BY, entries_of
from tracker.reading.dataset import CODEBOOKS, COMPANIES, PLEDGES
from tracker.text import suggestion

_EXAMPLE = re.compile(r'\*Example:\* (?P<company>[^,"]+?),[^"\n]*"(?P<quote>[^"]+)" \(')
_PARTS = (SHOWN_BY, "**Not shown by**")


def _path(pledge: str) -> str:
    return f"{CODEBOOKS}/{pledge}.md"


def known_pledge(scope: Scope) -> Iterator[Problem]:
    """A page of the codebook is about a pledge that exists."""
    known = scope.reading.documents[PLEDGES]
    for name in scope.reading.codebooks:
        if name not in known:
            message, hint = f"`{name}` is not a pledge", suggestion(name, known)
            yield Problem(_path(name), 1, 1, "unknown-pledge", message, hint)


def every_criterion(scope: Scope) -> Iterator[Problem]:
    """Where a pledge has a page in the codebook, each criterion has an entry under its own sentence."""
    for document, pledge in scope.pledges():
        entries = entries_of(scope.reading.codebooks.get(pledge.id, ""))
        for anchor, (commitment, criterion, sentence) in _criteria(pledge).items():
            entry = entries.get(anchor)
            if pledge.id in scope.reading.codebooks and (entry is None or entry.sentence != sentence):
                message = f"the codebook has no entry for `{criterion}` under its sentence"
                hint = f"write `### {sentence} {{#{anchor}}}` in {_path(pledge.id)}"
                path = ("commitments", commitment, "criteria", criterion)
                yield document.problem_at_key("codebook-entry", path, message, hint)


def _criteria(pledge: Pledge) -> dict[str, tuple[str, str, str]]:
    """Commitment, criterion and sentence by the anchor of the entry."""
    return {
        f"{commitment.id}-{criterion}": (commitment.id, criterion, sentence)
        for commitment in pledge.commitments.values()
        for criterion, sentence in commitment.criteria.items()
    }


def whole_entries(scope: Scope) -> Iterator[Problem]:
    """An entry of the codebook says what shows the criterion and what does not, with an example of each."""
    for pledge, page in scope.reading.codebooks.items():
        for anchor, entry in entries_of(page).items():
            if any(entry.text.count(part) != 1 for part in _PARTS) or entry.text.count(EXAMPLE) < len(_PARTS):
                message = f"the entry `{anchor}` is not whole"
                hint = "it has one **Shown by** and one **Not shown by**, each with an *Example:*"
                yield Problem(_path(pledge), entry.line, 1, "codebook-entry", message, hint)


def examples_are_quotes(scope: Scope) -> Iterator[Problem]:
    """An example of the codebook that quotes a company's source is in the company's data on that pledge."""
    if len(scope.reading.dataset.companies) < len(scope.reading.documents[COMPANIES]):
        return  # a file that could not be read may hold the quote
    for pledge, page in scope.reading.codebooks.items():
        for example in _EXAMPLE.finditer(page):
            pieces = [piece.strip() for piece in re.split(r"\[\.\.\.\]|…", example["quote"])]
            quotes = _quotes(scope, example["company"], pledge)
            if not any(all(piece in quote for piece in pieces) for quote in quotes):
                message = f"no quote of `{example['company']}` on this pledge has the words of this example"
                hint = "write the words as the company's file has them, and its name or one of `other_names`"
                line = page.count("\n", 0, example.start()) + 1
                yield Problem(_path(pledge), line, 1, "codebook-example", message, hint)


def _quotes(scope: Scope, name: str, pledge: str) -> list[str]:
    return [
        " ".join(item.quote.split())
        for _document, company in scope.companies()
        if name in (company.name, *company.other_names)
        for cell in company.assessments.get(pledge, {}).values()
        for assessment in cell
        for item in assessment.evidence
    ]


RULES = (known_pledge, every_criterion, whole_entries, examples_are_quotes)
