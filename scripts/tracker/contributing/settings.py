"""The settings that a repository needs so that forms, checks and the site work, and the remedy where one is missing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

LABELS = ("accepted", "evidence", "mistake", "decision", "reply", "proposal")
REQUIRED_CHECK = "make test"
Ask = Callable[
    [str, str], str | None
]  # the lines of an answer by its place in the API and a filter; None where refused


@dataclass(frozen=True)
class Setting:
    """One setting: the place below the repository in the API, which lines of the answer count, and the remedy."""

    name: str
    place: str
    filter: str
    wanted: frozenset[str]
    remedy: str


@dataclass(frozen=True)
class Finding:
    """How a setting stands: `is_right` is None where GitHub does not tell; then the remedy says what to look at."""

    name: str
    is_right: bool | None
    remedy: str = ""


SETTINGS = (
    *(
        Setting(
            f"the label `{label}`",
            "labels?per_page=100",
            ".[].name",
            frozenset({label}),
            f"gh label create {label}",
        )
        for label in LABELS
    ),
    Setting(
        "GitHub Actions may open pull requests",
        "actions/permissions/workflow",
        ".can_approve_pull_request_reviews",
        frozenset({"true"}),
        "in the settings under Actions, General, allow GitHub Actions to create and approve pull requests",
    ),
    Setting(
        "the site is published by GitHub Actions",
        "pages",
        ".build_type",
        frozenset({"workflow"}),
        'in the settings under Pages, set the source to "GitHub Actions"',
    ),
    Setting(
        f"`{REQUIRED_CHECK}` is required before a merge into main",
        "rules/branches/main",
        '.[] | select(.type == "required_status_checks") | .parameters.required_status_checks[].context',
        frozenset({REQUIRED_CHECK}),
        f"in the settings under Rules, require a pull request and `{REQUIRED_CHECK}` before a merge into main",
    ),
    Setting(
        "vulnerabilities can be reported in private",
        "private-vulnerability-reporting",
        ".enabled",
        frozenset({"true"}),
        "in the settings under Advanced Security, turn on private vulnerability reporting",
    ),
)
_CONTACT = Setting(
    "an address for reports by mail",
    "actions/variables/CONTACT_EMAIL",
    ".value",
    frozenset(),
    "gh variable set CONTACT_EMAIL --body tracker@example.org",
)


def findings(ask: Ask, files: Mapping[str, bytes]) -> Iterator[Finding]:
    """How each setting stands; `files` holds .github/CODEOWNERS, if there is one."""
    answers: dict[tuple[str, str], str | None] = {}
    for setting in SETTINGS:
        place = (setting.place, setting.filter)
        if place not in answers:
            answers[place] = ask(*place)
        yield _finding(setting, answers[place])
    contact = ask(_CONTACT.place, _CONTACT.filter)
    yield Finding(_CONTACT.name, bool(contact and contact.strip()), _CONTACT.remedy)
    owners = files.get(".github/CODEOWNERS", b"").decode("utf-8", "replace").splitlines()
    is_named = any(line.strip() and not line.lstrip().startswith("#") for line in owners)
    yield Finding(
        "somebody is asked to review", is_named, "name maintainers in .github/CODEOWNERS, as its comments say"
    )


def _finding(setting: Setting, answer: str | None) -> Finding:
    if answer is None:
        # GitHub says "not found" of Pages that are off, and refuses other questions without the rights to ask them.
        is_off = setting.place == "pages"
        return Finding(setting.name, False if is_off else None, setting.remedy)
    lines = {line.strip() for line in answer.splitlines()}
    return Finding(setting.name, setting.wanted <= lines, setting.remedy)
