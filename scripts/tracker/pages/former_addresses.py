"""What was published under a former id stays there: pages lead to their present address, files stay as they are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product

from tracker.model import Dataset
from tracker.pages import charts
from tracker.pages.page import Page
from tracker.pages.rendering import render
from tracker.views.addresses import FILE_ADDRESSES, PAGE_ADDRESSES
from tracker.views.view import View


def former_addresses(
    view: View, pages: Iterable[Page], files: Mapping[str, bytes], addresses: Iterable[str]
) -> Mapping[str, bytes]:
    """The files `{path: bytes}` at former addresses; `addresses` are those with ids in braces beside the known ones."""
    ids = _ids(view.dataset)
    found: dict[str, bytes] = {}
    for page in pages:
        for former in _former(page.address, PAGE_ADDRESSES, ids):
            values = {"title": page.title, "former": former.rstrip("/"), "present": page.address}
            found[f"{former}index.html"] = render("moved.html", former, view.edition, **values).encode() + b"\n"
    known = (*FILE_ADDRESSES, *charts.FILES, *addresses)
    return found | {former: content for path, content in files.items() for former in _former(path, known, ids)}


Ids = Mapping[tuple[str, ...], tuple[str, ...]]


def _ids(dataset: Dataset) -> Ids:
    """The present id and then the former ones, by kind and id; of a commitment by its pledge too."""
    pledges = dataset.pledges.values()
    return (
        {("company", each.id): each.ids for each in dataset.companies.values()}
        | {("pledge", each.id): each.ids for each in pledges}
        | {("commitment", pledge.id, each.id): each.ids for pledge in pledges for each in pledge.commitments.values()}
    )


def _former(path: str, addresses: Iterable[str], ids: Ids) -> Iterator[str]:
    """The addresses that what is at a path had under former ids."""
    for address in addresses:
        match = _pattern(address).fullmatch(path)
        if match is None:
            continue
        names = match.groupdict()
        keys = [(kind, names["pledge"], id) if kind == "commitment" else (kind, id) for kind, id in names.items()]
        _present, *former = product(*(ids.get(key, (key[-1],)) for key in keys))
        yield from (address.format(**dict(zip(names, each, strict=True))) for each in former)
        return


@cache
def _pattern(address: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(address)))
