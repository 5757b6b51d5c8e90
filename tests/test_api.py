"""The API keeps its promise: every answer fits its schema, agrees with the views, and can be found."""

import dataclasses
import datetime
import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

import html5lib
import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource

from tests.conftest import EXAMPLES, ROOT, Tree, in_form, pages_of, view_of
from tracker.build import Site, build, outputs
from tracker.checking.check import check
from tracker.commands.project import today as latest_day
from tracker.files import read_tree
from tracker.model import Dataset, Edition, Status
from tracker.problem import UnfitOutput
from tracker.records.api.kinds import KINDS, OPENAPI, SCHEMA_VERSION, schema_address
from tracker.records.api.kinds import ROOT as API
from tracker.status import status_on

DAY = datetime.date(2026, 11, 21)
SITE = "https://site.example/tracker/"
EDITION = Edition(date=DAY, commit="0" * 40, site=SITE)
NOWHERE = dataclasses.replace(EDITION, site="")


def built(tree: Tree, day: datetime.date, edition: Edition) -> Site:
    """The pages and the files of a tree, without the pictures that a site with an address has."""
    dataset = check(tree, day).dataset
    assert dataset is not None
    return Site(pages_of(dataset, edition), outputs(view_of(dataset, edition), tree), view_of(dataset).summary)


@pytest.fixture(scope="module")
def example_site(valid_world: Tree) -> Site:
    return built(valid_world, DAY, EDITION)


@pytest.fixture(scope="module")
def own_site() -> Site:
    return built(read_tree(ROOT), latest_day(), EDITION)


@pytest.fixture(params=["example", "own"])
def site(request: pytest.FixtureRequest) -> Site:
    """The site of the example world, and that of the project's own data."""
    found: Site = request.getfixturevalue(f"{request.param}_site")
    return found


@pytest.fixture(params=["example", "own"])
def dataset_and_site(request: pytest.FixtureRequest) -> tuple[Dataset, Site]:
    names = {"example": ("world", "example_site"), "own": ("own_data", "own_site")}[request.param]
    return request.getfixturevalue(names[0]), request.getfixturevalue(names[1])


def read(site: Site, path: str) -> Any:  # noqa: ANN401 (the tests know the shape of what they ask for)
    return json.loads(site.files[API + path])


def kind_of(path: str) -> str:
    """The kind of the answer at an address: the one whose path fits."""
    patterns = {kind.name: re.sub(r"{\w+}", "[^/]+", kind.path) for kind in KINDS.values()}
    exact = [name for name, pattern in patterns.items() if API + pattern == path]
    fitting = exact or [name for name, pattern in patterns.items() if re.fullmatch(API + pattern, path)]
    assert len(fitting) == 1, f"{path}: {fitting}"
    return fitting[0]


def answers(site: Site) -> Mapping[str, Any]:
    """Every published answer by its address."""
    other = {path for path in site.files if path.startswith(f"{API}schema/")} | {OPENAPI}
    return {
        path: json.loads(content) for path, content in site.files.items() if path.startswith(API) and path not in other
    }


# The contract


def test_every_published_answer_fits_the_schema_that_is_published_beside_it(site: Site) -> None:
    schemas = {path: json.loads(content) for path, content in site.files.items() if path.startswith(f"{API}schema/")}
    registry: Registry[Any] = Registry().with_resources(
        (SITE + path, Resource.from_contents(schema)) for path, schema in schemas.items()
    )
    for path, answer in answers(site).items():
        address = SITE + schema_address(KINDS[kind_of(path)].schema)
        assert answer["links"]["schema"] == address
        errors = Draft202012Validator({"$ref": address}, registry=registry).iter_errors(answer)
        assert [error.message for error in errors] == [], path


def test_every_kind_has_an_answer_and_every_answer_a_kind(example_site: Site) -> None:
    assert {kind_of(path) for path in answers(example_site)} == set(KINDS)


def test_every_kind_has_one_schema_and_every_schema_a_kind() -> None:
    files = {path.name for path in (ROOT / "schema" / "api").iterdir()}
    assert files == {"parts.schema.json", *(f"{name}.schema.json" for name in KINDS)}


