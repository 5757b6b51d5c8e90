"""Stored copies are found and asked for, tried against a server with the shapes of the Internet Archive's answers."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner, Result

from tests.web_server import InTurn, Request, Server, page, serving, status
from tracker.cli import main
from tracker.commands import archive as command
from tracker.quotes import archive as shapes
from tracker.reading.parser import read_document
from tracker.web import Limits, Web

ACME = "data/companies/acme.yml"
FOUND = {
    "url": "example.org/acme/framework-2",
    "archived_snapshots": {
        "closest": {
            "status": "200",
            "available": True,
            "url": "http://web.archive.org/web/20261118101112/https://example.org/acme/framework-2",
            "timestamp": "20261118101112",
        }
    },
}
NONE = {"url": "example.org", "archived_snapshots": {}}


def answer(value: object, code: int = 200) -> Callable[[Request], None]:
    return page(json.dumps(value), "application/json") if code == 200 else status(code)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def archive(project: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> Callable[..., Result]:
    """A function that runs `tracker quotes archive acme` where the archive is the server."""

    def web(agent: str, _limits: Limits) -> Web:
        return Web(agent, Limits(pause=0), resolve=lambda _h, _p: ["127.0.0.1"], loopback=frozenset({server.port}))

    monkeypatch.chdir(project)
    monkeypatch.setattr(command, "Web", web)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(shapes, "AVAILABLE", f"http://archive.example:{server.port}/wayback/available")
    monkeypatch.setattr(shapes, "SAVE", f"http://web.archive.example:{server.port}/save")
    arguments = ["quotes", "archive", "acme", "--contact", "https://tracker.example"]
    return lambda *more: CliRunner().invoke(main, [*arguments, *more])


def ask(url: str, day: str) -> str:
    return f"/wayback/available?{urlencode({'url': url, 'timestamp': day})}"


@pytest.fixture
def stocked(server: Server) -> Server:
    """The archive with a copy of the second framework, and none of the review and the rumour."""
    server.answers |= {
        ask("https://example.org/acme/framework-2", "20250401"): answer(FOUND),
        ask("https://example.org/reviews/acme", "202611"): answer(NONE),
        ask("http://example.org/forum?thread=1#post-2", "20261001"): answer(NONE),
    }
    return server


def archived(project: Path) -> dict[str, str]:
    sources = read_document(ACME, (project / ACME).read_bytes()).value["sources"]
    return {id: source["archived"] for id, source in sources.items() if "archived" in source}


def test_the_stored_copy_nearest_to_the_day_of_reading_is_written(
    archive: Callable[..., Result], stocked: Server, project: Path
) -> None:
    result = archive()
    copy = "https://web.archive.org/web/20261118101112/https://example.org/acme/framework-2"
    assert result.stdout == (
        f"acme/framework-2025: {copy}\nacme/review: no copy is stored\nacme/rumour: no copy is stored\n"
        "1 stored copy written\n"
    )
    assert archived(project)["framework-2025"] == copy
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    assert "framework-2025" not in archive().stdout
    assert len(stocked.log) == 5


def test_what_has_no_copy_is_saved_with_the_keys_of_an_account(
    archive: Callable[..., Result], stocked: Server, project: Path
) -> None:
    forms: list[bytes] = []

    def take(request: Request) -> None:
        forms.append(request.rfile.read(int(request.headers["Content-Length"])))
        answer({"url": "https://example.org/reviews/acme", "job_id": "spn2-0123abcd"})(request)

    pending = {"status": "pending", "job_id": "spn2-0123abcd"}
    success = {"status": "success", "timestamp": "20261201020304"}
    error = {"status": "error", "message": "Couldn't resolve the host"}
    stocked.answers |= {
        "/save": take,
        "/save/status/spn2-0123abcd": InTurn([answer(pending), answer(success), answer(error)]),
    }
    result = archive("--save", "--key", "k", "--secret", "s")
    assert archived(project)["review"] == "https://web.archive.org/web/20261201020304/https://example.org/reviews/acme"
    assert result.stderr == "acme/rumour: the archive could not save it (Couldn't resolve the host)\n"
    assert forms[0].startswith(b"url=https%3A%2F%2Fexample.org%2Freviews%2Facme&")
    assert {request.headers["Authorization"] for request in stocked.log if request.path == "/save"} == {"LOW k:s"}
    assert {request.headers["Authorization"] for request in stocked.log if "available" in request.path} == {None}


def test_without_keys_nothing_is_saved(archive: Callable[..., Result], stocked: Server) -> None:
    result = archive("--save")
    assert result.stderr.count("without the keys of an account none is made") == 2
    assert not [request for request in stocked.log if request.path.startswith("/save")]


UNDATED = {"archived_snapshots": {"closest": {"available": True, "status": "200", "timestamp": "x"}}}


@pytest.mark.parametrize("shape", [answer({}, 429), answer([]), page("<html>", "text/html"), answer(UNDATED)])
def test_an_answer_of_another_shape_writes_nothing(
    archive: Callable[..., Result], server: Server, project: Path, shape: Callable[[Request], None]
) -> None:
    before = (project / ACME).read_bytes()
    server.answers[ask("https://example.org/acme/framework-2", "20250401")] = shape
    result = archive("--most", "1")
    assert result.stdout == "0 stored copies written\n"
    assert result.stderr.startswith("acme/framework-2025: the archive")
    assert (project / ACME).read_bytes() == before
