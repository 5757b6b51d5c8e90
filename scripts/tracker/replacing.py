"""Whole files and folders put in the place of earlier ones, in one step, and nothing left behind."""

import contextlib
import ctypes
import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

_UNFINISHED = "tracker-new"
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux
_WORKING_FOLDER = -100  # AT_FDCWD: paths count from there, as everywhere


def replace_file(content: bytes, target: Path) -> None:
    """Write a file whole or not at all; its folder is made if need be."""
    replace_files({target: content})


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files, each whole or not at all, and none before all of them are ready on the disk.

    OSError with the name of the file that could not be written.
    """
    with contextlib.ExitStack() as locks:
        for folder in dict.fromkeys(target.parent for target in contents):
            folder.mkdir(parents=True, exist_ok=True)
            _clear(folder, f".*.{_UNFINISHED}")
        ready = {target: target.with_name(f".{target.name}.{_UNFINISHED}") for target in contents}
        try:
            for target, new in ready.items():
                _write(contents[target], target, new, locks)
            for target, new in ready.items():
                new.replace(target)
        finally:
            for new in ready.values():
                new.unlink(missing_ok=True)


def _write(content: bytes, target: Path, new: Path, locks: contextlib.ExitStack) -> None:
    try:
        new.touch()
        locks.enter_context(_held(new))
        new.write_bytes(content)
        if target.exists():
            shutil.copymode(target, new)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from None  # of a full disk no file is named


@contextlib.contextmanager
def replaced_folder(target: Path) -> Iterator[Path]:
    """A new folder, which takes the place of the target once all is done in it; on an error the target stays.

    OSError, before anything is done, where the target is no folder of its own.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _refuse_unfit(target)
    with contextlib.ExitStack() as stack:
        with _held(target.parent):  # so that no other start takes the new folder for one that was left behind
            _clean_up(target)
            work = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
            work.mkdir()
            stack.callback(shutil.rmtree, work, ignore_errors=True)
            stack.enter_context(_held(work))
        yield work
        _put_in_place(work, target)


def _refuse_unfit(target: Path) -> None:
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    if target.exists() and not target.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(target))
    if target.is_mount():
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(target))


def _clean_up(target: Path) -> None:
    """Bring back the folder that a run took away before it died, and clear what such runs left."""
    old = _old(target)
    if old.is_dir() and not old.is_symlink() and not target.exists():
        old.rename(target)
    _clear(target.parent, f".{target.name}-????????")
    _remove(old)


def _clear(folder: Path, pattern: str) -> None:
    """Remove what has such a name and belongs to no run that is still alive."""
    for path in folder.glob(pattern):
        with contextlib.suppress(OSError), _held(path, wait=False):
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    elif path.is_symlink() or path.exists():
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def _held(path: Path, *, wait: bool = True) -> Iterator[None]:
    """A lock on a file or a folder, which the system takes from a run that dies; OSError where another run holds it."""
    place = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(place, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(place)


def _put_in_place(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
    elif not _exchanged(new, target):
        old = _old(target)
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        _remove(old)


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could exchange two folders in one step: Linux can, on most disks."""
    exchange = getattr(ctypes.CDLL(None), "renameat2", None)
    names = (_WORKING_FOLDER, os.fsencode(one), _WORKING_FOLDER, os.fsencode(other))
    return exchange is not None and exchange(*names, _EXCHANGE) == 0
