"""Telling us by mail: one setting, a message that names its cell, and without the setting nothing."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import click
import pytest

from tests.conftest import EDITION, pages_of
from tracker.commands.project import Project
from tracker.model import Dataset, Edition

SITE = replace(EDITION, site="https://site.example/tracker/", contact="tracker@site.example")


class _Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


def mail_links(world: Dataset, edition: Edition) -> list[str]:
    html = "".join(page.html for page in pages_of(world, edition) if page.address == "companies/acme/")
    return [link for link in _Links(html).found if link.startswith("mailto:")]


def test_at_each_cell_a_message_can_be_begun_that_names_the_cell_by_its_id(world: Dataset) -> None:
    links = mail_links(world, SITE)
    assert len(links) == len(world.pledges["example-2024"].commitments)
    (link,) = [each for each in links if "risk-thresholds" in each]
    assert link.startswith("mailto:tracker@site.example?subject=acme%2Fexample-2024%2Frisk-thresholds&body=")
    assert "+" not in link  # which programs for mail take for itself
    message = parse_qs(urlsplit(link).query)
    assert message["subject"] == ["acme/example-2024/risk-thresholds"]
    assert message["body"][0].splitlines()[:2] == [
        "Acme: Risk thresholds (Example 2024)",
        "https://site.example/tracker/companies/acme/#example-2024-risk-thresholds, data of 2026-11-21",
    ]


def test_without_an_address_of_mail_none_is_invented(world: Dataset) -> None:
    assert mail_links(world, replace(SITE, contact="")) == []
    assert not any("mailto:" in page.html for page in pages_of(world, EDITION))


def test_the_setting_is_one_address(project: Path) -> None:
    assert Project(project).edition("", "", "a.b+c@site.example.org").contact == "a.b+c@site.example.org"


@pytest.mark.parametrize(
    "text",
    ["nobody", "a@b", "a@example.org, b@example.org", "mailto:a@example.org", "a@example.org?cc=b", "é@example.org"],
)
def test_what_is_no_address_of_mail_is_refused_in_one_sentence(project: Path, text: str) -> None:
    with pytest.raises(click.UsageError) as refused:
        Project(project).edition("", "", text)
    assert refused.value.message == f"CONTACT_EMAIL is `{text}`, and not one address of mail, such as a@example.org"
