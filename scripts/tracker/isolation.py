"""Work on what strangers made, in a process of its own that may neither use much memory nor take long."""

import multiprocessing
import multiprocessing.connection
import resource
from collections.abc import Callable
from typing import Any


class Isolation:
    """Calls functions one after the other in another process, which is started again when a call ends it."""

    def __init__(self, *, seconds: float = 60, megabytes: int = 2048) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: multiprocessing.connection.Connection | None = None

    def call(self, function: Callable[..., Any], *arguments: object, **named: object) -> Any:  # noqa: ANN401
        """What the function returns; ValueError with what it said, or with what kept it from an end."""
        pipe = self._started()
        pipe.send((function, arguments, named))
        try:
            if not pipe.poll(self._seconds):
                raise ValueError(f"reading it took more than {self._seconds:.0f} seconds")
            is_good, result = pipe.recv()
        except (ValueError, EOFError, OSError) as error:
            self.close()
            raise ValueError(str(error) or "reading it took too much memory, or broke the reader") from None
        if not is_good:
            raise ValueError(result)
        return result

    def close(self) -> None:
        """End the other process, if there is one."""
        if self._process is not None and self._pipe is not None:
            self._process.kill()
            self._process.join()
            self._pipe.close()
        self._process = self._pipe = None

    def __enter__(self) -> "Isolation":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _started(self) -> multiprocessing.connection.Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, other = context.Pipe()
            self._process = context.Process(target=_serve, args=(other, self._megabytes), daemon=True)
            self._process.start()
            other.close()
        return self._pipe


def _serve(pipe: multiprocessing.connection.Connection, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    while True:
        try:
            function, arguments, named = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            pipe.send((True, function(*arguments, **named)))
        except ValueError as error:
            pipe.send((False, str(error)))
        except MemoryError:
            pipe.send((False, "reading it took too much memory"))
        except Exception as error:  # noqa: BLE001 (whatever a reader of strangers' files says, it could not be read)
            pipe.send((False, f"it could not be read ({type(error).__name__})"))
