"""Where everything is on the site: short addresses that can be guessed, and never change."""

from urllib.parse import quote, urlencode, urlsplit

from tracker.model import Commitment, Company, Edition, Pledge, Review
from tracker.views.cells import Cell

CHANGES_FEED = "feeds/changes.xml"
DEADLINES_CALENDAR = "calendar/deadlines.ics"
REVIEWS_CALENDAR = "calendar/reviews.ics"
# Addresses with ids in them: what was published under a former id stays there.
COMPANY_PAGE = "companies/{company}/"
PLEDGE_PAGE = "pledges/{pledge}/"
COMMITMENT_PAGE = "pledges/{pledge}/{commitment}/"
COMPANY_FEED = "feeds/companies/{company}.xml"
COMMITMENT_FEED = "feeds/commitments/{pledge}/{commitment}.xml"
BADGE = "badges/{company}/{pledge}.svg"
COMPANY_EMBED = "embed/{company}/{pledge}/"
CELL_EMBED = "embed/cells/{company}/{pledge}/{commitment}/"
PLEDGE_EMBED = "embed/pledges/{pledge}/"
BESIDE = "compare/{pledge}/{company}/"
PAGE_ADDRESSES = (COMPANY_PAGE, PLEDGE_PAGE, COMMITMENT_PAGE)
# Hosts that have no forms like GitHub's, or have them and everything else at other addresses.
_OTHER_HOSTS = ("gitlab", "codeberg", "bitbucket", "sr.ht", "gitea", "forgejo", "gogs", "gitee")
DOCUMENTS = (COMPANY_EMBED, CELL_EMBED, PLEDGE_EMBED, BESIDE)
FILE_ADDRESSES = (COMPANY_FEED, COMMITMENT_FEED, BADGE, *(f"{each}index.html" for each in DOCUMENTS))


def company_address(company: Company) -> str:
    """The address of a company's page."""
    return COMPANY_PAGE.format(company=company.id)


def pledge_address(pledge: Pledge) -> str:
    """The address of a pledge's page."""
    return PLEDGE_PAGE.format(pledge=pledge.id)


def commitment_address(pledge: Pledge, commitment: Commitment) -> str:
    """The address of a commitment's page."""
    return COMMITMENT_PAGE.format(pledge=pledge.id, commitment=commitment.id)


def cell_address(cell: Cell) -> str:
    """The address of a cell: on its company's page."""
    return f"{company_address(cell.company)}#{cell.anchor}"


def review_address(review: Review) -> str:
    """The address of a review's page."""
    return f"reviews/{review.id}/"


def company_feed_address(company: Company) -> str:
    """The address of the feed of a company's changes."""
    return COMPANY_FEED.format(company=company.id)


def commitment_feed_address(pledge: Pledge, commitment: Commitment) -> str:
    """The address of the feed of the changes of one commitment."""
    return COMMITMENT_FEED.format(pledge=pledge.id, commitment=commitment.id)


def badge_address(company: Company, pledge: Pledge) -> str:
    """The address of the badge of a company and a pledge."""
    return BADGE.format(company=company.id, pledge=pledge.id)


def company_embed_address(company: Company, pledge: Pledge) -> str:
    """The address of a company's small table of a pledge, for frames on other sites."""
    return COMPANY_EMBED.format(company=company.id, pledge=pledge.id)


def cell_embed_address(cell: Cell) -> str:
    """The address of a single cell, for frames on other sites."""
    return CELL_EMBED.format(company=cell.company.id, pledge=cell.pledge.id, commitment=cell.commitment.id)


def pledge_embed_address(pledge: Pledge) -> str:
    """The address of a pledge's comparison table, for frames on other sites."""
    return PLEDGE_EMBED.format(pledge=pledge.id)


def has_forms(repository: str) -> bool:
    """Whether the repository is on a host that knows the addresses of GitHub: forms, files and edits.

    Other names are taken for one, since a company's own GitHub may have any.
    """
    host = (urlsplit(repository).hostname or "").lower()
    return bool(repository) and not any(name in host for name in _OTHER_HOSTS)


def compare_address(pledge: Pledge, *companies: Company) -> str:
    """The address at which companies of a pledge stand beside each other."""
    names = f"companies={','.join(company.id for company in companies)}&" if companies else ""
    return f"compare/?{names}pledge={pledge.id}"


def beside_address(company: Company, pledge: Pledge) -> str:
    """The address of what is said of one company and one pledge, criterion by criterion."""
    return BESIDE.format(company=company.id, pledge=pledge.id)


def form_address(edition: Edition, template: str, cell: Cell) -> str:
    """The address of a form in the repository, with the cell already filled in; `template` is the form's file name.

    Empty where there is no such form.
    """
    query = urlencode({"template": f"{template}.yml", "cell": cell.id})
    return f"{edition.repository}/issues/new?{query}" if has_forms(edition.repository) else ""


def guide_address(edition: Edition) -> str:
    """The address of the guide for contributors; where the host has another for its files, that of the repository."""
    return f"{edition.repository}/blob/main/CONTRIBUTING.md" if has_forms(edition.repository) else edition.repository


def mail_address(edition: Edition, cell: Cell) -> str:
    """The address of a message to the project that names the cell, in its subject by its id."""
    page = f"{edition.site}{cell_address(cell)}"
    lines = (
        f"{cell.title}\n{page}, data of {edition.date}",
        "What is wrong or missing, and why?",
        "Which document shows it (its address), in which words?",
        "How may we name you, and have you a stake in it? What you send is published under CC BY 4.0.",
    )
    query = urlencode({"subject": cell.id, "body": "\n\n\n".join(lines)}, quote_via=quote)
    return f"mailto:{edition.contact}?{query}"
