"""Cells for a terminal: their status, since when, and the evidence."""

from collections.abc import Iterator, Sequence

from tracker.model import Status
from tracker.status import LOOKS, STATE_LOOKS, Look, label
from tracker.views.cells import AssessmentView, Cell, Quotation


def badge(status: Status, *, colours: bool) -> str:
    """Shape and word of a status."""
    return _painted(label(status), LOOKS[status], colours=colours)


def _painted(text: str, look: Look, *, colours: bool) -> str:
    shown = f"{look.glyph} {text}"
    return f"\x1b[{look.terminal}m{shown}\x1b[0m" if colours and look.terminal else shown


def cells_text(cells: Sequence[Cell], *, colours: bool) -> str:
    """The cells of one company, a line each, below the pledge that they belong to."""
    lines = [f"{cells[0].company.name} ({cells[0].company.id})"]
    width = max(len(cell.commitment.id) for cell in cells)
    for number, cell in enumerate(cells):
        if number == 0 or cell.pledge.id != cells[number - 1].pledge.id:
            lines += ["", f"{cell.pledge.short_name} ({cell.pledge.id})"]
        shape = badge(cell.status, colours=colours) + " " * (16 - len(label(cell.status)))
        since = f"since {cell.latest.since}" if cell.latest else ""
        lines.append(f"  {shape}{cell.commitment.id:{width}}  {since}".rstrip())
    return "\n".join(lines)


def cell_text(cell: Cell, *, colours: bool) -> str:
    """One cell with everything that it is based on."""
    number = f"{cell.commitment.number}. " if cell.commitment.number else ""
    lines = [
        f"{cell.company.name}, {cell.pledge.short_name}: {number}{cell.commitment.title}",
        f"{cell.company.id} {cell.pledge.id}/{cell.commitment.id}",
        "",
    ]
    if cell.current is None:
        return "\n".join([*lines, badge(cell.status, colours=colours), LOOKS[cell.status].meaning])
    lines += [*_assessment(cell.current, colours=colours), *_remarks(cell.current)]
    for view in cell.earlier:
        since = f"earlier: since {view.assessment.since}, assessed {view.assessment.assessed}"
        lines += ["", f"{since}: {badge(view.status, colours=colours)}", f"  {view.assessment.reason}"]
    return "\n".join(lines)


def _assessment(view: AssessmentView, *, colours: bool) -> Iterator[str]:
    own = view.assessment
    change = f" ({own.change})" if own.change else ""
    yield f"{badge(view.status, colours=colours)} since {own.since}, assessed {own.assessed}{change}"
    if own.since_reason:
        yield f"not earlier: {own.since_reason}"
    yield own.reason
    yield "\ncriteria"
    for criterion in view.criteria:
        state = _painted(f"{criterion.state:9}", STATE_LOOKS[criterion.state], colours=colours)
        yield f"  {state} {criterion.id}: {criterion.text}"
    if view.quotations:
        yield "\nevidence"
    for quotation in view.quotations:
        yield from _quotation(quotation)
    if view.assessment.dropped:
        yield "\nno longer counted"
    for dropped in view.assessment.dropped:
        yield f"  “{dropped.quote}”\n    {dropped.reason}"
    if view.assessment.searched:
        yield "\nsearched without success"
    for search in view.assessment.searched:
        yield f"  {search.subject} ({search.place}, {search.date})"


def _quotation(quotation: Quotation) -> Iterator[str]:
    item, source = quotation.evidence, quotation.source
    yield f"  “{item.quote}”"
    if item.translation:
        yield f"    in English: {item.translation}"
    locator = f", {item.locator}" if item.locator else ""
    published = f"published {source.published}" if source.published else "without a date"
    yield f"    {source.title}{locator} ({source.publisher}, {published}, read {source.read})"
    yield f"    {source.id}: {source.url}"
    bearings = {"shows": item.shows, "refutes": item.refutes}
    yield "    " + ("; ".join(f"{verb} {', '.join(ids)}" for verb, ids in bearings.items() if ids) or "context")


def _remarks(view: AssessmentView) -> Iterator[str]:
    own = view.assessment
    for reading in own.readings:
        outcome = "agreed" if reading.agreed else "disagreed"
        yield f"\nread again on {reading.date}: {outcome}. {reading.note}".rstrip()
    for dispute in own.disputes:
        yield f"\ncontested on {dispute.date} by {dispute.by}: {dispute.grounds}"
        if not dispute.is_open:
            yield f"  {dispute.outcome} on {dispute.decided}: {dispute.answer}"
    for reply in own.replies:
        yield f"\nreply of {reply.date} by {reply.by}: {' '.join(reply.text.split())}"
