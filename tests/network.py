"""No test reaches beyond this machine: what tries to is refused, and fails the test in which it was tried."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

_OWN = frozenset({"localhost", "localhost.", "127.0.0.1", "::1", ""})


def _is_own(host: object) -> bool:
    if not isinstance(host, str) or host in _OWN:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_number(host: object) -> bool:
    """Whether a host is an IP address in any of its spellings, which nobody has to be asked about."""
    try:
        socket.inet_aton(str(host))
    except OSError:
        return ":" in str(host)
    return True


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Refuses connections to other machines and questions about their names, and reports them at the end."""
    attempts: list[str] = []

    def refused(what: str) -> OSError:
        attempts.append(what)
        return OSError(f"no test reaches beyond this machine: {what}")

    def guard(connect: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
        def guarded(self: socket.socket, address: Any) -> Any:  # noqa: ANN401 (as the socket has it)
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_own(address[0]):
                raise refused(f"a connection to {address[0]}")
            return connect(self, address)

        return guarded

    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 (as the socket has it)
        if not _is_own(host) and not _is_number(host):
            raise refused(f"a question for the name {host}")
        return look_up(host, *arguments, **named)

    monkeypatch.setattr(socket.socket, "connect", guard(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guard(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield attempts
    assert attempts == []
