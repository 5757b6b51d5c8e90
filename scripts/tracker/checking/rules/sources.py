"""Rules on sources: each is cited, is listed once, has a plain address, and is described alike everywhere."""

from collections.abc import Iterator, Sequence

from tracker.checking.scope import Scope
from tracker.model import Source
from tracker.problem import Problem
from tracker.reading.document import Document
from tracker.text import document_address, is_amp_page, without_tracking

_FACTS = ("title", "publisher", "kind", "published", "reliability")
# A source in its place: the document of the file, and the source.
_Placed = tuple[Document, Source]


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


def plain_address(scope: Scope) -> Iterator[Problem]:
    """The address of a source is the document's own: without parameters of tracking, and not that of its AMP page."""
    for document, company in scope.companies():
        for name, source in company.sources.items():
            path, plain = ("sources", name, "url"), without_tracking(source.url)
            if plain != source.url:
                message = "the address has parameters that say where its reader came from"
                yield document.problem("tracking", path, message, f"write {plain}")
            if is_amp_page(source.url):
                hint = "write the address of the page itself; if you read the AMP page, that is the `copy`"
                yield document.problem("amp-page", path, "this is the AMP page of a document", hint)


def same_facts(scope: Scope) -> Iterator[Problem]:
    """What is said of one document is the same in the files of all companies that cite it."""
    by_document: dict[tuple[str, str | None], list[_Placed]] = {}
    for document, company in scope.companies():
        for source in company.sources.values():
            text = source.copy and document_address(source.copy)
            by_document.setdefault((document_address(source.url), text), []).append((document, source))
    for placed in by_document.values():
        first = placed[0]
        for other in _disagreeing(placed):
            if not _are_versions(first[1], other[1]):
                yield from _differences(first, other)


def _disagreeing(placed: Sequence[_Placed]) -> Iterator[_Placed]:
    """The sources of the files that agree with the first one in none of their descriptions of a document.

    A file that corrects itself has an earlier description too, and so agrees with those who know only that.
    """
    files: dict[str, set[tuple[object, ...]]] = {}
    for document, source in placed:
        files.setdefault(document.file, set()).add(_facts(source))
    agreed, waiting = files.pop(placed[0][0].file), dict(files)
    while joining := [file for file, facts in waiting.items() if facts & agreed]:
        agreed.update(*(waiting.pop(file) for file in joining))
    return ((document, source) for document, source in placed if document.file in waiting)


def _facts(source: Source) -> tuple[object, ...]:
    return tuple(getattr(source, fact) for fact in _FACTS)


def _are_versions(one: Source, other: Source) -> bool:
    """Whether one was published only after the other was read: a page that changed is another document."""
    pairs = ((one.published, other.read), (other.published, one.read))
    return any(published is not None and published.first > read.last for published, read in pairs)


def _differences(first: _Placed, other: _Placed) -> Iterator[Problem]:
    (known_in, known), (document, source) = first, other
    for fact, theirs, own in zip(_FACTS, _facts(known), _facts(source), strict=True):
        if own != theirs:
            place = known_in.problem("", ("sources", known.id, fact), "")
            message = f"the same document has another `{fact}` in {place.file}:{place.line}: {theirs or 'null'}"
            hint = "write the same in both files, as the document has it"
            yield document.problem("differing-facts", ("sources", source.id, fact), message, hint)


def _cited_names(value: object) -> set[str]:
    """Every source that is cited below a value, in cells with and without faults."""
    if isinstance(value, dict):
        own = {value["source"]} if isinstance(value.get("source"), str) else set()
        return own.union(*map(_cited_names, value.values()))
    if isinstance(value, list):
        return set().union(*map(_cited_names, value))
    return set()


RULES = (cited, one_url_each, copies_can_be_opened, plain_address, same_facts)
