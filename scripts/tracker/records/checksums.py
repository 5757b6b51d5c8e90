"""Checksums of files, in the form that `sha256sum --check` reads."""

import hashlib
from collections.abc import Mapping


def checksums(files: Mapping[str, bytes]) -> bytes:
    """One line for each file `{path: bytes}`, by path: its SHA-256 and its path."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()
