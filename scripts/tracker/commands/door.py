"""The one door between the program and who runs it: whatever breaks leaves as a sentence with its remedy."""

import contextlib
import errno
import os
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from tracker.commands.voice import inert, say
from tracker.files import GitError
from tracker.text import shown

_FULL = "the disk is full{at}: free some space, and run the command again"
_FORBIDDEN = "this may not be read or written{at}: change its permissions or owner, or work on a copy of the project"
_TOO_MANY = "too many files are open: close other programs, or raise the limit with `ulimit -n 4096`"
_NO_FOLDER = "there is a file where a folder is needed{at}: move it away"
_BUSY = "the system uses this{at}, perhaps as the place of another disk: unmount it, or work on a copy of the project"
_SENTENCES: Mapping[int, str] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: "the disk may only be read{at}: work on a copy of the project on another one",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.EISDIR: "there is a folder where a file is needed{at}: move it away",
    errno.EBUSY: _BUSY,
    errno.EXDEV: _BUSY,
    errno.ENOENT: "this is not there{at}: put it back, for example with `git restore`",
    errno.ELOOP: "this is a link{at}, and links are not followed: put the folder itself in its place",
    errno.ENAMETOOLONG: "a name is longer than the disk takes{at}: move the project to a folder with a shorter path",
    errno.EIO: "the disk cannot be read or written{at}: it may be damaged, so save your work elsewhere first",
    errno.ENOMEM: "the memory of this machine is full: close other programs, and run the command again",
}
_MORE = "the system refused{at} ({why}): mend that, and run the command again"
_INTERRUPTED = 130  # as shells have it for a program that was interrupted


class Failure(click.ClickException):
    """What ends a command that is not the fault of the data; 1 would say that the data has problems."""

    exit_code = 2


class _Interruption(click.ClickException):
    exit_code = _INTERRUPTED

    def show(self, file: object = None) -> None:
        """Say it in a word: nothing went wrong."""
        del file
        say("Interrupted.", err=True)


@contextlib.contextmanager
def door() -> Iterator[None]:
    """Whatever breaks inside ends in a ClickException: a failure of the machine, or a fault of the tracker."""
    try:
        yield
    except click.ClickException as refusal:
        # Names of files and arguments stand in it as they were given.
        refusal.message = inert(refusal.message)  # type: ignore[misc]  # nothing else can change it
        raise
    except (click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        raise _Interruption("") from None
    except Exception as error:  # noqa: BLE001 (a traceback says nothing to who meets it)
        raise Failure(inert(sentence_of(error))) from None


def sentence_of(error: Exception) -> str:
    """What a person is told of an error: what happened, and what helps."""
    if isinstance(error, GitError):
        return str(error)
    if isinstance(error, MemoryError):
        return _SENTENCES[errno.ENOMEM]
    if isinstance(error, OSError) and error.errno is not None:
        at = f" ({shown(_name(error))})" if error.filename is not None else ""
        return _SENTENCES.get(error.errno, _MORE).format(at=at, why=error.strerror)
    return _fault(error)


def _name(error: OSError) -> str:
    """The file of an error, from the folder in which the command was called where it lies below."""
    path = Path(os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else str(error.filename))
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _fault(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if f"{os.sep}tracker{os.sep}" in each.filename and each.filename != __file__]
    places = [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in own[-5:]]
    what = shown(f"{type(error).__name__}: {error}")
    report = "Please report it as an issue of the repository, with the command that you gave and these lines:"
    return "\n".join([f"this is a fault of the tracker, not yours. {report}", f"  {what}", *places])
