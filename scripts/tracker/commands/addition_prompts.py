"""What somebody who found something has to tell: of whom, of which commitment, where it stands and what it shows."""

import dataclasses
import json
from collections.abc import Mapping

import click

from tracker.commands import prompts as asking
from tracker.commands.prompts import Conversation, Question
from tracker.commands.writing import SoundProject, own_day
from tracker.contributing.additions import (
    CompanyFile,
    NewAssessment,
    NewEvidence,
    NewSource,
    Outcome,
    company_file,
    one_line,
    outcome,
    source_at,
    with_source,
)
from tracker.model import Company, PartialDate, Search, Status
from tracker.status import criterion_states, label, latest_status, word
from tracker.text import proposed_id

CHANGES = {
    "company-acted": "the company did, published or withdrew something",
    "new-evidence": "something was found that existed before",
    "source-changed": "a cited document was changed, moved or taken down",
    "correction": "the earlier assessment was wrong; the reason says in what",
    "method-changed": "the criteria or the rules changed, not the facts",
}
_JUDGED = {
    Status.NOT_APPLICABLE: "the commitment does not reach the company",
    Status.NOT_ASSESSABLE: "public information cannot settle it",
}


def ask_company(talk: Conversation, project: SoundProject) -> CompanyFile:
    """The file of the company that the finding is about."""
    names = {company.id: company.name for company in project.dataset.companies.values()}
    company = talk.answer(Question("company", "Company", asking.one_of(names), choices=names))
    return company_file(project.files, project.dataset, company)


def ask_cell(talk: Conversation, file: CompanyFile) -> tuple[str, str]:
    """The pledge and the commitment."""
    company = file.company
    cells = {
        f"{pledge.id}/{commitment.id}": f"{_now(company, pledge.id, commitment.id):15} {commitment.title}"
        for pledge in file.pledges.values()
        if company.id in pledge.signatories
        for commitment in pledge.commitments.values()
    }
    chosen = talk.answer(Question("commitment", "Commitment", asking.one_of(cells), choices=cells))
    pledge_id, _, commitment_id = chosen.partition("/")
    return pledge_id, commitment_id


def _now(company: Company, pledge: str, commitment: str) -> str:
    return label(latest_status(company.assessments.get(pledge, {}).get(commitment, ())))


def ask_evidence(talk: Conversation, project: SoundProject, file: CompanyFile) -> tuple[NewEvidence, ...]:
    """One quote or several, where they stand and what they show; without the reason, which depends on what follows."""
    pledge, commitment = ask_cell(talk, file)
    first = _ask_quote(talk, project, file, NewEvidence(pledge, commitment, "", "", ""))
    quotes, asking_on, company = [first], Conversation({}), file.company
    while talk.has_asked and click.confirm("Another quote for this commitment?", default=False, err=True):
        if isinstance(quotes[-1].source, NewSource):
            company = with_source(company, quotes[-1].source)
        quotes.append(_ask_quote(asking_on, project, dataclasses.replace(file, company=company), first))
    change, assessed, since = _ask_judgement(talk, file, pledge, commitment)
    return dataclasses.replace(first, change=change, assessed=assessed, since=since), *quotes[1:]


def _ask_quote(talk: Conversation, project: SoundProject, file: CompanyFile, start: NewEvidence) -> NewEvidence:
    source = _ask_source(talk, project, file.company)
    quote = talk.answer(Question("quote", "Quote, word for word", asking.quote, is_long=True))
    english = Question("translation", "English translation, if it is not English", one_line, "", is_long=True)
    translation = talk.option(english)
    locator = talk.option(Question("locator", "Section, page or heading, if there is one", one_line, ""))
    shows, refutes = _ask_criteria(talk, file, start.pledge, start.commitment)
    return NewEvidence(
        pledge=start.pledge,
        commitment=start.commitment,
        source=source,
        quote=quote,
        assessed="",
        shows=shows,
        refutes=refutes,
        locator=locator,
        translation=translation,
    )


def _ask_source(talk: Conversation, project: SoundProject, company: Company) -> str | NewSource:
    if talk.is_given("source"):
        names = {source.id: source.title for source in company.sources.values()}
        return talk.answer(Question("source", "Source", asking.one_of(names), choices=names))
    url = talk.answer(Question("url", "Address of the document", asking.address))
    known = source_at(company, url)
    if known is not None:
        click.echo(f"this is the source `{known.id}`: {known.title}", err=True)
        return known.id
    return _ask_new_source(talk, url, _enums(project), company)


