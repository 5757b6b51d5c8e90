"""The report on a change, and the list of what is due: golden texts, and nothing in them that does anything."""

import datetime
import json
import re
from functools import reduce
from pathlib import Path

import markdown as python_markdown
import pytest

from tests.conftest import EXAMPLES, Tree, in_form, view_of
from tracker.checking.append_only import check_past
from tracker.checking.check import check
from tracker.contributing.change_report import FORMATS, ChangeReport, render
from tracker.contributing.due_report import FORMATS as DUE_FORMATS
from tracker.contributing.due_report import render as render_due
from tracker.contributing.escaping import markdown, within
from tracker.contributing.word_difference import word_difference
from tracker.model import Dataset
from tracker.problem import Problem
from tracker.reading.dataset import read_dataset
from tracker.text import fingerprint
from tracker.views.data_changes import Difference, difference

ACME, ZENITH, ORBIT = (f"data/companies/{name}.yml" for name in ("acme", "zenith", "orbit"))
OTHER, EXAMPLE, REVIEW = (
    "data/pledges/other-2023.yml",
    "data/pledges/example-2024.yml",
    "data/reviews/example-index-2025.yml",
)
ENDINGS = {"text": "txt", "markdown": "md"}

# A company keeps a promise that it had broken, another one joins, and small things are mended.
CHANGE = (
    (
        ACME,
        "    incident-reports:\n",
        """\
      - since: 2026-03-01
        assessed: 2026-11-21
        change: company-acted
        status: partial
        reason: Acme has had its systems tested by others; what the tests found is not public.
        evidence:
          - source: audit
            locator: page 1
            quote: Three outside testers had our systems for a month before their release.
            shows: [tested]
          - source: audit
            quote: What they found is kept between them and us.
            refutes: [results]
          - source: rumour
            quote: They say that somebody is invited each spring.
            shows: [tested]
        dropped:
          - source: review
            quote: Nobody outside of Acme has ever tested its systems.
            reason: It was written before the tests.
    incident-reports:
""",
    ),
    (
        ACME,
        "unread_documents:\n",
        """\
  audit:
    title: Outside testing at Acme
    url: https://example.org/acme/audit
    publisher: Acme
    kind: announcement
    published: 2026-03-01
    read: 2026-11-21
    reliability: high
unread_documents:
""",
    ),
    (ACME, "url: https://example.org/acme/framework-2\n", "url: https://example.org/acme/second\n"),
    (
        ACME,
        "    published: 2025-03\n",
        "    published: 2025-03\n    former_urls: [https://example.org/acme/framework-2]\n",
    ),
    (
        ZENITH,
        "            shows: [tested]\n",
        "            shows: [tested]\n        replies: [{date: 2026-11-21, by: Zenith, text: Yes.}]\n",
    ),
    (ORBIT, "website: https://example.org/orbit\n", "website: https://example.org/orbit-ai\n"),
    (OTHER, "  zenith: 2023-07-21\n", "  zenith: 2023-07-21\n  pioneer: 2026-01-01\n"),
    (OTHER, "short_name: Other 2023\n", "short_name: Other 2023\nformer_ids: [other]\n"),
    (
        EXAMPLE,
        "limited: Limits who can reach the weights\n",
        """\
limited: Limits and logs who can reach the weights
amended:
  - field: commitments/weight-security/criteria/limited
    date: 2026-11-21
    was: Limits who can reach the weights
    why: The official words ask for a log as well.
""",
    ),
    (REVIEW, "incomplete: The second table could not be read.\n", ""),
)
PIONEER = b"""\
# yaml-language-server: $schema=../../schema/company.schema.json
name: Pioneer
website: https://example.org/pioneer
headquarters: CH
"""


def changed(tree: Tree, *edits: tuple[str, str, str]) -> Tree:
    """The tree with texts replaced that stand once in their files, with fields in order."""

    def edit(files: Tree, change: tuple[str, str, str]) -> Tree:
        path, old, new = change
        text = files[path].decode()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        return {**files, path: text.replace(old, new).encode()}

    return in_form(reduce(edit, edits, tree))


