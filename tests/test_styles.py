"""The looks of the pages: one place for the colours and shapes of the statuses, one prefix, no class without a use."""

import re

import pytest

from tests.conftest import ROOT, view_of
from tracker.model import CriterionState, Dataset, Status
from tracker.pages.status_styles import status_styles
from tracker.status import LOOKS

ASSETS = ROOT / "docs" / "assets"
TEMPLATES = ROOT / "scripts" / "tracker" / "pages"
STYLES = {path.name: path.read_text("utf-8") for path in sorted(ASSETS.glob("*.css"))}
SCRIPTS = {path.name: path.read_text("utf-8") for path in sorted([*ASSETS.glob("*.js"), *TEMPLATES.rglob("*.js")])}
PAGES = {
    path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8")
    for path in sorted(TEMPLATES.rglob("*"))
    if path.suffix in {".html", ".svg", ".txt", ".xml"}
}
IN_STYLES = {name for text in STYLES.values() for name in re.findall(r"\.(-?[a-z][\w-]*)(?=[^;{}]*\{)", text)}
IN_PAGES = {
    name
    for text in PAGES.values()
    for words in re.findall(r'\bclass="([^"]*)"', text)
    for name in re.sub(r"{[{%].*?[%}]}", " ", words).split()
}
IN_SCRIPTS = {name for text in SCRIPTS.values() for name in re.findall(r"\bact-[a-z-]+", text)}
THEME = {"headerlink"}  # the theme's own, like those that begin with md-


@pytest.fixture(scope="module")
def sheet(world: Dataset) -> str:
    return status_styles(view_of(world))["assets/statuses.css"].decode()


def rule(sheet: str, selector: str) -> str:
    """What a style sheet declares in the first rule whose selector begins so."""
    return sheet.partition(selector)[2].partition("{")[2].partition("}")[0]


@pytest.mark.parametrize("status", Status)
def test_every_status_has_its_colours_of_status_py_in_light_and_dark(sheet: str, status: Status) -> None:
    light, dark = rule(sheet, ":root,"), rule(sheet, '[data-md-color-scheme="slate"]')
    assert rule(sheet.partition("@media")[2], ":root") == dark
    for colours, declared in ((LOOKS[status].light, light), (LOOKS[status].dark, dark)):
        ink, ground = colours
        assert f"\n  --{status}: {ink};\n  --{status}-ground: {ground or 'transparent'};\n" in declared


def test_a_status_and_the_state_that_looks_like_it_have_ink_ground_and_shape(sheet: str) -> None:
    assert '[data-status="partial"],\n[data-state="disputed"] {\n' in sheet
    statuses, states = (
        [f'[data-status="{name}"]' for name in Status],
        [f'[data-state="{name}"]' for name in CriterionState],
    )
    for selector in (*statuses, *states):
        declared = rule(sheet, selector)
        assert re.findall(r"--[a-z]+(?=:)", declared) == ["--ink", "--ground", "--shape"], selector
    assert "path d='M0,-1L1,0L0,1L-1,0Z'" in rule(sheet, '[data-status="not-assessable"]')


def test_no_other_file_holds_a_colour_or_a_shape_of_a_status() -> None:
    colours = {colour for look in LOOKS.values() for colour in (*look.light, *look.dark) if colour}
    for name, text in {**STYLES, **SCRIPTS}.items():
        assert [colour for colour in colours if colour in text] == [], name
        assert "data:image/svg+xml" not in text, name


@pytest.mark.parametrize("texts", [STYLES, SCRIPTS, PAGES], ids=["styles", "scripts", "templates"])
def test_no_line_is_longer_than_120_columns(texts: dict[str, str]) -> None:
    long = [
        f"{name}:{number}: {len(line)}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > 120
    ]
    assert long == []


def test_every_class_of_ours_has_our_prefix() -> None:
    names = IN_STYLES | IN_PAGES | set(re.findall(r'classList\.\w+\("([^"]+)"', "".join(SCRIPTS.values())))
    assert {name for name in names - THEME if not re.match(r"act$|act-|md-", name)} == set()


def test_every_class_that_a_page_uses_is_styled_or_needed_by_a_script() -> None:
    assert {name for name in IN_PAGES if name.startswith("act")} - IN_STYLES - IN_SCRIPTS == set()


def test_every_class_that_is_styled_is_used() -> None:
    assert {name for name in IN_STYLES if name.startswith("act")} - IN_PAGES - IN_SCRIPTS == set()


def test_every_script_is_checked_for_its_types() -> None:
    assert [name for name, text in SCRIPTS.items() if not text.startswith("// @ts-check\n")] == []
