"""The kinds of answers of the API: one table, from which files, schemas' addresses, OpenAPI and the page are made."""

import re
from dataclasses import dataclass

SCHEMA_VERSION = "1.0.0"
ROOT = f"api/v{SCHEMA_VERSION.partition('.')[0]}/"


@dataclass(frozen=True)
class Kind:
    """A kind of answer; `path` is relative to the API's root, and names in braces stand for ids."""

    name: str
    path: str
    summary: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in braces, in their order."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def schema(self) -> str:
        """The name of its schema's file."""
        return f"{self.name}.schema.json"

    def address(self, *ids: str) -> str:
        """Where the answer with these ids stands on the site."""
        return ROOT + self.path.format(**dict(zip(self.parameters, ids, strict=True)))


PARTS = "parts.schema.json"
OPENAPI = f"{ROOT}openapi.json"

# What an id in an address may be.
PARAMETERS = {
    "pledge": "The id of a pledge, present or former",
    "commitment": "The id of a commitment within its pledge, present or former",
    "company": "The id of a company, present or former",
    "review": "The id of a review",
    "day": "One of the days that the list of days names",
}

KINDS = {
    kind.name: kind
    for kind in (
        Kind("index", "index.json", "Where to begin: every kind of answer, and how much there is of each"),
        Kind("pledges", "pledges.json", "Every pledge"),
        Kind("pledge", "pledges/{pledge}.json", "One pledge in its official words, with commitments and signatories"),
        Kind("commitments", "commitments.json", "Every commitment of every pledge"),
        Kind(
            "commitment",
            "commitments/{pledge}/{commitment}.json",
            "One commitment: its criteria, and how every signatory stands on it",
        ),
        Kind("companies", "companies.json", "Every company"),
        Kind("company", "companies/{company}.json", "One company: its cells, its sources, and what is not read yet"),
        Kind("cells", "cells.json", "Every cell in short: one company and one commitment, and how it stands"),
        Kind(
            "cell",
            "cells/{company}/{pledge}/{commitment}.json",
            "One cell with its whole history: every assessment with its criteria, quotes and searches",
        ),
        Kind("days", "on/index.json", "The days worth looking back to"),
        Kind("day", "on/{day}.json", "How every cell stood on one of these days"),
        Kind("changes", "changes.json", "Every change of every cell, the newest first"),
        Kind("sources", "sources.json", "Every document that was read, and the cells that rest on it"),
        Kind("reviews", "reviews.json", "Every published review of the same companies"),
        Kind("review", "reviews/{review}.json", "One review by others: its scores as published, and its words"),
        Kind("integrity", "integrity.json", "The tracker about itself: assessed, read twice, corrected, disputed"),
    )
}


def schema_address(file: str) -> str:
    """Where a schema stands on the site."""
    return f"{ROOT}schema/{file}"
