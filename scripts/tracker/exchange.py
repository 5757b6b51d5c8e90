"""One request to one public address and its answer, within bounds of time and size."""

import contextlib
import re
import socket
import threading
import time
from collections.abc import Mapping
from http.client import HTTPException

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from tracker.public_address import Target


class RefusalError(Exception):
    """An address that is never asked, or an answer that says no."""


class PassingError(Exception):
    """A failure that may pass; the wait in seconds that the server asks for."""

    def __init__(self, reason: str, wait: float = 0) -> None:
        super().__init__(reason)
        self.wait = wait


class Exchange:
    """One request and its answer, cut off at a deadline, however slowly bytes come."""

    def __init__(self, target: Target, headers: Mapping[str, str], deadline: float, authorities: str) -> None:
        self._seconds = deadline - time.monotonic()
        self._target = target
        self._headers = headers
        self._authorities = authorities
        self._is_late = False
        self._socket: socket.socket | None = None

    def run(self, limit: int, *, is_cut: bool = False, form: str | None = None) -> tuple[int, dict[str, str], bytes]:
        """Status, headers in lower case, and content; a `form` is sent.

        More content than the limit is refused, or cut off where it `is_cut`.
        """
        if self._seconds <= 0:
            raise PassingError("no answer in time")
        connection = self._connection()
        timer = threading.Timer(self._seconds, self._abort, [connection])
        timer.daemon = True
        timer.start()
        try:
            connection.connect()
            self._socket = connection.sock  # an answer that ends with its connection takes the socket away from it
            method = "GET" if form is None else "POST"
            connection.request(method, self._target.path, body=form, headers=self._headers, preload_content=False)
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.headers.items()}
            content = _content(answer, limit, is_cut=is_cut) if answer.status == 200 else b""
        except (HTTPError, HTTPException, OSError, ValueError, AttributeError) as error:
            # AttributeError: urllib3 on a connection that the timer has closed
            raise PassingError("no answer in time" if self._is_late else _reason(error)) from None
        else:
            if self._is_late:
                raise PassingError("no answer in time")
            return answer.status, headers, content
        finally:
            timer.cancel()
            connection.close()

    def _connection(self) -> HTTPConnection:
        target, seconds = self._target, min(self._seconds, 15)
        if target.scheme == "http":
            return HTTPConnection(target.ip, target.port, timeout=seconds)
        return HTTPSConnection(
            target.ip,
            target.port,
            timeout=seconds,
            server_hostname=target.host,
            assert_hostname=target.host,
            cert_reqs="CERT_REQUIRED",
            ca_certs=self._authorities,
        )

    def _abort(self, connection: HTTPConnection) -> None:
        self._is_late = True
        with contextlib.suppress(OSError, AttributeError):
            (self._socket or connection.sock).shutdown(socket.SHUT_RDWR)


def _content(answer: BaseHTTPResponse, limit: int, *, is_cut: bool) -> bytes:
    """The decoded body, read in pieces so that a small answer that unpacks to a huge one is stopped in time."""
    parts: list[bytes] = []
    length = 0
    while part := answer.read1(65536, decode_content=True):
        parts.append(part)
        length += len(part)
        if length > limit:
            if is_cut:
                break
            raise RefusalError(f"more than {limit // 2**20} MiB")
    return b"".join(parts)[:limit]


def _reason(error: Exception) -> str:
    name = type(error).__name__.removesuffix("Error").removesuffix("Exception")
    return f"the connection failed ({re.sub('(?<=[a-z])(?=[A-Z])', ' ', name).lower()})"
