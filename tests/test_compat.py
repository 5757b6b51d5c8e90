"""What breaks for readers is found, each kind of it; what is added is not a break; and a new version announces it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import EXAMPLES, ROOT
from tests.workflow_run import git
from tracker.contributing.compatibility import Break, breaks, compare, told

SCHEMA = "api/v1/schema/thing.schema.json"
PARTS = "api/v1/schema/parts.schema.json"
ENTRY = "give the new version an entry in the changelog"
CHANGELOG = "# Changelog\n\n## 1.0.0\n\nThe first version.\n"


def sqlite(*statements: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
        return database.serialize()


def package(**fields: str) -> Any:  # noqa: ANN401 (JSON)
    columns = [{"name": name, "type": type} for name, type in fields.items()]
    return {"resources": [{"name": "things", "schema": {"fields": columns}}]}


def plain(value: object) -> bytes:
    return json.dumps(value).encode()


def world() -> dict[str, Any]:
    """What is published: JSON as values, everything else as bytes."""
    return {
        "api/v1/index.json": {"schema_version": "1.0.0"},
        "api/v1/things.json": {"things": [{"id": "a", "former_ids": []}, {"id": "b", "former_ids": ["c"]}]},
        "api/v1/things/a.json": {"parts": [{"id": "x"}, {"id": "y"}]},
        SCHEMA: {
            "properties": {
                "things": {"type": "array", "items": {"$ref": "parts.schema.json#/$defs/thing"}},
                "note": {"anyOf": [{"type": "null"}, {"type": "object", "properties": {"text": {"type": "string"}}}]},
            },
            "required": ["things", "note"],
        },
        PARTS: {
            "$defs": {
                "thing": {
                    "type": "object",
                    "properties": {
                        "id": {"type": "string"},
                        "status": {"type": "string", "enum": ["met", "partial"]},
                        "since": {"type": ["string", "null"]},
                        "links": {"$ref": "#/$defs/links"},
                    },
                    "required": ["id", "status", "since", "links"],
                },
                "links": {"type": "object", "properties": {"json": {"type": "string"}}, "required": ["json"]},
            },
        },
        "downloads/things.csv": b"id,status,since\na,met,2024\n",
        "downloads/tracker.sqlite": sqlite(
            "CREATE TABLE thing (id TEXT, size INTEGER)", "CREATE TABLE other (id TEXT)"
        ),
        "downloads/datapackage.json": package(id="string", size="integer"),
        "feeds/changes.xml": b"<feed/>",
        "assets/reasons.json": b"{}",
    }


def tree(values: dict[str, Any]) -> dict[str, bytes]:
    return {path: value if isinstance(value, bytes) else plain(value) for path, value in values.items()}


def without(place: str, *path: str) -> Callable[[dict[str, Any]], None]:
    def change(values: dict[str, Any]) -> None:
        found = values[place]
        for part in path[:-1]:
            found = found[part]
        del found[path[-1]]

    return change


def with_value(place: str, *path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(values: dict[str, Any]) -> None:
        found = values[place]
        for part in path[:-1]:
            found = found[part]
        found[path[-1]] = value

    return change


def instead(place: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda values: values.update({place: value})


def gone(place: str) -> Callable[[dict[str, Any]], None]:
    return lambda values: values.pop(place)


THING = ("$defs", "thing", "properties")
BREAKS = {
    "an address is gone": (
        gone("api/v1/things/a.json"),
        "api/v1/things/a.json: nothing stands at this address any more",
    ),
    "a feed is gone": (gone("feeds/changes.xml"), "feeds/changes.xml: nothing stands at this address any more"),
    "a table as CSV is gone": (
        gone("downloads/things.csv"),
        "downloads/things.csv: nothing stands at this address any more",
    ),
    "a kind is gone": (gone(SCHEMA), f"{SCHEMA}: this kind of answer is gone"),
    "a field is gone": (without(PARTS, *THING, "since"), f"{SCHEMA}: things[]/since: this field is gone"),
    "a field behind two references is gone": (
        without(PARTS, "$defs", "links", "properties", "json"),
        f"{SCHEMA}: things[]/links/json: this field is gone",
    ),
    "a field of a choice is gone": (
        without(SCHEMA, "properties", "note", "anyOf", 1, "properties", "text"),  # type: ignore[arg-type]
        f"{SCHEMA}: note/text: this field is gone",
    ),
    "a field has another type": (
        with_value(PARTS, *THING, "id", value={"type": "integer"}),
        f"{SCHEMA}: things[]/id: its type was string and is integer",
    ),
    "a field may be null": (
        with_value(PARTS, *THING, "id", value={"type": ["string", "null"]}),
        f"{SCHEMA}: things[]/id: its type was string and is null or string",
    ),
    "a list is no list any more": (
        with_value(SCHEMA, "properties", "things", value={"type": "object"}),
        f"{SCHEMA}: things: its type was array and is object\n{SCHEMA}: things[]: this field is gone",
    ),
    "a field need not be there": (
        with_value(PARTS, "$defs", "thing", "required", value=["id", "status", "links"]),
        f"{SCHEMA}: things[]/since: it need not be there any more",
    ),
    "a value is gone": (
        with_value(PARTS, *THING, "status", value={"type": "string", "enum": ["fulfilled", "partial"]}),
        f"{SCHEMA}: things[]/status: met is no value of it any more",
    ),
    "an id is gone from a list": (
        with_value("api/v1/things.json", "things", value=[{"id": "a", "former_ids": []}]),
        "api/v1/things.json: things[]: the id `b` is gone\napi/v1/things.json: things[]: the id `c` is gone",
    ),
    "an id was renamed and not kept": (
        with_value("api/v1/things/a.json", "parts", value=[{"id": "x"}, {"id": "z"}]),
        "api/v1/things/a.json: parts[]: the id `y` is gone",
    ),
    "a column is gone": (
        instead("downloads/things.csv", b"id,status\n"),
        "downloads/things.csv: the column `since` is gone",
    ),
    "a column was renamed": (
        instead("downloads/things.csv", b"id,state,since\n"),
        "downloads/things.csv: the column `status` is gone\ndownloads/things.csv: the columns stand in another order",
    ),
    "columns changed places": (
        instead("downloads/things.csv", b"id,since,status\n"),
        "downloads/things.csv: the columns stand in another order",
    ),
    "a new column stands between the others": (
        instead("downloads/things.csv", b"id,new,status,since\n"),
        "downloads/things.csv: the columns stand in another order",
    ),
    "a table is gone": (
        instead("downloads/tracker.sqlite", sqlite("CREATE TABLE thing (id TEXT, size INTEGER)")),
        "downloads/tracker.sqlite: other: this table is gone",
    ),
    "a column of a table is gone": (
        instead("downloads/tracker.sqlite", sqlite("CREATE TABLE thing (id TEXT)", "CREATE TABLE other (id TEXT)")),
        "downloads/tracker.sqlite: thing: the column `size` is gone",
    ),
    "a column of a CSV file has another type": (
        instead("downloads/datapackage.json", package(id="string", size="number")),
        "downloads/datapackage.json: things: the type of the column `size` was integer and is number",
    ),
    "a column of a table has another type": (
        instead(
            "downloads/tracker.sqlite",
            sqlite("CREATE TABLE thing (id TEXT, size REAL)", "CREATE TABLE other (id TEXT)"),
        ),
        "downloads/tracker.sqlite: thing: the type of the column `size` was INTEGER and is REAL",
    ),
}


@pytest.mark.parametrize("case", BREAKS)
def test_every_kind_of_break_is_found(case: str) -> None:
    change, expected = BREAKS[case]
    after = world()
    change(after)
    found = breaks(tree(world()), tree(after))
    assert "\n".join(f"{each.place}: {each.what}" for each in found) == expected
    assert all(each.hint for each in found)


ADDITIONS = {
    "nothing at all": lambda _values: None,
    "an address": instead("api/v1/things/d.json", {}),
    "a kind": instead("api/v1/schema/new.schema.json", {"properties": {}}),
    "a field": with_value(PARTS, *THING, "new", value={"type": "string"}),
    "a value": with_value(PARTS, *THING, "status", value={"type": "string", "enum": ["met", "partial", "not-met"]}),
    "a promise that a field is never null": with_value(PARTS, *THING, "since", value={"type": "string"}),
    "an id": with_value("api/v1/things/a.json", "parts", value=[{"id": "x"}, {"id": "y"}, {"id": "z"}]),
    "an id that is kept as a former one": with_value(
        "api/v1/things.json", "things", value=[{"id": "new", "former_ids": ["a"]}, {"id": "b", "former_ids": ["c"]}]
    ),
    "a column at the end": instead("downloads/things.csv", b"\xef\xbb\xbfid,status,since,new\n"),
    "a table and a column at the end": instead(
        "downloads/tracker.sqlite",
        sqlite(
            "CREATE TABLE new (id TEXT)",
            "CREATE TABLE thing (id TEXT, size INTEGER, new TEXT)",
            "CREATE TABLE other (id TEXT)",
        ),
    ),
    "a column of a described table": instead(
        "downloads/datapackage.json", package(id="string", size="integer", new="string")
    ),
    "an asset in place of another": gone("assets/reasons.json"),
}


@pytest.mark.parametrize("case", ADDITIONS)
def test_what_is_only_added_breaks_nothing(case: str) -> None:
    after = world()
    ADDITIONS[case](after)
    assert breaks(tree(world()), tree(after)) == ()
    assert compare(tree(world()), tree(after), CHANGELOG).is_kept


def broken(version: str) -> dict[str, bytes]:
    values = world() | {"api/v1/index.json": {"schema_version": version}}
    del values["feeds/changes.xml"]
    return tree(values)


@pytest.mark.parametrize(
    ("version", "changelog", "words"),
    [
        (
            "1.0.0",
            CHANGELOG,
            f"1 break: take them back, or raise the version of the shape above 1.0.0 and {ENTRY}",
        ),
        (
            "0.9.0",
            CHANGELOG + "\n## 0.9.0\n",
            f"1 break: take them back, or raise the version of the shape above 1.0.0 and {ENTRY}",
        ),
        ("2.0.0", CHANGELOG, f"1 break: take them back, or {ENTRY}"),
    ],
)
def test_a_break_without_a_new_version_and_its_entry_is_refused(version: str, changelog: str, words: str) -> None:
    comparison = compare(tree(world()), broken(version), changelog)
    assert not comparison.is_kept
    assert told(comparison).splitlines() == [
        "feeds/changes.xml: nothing stands at this address any more",
        "    keep it at this address; where an id changed, name the earlier one under former_ids",
        words,
    ]


def test_a_break_with_a_new_version_and_its_entry_is_announced() -> None:
    comparison = compare(tree(world()), broken("10.0.0"), CHANGELOG + "\n## 10.0.0\n\nThe feed is gone.\n")
    assert comparison.is_kept
    assert told(comparison).endswith("\n1 break, announced as 10.0.0")


def test_a_version_that_only_begins_alike_is_no_entry() -> None:
    assert not compare(tree(world()), broken("2.0.0"), CHANGELOG + "\n## 2.0.01\n").is_kept


def test_without_any_api_everything_is_gone() -> None:
    comparison = compare(tree(world()), {}, CHANGELOG)
    assert not comparison.is_kept
    assert Break("downloads/things.csv", "nothing stands at this address any more", comparison.breaks[-1].hint) in (
        comparison.breaks
    )


# The command


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from tracker.cli import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(project / "scripts")}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def published_project(tmp_path: Path) -> Path:
    """The program with the example world as its data, committed."""
    project = tmp_path / "project"
    shutil.copytree(EXAMPLES / "valid", project)
    for name in ("schema", "scripts"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    (project / "docs").mkdir()
    (project / "docs" / "api-changelog.md").write_text(CHANGELOG)
    (project / "mkdocs.yml").write_text("site_name: Example\n")
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "the example world")
    return project


def test_a_company_that_is_renamed_without_its_former_id_breaks_and_with_it_does_not(published_project: Path) -> None:
    companies = published_project / "data" / "companies"
    text = (companies / "zenith.yml").read_text()
    (companies / "zenith.yml").unlink()
    (companies / "summit.yml").write_text(text)
    for path in (*(published_project / "data").glob("pledges/*.yml"), *(published_project / "data").glob("reviews/*")):
        path.write_text(path.read_text().replace("zenith", "summit"))
    refused = run(published_project, "compat", "HEAD")
    assert (refused.returncode, refused.stderr) == (1, "")
    assert "api/v1/companies/zenith.json: nothing stands at this address any more\n" in refused.stdout
    assert "api/v1/companies.json: companies[]: the id `zenith` is gone\n" in refused.stdout
    kept = text.replace("website:", "former_ids: [zenith]\nwebsite:", 1)
    (companies / "summit.yml").write_text(kept)
    accepted = run(published_project, "compat", "HEAD")
    assert (accepted.stdout, accepted.returncode) == ("nothing breaks: 1.0.0 and 1.0.0 can be read alike\n", 0)


def test_a_revision_without_an_api_cannot_break(published_project: Path) -> None:
    git(published_project, "rm", "-r", "--quiet", "--cached", "schema/api")
    git(published_project, "commit", "--quiet", "--message", "without an API")
    done = run(published_project, "compat", "HEAD")
    assert (done.stdout, done.returncode) == ("HEAD has no API yet, so nothing can break\n", 0)


def test_a_revision_that_git_does_not_know_is_a_wrong_call(published_project: Path) -> None:
    done = run(published_project, "compat", "nowhere")
    assert done.returncode == 2
    assert "git knows no revision `nowhere`" in done.stderr


def test_data_with_problems_is_told_without_a_traceback(published_project: Path) -> None:
    (published_project / "data" / "companies" / "orbit.yml").write_text("name: Orbit\n")
    done = run(published_project, "compat", "HEAD")
    assert done.returncode == 1
    assert "data/companies/orbit.yml:1:1: missing-field: `website` is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_that_does_not_fit_is_told_without_a_traceback(published_project: Path, tmp_path: Path) -> None:
    schema = published_project / "schema" / "api" / "days.schema.json"
    schema.write_text(schema.read_text().replace('"days"', '"dates"'))
    done = run(published_project, "outputs", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "api/v1/on/index.json: the whole answer: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
