"""What is asked for an addition: the company and the commitment, what was found where, and what it shows."""

from dataclasses import replace
from typing import TypedDict

from tracker.checking.residue import residues, told, without_residue
from tracker.commands.completion import complete_source, complete_value
from tracker.commands.project import Project
from tracker.commands.prompts import (
    Conversation,
    Prompt,
    address,
    confirmed,
    date,
    day,
    line,
    optional,
    quote,
    some_of,
)
from tracker.commands.voice import say
from tracker.contributing.additions import (
    CompanyFile,
    Consequence,
    NewAssessment,
    Target,
    company_file,
    consequence,
    one_line,
    source_at,
    source_schema,
    with_source,
)
from tracker.contributing.drops import DropError, find_drops, numbered
from tracker.contributing.names import commitment_ids, company_ids, company_names
from tracker.model import Company, DroppedQuote, Evidence, Search, Source, Status
from tracker.partial_date import PartialDate
from tracker.reading.edit import EditError
from tracker.status import criterion_states, label, latest_status, word

COMPANY = Prompt("company", "Company", one_line)
COMMITMENT = Prompt("commitment", "Commitment", one_line)
SOURCE = Prompt(
    "source", "In place of --url: the id of a source of the company's file", one_line, complete=complete_source
)
URL = Prompt("url", "Address of the document", address)
TITLE = Prompt("title", "Title, as it appears on the document", line)
PUBLISHER = Prompt("publisher", "Publisher: whose words these are", line)
KIND = Prompt(
    "kind",
    "Kind of document (policy, system-card, announcement, ...)",
    one_line,
    complete=complete_value("kind", "$defs", "source"),
)
PUBLISHED = Prompt("published", "Date of publication: YYYY, YYYY-MM, YYYY-MM-DD or unknown", optional(date), "unknown")
READ = Prompt("read", "When you read it, if not today", date)
RELIABILITY = Prompt(
    "reliability",
    "Reliability (high, medium or low)",
    one_line,
    complete=complete_value("reliability", "$defs", "source"),
)
ID = Prompt("id", "Id of the source in the company's file", one_line)
COPY = Prompt("copy", "Address of the copy that you read, if not the document itself", optional(address))
ARCHIVED = Prompt("archived", "Address of an archived copy", optional(address))
LANGUAGE = Prompt("language", "Language of the source as an ISO 639 code, such as ko, if it is not English", one_line)
NOTE = Prompt("note", "What a reader should know about the source", one_line)
QUOTE = Prompt("quote", "Quote, word for word", quote, is_long=True)
TRANSLATION = Prompt("translation", "English translation of a quote in another language", one_line, "", is_long=True)
LOCATOR = Prompt("locator", "Section, page or heading, if there is one", one_line, "")
SHOWS = Prompt("shows", "Criteria that it shows (numbers or ids; empty: none)", some_of({}), "")
REFUTES = Prompt("refutes", "Criteria that it refutes (numbers or ids; empty: none)", some_of({}), "")
CHANGE = Prompt(
    "change",
    "Reason for the change",
    one_line,
    "new-evidence",
    complete=complete_value("change", "$defs", "assessment"),
)
ASSESSED = Prompt("assessed", "Day of the judgement, if not today", day)
SINCE = Prompt("since", "Since when it holds, if not since the day that the documents support", optional(date))
SINCE_REASON = Prompt(
    "since_reason", "Why it does not hold from the day that the documents support, if it begins later", one_line, ""
)
STATUS = Prompt(
    "status",
    "Status, if not the one that follows from the evidence",
    one_line,
    complete=complete_value("status", "$defs", "assessment"),
)
SEARCHED_FOR = Prompt("searched_for", "What was looked for without success; needed for no-evidence", line)
SEARCHED_WHERE = Prompt("searched_where", "Where it was looked for", line)
SEARCHED_ON = Prompt("searched_on", "When it was looked for", date)
DROP = Prompt(
    "drop",
    "Quotes of the latest assessment that no longer hold, one a line (its number or first words, a colon, the reason)",
    one_line,
    "",
    is_long=True,
)
FORGET_SEARCH = Prompt("forget_search", "Numbers of earlier searches that the log no longer needs", one_line, "")
REASON = Prompt("reason", "Reason: what the documents show and do not show", line, is_long=True)

CHANGES = {
    "company-acted": "the company did, published or withdrew something",
    "new-evidence": "something was found that existed before",
    "source-changed": "a cited document was changed, moved or taken down",
    "correction": "the earlier assessment was wrong; the reason says how",
    "method-changed": "the criteria or the rules changed, not the facts",
}


