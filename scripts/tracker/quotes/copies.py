"""Documents that a person has saved, by the source that they stand for: they are looked at in place of fetching."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

MANIFEST = "copies.tsv"
_SAVED_FROM = re.compile(
    rb"saved from url=\(\d+\)(https?://\S+)|Page saved with SingleFile\s+url:\s*(https?://\S+)|"
    rb"^Snapshot-Content-Location:\s*(https?://\S+)",
    re.MULTILINE,
)
_PAGES = (".html", ".htm", ".mhtml", ".mht")


class Copies:
    """The documents of a folder, by the names of its files and a function that reads one.

    A file stands for an address (laid out as `wget -x` does it: host/path), for a source (named company.source or in a
    folder of the company), or for the page that a browser has saved in it. A table `copies.tsv` with the columns
    company, source and copy says at which address a source was read.
    """

    def __init__(self, names: Sequence[str], read: Callable[[str], bytes]) -> None:
        self._names = frozenset(names)
        self._read = read

    def find(self, company: str, source: str, addresses: Sequence[str]) -> tuple[str, str] | None:
        """The file of a source, and the address that it stands for, empty where it is named for the source alone."""
        said = self._manifest.get((company, source))
        for address in [*([said] if said else []), *addresses]:
            name = next((name for name in _names_of(address) if name in self._names), None)
            name = name or self._saved_pages.get(_plain(address))
            if name:
                return name, address
        named = self._by_source.get(f"{company}/{source}") or self._by_source.get(f"{company}.{source}")
        return (named, "") if named else None

    def read(self, name: str) -> bytes:
        """The content of a file."""
        return self._read(name)

    @cached_property
    def _manifest(self) -> Mapping[tuple[str, str], str]:
        if MANIFEST not in self._names:
            return {}
        rows = [line.split("\t") for line in self._read(MANIFEST).decode("utf-8", "replace").splitlines()]
        return {(row[0], row[1]): row[2].strip() for row in rows if len(row) == 3}

    @cached_property
    def _by_source(self) -> Mapping[str, str]:
        return {name.removesuffix(PurePosixPath(name).suffix): name for name in sorted(self._names)}

    @cached_property
    def _saved_pages(self) -> Mapping[str, str]:
        found = {}
        for name in sorted(self._names):
            if name.lower().endswith(_PAGES) and (match := _SAVED_FROM.search(self._read(name)[:8192])):
                found[_plain(next(filter(None, match.groups())).decode("utf-8", "replace"))] = name
        return found


def _names_of(address: str) -> Iterator[str]:
    """The names under which a document of that address may have been saved."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    for path in dict.fromkeys((unquote(parts.path), parts.path)):
        base = f"{parts.netloc.lower()}{path}"
        queries = [f"?{parts.query}", f"@{parts.query}"] if parts.query else [""]
        for query in queries:
            for name in (base, f"{base.rstrip('/')}/index.html"):
                yield f"{name}{query}"
                yield f"{name}{query}.html"


def _plain(address: str) -> str:
    """The address without what servers do not tell apart: scheme, fragment and the last slash."""
    return address.partition("://")[2].partition("#")[0].rstrip("/")
