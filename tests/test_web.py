"""Documents are fetched politely and within bounds, and nobody can use the fetcher to reach into a private network."""

import gzip
import itertools
import ssl
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence

import brotli
import pytest
import trustme

from tests.web_server import InTurn, Request, Server, page, redirect, serving, status
from tracker.public_address import is_public
from tracker.web import Fetched, Limits, NotFetched, Version, Web

AGENT = "AI-Commitments-Tracker/1.0 (+https://example.org/tracker)"
QUICK = Limits(pause=0, retries=0, seconds=3)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def secret() -> Iterator[Server]:
    """A server that nobody may ask, and that would answer."""
    with serving() as running:
        running.answers["/"] = page("a secret")
        yield running


def to_loopback(host: str, _port: int) -> Sequence[str]:
    assert host.endswith(".example"), host
    return ["127.0.0.1"]


def web(server: Server, limits: Limits = QUICK) -> Web:
    return Web(AGENT, limits, resolve=to_loopback, loopback=frozenset({server.port}))


def fetched(answer: Fetched | NotFetched) -> Fetched:
    assert isinstance(answer, Fetched), answer
    return answer


def reason(answer: Fetched | NotFetched) -> str:
    assert isinstance(answer, NotFetched), answer
    return answer.reason


def address(server: Server, path: str, host: str = "a.example") -> str:
    return f"http://{host}:{server.port}{path}"


def test_a_document_comes_with_its_type_under_the_name_of_the_project(server: Server) -> None:
    server.answers["/caf%C3%A9%20x?a=%20b"] = page("h\u00e9", "text/plain; charset=utf-8", ETag='"1"')
    answer = fetched(web(server).fetch(address(server, "/caf\u00e9 x?a= b")))
    assert (answer.content, answer.type) == ("h\u00e9".encode(), "text/plain; charset=utf-8")
    assert answer.version == Version(etag='"1"')
    headers = server.log[-1].headers
    assert (headers["User-Agent"], headers["Host"]) == (AGENT, f"a.example:{server.port}")


def test_no_cookie_and_no_credential_is_ever_sent(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://user:password@127.0.0.1:1")
    server.answers |= {"/": page("one", Set_Cookie="a=b"), "/r": redirect("/")}
    asking = web(server)
    assert fetched(asking.fetch(address(server, "/r"))).content == b"one"
    assert fetched(asking.fetch(address(server, "/"))).content == b"one"
    sent = {name.lower() for request in server.log for name in request.headers}
    assert sent == {"host", "user-agent", "accept", "accept-encoding"}
    assert "not an address" in reason(asking.fetch(f"http://user:password@a.example:{server.port}/"))


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    server.answers["/"] = status(304)
    answer = fetched(web(server).fetch(address(server, "/"), Version(etag='"1"', modified="Tue, 01 Dec 2026")))
    assert answer.content is None
    headers = server.log[-1].headers
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "Tue, 01 Dec 2026")


def test_only_404_and_410_mean_gone(server: Server) -> None:
    codes = (401, 403, 404, 410, 429, 451, 500, 503)
    server.answers |= {f"/{code}": status(code) for code in codes}
    answers = {code: web(server).fetch(address(server, f"/{code}")) for code in codes}
    assert {code for code, answer in answers.items() if isinstance(answer, NotFetched) and answer.is_gone} == {404, 410}
    assert [reason(answer) for answer in answers.values()] == [f"HTTP {code}" for code in codes]


def test_a_failure_that_may_pass_is_tried_again(server: Server) -> None:
    server.answers["/"] = InTurn([status(503), status(429, Retry_After="1"), page("at last")])
    begin = time.monotonic()
    answer = web(server, Limits(pause=0.01, retries=2)).fetch(address(server, "/"))
    assert fetched(answer).content == b"at last"
    assert time.monotonic() - begin > 1


def test_a_server_that_asks_for_too_long_a_wait_is_left_alone(server: Server) -> None:
    server.answers["/"] = status(503, Retry_After="86400")
    assert reason(web(server, Limits(pause=0, retries=2)).fetch(address(server, "/"))) == "HTTP 503"
    assert server.paths() == ["/"]


def test_robots_rules_are_kept(server: Server) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: AI-Commitments-Tracker\nDisallow: /private*\n"
    server.answers |= {"/robots.txt": page(rules, "text/plain"), "/private/a": page("no"), "/b": page("yes")}
    asking = web(server)
    assert reason(asking.fetch(address(server, "/private/a"))) == "robots.txt does not allow it"
    assert fetched(asking.fetch(address(server, "/b"))).content == b"yes"
    assert [request.path for request in server.log] == ["/robots.txt", "/b"]


