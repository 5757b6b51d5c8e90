"""The example of the contributing guide is a company file that passes."""

import re

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
