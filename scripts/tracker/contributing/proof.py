"""Where everybody can see that a reply is the company's: the address in a proof, also within a sentence."""

import re
from urllib.parse import urlsplit

from tracker.contributing.escaping import span
from tracker.model import Company
from tracker.text import url_fault


def proof_address(proof: str, company: Company) -> tuple[str, str]:
    """The address in a proof, also within a sentence, that the reply links to; and what a maintainer should know of it.

    Of several it is the first on the company's own site, else the first.
    """
    found = [address.rstrip(".,;:!?'\"”’") for address in re.findall(r"https?://[^\s<>()\[\]{}“”]+", proof)]
    usable = [address for address in found if not url_fault(address)]
    at_home = [address for address in usable if _is_at_home(address, company)]
    if at_home:
        return at_home[0], " (an address of the company's own site)"
    if usable:
        return usable[0], ""
    if found:
        return "", f" (the address {span(found[0])} {url_fault(found[0])}, so the reply links to nothing)"
    return "", " (no address could be read in it, so the reply links to nothing)"


def _is_at_home(url: str, company: Company) -> bool:
    """Whether an address lies on the company's own site or on a part of it."""
    host, home = ((urlsplit(address).hostname or "").removeprefix("www.") for address in (url, company.website))
    return host == home or host.endswith(f".{home}")
