"""Longer prose from data, written in Markdown, as HTML: no raw HTML, no pictures, safe links only."""

from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from tracker.text import url_fault


class _SafeLinks(Treeprocessor):
    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if url_fault(link.get("href", "")):
                link.attrib.clear()


class _TextOnly(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 (the library's name)
        md.preprocessors.deregister("html_block")
        for name in ("html", "image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(name)
        md.treeprocessors.register(_SafeLinks(md), "safe-links", 0)


@lru_cache(maxsize=1000)  # the words of a commitment stand on the page of every company that signed
def prose(text: str) -> Markup:
    """A Markdown text as HTML that is safe to put into a page."""
    return Markup(markdown.markdown(text, extensions=[_TextOnly()]))  # noqa: S704 (raw HTML is off)
