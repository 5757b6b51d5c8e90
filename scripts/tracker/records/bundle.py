"""A release in one folder: data, schemas, downloads, method and licences, ready to be archived under a DOI."""

import re
from collections.abc import Mapping

from tracker.model import Edition
from tracker.records.dictionary_text import dictionary_text
from tracker.records.downloads import checksums
from tracker.views.citation import PUBLICATION, bibtex_dataset_citation, plain_dataset_citation

_CITATION = "CITATION.cff"
_README = """\
# {publication}, data of {date}

For every company that signed a tracked public pledge on artificial intelligence, and for every commitment of the
pledge: a dated status, the quotes that it follows from, and where they were read. {state}

| here | what it is |
|---|---|
| `downloads/` | all data as tables: CSV, SQLite, JSON, and a Frictionless data package that describes the CSV files |
| `data-dictionary.md` | what each table and column means |
| `data/` | what people wrote, one YAML file for each company, pledge and review: the tables are made from it |
| `schema/` | the shape of those files, as JSON Schema |
| `docs/` | the method, the codebook of the criteria, and how to use the data |
| `CITATION.cff`, `LICENSE-DATA`, `LICENSE` | how to cite, and the licences of data and code |
| `SHA256SUMS` | the checksum of every file: `sha256sum --check SHA256SUMS` |

## Licence

The data are licensed under CC BY 4.0. Quotes and titles of documents remain their owners', and the official words of
the pledges stand under their own terms: see `LICENSE-DATA`.

## Citation

{citation}

```bibtex
{bibtex}
```
"""


def bundle_name(edition: Edition) -> str:
    """The name of a release, by the date of its data."""
    return f"ai-commitments-tracker-{edition.date}"


def bundle(project: Mapping[str, bytes], made: Mapping[str, bytes], edition: Edition) -> Mapping[str, bytes]:
    """The files of a release `{path: bytes}`: those of the project, those made of it, and what explains them."""
    files = {
        **project,
        **made,
        "data-dictionary.md": dictionary_text().encode(),
        "README.md": _readme(edition).encode(),
    }
    if _CITATION in project:
        files[_CITATION] = _dated(project[_CITATION].decode(), edition).encode()
    return {**files, "SHA256SUMS": checksums(files)}


def _readme(edition: Edition) -> str:
    return _README.format(
        publication=PUBLICATION,
        date=edition.date,
        state=f"Made from commit {edition.commit}." if edition.commit else "",
        citation=plain_dataset_citation(edition),
        bibtex=bibtex_dataset_citation(edition),
    )


def _dated(citation: str, edition: Edition) -> str:
    """The citation file with version, date and commit of this release, where it does not name them itself."""
    facts = {"version": f'"{edition.date}"', "date-released": str(edition.date), "commit": edition.commit}
    missing = [name for name, value in facts.items() if value and not re.search(rf"^{name}:", citation, re.MULTILINE)]
    return citation.rstrip("\n") + "\n" + "".join(f"{name}: {facts[name]}\n" for name in missing)
