"""What a shell completes: the ids of companies, pledges and commitments."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from tracker.files import find_root, read_tree
from tracker.reading.dataset import COMPANIES, PLEDGES, data_files, read_dataset


def complete_company(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The companies whose id starts like this."""
    return _starting(begun, _ids(COMPANIES))


def complete_pledge(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The pledges whose id starts like this."""
    return _starting(begun, _ids(PLEDGES))


def complete_commitment(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The commitments, as pledge/commitment, that start like this; those of a faulty pledge are left out."""
    files = {path: content for path, content in _files().items() if path.startswith(("schema/", PLEDGES))}
    pledges = read_dataset(files).dataset.pledges.values()
    return _starting(begun, (f"{pledge.id}/{commitment}" for pledge in pledges for commitment in pledge.commitments))


def _ids(folder: str) -> list[str]:
    return [Path(path).stem for path in data_files(_files()) if path.startswith(folder)]


def _files() -> Mapping[str, bytes]:
    root = find_root(Path.cwd())
    return read_tree(root) if root else {}


def _starting(begun: str, names: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(begun)]
