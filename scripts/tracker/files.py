"""The project's only way to read the disk and git: trees of bytes."""

import contextlib
import fnmatch
import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NoReturn

FOLDERS = ("data", "schema", "docs/codebook")
ROOT_MARK = "mkdocs.yml"
# What systems and editors leave beside the files that people write; .gitignore names the same.
_LEFT_BEHIND = (".*", "*~", "#*#")


class GitError(Exception):
    """Git failed; the message is what git itself says about it, with git's remedy."""


class OutsideGitError(GitError):
    """The folder belongs to no git repository, or git is not installed and there is no sign of one."""


class _UnknownError(GitError):
    """Git works, and knows nothing by this name."""


def find_root(start: Path) -> Path | None:
    """The project's folder: the nearest one, from `start` upwards, that holds mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / ROOT_MARK).is_file():
            return folder
    return None


def read_tree(root: Path) -> Mapping[str, bytes]:
    """All files of data/, schema/ and the codebook, `{path: bytes}`, with paths relative to the root.

    What systems and editors leave behind, and what git ignores, is not among them.
    """
    ignored = _ignored(root)
    paths = (path for folder in FOLDERS for path in _paths(root, root / folder))
    return _contents(root, (path for path in paths if path not in ignored and not is_left_behind(path)))


def file_names(folder: Path) -> list[str]:
    """The names of all files of a folder, relative to it, separated by slashes and sorted; no links among them."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()
    )


def read_matching(root: Path, patterns: Iterable[str]) -> Mapping[str, bytes]:
    """The files whose paths fit one of the patterns, as `{path: bytes}`; without what editors leave behind."""
    found = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    return _contents(root, sorted(path.relative_to(root).as_posix() for path in found if not is_left_behind(path.name)))


def is_left_behind(path: str) -> bool:
    """Whether a path is, or lies in, what systems and editors leave: it begins with a dot, ends with ~, or is #so#."""
    return any(fnmatch.fnmatchcase(part, pattern) for part in path.split("/") for pattern in _LEFT_BEHIND)


def _paths(root: Path, folder: Path) -> list[str]:
    """The paths of all files of a folder, relative to the root, separated by slashes and sorted.

    A link is a file, also where a folder belongs: it is never followed. OSError where a folder cannot be read.
    """
    found = [folder] if folder.is_symlink() or folder.is_file() else []
    for parent, folders, files in os.walk(folder, onerror=_refuse) if folder.is_dir() and not found else ():
        found += [path for name in (*folders, *files) if (path := Path(parent, name)).is_symlink() or path.is_file()]
    return sorted(path.relative_to(root).as_posix() for path in found)


def _refuse(error: OSError) -> NoReturn:
    raise error


def _contents(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    contents = {}
    for path in paths:
        with contextlib.suppress(FileNotFoundError):  # an editor that saves has just taken it away
            contents[path] = _read(root / path)
    return contents


def _read(path: Path) -> bytes:
    # A link is read as git stores it, as the text of its target: data never comes from outside the project.
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def read_revision(root: Path, revision: str) -> Mapping[str, bytes] | None:
    """The files of `read_tree` as they are in a git revision; None where git knows no such revision."""
    tree = _name(root, f"{revision}^{{tree}}")
    if tree is None:
        return None
    # The blobs themselves: what `git archive` hands out, a line of .gitattributes can change or leave out.
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", tree, "--", *FOLDERS).split(b"\0")
    blobs = {}
    for kind, hash, path in (re.split(rb"[ \t]", entry, maxsplit=3)[1:] for entry in listed if entry):
        if kind == b"blob" and not is_left_behind(os.fsdecode(path)):
            blobs[os.fsdecode(path)] = hash
    return dict(zip(blobs, _blobs(root, list(blobs.values())), strict=True))


def _blobs(root: Path, hashes: list[bytes]) -> Iterator[bytes]:
    """The contents of blobs, in their order; those of links are the texts of their targets."""
    answer = _git(root, "cat-file", "--batch=%(objectsize)", given=b"".join(hash + b"\n" for hash in hashes))
    place = 0
    for _hash in hashes:
        begin = answer.index(b"\n", place) + 1
        size = int(answer[place:begin])
        yield answer[begin : begin + size]
        place = begin + size + 1


def commit(root: Path) -> tuple[str, int] | None:
    """Hash and time (seconds since 1970) of the commit that is checked out; None outside of git or before the first."""
    try:
        name = _name(root, "HEAD^{commit}")
    except OutsideGitError:
        return None
    if name is None:
        return None
    time = _git(root, "log", "-1", "--no-show-signature", "--format=%ct", name)
    return name, int(time)


def has_changes(root: Path) -> bool:
    """Whether anything here differs from the commit that is checked out; outside of git nothing does."""
    try:
        return bool(_git(root, "status", "--porcelain"))
    except OutsideGitError:
        return False


def _ignored(root: Path) -> frozenset[str]:
    """The paths below data/ and schema/ that git ignores."""
    # A repository around the project may ignore the whole of it. Without git's answer nothing is ignored: then the
    # check reports more, never less.
    if not (root / ".git").exists():
        return frozenset()
    options = ("--others", "--ignored", "--exclude-standard", "-z")
    with contextlib.suppress(GitError):
        return frozenset(map(os.fsdecode, _git(root, "ls-files", *options, "--", *FOLDERS).split(b"\0")))
    return frozenset()


def _name(root: Path, revision: str) -> str | None:
    """The whole hash of a revision; None where git knows no such revision."""
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision).decode().strip()
    except _UnknownError:
        return None


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers to what it is given; every failure is a GitError with git's own words."""
    environment = {**os.environ, "LC_ALL": "C"}  # so that its words can be compared
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], input=given, capture_output=True, check=False, env=environment
        )
    except OSError as error:
        kind = GitError if (root / ".git").exists() else OutsideGitError
        raise kind(f"git cannot be started: {error.strerror}") from None
    words = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode == 0:
        return done.stdout
    if done.returncode == 1 and not words:
        raise _UnknownError(f"git {arguments[0]} found nothing")
    # Git says the same of a damaged repository.
    is_outside = words.startswith("fatal: not a git repository (or any ") and not (root / ".git").exists()
    raise (OutsideGitError if is_outside else GitError)(words or f"git {arguments[0]} ended with {done.returncode}")


def in_memory(write: Callable[[IO[bytes]], None]) -> bytes:
    """What a program writes that knows files alone."""
    file = io.BytesIO()
    write(file)
    return file.getvalue()


def pack(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of files `{path: bytes}`: by path, readable by everybody, all of the first day that ZIP knows."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        for path in sorted(files):
            member = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # Unix, whatever the machine: then the permissions count
            member.external_attr = 0o100644 << 16
            writer.writestr(member, files[path], zipfile.ZIP_DEFLATED)
    return archive.getvalue()