class _Searches(TypedDict):
    searched: tuple[Search, ...]
    forgotten: tuple[int, ...]


_JUDGED = {
    Status.NOT_APPLICABLE: "the commitment does not reach the company",
    Status.NOT_ASSESSABLE: "public information cannot settle it",
}


def ask_company(talk: Conversation, project: Project) -> CompanyFile:
    """The file of the company that the addition is about."""
    prompt = COMPANY.among(company_names(project.dataset), company_ids(project.dataset))
    return company_file(project.files, project.dataset, talk.ask(prompt))


def ask_evidence(talk: Conversation, project: Project, file: CompanyFile) -> NewAssessment:
    """An assessment with one quote or several; without its reason, which depends on what follows."""
    pledge, commitment = _ask_commitment(talk, file)
    target, company, evidence = file.target(pledge, commitment), file.company, []
    quote_talk = talk
    while True:
        source = _ask_source(quote_talk, project, company)
        if source.id not in company.sources:
            company = with_source(company, source)
        evidence.append(_ask_evidence(quote_talk, source, target))
        if not talk.has_asked or not confirmed("Another quote for this commitment?", default=False):
            break
        quote_talk = Conversation({})
    return NewAssessment(
        pledge=pledge,
        commitment=commitment,
        change=_ask_change(talk, target),
        assessed=talk.take(replace(ASSESSED, default=project.own_day)),
        since=talk.take(SINCE),
        dropped=_ask_dropped(talk, target),
        **_ask_searches(talk, project, target),
        since_reason=talk.take(SINCE_REASON),
        sources=tuple(source for source in company.sources.values() if source.id not in file.company.sources),
        evidence=tuple(evidence),
    )


def ask_assessment(talk: Conversation, project: Project, file: CompanyFile) -> NewAssessment:
    """A judgement without new quotes; without its reason, which depends on what follows."""
    pledge, commitment = _ask_commitment(talk, file)
    target = file.target(pledge, commitment)
    new = NewAssessment(
        pledge=pledge,
        commitment=commitment,
        change=_ask_change(talk, target),
        assessed=talk.take(replace(ASSESSED, default=project.own_day)),
        since=talk.take(SINCE),
        dropped=_ask_dropped(talk, target),
        **_ask_searches(talk, project, target),
    )
    follows = consequence(file, new)
    choices = {str(follows.status): "follows from the evidence", **{str(status): _JUDGED[status] for status in _JUDGED}}
    status = talk.ask_along(replace(STATUS.among(choices), default=str(follows.status)))
    needs_search = status == Status.NO_EVIDENCE and follows.before is not Status.NO_EVIDENCE
    searched = (_ask_search(talk, project),) if needs_search and not new.searched else new.searched
    new = replace(new, status=status, searched=searched)
    supported = consequence(file, new).since
    since = talk.ask_along(replace(SINCE, default=str(supported)))
    is_late = bool(since) and PartialDate(since).last > supported.last
    return replace(new, since=since, since_reason=(talk.ask_along if is_late else talk.take)(SINCE_REASON))


def ask_reason(talk: Conversation, follows: Consequence) -> str:
    """The reason of an assessment; empty where the status stays and the earlier reason with it."""
    before = f", before {word(follows.before)}" if follows.before else ""
    talk.say(f"\n  {word(follows.status)} since {follows.since}{before}")
    if follows.before is follows.status:
        return talk.ask_along(replace(REASON, text="Reason, if it is no longer the same", accept=one_line, default=""))
    return talk.ask(REASON)


def _ask_commitment(talk: Conversation, file: CompanyFile) -> tuple[str, str]:
    """The pledge and the commitment."""
    company = file.company
    choices = {
        f"{pledge.id}/{commitment.id}": f"{_status(company, pledge.id, commitment.id):15} {commitment.title}"
        for pledge in file.pledges.values()
        if company.id in pledge.signatories
        for commitment in pledge.commitments.values()
    }
    names = commitment_ids(pledge for pledge in file.pledges.values() if company.id in pledge.signatories)
    pledge_id, _, commitment_id = talk.ask(COMMITMENT.among(choices, names)).partition("/")
    return pledge_id, commitment_id


def _status(company: Company, pledge: str, commitment: str) -> str:
    return label(latest_status(company.assessments.get(pledge, {}).get(commitment, ())))


def _ask_evidence(talk: Conversation, source: Source, target: Target) -> Evidence:
    quote = _without_residue(talk.ask(QUOTE))
    # Where every letter is an English one, the quote may still be in another language: then the option is there.
    translation = _without_residue((talk.take if quote.isascii() else talk.ask_along)(TRANSLATION))
    locator = talk.ask_along(LOCATOR)
    shows, refutes = _ask_criteria(talk, target)
    return Evidence(
        source=source.id, quote=quote, translation=translation, locator=locator, shows=shows, refutes=refutes
    )


