"""Pages at former addresses that lead to the present ones."""

from collections.abc import Iterator, Mapping
from itertools import product, starmap

from tracker.model import Dataset, Edition
from tracker.pages.rendering import render_page
from tracker.views.addresses import commitment_address, company_address, pledge_address
from tracker.views.identity import under_every_id


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
        yield from _ways(map(company_address, under_every_id(company)), company.name)
    for pledge in dataset.pledges.values():
        yield from _ways(map(pledge_address, under_every_id(pledge)), pledge.name)
        for commitment in pledge.commitments.values():
            named = product(under_every_id(pledge), under_every_id(commitment))
            yield from _ways(starmap(commitment_address, named), commitment.title)


def _ways(addresses: Iterator[str], title: str) -> Iterator[tuple[str, str, str]]:
    """The ways from each former address of one thing to its present one, which comes first."""
    present = next(addresses)
    return ((former, present, title) for former in addresses)
