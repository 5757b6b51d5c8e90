"""The only file that knows MkDocs: check the data first, then hand pages and files over."""

import html
import os
from pathlib import Path
from typing import Literal

from click import ClickException
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from tracker.build import Site
from tracker.commands.door import sentence_of
from tracker.commands.project import epoch_of
from tracker.commands.published import published
from tracker.commands.voice import say
from tracker.pages.page import Heading, Page
from tracker.pages.rendering import human_date
from tracker.sharing.cards import card_address
from tracker.views.addresses import has_forms


class _Failure(Abort):
    """The end of a build that is not the fault of the data."""

    exit_code = 2

    def show(self, *_arguments: object, **_options: object) -> None:
        """Where errors go; MkDocs writes its own to the standard output."""
        say(self.format_message(), err=True)


class _Run:
    """The latest build; a preview makes one after another."""

    site: Site
    pages: dict[str, Page]
    is_preview = False


_run = _Run()


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a build to be published or a preview."""
    del dirty
    _run.is_preview = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check the data and make the pages, before MkDocs touches anything on the disk."""
    root = Path(config.config_file_path).parent
    addresses = {"repository": config.repo_url or "", "site": config.site_url or "", "contact": config.extra["contact"]}
    try:
        edition, _run.site = published(root, **addresses)
    except ClickException as refusal:
        is_of_data = refusal.exit_code == 1
        raise (PluginError(refusal.message) if is_of_data else _Failure(f"Error: {refusal.message}")) from None
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch_of(edition.date))  # the day that MkDocs writes
    _run.pages = {f"{page.address}index.md": page for page in _run.site.pages}
    config.extra["edition"] = {"date": human_date(edition.date), "day": str(edition.date), "commit": edition.commit}
    config.extra["is_preview"] = _run.is_preview
    config.extra["pages"] = [(page.address, html.escape(page.title)) for page in _run.site.pages if page.address]
    return config


def on_build_error(*, error: Exception) -> None:
    """Let nothing out of a build but through the door: neither a traceback of ours nor one of MkDocs."""
    if not isinstance(error, ClickException):
        raise _Failure(f"Error: {sentence_of(error)}") from None


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every other output as it is, the style sheets as one too, and every generated page as an empty file.

    The HTML of such a page comes past Markdown.
    """
    for path in _run.pages:
        files.append(File.generated(config, path, content=""))
    for path, content in _run.site.files.items():
        files.append(File.generated(config, path, content=content))
    sheets = (files.get_file_from_path(f"assets/{name}.css") for name in config.extra["styles"])
    joined = b"".join(sheet.content_bytes for sheet in sheets if sheet is not None)
    files.append(File.generated(config, "assets/site.css", content=joined))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Put each page that is not listed below the page whose address begins its own; the first of a part is the part."""
    del config
    found = {file.url: file.page for file in files.documentation_pages() if file.page is not None}
    listed = {page.url for page in nav.pages}
    for url in found.keys() - listed:
        ways = (found.get(url[: place + 1]) for place in range(len(url) - 2, 0, -1) if url[place] == "/")
        above = next((each for each in ways if each is not None), None)
        part = above.parent if above is not None else None
        is_first = part is not None and part.children[0] is above
        found[url].parent = part if is_first else above  # type: ignore[assignment]  # a page will do
    return nav


def on_page_content(content: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Hand over ready HTML with its settings; the theme prints titles and descriptions as HTML, so they are escaped."""
    del files
    made = _run.pages.get(page.file.src_uri)
    source = made.source if made is not None else f"docs/{page.file.src_uri}"
    repository = (config.repo_url or "").rstrip("/")
    page.edit_url = f"{repository}/edit/main/{source}" if has_forms(repository) and source else None
    if made is None:
        return content
    page.meta["title"] = html.escape(made.title)  # the navigation has its own word for a page that it lists
    page.meta["description"] = html.escape(made.description)
    page.meta["search"] = {"exclude": True}
    page.meta["hide"] = ["toc"] if made.is_wide or not made.headings else []
    page.meta["card"], page.meta["feed"], page.meta["facts"] = card_address(made.address), made.feed, made.facts
    page.toc = TableOfContents([_anchor(Heading("top", made.title, made.headings), 1)])
    return made.html


def _anchor(heading: Heading, level: int) -> AnchorLink:
    link = AnchorLink(html.escape(heading.title), heading.id, level)
    link.children = [_anchor(child, level + 1) for child in heading.children]
    return link


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add the words worth finding to the search; the search shows them as HTML, so they arrive escaped."""
    del files
    index = config.plugins["material/search"].search_index  # type: ignore[attr-defined]
    for page in _run.site.pages:
        for entry in page.search:
            texts = {"title": html.escape(entry.title), "text": html.escape(entry.text)}
            index.entries.append({"location": entry.location, **texts})
    return env
