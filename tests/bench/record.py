"""A made-up record of any size, valid and always the same; `python -m tests.bench.record COUNT FOLDER` writes one.

The words of the pledges are the project's own, so that companies are judged on real commitments; the companies, their
documents and everything that these say are made up.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.bench.company import LAST, SEED, MadeUp
from tests.bench.prose import sentence, text
from tests.pages.site_build import copy_project
from tracker.files import read_tree
from tracker.reading.dataset import CHECKS, COMPANIES, PLEDGES, REVIEWS, SCHEMAS, read_dataset
from tracker.reading.edit import new_file
from tracker.reading.layout import in_order
from tracker.reading.parser import read_document
from tracker.reading.schema import read_schema
from tracker.text import fingerprint

ROOT = Path(__file__).parents[2]


class _Dumper(yaml.CSafeDumper):
    """Days without quotes, and what stands twice written twice, as people do."""

    yaml_implicit_resolvers = {  # noqa: RUF012 (the base class has it so)
        letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for letter, resolvers in yaml.CSafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def files(count: int, own: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The data files of so many companies, with the pledges and schemas of a tree of files, `{path: bytes}`."""
    reading = read_dataset({path: own[path] for path in own if path.startswith(("schema/", PLEDGES))})
    pledges = reading.dataset.pledges
    companies = [MadeUp(number, pledges) for number in range(count)]
    for id in pledges:
        signatories = {each.id: each.signed[id] for each in companies if id in each.signed}
        words = reading.documents[PLEDGES][id].value | {"signatories": signatories}
        path = f"{PLEDGES}/{id}.yml"
        yield path, new_file(path, words, own[SCHEMAS[PLEDGES]])
    parts = {folder: read_schema(own[schema]) for folder, schema in SCHEMAS.items()}
    for folder, id, value in _values(companies):
        text = yaml.dump(in_order(value, parts[folder]), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
        yield f"{folder}/{id}.yml", f"# yaml-language-server: $schema=../../{SCHEMAS[folder]}\n{text}".encode()


def _values(companies: list[MadeUp]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """What the files of companies, of the checks of their quotes and of reviews say: folder, id and value."""
    for number in range(0, len(companies), 100):
        yield REVIEWS, f"made-up-index-{number // 100 + 1}", _review(number // 100, companies[number : number + 30])
    for company in companies:
        value = company.value()
        yield COMPANIES, company.id, value
        yield CHECKS, company.id, {"sources": dict(_checks(Random(company.id), value))}


def _checks(chance: Random, company: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a program found in the documents of a company: most were reached, and have the words."""
    cells = [cell for pledge in company["assessments"].values() for cell in pledge.values()]
    cited = [item for cell in cells for assessment in cell for item in assessment.get("evidence", ())]
    for name, source in company["sources"].items():
        quotes = dict.fromkeys(fingerprint(item["quote"]) for item in cited if item["source"] == name)
        if chance.random() < 0.2:
            yield name, {"checked": str(LAST), "not_reached": {"live": "HTTP 403"}}
            continue
        found = {quote: f"{chance.random():.3f} {chance.randrange(16**8):08x}" for quote in quotes}
        hash = f"{chance.randrange(16**12):012x}"
        yield name, {"checked": str(LAST), "origin": "live", "address": source["url"], "text": hash, "found": found}


def _review(number: int, companies: list[MadeUp]) -> dict[str, Any]:
    chance = Random(f"{SEED} review {number}")
    return {
        "title": f"Made-up index, part {number + 1}",
        "publisher": "Example Institute",
        "url": f"https://reviews.example/{number + 1}",
        "published": "2026-06-30",
        "read": "2026-07-15",
        "scale": "Points from 0 to 100; higher is better",
        "summary": text(chance, 3),
        "scores": {company.id: {"overall": str(chance.randint(0, 100))} for company in companies},
        "statements": [
            {"companies": [company.id], "bearing": "context", "quote": sentence(chance)} for company in companies[:10]
        ],
    }


def write_project(count: int, target: Path) -> None:
    """A copy of the project with so many made-up companies in place of its own.

    Its git has the past, from which a twentieth of the companies differ: there, cells have one assessment less.
    """
    own = read_tree(ROOT)
    copy_project(target)
    shutil.rmtree(target / "data")
    changed: dict[Path, bytes] = {}
    for number, (path, content) in enumerate(files(count, own)):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
        if path.startswith(COMPANIES) and number % 40 == 0:
            changed[target / path] = content
            (target / path).write_bytes(_earlier(content))
    for page in (target / "docs" / "codebook").glob("*.md"):
        # Its examples quote companies of the project's own data; without quotation marks nobody looks for them here.
        page.write_text(page.read_text("utf-8").replace('"', "”"), "utf-8")
    for command in ("init --quiet", "add data schema docs", "commit --quiet --message past"):
        name = ("-c", "user.name=Bench", "-c", "user.email=bench@tracker.example", "-c", "gc.auto=0")
        subprocess.run(["git", *name, *command.split()], cwd=target, check=True)
    for file, content in changed.items():
        file.write_bytes(content)


def _earlier(company: bytes) -> bytes:
    value = read_document("", company).value
    for cells in value["assessments"].values():
        cells.update({commitment: cell[:-1] or cell for commitment, cell in cells.items()})
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False).encode()


if __name__ == "__main__":
    write_project(int(sys.argv[1]), Path(sys.argv[2]))
