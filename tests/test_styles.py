"""The looks of the pages: one place for the colours and shapes of the statuses, one prefix, no class without a use."""

import re

import pytest
from mkdocs.utils.yaml import yaml_load

from tests.conftest import ROOT, view_of
from tracker.model import CriterionState, Dataset, Status
from tracker.pages.token_styles import token_styles
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
    return token_styles(view_of(world))["assets/tokens.css"].decode()


def rule(sheet: str, selector: str) -> str:
    """What a style sheet declares in the first rule whose selector begins so."""
    return sheet.partition(selector)[2].partition("{")[2].partition("}")[0]


def test_every_style_sheet_of_the_pages_is_joined_into_the_one_that_they_ask_for() -> None:
    extra = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]
    assert sorted(extra["styles"]) == sorted(
        [*(name.removesuffix(".css") for name in STYLES if name != "embed.css"), "tokens"]
    )


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


def test_every_token_is_a_property_in_light_and_dark(sheet: str) -> None:
    light, dark = rule(sheet, ":root,"), rule(sheet, '[data-md-color-scheme="slate"]')
    assert "\n  --page: #ffffff;\n" in light
    assert "\n  --page: #1b212c;\n" in dark
    assert re.findall(r"--([a-z0-9-]+):", light) == re.findall(r"--([a-z0-9-]+):", dark)
    steps = rule(sheet.partition('[data-md-color-scheme="slate"]')[2], ":root")
    assert "\n  --type-1: 0.65rem;\n" in steps
    assert "\n  --space-7: 2rem;\n" in steps
    assert "\n  --corner-2: 0.4rem;\n" in steps


def test_no_other_file_holds_a_colour_or_the_shape_of_a_status() -> None:
    for name, text in {**STYLES, **SCRIPTS, **PAGES}.items():
        assert re.findall(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}\b(?=[;\"' ])", text) == [], name
        assert "data:image/svg+xml" not in text, name


def test_every_property_that_a_style_sheet_uses_is_a_token_or_made_beside_it(sheet: str) -> None:
    known = set(re.findall(r"--[a-z0-9-]+(?=:)", sheet + "".join(STYLES.values())))
    used = {name: set(re.findall(r"var\((--[a-z0-9-]+)", text)) for name, text in STYLES.items()}
    assert {
        name: missing
        for name, names in used.items()
        if (missing := {each for each in names - known if not each.startswith("--md-")})
    } == {}


def test_on_screens_every_size_of_type_and_every_corner_is_a_token() -> None:
    for name, text in STYLES.items():
        screen = text.partition("@media print")[0]
        assert re.findall(r"(?:font-size|border-radius): [\d.]+(?:rem|px)", screen) == [], name


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
