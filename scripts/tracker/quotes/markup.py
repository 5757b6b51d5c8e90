"""The text of HTML and XML: all of it, hidden tabs and footnotes too, and nothing of scripts and styles."""

import json
import re
from collections.abc import Iterator

import lxml.etree
import lxml.html

_SILENT = frozenset({"script", "style", "iframe", "object", "svg", "math"})
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|br|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|q|rp|rt|ruby|s|samp|"
    "small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_ITEMS = frozenset({"td", "th", "dt", "dd", "option", "button"})
_SUPERSCRIPT = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_HAS_TAGS = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")


def html_text(markup: str) -> str:
    """The text of a page, blocks separated by empty lines; a text without any tag stays as it is."""
    root = _html_root(markup)
    return "" if root is None else re.sub(r"\n{3,}", "\n\n", "".join(_texts(root)))


def page_data(markup: str) -> str:
    """The texts that a page keeps in JSON for its scripts to show; empty where it has none."""
    root = _html_root(markup)
    scripts = () if root is None else root.iter("script")
    contents = (script.text or "" for script in scripts if "json" in (script.get("type") or ""))
    return "\n\n".join(text for content in contents for text in json_texts(content))


def json_texts(content: str) -> Iterator[str]:
    """Every text in a JSON document, the markup in it read as such; nothing where it is none."""
    try:
        waiting = [json.loads(content)]
    except (ValueError, RecursionError):
        return
    while waiting:
        match waiting.pop():
            case dict() as fields:
                waiting += reversed(fields.values())
            case list() as items:
                waiting += reversed(items)
            case str() as text:
                yield markup_text(text)
            case bool() | None:
                pass
            case number:
                yield str(number)


def xml_text(content: bytes) -> str:
    """The text of an XML document, such as a feed, with the HTML inside it read as such."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = lxml.etree.fromstring(content, parser)
    texts = () if root is None else (text for text in root.itertext() if text.strip())
    return "\n\n".join(markup_text(str(text)) for text in texts)


def markup_text(text: str) -> str:
    """The text itself, or what it says where it is a piece of HTML."""
    return html_text(text) if _HAS_TAGS.search(text) else text


def _html_root(markup: str) -> lxml.html.HtmlElement | None:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = lxml.html.document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError):  # without any content
        return None
    # The parser leaves out, without a word, what is nested more deeply than it can bear.
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise ValueError("a page nested too deeply to be read")
    return root


def _texts(root: lxml.html.HtmlElement) -> Iterator[str]:
    """All texts in the order of the page, with what separates blocks, cells and items."""
    silent: list[object] = []
    for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _SILENT:
                silent.append(element)
            if not silent:
                yield _opening(element, tag)
                yield _text(element, tag)
            continue
        was_silent = bool(silent)
        if event == "end":
            if silent and silent[-1] is element:
                silent.pop()
            if not was_silent:
                yield _closing(tag)
        if not silent:
            yield element.tail or ""


def _opening(element: lxml.html.HtmlElement, tag: str) -> str:
    match tag:
        case "br":
            return "\n"
        case "q":
            return "\u201c"
        case "li":
            parent = element.getparent()
            if parent is None or parent.tag != "ol":
                return "\n\n\u2022 "
            return f"\n\n{sum(1 for _ in element.itersiblings('li', preceding=True)) + 1}. "
    return "" if _INLINE.fullmatch(tag) else "\n" if tag in _ITEMS else "\n\n"


def _closing(tag: str) -> str:
    if tag == "q":
        return "\u201d"
    return "" if _INLINE.fullmatch(tag) else "\n" if tag in _ITEMS else "\n\n"


def _text(element: lxml.html.HtmlElement, tag: str) -> str:
    """A number that is raised is a power or a footnote, and never stands in line with the digits before it."""
    text = element.text or ""
    parent = element.getparent()
    is_raised = tag == "sup" or (parent is not None and parent.tag == "sup")
    return text.translate(_SUPERSCRIPT) if is_raised and text.strip(" []()").isdigit() else text
