"""The project's only way to the disk and to git: trees of bytes in, whole files and folders out."""

import io
import os
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO

FOLDERS = ("data", "schema", "docs/codebook")
ROOT_MARK = "mkdocs.yml"


def find_root(start: Path) -> Path | None:
    """The project's folder: the nearest one, from `start` upwards, that holds mkdocs.yml."""
    for folder in (start, *start.parents):
        if (folder / ROOT_MARK).is_file():
            return folder
    return None


def read_tree(root: Path) -> Mapping[str, bytes]:
    """All files of data/, schema/ and the codebook, `{path: bytes}`, with paths relative to the root."""
    return {f"{folder}/{path}": content for folder in FOLDERS for path, content in read_folder(root / folder).items()}


def read_folder(folder: Path) -> Mapping[str, bytes]:
    """All files of a folder, `{path: bytes}`, paths relative to it, parted by slashes and sorted."""
    return {
        path.relative_to(folder).as_posix(): _read(path)
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def read_matching(root: Path, patterns: Iterable[str]) -> Mapping[str, bytes]:
    """The files whose paths fit one of the patterns, as `{path: bytes}`; there may be none."""
    found = sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()})
    return {path.relative_to(root).as_posix(): _read(path) for path in found}


def read_revision(root: Path, revision: str) -> Mapping[str, bytes] | None:
    """The files of `read_tree` as they stand in a git revision; None where git knows no such revision."""
    files = read_whole_revision(root, revision)
    folders = tuple(f"{folder}/" for folder in FOLDERS)
    return None if files is None else {path: files[path] for path in files if path.startswith(folders)}


def read_whole_revision(root: Path, revision: str) -> Mapping[str, bytes] | None:
    """All files of a git revision, `{path: bytes}`; None where git knows no such revision."""
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", revision]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        return {
            member.name: os.fsencode(member.linkname) if member.issym() else _content(archive, member)
            for member in archive
            if not member.isdir()
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


def has_changes(root: Path) -> bool:
    """Whether anything here differs from the commit that is checked out; outside of git nothing does."""
    command = ["git", "-C", str(root), "status", "--porcelain"]
    try:
        return bool(subprocess.run(command, capture_output=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError):
        return False


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


def replace_file(content: bytes, target: Path) -> None:
    """Write a file whole or not at all; its folder is made if need be."""
    replace_files({target: content})


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write several files, each whole or not at all, and none before all of them are ready on the disk."""
    ready = {target: target.with_name(f".{target.name}.new") for target in contents}
    try:
        for target, new in ready.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(contents[target])
            if target.exists():
                shutil.copymode(target, new)
        for target, new in ready.items():
            new.replace(target)
    finally:
        for new in ready.values():
            new.unlink(missing_ok=True)


def replace_folder(new: Path, target: Path) -> None:
    """Put a finished folder in the place of another one; both must lie on one file system."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)
