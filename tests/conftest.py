"""The example world as a tree of bytes and as a project on disk, and the day on which all of it is looked at."""

import datetime
import signal
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest
from filelock import FileLock
from hypothesis import settings

from tests import EXAMPLES, ROOT
from tests.network import no_network
from tests.own_data import changed_copy
from tracker.build import PAGES
from tracker.checking.check import check
from tracker.commands.project import today as latest_day
from tracker.files import read_tree
from tracker.model import Company, Dataset, Edition
from tracker.pages.page import Page
from tracker.reading.dataset import data_files
from tracker.reading.edit import fixed
from tracker.views.tables import Row
from tracker.views.view import View

__all__ = ["EXAMPLES", "ROOT", "no_network"]  # two folders, and a fixture of every test

DAY = datetime.date(2026, 11, 21)
EDITION = Edition(date=DAY)
# How hard the tests of properties search: for a pull request always the same few examples, so that none fails by
# chance; `make soak` tries many, and others each time.
settings.register_profile("pull-request", max_examples=50, derandomize=True, deadline=None)
settings.register_profile("soak", max_examples=1000, deadline=None, print_blob=True)
settings.load_profile("pull-request")
# Where an invalid case stands, by the first word of its name; all others are companies.
PLACES = {
    "pledge": "data/pledges/example-2024.yml",
    "review": "data/reviews/example-index-2025.yml",
    "checks": "data/checks/acme.yml",
}

# In the moved world Acme, whose cells are assessed, has left a pledge, Orbit joined by a day, and Zenith has ended.
MOVES = (
    (
        "data/pledges/example-2024.yml",
        "  acme: 2024-05-21\n",
        """\
  acme:
    joined: 2024-05-21
    left:
      date: 2026-03-01
      source:
        title: Acme leaves the Example Commitments
        url: https://example.org/news/acme-leaves
        publisher: Example News
        published: 2026-03-02
""",
    ),
    ("data/pledges/example-2024.yml", "  orbit: null\n", "  orbit: {by: 2025-02-07}\n"),
    (
        "data/companies/zenith.yml",
        "sources:\n",
        """\
ended:
  date: 2026-10
  successor: orbit
  source: takeover
sources:
  takeover:
    title: Orbit takes over Zenith
    url: https://example.org/news/orbit-takes-over-zenith
    publisher: Example News
    kind: news
    published: 2026-09-20
    read: 2026-11-20
    reliability: medium
""",
    ),
)

Tree = Mapping[str, bytes]
Edit = Callable[[str, str, str], Tree]
MakeOnce = Callable[[str, Callable[[Path], object]], Path]


def _tree(folder: Path, part: str) -> dict[str, bytes]:
    files = sorted(path for path in (folder / part).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def place_of(case: Path) -> PurePosixPath:
    """Where an invalid case stands in the example world."""
    return PurePosixPath(PLACES.get(case.name.partition("-")[0], "data/companies/acme.yml"))


def in_form(files: Tree) -> Tree:
    """The tree with the fields of every data file in order and long texts folded."""
    schemas = data_files(files)
    return {
        path: fixed(path, content, files[schemas[path]]) if path in schemas else content
        for path, content in files.items()
    }


def dataset_of(tree: Tree) -> Dataset:
    """What a tree says that has no problem, once the fields are in order."""
    checked = check(in_form(tree), DAY)
    assert checked.dataset is not None, checked.problems
    return checked.dataset


def view_of(dataset: Dataset, edition: Edition = EDITION) -> View:
    """What readers see of a dataset."""
    return View(dataset=dataset, edition=edition)


def pages_of(dataset: Dataset, edition: Edition = EDITION) -> tuple[Page, ...]:
    """The pages that need no other output."""
    view = view_of(dataset, edition)
    return tuple(page for make in PAGES for page in make(view))


def rows_of(dataset: Dataset, company: Company) -> tuple[Row, ...]:
    """A company's rows in the tables of the pledges that it signed."""
    return next(each.rows for each in view_of(dataset).companies if each.company is company)


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> MakeOnce:
    """A function that gives the folder of a name: the first worker to need it makes it, and nobody changes it."""
    own = tmp_path_factory.getbasetemp()
    run = own if worker_id == "master" else own.parent

    def make(name: str, fill: Callable[[Path], object]) -> Path:
        with FileLock(run / f"{name}.lock"):
            if not (run / name).exists():
                fill(own / f"unfinished {name}")
                (own / f"unfinished {name}").rename(run / name)
        return run / name

    return make


@pytest.fixture(scope="session")
def today() -> datetime.date:
    return DAY


@pytest.fixture(scope="session")
def valid_world() -> Tree:
    """The example data with the project's own schemas, `{path: bytes}`."""
    return _tree(EXAMPLES / "valid", "data") | _tree(ROOT, "schema")


@pytest.fixture(scope="session")
def world_with(valid_world: Tree) -> Callable[[Path], Tree]:
    """A function that puts an invalid case into the valid world, in the place that its name says."""

    def put(case: Path) -> Tree:
        return {**valid_world, str(place_of(case)): case.read_bytes()}

    return put


@pytest.fixture
def edited(valid_world: Tree) -> Edit:
    """A function that replaces a text that stands once in a file of the valid world."""

    def edit(path: str, old: str, new: str) -> Tree:
        text = valid_world[path].decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        return {**valid_world, path: text.replace(old, new).encode()}

    return edit


@pytest.fixture(scope="session")
def world(valid_world: Tree, today: datetime.date) -> Dataset:
    """The valid world as a dataset."""
    dataset = check(valid_world, today).dataset
    assert dataset is not None
    return dataset


@pytest.fixture(scope="session")
def moved_world(valid_world: Tree) -> Tree:
    """The valid world after a company has left a pledge and another one has ended."""
    files = dict(valid_world)
    for path, old, new in MOVES:
        assert files[path].count(old.encode()) == 1
        files[path] = files[path].replace(old.encode(), new.encode())
    return files


@pytest.fixture(scope="session")
def own_project(make_once: MakeOnce) -> Path:
    """A copy of the project whose data people have changed, without a site."""
    return make_once("project", changed_copy)


@pytest.fixture(scope="session")
def own_files(own_project: Path) -> Tree:
    """The project's own data and schemas, `{path: bytes}`."""
    return read_tree(own_project)


@pytest.fixture(scope="session")
def own_data(own_files: Tree) -> Dataset:
    """The project's own data, which has no problem."""
    checked = check(own_files, latest_day())
    assert checked.problems == ()
    assert checked.dataset is not None
    return checked.dataset


@pytest.fixture
def project(tmp_path: Path, valid_world: Tree) -> Path:
    """The valid world on disk, in a folder that is a project."""
    for name, content in valid_world.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "mkdocs.yml").write_text("site_name: Example\n")
    return tmp_path


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Lets programs that a test starts be interrupted: a shell that runs the tests in the background forbids it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
