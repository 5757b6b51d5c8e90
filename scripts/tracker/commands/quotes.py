"""`tracker quotes`: whether the words that are quoted are where the record says."""

import contextlib
import dataclasses
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from tracker.checking.rules.checks import REVIEWS_LEDGER
from tracker.commands.archive import archive
from tracker.commands.project import Project, pass_project, with_schemas_of
from tracker.commands.prompts import accepted, one_of
from tracker.contributing.names import company_ids, company_names
from tracker.files import file_names
from tracker.isolation import Isolation
from tracker.model import Dataset
from tracker.quotes.check import (
    FetchAll,
    QuoteCheck,
    SourceOutcome,
    SourceQuotes,
    is_checked,
    new_quotes,
    sources_to_check,
)
from tracker.quotes.copies import Copies
from tracker.quotes.ledger import ledger_file
from tracker.quotes.match import SearchableText
from tracker.quotes.report import (
    ChangedPassage,
    changed_passages,
    checked_quotes,
    json_report,
    new_quote_lines,
    text_report,
)
from tracker.quotes.text import DocumentText, document_text
from tracker.reading.dataset import CHECKS, SCHEMAS, read_dataset
from tracker.reading.parser import read_document
from tracker.replacing import replace_file, replace_files
from tracker.text import fingerprint
from tracker.verdicts import Verdict
from tracker.web import AGENT, Fetched, Limits, Version, Web

CACHE = ".cache/quotes"
# So many sources may be looked up again after an interruption.
_SAVED_EVERY = 25


@click.group()
def quotes() -> None:
    """Look quotes up in the texts that they are taken from."""


quotes.add_command(archive)

_looking = (
    click.option(
        "--copies",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of saved documents, which are read in place of fetching.",
    ),
    click.option("--offline", is_flag=True, help="Fetch nothing: read only what --copies has."),
    click.option(
        "--minutes", type=click.FloatRange(0, 600), default=60, show_default=True, help="When to stop fetching."
    ),
    click.option(
        "--contact",
        envvar=["REPOSITORY_URL", "SITE_URL"],
        help="The project's address, by which servers know us.  [default: $REPOSITORY_URL or $SITE_URL]",
    ),
)


