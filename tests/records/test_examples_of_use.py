"""The examples of docs/using-the-data.md do what the page says, when they are run as they stand."""

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.pages.site_host import hosted
from tests.records.conftest import Files, Published

PAGE = (ROOT / "docs" / "using-the-data.md").read_text("utf-8")
ADDRESS = "https://site.example/"
BLOCK = re.compile(
    r"(?P<mark><!-- not run -->\n)?```python\n(?P<code>.*?)```(?:\n\n```text\n(?P<output>.*?)```)?", re.DOTALL
)


@contextlib.contextmanager
def served(files: Files, folder: Path) -> Iterator[str]:
    """The address of a server of some files."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with hosted(folder) as address:
        yield address


def outputs(address: str) -> Iterator[tuple[str | None, str]]:
    """What the page promises that each example prints, and what it prints: all run in one session, as they stand."""
    names: dict[str, object] = {}
    for block in BLOCK.finditer(PAGE):
        if block["mark"] is None:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(block["code"].replace(ADDRESS, address), names)  # noqa: S102 (the code of our own page)
            yield block["output"], printed.getvalue()
    names["database"].close()  # type: ignore[attr-defined]


def test_every_example_prints_what_the_page_says(
    example: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    with served(example.files, tmp_path / "site") as address:
        ran = list(outputs(address))
    assert len(ran) == 8
    for promised, printed in ran:
        assert printed == (promised or "")


def test_every_example_finds_something_in_the_projects_own_data(
    own: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    with served(own.files, tmp_path / "site") as address:
        ran = list(outputs(address))
    assert [bool(printed) for _promised, printed in ran] == [bool(promised) for promised, _printed in ran]


def test_what_is_not_run_says_so() -> None:
    marked = [block for block in BLOCK.finditer(PAGE) if block["mark"]]
    assert len(marked) == 1
    assert PAGE.index("## Not run here") < marked[0].start()
    assert ADDRESS in PAGE
