"""The map of the program leads to places that exist, and leaves out none of the floors."""

import re

from tests.conftest import ROOT
from tests.test_house import FLOORS

TEXT = (ROOT / "scripts" / "README.md").read_text("utf-8")
PACKAGE = ROOT / "scripts" / "tracker"
PATH = re.compile(r"`([\w./-]+(?:/|\.[a-z]+))`|`(Makefile)`")


def section(heading: str) -> str:
    """The text below a heading, up to the next."""
    return TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_every_path_of_the_map_exists() -> None:
    paths = ["".join(groups) for groups in PATH.findall(TEXT)]
    assert len(paths) > 40
    assert [path for path in paths if not (PACKAGE / path).exists() and not (ROOT / path).exists()] == []


def test_the_map_names_the_floors_of_the_house_in_their_order() -> None:
    rows = re.findall(r"^\| (`.+?`) \|", section("The floors"), flags=re.MULTILINE)
    floors = [[name.strip("`").removesuffix("/").removesuffix(".py") for name in row.split()] for row in rows]
    order = [name for floor in floors for name in floor]
    assert sorted(order) == sorted(FLOORS.split())
    heights = {name: height for height, names in enumerate(FLOORS.split("\n")) for name in names.split()}
    assert [heights[name] for name in order] == sorted(heights.values())


def test_the_map_names_every_folder_of_the_program() -> None:
    folders = [path for path in PACKAGE.rglob("*") if path.is_dir() and any(path.glob("*.*"))]
    inner = {path.relative_to(PACKAGE).as_posix() for path in folders if "__pycache__" not in path.parts}
    inner = {path for path in inner if not path.startswith("pages/theme")}
    assert [path for path in sorted(inner) if f"`{path}/" not in TEXT] == []


def test_a_status_takes_at_most_ten_steps() -> None:
    steps = re.findall(r"^(\d+)\. ", section("The way of a status"), flags=re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert 0 < len(steps) <= 10


def test_the_map_fits_on_a_page() -> None:
    assert len(TEXT.splitlines()) <= 80
