"""A tree of files from anybody reaches nothing: no link is followed, no address asked; no data is a problem too."""

import json
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.command_line import tracker
from tests.conftest import DAY, Edit, Tree
from tracker.checking.check import check

SCHEMA = "schema/company.schema.json"
HINT = "    put it back as it was, for example with `git restore schema`\n"


@pytest.fixture
def inside(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The valid world on disk, with the working directory in it."""
    monkeypatch.chdir(project)
    return project


def no_files(data: Path) -> None:
    data.rename(data.parent / "elsewhere")
    data.mkdir()


def no_folder(data: Path) -> None:
    data.rename(data.parent / "elsewhere")


def a_link(data: Path) -> None:
    no_folder(data)
    data.symlink_to("/proc")


def a_file(data: Path) -> None:
    no_folder(data)
    data.write_text("name: Acme\n")


NOTHING = "this folder is missing or holds no file", "put the files back, for example with `git restore data`"
NO_FOLDER = "this is a link or a file, and is not followed or read", "put the folder itself in its place"


@pytest.mark.parametrize(
    ("change", "told"), [(no_files, NOTHING), (no_folder, NOTHING), (a_link, NO_FOLDER), (a_file, NO_FOLDER)]
)
@pytest.mark.parametrize("format", ["text", "json"])
def test_without_data_there_is_a_problem(
    inside: Path, change: Callable[[Path], None], told: tuple[str, str], format: str
) -> None:
    change(inside / "data")
    result = tracker("check", "--format", format)
    assert result.exit_code == 1
    if format == "json":
        assert [(each["message"], each["hint"]) for each in json.loads(result.output)["problems"]] == [told]
    else:
        assert result.output.startswith(f"data:1:1: no-data: {told[0]}\n    {told[1]}\n1 problem in 1 of 0 files")


def test_a_linked_folder_of_data_is_refused_and_not_followed(inside: Path) -> None:
    (inside / "data/reviews").rename(inside / "elsewhere")
    (inside / "data/reviews").symlink_to(inside / "elsewhere")
    result = tracker("check")
    assert result.exit_code == 1
    assert "data/reviews:1:1: stray-file: nothing reads a file in this folder" in result.output


def without_properties(schema: dict[str, Any]) -> None:
    del schema["properties"]


def with_part(**part: object) -> Callable[[dict[str, Any]], None]:
    return lambda schema: schema["properties"].update(other_names=part)


def with_circle(schema: dict[str, Any]) -> None:
    schema["$defs"]["circle"] = {"items": {"$ref": "#/$defs/circle"}}


def with_a_wide_tree(schema: dict[str, Any]) -> None:
    for depth in range(40):
        deeper = {"$ref": f"#/$defs/wide-{depth + 1}"}
        schema["$defs"][f"wide-{depth}"] = {"properties": {"one": deeper, "other": deeper}}
    schema["$defs"]["wide-40"] = {"type": "string"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (without_properties, "has no `properties`"),
        (with_part(**{"$ref": "http://evil.example/a"}), "refers to `http://evil.example/a`, which is not one of its"),
        (with_part(**{"$ref": "file:///etc/passwd"}), "refers to `file:///etc/passwd`, which is not one of its own"),
        (with_part(items={"$ref": "#/$defs/nowhere"}), "refers to `#/$defs/nowhere`, which is not one of its own"),
        (with_part(allOf=[{"$ref": "http://evil.example/a"}]), "uses `allOf`, which the tracker does not read"),
        (with_part(**{"$id": "http://evil.example/"}), "uses `$id`, which the tracker does not read"),
        (with_part(type="words"), 'has "words" for `type`'),
        (with_part(maxLength="80"), 'has "80" for `maxLength`'),
        (with_part(pattern="("), "has a `pattern` that is no expression: ("),
        (with_part(items=[]), "has [] for `items`"),
        (with_part(properties={"name": 3}), "has 3 where a part of it belongs"),
        (with_part(required=["name"]), "asks for fields in a part that has no `properties`"),
        (with_part(format="date"), "has a date without a `pattern`"),
        (with_circle, "is nested too deep, or has a part that contains itself"),
        (with_a_wide_tree, "has more than 10000 parts"),
    ],
)
def test_a_schema_that_cannot_be_used_is_the_problem_and_nothing_is_asked_for(
    inside: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], None], fault: str
) -> None:
    def refuse(*_arguments: object, **_named: object) -> NoReturn:
        raise AssertionError("something was asked for")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    schema = json.loads((inside / SCHEMA).read_text())
    change(schema)
    (inside / SCHEMA).write_text(json.dumps(schema))
    result = tracker("check")
    assert result.exit_code == 1
    assert result.output.startswith(f"{SCHEMA}:1:1: schema: this schema {fault}")
    assert result.output.endswith(f"{HINT}1 problem in 1 of 6 files\n")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"properties:\n"])
def test_a_schema_that_is_no_json_is_the_problem(inside: Path, content: bytes) -> None:
    (inside / SCHEMA).write_bytes(content)
    result = tracker("check")
    assert result.exit_code == 1
    assert result.output == f"{SCHEMA}:1:1: schema: this schema is not JSON\n{HINT}1 problem in 1 of 6 files\n"
    for command in (("fix",), ("show", "acme")):
        refused = tracker(*command)
        assert refused.exit_code == 1
        assert "this schema is not JSON" in refused.stderr


@pytest.mark.parametrize("epoch", ["99999999999", "4102444800", "1900000000"])
@pytest.mark.usefixtures("inside")
def test_a_day_of_the_data_in_the_far_future_is_refused(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = tracker("bundle")
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"Error: SOURCE_DATE_EPOCH is `{epoch}` seconds after 1970, which is far in the future: "
        "set SOURCE_DATE_EPOCH to the day of the data\n"
    )


PLEDGE = "data/pledges/example-2024.yml"


def problems(tree: Mapping[str, bytes]) -> list[str]:
    return [f"{each.file}:{each.line}: {each.rule}: {each.message}" for each in check(tree, DAY).problems]


@pytest.mark.parametrize("year", ["0001", "1949", "2100", "9999"])
def test_a_year_far_away_is_refused(edited: Edit, year: str) -> None:
    tree = edited(PLEDGE, "announced: 2024-05-21", f"announced: {year}-01-01")
    assert f"{PLEDGE}:6: date: `{year}-01-01` is not in the years 1950 to 2099" in problems(tree)


def test_an_id_has_a_greatest_length(valid_world: Tree) -> None:
    path = "data/companies/" + "a" * 65 + ".yml"
    assert f"{path}:1: file-name: the name of this file is too long for an id" in problems(
        {**valid_world, path: valid_world["data/companies/acme.yml"]}
    )
    text = valid_world[PLEDGE].decode()
    for length, expected in ((64, False), (65, True), (300, True)):
        id = "c" * length
        found = problems({**valid_world, PLEDGE: text.replace("\n  risk-thresholds:\n", f"\n  {id}:\n").encode()})
        assert any(f"id: `{id}` cannot be an id" in each for each in found) == expected


def test_a_file_with_very_many_faults_is_told_the_first_of_them(valid_world: Tree) -> None:
    path = "data/companies/acme.yml"
    head, _, rest = valid_world[path].decode().partition("sources:\n")
    many = "".join(f"  s{number}: 1\n" for number in range(3000))
    unknown = "".join(f"f{number}: 1\n" for number in range(3000))
    for text in (f"{head}sources:\n{many}", f"{head}sources:\n{rest}{unknown}"):
        found = check({**valid_world, path: text.encode()}, DAY).problems
        assert len([each for each in found if each.file == path]) == 1000
        assert {each.rule for each in found} <= {"type", "unknown-field", "missing-field"}
