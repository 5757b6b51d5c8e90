"""A host of static files as the site will have one: under a base path, and with texts compressed for those who ask."""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.pages.site_build import BASE


@functools.cache
def _compressed(path: Path) -> bytes:
    """A file of a built site, which nobody changes while it is served: many visits ask for the same large files."""
    return gzip.compress(path.read_bytes())


class _Host(http.server.SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(path)
        is_text = kind.startswith("text/") or kind.endswith(("javascript", "json", "xml"))
        is_compressed = is_text and "gzip" in self.headers.get("Accept-Encoding", "")
        content = _compressed(path) if is_compressed else path.read_bytes()
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
def hosted(site: Path) -> Iterator[str]:
    """The address of a built site while it is served."""
    handler = functools.partial(_Host, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()