def compared(base: Tree, present: Tree, today: datetime.date) -> ChangeReport:
    checked = check(present, today)
    before = read_dataset(base)
    found = None if checked.dataset is None else difference(before.dataset, checked.dataset)
    return ChangeReport("main", found, checked.problems, check_past(base, present), len(before.problems))


def change_of(base: Tree, present: Tree, today: datetime.date) -> Difference:
    answer = compared(base, present, today).difference
    assert answer is not None
    return answer


@pytest.fixture
def new_world(valid_world: Tree) -> Tree:
    return {**changed(valid_world, *CHANGE), "data/companies/pioneer.yml": PIONEER}


@pytest.mark.parametrize("form", FORMATS)
def test_a_change_is_reported_in_these_words(
    valid_world: Tree, new_world: Tree, today: datetime.date, form: str
) -> None:
    golden = EXAMPLES / "change" / f"story.{ENDINGS[form]}"
    assert render(compared(valid_world, new_world, today), form) + "\n" == golden.read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_a_rewritten_past_is_reported_first(valid_world: Tree, today: datetime.date, form: str) -> None:
    present = changed(
        valid_world,
        (ZENITH, "published: 2024-01-15", "published: 2024-01-16"),
        (ZENITH, "since: 2024-01-15", "since: 2024-01-16"),
        (ZENITH, "for six weeks before", "for [six] weeks <before>"),
    )
    golden = EXAMPLES / "change" / f"rewritten.{ENDINGS[form]}"
    assert render(compared(valid_world, present, today), form) + "\n" == golden.read_text("utf-8")


LEDGER = """\
# yaml-language-server: $schema=../../schema/checks.schema.json
sources:
  audit:
    checked: 2026-11-20
    origin: copy
    text: 0123456789ab
    not_reached:
      live: HTTP 403
    found:
      {testers}: 0.500 01234567
    drifted:
      {kept}:
        place: 0.900 01234567
        similarity: "0.90"
        passage: What they found is *published* by them and us.
        differences:
          - quote: kept between
            text: "*published* by"
"""


def with_ledger(tree: Tree) -> Tree:
    """The tree with what a program found of the two quotes of the example of a change."""
    quotes = {
        "testers": fingerprint("Three outside testers had our systems for a month before their release."),
        "kept": fingerprint("What they found is kept between them and us."),
    }
    return {**tree, "data/checks/acme.yml": LEDGER.format(**quotes).encode()}


def test_each_new_quote_is_told_with_what_a_program_found(
    valid_world: Tree, new_world: Tree, today: datetime.date
) -> None:
    text = render(compared(valid_world, with_ledger(new_world), today), "markdown")
    assert (
        "\n### What a program found of the new quotes\n\n- 1 of 2 found in a copy, 1 of 2 drifted in a copy\n" in text
    )
    assert (
        "the new source “Outside testing at Acme” (found in a copy on 2026-11-20: live not reached: HTTP 403, as this "
        "change says): Three outside"
    ) in text
    assert (
        "(drifted in a copy on 2026-11-20: the text has “&#42;published&#42; by” for “kept between”; live not reached: "
        "HTTP 403, as this change says): What they found is kept"
    ) in text


def test_what_the_base_knows_of_a_quote_is_not_the_word_of_the_change(
    valid_world: Tree, new_world: Tree, today: datetime.date
) -> None:
    base = with_ledger(valid_world)
    text = render(compared(base, with_ledger(new_world), today), "text")
    assert "(found in a copy on 2026-11-20: live not reached: HTTP 403): Three outside testers" in text


def test_a_new_quote_from_a_review_is_told_too(valid_world: Tree, today: datetime.date) -> None:
    quote = "Nobody knows yet what will become of it."
    present = changed(
        valid_world, (REVIEW, "statements:\n", f"statements:\n  - bearing: context\n    quote: {quote}\n")
    )
    assert render(compared(valid_world, present, today), "text") == (
        "Against main: 0 cells read differently, 1 new quote, 0 new sources\n"
        "\n"
        "What a program found of the new quotes\n"
        "  1 of 1 never checked\n"
        "\n"
        "Reviews by others\n"
        "  Example Index of Careful AI, 2025 edition\n"
        f"    new quote (never checked): {quote}\n"
        "\n"
        "Other changes\n"
        "  review Example Index of Careful AI, 2025 edition: statements"
    )


