"""Rules on the layout of files, for those who read and compare them; `make fix` applies them."""

from collections.abc import Iterator

from tracker.checking.scope import Scope
from tracker.problem import Problem
from tracker.reading.layout import WIDTH, long_texts, misplaced_fields

_FIX = "or run `make fix`"


def fields_in_order(scope: Scope) -> Iterator[Problem]:
    """The fields of a file are in the order of its schema."""
    for document, schema in scope.documents():
        for path, other in misplaced_fields(document.value, schema.root):
            message = f"`{path[-1]}` belongs before `{other}`"
            yield document.problem_at_key("field-order", path, message, f"move it up, {_FIX}")


def long_texts_are_folded(scope: Scope) -> Iterator[Problem]:
    """A text that would run past the last column is folded."""
    for document, _schema in scope.documents():
        for path, _words in long_texts(document):
            message = f"this text runs past column {WIDTH}"
            yield document.problem("long-line", path, message, f"write `>-` and the text on the lines below, {_FIX}")


RULES = (fields_in_order, long_texts_are_folded)
