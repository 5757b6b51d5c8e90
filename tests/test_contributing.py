"""The texts for contributors are true: the example, the error that it leads to, and every link."""

import json
import re
import shlex
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from tests.conftest import ROOT
from tests.workflow_run import git
from tracker.checking.check import check
from tracker.commands.project import today
from tracker.contributing.report import report
from tracker.files import read_tree
from tracker.problem import Problem

GUIDES = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "data-guide.md"]
PAGES = [*sorted(ROOT.glob("*.md")), ROOT / "scripts" / "README.md"]


def marked(name: str) -> str:
    """The one block of the guides below a mark."""
    text = "\n".join(guide.read_text("utf-8") for guide in GUIDES)
    (block,) = re.findall(rf"<!-- {name} -->\n```\w+\n(.*?)```", text, flags=re.DOTALL)
    return str(block)


def problems_of(example: str) -> tuple[Problem, ...]:
    """The problems of the project's data with the company of the guide among the signatories."""
    tree = dict(read_tree(ROOT))
    seoul = tree["data/pledges/seoul-2024.yml"].decode()
    tree["data/pledges/seoul-2024.yml"] = seoul.replace(
        "  amazon: 2024", "  example-ai: 2024-05-21\n  amazon: 2024"
    ).encode()
    tree["data/companies/example-ai.yml"] = example.encode()
    return check(tree, today()).problems


def anchors(page: Path) -> set[str]:
    headings = re.findall("^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {slugify(heading, "-") for heading in headings}


def test_the_example_of_a_company_file_has_no_problem() -> None:
    assert problems_of(marked("example: company")) == ()


def test_the_example_has_every_field_that_a_company_file_may_have() -> None:
    schema = json.loads((ROOT / "schema" / "company.schema.json").read_text("utf-8"))
    fields = {field for shape in (schema, *schema["$defs"].values()) for field in shape.get("properties", ())}
    assert fields - set(re.findall(r"(\w+):(?= |$)", marked("example: company"), flags=re.MULTILINE)) == set()


def test_the_error_of_the_guide_is_the_one_that_the_check_reports() -> None:
    wrong = marked("example: company").replace("status: partial", "status: met    ", 1)
    assert report(problems_of(wrong), 3, "text").strip() == marked("error").strip()


def test_what_contributors_commit_with_takes_new_files_along(project: Path) -> None:
    git(project, "init", "--quiet")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message=base")
    (project / "data/companies/nova.yml").write_text("name: Nova\n")
    (project / "data/companies/acme.yml").write_text("name: Acme\n")
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for line in re.findall("^git ((?:add|commit) .*)$", guide, flags=re.MULTILINE):
        git(project, *shlex.split(line))
    assert git(project, "show", "--name-status", "--format=%s").splitlines() == [
        "[openai] risk thresholds: more evidence",
        "",
        "M\tdata/companies/acme.yml",
        "A\tdata/companies/nova.yml",
    ]


def test_the_guide_for_contributors_stays_short() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_bytes()) <= 7_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link
