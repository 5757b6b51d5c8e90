"""The text of documents as they are in life: pages with scripts and tabs, PDFs in columns, feeds, tables, charsets."""

import csv
import io
import json
from collections.abc import Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tracker.quotes.match import SearchableText
from tracker.quotes.text import document_text
from tracker.verdicts import Verdict

SENTENCE = "We evaluate official models before release and publish what we find in 2026."
PAGE = """<!doctype html><html><head><title>Framework</title><script>var text = "in a script";</script>
<style>p { color: red }</style></head><body><nav><a href="/">Home</a></nav><main>
<h1>Our framework</h1><p>We eval<wbr>uate <b>official</b> mod&shy;els before<br>release and publish what we
find<sup><a href="#n1">12</a></sup> in&nbsp;2026.</p>
<table><tr><th>Level</th><th>Measure</th></tr><tr><td>High</td><td>We hold the weights back.</td></tr></table>
<details><summary>More</summary><p>Closed until you click on it.</p></details>
<div role="tabpanel" hidden><p>The second tab says this.</p></div>
<div style="display:none">Shown on small screens alone.</div>
<p>Training above 10<sup>26</sup> operations.</p><p>He said <q>yes</q> to it.</p>
<ol><li>Assess the risks</li><li>Report them</li></ol>
<aside><ol class="footnotes"><li id="n1">A footnote with words of its own.</li></ol></aside></main>
<script type="application/json">{"body": "<p>Only the page&rsquo;s data <i>has</i> this.</p>"}</script>
</body></html>"""


def verdicts(content: bytes, quotes: Sequence[str], *, type: str = "", name: str = "") -> set[Verdict]:
    document = document_text(content, type=type, name=name)
    text = SearchableText(document.text, document.others)
    return {text.look_up(quote).verdict for quote in quotes}


