"""`tracker quotes check` against servers and saved documents: what it finds, what it says, what it writes."""

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.conftest import Tree
from tests.web_server import Answer, Server, page, redirect, serving, status
from tracker.checking.check import check
from tracker.cli import main
from tracker.commands import quotes as command
from tracker.isolation import Isolation
from tracker.quotes.copies import Copies
from tracker.quotes.ledger import Ledger, check_of, ledger_file
from tracker.quotes.text import document_text
from tracker.reading.parser import read_document
from tracker.replacing import replace_files
from tracker.text import fingerprint
from tracker.verdicts import Verdict
from tracker.web import Limits, Web

LEDGER = "data/checks/acme.yml"
ACME = "data/companies/acme.yml"
FRAMEWORK = """<html><body><nav>Menu</nav><h1>Framework</h1><p>This is the safety framework of Acme.</p>
<p>Parts of this framework are a draft.</p>
<p>We bring this framework up to date each year.</p><p>危険が大きすぎるときは、訓練を止めます。</p>
<p>And it goes on for a while, with more words that nobody quotes, as frameworks do. {}</p></body></html>"""


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> Callable[..., Result]:
    """A function that runs `tracker quotes check` where all hosts of the world are the server."""

    def web(agent: str, limits: Limits) -> Web:
        quick = Limits(pause=0, retries=0, seconds=5, budget=limits.budget)
        return Web(agent, quick, resolve=lambda _host, _port: ["127.0.0.1"], loopback=frozenset({server.port}))

    text = (project / ACME).read_text()
    text = re.sub(r"https?://(example\.org|web\.archive\.org)", rf"http://\1:{server.port}", text)
    (project / ACME).write_text(text)
    monkeypatch.setattr(command, "Web", web)
    monkeypatch.chdir(project)
    arguments = ["quotes", "check", "acme", "--contact", "https://tracker.example"]
    return lambda *more: CliRunner().invoke(main, [*arguments, *more])


@pytest.fixture
def whole(server: Server) -> Server:
    """The server with all documents of Acme."""
    said = "Acme does not say how it came to these thresholds, nor what would lie beyond them."
    server.answers |= {
        "/acme/framework": page(FRAMEWORK.format("In 2024.")),
        "/acme/framework-2": page(FRAMEWORK.format("In 2025.")),
        "/reviews/acme": page(f"<html><body><p>{said}</p><p>Nobody outside of Acme has ever tested its systems.</p>"),
        "/forum?thread=1": page(
            "I have heard that they do have thresholds. They say that somebody is invited each spring.", "text/plain"
        ),
    }
    return server


def ledger(project: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_document(LEDGER, (project / LEDGER).read_bytes()).value["sources"]
    return found


def test_quotes_that_are_at_their_address_are_found_live(
    run: Callable[..., Result], whole: Server, project: Path
) -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "sources\n"), result.output
    assert result.stdout == "8 quotes looked up\n  8 found (live)\n"
    found = ledger(project)
    assert {check["origin"] for check in found.values()} == {"live"}
    assert found["framework-2025"]["address"] == f"http://example.org:{whole.port}/acme/framework-2"
    place, _around = found["framework-2025"]["found"][
        fingerprint("We bring this framework up to date each year.")
    ].split()
    assert 0.1 < float(place) < 0.5
    assert not (project / "data/checks/orbit.yml").exists()
    assert sorted(whole.paths()) == ["/acme/framework", "/acme/framework-2", "/forum?thread=1", "/reviews/acme"]


def test_what_was_looked_up_today_is_left_alone_until_it_is_asked_for_again(
    run: Callable[..., Result], whole: Server
) -> None:
    run()
    assert run().stdout == "0 quotes looked up\n"
    assert len(whole.paths()) == 4
    whole.answers["/reviews/acme"] = status(304)
    assert run("--again").stdout == "8 quotes looked up\n  8 found (live)\n"
    assert len(whole.paths()) == 8


@pytest.mark.usefixtures("whole")
def test_an_interrupted_run_goes_on_where_it_was(
    run: Callable[..., Result], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_SAVED_EVERY", 1)
    real = replace_files

    def interrupted(contents: Mapping[Path, bytes]) -> None:
        real(contents)
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "replace_files", interrupted)
    assert run().exit_code == 130
    assert len(ledger(project)) == 1
    monkeypatch.setattr(command, "replace_files", real)
    assert run().exit_code == 0
    assert len(ledger(project)) == 4