@pytest.mark.parametrize(("code", "may"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_without_robots_rules_all_is_allowed_and_without_knowing_nothing(server: Server, code: int, may: bool) -> None:
    server.answers |= {"/robots.txt": status(code), "/": page("yes")}
    assert isinstance(web(server).fetch(address(server, "/")), Fetched) is may


def test_each_host_is_asked_one_by_one_with_a_pause_and_several_at_a_time(server: Server) -> None:
    times: dict[str, list[tuple[float, float]]] = {}

    def slow(request: Request) -> None:
        begin = time.monotonic()
        time.sleep(0.2)
        page("x")(request)
        times.setdefault(request.headers["Host"], []).append((begin, time.monotonic()))

    server.answers |= {f"/{number}": slow for number in range(3)}
    hosts = [f"{letter}.example" for letter in "abcd"]
    addresses = [address(server, f"/{number}", host) for host in hosts for number in range(3)]
    begin = time.monotonic()
    answers = dict(web(server, Limits(pause=0.2, retries=0)).fetch_all([*addresses, addresses[0]]))
    assert len(answers) == len(server.paths()) == 12
    assert all(isinstance(answer, Fetched) for answer in answers.values())
    for turns in times.values():
        assert all(later[0] - earlier[1] > 0.1 for earlier, later in itertools.pairwise(turns))
    assert time.monotonic() - begin < 4 * 3 * 0.4


def test_a_run_ends_when_its_time_is_used_up(server: Server) -> None:
    server.answers["/"] = page("x")
    answer = web(server, Limits(budget=0)).fetch(address(server, "/"))
    assert isinstance(answer, NotFetched)
    assert answer.is_no_time
    assert server.log == []


def test_redirects_are_followed_but_not_for_ever(server: Server) -> None:
    server.answers |= {f"/{number}": redirect(f"/{number + 1}", 301 + number % 2) for number in range(9)}
    server.answers |= {"/5": page("the end"), "/loop": redirect("/loop"), "/nowhere": status(302)}
    asking = web(server)
    answer = fetched(asking.fetch(address(server, "/0")))
    assert (answer.content, answer.address) == (b"the end", address(server, "/5"))
    server.answers["/5"] = redirect("/6")
    assert reason(asking.fetch(address(server, "/0"))) == "more than 5 redirects"
    assert reason(asking.fetch(address(server, "/loop"))) == "more than 5 redirects"
    assert reason(asking.fetch(address(server, "/nowhere"))) == "HTTP 302 without a new address"


PRIVATE = """
10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 127.0.0.1 0.0.0.0 192.0.0.1 192.0.2.1 198.18.0.1 203.0.113.1
224.0.0.1 224.0.1.1 240.0.0.1 255.255.255.255 192.88.99.1 ::1 :: ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::8.8.8.8 fe80::1
fec0::1 fc00::1 fd12::1 ff02::1 64:ff9b::8.8.8.8 64:ff9b:1::1 2001:db8::1 2001::1 2002:a00:1:: 100::1 5f00::1 nonsense
"""
SPELLINGS = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
    "localhost",
    "localhost.",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "[::]",
    "0",
    "0.0.0.0",  # noqa: S104
    "127.255.255.254",
    "[fe80::1%25lo]",
    "user@127.0.0.1",
)


@pytest.mark.parametrize("host", SPELLINGS)
def test_no_redirect_reaches_this_machine_however_it_is_spelt(server: Server, secret: Server, host: str) -> None:
    server.answers["/"] = redirect(f"http://{host}:{secret.port}/")
    asking = Web(AGENT, QUICK, loopback=frozenset({server.port}))
    assert reason(asking.fetch(f"http://127.0.0.1:{server.port}/")) in (
        "not an address of the public internet",
        "not an address of a public document",
        "not a well-formed address",
        "the host's name leads nowhere",
    )
    assert reason(asking.fetch(f"http://{host}:{secret.port}/"))
    assert secret.log == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "data:,x"])
def test_only_http_and_https_are_spoken(server: Server, target: str) -> None:
    server.answers["/"] = redirect(target)
    assert reason(web(server).fetch(address(server, "/"))) in (
        "neither http nor https",
        "not an address of a public document",
    )


