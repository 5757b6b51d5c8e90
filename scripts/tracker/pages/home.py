"""All pages of the site, from the views."""

from collections.abc import Callable, Iterator

from tracker.model import Dataset, Edition
from tracker.pages.api import api_pages
from tracker.pages.changes import change_pages
from tracker.pages.charts import status_bars
from tracker.pages.companies import company_pages
from tracker.pages.discovery import dataset_facts
from tracker.pages.integrity import record_pages
from tracker.pages.page import Page, SearchEntry
from tracker.pages.pictures import picture_pages
from tracker.pages.rendering import render_page
from tracker.pages.reviews import review_pages
from tracker.pages.share import share_pages
from tracker.pages.sources import source_pages
from tracker.status import tally
from tracker.views.addresses import commitment_address, commitment_feed_address, pledge_address
from tracker.views.cells import named_commitment
from tracker.views.citation import PUBLICATION
from tracker.views.reviews import findings
from tracker.views.summary import summary
from tracker.views.tables import column, matrix, named_days


def pages(dataset: Dataset, edition: Edition) -> tuple[Page, ...]:
    """Every generated page, each address once."""
    makers: tuple[Callable[[Dataset, Edition], Iterator[Page]], ...] = (
        _home,
        _pledges,
        _commitments,
        company_pages,
        change_pages,
        picture_pages,
        record_pages,
        review_pages,
        source_pages,
        api_pages,
        share_pages,
    )
    return tuple(page for make in makers for page in make(dataset, edition))


def _home(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    numbers = summary(dataset)
    tables = [matrix(dataset, pledge) for pledge in dataset.pledges.values()]
    yield Page(
        address="",
        title=PUBLICATION,
        description=(
            f"What {numbers.companies} AI companies promised in {numbers.pledges} pledges, what public documents show, "
            "and the words that show it."
        ),
        html=render_page(
            "home.html", "", edition, summary=numbers, tables=tables, days=named_days(dataset, edition.date)
        ),
        is_wide=True,
        search=(SearchEntry("", PUBLICATION, "comparison table of companies and commitments"),),
        counts=tuple((table.pledge.short_name, table.tally) for table in tables),
        facts=dataset_facts(dataset, edition),
    )


def _pledges(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    tables = [matrix(dataset, pledge) for pledge in dataset.pledges.values()]
    yield Page(
        address="pledges/",
        title="Pledges",
        description="The pledges that are tracked, with their commitments in the official words.",
        html=render_page("pledges.html", "pledges/", edition, tables=tables),
    )
    for table in tables:
        pledge, address = table.pledge, pledge_address(table.pledge)
        yield Page(
            address=address,
            title=f"{pledge.name} ({pledge.short_name})",
            description=f"{pledge.name}: every commitment and how {len(table.rows)} signatories stand on it.",
            html=render_page("pledge.html", address, edition, table=table),
            source=f"data/pledges/{pledge.id}.yml",
            is_wide=True,
            search=(SearchEntry(address, pledge.name, f"{pledge.short_name} {pledge.issued_by}"),),
            counts=((pledge.short_name, table.tally),),
        )


def _commitments(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    found = findings(dataset)
    for pledge in dataset.pledges.values():
        for commitment in pledge.commitments.values():
            address = commitment_address(pledge, commitment)
            cells = column(dataset, pledge, commitment)
            related = [named_commitment(dataset, name) for name in commitment.related]
            values = {"pledge": pledge, "commitment": commitment, "cells": cells, "related": related, "findings": found}
            title = f"{commitment.title}, {pledge.short_name}"
            counts = tally(each.status for each in cells)
            yield Page(
                address=address,
                title=title,
                description=f"{title}: the official words, the criteria, and how {len(cells)} companies stand.",
                html=render_page(
                    "commitment.html", address, edition, **values, tally=counts, bar=status_bars([("", counts)])
                ),
                source=f"data/pledges/{pledge.id}.yml",
                search=(SearchEntry(address, title, commitment.text),),
                counts=((f"{len(cells)} companies", counts),),
                feed=commitment_feed_address(pledge, commitment),
            )