def test_words_that_differ_are_told_and_nothing_else_passes(
    run: Callable[..., Result], whole: Server, project: Path
) -> None:
    whole.answers["/acme/framework-2"] = page(FRAMEWORK.replace("each year", "when we like").format("In 2025."))
    whole.answers["/reviews/acme"] = page(f"<html><body>{'<p>A page about other things altogether.</p>' * 20}")
    result = run()
    assert result.exit_code == 1
    assert "acme/framework-2025: drifted (live): We bring this framework up to date each year." in result.stdout
    assert "the text has \u201cwhen we like\u201d for \u201ceach year\u201d" in result.stdout
    assert result.stdout.endswith("8 quotes looked up\n  5 found (live)\n  1 drifted (live)\n  2 missing (live)\n")
    drifted = ledger(project)["framework-2025"]["drifted"][fingerprint("We bring this framework up to date each year.")]
    assert drifted["differences"] == [{"quote": "each year", "text": "when we like"}]
    assert drifted["similarity"] == "0.76"


def test_a_document_that_is_not_reached_is_looked_for_in_its_archived_copy(
    run: Callable[..., Result], whole: Server, project: Path
) -> None:
    whole.answers["/acme/framework"] = status(403)
    stored = f"/web/20240901000000/http://example.org:{whole.port}/acme/framework"
    whole.answers[stored] = page(FRAMEWORK.format("In 2024."))
    assert "  3 found (archived)" in run().stdout
    check = ledger(project)["framework-2024"]
    assert (check["origin"], check["not_reached"]) == ("archived", {"live": "HTTP 403"})


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (status(401), "HTTP 401"),
        (status(403), "HTTP 403"),
        (status(429), "HTTP 429"),
        (status(503), "HTTP 503"),
        (redirect("http://127.0.0.1:1/"), "not an address of the public internet"),
        (page("<html><body>Please enable JavaScript."), "a page that asks for something first (enable javascript)"),
        (page("<html><body><h1>Before you continue</h1><p>Accept all cookies</p>" + "<p>Terms</p>" * 50),
         "a page that asks for something first (before you continue)"),
        (page("<html><body><div id=root></div>"), "a page without a text of its own"),
        (page(b"\x89PNG\0\0\0", "image/png"), "a file of a kind that has no text here (image/png)"),
        (page(b"%PDF-1.7 nothing", "application/pdf"), "a PDF that cannot be opened"),
    ],
)  # fmt: skip
def test_what_was_not_reached_is_never_shown_as_found_or_missing(
    run: Callable[..., Result], whole: Server, project: Path, answer: Answer, why: str
) -> None:
    whole.answers["/reviews/acme"] = answer
    result = run()
    assert result.exit_code == 0
    assert "  2 unreachable\n" in result.stdout
    check = ledger(project)["review"]
    assert set(check) == {"checked", "not_reached"}
    assert check["not_reached"]["live"].startswith(why)


def test_robots_rules_leave_a_document_unreachable(run: Callable[..., Result], whole: Server) -> None:
    whole.answers["/robots.txt"] = page("User-agent: *\nDisallow: /reviews", "text/plain")
    assert "  2 unreachable\n    2 not reached: robots.txt does not allow it\n" in run().stdout


@pytest.mark.parametrize("code", [404, 410])
def test_the_quotes_of_a_document_that_is_gone_are_missing(
    run: Callable[..., Result], whole: Server, project: Path, code: int
) -> None:
    whole.answers["/reviews/acme"] = status(code)
    result = run()
    assert result.exit_code == 1
    assert f"the address answers HTTP {code}: the document is no longer there" in result.stdout
    assert ledger(project)["review"]["gone"] == f"HTTP {code}"
    assert len(ledger(project)["review"]["missing"]) == 2


@pytest.mark.usefixtures("whole")
def test_a_run_without_time_says_nothing_of_what_it_did_not_see(run: Callable[..., Result], project: Path) -> None:
    assert run("--minutes", "0").stdout == (
        "0 quotes looked up\n4 sources not looked at, for want of a document or of time\n"
    )
    assert not (project / LEDGER).exists()


def test_a_text_that_changed_around_a_quote_is_told(run: Callable[..., Result], whole: Server) -> None:
    run()
    assert "changed" not in run("--again").stdout
    whole.answers["/acme/framework-2"] = page(
        FRAMEWORK.replace("each year.", "each year. In a crisis we may not.").format("In 2025.")
    )
    result = run("--again")
    assert "acme/framework-2025: the text has changed around: We bring this framework" in result.stdout
    assert "    before: We bring this framework up to date each year.\n" in result.stdout
    assert "    now: We bring this framework up to date each year. In a crisis we may not.\n" in result.stdout
    assert result.stdout.endswith("1 passage changed since the last check\n")


def test_programs_are_told_the_same(run: Callable[..., Result], whole: Server) -> None:
    whole.answers["/reviews/acme"] = status(503)
    answer = json.loads(run("--json").stdout)
    assert len(answer["quotes"]) == 8
    assert [quote["not_reached"] for quote in answer["quotes"] if quote["verdict"] == "unreachable"] == [
        {"live": "HTTP 503"},
        {"live": "HTTP 503"},
    ]
    assert (answer["changes"], answer["sources_left"]) == ([], 0)


