"""A real server on this machine that answers as servers on the internet do, the hostile ones too."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request; answers write to it what they want, well-formed or not."""

    server: "Server"

    def do_GET(self) -> None:
        self.server.log.append(self)
        host = self.headers.get("Host", "").partition(":")[0]
        answer = self.server.answers.get(f"{host}{self.path}") or self.server.answers.get(self.path)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            (answer or status(404))(self)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""

    def begin(self, code: int, headers: Mapping[str, str]) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


class Server(ThreadingHTTPServer):
    """The server, with what it answers by path or by host and path, and every request that it got."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.answers: dict[str, Answer] = {}
        self.log: list[Request] = []

    @property
    def port(self) -> int:
        return self.server_port

    def paths(self) -> list[str]:
        """The paths that were asked for, without those of robots.txt."""
        return [request.path for request in self.log if request.path != "/robots.txt"]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def page(content: bytes | str, type: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    body = content.encode() if isinstance(content, str) else content

    def answer(request: Request) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request.begin(200, {"Content-Type": type, "Content-Length": str(len(body)), **named})
        request.wfile.write(body)

    return answer


def status(code: int, **headers: str) -> Answer:
    return lambda request: request.begin(
        code, {"Content-Length": "0", **{name.replace("_", "-"): value for name, value in headers.items()}}
    )


def redirect(address: str, code: int = 302) -> Answer:
    return status(code, Location=address.encode().decode("latin-1"))


@dataclass
class InTurn:
    """Several answers, one after the other; the last one stays."""

    answers: list[Answer]
    count: int = field(default=0)

    def __call__(self, request: Request) -> None:
        self.count += 1
        self.answers[min(self.count, len(self.answers)) - 1](request)