def _ask_new_source(
    talk: Conversation, url: str, enums: Mapping[str, Mapping[str, str]], company: Company
) -> NewSource:
    kinds, levels = enums["kind"], enums["reliability"]
    title = talk.answer(Question("title", "Title, as it stands on the document", asking.words))
    return NewSource(
        title=title,
        url=url,
        publisher=talk.answer(Question("publisher", "Publisher: whose words these are", asking.words, company.name)),
        kind=talk.answer(Question("kind", "Kind of document", asking.one_of(kinds), choices=kinds)),
        published=talk.answer(
            Question("published", "Published (YYYY, YYYY-MM or YYYY-MM-DD; empty: unknown)", asking.some_date, "")
        ),
        read=talk.given_or_default(Question("read", "Read on", asking.date, own_day())),
        reliability=talk.answer(Question("reliability", "Reliability", asking.one_of(levels), choices=levels)),
        id=talk.option(
            Question(
                "id",
                "Id of the source in the company's file",
                asking.new_id(company.sources),
                proposed_id(title, company.sources) or None,
            )
        ),
        read_at=talk.given_or_default(Question("read_at", "Where you read it", one_line)),
        archived=talk.given_or_default(Question("archived", "Address of a stored copy", asking.some_address)),
        note=talk.given_or_default(Question("note", "Note", one_line)),
    )


def _enums(project: SoundProject) -> Mapping[str, Mapping[str, str]]:
    """The values that the schema allows for the fields of a source, each with what it means, if the schema says it."""
    fields = json.loads(project.files["schema/company.schema.json"])["$defs"]["source"]["properties"]
    meanings = dict(part.split(": ", 1) for part in fields["reliability"]["description"].split("; ") if ": " in part)
    return {name: {each: meanings.get(each, "") for each in fields[name]["enum"]} for name in ("kind", "reliability")}


def _ask_criteria(
    talk: Conversation, file: CompanyFile, pledge: str, commitment: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words, latest = file.cell(pledge, commitment).commitment, file.cell(pledge, commitment).latest
    states = criterion_states(words.criteria, latest.evidence if latest else ())
    choices = {id: f"{states[id]:9} {sentence}" for id, sentence in words.criteria.items()}
    some = asking.some_of(choices)
    shows = Question("shows", "Criteria that it shows (numbers or ids; empty: none)", some, "", choices)
    refutes = Question("refutes", "Criteria that it refutes (numbers or ids; empty: none)", some, "")
    if talk.is_given("shows") or talk.is_given("refutes"):
        # Who names what a quote shows has said by it that it refutes nothing, and the other way round.
        return talk.given_or_default(shows), talk.given_or_default(refutes)
    return talk.answer(shows), talk.answer(refutes)


def _ask_judgement(talk: Conversation, file: CompanyFile, pledge: str, commitment: str) -> tuple[str, str, str]:
    """Why it changes, the day of the judgement, and since when, if not since the day that follows."""
    change = ""
    if file.cell(pledge, commitment).latest is not None:
        question = Question("change", "Reason of the change", asking.one_of(CHANGES), "new-evidence", CHANGES)
        change = talk.option(question)
    assessed = talk.given_or_default(Question("assessed", "Assessed on", asking.day, own_day()))
    return change, assessed, talk.given_or_default(Question("since", "Since", asking.some_date, ""))


def ask_assessment(talk: Conversation, file: CompanyFile) -> NewAssessment:
    """A judgement without new quotes; without its reason, which depends on what follows."""
    pledge, commitment = ask_cell(talk, file)
    change, assessed, since = _ask_judgement(talk, file, pledge, commitment)
    judgement = NewAssessment(pledge, commitment, assessed, since=since, change=change)
    follows = outcome(file, judgement)
    choices = {str(follows.status): "follows from the evidence", **{str(each): _JUDGED[each] for each in _JUDGED}}
    status = talk.option(Question("status", "Status", asking.one_of(choices), str(follows.status), choices))
    searched = _ask_searched(talk, is_needed=status == Status.NO_EVIDENCE and follows.before is not Status.NO_EVIDENCE)
    judgement = NewAssessment(pledge, commitment, assessed, "", status, since, change, searched)
    supported = str(outcome(file, judgement).since)
    since = talk.option(Question("since", "Since", asking.date, supported))
    return NewAssessment(pledge, commitment, assessed, "", status, since, change, searched)


def _ask_searched(talk: Conversation, *, is_needed: bool) -> tuple[Search, ...]:
    if not is_needed and not talk.is_given("searched_for"):
        return ()
    subject = talk.answer(Question("searched_for", "What was looked for without success", asking.words))
    where = talk.answer(Question("searched_where", "Where", asking.words))
    date = talk.option(Question("searched_on", "When", asking.date, own_day()))
    return (Search(subject=subject, place=where, date=PartialDate(date)),)


def ask_reason(talk: Conversation, follows: Outcome) -> str:
    """The reason of an assessment; empty where the status stays and the earlier reason with it."""
    before = f", before {word(Status(follows.before))}" if follows.before else ""
    talk.say(f"\n  {word(follows.status)} since {follows.since}{before}")
    if follows.before is follows.status:
        return talk.option(Question("reason", "Reason, if it is another now", one_line, "", is_long=True))
    question = Question("reason", "Reason: what the documents show and do not show", asking.words, is_long=True)
    return talk.answer(question)
