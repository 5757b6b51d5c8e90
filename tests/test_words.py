"""Numbers and nouns as the pages write them."""

import pytest

from tracker.pages.rendering import kind_words, number
from tracker.text import counted, document_address, is_amp_page, without_tracking, word_count


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (999, "999"), (1899, "1,899"), (1234567, "1,234,567")])
def test_the_thousands_of_a_number_are_separated(count: int, words: str) -> None:
    assert number(count) == words


@pytest.mark.parametrize(
    ("count", "nouns", "words"),
    [
        (1, ("quote",), "1 quote"),
        (0, ("quote",), "0 quotes"),
        (2260, ("row",), "2,260 rows"),
        (1, ("company", "companies"), "1 company"),
        (26, ("company", "companies"), "26 companies"),
    ],
)
def test_a_noun_follows_its_number(count: int, nouns: tuple[str, ...], words: str) -> None:
    assert counted(count, *nouns) == words


@pytest.mark.parametrize(
    ("kind", "words"),
    [("policy", "Policy"), ("system-card", "System card"), ("third-party-review", "Third-party review")],
)
def test_the_kind_of_a_source_is_written_as_people_write_it(kind: str, words: str) -> None:
    assert kind_words(kind) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We stop training, at once.", 5),
        ("危険が大きすぎるときは、", 7),
        ("เราจะหยุดการฝึกเมื่อความเสี่ยงสูงเกินไป", 11),
        ("ພວກເຮົາຈະຢຸດການຝຶກ", 6),
        ("យើងនឹងបញ្ឈប់ការបណ្តុះបណ្តាល", 7),
        ("ကျွန်ုပ်တို့ လေ့ကျင့်မှုကို ရပ်ပါမည်", 7),
        ("รุ่น GPT-4 ปลอดภัย", 5),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert word_count(text) == words


ADDRESS = "https://example.org/a/b?x=1"


@pytest.mark.parametrize(
    "same",
    [
        "http://example.org/a/b?x=1",
        "https://EXAMPLE.org/a/b?x=1",
        "https://example.org:443/a/b?x=1",
        "http://example.org:80/a/b?x=1",
        "https://example.org/a/b/?x=1",
        "https://example.org/a/b?x=1#part",
        "https://example.org/a/b?x=1#:~:text=the%20words",
        "https://example.org/a/b?utm_source=x&x=1&utm_medium=y",
        "https://example.org/a/b?x=1&fbclid=1&gclid=2&ref=news",
        "https://web.archive.org/web/20240901000000/https://example.org/a/b?x=1",
        "https://web.archive.org/web/20240901000000if_/http://example.org:80/a/b?x=1",
        "https://web.archive.org/web/2024*/example.org/a/b?x=1#part",
        " https://example.org/a/b?x=1 ",
    ],
)
def test_one_document_has_one_address(same: str) -> None:
    assert document_address(same) == document_address(ADDRESS) == "example.org/a/b?x=1"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a/B?x=1",
        "https://example.org/a/b?x=2",
        "https://example.org/a/b",
        "https://example.org:8443/a/b?x=1",
        "https://www.example.org/a/b?x=1",
        "https://example.org/a/b?x=1&reference=2",
        "https://web.archive.org/about",
        "https://example.org:port/a/b?x=1",
    ],
)
def test_another_document_has_another_address(other: str) -> None:
    assert document_address(other) != document_address(ADDRESS)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://example.org/a?utm_source=x&page=2&UTM_medium=y#part", "https://example.org/a?page=2#part"),
        ("https://example.org/a/?ref=news.example.com", "https://example.org/a/"),
        ("https://example.org/a?fbclid=1&gclid", "https://example.org/a"),
        ("https://example.org/a?ref=main&reference=x.y", "https://example.org/a?ref=main&reference=x.y"),
        ("https://example.org/a#utm_source=x", "https://example.org/a#utm_source=x"),
        ("https://example.org/?", "https://example.org/?"),
    ],
)
def test_an_address_loses_only_the_parameters_of_tracking(url: str, plain: str) -> None:
    assert without_tracking(url) == plain


@pytest.mark.parametrize(
    ("url", "is_amp"),
    [
        ("https://example.org/article.ece/amp/", True),
        ("https://example.org/amp/news/1", True),
        ("https://amp.example.org/news/1", True),
        ("https://example-org.cdn.ampproject.org/c/s/example.org/1", True),
        ("https://example.org/news/articleViewAmp.html?idxno=1", True),
        ("https://example.org/news?id=1&outputType=amp", True),
        ("https://example.org/news/amplifier", False),
        ("https://example.org/camp/amps?example=amp", False),
        ("https://example.org/news#/amp/", False),
    ],
)
def test_an_amp_page_is_known_by_its_address(url: str, is_amp: bool) -> None:
    assert is_amp_page(url) == is_amp
