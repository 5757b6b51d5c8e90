"""The page of badges, embeds, feeds and calendars, ready to be copied."""

from collections.abc import Iterator

from tracker.model import Dataset, Edition
from tracker.pages.page import Heading, Page, SearchEntry
from tracker.pages.rendering import render_page
from tracker.views.cells import by_name
from tracker.views.tables import company_rows

_ADDRESS = "share/"


def share_pages(dataset: Dataset, edition: Edition) -> Iterator[Page]:
    """What other sites and programs can take from here, company by company."""
    companies = [(each, company_rows(dataset, each)) for each in by_name(dataset.companies.values())]
    title = "Badges, embeds and feeds"
    yield Page(
        address=_ADDRESS,
        title=title,
        description="Badges and small tables for other sites, feeds and calendars of what changes, ready to be copied.",
        html=render_page("share.html", _ADDRESS, edition, companies=companies, pledges=dataset.pledges.values()),
        headings=(
            Heading("feeds", "Feeds"),
            Heading("calendars", "Calendars"),
            Heading("tables", "Comparison tables"),
            Heading("companies", "Companies", tuple(Heading(company.id, company.name) for company, _rows in companies)),
        ),
        search=(SearchEntry(_ADDRESS, title, "badge embed iframe feed Atom RSS calendar iCalendar subscribe"),),
    )
