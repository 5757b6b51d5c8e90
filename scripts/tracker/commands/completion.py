"""What a shell completes: the ids of companies, pledges and commitments."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from tracker.files import find_root, read_tree
from tracker.reading.dataset import COMPANIES, PLEDGES
from tracker.reading.document import read_document


def complete_company(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The companies whose id starts like this."""
    return _starting(begun, _ids(COMPANIES))


def complete_pledge(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The pledges whose id starts like this."""
    return _starting(begun, _ids(PLEDGES))


def complete_commitment(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """The commitments, as pledge/commitment, that start like this."""
    root = find_root(Path.cwd())
    tree = read_tree(root) if root else {}
    pledges = {Path(path).stem: read_document(path, tree[path]).value for path in tree if path.startswith(PLEDGES)}
    names = [f"{id}/{each}" for id, value in pledges.items() for each in (value or {}).get("commitments", {})]
    return _starting(begun, names)


def _ids(folder: str) -> list[str]:
    root = find_root(Path.cwd())
    return [path.stem for path in sorted((root / folder).glob("*.yml"))] if root else []


def _starting(begun: str, names: list[str]) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names if name.startswith(begun)]
