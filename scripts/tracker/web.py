"""The project's only way to the network: public documents are fetched politely, within bounds, and nothing else is."""

import contextlib
import queue
import re
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

import certifi
from protego import Protego

from tracker.exchange import Exchange, PassingError, RefusalError
from tracker.public_address import AddressRefusedError, Resolve, Target, target_of

AGENT = "AI-Commitments-Tracker/1.0"  # what servers are told; commands add the address of the project
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_PASSING = (429, 500, 502, 503, 504)
_ROBOTS_BYTES = 512 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one document may cost: seconds are those of one attempt, `budget` those of a whole run."""

    redirects: int = 5
    bytes: int = 20 * 1024 * 1024
    seconds: float = 30
    retries: int = 2
    pause: float = 2
    longest_pause: float = 60
    hosts: int = 8
    budget: float = 3600


@dataclass(frozen=True, kw_only=True)
class Version:
    """What a server said of the version of a document that is known already."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A document as it came; `content` is None where the known version is still the current one."""

    address: str
    content: bytes | None
    type: str = ""
    version: Version = field(default_factory=Version)


@dataclass(frozen=True, kw_only=True)
class NotFetched:
    """Why there is no document: it `is_gone` for good, or there `is_no_time` left to look."""

    reason: str
    is_gone: bool = False
    is_no_time: bool = False


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