def test_the_quotes_of_a_cell_that_are_not_listed_are_counted_by_what_was_found(
    valid_world: Tree, new_world: Tree, today: datetime.date
) -> None:
    more = "".join(
        f"          - source: audit\n            quote: Number {number} of five words more.\n" for number in range(5)
    )
    present = changed(
        new_world,
        (ACME, "and us.\n            refutes: [results]\n", f"and us.\n            refutes: [results]\n{more}"),
    )
    text = render(compared(valid_world, with_ledger(present), today), "text")
    assert "\n    ... and 2 more new quotes (2 of 2 never checked)\n" in text


def test_no_change_is_reported_as_none(valid_world: Tree, today: datetime.date) -> None:
    assert render(compared(valid_world, valid_world, today), "text") == (
        "Against main: 0 cells read differently, 0 new quotes, 0 new sources"
    )


def test_with_problems_there_is_nothing_that_a_reader_would_see(valid_world: Tree, today: datetime.date) -> None:
    present = changed(valid_world, (ACME, "headquarters: US", "headquarters: NO"))
    assert render(compared(valid_world, present, today), "markdown") == (
        "## Against main: the data has problems, and with problems nothing is published\n"
        "\n"
        "### Problems of the data\n"
        "\n"
        "- data/companies/acme.yml:&#8203;6:&#8203;15 &#96;headquarters&#96; must be text, and &#96;NO&#96; without "
        "quotes is read as false\n"
        '  - put it in quotes: "NO"'
    )


def test_a_base_with_faults_is_reported_and_compared_as_far_as_it_goes(
    valid_world: Tree, new_world: Tree, today: datetime.date
) -> None:
    base = changed(
        valid_world, (ZENITH, "website:", "site:"), (ACME, "        status: not-met\n", "        status: bad\n")
    )
    report = compared(base, new_world, today)
    assert report.base_faults == 2
    assert "2 places of the base do not fit the current schemas and cannot be compared" in render(report, "text")
    assert "  Acme / Outside testing (Example 2024): not assessed -> partial since 2026-03-01" in render(report, "text")


def test_what_was_renamed_is_compared_with_what_it_was(valid_world: Tree, today: datetime.date) -> None:
    present = dict(changed(valid_world, (OTHER, "  zenith: 2023", "  nadir: 2023"), (EXAMPLE, "  zenith:", "  nadir:")))
    present["data/companies/nadir.yml"] = present.pop(ZENITH) + b"former_ids: [zenith]\n"
    present[REVIEW] = present[REVIEW].replace(b"zenith", b"nadir")
    answer = change_of(valid_world, in_form(present), today)
    assert (answer.cells, answer.sources, answer.added, answer.removed) == ((), (), (), ())
    assert [(each.thing.id, each.fields) for each in answer.other if each.thing.kind == "company"] == [
        ("nadir", ("id", "former_ids"))
    ]


def test_a_commitment_of_a_renamed_pledge_is_the_same(valid_world: Tree, today: datetime.date) -> None:
    files = dict(valid_world)
    files["data/pledges/others.yml"] = files.pop(OTHER) + b"former_ids: [other-2023]\n"
    present = changed(files, (ZENITH, "  other-2023:", "  others:"), (EXAMPLE, "other-2023/testing", "others/testing"))
    answer = change_of(valid_world, present, today)
    assert (answer.cells, answer.added, answer.removed) == ((), (), ())
    assert [(each.pledge.id, each.before == each.after) for each in answer.counts] == [
        ("example-2024", True),
        ("others", True),
    ]


