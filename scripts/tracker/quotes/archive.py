"""Copies in the Internet Archive: the one nearest to a day is found, and a new one is asked for.

The shapes are those of https://archive.org/help/wayback_api.php and of the "Save Page Now 2 Public API" of the Internet
Archive, as documented in 2026. They were tried against the tests' own server alone, never against the real one.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

AVAILABLE = "https://archive.org/wayback/available"
SAVE = "https://web.archive.org/save"
_COPY = "https://web.archive.org/web"

# From address, form and headers to status and content; OSError where there is no answer.
Call = Callable[..., tuple[int, bytes]]


class ArchiveError(Exception):
    """The archive has no copy and made none; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Archive:
    """The archive, with the keys of an account if there is one: only with them it saves pages for programs."""

    call: Call
    key: str = ""
    secret: str = ""
    pause: Callable[[float], None]
    attempts: int = 20
    seconds: float = 6

    def nearest(self, url: str, day: str) -> str:
        """The address of the stored copy nearest to a day (YYYYMMDD, or the beginning of it); empty where none is."""
        status, content = self.call(f"{AVAILABLE}?{urlencode({'url': url, 'timestamp': day})}")
        closest = _answer(status, content).get("archived_snapshots", {}).get("closest", {})
        if not closest.get("available") or str(closest.get("status")) != "200":
            return ""
        return _copy_address(str(closest.get("timestamp")), url)

    def save(self, url: str) -> str:
        """The address of a copy that was made now; ArchiveError where none was."""
        if not self.key or not self.secret:
            raise ArchiveError("no copy is stored, and without the keys of an account none is made")
        headers = {"Authorization": f"LOW {self.key}:{self.secret}"}
        form = {"url": url, "skip_first_archive": "1", "if_not_archived_within": "30d"}
        job = str(_answer(*self.call(SAVE, form=form, headers=headers)).get("job_id", ""))
        if not re.fullmatch(r"[A-Za-z0-9-]+", job):
            raise ArchiveError("the archive did not take the request")
        for _attempt in range(self.attempts):
            self.pause(self.seconds)
            answer = _answer(*self.call(f"{SAVE}/status/{job}", headers=headers))
            if answer.get("status") == "success":
                return _copy_address(str(answer.get("timestamp")), url)
            if answer.get("status") != "pending":
                raise ArchiveError(f"the archive could not save it ({str(answer.get('message', 'no reason'))[:100]})")
        raise ArchiveError("the archive has not finished in time")


def _answer(status: int, content: bytes) -> Mapping[str, Any]:
    try:
        answer = json.loads(content)
    except ValueError:
        answer = None
    if status != 200 or not isinstance(answer, dict):
        raise ArchiveError(f"the archive answers HTTP {status}")
    return answer


def _copy_address(timestamp: str, url: str) -> str:
    if not re.fullmatch("[0-9]{14}", timestamp):
        raise ArchiveError("the archive's answer has no time")
    return f"{_COPY}/{timestamp}/{url}"
