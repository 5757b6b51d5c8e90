"""Rules on ids: addresses and anchors are made of them, and no two of those may meet."""

from collections.abc import Iterator, Set
from typing import NamedTuple

from tracker.checking.scope import Scope
from tracker.model import Pledge
from tracker.problem import Problem
from tracker.reading.document import Document, Path

# The headings and pages that the site has of its own. A test reads the templates for them.
_OF_THE_SITE = """
    answers calendars cells changes checks checksums chooser cite commitments companies controls corrections
    criteria decided differ disputes documents doubtful due feeds files footnotes found index limits list names
    panel-title past pledges print-all promise quotes reading readings reasons record related replies reviews scores
    shown signatories source sources stands-out tables top try types views who whole words
"""
RESERVED = frozenset(_OF_THE_SITE.split())
_TITLE = "title-"  # before the anchor of a cell it is that of the cell's title


class _Anchor(NamedTuple):
    """A place on a page: its name, what is there, and where the id that it is made of was written."""

    page: str
    name: str
    what: str
    document: Document
    path: Path


def no_id_of_the_site_itself(scope: Scope) -> Iterator[Problem]:
    """No company, pledge, commitment or review has, or had, the name of a page or a heading of the site."""
    for document, path, id in _ids(scope):
        if id in RESERVED or id.startswith(_TITLE):
            message = f"`{id}` is the name of a page or a heading of the site"
            yield document.problem_at_key("reserved-id", path, message, "add a word to it, such as a year")


def anchors_do_not_meet(scope: Scope) -> Iterator[Problem]:
    """No two things have one anchor: the anchor is made of ids, joined by hyphens, which ids may hold too."""
    seen: dict[tuple[str, str], _Anchor] = {}
    for anchor in _anchors(scope):
        other = seen.setdefault((anchor.page, anchor.name), anchor)
        if other.what != anchor.what:
            message = f"{anchor.what} would have the anchor `{anchor.name}`, which {other.what} has"
            yield anchor.document.problem_at_key("one-anchor", anchor.path, message, "choose another id")


def _ids(scope: Scope) -> Iterator[tuple[Document, Path, str]]:
    """Every id and former id: old addresses lead where the new ones are."""
    for document, company in scope.companies():
        yield document, (), company.id
        yield from ((document, ("former_ids",), id) for id in company.former_ids)
    for document, review in scope.reviews():
        yield document, (), review.id
    for document, pledge in scope.pledges():
        yield document, (), pledge.id
        yield from ((document, ("former_ids",), id) for id in pledge.former_ids)
        for commitment in pledge.commitments.values():
            path = ("commitments", commitment.id)
            yield document, path, commitment.id
            yield from ((document, (*path, "former_ids"), id) for id in commitment.former_ids)


def _anchors(scope: Scope) -> Iterator[_Anchor]:
    pledges = {pledge.id for _document, pledge in scope.pledges()}
    for document, pledge in scope.pledges():
        yield from _of_a_pledge(document, pledge, pledges)
    for document, company in scope.companies():
        what = f"the company `{company.id}`"
        yield _Anchor("sources", company.id, what, document, ())
        for source in company.sources:
            what = f"the source `{source}` of `{company.id}`"
            yield _Anchor("sources", f"{company.id}-{source}", what, document, ("sources", source))


def _of_a_pledge(document: Document, pledge: Pledge, pledges: Set[str]) -> Iterator[_Anchor]:
    """The anchors on the pages of companies and pictures, under former ids too, and those in the codebook.

    A former id that is another one's id is wrong in itself, and reported by the rule on former ids.
    """
    names = [each for each in pledge.ids if each == pledge.id or each not in pledges]
    for id in names:
        yield _Anchor("companies", id, f"the pledge `{pledge.id}`", document, ())
    for part in ("cells", "commitments", "deadline", *(f"deadline-{number}" for number in range(2, 10))):
        yield _Anchor("companies", f"{pledge.id}-{part}", f"the table `{part}` of `{pledge.id}`", document, ())
    for commitment in pledge.commitments.values():
        what, path = f"the commitment `{commitment.id}` of `{pledge.id}`", ("commitments", commitment.id)
        own = [each for each in commitment.ids if each == commitment.id or each not in pledge.commitments]
        for name in (f"{id}-{each}" for id in names for each in own):
            yield _Anchor("companies", name, what, document, path)
        for criterion in commitment.criteria:
            name, what = f"{commitment.id}-{criterion}", f"the criterion `{criterion}` of `{commitment.id}`"
            yield _Anchor(f"codebook/{pledge.id}", name, what, document, (*path, "criteria", criterion))


RULES = (no_id_of_the_site_itself, anchors_do_not_meet)
