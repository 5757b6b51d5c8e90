"""What the texts for contributors say holds: the example passes, and every link leads somewhere."""

import re
from pathlib import Path

import pytest
from markdown.extensions.toc import slugify

from tests.conftest import ROOT
from tracker.checking.check import check
from tracker.commands.project import today
from tracker.files import read_tree


def test_the_example_of_a_company_file_has_no_problem() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = re.findall(r"<!-- example: company -->\n```yaml\n(.*?)```", guide, flags=re.DOTALL)
    tree = dict(read_tree(ROOT))
    seoul = tree["data/pledges/seoul-2024.yml"].decode()
    tree["data/pledges/seoul-2024.yml"] = seoul.replace(
        "  amazon: 2024", "  example-ai: 2024-05-21\n  amazon: 2024"
    ).encode()
    tree["data/companies/example-ai.yml"] = example.encode()
    assert check(tree, today()).problems == ()


def anchors(page: Path) -> set[str]:
    headings = re.findall("^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {slugify(heading, "-") for heading in headings}


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")), ids=lambda page: page.name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link
