"""The house: data flows one way through the floors, the outside world has few doors, and nothing grows too big."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts"
MODULES = {
    ".".join(path.relative_to(SCRIPTS).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(SCRIPTS.rglob("*.py"))
}
TREES = {module: ast.parse(path.read_text("utf-8")) for module, path in MODULES.items()}

# The house from the ground up: a module imports only from the lines above its own, and from its own folder.
FLOORS = """
    verdicts problem text files replacing isolation drawing public_address partial_date
    exchange membership remarks recorded
    model web
    status
    reading
    checking
    quotes
    views
    records
    pages
    sharing
    contributing
    build
    commands
    cli
    __main__
"""
PLACES = {f"tracker.{name}": floor for floor, names in enumerate(FLOORS.split("\n")) for name in names.split()}
PLACES |= dict.fromkeys(("build", "mkdocs_hook"), max(PLACES.values()) + 1)
DOORS = {
    "tracker.files",
    "tracker.replacing",
    "tracker.web",
    "tracker.exchange",
    "tracker.isolation",
    "tracker.drawing",
    "tracker.cli",
    "tracker.__main__",
    "build",
    "mkdocs_hook",
} | {module for module in MODULES if module.startswith("tracker.commands.")}
OUTSIDE = {
    "os",
    "io",
    "shutil",
    "tempfile",
    "subprocess",
    "socket",
    "urllib.request",
    "urllib3",
    "http",
    "multiprocessing",
    "resource",
    "time",
    "random",
}
CALLS = {"now", "utcnow", "open", "read_text", "read_bytes", "write_text", "write_bytes"}
BUILTINS = {"open", "input", "print", "__import__", "eval", "exec"}


def place(module: str) -> str:
    """The entry of the floors in which a module stands: itself or its folder."""
    found = module if module in PLACES else ".".join(module.split(".")[:2])
    assert found in PLACES, f"{module} has no floor: give it one here"
    return found


def imports(module: str) -> Iterator[str]:
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in MODULES else node.module for name in inner)


def own_imports(module: str) -> set[str]:
    return {name for name in imports(module) if name in MODULES and name != "tracker"}


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for module, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield f"{module}.{node.name}", node


def none(offenders: Iterable[object]) -> None:
    """Fails once, with all offenders."""
    assert sorted(map(str, offenders)) == []


def test_a_module_imports_only_from_lower_floors_and_its_own_folder() -> None:
    none(
        f"{module} imports {name}"
        for module in MODULES
        if module != "tracker"
        for name in own_imports(module)
        if (own := place(module)) != (other := place(name)) and PLACES[other] >= PLACES[own]
    )


def test_every_entry_of_the_floors_stands_for_a_module() -> None:
    none(set(PLACES) - {place(module) for module in MODULES if module != "tracker"})


def test_inside_a_folder_there_are_no_circles() -> None:
    inside = {module: {name for name in own_imports(module) if place(name) == place(module)} for module in MODULES}
    while free := [module for module, needed in inside.items() if not needed & set(inside)]:
        for module in free:
            del inside[module]
    none(inside)


def test_what_is_published_and_what_contributors_send_do_not_know_each_other() -> None:
    published = ("tracker.records", "tracker.pages", "tracker.sharing")
    none(
        f"{module} imports {name}"
        for module in MODULES
        if module.startswith("tracker.contributing")
        for name in imports(module)
        if name.startswith(published)
    )


def test_only_the_doors_reach_clock_network_and_disk() -> None:
    inner = set(MODULES) - DOORS
    none(
        f"{module} imports {name}"
        for module in inner
        for name in imports(module)
        if name in OUTSIDE or (name.split(".")[0] in OUTSIDE and name != "urllib.parse")
    )
    none(
        f"{module}:{node.lineno} reaches outside"
        for module in inner
        for node in ast.walk(TREES[module])
        if (isinstance(node, ast.Attribute) and node.attr in CALLS)
        or (isinstance(node, ast.Name) and node.id in BUILTINS)
        or (isinstance(node, ast.ImportFrom) and node.module == "pathlib" and _names(node) != {"PurePosixPath"})
    )


def test_every_word_for_a_terminal_passes_one_function() -> None:
    printing = {"echo", "secho", "echo_via", "write", "writelines", "prompt", "confirm"}
    # The first speaks before click is there; the others wash what they ask.
    own = {"tracker.__main__", "tracker.commands.voice", "tracker.commands.prompts"}
    none(
        f"{module}:{node.lineno} prints by itself"
        for module in sorted(set(MODULES) - own)
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id in {"print", "echo"})
            or (isinstance(node.func, ast.Attribute) and node.func.attr in printing and _is_terminal(node.func.value))
        )
    )


def _is_terminal(value: ast.expr) -> bool:
    """Whether something is click, or one of the streams of sys."""
    return ast.unparse(value) in {"click", "sys.stdout", "sys.stderr"}


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def test_files_and_functions_stay_small() -> None:
    none(module for module, path in MODULES.items() if len(path.read_text("utf-8").splitlines()) > 350)
    none(name for name, node in functions() if (node.end_lineno or 0) - node.lineno + 1 > 40)
    none(name for name, node in functions() if len(_parameters(node)) > 5)


def _parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [each.arg for each in arguments if each.arg not in ("self", "cls")]


def test_the_top_level_holds_what_the_design_names_and_convention_files() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    none(folders - {"site", "dist"} - {"data", "schema", "docs", "scripts", "tests"})


def test_no_line_touches_the_import_path() -> None:
    none(module for module, path in MODULES.items() if "sys.path" in path.read_text("utf-8"))