def test_saved_documents_stand_in_for_fetching(
    run: Callable[..., Result], whole: Server, project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("copies")
    port = whole.port
    saved = {
        f"example.org:{port}/acme/framework-2": FRAMEWORK.format("As wget lays it out."),
        f"example.org:{port}/forum?thread=1": "I have heard that they do have thresholds.",
        "acme.review.txt": "Nobody outside of Acme has ever tested its systems.",
        "a page.html": f"<!-- saved from url=(0042)http://example.org:{port}/acme/framework -->{FRAMEWORK}",
        "notes.txt": "not a document of any source",
    }
    for name, content in saved.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    result = run("--copies", str(folder), "--offline")
    assert "  6 found (copy)\n  2 missing (copy)\n" in result.stdout
    assert {check["origin"] for check in ledger(project).values()} == {"copy"}
    assert whole.log == []


def test_a_table_says_where_a_source_was_read() -> None:
    files = {
        "copies.tsv": b"company\tsource\tcopy\nacme\treview\thttps://raw.example/a/b c.md\n",
        "raw.example/a/b c.md": b"Nobody outside of Acme has ever tested its systems.",
        "broken.pdf": b"%PDF-1.7",
    }
    copies = Copies(list(files), files.__getitem__)
    assert copies.find("acme", "review", []) == ("raw.example/a/b c.md", "https://raw.example/a/b c.md")
    assert copies.find("acme", "rumour", ["https://raw.example/a/b%20c.md#top"]) is not None
    assert copies.find("orbit", "review", []) is None


def test_the_ledger_is_checked_and_what_is_stale_is_mended(
    project: Path, valid_world: Tree, today: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, gone = fingerprint("We bring this framework up to date each year."), fingerprint("Nobody ever said this.")
    sources: Mapping[str, Mapping[str, Any]] = {
        "framework-2025": {
            "checked": "2026-11-20",
            "origin": "live",
            "found": {good: "0.500 9f8e7d6c"},
            "missing": [gone],
        },
        "no-such-source": {"checked": "2026-11-20", "missing": [gone]},
    }
    path, content = ledger_file("acme", sources, valid_world["schema/checks.schema.json"])
    problems = check({**valid_world, path: content}, today).problems
    assert [(problem.rule, problem.line) for problem in problems] == [("stale-check", 8), ("stale-check", 10)]
    (project / "data/checks").mkdir()
    (project / path).write_bytes(content)
    monkeypatch.chdir(project)
    assert CliRunner().invoke(main, ["fix"]).stdout == f"{path}\nfixed 1 of 7 files\n"
    assert ledger(project) == {
        "framework-2025": {"checked": "2026-11-20", "origin": "live", "found": {good: "0.500 9f8e7d6c"}}
    }
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_a_check_of_tomorrow_or_of_no_company_is_a_problem(valid_world: Tree, today: datetime.date) -> None:
    quote = fingerprint("We bring this framework up to date each year.")
    sources = {"framework-2025": {"checked": "2026-12-24", "origin": "live", "missing": [quote]}}
    schema = valid_world["schema/checks.schema.json"]
    files = dict([ledger_file("acme", sources, schema), ledger_file("nobody", sources, schema)])
    rules = [(problem.file, problem.rule) for problem in check({**valid_world, **files}, today).problems]
    assert rules == [
        (LEDGER, "future-date"),
        ("data/checks/nobody.yml", "stale-check"),
        ("data/checks/nobody.yml", "future-date"),
    ]


def test_a_quote_that_came_after_the_check_was_never_checked() -> None:
    entry = {"checked": "2026-11-20", "origin": "live", "found": {fingerprint("Old words."): "0.500 9f8e7d6c"}}
    found = check_of(entry, "Old words.")
    assert found is not None
    assert (found.verdict, found.place) == (Verdict.FOUND, 0.5)
    assert check_of(entry, "New words.") is None
    assert Ledger().check(company="acme", source="review", quote="Old words.") is None


def test_a_reader_that_takes_too_long_or_too_much_is_stopped() -> None:
    with Isolation(seconds=20, megabytes=1024) as isolation:
        assert isolation.call(document_text, b"A text.").text == "A text."
        with pytest.raises(ValueError, match="no text here"):
            isolation.call(document_text, b"\0\0")
        with pytest.raises(ValueError, match="too much memory"):
            isolation.call(bytes, 2**40)
        assert isolation.call(document_text, b"Another text.").text == "Another text."
    with Isolation(seconds=0.5) as isolation, pytest.raises(ValueError, match="took more than"):
        isolation.call(pow, 3, 10**9)