def test_what_was_renamed_reworded_or_left_is_told_with_the_old_and_the_new(
    valid_world: Tree, today: datetime.date
) -> None:
    files = dict(valid_world)
    files["data/pledges/others.yml"] = files.pop(OTHER) + b"former_ids: [other-2023]\n"
    present = changed(
        files,
        (ZENITH, "  other-2023:", "  others:"),
        (EXAMPLE, "other-2023/testing", "others/testing"),
        (EXAMPLE, "tested: Has systems tested by others before release", "tested: Has its systems tested by others"),
        (ZENITH, "name: Zenith\n", "name: Zenith AI\n"),
    )
    told = render(ChangeReport("x", change_of(valid_world, present, today)), "text").partition("Other changes\n")[2]
    assert told.splitlines() == [
        "  commitment Risk thresholds (Example 2024): related",
        "    related: [-other-2023/testing-] {+others/testing+}",
        "  commitment Outside testing (Example 2024): criteria",
        "    criteria tested: Has {+its+} systems tested by others [-before release-]",
        "  pledge Other 2023: id, former ids",
        "    renamed: other-2023 -> others",
        "  company Zenith AI: name",
        "    name: Zenith {+AI+}",
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a b c", "a x c", "a [-b-] {+x+} c"),
        ("one", "two", "[-one-] {+two+}"),
        ("1 2 3 4 5 6 7 8 9 gone", "1 2 3 4 5 6 7 8 9", "... 4 5 6 7 8 9 [-gone-]"),
        (
            "w 1 2 3 4 5 6 7 8 9 10 11 12 13 14 z",
            "v 1 2 3 4 5 6 7 8 9 10 11 12 13 14 y",
            "[-w-] {+v+} 1 2 3 4 5 6 ... 9 10 11 12 13 14 [-z-] {+y+}",
        ),
    ],
)
def test_two_versions_of_a_text_are_told_as_one(before: str, after: str, told: str) -> None:
    assert word_difference(before, after) == told


def test_criteria_are_told_as_they_were_and_are(valid_world: Tree, today: datetime.date) -> None:
    present = changed(
        valid_world,
        (
            ACME,
            "    incident-reports:\n",
            """\
      - since: 2024-08-07
        assessed: 2026-11-21
        change: new-evidence
        status: partial
        reason: The framework names a tester, and the review denies it.
        evidence:
          - source: review
            quote: Nobody outside of Acme has ever tested its systems.
            refutes: [tested]
          - source: framework-2024
            quote: An institute tests each of our systems.
            shows: [tested]
    incident-reports:
""",
        ),
    )
    told = render(ChangeReport("x", change_of(valid_world, present, today)), "text")
    assert "    criterion refuted -> disputed: Has systems tested by others before release\n" in told
    assert "    criterion open, as before: Publishes what the tests found\n" in told


def test_the_way_back_is_reported_too(valid_world: Tree, new_world: Tree, today: datetime.date) -> None:
    answer = change_of(new_world, valid_world, today)
    assert [(each.kind, each.name) for each in answer.removed] == [("company", "Pioneer")]
    (cell,) = [each for each in answer.cells if each.quotes_gone]
    assert (cell.before, cell.after, cell.quotes_gone, cell.added) == ("partial", "not-met", 2, 0)
    assert [(each.before, each.after) for each in cell.criteria] == [("shown", "refuted"), ("refuted", "open")]
    told = render(ChangeReport("x", answer), "text")
    assert "  Acme, gone: Outside testing at Acme (Acme, published 2026-03-01)\n" in told
    assert "    no longer a signatory: Pioneer\n" in told


HOSTILE = (
    "](https://example.org) [x](javascript:alert(1)) ![](https://example.org/a.png) <img src=x onerror=alert(1)> "
    "@everyone #1 GH-12 owner/repo#3 `code` ```fence``` ~~~ **b** __u__ ~~s~~ | table | $x$ &lt;b&gt; &#60;i&#62; "
    "https://example.org www.example.org a@example.org mailto:a@example.org :tada: \\[x\\](y) <!-- <details>"
)


def test_hostile_words_are_shown_and_do_nothing() -> None:
    text = markdown(HOSTILE, 1000)
    assert re.search(r"[\[\]<>`*_|~$\\]", text) is None
    assert re.search(r"[@#:](?!&#8203;|\d+;)\S", text.replace("&#", "")) is None
    assert re.search(r"www\.|GH-\d|https?://", text) is None
    assert " &amp;lt;b&amp;gt; &amp;#&#8203;60;i&amp;#&#8203;62; " in text
    html = python_markdown.markdown(f"- {text}")
    assert set(re.findall(r"<(/?[a-z]+)", html)) == {"ul", "/ul", "li", "/li"}


