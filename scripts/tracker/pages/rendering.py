"""Templates to HTML: every text is escaped, dates and countries are written as people write them."""

import datetime
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

import babel
import jinja2
from jinja2.environment import TemplateModule

from tracker.membership import Signatory
from tracker.model import Assessment, CriterionState, Edition, Status
from tracker.pages import snippets
from tracker.pages.charts import parts
from tracker.pages.prose import prose
from tracker.pages.text_width import text_width
from tracker.pages.tokens import LIGHT, TYPE
from tracker.partial_date import PartialDate
from tracker.quotes.ledger import Check
from tracker.status import LOOKS, Tally, due_days, label, word
from tracker.text import counted, url_fault
from tracker.verdicts import Origin, Verdict
from tracker.views import addresses
from tracker.views.citation import (
    PUBLICATION,
    assessment_address,
    bibtex_citation,
    bibtex_dataset_citation,
    plain_citation,
    plain_dataset_citation,
    words_address,
)

_WHERE = {
    None: "",
    Origin.LIVE: "at its address",
    Origin.ARCHIVED: "in the stored copy",
    Origin.COPY: "in the copy that was read",
}
_ENGLISH = babel.Locale("en")


def human_date(date: PartialDate | datetime.date | None) -> str:
    """A date as people write it, no more exact than it is known: 7 August 2024, August 2024, 2024, or "not dated"."""
    if date is None:
        return "not dated"
    year, *rest = str(date).split("-")
    month = [_ENGLISH.months["format"]["wide"][int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def joining(signatory: Signatory) -> str:
    """When a company joined a pledge, as the end of a sentence: "21 May 2024", "by 7 February 2025"."""
    if signatory.joined:
        return human_date(signatory.joined)
    return f"by {human_date(signatory.by)}" if signatory.by else "on a day that was not published"


def sentence(text: str) -> str:
    """A text with a full stop at its end, whether its author wrote one or not."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def check_words(check: Check | None) -> str:
    """What a program found when it last looked a quote up, in one or two sentences."""
    if check is None:
        return "Never looked up by a program."
    day, where = human_date(check.day), _WHERE[check.origin]
    first = {
        Verdict.FOUND: f"Found {where} by a program on {day}",
        Verdict.DRIFTED: f"Drifted: a program found other words {where} on {day}",
        Verdict.MISSING: f"Not found {where} by a program on {day}",
        Verdict.UNREACHABLE: f"Not reached by a program on {day}",
        Verdict.NEVER_CHECKED: "Never looked up by a program",
    }[check.verdict]
    return f"{first}: {check.detail}." if check.detail else f"{first}."


def tally_words(tally: Tally) -> str:
    """Counts in words, with the denominator once and without zeros: "7 of 20 met, 13 partial; 1 not applicable"."""
    shares = [(status, share) for status, share in tally.shares.items() if share.number]
    parts = [f"{share if index == 0 else share.number} {word(status)}" for index, (status, share) in enumerate(shares)]
    beside = [f"{tally.not_applicable} not applicable"] if tally.not_applicable else []
    return "; ".join(filter(None, [", ".join(parts), *beside])) or "nothing"


def count_words(tally: Tally) -> Mapping[Status, str]:
    """How many cells have each status, as a share: "2 of 16"; last what does not apply: "1 more, left out".

    day.js counts the cells of an earlier day in the same words.
    """
    shares = {status: str(share) for status, share in tally.shares.items()}
    return {**shares, Status.NOT_APPLICABLE: f"{number(tally.not_applicable)} more, left out"}


def history(assessments: Sequence[Assessment]) -> str:
    """The statuses of a cell with the last day of their `since`, for scripts: "2024-06-17:met 2026-07-07:partial"."""
    return " ".join(f"{each.since.last}:{each.status}" for each in assessments)


def number(count: int) -> str:
    """A count as people write it, its thousands separated: 1,899."""
    return f"{count:,}"


def kind_words(kind: str) -> str:
    """The kind of a source as a sentence begins with it: Third-party review, System card."""
    return kind.replace("-", " ").replace("third party", "third-party").capitalize()


def country(code: str) -> str:
    """The English name of a country from its ISO 3166 code; the code itself where no name is known."""
    return str(_ENGLISH.territories.get(code, code))


def text_height(texts: Iterable[str]) -> int:
    """How many pixels texts of a chart take that stand upright side by side."""
    return max(text_width(each, 12) for each in texts) + 12


def relative(start: str, target: str) -> str:
    """The address of `target` as seen from the page `start`; both are relative to the site."""
    path, mark, anchor = target.partition("#")
    way = posixpath.relpath("/" + path, "/" + start)
    slash = "/" if path.endswith("/") or not path else ""
    return ("" if path == start and anchor else way + slash) + mark + anchor


def full_address(edition: Edition, start: str, target: str) -> str:
    """The address of `target` for readers elsewhere: absolute where the site's is known, else as seen from `start`."""
    return edition.site + target if edition.site else relative(start, target)


@lru_cache(maxsize=10_000)  # a source stands on many pages, and on each as often as it is quoted
def safe_link(url: str) -> str:
    """The address if it may be linked, else nothing: a second lock behind the check of the data."""
    return "" if url_fault(url) else url


_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.PackageLoader("tracker.pages"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)
_ENVIRONMENT.filters.update(
    check_words=check_words,
    count_words=count_words,
    counted=counted,
    country=country,
    date=human_date,
    due_days=due_days,
    history=history,
    joining=joining,
    kind_words=kind_words,
    number=number,
    parts=parts,
    prose=prose,
    safe_link=safe_link,
    label=label,
    meaning=lambda status: LOOKS[status].meaning,
    sentence=sentence,
    shape=lambda status: LOOKS[status].shape,
    text_height=text_height,
    word=word,
    tally_words=tally_words,
)
_ENVIRONMENT.globals.update(
    {name: value for name, value in vars(addresses).items() if name.endswith(("_address", "_FEED", "_CALENDAR"))},
    statuses=tuple(Status),
    states=tuple(CriterionState),
    publication=PUBLICATION,
    light=LIGHT,
    type_sizes=TYPE,
    assessment_address=assessment_address,
    plain_citation=plain_citation,
    bibtex_citation=bibtex_citation,
    plain_dataset_citation=plain_dataset_citation,
    bibtex_dataset_citation=bibtex_dataset_citation,
    words_address=words_address,
    badge_words=snippets.badge_words,
    badge_markdown=snippets.badge_markdown,
    badge_html=snippets.badge_html,
    frame_script_html=snippets.frame_script_html,
    company_frame_html=snippets.company_frame_html,
    pledge_frame_html=snippets.pledge_frame_html,
)


def render_module(template: str, values: Mapping[str, object]) -> TemplateModule:
    """A rendered template: its text, and as attributes what it sets at its top level."""
    return _ENVIRONMENT.get_template(template).make_module(dict(values))


def render(template: str, address: str, edition: Edition, **values: object) -> str:
    """The text of a template at `address`, in which `link` turns a site address into a relative one."""
    names = {"address": address, "link": partial(relative, address), "edition": edition}
    return _ENVIRONMENT.get_template(template).render(**names, **values)


def render_outside(template: str, address: str, edition: Edition, **values: object) -> str:
    """A text for readers elsewhere: `link` gives full addresses, `file_link` those of files beside it."""
    ways = {"link": partial(full_address, edition, address), "file_link": partial(relative, address)}
    return _ENVIRONMENT.get_template(template).render(edition=edition, **ways, **values)
