"""The house: data flows one way through the floors, the outside world has few doors, and nothing grows too big."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts"
MODULES = {
    ".".join(path.relative_to(SCRIPTS).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SCRIPTS.rglob("*.py"))
}

# A module imports only from lower floors; the first prefix that fits counts.
FLOORS = {
    "tracker.model": 0,
    "tracker.problem": 0,
    "tracker.text": 0,
    "tracker.files": 0,
    "tracker.verdict": 1,
    "tracker.reading.document": 1,
    "tracker.reading.layout": 2,
    "tracker.reading.schema": 2,
    "tracker.reading.values": 2,
    "tracker.reading.dataset": 3,
    "tracker.reading.canonical": 4,
    "tracker.checking.scope": 4,
    "tracker.checking.frozen": 4,
    "tracker.checking.history": 5,
    "tracker.checking.form": 5,
    "tracker.checking.rules.": 5,
    "tracker.checking.rules": 6,
    "tracker.checking.check": 7,
    "tracker.views.standing": 8,
    "tracker.views.cells": 9,
    "tracker.views.": 10,
    "tracker.views.integrity": 11,
    "tracker.publishing.prose": 11,
    "tracker.publishing.addresses": 12,
    "tracker.publishing.identity": 12,
    "tracker.publishing.page": 11,
    "tracker.publishing.citation": 13,
    "tracker.publishing.checksums": 11,
    "tracker.publishing.schema_fields": 11,
    "tracker.publishing.downloads.table": 13,
    "tracker.publishing.downloads.rows": 13,
    "tracker.publishing.downloads.sql_views": 13,
    "tracker.publishing.downloads.tables.": 14,
    "tracker.publishing.downloads.tables": 15,
    "tracker.publishing.downloads.": 16,
    "tracker.publishing.downloads": 17,
    "tracker.publishing.download_pages": 15,
    "tracker.publishing.dictionary_pages": 16,
    "tracker.publishing.dictionary_text": 16,
    "tracker.publishing.bundle": 17,
    "tracker.publishing.snippets": 14,
    "tracker.publishing.rendering": 15,
    "tracker.publishing.api.kinds": 11,
    "tracker.publishing.api.values": 13,
    "tracker.publishing.api.": 14,
    "tracker.publishing.api.answers": 15,
    "tracker.publishing.api.openapi": 15,
    "tracker.publishing.api": 16,
    "tracker.publishing.charts": 14,
    "tracker.publishing.": 15,
    "tracker.publishing.pages": 16,
    "tracker.contributing.inert": 12,
    "tracker.contributing.shapes": 12,
    "tracker.publishing.outputs": 18,
    "tracker.contributing.": 13,
    "tracker.contributing.starting": 14,
    "tracker.contributing.reference": 14,
    "tracker.contributing.submission": 15,
    "tracker.contributing.acceptance": 16,
    "tracker.contributing.comment": 17,
    "tracker.build": 20,
    "tracker.commands.project": 21,
    "tracker.commands.asking": 21,
    "tracker.commands.naming": 21,
    "tracker.commands.check": 22,
    "tracker.commands.writing": 22,
    "tracker.commands.finding": 23,
    "tracker.commands.": 24,
    "tracker.cli": 25,
    "build": 26,
    "mkdocs_hook": 26,
}
PACKAGES = {
    "tracker",
    "tracker.reading",
    "tracker.checking",
    "tracker.views",
    "tracker.publishing",
    "tracker.contributing",
    "tracker.commands",
}
DOORS = {"tracker.files", "tracker.cli", "build", "mkdocs_hook"} | {
    name for name in MODULES if name.startswith("tracker.commands.")
}
OUTSIDE = {
    "os",
    "io",
    "pathlib",
    "shutil",
    "tempfile",
    "subprocess",
    "socket",
    "urllib.request",
    "http",
    "time",
    "random",
}
CLOCKS = {"now", "today", "utcnow"}


def floor(module: str) -> int:
    fitting = [name for name in FLOORS if module == name or (name.endswith(".") and module.startswith(name))]
    assert fitting, f"{module} has no floor: give it one here"
    return FLOORS[max(fitting, key=len)]


def imports(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in MODULES else node.module
                for alias in node.names
            )


@pytest.mark.parametrize("module", sorted(set(MODULES) - PACKAGES))
def test_a_module_imports_only_from_lower_floors(module: str) -> None:
    inner = {name for name in imports(module) if name in MODULES}
    assert {name for name in inner if floor(name) >= floor(module)} == set()


@pytest.mark.parametrize("module", sorted(set(MODULES) - DOORS))
def test_only_the_doors_reach_clock_network_and_disk(module: str) -> None:
    reached = {name for name in imports(module) if name.split(".")[0] in OUTSIDE or name in OUTSIDE}
    assert reached - {"pathlib", "urllib.parse"} == set()
    tree = ast.parse(MODULES[module].read_text("utf-8"))
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert called & (CLOCKS | {"open", "read_text", "read_bytes", "write_text", "write_bytes"}) - {"today"} == set()
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert names & {"open", "input", "print", "__import__", "eval", "exec"} == set()


def test_pathlib_is_used_for_pure_paths_alone() -> None:
    for module in set(MODULES) - DOORS:
        for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "pathlib":
                assert {alias.name for alias in node.names} == {"PurePosixPath"}, module


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_file_has_at_most_350_lines(module: str) -> None:
    assert len(MODULES[module].read_text("utf-8").splitlines()) <= 350


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_function_has_at_most_40_lines_and_5_parameters(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno + 1 <= 40, node.name
            parameters = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            assert len([each for each in parameters if each.arg not in ("self", "cls")]) <= 5, node.name


def test_the_top_level_holds_what_the_design_names_and_convention_files() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert folders - {"site", "dist"} == {"data", "schema", "docs", "scripts", "tests"}


def test_no_line_touches_the_import_path() -> None:
    for path in MODULES.values():
        assert "sys.path" not in path.read_text("utf-8"), path
