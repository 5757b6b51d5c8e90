"""Every internal link and anchor of the built site leads somewhere, and every page says what it is."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml import etree

from tests.pages.site_build import ADDRESSES, BASE

READER = lxml.html.HTMLParser(encoding="utf-8")


@dataclass(frozen=True)
class Parsed:
    """What a page holds and where it points."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    title: str
    description: str
    headings: tuple[str, ...]
    forwards: str


@cache
def parsed(path: Path) -> Parsed:
    tree = lxml.html.document_fromstring(path.read_bytes(), parser=READER)
    elements = list(tree.iter(etree.Element))
    links = [each.get(name, "") for each in elements for name in ("href", "src", "data-base") if name in each.attrib]
    return Parsed(
        ids=tuple(each.get("id", "") for each in elements if each.get("id")),
        links=tuple(links),
        title=tree.findtext(".//title", ""),
        description=next((each.get("content", "") for each in elements if each.get("name") == "description"), ""),
        headings=tuple("".join(each.itertext()).strip() for each in tree.iter("h1")),
        forwards=next(
            (each.get("content", "").partition("url=")[2] for each in elements if each.get("http-equiv") == "refresh"),
            "",
        ),
    )


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def targets(site: Path, page: Path) -> Iterator[tuple[str, Path, str]]:
    """Every internal link of a page with the file and the anchor that it leads to."""
    here = BASE + page.relative_to(site).as_posix()
    for link in parsed(page).links:
        parts = urlsplit(link)
        if (parts.scheme or parts.netloc) and not link.startswith(ADDRESSES["SITE_URL"]):
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path))) if parts.path else here
        assert path.startswith(BASE.rstrip("/")), f"{page}: {link} leads out of the site"
        target = site / path.removeprefix(BASE.rstrip("/")).lstrip("/")
        file = target / "index.html" if target.is_dir() else target
        if file.suffix == ".html" and file.is_file() and parsed(file).forwards:  # a former address, which keeps anchors
            file = Path(posixpath.normpath(file.parent / parsed(file).forwards)) / "index.html"
        yield link, file, unquote(parts.fragment)


def test_every_internal_link_and_anchor_resolves(site: Path) -> None:
    broken = []
    for page in pages(site):
        for link, target, anchor in targets(site, page):
            if not target.is_file():
                broken.append(f"{page.relative_to(site)}: {link} leads nowhere")
            elif (
                anchor
                and target.suffix == ".html"
                and not anchor.startswith(":~:")
                and anchor not in parsed(target).ids
            ):
                broken.append(f"{page.relative_to(site)}: {link} has no anchor there")
    assert broken == []


def test_an_id_stands_once_on_a_page(site: Path) -> None:
    for page in pages(site):
        ids = parsed(page).ids
        assert len(ids) == len(set(ids)), page


def test_every_page_has_its_own_title_a_description_and_one_heading(site: Path) -> None:
    # What has a former address too is there a second time, to the byte or as a page that leads on.
    once = {page.read_bytes(): page for page in pages(site)}.values()
    titles = [parsed(page).title for page in once if page.name != "404.html" and not parsed(page).forwards]
    assert len(titles) == len(set(titles))
    for page in pages(site):
        assert parsed(page).title.endswith("AI Commitments Tracker"), page
        assert parsed(page).description, page
        assert len(parsed(page).headings) == 1, page


def test_every_cell_has_its_anchor(site: Path) -> None:
    ids = parsed(site / "companies" / "anthropic" / "index.html").ids
    assert {"seoul-2024-risk-thresholds", "white-house-2023-red-teaming"} <= set(ids)