def objects(schema: object, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield place, schema
        for name, below in schema.items():
            yield from objects(below, f"{place}/{name}")
    elif isinstance(schema, list):
        for each in schema:
            yield from objects(each, place)


def test_every_schema_is_valid_closed_and_whole_and_describes_each_field() -> None:
    for path in sorted((ROOT / "schema" / "api").iterdir()):
        schema = json.loads(path.read_bytes())
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        for place, each in objects(schema, path.name):
            assert each["additionalProperties"] is False, place
            assert each["required"] == list(each["properties"]), place
            assert each["description"].strip(), place
            for name, field in each["properties"].items():
                assert field["description"].strip(), f"{place}: {name}"


def test_every_answer_says_its_version_and_its_data(site: Site) -> None:
    for path, answer in answers(site).items():
        assert list(answer)[:3] == ["schema_version", "data", "links"], path
        assert answer["schema_version"] == SCHEMA_VERSION == "1.0.0"
        assert answer["data"] == {"commit": "0" * 40, "date": "2026-11-21"}


def test_an_output_that_does_not_fit_its_schema_is_named_with_its_place(valid_world: Tree) -> None:
    path = "schema/api/parts.schema.json"
    parts = json.loads(valid_world[path])
    parts["$defs"]["evidence"]["properties"]["quote"] = {
        "description": "A short quote",
        "type": "string",
        "maxLength": 50,
    }
    with pytest.raises(UnfitOutput) as caught:
        build({**valid_world, path: json.dumps(parts).encode()}, DAY, NOWHERE)
    assert str(caught.value).splitlines()[0] == (
        "api/v1/cells/acme/example-2024/risk-thresholds.json: assessments/0/evidence/1/quote: "
        "'Acme does not say how it came to these thresholds, nor what would lie beyond them.' is too long"
    )


def test_a_field_that_no_schema_knows_is_refused(valid_world: Tree) -> None:
    path = "schema/api/integrity.schema.json"
    schema = json.loads(valid_world[path])
    del schema["properties"]["replies"]
    schema["required"].remove("replies")
    with pytest.raises(UnfitOutput, match=r"^api/v1/integrity\.json: the whole answer: .*'replies' was unexpected"):
        build({**valid_world, path: json.dumps(schema).encode()}, DAY, NOWHERE)


def test_without_one_of_its_schemas_nothing_is_published(world: Dataset, valid_world: Tree) -> None:
    files = {path: content for path, content in valid_world.items() if path != "schema/api/cell.schema.json"}
    with pytest.raises(UnfitOutput, match=r"^schema/api/cell\.schema\.json: this schema is missing$"):
        outputs(view_of(world, EDITION), files)


def test_of_many_faults_the_first_are_told_and_the_others_counted() -> None:
    words = str(UnfitOutput([f"file-{number}.json: wrong" for number in range(468)])).splitlines()
    assert (len(words), words[0], words[-1]) == (21, "file-0.json: wrong", "and 448 more")


# What the answers say


def test_a_cell_is_told_with_its_whole_history(example_site: Site) -> None:
    for name in ("risk-thresholds", "safety-framework"):
        told = json.dumps(read(example_site, f"cells/acme/example-2024/{name}.json"), indent=2, ensure_ascii=False)
        assert told + "\n" == (EXAMPLES / "api" / f"{name}.json").read_text("utf-8")


def test_every_cell_is_in_the_list_once_and_in_its_own_file_with_the_same_words(
    dataset_and_site: tuple[Dataset, Site],
) -> None:
    dataset, site = dataset_and_site
    listed = read(site, "cells.json")["cells"]
    assert len(listed) == len(list(view_of(dataset).cells))
    for value, cell in zip(listed, view_of(dataset).cells, strict=True):
        ids = (cell.company.id, cell.pledge.id, cell.commitment.id)
        assert (value["company"], value["pledge"], value["commitment"]) == ids
        assert value["status"] == cell.status
        assert value["late_since"] == (str(cell.late_since) if cell.late_since else None)
        own = read(site, f"cells/{'/'.join(ids)}.json")
        assert own["cell"] == value
        assert [each["status"] for each in own["assessments"]] == [str(each.status) for each in cell.assessments]
        assert [each["since"] for each in own["assessments"]] == [str(each.since) for each in cell.assessments]
        quotes = [[item["quote"] for item in each["evidence"]] for each in own["assessments"]]
        assert quotes == [[item.quote for item in each.evidence] for each in cell.assessments]


def test_every_source_that_a_cell_cites_stands_in_its_file(site: Site) -> None:
    for path, answer in answers(site).items():
        if kind_of(path) == "cell":
            cited = {item["source"] for each in answer["assessments"] for item in each["evidence"]}
            assert {source["id"] for source in answer["sources"]} == cited, path


def test_the_numbers_agree_with_the_views(dataset_and_site: tuple[Dataset, Site]) -> None:
    dataset, site = dataset_and_site
    numbers = view_of(dataset).summary
    assert read(site, "index.json")["counts"] == {
        "pledges": numbers.pledges,
        "commitments": numbers.commitments,
        "companies": numbers.companies,
        "cells": numbers.tally.total,
        "assessed": numbers.tally.assessed,
        "quotes": numbers.quotes,
        "sources": numbers.sources,
        "changes": len(view_of(dataset).changes),
        "reviews": len(dataset.reviews),
    }
    listed = read(site, "pledges.json")["pledges"]
    for status in Status:
        assert sum(pledge["tally"][status] for pledge in listed) == numbers.tally.counts[status]
    assert sum(pledge["tally"]["total"] for pledge in listed) == numbers.tally.total
    assert len(read(site, "sources.json")["sources"]) == numbers.sources


def test_the_tracker_tells_about_itself(example_site: Site, dataset_and_site: tuple[Dataset, Site]) -> None:
    told = read(example_site, "integrity.json")
    assert {name: told[name] for name in list(told)[3:]} == {
        "cells": {
            "met": 2,
            "partial": 1,
            "not-met": 1,
            "no-evidence": 1,
            "not-applicable": 1,
            "not-assessable": 1,
            "not-assessed": 12,
            "total": 19,
        },
        "assessed": 7,
        "quotes": {
            "met": 3,
            "partial": 3,
            "not-met": 2,
            "no-evidence": 0,
            "not-applicable": 0,
            "not-assessable": 0,
            "not-assessed": 0,
            "total": 8,
        },
        "quotes_checked": 0,
        "oldest_check": None,
        "second_readings": {"read_twice": 1, "read_once": 6, "disagreed": 1},
        "changes": 1,
        "corrections": 0,
        "contested": 1,
        "replies": 1,
        "review_due": 1,
        "unread_documents": 1,
        "companies_with_unread_documents": 1,
    }
    dataset, site = dataset_and_site
    view, numbers = view_of(dataset).integrity, view_of(dataset).summary.tally
    own = read(site, "integrity.json")
    assert own["assessed"] == numbers.assessed
    assert own["quotes"]["total"] == view.quotes_total
    assert own["second_readings"]["read_twice"] + numbers.assessed - view.read_twice == numbers.assessed


def test_every_named_day_tells_how_each_cell_stood(dataset_and_site: tuple[Dataset, Site]) -> None:
    dataset, site = dataset_and_site
    listed = read(site, "on/index.json")["days"]
    assert [(each["day"], each["name"]) for each in listed] == [(str(day), name) for day, name in view_of(dataset).days]
    for each in listed:
        told = read(site, f"on/{each['day']}.json")
        day = datetime.date.fromisoformat(each["day"])
        assert [cell["status"] for cell in told["cells"]] == [
            str(status_on(cell.assessments, day)) for cell in view_of(dataset).cells
        ]


def test_a_date_is_given_as_it_is_known_with_the_day_that_it_can_mean(example_site: Site) -> None:
    change = read(example_site, "changes.json")["changes"][0]
    assert (change["since"], change["since_day"], change["assessed"]) == ("2025-03", "2025-03-31", "2025-04-01")
    assert (change["change"], change["before"], change["after"]) == ("company-acted", "partial", "met")
    assert change["gained"] == ["Keeps the framework up to date"]
    sources = {each["id"]: each for each in read(example_site, "companies/acme.json")["sources"]}
    assert (sources["review"]["published"], sources["review"]["published_day"]) == ("2025", "2025-12-31")
    assert (sources["rumour"]["published"], sources["rumour"]["published_day"]) == (None, None)


# Where the answers lead


def links(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, below in value.items():
            if name in ("json", "html", "schema", "openapi") and isinstance(below, str):
                yield name, below
            yield from links(below)
    elif isinstance(value, list):
        for each in value:
            yield from links(each)


def ids_of_pages(site: Site) -> Mapping[str, frozenset[str]]:
    return {
        page.address: frozenset(each.get("id", "") for each in html5lib.parseFragment(page.html).iter())
        for page in site.pages
    }


@pytest.mark.parametrize("edition", [EDITION, NOWHERE], ids=["with an address", "without an address"])
def test_every_link_leads_somewhere(valid_world: Tree, edition: Edition) -> None:
    site = built(valid_world, DAY, edition)
    known = ids_of_pages(site)
    for path, answer in answers(site).items():
        for name, link in links(answer):
            assert link.startswith(edition.site), path
            target, _, anchor = link.removeprefix(edition.site).partition("#")
            if name == "html":
                assert target.partition("?")[0] in known, f"{path}: {link}"
                assert not anchor or anchor in known[target], f"{path}: {link}"
            else:
                assert target in site.files, f"{path}: {link}"


def test_every_link_of_the_own_data_to_an_answer_leads_to_one(own_site: Site) -> None:
    for path, answer in answers(own_site).items():
        for name, link in links(answer):
            assert name == "html" or link.removeprefix(SITE) in own_site.files, f"{path}: {link}"


def test_a_former_anchor_stands_on_the_page_of_the_company(example_site: Site) -> None:
    ids = ids_of_pages(example_site)["companies/acme/"]
    assert {"example-2024-risk-thresholds", "example-2024-thresholds", "example-thresholds"} <= ids


# Text, bytes and description


def test_hostile_text_stays_the_same_characters_and_ends_no_script(valid_world: Tree) -> None:
    hostile = "</script><script>alert(1)</script> & <!-- {{ 7 * 7 }} ]]>"
    path = "data/companies/acme.yml"
    text = valid_world[path].decode().replace("name: Acme\n", f"name: {json.dumps(hostile)}\n", 1)
    site = built(in_form({**valid_world, path: text.encode()}), DAY, EDITION)
    for name, content in site.files.items():
        if name.startswith(API):
            assert not set("<>&\u2028\u2029") & set(content.decode()), name
    assert read(site, "companies/acme.json")["company"]["name"] == hostile


def test_the_same_data_always_gives_the_same_bytes(valid_world: Tree, example_site: Site) -> None:
    shuffled = dict(sorted(valid_world.items(), reverse=True))
    assert built(shuffled, DAY, EDITION).files == example_site.files


def test_the_api_of_the_own_data_stays_small_enough_to_be_fetched(own_site: Site) -> None:
    sizes = {path: len(content) for path, content in own_site.files.items() if path.startswith(API)}
    assert max(sizes.values()) < 1_000_000
    assert sum(sizes.values()) < 20_000_000


@pytest.mark.parametrize("edition", [EDITION, NOWHERE], ids=["with an address", "without an address"])
def test_the_description_is_valid_openapi_and_names_every_kind(valid_world: Tree, edition: Edition) -> None:
    site = built(valid_world, DAY, edition)
    described = json.loads(site.files[OPENAPI])
    validate(described)
    assert described["info"]["version"] == SCHEMA_VERSION
    assert described["servers"] == [{"url": f"{SITE}api/v1" if edition.site else "."}]
    assert set(described["paths"]) == {f"/{kind.path}" for kind in KINDS.values()}
    for path in described["paths"].values():
        reference = path["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        assert reference.removeprefix("#/components/schemas/") in described["components"]["schemas"]
        named = [each["name"] for each in path["get"].get("parameters", [])]
        assert named == list(KINDS[path["get"]["operationId"]].parameters)


def test_an_answer_fits_its_description_in_openapi(example_site: Site) -> None:
    described = json.loads(example_site.files[OPENAPI])
    for path, answer in answers(example_site).items():
        whole = {**described, "$ref": f"#/components/schemas/{kind_of(path)}_answer"}
        assert [error.message for error in Draft202012Validator(whole).iter_errors(answer)] == [], path


def test_the_page_shows_an_example_that_exists_of_every_kind(site: Site) -> None:
    page = next(page for page in site.pages if page.address == "api/")
    elements = list(html5lib.parseFragment(page.html).iter())
    examples = [posixpath.join("api", each.get("href", "")) for each in elements if "data-try" in each.attrib]
    assert [kind_of(path) for path in examples] == list(KINDS)
    assert set(examples) <= set(site.files)


def test_the_changelog_of_the_api_has_an_entry_for_the_present_version() -> None:
    assert f"\n## {SCHEMA_VERSION}\n" in (ROOT / "docs" / "api-changelog.md").read_text("utf-8")
