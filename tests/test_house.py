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

# The house from the ground up, a line for each floor: a module imports only from lower ones. A name with a dot at its
# end holds the modules of a folder that have no place of their own.
HOUSE = """
    model problem text files
    verdict reading.document
    reading.layout reading.schema reading.values
    reading.dataset
    reading.canonical checking.scope checking.frozen
    checking.history checking.form checking.rules.
    checking.rules
    checking.check
    views.standing
    views.cells
    views.
    views.integrity
    publishing.page publishing.prose publishing.checksums publishing.schema_fields publishing.api.kinds
    publishing.addresses publishing.identity
    publishing.citation publishing.api.values publishing.downloads.table
    publishing.snippets publishing.api. publishing.downloads.rows publishing.downloads.sql_views
    publishing.rendering publishing.charts publishing.api.answers publishing.api.openapi publishing.downloads.tables.
    publishing. publishing.api publishing.downloads.tables
    publishing.pages publishing.dictionary_pages publishing.dictionary_text publishing.downloads.
    publishing.downloads publishing.bundle
    publishing.outputs
    contributing.inert contributing.shapes
    contributing.
    contributing.starting contributing.submission
    contributing.acceptance
    contributing.comment
    build commands.project commands.asking commands.naming
    commands.check commands.writing
    commands.finding commands.carrying
    commands.
    cli
"""
FLOORS = {f"tracker.{name}": floor for floor, names in enumerate(HOUSE.split("\n")) for name in names.split()}
FLOORS |= dict.fromkeys(("build", "mkdocs_hook"), max(FLOORS.values()) + 1)
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


def place(module: str) -> str:
    """The line of the house in which a module stands: its own, else that of its folder."""
    fitting = [name for name in FLOORS if module == name or (name.endswith(".") and module.startswith(name))]
    assert fitting, f"{module} has no floor: give it one here"
    return max(fitting, key=len)


def floor(module: str) -> int:
    return FLOORS[place(module)]


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


def test_every_place_of_the_house_has_a_module_and_every_module_one_place() -> None:
    assert {place(module) for module in set(MODULES) - PACKAGES} == set(FLOORS)
    assert len(FLOORS) == len(HOUSE.split()) + 2


def test_what_is_published_and_what_contributors_send_do_not_know_each_other() -> None:
    for one, other in (
        ("tracker.publishing.", "tracker.contributing."),
        ("tracker.contributing.", "tracker.publishing."),
    ):
        for module in (name for name in MODULES if name.startswith(one)):
            assert [name for name in imports(module) if name.startswith(other)] == [], module


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