def _without_residue(words: str) -> str:
    """The words without what copying left in them; whoever typed them is told."""
    for residue in residues(words):
        if residue.is_mendable:
            say(f"{told('quote', words, residue)}: taken out", err=True)
    return without_residue(words)


def _ask_source(talk: Conversation, project: Project, company: Company) -> Source:
    if talk.is_given(SOURCE):
        return company.sources[talk.ask(SOURCE.among({id: source.title for id, source in company.sources.items()}))]
    url = talk.ask(URL)
    known = source_at(company, url)
    if known is not None:
        say(f"this is the source `{known.id}`: {known.title}", err=True)
        return known
    schema = source_schema(project.files)
    kinds, levels = (dict.fromkeys(schema[field]["enum"], "") for field in ("kind", "reliability"))
    meanings = schema["reliability"]["description"].replace("; ", "\n")
    reliability = replace(RELIABILITY, text=f"{meanings}\n{RELIABILITY.text}")
    return Source(
        url=url,
        title=(title := talk.ask(TITLE)),
        publisher=talk.ask(replace(PUBLISHER, default=company.name)),
        kind=talk.ask(KIND.among(kinds)),
        published=PartialDate(published) if (published := talk.ask(PUBLISHED)) else None,
        read=PartialDate(talk.take(replace(READ, default=project.own_day))),
        reliability=talk.ask(reliability.among(levels)),
        id=_source_id(talk, title, company),
        copy=talk.take(COPY),
        archived=talk.take(ARCHIVED),
        language=talk.take(LANGUAGE),
        note=talk.take(NOTE),
    )


def _source_id(talk: Conversation, title: str, company: Company) -> str:
    """The id of a new source; asked for only where none can be made of its title."""
    prompt = ID.new_id(title, company.sources)
    return talk.take(prompt) if prompt.default else talk.ask(prompt)


def _ask_criteria(talk: Conversation, target: Target) -> tuple[tuple[str, ...], tuple[str, ...]]:
    criteria = target.commitment.criteria
    states = criterion_states(criteria, target.latest.evidence if target.latest else ())
    choices = {id: f"{states[id]:9} {sentence}" for id, sentence in criteria.items()}
    shows, refutes = replace(SHOWS, accept=some_of(choices), choices=choices), replace(REFUTES, accept=some_of(choices))
    if talk.is_given(shows) or talk.is_given(refutes):
        # Whoever says what a quote shows has also said that it refutes nothing, and vice versa.
        return talk.take(shows), talk.take(refutes)
    shown = talk.ask(shows)
    return shown, () if len(shown) == len(criteria) else talk.ask(refutes)


def _ask_change(talk: Conversation, target: Target) -> str:
    """Why the assessment differs from the one before; empty where it is the first."""
    return talk.ask_along(CHANGE.among(CHANGES)) if target.latest else ""


def _ask_dropped(talk: Conversation, target: Target) -> tuple[DroppedQuote, ...]:
    """The quotes of the latest assessment that no longer hold; none by default."""
    evidence = target.latest.evidence if target.latest else ()

    def accept(text: str) -> tuple[DroppedQuote, ...]:
        try:
            return find_drops(text, evidence)
        except DropError as error:
            raise EditError(str(error)) from None

    if talk.has_asked and evidence and not talk.is_given(DROP):
        talk.say(f"The latest assessment cites:{numbered(evidence)}")
    prompt = Prompt(DROP.option, DROP.text, accept, DROP.default, is_long=True)
    return talk.ask_along(prompt) if evidence else talk.take(prompt)


def _ask_searches(talk: Conversation, project: Project, target: Target) -> _Searches:
    """The search that an option names, and the earlier ones that no longer count."""
    earlier = target.latest.searched if target.latest else ()
    choices = {str(number): search.subject for number, search in enumerate(earlier, start=1)}
    forgotten = talk.take(Prompt(FORGET_SEARCH.option, FORGET_SEARCH.text, some_of(choices), ""))
    searched = (_ask_search(talk, project),) if talk.is_given(SEARCHED_FOR) else ()
    return {"searched": searched, "forgotten": tuple(map(int, forgotten))}


def _ask_search(talk: Conversation, project: Project) -> Search:
    subject, place = talk.ask(SEARCHED_FOR), talk.ask(SEARCHED_WHERE)
    when = talk.ask_along(replace(SEARCHED_ON, default=project.own_day))
    return Search(subject=subject, place=place, date=PartialDate(when))