def test_a_report_of_hostile_words_is_plain_headings_and_lists(valid_world: Tree, today: datetime.date) -> None:
    quoted = json.dumps("five words and more: " + HOSTILE)
    # The check refuses marks of pages and files in a quote; what is left of them can still mean something.
    words = json.dumps("@everyone #1 GH-12 owner/repo#3 [x] $x$ <x-y> https://example.org a@example.org :tada: a_b_c")
    name = json.dumps("1. # - " + HOSTILE[:60].strip())
    present = changed(
        valid_world,
        (ZENITH, "name: Zenith\n", f"name: {name}\n"),
        (ZENITH, "quote: We tested this system for six weeks before we released it.", f"quote: {words}"),
        (ZENITH, "reason: The report describes tests before the release.", f"reason: {quoted}"),
        (ZENITH, "title: Test report", f"title: {json.dumps(HOSTILE[:240].strip())}"),
    )
    report = compared(valid_world, present, today)
    assert report.problems == ()
    html = python_markdown.markdown(render(report, "markdown"), tab_length=2)
    assert set(re.findall(r"<([a-z0-9]+)", html)) == {"h2", "h3", "ul", "li", "p"} - (
        {"p"} - set(re.findall("<(p)", html))
    )
    assert re.search(r"<[a-z0-9]+ ", html) is None


def test_a_text_is_cut_with_an_ellipsis() -> None:
    assert markdown("word " * 100, 12) == "word word wo ..."


def test_a_list_is_cut_where_it_is_too_long_and_says_by_how_much() -> None:
    assert within(["- one", "- two", "- three"], 12) == ["- one", "- two", "- ... and 1 more"]
    assert within(["- one", "- two"], 12) == ["- one", "- two"]
    assert within(["- one", "- two"], 0) == ["- ... and 2 more"]
    assert within([], 0) == []


def test_the_longest_report_fits_into_a_comment(own_data: Dataset) -> None:
    nothing = Dataset()
    many = tuple(Problem(f"data/companies/{'@' * 300}.yml", n, 1, "rule", "`" * 900, "<" * 900) for n in range(300))
    for report in (
        ChangeReport("main", difference(nothing, own_data), many, many),
        ChangeReport("main", difference(own_data, nothing), (), many),
        ChangeReport("@" * 5000, None, many, many),
    ):
        text = render(report, "markdown")
        assert len(text) < 65_000
        assert re.search(r"^- \.\.\. and \d+ more$", text, re.MULTILINE)


def test_what_is_left_out_is_counted_once_and_exactly(own_data: Dataset) -> None:
    text = render(ChangeReport("main", difference(Dataset(), own_data)), "markdown")
    cells = text.partition("### Cells\n\n")[2].partition("\n\n###")[0].splitlines()
    first = [line for line in cells if line.startswith("- ")]
    (left_out,) = re.findall(r"^- \.\.\. and (\d+) more$", "\n".join(cells), re.MULTILINE)
    assert len(first) - 1 + int(left_out) == view_of(own_data).integrity.assessed


@pytest.mark.parametrize("form", DUE_FORMATS)
def test_what_is_due_is_listed_the_oldest_first(world: Dataset, form: str) -> None:
    day = datetime.date(2027, 5, 20)
    golden = EXAMPLES / "change" / f"due.{ENDINGS[form]}"
    text = render_due(view_of(world).due(day), view_of(world).unread_documents, day, form)
    assert text + "\n" == golden.read_text("utf-8")


def test_nothing_due_is_said_in_two_sentences(world: Dataset) -> None:
    day = datetime.date(2025, 1, 1)
    assert render_due(view_of(world).due(day), (), day, "markdown") == (
        "On 2025-01-01 0 cells are due for review.\n\n0 companies have documents that nobody has read yet."
    )


def test_the_longest_list_fits_into_an_issue(own_data: Dataset) -> None:
    day = datetime.date(2040, 1, 1)
    text = render_due(view_of(own_data).due(day) * 10, view_of(own_data).unread_documents * 100, day, "markdown")
    assert len(text) < 65_000
    assert len(re.findall(r"^- \.\.\. and \d+ more$", text, re.MULTILINE)) == 2


def test_every_golden_text_is_compared_with_something() -> None:
    names = {f"{stem}.{ending}" for stem in ("story", "rewritten", "due") for ending in ENDINGS.values()}
    assert {path.name for path in Path(EXAMPLES / "change").iterdir()} == names