def with_looking(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options that say where texts are looked for."""
    for option in reversed(_looking):
        command = option(command)
    return command


@quotes.command()
@click.argument("companies", metavar="[COMPANY]...", nargs=-1)
@with_looking
@click.option("--again", is_flag=True, help="Also look at sources that were checked today.")
@click.option("--json", "is_json", is_flag=True, help="Print every quote as JSON.")
@pass_project
def check(project: Project, /, companies: tuple[str, ...], *, is_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Look up the quotes of COMPANY, or of all companies and reviews, and write what was found to data/checks/.

    `reviews` in the place of a company looks up what the reviews by others say.

    The text of a source is looked for at its address, then in its archived copy, then in the copy that was read. What
    was looked up today already is left out, so that an interrupted run goes on where it was.

    Exits with 0, with 1 where a quote has drifted or is missing, with 2 when it was called wrongly.

    \b
    Example: tracker quotes check naver --copies ~/saved
    """
    accept = one_of({REVIEWS_LEDGER: "", **company_names(project.dataset)}, company_ids(project.dataset))
    companies = tuple(accepted(accept, name, "COMPANY") for name in companies)
    again = options.pop("again")
    works = [
        work
        for work in sources_to_check(project.dataset, companies)
        if again
        or not is_checked(work, _entries(project).get(work.company, {}).get(work.source.id), project.now.date())
    ]
    run = _Run(project, works, Looking(**options))
    with click.progressbar(length=len(run.works), label="sources", file=sys.stderr, hidden=is_json) as bar:
        for _outcome in run.outcomes():
            bar.update(1)
    quotes = list(checked_quotes(run.done))
    report = json_report if is_json else text_report
    click.echo(report(quotes, run.changes, len(run.works) - len(run.done)))
    is_wrong = any(quote.check.verdict in (Verdict.DRIFTED, Verdict.MISSING) for quote in quotes)
    sys.exit(1 if is_wrong else 0)


@quotes.command()
@click.argument("base")
@with_looking
@pass_project
def new(project: Project, /, base: str, **options: Any) -> None:  # noqa: ANN401
    """Look up the quotes that are new since BASE, a git revision, and print a line for each.

    Writes nothing, and prints no word of the documents. Exits with 0 in any case, with 2 when it
    was called wrongly.

    \b
    Example: tracker quotes new main --copies ~/saved
    """
    before = read_dataset(with_schemas_of(project.files, project.base(base))).dataset
    lines = new_quotes_report(project, before, project.dataset, Looking(**options), with_words=False)
    click.echo("\n".join(lines) if lines else "no quote is new")


def new_quotes_report(
    project: Project, before: Dataset, after: Dataset, options: "Looking", *, with_words: bool
) -> Sequence[str]:
    """What was found for each quote that is new in a changed dataset, a line for each."""
    works = new_quotes(before, after)
    run = _Run(project, works, options)
    found = list(checked_quotes(run.outcomes(is_written=False))) if works else []
    return new_quote_lines(works, found, with_words=with_words)


@dataclass(frozen=True, kw_only=True)
class Looking:
    """Where and how long texts are looked for."""

    copies: Path | None = None
    offline: bool = False
    minutes: float = 60
    contact: str | None = None

    @property
    def is_possible(self) -> bool:
        """Whether anything can be looked at: saved documents, or the network under the project's address."""
        return self.copies is not None or bool(self.contact and not self.offline)


class _Run:
    """One run over the sources of companies; the ledger is written as it goes."""

    def __init__(self, project: Project, works: Sequence[SourceQuotes], options: Looking) -> None:
        self.works = works
        self._project = project
        self._options = options
        self._day = project.now.date()
        self._entries = _entries(project)
        self._cache = _Cache(project.root / CACHE)
        self.done: list[SourceOutcome] = []
        self.changes: list[ChangedPassage] = []

    def _entry(self, work: SourceQuotes) -> Mapping[str, Any] | None:
        return self._entries.get(work.company, {}).get(work.source.id)

    def outcomes(self, *, is_written: bool = True) -> Iterator[SourceOutcome]:
        """Everything that was found, each source once it is known; on an interruption what is known is kept."""
        with Isolation() as isolation, contextlib.ExitStack() as ending:
            if is_written:
                ending.callback(self._write)
            check = QuoteCheck(
                day=self._day,
                text_of=lambda address, answer: self._text(isolation, address, answer),
                copies=self._copies(),
                fetch_all=self._fetch_all(),
            )
            for outcome in check.run(self.works):
                work = outcome.work
                self.changes += changed_passages(outcome, self._entry(work), self._cache.before(work))
                self._entries.setdefault(work.company, {})[work.source.id] = outcome.entry
                self.done.append(outcome)
                if is_written and len(self.done) % _SAVED_EVERY == 0:
                    self._write()
                yield outcome

    def _write(self) -> None:
        schema = self._project.files[SCHEMAS[CHECKS]]
        changed = {outcome.work.company for outcome in self.done}
        files = dict(ledger_file(company, self._entries[company], schema) for company in changed)
        replace_files({self._project.root / path: content for path, content in files.items()})

    def _copies(self) -> Copies | None:
        folder = self._options.copies
        return Copies(file_names(folder), lambda name: (folder / name).read_bytes()) if folder else None

    def _fetch_all(self) -> FetchAll | None:
        if self._options.offline:
            return None
        if not self._options.contact:
            hint = (
                "set REPOSITORY_URL, pass --contact with the project's address, or read saved documents with --offline"
            )
            raise click.UsageError(f"servers are asked under the project's address, and none is known: {hint}")
        web = Web(f"{AGENT} (+{self._options.contact})", Limits(budget=60 * self._options.minutes))
        return lambda addresses: web.fetch_all(addresses, self._cache.version)

    def _text(self, isolation: Isolation, address: str, answer: Fetched) -> DocumentText:
        """The text of what came, worked out in another process; of a version that is known, as it is kept here."""
        if answer.content is None:
            return self._cache.text(address)
        name = answer.address
        text: DocumentText = isolation.call(document_text, answer.content, type=answer.type, name=name)
        self._cache.keep(address, answer.version, text)
        return text


def _entries(project: Project) -> dict[str, dict[str, Mapping[str, Any]]]:
    """The ledger as plain data, by company and source."""
    files = {path: content for path, content in project.files.items() if path.startswith(f"{CHECKS}/")}
    documents = {Path(path).stem: read_document(path, content) for path, content in files.items()}
    return {company: dict(document.value["sources"]) for company, document in documents.items()}


class _Cache:
    """The texts of documents as they were last fetched, in a folder that is not kept in git."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._replaced: dict[str, Mapping[str, Any]] = {}

    def version(self, address: str) -> Version | None:
        """What the server said of the version that is kept here."""
        known = self._known(address)
        return Version(etag=known["etag"], modified=known["modified"]) if known else None

    def text(self, address: str) -> DocumentText:
        """The text that is kept; ValueError where there is none."""
        known = self._known(address)
        if known is None:
            raise ValueError("the server says that it has not changed, but nothing is known of it here")
        return DocumentText(text=known["text"], others=tuple(known["others"]))

    def before(self, work: SourceQuotes) -> SearchableText | None:
        """The text of a source before it was replaced in this run."""
        for _origin, address in work.places:
            if known := self._replaced.get(address.partition("#")[0]):
                return SearchableText(known["text"], known["others"])
        return None

    def keep(self, address: str, version: Version, text: DocumentText) -> None:
        """Keep a text that was fetched; a saved document has no version, and is not kept."""
        if not address.startswith(("http://", "https://")):
            return
        if known := self._known(address):
            self._replaced[address] = known
        content = dataclasses.asdict(version) | dataclasses.asdict(text) | {"address": address}
        replace_file(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"), self._path(address))

    def _known(self, address: str) -> Mapping[str, Any] | None:
        try:
            found: Mapping[str, Any] = json.loads(self._path(address).read_bytes())
        except (OSError, ValueError):
            return None
        return found if found.get("address") == address else None

    def _path(self, address: str) -> Path:
        return self._folder / f"{fingerprint(address, 16)}.json"