class Web:
    """Fetches documents: several hosts at a time, each host one document at a time and with a pause.

    `loopback` names the ports of this machine that tests may ask in spite of the rules; `authorities` is the path of
    the certificates by which servers are known.
    """

    def __init__(
        self,
        agent: str,
        limits: Limits | None = None,
        *,
        resolve: Resolve = _resolve,
        loopback: frozenset[int] = frozenset(),
        authorities: str = "",
    ) -> None:
        self._agent = agent
        self._limits = limits or Limits()
        self._resolve = resolve
        self._loopback = loopback
        self._authorities = authorities or certifi.where()
        self._end = time.monotonic() + self._limits.budget
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    def fetch_all(
        self, addresses: Iterable[str], known: Callable[[str], Version | None] = lambda _address: None
    ) -> Iterator[tuple[str, Fetched | NotFetched]]:
        """Every document once, in the order in which they come."""
        waiting: dict[str, list[str]] = {}
        for address in dict.fromkeys(addresses):
            waiting.setdefault(_host_of(address), []).append(address)
        hosts: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
        for group in sorted(waiting.values(), key=len, reverse=True):
            hosts.put(group)
        done: queue.SimpleQueue[tuple[str, Fetched | NotFetched]] = queue.SimpleQueue()

        def work() -> None:
            with contextlib.suppress(queue.Empty):
                while True:
                    for address in hosts.get_nowait():
                        done.put((address, self._fetched(address, known(address))))

        for _number in range(min(self._limits.hosts, len(waiting))):
            threading.Thread(target=work, daemon=True).start()
        for _address in range(sum(map(len, waiting.values()))):
            yield done.get()

    def _fetched(self, address: str, known: Version | None) -> Fetched | NotFetched:
        try:
            return self.fetch(address, known)
        except Exception as error:  # noqa: BLE001 (one document that breaks the reader does not end the run)
            return NotFetched(reason=f"it could not be fetched ({type(error).__name__})")

    def fetch(self, address: str, known: Version | None = None) -> Fetched | NotFetched:
        """One document, or why there is none."""
        for attempt in range(self._limits.retries + 1):
            if time.monotonic() > self._end:
                return NotFetched(reason="the time for this run was used up", is_no_time=True)
            try:
                return self._attempt(address, known)
            except RefusalError as refusal:
                return NotFetched(reason=str(refusal))
            except PassingError as failure:
                wait = failure.wait or self._limits.pause * 2**attempt
                if attempt == self._limits.retries or wait > self._limits.longest_pause:
                    return NotFetched(reason=str(failure))
                time.sleep(min(wait, max(0, self._end - time.monotonic())))
        raise AssertionError("the last attempt returns")

    def call(
        self, address: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Status and content of one call of an interface that was made for programs; what is sent is a form.

        Neither robots rules nor redirects belong to it. OSError with the reason where there is no answer.
        """
        try:
            target = self._target(address)
            own = {**self._headers(target), "Accept": "application/json", **(headers or {})}
            sent = None if form is None else urlencode(form)
            own |= {} if sent is None else {"Content-Type": "application/x-www-form-urlencoded"}
            with self._host(target).turn(self._limits.pause):
                exchange = Exchange(target, own, time.monotonic() + self._limits.seconds, self._authorities)
                status, _headers, content = exchange.run(self._limits.bytes, form=sent)
        except (RefusalError, PassingError) as error:
            raise OSError(str(error)) from None
        return status, content

    def _attempt(self, address: str, known: Version | None) -> Fetched | NotFetched:
        """One attempt, over all redirects within one allowance of time."""
        seconds = self._limits.seconds
        for _hop in range(self._limits.redirects + 1):
            target = self._target(address)
            host = self._host(target)
            with host.turn(self._limits.pause):
                begin = time.monotonic()
                deadline = begin + seconds
                if not self._may_fetch(host, target, address, deadline):
                    raise RefusalError("robots.txt does not allow it")
                exchange = Exchange(target, self._headers(target, known), deadline, self._authorities)
                status, headers, content = exchange.run(self._limits.bytes)
            seconds -= time.monotonic() - begin
            if status not in _REDIRECTS:
                return _outcome(address, status, headers, content)
            if not headers.get("location"):
                raise RefusalError(f"HTTP {status} without a new address")
            address = urljoin(address, headers["location"])
        raise RefusalError(f"more than {self._limits.redirects} redirects")

    def _target(self, address: str) -> Target:
        try:
            return target_of(address, self._resolve, self._loopback)
        except AddressRefusedError as refusal:
            raise RefusalError(str(refusal)) from None
        except OSError:
            raise PassingError("the host's name leads nowhere") from None

    def _host(self, target: Target) -> "_Host":
        with self._lock:
            return self._hosts.setdefault(f"{target.scheme}://{target.origin}", _Host())

    def _headers(self, target: Target, known: Version | None = None) -> Mapping[str, str]:
        headers = {
            "Host": target.origin,
            "User-Agent": self._agent,
            "Accept": "text/html,application/pdf,text/*,application/json,application/xml,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate, br",
        }
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.modified:
            headers["If-Modified-Since"] = known.modified
        return headers

    def _may_fetch(self, host: "_Host", target: Target, address: str, deadline: float) -> bool:
        """What robots.txt says: where there is none everything is allowed, where it cannot be had nothing is."""
        if host.robots is None:
            robots = self._robots_text(f"{target.scheme}://{target.origin}/robots.txt", deadline)
            host.robots = Protego.parse(robots)
        delay = host.robots.crawl_delay(self._agent)
        host.delay = min(float(delay or 0), self._limits.longest_pause)
        return bool(host.robots.can_fetch(address, self._agent))

    def _robots_text(self, address: str, deadline: float) -> str:
        for _hop in range(self._limits.redirects + 1):
            target = self._target(address)
            status, headers, content = Exchange(target, self._headers(target), deadline, self._authorities).run(
                _ROBOTS_BYTES, is_cut=True
            )
            if status in _REDIRECTS and headers.get("location"):
                address = urljoin(address, headers["location"])
                continue
            if status == 200:
                return content.decode("utf-8", "replace")
            if 400 <= status < 500 and status != 429:
                return ""
            raise PassingError(f"HTTP {status} for robots.txt")
        return ""


@dataclass
class _Host:
    """What is known of a host while its documents are fetched."""

    robots: Protego | None = None
    delay: float = 0
    last: float = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextlib.contextmanager
    def turn(self, pause: float) -> Iterator[None]:
        """The right to ask the host: nobody else has it, and the pause since the last request is over."""
        with self.lock:
            time.sleep(max(0, self.last + max(pause, self.delay) - time.monotonic()))
            try:
                yield
            finally:
                self.last = time.monotonic()


def _outcome(address: str, status: int, headers: dict[str, str], content: bytes) -> Fetched | NotFetched:
    version = Version(etag=headers.get("etag", ""), modified=headers.get("last-modified", ""))
    if status == 304:
        return Fetched(address=address, content=None, version=version)
    if status == 200:
        return Fetched(address=address, content=content, type=headers.get("content-type", ""), version=version)
    if status in _GONE:
        return NotFetched(reason=f"HTTP {status}", is_gone=True)
    if status in _PASSING:
        wait = headers.get("retry-after", "")
        raise PassingError(f"HTTP {status}", float(wait) if re.fullmatch("[0-9]{1,6}", wait) else 0)
    raise RefusalError(f"HTTP {status}")


def _host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower()
    except ValueError:
        return ""
