"""Residue of copying is found in a quote and taken out, and what belongs to the words stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.checking.residue import residues, without_residue


@pytest.mark.parametrize(
    "quote",
    [
        "[Acme] tests every model [...] before [its] release.",
        "The terms are listed in [Appendix on Autonomy Evaluations] and in a report [PDF].",
        "Reports may concern any host under *.example.org or *.example.*, at any time.",
        "Their signal is an EXIF pair: ImageDescription “Signature: <base64>” and a UUID.",
        "A review of on- or off-platform activity, and of computer- and browser-use tasks.",
        "Six companies – Acme, Orbit – have not published - or not yet - their frameworks — all of them.",
        "The office has 40 m² and 12 m³ of space, and Q* and 2 * 3 * 4 are no marks.",
        "The field safety_settings_v2 is set to 2**10 by __init__ at start, see C# and F#.",
        "AT&T and R&D; work on state-of-the-art, pre-2024 and re-trained models.",
        "Jailbreak | Refusals: one bar alone is no table, and 3 < 4 > 2 is no tag.",
        "○○기업은 모든 모델을 출시 전에 시험한다.",
        "می‌خواهیم هر مدل را پیش از انتشار آزمایش کنیم.",
    ],
)
def test_what_belongs_to_the_words_is_no_residue(quote: str) -> None:
    assert residues(quote) == []
    assert without_residue(quote) == quote


@pytest.mark.parametrize(
    ("quote", "mended"),
    [
        ("our Framework(opens in a new window) of last year", "our Framework of last year"),
        ("our Framework (Opens in new tab) of last year", "our Framework of last year"),
        ("[Garak](https://docs.garak.ai/garak), a scanner", "Garak, a scanner"),
        ("see [**here**](https://example.org/a_(b)) for more", "see here for more"),
        ("Starred (&bigstar;) and &amp;amp; more", "Starred (★) and & more"),
        ("We test<br>every <b>model</b> of H<sub>2</sub>O.", "We test every model of H2O."),
        ("all about **Artificial Intelligence**.", "all about Artificial Intelligence."),
        ("`false`: switches off `all` of it", "false: switches off all of it"),
        ("our models: ● Safety training: Training", "our models: Safety training: Training"),
        ("guard our usage [3] and the Framework (FAIF)[16] (which", "guard our usage and the Framework (FAIF) (which"),
        ("after the incident*, we paused², and *SQuARe too", "after the incident, we paused, and SQuARe too"),
        ("We ﬁnd the ﬂaw of\u200d it", "We find the flaw of it"),
        ("| Refusals | 0.83 | | Talks | 0.89 |", "Refusals 0.83 Talks 0.89"),
        ("half **bold and half a `code", "half bold and half a code"),
    ],
)
def test_residue_is_taken_out_and_the_words_stay(quote: str, mended: str) -> None:
    assert without_residue(quote) == mended
    assert residues(mended) == []


@pytest.mark.parametrize("quote", ["the connec- tion between the two", "see framework](https://example.org) of Acme"])
def test_what_only_a_person_can_mend_stays(quote: str) -> None:
    assert [residue.mended for residue in residues(quote)] == [None]
    assert without_residue(quote) == quote


@given(st.text(alphabet="ab [](){}*_`~|&;<>#/-.●•¹\u200d ﬁ12", max_size=40))
def test_taking_residue_out_leaves_only_what_a_person_must_see(quote: str) -> None:
    assert all(residue.mended is None for residue in residues(without_residue(quote)))
