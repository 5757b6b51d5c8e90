"""The project's own data as people will change it: what the check accepts, the tests accept.

Every test of the own data reads this copy, so that no test can ask for what the next change may take away. The data as
they stand are held by the check, which the build and `make test` run.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.pages.site_build import copy_project
from tracker.checking.check import check
from tracker.commands.project import today
from tracker.contributing.additions import NewAssessment, add_assessment, company_file
from tracker.contributing.new_files import NewCompany, new_company, sign
from tracker.files import read_tree
from tracker.model import Evidence, Source
from tracker.partial_date import PartialDate

Change = Callable[[Path], None]
PLEDGE = """\
# yaml-language-server: $schema=../../schema/pledge.schema.json
name: Bern Commitments on Careful AI
short_name: Bern 2026
issued_by: Government of a made-up country
announced: 2026-02-01
source:
  title: Bern Commitments on Careful AI
  url: https://bern.example/commitments
  publisher: Government of a made-up country
  published: 2026-02-01
  licence: CC-BY-4.0
  attribution: A made-up text
signatories: {google: 2026-02-01, xai: 2026-02-01, apple: null}
groups: {testing: {title: Testing}, openness: {title: Openness}}
commitments:
  red-teaming:
    title: Testing
    group: testing
    text: Have your systems tested by others.
    criteria: {tested: Others test the systems}
  reports:
    title: Testing
    group: openness
    text: Say what the tests found.
    criteria: {published: What the tests found is public}
"""
CODEBOOK = """\
---
description: A codebook of a made-up pledge.
---

# Codebook: Bern 2026

### Others test the systems {#red-teaming-tested}

**Shown by** a name. *Example:* a report by an institute.

**Not shown by** a plan. *Example:* tests in the next year.

### What the tests found is public {#reports-published}

**Shown by** results. *Example:* a table.

**Not shown by** a promise of results. *Example:* a report that will follow.
"""


def write(project: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (project / path).write_bytes(content)


def replace(file: Path, pattern: str, text: str) -> None:
    """Replace the one place of a file that a pattern fits."""
    content, count = re.subn(pattern, text, file.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1, (file, pattern, count)
    file.write_text(content, "utf-8")


def a_new_signatory(project: Path) -> None:
    """Apple signs the Seoul commitments, and nothing of it is assessed."""
    write(project, sign(read_tree(project), pledge="seoul-2024", company="apple", day="2026-11-01"))


def a_company_leaves_seoul_and_another_one_ends(project: Path) -> None:
    """What is on record of both stays."""
    left = (
        "    left:\n      date: 2026-11-01\n      source: {title: A letter, url: https://www.example.org/letter, "
        "publisher: Example, published: 2026-11-01}\n"
    )
    replace(
        project / "data/pledges/seoul-2024.yml", "^  cohere: 2024-05-21\n", f"  cohere:\n    joined: 2024-05-21\n{left}"
    )
    end = r"ended:\n  date: 2026-10\n  successor: microsoft\n  source: \1\nsources:\n  \1:\n"
    replace(project / "data/companies/g42.yml", r"^sources:\n  ([\w-]+):\n", end)


def a_new_company(project: Path) -> None:
    fields = {"id": "example-ai", "name": "Example AI", "website": "https://www.example.org", "headquarters": "CH"}
    write(project, new_company(read_tree(project), NewCompany(**fields, signed={"seoul-2024": "2026-11-01"})))


def a_renamed_company(project: Path) -> None:
    """Magic is another word then, and has another id."""
    old, new = project / "data/companies/magic.yml", project / "data/companies/wizard.yml"
    old.rename(new)
    for checks in project.glob("data/checks/magic.yml"):
        checks.rename(checks.with_stem("wizard"))
    replace(new, "^name: Magic\n", "name: Wizard\nother_names: [Magic]\nformer_ids: [magic]\n")
    for path in [*project.glob("data/pledges/*.yml"), *project.glob("data/reviews/*.yml")]:
        text = re.sub(r"(?<![\w-])magic(?=[:,\]])", "wizard", path.read_text("utf-8"))
        path.write_text(re.sub(r"^( +- )magic$", r"\1wizard", text, flags=re.MULTILINE), "utf-8")


def a_third_pledge(project: Path) -> None:
    """With a page in the codebook, and two commitments of one title; mkdocs.yml stays as it is."""
    (project / "data/pledges/bern-2026.yml").write_text(PLEDGE, "utf-8")
    (project / "docs/codebook/bern-2026.md").write_text(CODEBOOK, "utf-8")


def four_new_assessments(project: Path) -> None:
    """The company with the fewest lines gets an assessment in four cells."""
    smallest = min(project.glob("data/companies/*.yml"), key=lambda path: path.read_text("utf-8").count("\n")).stem
    dataset = check(read_tree(project), today()).dataset
    assert dataset is not None
    pledge = next(each for each in dataset.pledges.values() if smallest in each.signatories)
    for number, commitment in enumerate(list(pledge.commitments.values())[:4]):
        source = Source(
            id=f"notice-{number}",
            title=f"Notice {number} of what was done",
            url=f"https://www.example.org/notices/{number}",
            publisher="Example",
            kind="announcement",
            published=PartialDate("2026-11-01"),
            read=PartialDate("2026-11-20"),
            reliability="high",
        )
        file = company_file(read_tree(project), dataset, smallest)
        new = NewAssessment(
            pledge=pledge.id,
            commitment=commitment.id,
            assessed=str(today()),
            sources=(source,),
            evidence=(
                Evidence(
                    source=source.id,
                    quote=f"This is what we have done so far, part {number}.",
                    shows=tuple(commitment.criteria),
                ),
            ),
            reason="The notice says what was done.",
            change="new-evidence" if file.target(pledge.id, commitment.id).latest else "",
        )
        (project / file.path).write_bytes(add_assessment(file, new))


CHANGES: tuple[Change, ...] = (
    a_new_signatory,
    a_company_leaves_seoul_and_another_one_ends,
    a_new_company,
    a_renamed_company,
    a_third_pledge,
    four_new_assessments,
)


def changed_copy(target: Path) -> Path:
    """A copy of the project with all the changes in its data, which the check has no fault to find with."""
    copy_project(target)
    for change in CHANGES:
        change(target)
    problems = check(read_tree(target), today()).problems
    assert problems == (), problems
    return target
