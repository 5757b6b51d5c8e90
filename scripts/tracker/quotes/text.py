"""From the bytes of a document to its text: HTML, PDF, feeds, JSON, CSV, Markdown and plain text."""

import csv
import email
import email.policy
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from tracker.quotes.markup import html_text, json_texts, page_data, xml_text
from tracker.quotes.pdf import pdf_text

_HTML = re.compile(rb"(?is)\s*(?:<!--(?:(?!-->).){0,2000}-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)\b")
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*(?:<\?xml|<rss\b|<feed\b|<rdf:RDF\b)", re.IGNORECASE)
# In these bytes that are no letters stand for letters, so that a text in them looks like plain ASCII.
_ESCAPING = ("iso-2022", "hz", "utf-7", "utf-16", "utf-32")
csv.field_size_limit(2**24)


@dataclass(frozen=True, kw_only=True)
class DocumentText:
    """A document's text; `others` are other ways to read the same document."""

    text: str
    others: tuple[str, ...] = ()


def document_text(content: bytes, *, type: str = "", name: str = "") -> DocumentText:
    """The text of a document.

    `type` is the media type that came with it, with its charset, and `name` its file name or address; what the bytes
    say themselves counts first. ValueError where they hold no text that can be read.
    """
    media, _, parameters = type.lower().partition(";")
    if b"%PDF-" in content[:1024]:
        text, others = pdf_text(content)
        return DocumentText(text=text, others=others)
    if name.lower().endswith((".mhtml", ".mht")) or re.match(rb"(?:From|Snapshot-Content-Location):", content[:200]):
        content, parameters, media = _saved_page(content), "", "text/html"
    if b"\0" in content[:2048] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = re.sub("[^a-z0-9./+-]", "", media)[:60]  # the server's own words
        raise ValueError(f"a file of a kind that has no text here ({kind or 'unknown'})")
    text = _decoded(content, parameters)
    if _HTML.match(content[:4096]) or "html" in media:
        data = page_data(text)
        return DocumentText(text=html_text(text), others=(data,) if data else ())
    if _XML.match(content[:512]):
        return DocumentText(text=xml_text(content), others=(text,))
    return _structured(text, f"{media} {name.lower().split('?')[0].split('#')[0]}")


def _structured(text: str, kind: str) -> DocumentText:
    if "json" in kind or text.lstrip()[:1] in ("{", "["):
        found = "\n\n".join(json_texts(text))
        return DocumentText(text=found, others=(text,)) if found else DocumentText(text=text)
    if "csv" in kind or "tab-separated" in kind or kind.endswith(".tsv"):
        return DocumentText(
            text=_table_text(text, "\t" if "t" in kind[-3:-2] or "tab" in kind else ","), others=(text,)
        )
    return DocumentText(text=text)


def _table_text(text: str, delimiter: str) -> str:
    try:
        rows = list(csv.reader(text.replace("\0", "").splitlines(keepends=True), delimiter=delimiter))
    except csv.Error:
        return text
    return "\n\n".join("\n".join(cell for cell in row if cell) for row in rows)


def _decoded(content: bytes, parameters: str) -> str:
    """The text of the bytes: UTF-8 where they are that, whatever is said of them, then what is said, then a guess."""
    charset = re.search(r"charset\s*=\s*[\"']?([a-z0-9_.:-]+)", parameters)
    meta = _META_CHARSET.search(content[:4096])
    said = [charset[1]] if charset else []
    said += [meta[1].decode().lower()] if meta else []
    order = [*said, "utf-8-sig"] if any(name.startswith(_ESCAPING) for name in said) else ["utf-8-sig", *said]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        order = ["utf-16"]
    for name in order:
        try:
            return content.decode("windows-1252" if name in ("iso-8859-1", "latin-1", "latin1", "ascii") else name)
        except (LookupError, UnicodeDecodeError):
            continue
    guess = from_bytes(content[:200_000]).best()
    # Among the encodings of one byte a letter guesses are weak, and browsers take this one.
    is_multibyte = guess is not None and guess.encoding.startswith(("big5", "cp9", "euc", "gb", "hz", "johab", "shift"))
    return content.decode(guess.encoding if guess and is_multibyte else "windows-1252", "replace")


def _saved_page(content: bytes) -> bytes:
    """The page in a web archive that a browser has saved (MHTML); ValueError where there is none in it."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_content()
            return page.encode() if isinstance(page, str) else bytes(page)
    raise ValueError("a saved page without a page in it")
