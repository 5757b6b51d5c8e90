"""The only file that knows MkDocs: check the data first, hand the pages over, put a finished site in place."""

import html
import logging
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from tracker.build import Site, build
from tracker.commands.project import data_time, edition_of, today
from tracker.contributing.report import report
from tracker.files import read_tree, replace_folder
from tracker.model import Edition
from tracker.pages.page import Heading, Page
from tracker.pages.rendering import human_date
from tracker.problem import UnfitOutput
from tracker.sharing.cards import card_address

log = logging.getLogger("mkdocs.tracker")


class _Run:
    """One build: the site in memory; its files stand in `work` until it is finished, then in `target`."""

    site: Site
    pages: dict[str, Page]
    work: Path
    target: Path | None = None
    is_serving = False


_run = _Run()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a build to be published or a preview."""
    del dirty
    _run.is_serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the data and make the pages, before MkDocs touches anything on the disk."""
    root = Path(config.config_file_path).parent
    edition = _edition(root, config.repo_url or "", config.site_url or "")
    files = read_tree(root)
    try:
        outcome = build(files, today(), edition)
    except UnfitOutput as fault:
        raise PluginError(f"an output does not fit its schema, nothing was built:\n{fault}") from None
    if not isinstance(outcome, Site):
        checked = sum(path.startswith("data/") for path in files)
        raise PluginError(f"the data has problems, nothing was built:\n{report(outcome, checked, 'text')}")
    _run.site = outcome
    _run.pages = {f"{page.address}index.md": page for page in outcome.pages}
    config.extra["edition"] = {"date": human_date(edition.date), "day": str(edition.date), "commit": edition.commit}
    config.extra["is_preview"] = _run.is_serving
    if not _run.is_serving:
        _run.target = Path(config.site_dir)
        _run.target.parent.mkdir(parents=True, exist_ok=True)
        _run.work = Path(tempfile.mkdtemp(prefix=".site-", dir=_run.target.parent))
        config.site_dir = str(_run.work)
    return config


def _edition(root: Path, repository: str, site: str) -> Edition:
    """The build's day: SOURCE_DATE_EPOCH, else the commit's date; MkDocs is told the same."""
    time = data_time(root)
    if time is None:
        raise PluginError("outside of git the build needs SOURCE_DATE_EPOCH: the seconds since 1970 of the data's day")
    os.environ["SOURCE_DATE_EPOCH"] = str(time)
    return edition_of(root, time, repository, site)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every other output as it is, and every generated page as an empty file: its HTML comes past Markdown."""
    for path in _run.pages:
        files.append(File.generated(config, path, content=""))
    for path, content in _run.site.files.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Give a generated page its title and settings; the theme prints them unescaped, so they arrive escaped."""
    del config, files
    made = _run.pages.get(page.file.src_uri)
    if made is not None:
        if made.address:  # the navigation's own word for the home page stays
            page.title = html.escape(made.title)
        page.meta["description"] = html.escape(made.description)
        page.meta["search"] = {"exclude": True}
        page.meta["card"] = card_address(made.address)
        page.meta["feed"], page.meta["facts"] = made.feed, made.facts
        if made.is_wide:
            page.meta["hide"] = ["navigation", "toc"]
    return markdown


def on_page_content(content: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Hand over the ready HTML."""
    del config, files
    made = _run.pages.get(page.file.src_uri)
    if made is None:
        return content
    page.toc = TableOfContents([_anchor(Heading("top", made.title, made.headings), 1)])
    return made.html


def _anchor(heading: Heading, level: int) -> AnchorLink:
    link = AnchorLink(html.escape(heading.title), heading.id, level)
    link.children = [_anchor(child, level + 1) for child in heading.children]
    return link


def on_page_context(context: dict[str, Any], page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Point the edit button at the file that holds the page's data or text."""
    del nav
    made = _run.pages.get(page.file.src_uri)
    source = made.source if made is not None else f"docs/{page.file.src_uri}"
    page.edit_url = f"{config.repo_url.rstrip('/')}/edit/main/{source}" if config.repo_url and source else None
    return context


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add the words worth finding to the search; the search shows them as HTML, so they arrive escaped."""
    del files
    index = config.plugins["material/search"].search_index  # type: ignore[attr-defined]
    for page in _run.site.pages:
        for entry in page.search:
            texts = {"title": html.escape(entry.title), "text": html.escape(entry.text)}
            index.entries.append({"location": entry.location, **texts})
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Put the finished site in the place of the earlier one; with warnings the earlier one stays."""
    if _run.target is None:
        return
    handlers = [handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler)]
    if any(handler.get_counts() for handler in handlers):
        raise PluginError(f"there were warnings, {_run.target} stays as it was")
    # MkDocs makes the folder for its owner alone; a web server has to read it too.
    _run.work.chmod(0o755)
    replace_folder(_run.work, _run.target)
    config.site_dir = str(_run.target)
    numbers, tally = _run.site.summary, _run.site.summary.tally
    log.info(
        f"{numbers.companies} companies, {numbers.pledges} pledges, {tally.assessed} of {tally.total} cells assessed"
    )
    log.info(f"{len(_run.pages)} pages from the data, in {_run.target}")
    _run.target = None


def on_build_error(error: Exception) -> None:
    """Leave nothing half-written behind."""
    del error
    if _run.target is not None:
        shutil.rmtree(_run.work, ignore_errors=True)
        _run.target = None
