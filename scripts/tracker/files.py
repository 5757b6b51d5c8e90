"""The project's only way to the disk and to git: trees of bytes in, whole folders out."""

import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

FOLDERS = ("data", "schema")
ROOT_MARK = "mkdocs.yml"


def find_root(start: Path) -> Path | None:
    """The project's folder: the nearest one, from `start` upwards, that holds mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / ROOT_MARK).is_file():
            return folder
    return None


def read_tree(root: Path) -> Mapping[str, bytes]:
    """All files of data/ and schema/, `{path: bytes}`, paths relative to the root and parted by slashes."""
    return {
        path.relative_to(root).as_posix(): _read(path)
        for folder in FOLDERS
        for path in sorted((root / folder).rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def read_revision(root: Path, revision: str) -> Mapping[str, bytes] | None:
    """The same files as they stand in a git revision; None where git knows no such revision."""
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", revision]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        return {
            member.name: os.fsencode(member.linkname) if member.issym() else _content(archive, member)
            for member in archive
            if member.name.startswith(tuple(f"{folder}/" for folder in FOLDERS)) and not member.isdir()
        }


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    return file.read() if file is not None else b""


def _read(path: Path) -> bytes:
    # A link is read as git stores it, as the text of its target: data never comes from outside the project.
    return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()


def commit(root: Path) -> tuple[str, int] | None:
    """Hash and time (seconds since 1970) of the commit that is checked out; None outside of git."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%H %ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    name, _, time = done.stdout.strip().partition(" ")
    return (name, int(time)) if time else None


def replace_folder(new: Path, target: Path) -> None:
    """Put a finished folder in the place of another one; both must lie on one file system."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
