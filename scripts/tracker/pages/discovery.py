"""What lets machines find the tracker and cite it: facts about the dataset, notes for crawlers and models."""

from jinja2.utils import htmlsafe_json_dumps

from tracker.pages.rendering import render_outside
from tracker.views.citation import PUBLICATION
from tracker.views.view import View

# The downloads by which a dataset is taken whole, with their media types.
_DISTRIBUTIONS = {
    "downloads/datapackage.json": "application/json",
    "downloads/tracker.json": "application/json",
    "downloads/tracker.sqlite": "application/vnd.sqlite3",
    "downloads/tracker.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def dataset_facts(view: View) -> str:
    """The dataset in schema.org's words, as JSON in which no text can end the script element around it."""
    numbers, edition, pledges = view.summary, view.edition, view.dataset.pledges.values()
    start = min((pledge.announced.first for pledge in pledges), default=edition.date)
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": PUBLICATION,
        "description": (
            f"What {numbers.companies} AI companies promised in {numbers.pledges} public pledges and what public "
            f"documents show of it: {numbers.tally.assessed} of {numbers.tally.total} cells, each one company and "
            "one commitment, with a dated status, the quotes that it follows from, and where they were read."
        ),
        "creator": {"@type": "Organization", "name": f"{PUBLICATION} contributors"},
        "license": _LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "dateModified": str(edition.date),
        "temporalCoverage": f"{start}/{edition.date}",
        "keywords": ["artificial intelligence", "AI safety", "voluntary commitments", "accountability"],
        "isBasedOn": [{"@type": "CreativeWork", "name": each.name, "url": each.source.url} for each in pledges],
        "variableMeasured": "status of each company on each commitment",
    }
    if edition.commit:
        facts["version"] = edition.commit
    if edition.site:
        facts |= {"@id": f"{edition.site}#dataset", "url": edition.site}
        facts["distribution"] = [
            {"@type": "DataDownload", "contentUrl": edition.site + path, "encodingFormat": kind}
            for path, kind in _DISTRIBUTIONS.items()
        ]
    return str(htmlsafe_json_dumps(facts))


def crawler_files(view: View) -> dict[str, bytes]:
    """The files that crawlers and language models look for at the top of a site."""
    robots = "User-agent: *\nAllow: /\n"
    if view.edition.site:
        robots += f"\nSitemap: {view.edition.site}sitemap.xml\n"
    llms = render_outside("llms.txt", "", view.edition, view=view)
    return {"robots.txt": robots.encode(), "llms.txt": f"{llms}\n".encode()}
