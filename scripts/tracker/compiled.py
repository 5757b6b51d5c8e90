"""Templates that were compiled once, kept beside the program for as long as they fit; `make clean` removes them."""

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from tracker.files import read_matching
from tracker.replacing import replace_file

_FOLDER = Path(__file__).parents[2] / ".cache" / "templates"


class Compiled(jinja2.BytecodeCache):
    """The compiled templates of an environment.

    `options` is all that they are compiled with beside their text, which Jinja compares by itself.
    """

    def __init__(self, options: str) -> None:
        mark = sha256(f"{jinja2.__version__} {options}".encode()).hexdigest()[:16]
        self._ending = f"{mark}.{sys.implementation.cache_tag}.jinja"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if it fits; where nothing can be read, the template is compiled again."""
        name = f"{bucket.key}.{self._ending}"
        with suppress(OSError):
            for kept in read_matching(_FOLDER, [name]).values():
                bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, where one may write."""
        with suppress(OSError):
            replace_file(bucket.bytecode_to_string(), _FOLDER / f"{bucket.key}.{self._ending}")
