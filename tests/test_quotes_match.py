"""A quote is found where all of its words stand in the text, under any layout, and nowhere else."""

import random
import re
from collections import Counter

import pytest

from tests.bench.quotes import record_quotes
from tests.quote_noise import ALTERATIONS, NOISES, altered
from tracker.model import Dataset
from tracker.quotes.match import Match, SearchableText
from tracker.verdicts import Verdict

FOUND, DRIFTED, MISSING = Verdict.FOUND, Verdict.DRIFTED, Verdict.MISSING


def look_up(quote: str, text: str) -> Match:
    return SearchableText(text).look_up(quote)


@pytest.mark.parametrize("kind", NOISES)
def test_true_quotes_are_found_under_noise(kind: str, own_data: Dataset) -> None:
    # A mark of a citation inside a quote, such as [51], is what the noise adds and what a match leaves out.
    chance, record = random.Random(kind), [each for each in record_quotes(own_data) if not re.search(r"\[\d+\]", each)]
    chosen = record[:: len(record) // 100]
    pages = [NOISES[kind](f"{record[0]}\n\n{quote}\n\n{record[1]}", chance) for quote in chosen]
    lost = [quote for quote, page in zip(chosen, pages, strict=True) if look_up(quote, page).verdict is not FOUND]
    assert len(lost) <= len(chosen) // 100, lost


def test_altered_quotes_are_never_found(own_data: Dataset) -> None:
    chance, kinds = random.Random(3), Counter[str]()
    for quote in record_quotes(own_data)[::4]:
        text = SearchableText(f"Before it.\n\n{quote}\n\nBehind it.")
        for kind, words in altered(quote, chance):
            kinds[kind] += 1
            assert text.look_up(words).verdict is not FOUND, (kind, quote, words)
    assert set(kinds) == set(ALTERATIONS)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("We publish our safety framework.", "we\u00a0publish our safety\u2003framework."),
        ("non-profit and long-term goals", "non-\nprofit and long\u2010term goals"),
        ("short- and long-term goals", "short- and long-term goals"),
        ("more than 10^26 operations", "more than 10\u00b2\u2076 operations"),
        ("more than 1026 operations", "more than 10\u00b2\u2076 operations"),
        ("it holds the weights back. We", "it holds the weights back.12 We"),
        ("assess risks and report them", "1. assess risks\n2. and report them"),
        ("the models: 1. Llama 2. Grok", "the models:\n1. Llama\n2. Grok"),
        ("(1) Frontier Risks (2)Safety Risks", "(1) Frontier Risks\n(2)Safety Risks"),
        ("他们从外部攻击者的视角，进行了测试。", "他们从外部攻击者\n的视角,进行了 测试。"),
        ("see [the card](https://example.org/a)", "see [the card](https://example.org/a), and"),
        ("see [the card](https://example.org/a)", "see the card, and"),
        ("Our risk levels", "OUR RISK LEVELS"),
        ("less than <= 4sec of \"video\"", "less than <= 4sec of &quot;video&quot;"),
        ("ThresholdsHigh risk", "Thresholds\tHigh risk"),
    ],
)  # fmt: skip
def test_layout_is_no_difference(quote: str, text: str) -> None:
    assert look_up(quote, text).verdict is FOUND


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("We do share model weights.", "We do not share model weights."),
        ("share model weights with anybody", "We do not share model weights with anybody"),
        ("share model weights with anybody", "We don\u2019t share model weights with anybody"),
        ("We publish all results", "We publish all results unless a partner objects"),
        ("We publish all results.", "We publish all results, where partners agree."),
        ("compliant systems are deployed", "non-compliant systems are deployed"),
        ("5 models were tested by experts", "1.5 models were tested by experts"),
        ("a score of 5 models were tested", "a score of -5 models were tested"),
        ("it rose to 1", "it rose to 1.5"),
        ("it rose to 15", "it rose to 1.5"),
        ("it rose by 5", "it rose by 5%"),
        ("1000 people read it", "1,000 people read it"),
        ("The model is notable here", "The model is not able here"),
        ("We test. We publish results.", "We test, we publish results."),
        ("We test we publish results.", "We test. We publish results."),
        ("our [card](https://example.org/a)", "our [card](https://example.org/b)"),
        ("usage [3] of models is safe", "usage [4] of models is safe"),
        ("models can help US to win", "models can help us to win"),
        ("the art of testing it", "the part of testing it"),
    ],
)
def test_other_words_are_never_found(quote: str, text: str) -> None:
    assert look_up(quote, text).verdict in (DRIFTED, MISSING)


def test_a_cut_keeps_the_order_and_the_meaning_of_what_it_leaves_out() -> None:
    text = (
        "We evaluate all models, large or small, before release. We do not share any weights. "
        "Partners share some. They are audited every year, unless they object."
    )
    assert look_up("We evaluate all models [...] before release.", text).verdict is FOUND
    assert look_up("before release. [\u2026] Partners share some.", text).verdict is FOUND
    assert look_up("We do [...] share any weights.", text).verdict is DRIFTED
    assert look_up("We evaluate [...] share some.", text).verdict is DRIFTED
    assert look_up("Partners share some. [...] We evaluate all models", text).verdict is DRIFTED
    assert look_up("They are audited [...] they object", text).verdict is DRIFTED


def test_parts_of_a_quote_stand_near_each_other() -> None:
    filler = "Many words about nothing at all. " * 300
    match = look_up("We evaluate models. [...] We publish results.", f"We evaluate models. {filler}We publish results.")
    assert match.verdict is DRIFTED
    assert match.differences[0].quote == "[...]"


def test_a_near_match_says_where_it_is_and_which_words_differ() -> None:
    text = f"{'Something else is said here. ' * 30}We will never deploy a model above the threshold. {'More. ' * 40}"
    match = look_up("We will not deploy a model above that threshold.", text)
    assert match.verdict is DRIFTED
    assert [(each.quote, each.text) for each in match.differences] == [("not", "never"), ("that", "the")]
    assert match.passage == "We will never deploy a model above the threshold"
    assert round(match.similarity, 2) == 0.8
    assert 0.7 < match.at < 0.8


def test_words_that_are_not_in_a_text_are_missing() -> None:
    assert look_up("Our bounty pays up to 20,000 dollars.", "A page about cats and dogs. " * 50).verdict is MISSING
    assert look_up("Our bounty pays up to 20,000 dollars.", "").verdict is MISSING
    assert look_up("[...]", "Anything at all").verdict is MISSING
