"""A host of static files as the site will have one: under a base path, and with texts compressed for those who ask.

The pages use the fonts of the reader's machine, so each machine would measure other widths: this host adds fonts that
the locked packages bring, by a few rules after those of a style sheet that every page and every frame asks for.
"""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import mkdocs

from tests.pages.site_build import BASE

FONTS = Path(mkdocs.__file__).parent / "themes" / "readthedocs" / "css" / "fonts"
STYLES = ("tokens.css", "site.css")
POLICY = b"img-src data:;"  # of the frames, which use no font file: here they may
# The families under the names by which the style sheets ask for them, and their files. No locked package has a font
# for code: a wide one with serifs stands in.
FAMILIES = {
    "text": ("lato-normal.woff2", "lato-bold.woff2"),
    "code": ("Roboto-Slab-Regular.woff2", "Roboto-Slab-Bold.woff2"),
    "serif": ("Roboto-Slab-Regular.woff2", "Roboto-Slab-Bold.woff2"),
}
CHOICE = """
:root:root, body:not(#more) {
    --md-text-font: "brought text"; --md-code-font: "brought code"; --sans: "brought text"; --serif: "brought serif";
}
"""


def font_rules(percent: int) -> str:
    """The style rules that bring the fonts, at a part of their own width: 100 for fonts as they are."""
    faces = (
        f'@font-face {{ font-family: "brought {name}"; font-weight: {weight}; size-adjust: {percent}%; '
        f'src: url("../fonts/{file}"); }}'
        for name, files in FAMILIES.items()
        for weight, file in zip((400, 700), files, strict=True)
    )
    return "\n".join(faces) + CHOICE


@functools.cache
def _content(path: Path, fonts: str, is_compressed: bool) -> bytes:
    """A file of a built site, which nobody changes while it is served: many visits ask for the same large files."""
    content = path.read_bytes().replace(POLICY, POLICY + b" font-src 'self';")
    if path.name in STYLES:
        content += fonts.encode()
    return gzip.compress(content) if is_compressed else content


class _Host(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a browser keeps its connections
    disable_nagle_algorithm = True
    fonts = ""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() and path.parent.name == "fonts":
            path = FONTS / path.name
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(path)
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        is_compressed = is_text and "gzip" in self.headers.get("Accept-Encoding", "")
        content = _content(path, self.fonts, is_compressed)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        if is_compressed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(content)

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(BASE.rstrip("/")))

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the output clean."""


@contextmanager
def hosted(site: Path, fonts: int | None = 100) -> Iterator[str]:
    """The address of a built site while it is served, with fonts at a percentage of their own width, or as it is."""
    rules = "" if fonts is None else font_rules(fonts)
    handler = functools.partial(type("Host", (_Host,), {"fonts": rules}), directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()
