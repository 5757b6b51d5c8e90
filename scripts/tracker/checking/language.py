"""Whether words are surely not English, by a model that comes with its library and knows 139 languages."""

from functools import cache, lru_cache
from importlib import import_module
from typing import Any

# In the record, quotes in other languages come to less than a hundred-thousandth, and the least English of English,
# rows of numbers, to more than a hundredth. What lies between is not guessed at: docs/decisions/languages.md.
_SURELY_NOT = 0.001


@cache
def _identifier() -> Any:  # noqa: ANN401 (the library has no types)
    """The model, which takes half a second to load: only where there is something to ask."""
    langid = import_module("py3langid.langid")
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=8192)
def is_surely_not_english(words: str) -> bool:
    """Whether the words are in another language; False also where that is not sure."""
    return bool(dict(_identifier().rank(words))["en"] < _SURELY_NOT)
