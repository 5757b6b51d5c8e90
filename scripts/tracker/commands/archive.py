"""`tracker quotes archive`: stored copies of the documents that are cited, in the Internet Archive."""

import time
from collections.abc import Iterator
from typing import Any

import click

from tracker.commands.apply import write_changes
from tracker.commands.project import Project, pass_project
from tracker.commands.prompts import accepted, one_of
from tracker.contributing.names import company_ids, company_names
from tracker.model import Company, Source
from tracker.quotes.archive import Archive, ArchiveError
from tracker.reading.dataset import COMPANIES, SCHEMAS
from tracker.reading.edit import EditError, edited
from tracker.reading.parser import read_document
from tracker.text import counted
from tracker.web import AGENT, Limits, Web


@click.command()
@click.argument("companies", metavar="[COMPANY]...", nargs=-1)
@click.option("--save", is_flag=True, help="Ask the archive to save what it has no copy of; needs an account's keys.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many sources to ask for.")
@click.option("--contact", envvar=["REPOSITORY_URL", "SITE_URL"], required=True, help="The project's address.")
@click.option("--key", envvar="ARCHIVE_KEY", default="", help="The account's key.  [default: $ARCHIVE_KEY]")
@click.option("--secret", envvar="ARCHIVE_SECRET", default="", help="Its secret.  [default: $ARCHIVE_SECRET]")
@pass_project
def archive(project: Project, /, companies: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401
    """Find a stored copy, nearest to the day of reading, of every source that has none, and write it as `archived`.

    Each one is written once it is known, so that an interrupted run goes on where it was. It was tried against a
    stand-in for the Internet Archive, never against the real one.

    \b
    Example: tracker quotes archive naver --save
    """
    accept = one_of(company_names(project.dataset), company_ids(project.dataset))
    companies = tuple(accepted(accept, name, "COMPANY") for name in companies)
    web = Web(f"{AGENT} (+{given['contact']})", Limits(pause=5))
    store = Archive(call=web.call, pause=time.sleep, key=given["key"], secret=given["secret"])
    count = 0
    for company, source in list(_without_copy(project, companies))[: given["most"]]:
        try:
            found = store.nearest(source.url, source.read.text.replace("-", ""))
            if not found and given["save"]:
                found = store.save(source.url)
        except (ArchiveError, OSError) as error:
            click.echo(f"{company.id}/{source.id}: {error}", err=True)
            continue
        if found:
            _write(project, company, source, found)
            count += 1
        click.echo(f"{company.id}/{source.id}: {found or 'no copy is stored'}")
    click.echo(f"{counted(count, 'stored copy', 'stored copies')} written")


def _without_copy(project: Project, companies: tuple[str, ...]) -> Iterator[tuple[Company, Source]]:
    for company in project.dataset.companies.values():
        if not companies or company.id in companies:
            yield from ((company, source) for source in company.sources.values() if not source.archived)


def _write(project: Project, company: Company, source: Source, address: str) -> None:
    """The file as it is on the disk now, with the copy."""
    path = f"{COMPANIES}/{company.id}.yml"
    content = (project.root / path).read_bytes()
    document = read_document(path, content)
    sources = document.value["sources"]
    value = {**document.value, "sources": {**sources, source.id: {**sources[source.id], "archived": address}}}
    try:
        new = edited(document, content, value, project.files[SCHEMAS[COMPANIES]])
    except EditError as error:
        raise click.ClickException(str(error)) from None
    write_changes(project.root, {path: new})
