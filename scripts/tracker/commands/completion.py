"""What a shell completes: ids of companies, pledges, commitments, sources and criteria, and words of the schema."""

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from tracker.contributing.names import company_ids
from tracker.files import find_root, read_tree
from tracker.model import Company, Dataset, Pledge
from tracker.reading.dataset import COMPANIES, PLEDGES, SCHEMAS, data_files, read_dataset

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def complete_company(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The companies whose id starts like this."""
    return _starting(begun, _ids(COMPANIES))


def complete_pledge(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The pledges whose id starts like this."""
    return _starting(begun, _ids(PLEDGES))


def complete_commitment(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The commitments that start like this, as pledge/commitment; by themselves once their own id has begun.

    Those of the company that is named before, if one is; those of a faulty pledge are left out.
    """
    pledges = _pledges(context)
    whole = _starting(begun, (f"{pledge.id}/{commitment}" for pledge in pledges for commitment in pledge.commitments))
    own = list(chain.from_iterable(pledge.commitments for pledge in pledges))
    return whole + _starting(begun, (id for id in own if begun and own.count(id) == 1))


def complete_source(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The sources of the company that is named before, or of all, whose id starts like this."""
    companies = _companies(context)
    return _starting(begun, dict.fromkeys(chain.from_iterable(company.sources for company in companies)))


def complete_criterion(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The criteria of the commitment that is named before, or of all, whose id starts like this."""
    named = _named(context, "commitment")
    commitments = (
        (f"{pledge.id}/{id}", commitment)
        for pledge in _pledges(context)
        for id, commitment in pledge.commitments.items()
    )
    chosen = (each for name, each in commitments if not named or named in (name, name.partition("/")[2]))
    return _starting(begun, dict.fromkeys(chain.from_iterable(commitment.criteria for commitment in chosen)))


def complete_value(field: str, *definition: str, folder: str = COMPANIES) -> Complete:
    """A completion of the values that the schema of a folder lists for a field below a definition."""

    def complete(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
        schema = _files().get(SCHEMAS[folder])
        part = json.loads(schema) if schema else {}
        for name in (*definition, "properties", field):
            part = part.get(name, {})
        return _starting(begun, part.get("enum", ()))

    return complete


def _pledges(context: click.Context) -> list[Pledge]:
    """The pledges of the company that is named before, or all."""
    dataset = _dataset(PLEDGES, COMPANIES) if _named(context, "company") else _dataset(PLEDGES)
    id = _company_id(context, dataset)
    return [pledge for pledge in dataset.pledges.values() if not id or id in pledge.signatories]


def _companies(context: click.Context) -> list[Company]:
    dataset = _dataset(COMPANIES)
    id = _company_id(context, dataset)
    return [company for company in dataset.companies.values() if not id or id == company.id]


def _company_id(context: click.Context, dataset: Dataset) -> str:
    return company_ids(dataset).get(_named(context, "company").casefold(), "")


def _named(context: click.Context, parameter: str) -> str:
    return str(context.params.get(parameter) or "")


def _dataset(*folders: str) -> Dataset:
    return read_dataset(
        {path: content for path, content in _files().items() if path.startswith(("schema/", *folders))}
    ).dataset


def _ids(folder: str) -> list[str]:
    return [Path(path).stem for path in data_files(_files()) if path.startswith(folder)]


def _files() -> Mapping[str, bytes]:
    root = find_root(Path.cwd())
    return read_tree(root) if root else {}


def _starting(begun: str, names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.casefold().startswith(begun.casefold())]
