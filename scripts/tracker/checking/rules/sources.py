"""Rules on sources: each is cited, and is listed once."""

from collections.abc import Iterator

from tracker.checking.scope import Scope
from tracker.problem import Problem
from tracker.text import document_address


def cited(scope: Scope) -> Iterator[Problem]:
    """Every source is cited by some evidence of its file, or says that the company ended."""
    for document, company in scope.companies():
        names = _cited_names([document.value.get("assessments"), document.value.get("ended")])
        for name in company.sources:
            if name not in names:
                message = f"no evidence cites the source `{name}`"
                yield document.problem_at_key("uncited-source", ("sources", name), message, "cite it, or remove it")


def one_url_each(scope: Scope) -> Iterator[Problem]:
    """No two sources of a file are one document read on one day: what was read again later is another source."""
    for document, company in scope.companies():
        first: dict[tuple[str, ...], str] = {}
        for name, source in company.sources.items():
            # Two texts of one page, told apart by a fragment, are two documents where each was read in its own copy.
            day, very = source.read.text, source.url.rstrip("/").partition("://")[2]
            own = (("address", very, day), ("document", document_address(source.url), source.copy or "", day))
            known = next((first[address] for address in own if address in first), None)
            if known is not None:
                message = f"`{name}` is the same document as `{known}`"
                hint = "cite one source for both, or give each its own address or day of reading"
                yield document.problem("repeated-url", ("sources", name, "url"), message, hint)
            first |= {address: name for address in own if address not in first}


def copies_can_be_opened(scope: Scope) -> Iterator[Problem]:
    """A source that was read in a copy which nobody can open says so in its note, and is not of high reliability."""
    for document, company in scope.companies():
        for name, source in company.sources.items():
            if source.copy is None and not source.note:
                message = f"`{name}` was read in a copy that cannot be found again, and nothing says what it was"
                yield document.problem_at_key("lost-copy", ("sources", name), message, "add a note on what was read")
            if source.copy is None and source.reliability == "high":
                message = f"`{name}` was read in a copy that nobody can open, which is not of high reliability"
                path = ("sources", name, "reliability")
                yield document.problem("lost-copy", path, message, "write medium, or low where it is anonymous")


def _cited_names(value: object) -> set[str]:
    """Every source that is cited below a value, in cells with and without faults."""
    if isinstance(value, dict):
        own = {value["source"]} if isinstance(value.get("source"), str) else set()
        return own.union(*map(_cited_names, value.values()))
    if isinstance(value, list):
        return set().union(*map(_cited_names, value))
    return set()


RULES = (cited, one_url_each, copies_can_be_opened)
