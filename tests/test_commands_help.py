"""What each command says of itself: an example that can be typed, and which name was meant."""

import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.command_line import tracker
from tests.conftest import Tree, dataset_of
from tracker.cli import COMMANDS as LISTED
from tracker.cli import main
from tracker.contributing.second_readings import blind_text
from tracker.views.cells import cell


def leaves(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from leaves(command, (*names, name))
        else:
            yield (*names, name), command


COMMANDS = dict(leaves(main))


def test_the_list_of_commands_says_of_each_under_its_own_name_what_it_does_on_one_line() -> None:
    context = click.Context(main)
    names = {name: main.get_command(context, name) for name in LISTED}
    assert {name: command.name for name, command in names.items() if command} == {name: name for name in LISTED}
    lines = tracker("--help").stdout.splitlines()
    assert [line.strip() for line in lines[-len(LISTED) :]] == [
        f"{name:<14}  {summary}" for name, (_place, summary) in LISTED.items()
    ]


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_the_help_of_a_command_has_an_example_with_options_that_it_knows(names: tuple[str, ...]) -> None:
    text = COMMANDS[names].help or ""
    assert "Example:" in text
    words = shlex.split(text.partition("Example:")[2].replace("\\\n", " "))
    assert tuple(words[: len(names) + 1]) == ("tracker", *names)
    arguments = words[len(names) + 1 :]
    COMMANDS[names].make_parser(click.Context(COMMANDS[names])).parse_args(arguments)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "Acme Corporaton"), "COMPANY: `Acme Corporaton` is not known here; did you mean `acme`?"),
        (("show", "acme", "Risk treshholds"), "`Risk treshholds` is not known here; did you mean `risk-thresholds`?"),
        (("show", "acme", "example-2024/risk-threshold"), "did you mean `example-2024/risk-thresholds`?"),
        (("show", "acme", "Security of wheights"), "did you mean `weight-security`?"),
        (("quotes", "check", "akme"), "COMPANY: `akme` is not known here; did you mean `acme`?"),
        (("quotes", "archive", "akme", "--contact=https://example.org"), "did you mean `acme`?"),
        (("chek",), "No such command 'chek'. Did you mean 'check'?"),
    ],
)
def test_a_misspelt_name_proposes_the_right_id(
    project: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(project)
    result = tracker(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.stderr.split())


@pytest.mark.parametrize("name", ["Security of weights", "security of WEIGHTS", "Example 2024 / Security of weights"])
def test_a_name_as_it_is_displayed_is_as_good_as_the_id(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(project)
    assert tracker("show", "Acme Corporation", name).stdout == tracker("show", "acme", "weight-security").stdout


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ("", "the input ended before the answer that `--company` gives too: Company"),
        ("acme\n", "the input ended before the answer that `--commitment` gives too: Commitment"),
        (
            "acme\noutside-testing\nhttps://example.org/new\n",
            "the input ended before the answer that `--title` gives too: Title, as it appears on the document",
        ),
        (
            "acme\noutside-testing\nhttps://example.org/acme/framework\nwords that are not ended",
            "the input ended before the answer that `--quote` gives too: Quote, word for word",
        ),
    ],
)
def test_an_answer_that_is_missing_at_the_end_of_the_input_names_its_option(
    project: Path, monkeypatch: pytest.MonkeyPatch, answers: str, message: str
) -> None:
    monkeypatch.chdir(project)
    result = tracker("add", "evidence", text=answers)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Error: nothing was written: {message}" in result.stderr


def test_what_is_written_is_shown_before_with_its_status_and_whether_the_quote_was_found(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    saved = tmp_path_factory.mktemp("saved")
    (saved / "acme.framework-2024.txt").write_text("Acme lets an institute test each of its systems first. " * 9)
    given = (f"--copies={saved}", "--offline", "--reason=The framework names a tester.")
    answers = (
        "acme",
        "outside-testing",
        "https://example.org/acme/framework",
        "Acme lets an institute test each of its systems first.",
        "",  # the quote ends
        "page 3",
        "tested",
        "",  # it refutes nothing
        "n",  # no other quote
        "",  # new evidence
        "",  # every quote still holds
        "n",  # do not write it
    )
    result = tracker("add", "evidence", *given, text="".join(f"{answer}\n" for answer in answers))
    assert (result.exit_code, result.stdout) == (0, "nothing was written\n")
    block, _, below = result.stderr.partition("@@ ")[2].partition("\n\n")
    assert "\n+            quote: Acme lets an institute test each of its systems first.\n" in block
    assert below == (
        "acme, example-2024/outside-testing: partial since 2024-08-07; it was not met\n"
        "  disputed  tested\n"
        "  open      results\n"
        "acme/framework-2024, “Acme lets an institute test each ...”: found in a copy on 2026-11-21\n"
        "Write this? [Y/n]: n\n"
    )


def test_an_example_of_the_codebook_on_the_company_itself_is_not_shown_to_a_blind_reader(valid_world: Tree) -> None:
    page = (
        "## Outside testing {#outside-testing}\n\n"
        "### Has systems tested by others before release {#outside-testing-tested}\n\n"
        "**Shown by** a tester's name. *Example:* Zenith, which names one. *Example:* Acme, which names none.\n\n"
        "**Not shown by** a plan. *Example:* Zenith, which plans.\n\n"
        "## The next {#next}\n\nIts rule.\n"
    )
    text = blind_text(cell(dataset_of(valid_world), "acme", "example-2024", "outside-testing"), page)
    assert (
        "**Shown by** a tester's name. *Example:* Zenith, which names one.\n    (An example on this company is" in text
    )
    assert "Zenith, which plans." in text
    assert "names none" not in text
    assert "Its rule" not in text
