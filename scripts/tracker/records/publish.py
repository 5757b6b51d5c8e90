"""Every file that programs read, from rows that are worked out and checked once."""

from collections.abc import Mapping

from tracker.records.answers import ANSWERS, ENVELOPE, RECORDS
from tracker.records.api import Plain, answers, api_files
from tracker.records.downloads import downloads
from tracker.records.record import fill
from tracker.records.tables import TABLES
from tracker.views.view import View


def record_files(view: View) -> Mapping[str, bytes]:
    """The API and the downloads, `{path: bytes}`; UnfitOutput where a value is not what its field says."""
    filled = fill(RECORDS, view)
    return {**api_files(filled, view), **downloads(filled, view)}


def download_files(view: View) -> Mapping[str, bytes]:
    """The downloads alone."""
    return downloads(fill(TABLES, view), view)


def cell_answers(view: View) -> Mapping[str, Plain]:
    """What the API says of each cell, by the cell's id: without what every answer says of itself."""
    (kind,) = (each for each in ANSWERS if each.name == "cell")
    head = {field.name for field in ENVELOPE}
    return {
        answer["cell"]["cell_id"]: {name: value for name, value in answer.items() if name not in head}
        for _address, answer in answers(kind, fill(RECORDS, view), view)
    }
