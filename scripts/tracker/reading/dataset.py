"""From files to the dataset: parsed once, so that no later code has to ask whether a field is there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from tracker.model import Dataset, Pledge, Review
from tracker.problem import Problem
from tracker.reading.codebook import shown_by
from tracker.reading.document import Document
from tracker.reading.parser import read_document
from tracker.reading.schema import MOST_FAULTS, Schema
from tracker.reading.schema_fault import schema_fault
from tracker.reading.values import read_company, read_value
from tracker.verdicts import Checks

if TYPE_CHECKING:
    from tracker.reading.explanation import Fault

PLEDGES, COMPANIES, REVIEWS, CHECKS = "data/pledges", "data/companies", "data/reviews", "data/checks"
LONGEST_ID = 64  # characters: ids stand in file names, which systems limit, and in addresses, which people type
CODEBOOKS = "docs/codebook"
SCHEMAS = {
    PLEDGES: "schema/pledge.schema.json",
    COMPANIES: "schema/company.schema.json",
    REVIEWS: "schema/review.schema.json",
    CHECKS: "schema/checks.schema.json",
}
_KINDS: Mapping[str, type[Pledge | Review | Checks]] = {PLEDGES: Pledge, REVIEWS: Review, CHECKS: Checks}


@dataclass(frozen=True)
class Reading:
    """What was read: every document by folder and id, the well-shaped part of them as a dataset, the faults of shape.

    `codebooks` are the pages of the codebook, by the id of their pledge.

    What is broken is left out of the dataset, so that the rules can check the rest; a dataset of files with problems
    is never published.
    """

    documents: Mapping[str, Mapping[str, Document]]
    dataset: Dataset
    schemas: Mapping[str, Schema]
    problems: tuple[Problem, ...]
    codebooks: Mapping[str, str] = field(default_factory=dict)


def read_dataset(files: Mapping[str, bytes]) -> Reading:
    """Read every data file of a tree of files, `{path: bytes}`, with the schemas of the same tree.

    Without any data or with a schema that cannot be used nothing is read, and the problems say what is missing.
    """
    missing = (*_missing_data(files), *unusable_schemas(files))
    if missing:
        return Reading({folder: {} for folder in SCHEMAS}, Dataset(), {}, missing)
    schemas = {folder: Schema(files[path]) for folder, path in SCHEMAS.items() if path in files}
    documents: dict[str, dict[str, Document]] = {folder: {} for folder in SCHEMAS}
    values: dict[str, dict[str, Any]] = {folder: {} for folder in SCHEMAS}
    problems = [_stray(path) for path in files if _is_stray(path)]
    for path in data_files(files):
        folder, id = _place(path)
        document = documents[folder][id] = read_document(path, files[path])
        faults = _faults(schemas[folder], document) if document.is_sound else ()
        problems += [*document.problems, *(fault.problem for fault in faults), *_name_problems(path)]
        if len(faults) >= MOST_FAULTS:
            continue  # nobody has found the others, so what is left may be of any shape
        if document.is_sound and folder == COMPANIES:
            values[folder][id] = read_company(id, document.value, [fault.path for fault in faults])
        elif document.is_sound and not faults:
            values[folder][id] = read_value(_KINDS[folder], document.value, id)
    pages = {
        PurePosixPath(path).stem: content.decode("utf-8", "replace")
        for path, content in files.items()
        if path.startswith(f"{CODEBOOKS}/")
    }
    dataset = Dataset(
        pledges=values[PLEDGES],
        companies=values[COMPANIES],
        reviews=values[REVIEWS],
        checks=values[CHECKS],
        codebooks={pledge: shown_by(page) for pledge, page in pages.items()},
    )
    return Reading(documents, dataset, schemas, tuple(problems), pages)


def _faults(schema: Schema, document: Document) -> Sequence["Fault"]:
    """A fast validator decides; one a hundred times slower explains, and is imported where something is wrong."""
    if schema.fits(document.value):
        return ()
    from tracker.reading.explanation import explained  # noqa: PLC0415 (a fifth of a second, and most data fit)

    return explained(schema.root, document)


def _place(path: str) -> tuple[str, str]:
    """The folder of a file, and the id that its name gives."""
    name = PurePosixPath(path)
    return str(name.parent), name.stem


def _missing_data(files: Iterable[str]) -> Iterable[Problem]:
    """A problem where there is nothing to read: no file in the folder, no folder, or something else in its place."""
    if "data" in files:
        hint = "put the folder itself in its place"
        yield Problem("data", 1, 1, "no-data", "this is a link or a file, and is not followed or read", hint)
    elif not any(path.startswith("data/") for path in files):
        hint = "put the files back, for example with `git restore data`"
        yield Problem("data", 1, 1, "no-data", "this folder is missing or holds no file", hint)


def unusable_schemas(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """A problem for each schema that is missing or broken; that of the checks is needed only where there are any."""
    needed = [
        path for folder, path in SCHEMAS.items() if folder != CHECKS or any(_place(file)[0] == CHECKS for file in files)
    ]
    message, hint = "this schema is missing, and without it no data can be read", "put the file back"
    missing = [Problem(path, 1, 1, "missing-schema", message, hint) for path in needed if path not in files]
    faults = {path: schema_fault(files[path]) for path in SCHEMAS.values() if path in files}
    hint = "put it back as it was, for example with `git restore schema`"
    broken = [Problem(path, 1, 1, "schema", f"this schema {fault}", hint) for path, fault in faults.items() if fault]
    return (*missing, *broken)


def data_files(files: Iterable[str]) -> Mapping[str, str]:
    """The paths of all files that are read as data, each with the path of its schema."""
    folders = {path: str(PurePosixPath(path).parent) for path in sorted(files)}
    return {path: SCHEMAS[folder] for path, folder in folders.items() if folder in SCHEMAS}


def _is_stray(path: str) -> bool:
    return path.startswith("data/") and str(PurePosixPath(path).parent) not in SCHEMAS


def _stray(path: str) -> Problem:
    hint = f"data files belong directly in {' or '.join(SCHEMAS)}"
    return Problem(path, 1, 1, "stray-file", "nothing reads a file in this folder", hint)


def _name_problems(path: str) -> Iterable[Problem]:
    name = PurePosixPath(path)
    if name.suffix != ".yml" or not all(part.isalnum() and part.isascii() for part in name.stem.split("-")):
        hint = "name it after the id: lower-case words joined by hyphens, with .yml at the end"
        yield Problem(path, 1, 1, "file-name", "the name of this file cannot be an id", hint)
    elif len(name.stem) > LONGEST_ID:
        hint = f"shorten it to {LONGEST_ID} characters"
        yield Problem(path, 1, 1, "file-name", "the name of this file is too long for an id", hint)
    elif name.stem != name.stem.lower():
        yield Problem(path, 1, 1, "file-name", "the name of this file has capital letters", "write it in lower case")
