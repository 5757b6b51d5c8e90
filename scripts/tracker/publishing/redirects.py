"""Pages at former addresses that lead to the present ones."""

import itertools
from collections.abc import Iterator, Mapping

from tracker.model import Dataset
from tracker.publishing.addresses import commitment_address, company_address, pledge_address
from tracker.publishing.page import Edition
from tracker.publishing.rendering import render_page


def redirects(dataset: Dataset, edition: Edition) -> Mapping[str, bytes]:
    """A page `{path: bytes}` for every address that a company, a pledge or a commitment had under a former id."""
    found = {}
    for former, present, title in _moved(dataset):
        values = {"title": title, "former": former.rstrip("/"), "present": present}
        found[f"{former}index.html"] = render_page("moved.html", former, edition, **values).encode() + b"\n"
    return found


def _moved(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Former address, present address and title."""
    for company in dataset.companies.values():
        for former in company.former_ids:
            yield f"companies/{former}/", company_address(company), company.name
    for pledge in dataset.pledges.values():
        for former in pledge.former_ids:
            yield f"pledges/{former}/", pledge_address(pledge), pledge.name
        for commitment in pledge.commitments.values():
            present = commitment_address(pledge, commitment)
            ids = itertools.product((pledge.id, *pledge.former_ids), (commitment.id, *commitment.former_ids))
            for former_pledge, former in ids:
                if (former_pledge, former) != (pledge.id, commitment.id):
                    yield f"pledges/{former_pledge}/{former}/", present, commitment.title
