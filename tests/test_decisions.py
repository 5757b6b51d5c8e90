"""The log of decisions is complete, and the rules of the house name roles and no persons."""

import re

from tests.conftest import ROOT

DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted(path for path in DECISIONS.glob("*.md") if path.name != "index.md")
RULES = [ROOT / name for name in ("GOVERNANCE.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "docs/disputes.md")]


def test_the_index_lists_every_decision_by_its_title() -> None:
    index = (DECISIONS / "index.md").read_text("utf-8")
    listed = re.findall(r"^\| \[(.+)\]\((.+\.md)\) \|", index, flags=re.MULTILINE)
    titles = [(page.read_text("utf-8").splitlines()[0].removeprefix("# "), page.name) for page in PAGES]
    assert sorted(listed, key=lambda entry: entry[1]) == titles


def test_every_decision_says_why_what_and_at_what_cost() -> None:
    for page in PAGES:
        headings = re.findall("^## (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], page.name


def test_the_rules_name_no_person_and_no_address_of_one() -> None:
    for page in RULES:
        assert re.findall(r"\S+@\S+|(?<!\w)@\w+", page.read_text("utf-8")) == [], page.name
