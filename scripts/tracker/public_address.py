"""Addresses of the public internet, and nothing that a machine or a private network answers to."""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_PORTS = (80, 443, 8000, 8080, 8443)
_SAFE = "/%:@!$&'()*+,;=~"
_GLOBAL = ipaddress.ip_network("2000::/3")
# These hold an IPv4 address, which may be a private one, or lead to it.
_TRANSLATED = ipaddress.ip_network("2002::/16")
_RELAY = ipaddress.ip_network("192.88.99.0/24")

# From a host and a port to the IP addresses that the name stands for; OSError where it stands for none.
Resolve = Callable[[str, int], Sequence[str]]


class AddressRefusedError(Exception):
    """The address is not one of a public document; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where a request goes: to one public address of the host, which was found once and is connected to as it is."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str

    @property
    def origin(self) -> str:
        """The host, with its port where that is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _usual_port(self.scheme) else f"{host}:{self.port}"


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, with no other address hidden in it."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        return ip.is_global and ip in _GLOBAL and ip not in _TRANSLATED
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip not in _RELAY


def target_of(address: str, resolve: Resolve, loopback: frozenset[int] = frozenset()) -> Target:
    """Where an address leads, if all that its host stands for is public; AddressRefusedError otherwise.

    `loopback` names the ports of this machine that are allowed all the same. OSError where the host's name is unknown.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or _usual_port(parts.scheme)
        host = _plain_host(parts.hostname or "")
    except (ValueError, UnicodeError):
        raise AddressRefusedError("not a well-formed address") from None
    if parts.scheme not in ("http", "https"):
        raise AddressRefusedError("neither http nor https")
    if parts.username is not None or parts.password is not None or not host or "%" in host:
        raise AddressRefusedError("not an address of a public document")
    ips = resolve(host, port)
    is_own = port in loopback and all(ip in ("127.0.0.1", "::1") for ip in ips)
    if not ips or not (is_own or (port in _PORTS and all(map(is_public, ips)))):
        raise AddressRefusedError("not an address of the public internet")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE + '?[]')}" if parts.query else "")
    return Target(scheme=parts.scheme, host=host, port=port, path=path, ip=ips[0])


def _usual_port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _plain_host(host: str) -> str:
    """The host as it is asked for: a name in ASCII; UnicodeError where it has no such form."""
    return host if ":" in host else host.encode("idna").decode()
