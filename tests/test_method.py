"""A status means the same wherever it is explained: on the page of the method, on the site and in editors."""

import json
import re

from tests.conftest import ROOT
from tracker.status import LOOKS, WRITTEN, label


def test_the_method_defines_each_status_in_the_words_of_the_site() -> None:
    page = (ROOT / "docs" / "methodology.md").read_text("utf-8")
    _, _, table = page.partition("| Status | When |\n|---|---|\n")
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", table.partition("\n\n")[0], flags=re.MULTILINE)
    assert rows == [(label(status), look.meaning) for status, look in LOOKS.items()]


def test_editors_explain_each_status_in_the_same_words() -> None:
    schema = json.loads((ROOT / "schema" / "company.schema.json").read_text("utf-8"))
    description = schema["$defs"]["assessment"]["properties"]["status"]["description"]
    meanings = {status: LOOKS[status].meaning for status in WRITTEN}
    assert description == " ".join(
        [
            "The status that follows from the evidence.",
            *(f"{status}: {meaning[0].lower()}{meaning[1:]}" for status, meaning in meanings.items()),
        ]
    )


def test_no_other_page_defines_the_statuses_again() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "scripts" / "README.md"]
    defining = re.compile(r"^\| `?(?:met|not-met|not met)`? \|", flags=re.MULTILINE | re.IGNORECASE)
    assert [page.name for page in pages if defining.search(page.read_text("utf-8"))] == ["methodology.md"]
