"""Rules on names: each leads to a pledge, commitment, criterion, source, group or company that exists."""

from collections.abc import Iterable, Iterator

from tracker.checking.scope import Scope
from tracker.problem import Problem
from tracker.reading.dataset import COMPANIES, PLEDGES
from tracker.reading.document import Document, Path
from tracker.text import nearest


def known_pledge(scope: Scope) -> Iterator[Problem]:
    """A company assesses only pledges that exist and that it signed."""
    known = scope.reading.documents[PLEDGES]
    for document, company in scope.companies():
        for pledge_id in company.assessments:
            path = ("assessments", pledge_id)
            pledge = scope.reading.dataset.pledges.get(pledge_id)
            if pledge_id not in known:
                message = f"`{pledge_id}` is not a pledge"
                yield document.problem_at_key("unknown-pledge", path, message, document.suggestion(pledge_id, known))
            elif pledge is not None and company.id not in pledge.signatories:
                message = f"`{company.id}` is not a signatory of `{pledge_id}`"
                hint = f"remove the assessments, or add the company to the signatories in {PLEDGES}/{pledge_id}.yml"
                yield document.problem_at_key("not-signed", path, message, hint)


def known_commitment(scope: Scope) -> Iterator[Problem]:
    """An assessed commitment belongs to the pledge."""
    for document, company in scope.companies():
        for pledge_id, cells in company.assessments.items():
            pledge = scope.reading.dataset.pledges.get(pledge_id)
            known = pledge.commitments if pledge is not None else cells
            for commitment in cells:
                if commitment not in known:
                    path = ("assessments", pledge_id, commitment)
                    message = f"`{commitment}` is not a commitment of `{pledge_id}`"
                    yield document.problem_at_key(
                        "unknown-commitment", path, message, document.suggestion(commitment, known)
                    )


def known_source(scope: Scope) -> Iterator[Problem]:
    """Evidence cites a source of its own file."""
    for judgement in scope.judgements():
        sources = judgement.company.sources
        for path, item in judgement.evidence():
            if item.source not in sources and item.source not in judgement.company.unreadable_sources:
                message = f"`{item.source}` is not a source of this file"
                yield judgement.problem(
                    "unknown-source", (*path, "source"), message, judgement.document.suggestion(item.source, sources)
                )


def known_criterion(scope: Scope) -> Iterator[Problem]:
    """Evidence shows or refutes criteria of its own commitment."""
    for judgement in scope.judgements():
        known = judgement.commitment.criteria
        for path, item in judgement.evidence():
            for bearing, criteria in (("shows", item.shows), ("refutes", item.refutes)):
                for index, criterion in enumerate(criteria):
                    if criterion not in known:
                        message = f"`{criterion}` is not a criterion of `{judgement.commitment.id}`"
                        place = (*path, bearing, index)
                        yield judgement.problem(
                            "unknown-criterion", place, message, judgement.document.suggestion(criterion, known)
                        )


def signatory_has_file(scope: Scope) -> Iterator[Problem]:
    """Every signatory has a file in data/companies."""
    files = scope.reading.documents[COMPANIES]
    for document, pledge in scope.pledges():
        for company in pledge.signatories:
            if company not in files:
                message = f"the signatory `{company}` has no file"
                near = nearest(company, files) if next(document.suggestions, None) is not None else None
                hint = f"add {COMPANIES}/{company}.yml" + (f", or did you mean `{near}`?" if near else "")
                yield document.problem_at_key("signatory-without-file", ("signatories", company), message, hint)


def file_has_signature(scope: Scope) -> Iterator[Problem]:
    """Every company file belongs to a signatory of some pledge."""
    if len(scope.reading.dataset.pledges) < len(scope.reading.documents[PLEDGES]):
        return  # a pledge that could not be read may name the company
    for document, company in scope.companies():
        if set(company.assessments) & set(scope.reading.dataset.pledges):
            continue  # known_pledge reports it
        if not any(company.id in pledge.signatories for _document, pledge in scope.pledges()):
            message = f"no pledge names `{company.id}` as a signatory"
            hint = "add it to the signatories of a pledge, or name the file after the signatory's id"
            yield document.problem("file-without-signatory", (), message, hint)


def known_in_pledge(scope: Scope) -> Iterator[Problem]:
    """A commitment's group and a deadline's commitment belong to their pledge."""
    for document, pledge in scope.pledges():
        for name in pledge.deadlines:
            if name not in pledge.commitments:
                message, hint = (
                    f"`{name}` is not a commitment of this pledge",
                    document.suggestion(name, pledge.commitments),
                )
                yield document.problem_at_key("unknown-commitment", ("deadlines", name), message, hint)
        for commitment in pledge.commitments.values():
            name, path = commitment.group, ("commitments", commitment.id, "group")
            if name not in pledge.groups:
                message, hint = f"`{name}` is not a group of this pledge", document.suggestion(name, pledge.groups)
                yield document.problem("unknown-group", path, message, hint)


def known_relative(scope: Scope) -> Iterator[Problem]:
    """A related commitment exists in some pledge."""
    if len(scope.reading.dataset.pledges) < len(scope.reading.documents[PLEDGES]):
        return  # a pledge that could not be read may hold the commitment
    known = {f"{pledge.id}/{commitment}" for _document, pledge in scope.pledges() for commitment in pledge.commitments}
    for document, pledge in scope.pledges():
        for commitment in pledge.commitments.values():
            for index, related in enumerate(commitment.related):
                if related not in known:
                    path = ("commitments", commitment.id, "related", index)
                    message = f"`{related}` is not a commitment of any pledge"
                    yield document.problem("unknown-commitment", path, message, document.suggestion(related, known))


def former_ids_are_free(scope: Scope) -> Iterator[Problem]:
    """A former id leads to one place: nothing has it now, and nothing else had it before."""
    named: list[tuple[Document, Path, str, tuple[str, ...], Iterable[str]]] = [
        *((doc, (), "company", each.former_ids, scope.reading.documents[COMPANIES]) for doc, each in scope.companies()),
        *((doc, (), "pledge", each.former_ids, scope.reading.documents[PLEDGES]) for doc, each in scope.pledges()),
    ]
    for document, pledge in scope.pledges():
        for id, commitment in pledge.commitments.items():
            kind = f"commitment of `{pledge.id}`"
            named.append((document, ("commitments", id), kind, commitment.former_ids, pledge.commitments))
    seen: set[tuple[str, str]] = set()
    for document, path, kind, former_ids, present in named:
        for index, former in enumerate(former_ids):
            if former in present or (kind, former) in seen:
                message = f"the former id `{former}` belongs to another {kind}"
                hint = "an id leads to one place for good: keep it where it was first"
                yield document.problem("former-id", (*path, "former_ids", index), message, hint)
            seen.add((kind, former))


RULES = (
    former_ids_are_free,
    known_pledge,
    known_commitment,
    known_source,
    known_criterion,
    signatory_has_file,
    file_has_signature,
    known_in_pledge,
    known_relative,
)
