"""What other sites copy: the words of badges, badges in Markdown and HTML, and frames.

The words of a snippet name company and pledge and give no numbers: those stand in the picture, which stays up to date.
"""

import re
from urllib.parse import urlsplit

from markupsafe import escape

from tracker.model import Edition, Pledge, Status
from tracker.status import Tally
from tracker.views.addresses import badge_address, company_address, company_embed_address, pledge_embed_address
from tracker.views.citation import PUBLICATION
from tracker.views.tables import Row


def badge_words(row: Row) -> str:
    """What a badge says: the counts of a company and a pledge, and in front of them that it left."""
    return f"no longer a signatory: {count_words(row.tally)}" if row.signatory.left else count_words(row.tally)


def count_words(tally: Tally) -> str:
    """How many of how many are met, how many partial, and how many nobody has assessed."""
    counts = tally.counts
    if not tally.applicable:
        return "not applicable"
    if not tally.assessed:
        return "not assessed"
    words = f"{counts[Status.MET]} of {tally.applicable} met, {counts[Status.PARTIAL]} partial"
    missing = counts[Status.NOT_ASSESSED]
    return f"{words}, {missing} not assessed" if missing else words


def badge_markdown(row: Row, edition: Edition) -> str:
    """The badge in Markdown, leading to the company's page; nothing in a name acts as Markdown or HTML."""
    words = re.sub(r"[\\`*_\[\]<>&!|~$]", lambda found: f"&#{ord(found[0])};", _name(row))
    return f"[![{words}]({edition.site}{badge_address(row.company, row.pledge)})]({_page(row, edition)})"


def badge_html(row: Row, edition: Edition) -> str:
    """The badge in HTML, leading to the company's page."""
    picture = f"{edition.site}{badge_address(row.company, row.pledge)}"
    return f'<a href="{escape(_page(row, edition))}"><img src="{escape(picture)}" alt="{escape(_name(row))}"></a>'


def frame_html(title: str, address: str, edition: Edition) -> str:
    """A frame in HTML that shows the embedded document at `address`."""
    source = escape(edition.site + address)
    return f'<iframe src="{source}" title="{escape(title)}" width="100%" height="480" loading="lazy"></iframe>'


def frame_script_html(edition: Edition) -> str:
    """A script for a page with frames of this site: each gets the height that its document reports."""
    origin = "://".join(urlsplit(edition.site)[:2])
    return f"""<script>
addEventListener("message", ({{ data, origin, source }}) => {{
  if (origin !== "{origin}" || data.type !== "ai-commitments-tracker:height") return;
  for (const frame of document.querySelectorAll("iframe"))
    if (frame.contentWindow === source) frame.height = data.height;
}});
</script>"""


def pledge_frame_html(pledge: Pledge, edition: Edition) -> str:
    """The frame of a pledge's comparison table."""
    return frame_html(f"{pledge.name}: {PUBLICATION}", pledge_embed_address(pledge), edition)


def company_frame_html(row: Row, edition: Edition) -> str:
    """The frame of a company's small table."""
    return frame_html(_name(row), company_embed_address(row.company, row.pledge), edition)


def _name(row: Row) -> str:
    return f"{row.company.name}, {row.pledge.short_name}: {PUBLICATION}"


def _page(row: Row, edition: Edition) -> str:
    return f"{edition.site}{company_address(row.company)}#{row.pledge.id}"
