"""Left-to-right runs of right-to-left text: each thing is one run."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.edition.direction import find_runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("متاح في https://example.org/a_b_c/page_one.html وقد", ["https://example.org/a_b_c/page_one.html"]),
        ("متاح في https://example.org/a_(b)/، وقد", ["https://example.org/a_(b)/"]),
        ("العنوان info_desk@example.org وهو", ["info_desk@example.org"]),
        ("المجموع 1 500 000 دولار", ["1 500 000"]),
        ("هاتف +41 22 917 1234 أو (212) 963-1234.", ["+41 22 917 1234", "(212) 963-1234"]),
        ("هاتف +1 (212) 963-1234 أو 022 917 12 34", ["+1 (212) 963-1234", "022 917 12 34"]),
        ("ردمك 978-92-1-101234-5", ["978-92-1-101234-5"]),
        ("كتاب ISBN 92-1-101234-5 هنا", ["ISBN 92-1-101234-5"]),
        ("في 2024-05-16 و 16/05/2024 و 10:30", ["2024-05-16", "16/05/2024", "10:30"]),
        ("في Łódź و naïve Ελλάδα و Москва", ["Łódź", "naïve Ελλάδα", "Москва"]),
        ("مقهى cafe\u0301 هنا", ["cafe\u0301"]),
        ("بدرجة 15 °C و -5° و 100 % و 5%", ["15 °C", "-5°", "100 %", "5%"]),
        ("مبلغ € 20 و $1,500 و 20 €", ["€ 20", "$1,500", "20 €"]),
        ("انظر vol. 729, No. 1، ص", ["vol. 729, No. 1"]),
        ("انظر Smith, “A Title” (2015), pp. 1–9.", ["Smith, “A Title” (2015), pp. 1–9"]),
        ("رمز CRC/C/GC/20* هنا", ["CRC/C/GC/20*"]),
        ("لغة C++، و .NET و F# وهي", ["C++", ".NET", "F#"]),
        ("شركة Acme Inc. وبلد U.S. وقد", ["Acme Inc.", "U.S."]),
        ("بسعة 5 km وعام 2 + 2 = 4", ["5 km", "2 + 2 = 4"]),
        # A range runs with the text, and so do a year and the number of a resolution.
        ("من 22-26 تموز وعام 1999–2001", ["22", "26", "1999", "2001"]),
        ("من 1 500 000-2 000 000 ومن 5%-10%", ["1 500 000", "2 000 000", "5%", "10%"]),
        ("القرار 1540 (2004) والقرار 47/19", ["1540", "2004", "47/19"]),
        # What closes a sentence, and brackets that close elsewhere, are the text's.
        ("في عام 2015. UNDP هو", ["2015", "UNDP"]),
        ("(NPT) و NPT (1968) وكان NPT.", ["NPT", "NPT (1968)", "NPT"]),
        ("Smith (New York, الولايات) UN", ["Smith", "New York", "UN"]),
        ("كتاب “The Art of War” أو ”Peace“", ["“The Art of War”", "Peace"]),
        ("غير-NATO/وما", ["NATO"]),
        ("هاتف و+41 22 917 1234 وبـ#5", ["+41 22 917 1234", "#5"]),
        # A paragraph without a right-to-left letter is in another language, its full stop too.
        ("Smith, A Title, vol. 12.", ["Smith, A Title, vol. 12."]),
        ("كلمات عربية فقط (أ) '؟'", []),
    ],
)  # fmt: skip
def test_each_thing_is_one_run(text: str, runs: list[str]) -> None:
    assert [text[start:end] for start, end in find_runs(text)] == runs


LETTERS = st.sampled_from("نص ،؛.Aa1 25-–()[]“”‘’«»$%€+=*/_#'\"\u0301\u00a0\u200d٣é漢:,")


@given(st.text(LETTERS, max_size=30))
def test_nothing_left_to_right_is_left_outside_and_no_run_has_anything_else(text: str) -> None:
    runs = find_runs(text)
    places = [place for run in runs for place in run]
    assert places == sorted(places)
    assert all(start < end for start, end in runs)
    inside = {at for start, end in runs for at in range(start, end)}
    for at, character in enumerate(text):
        if unicodedata.bidirectional(character) in ("L", "EN", "AN"):
            assert at in inside
        if unicodedata.bidirectional(character) == "AL":
            assert at not in inside
