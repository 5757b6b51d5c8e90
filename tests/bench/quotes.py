"""How well and how fast quotes are looked up: true ones under noise, altered ones, and many of both in much text."""

import itertools
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests import ROOT
from tests.bench.table import plain
from tests.quote_noise import NOISES, altered
from tracker.checking.check import check
from tracker.commands.project import today
from tracker.files import read_tree
from tracker.model import Dataset
from tracker.quotes.match import SearchableText
from tracker.verdicts import Verdict

CASES = 1000
DOCUMENTS, QUOTES, DOCUMENT_LENGTH = 600, 2000, 40_000


def record_quotes(dataset: Dataset) -> list[str]:
    """All quotes of the record without cuts, in an order that neither depends on company nor on source."""
    texts = {
        item.quote
        for company in dataset.companies.values()
        for pledge in company.assessments.values()
        for assessment in itertools.chain.from_iterable(pledge.values())
        for item in assessment.evidence
    }
    return sorted((text for text in texts if "[...]" not in text), key=lambda text: text[::-1])


def is_found(quote: str, page: str) -> bool:
    return SearchableText(page).look_up(quote).verdict is Verdict.FOUND


def true_ones(quotes: Sequence[str], chance: random.Random) -> tuple[int, int]:
    """How many of true quotes are found, and of how many, over all kinds of noise."""
    found = sum(
        is_found(quote, noise(f"{before}\n\n{quote}\n\n{after}", chance))
        for noise in NOISES.values()
        for before, quote, after in zip(quotes, quotes[1 : CASES + 1], quotes[2:], strict=False)
    )
    return found, CASES * len(NOISES)


def altered_ones(quotes: Sequence[str], chance: random.Random) -> tuple[Counter[str], Counter[str]]:
    """By kind of alteration: how many altered quotes are found all the same, and of how many."""
    found, total = Counter[str](), Counter[str]()
    for quote in itertools.cycle(quotes):
        page = f"Before it.\n\n{quote}\n\nBehind it."
        for kind, words in altered(quote, chance):
            if total[kind] < CASES // 5:
                total[kind] += 1
                found[kind] += is_found(words, page)
        if total.total() == CASES:
            return found, total
    raise AssertionError("an endless cycle ends by its return")


def many(quotes: Sequence[str], chance: random.Random) -> tuple[float, float, int]:
    """Processor seconds for many quotes in many documents and for a plain search in them, and how many were found."""
    documents: list[list[str]] = [[] for _number in range(DOCUMENTS)]
    asked = [(number % DOCUMENTS, chance.choice(quotes)) for number in range(QUOTES)]
    for number, quote in asked:
        documents[number].append(quote)
    for parts in documents:
        length = sum(map(len, parts))
        while length < DOCUMENT_LENGTH:
            parts.append(chance.choice(quotes))
            length += len(parts[-1])
        chance.shuffle(parts)
    texts = ["\n\n".join(parts) for parts in documents]
    start = time.process_time()
    search = sum(quote in texts[number] for number, quote in asked)
    middle = time.process_time()
    searchable = [SearchableText(text) for text in texts]
    found = sum(searchable[number].look_up(quote).verdict is Verdict.FOUND for number, quote in asked)
    end = time.process_time()
    assert search == QUOTES
    return end - middle, middle - start, found


def main() -> None:
    """Print a table in Markdown, of the quotes of the project's own data."""
    dataset = check(read_tree(ROOT), today()).dataset
    assert dataset is not None, "the data has problems: run `make check`"
    quotes, chance = record_quotes(dataset), random.Random(1)
    found, total = true_ones(quotes, chance)
    wrong, altered_total = altered_ones(quotes, chance)
    looked, search, in_many = many(quotes, chance)
    share, size = 100 * found / total, DOCUMENTS * DOCUMENT_LENGTH / 1e6
    rows = {
        f"true quotes under {len(NOISES)} kinds of noise": f"{found} of {total} found ({share:.2f} %; goal 99.5 %)",
        "altered quotes": f"{wrong.total()} of {altered_total.total()} found (goal 0)",
        f"{QUOTES} quotes in {DOCUMENTS} documents": f"{in_many} found in {looked:.1f} s of {size:.0f} MB",
        "against a plain search in it": f"{looked / search:.0f} × ({search:.2f} s)",
    }
    lines = plain("Looking quotes up", "Quotes of the project's own data.", ("what", "result"), rows.items())
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()