def pdf(pages: Sequence[Sequence[tuple[int, int, str]]], font: str = "Helvetica") -> bytes:
    """A PDF of texts, each at its place in points from the left and the top of its page."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for page in pages:
        canvas.setFont(font, 10)
        for left, top, text in page:
            canvas.drawString(left, 842 - top, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_page_gives_everything_that_a_reader_can_come_to_see() -> None:
    shown = [
        SENTENCE,
        "High We hold the weights back.",
        "Closed until you click on it.",
        "The second tab says this.",
        "Shown on small screens alone.",
        "Training above 10^26 operations.",
        "He said \"yes\" to it.",
        "Assess the risks Report them",
        "1. Assess the risks 2. Report them",
        "A footnote with words of its own.",
        "Only the page's data has this.",
    ]  # fmt: skip
    assert verdicts(PAGE.encode(), shown) == {Verdict.FOUND}
    assert verdicts(PAGE.encode(), ["in a script", "color: red"]) == {Verdict.MISSING}


def test_words_of_two_blocks_never_run_together() -> None:
    assert "fund\n\nraising" in document_text(b"<html><body><p>fund</p><p>raising</p>").text
    assert verdicts(b"<html><body><p>We are not</p><p>able to say</p>", ["notable"]) == {Verdict.MISSING}


def test_a_page_nested_beyond_reason_is_refused_in_words() -> None:
    deep = b"<html><body>" + b"<div>" * 100_000 + b"text"
    with pytest.raises(ValueError, match="nested too deeply"):
        document_text(deep)


def test_a_pdf_in_two_columns_is_read_column_by_column() -> None:
    left = ["We evaluate official mod-", "els before release and", "publish what we find in", "2026."]
    right = ["The board approves every", "release of a frontier mo-", "del, and says so in pub-", "lic within a month."]
    filler = ["Other words stand here", "and say something else."] * 5
    rows = zip([*left, *filler], [*right, *filler], strict=True)
    lines = [[(60, 60 + 14 * number, a), (320, 60 + 14 * number, b)] for number, (a, b) in enumerate(rows)]
    content = pdf([[item for line in lines for item in line]])
    board = "The board approves every release of a frontier model, and says so in public within a month."
    assert verdicts(content, [SENTENCE, board]) == {Verdict.FOUND}


def test_a_sentence_runs_across_pages_past_head_and_foot() -> None:
    def page(number: int, *lines: str) -> list[tuple[int, int, str]]:
        body = [(60, 100 + 14 * line, text) for line, text in enumerate(lines)]
        return [(60, 40, "Frontier Framework v2"), *body, (290, 810, str(number))]

    pages = [
        page(1, "We evaluate official", "models before"),
        page(2, "release and publish", "what we find in 2026."),
        page(3, "Nothing more."),
    ]
    assert verdicts(pdf(pages), [SENTENCE]) == {Verdict.FOUND}


def test_ligatures_of_a_pdf_are_letters() -> None:
    pdfmetrics.registerFont(TTFont("DejaVuSans", "DejaVuSans.ttf"))
    content = pdf([[(60, 60, "The o\ufb03cial de\ufb01nition of a \ufb02ow is di\ufb00erent.")]], "DejaVuSans")
    assert verdicts(content, ["The official definition of a flow is different."]) == {Verdict.FOUND}


@pytest.mark.parametrize("content", [b"%PDF-1.7 and no more", pdf([[]])])
def test_a_pdf_that_has_no_text_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValueError, match="a PDF"):
        document_text(content)


def test_a_feed_gives_the_text_inside_its_markup() -> None:
    page = "&lt;p&gt;We evaluate &lt;b&gt;official&lt;/b&gt; models before release"
    feed = f"""<?xml version="1.0"?><rss><channel><item><title>News</title><description>{page}
    and publish what we find in 2026.&lt;/p&gt;</description><c><![CDATA[<p>Also <i>this</i> one.</p>]]></c>
    </item></channel></rss>"""
    assert verdicts(feed.encode(), [SENTENCE, "Also this one."]) == {Verdict.FOUND}


def test_no_entity_of_a_feed_is_read_from_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "file"
    secret.write_text("a secret of this machine")
    feed = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss><title>a &x; b</title></rss>'
    )
    assert "secret of" not in document_text(feed.encode()).text


def test_json_csv_and_markdown_give_their_texts() -> None:
    data = json.dumps({"entries": [{"text": f"<p>{SENTENCE}</p>", "count": 12}]})
    table = io.StringIO()
    csv.writer(table).writerow(["a", f'{SENTENCE}\nHe said "yes" to it.'])
    markdown = (
        "# Card\n\n> We *evaluate* **official** [models](https://example.org) before release\n"
        "> and publish what\n> we find in 2026."
    )
    assert verdicts(data.encode(), [SENTENCE], type="application/json") == {Verdict.FOUND}
    assert verdicts(table.getvalue().encode(), [SENTENCE, 'He said "yes" to it.'], name="a.csv") == {Verdict.FOUND}
    assert verdicts(markdown.encode(), [SENTENCE], name="README.md") == {Verdict.FOUND}


@pytest.mark.parametrize(
    ("encoding", "type"),
    [
        ("utf-8", "text/html; charset=iso-8859-1"),
        ("windows-1252", "text/html; charset=utf-8"),
        ("windows-1252", "text/html"),
        ("utf-16", "text/html"),
        ("shift_jis", "text/html; charset=Shift_JIS"),
        ("iso-2022-jp", "text/html; charset=ISO-2022-JP"),
        ("gb18030", 'text/html; charset="gb2312"'),
    ],
)
def test_a_wrong_charset_is_seen_through(encoding: str, type: str) -> None:
    quote = (
        "安全性を評価する枠組みです。"
        if encoding[:3] in ("shi", "iso", "gb1")
        else "L\u2019évaluation déjà vue à Séoul."
    )
    page = f"<html><body><p>{quote}</p></body></html>".encode(encoding)
    assert verdicts(page, [quote], type=type) == {Verdict.FOUND}


def test_a_page_saved_by_a_browser_is_read() -> None:
    page = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/a\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html; charset=utf-8\n'
        b"Content-Transfer-Encoding: quoted-printable\n\n<p>We evaluate official models before release and publis=\n"
        b"h what we find in 2026.</p>\n--x--\n"
    )
    assert verdicts(page, [SENTENCE], name="page.mhtml") == {Verdict.FOUND}


def test_a_file_without_text_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="no text here"):
        document_text(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", type="image/png")