@pytest.mark.parametrize("ip", PRIVATE.split())
def test_an_address_that_is_not_public_is_known_as_such(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::200e"])
def test_a_public_address_is_known_as_such(ip: str) -> None:
    assert is_public(ip)


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(server: Server, secret: Server) -> None:
    """A name that stands for a public address when it is checked and for a private one afterwards is asked once."""
    server.answers["/"] = page("public")
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
    asking = Web(AGENT, QUICK, resolve=lambda _host, _port: next(answers), loopback=frozenset({server.port}))
    assert fetched(asking.fetch(address(server, "/"))).content == b"public"
    assert reason(asking.fetch(address(server, "/"))) == "not an address of the public internet"
    mixed = Web(AGENT, QUICK, resolve=lambda _host, _port: ["93.184.215.14", "127.0.0.1"])
    assert reason(mixed.fetch(f"http://a.example:{secret.port}/")) == "not an address of the public internet"
    assert secret.log == []


@pytest.mark.parametrize("port", [22, 25, 6379, 11211])
def test_ports_of_other_services_are_never_asked(port: int) -> None:
    asking = Web(AGENT, QUICK, resolve=lambda _host, _port: ["93.184.215.14"])
    assert reason(asking.fetch(f"http://a.example:{port}/")) == "not an address of the public internet"


@pytest.mark.parametrize(
    ("name", "pack"), [("gzip", gzip.compress), ("br", lambda content: brotli.compress(content, quality=1))]
)
def test_packed_documents_are_unpacked_and_bombs_are_not(
    server: Server, name: str, pack: Callable[[bytes], bytes]
) -> None:
    server.answers["/good"] = page(pack(b"a document"), Content_Encoding=name)
    server.answers["/bomb"] = page(pack(b"0" * 30_000_000), Content_Encoding=name)
    server.answers["/twice"] = page(pack(pack(b"0" * 30_000_000)), Content_Encoding=f"{name}, {name}")
    asking = web(server, Limits(pause=0, retries=0, bytes=2**20))
    assert fetched(asking.fetch(address(server, "/good"))).content == b"a document"
    tracemalloc.start()
    assert reason(asking.fetch(address(server, "/bomb"))) == "more than 1 MiB"
    assert reason(asking.fetch(address(server, "/twice"))) == "more than 1 MiB"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000


def test_a_document_that_is_too_long_is_not_read_to_its_end(server: Server) -> None:
    def endless(request: Request) -> None:
        request.begin(200, {"Content-Type": "text/html"})
        while True:
            request.wfile.write(b"x" * 65536)

    server.answers["/"] = endless
    assert reason(web(server, Limits(pause=0, retries=0, bytes=2**20)).fetch(address(server, "/"))) == "more than 1 MiB"


def test_slow_drips_are_cut_off(server: Server) -> None:
    def drip(request: Request) -> None:
        request.begin(200, {"Content-Type": "text/html", "Content-Length": "1000"})
        for _second in range(100):
            request.wfile.write(b"x")
            time.sleep(0.1)

    def drip_headers(request: Request) -> None:
        request.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for number in range(100):
            request.wfile.write(f"X-{number}: y\r\n".encode())
            time.sleep(0.1)

    server.answers |= {"/body": drip, "/headers": drip_headers, "/silent": lambda _request: time.sleep(5)}
    asking = web(server, Limits(pause=0, retries=0, seconds=0.8))
    for path in ("/body", "/headers", "/silent"):
        begin = time.monotonic()
        assert reason(asking.fetch(address(server, path))) == "no answer in time"
        assert time.monotonic() - begin < 8


def test_an_answer_that_breaks_off_is_no_document(server: Server) -> None:
    def broken(request: Request) -> None:
        request.begin(200, {"Content-Type": "text/html", "Content-Length": "1000"})
        request.wfile.write(b"half of it")

    def nonsense(request: Request) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH_9.9\r\n")

    server.answers |= {
        "/short": broken,
        "/nonsense": nonsense,
        "/empty": lambda _request: None,
        "/bad-gzip": page(b"not gzip", Content_Encoding="gzip"),
    }
    for path in ("/short", "/nonsense", "/empty", "/bad-gzip"):
        assert "the connection failed" in reason(web(server).fetch(address(server, path)))


def test_a_server_is_known_by_its_certificate(server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("a.example").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.answers["/"] = page("over TLS")
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    loopback = frozenset({server.port})
    knowing = Web(AGENT, QUICK, resolve=to_loopback, loopback=loopback, authorities=str(path))
    assert fetched(knowing.fetch(f"https://a.example:{server.port}/")).content == b"over TLS"
    assert isinstance(knowing.fetch(f"https://b.example:{server.port}/"), NotFetched)
    assert isinstance(web(server).fetch(f"https://a.example:{server.port}/"), NotFetched)
    assert server.paths() == ["/"]


def test_the_guard_of_the_tests_refuses_other_machines(no_network: list[str]) -> None:
    assert reason(Web(AGENT, QUICK).fetch("http://tracker.example/")) == "the host's name leads nowhere"
    asking = Web(AGENT, QUICK, resolve=lambda _host, _port: ["93.184.215.14"])
    assert reason(asking.fetch("http://a.example/")).startswith("the connection failed")
    assert no_network == ["a question for the name tracker.example", "a connection to 93.184.215.14"]
    no_network.clear()
