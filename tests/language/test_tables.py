"""Golden tables: every label, ordinal and date that a language can write.

The tables were generated, read through, and compared with an independent library where there is
one. `pytest --renew` writes them anew.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from masthead.language.dates import write_date, write_masthead_date, write_range
from masthead.language.language import Language, list_languages, load_language
from masthead.language.numerals import write_label
from masthead.project import Project

GOLDEN = Path(__file__).parent / "golden"
CODES = ("ar", "en", "es", "fr", "ru", "zh")
NONE = "–"
"""What the tables show where a language has no such label."""


def compare(name: str, rows: list[list[str]], *, renew: bool) -> None:
    made = "\n".join("\t".join(row) for row in rows) + "\n"
    path = GOLDEN / name
    if renew:
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


def write(language: Language, pattern: str, number: int) -> str:
    try:
        return write_label(language, pattern, number)
    except ValueError:
        return NONE


@pytest.mark.parametrize("code", CODES)
def test_labels_1_to_60_at_every_level(project: Project, code: str, *, renew: bool) -> None:
    language = load_language(project, code)
    labels = language.labels
    kinds = {
        **{f"heading {level}": kept for level, kept in enumerate(labels.headings, 1)},
        "paragraph": labels.paragraph,
        **{f"subparagraph {level}": kept for level, kept in enumerate(labels.subparagraphs, 1)},
        "annex": labels.annexes,
        "appendix": labels.appendices,
        "call": labels.call,
    }
    rows = [["number", *kinds]]
    rows += [
        [str(number), *(write(language, pattern, number) for pattern in kinds.values())]
        for number in range(1, 61)
    ]
    compare(f"labels.{code}.tsv", rows, renew=renew)
    for column in range(1, len(kinds) + 1):
        shown = [row[column] for row in rows[1:] if row[column] != NONE]
        assert len(set(shown)) == len(shown), f"{rows[0][column]} writes two numbers alike"


@pytest.mark.parametrize("code", CODES)
def test_sessions_1_to_120(project: Project, code: str, *, renew: bool) -> None:
    language = load_language(project, code)
    lines = [write_label(language, language.session.session, number) for number in range(1, 121)]
    rows = [[str(number), line] for number, line in enumerate(lines, 1)]
    compare(f"sessions.{code}.tsv", rows, renew=renew)
    assert len(set(lines)) == 120


@pytest.mark.parametrize("code", CODES)
def test_dates_and_ranges_of_a_leap_year(project: Project, code: str, *, renew: bool) -> None:
    language = load_language(project, code)
    start = datetime.date(2024, 1, 1)
    rows = [["date", "text", "masthead", "and a day", "and 40 days", "and a year"]]
    for offset in range(366):
        date = start + datetime.timedelta(days=offset)
        ranges = [
            write_range(language, date, date + datetime.timedelta(days=more))
            for more in (1, 40, 365)
        ]
        dates = (write_date(language, date), write_masthead_date(language, date))
        rows.append([date.isoformat(), *dates, *ranges])
    compare(f"dates.{code}.tsv", rows, renew=renew)
    for column in range(1, len(rows[0])):
        assert len({row[column] for row in rows}) == len(rows)


def test_a_range_of_one_day_is_its_date(project: Project) -> None:
    date = datetime.date(2024, 5, 1)
    for code in CODES:
        language = load_language(project, code)
        assert write_range(language, date, date) == write_date(language, date)


def test_there_are_the_six_official_languages(project: Project) -> None:
    assert list_languages(project) == CODES
    letters = {code: load_language(project, code).letter for code in CODES}
    assert letters == {"ar": "A", "zh": "C", "en": "E", "fr": "F", "ru": "R", "es": "S"}


def test_all_six_say_the_same_things(project: Project) -> None:
    """Whatever one of them names, all of them name: words, statuses, languages, cities."""
    english = load_language(project, "en")
    for code in CODES:
        language = load_language(project, code)
        assert language.words.keys() == english.words.keys()
        assert language.status.keys() == english.status.keys()
        assert language.masthead.distribution.keys() == english.masthead.distribution.keys()
        assert set(language.language_names) == set(language.masthead.languages) == set(CODES)
        assert len(language.labels.headings) == 6


def test_only_french_and_spanish_translate_the_block(project: Project) -> None:
    english = load_language(project, "en").masthead
    for code in CODES:
        words = load_language(project, code).masthead
        assert (words.distribution == english.distribution) == (code not in ("fr", "es"))
        assert bool(words.tag) == (code in ("ar", "ru", "zh"))


def test_geneva_writes_arabic_paragraph_numbers_without_a_blank(project: Project) -> None:
    assert load_language(project, "ar").labels.paragraph == "{decimal} -"
    assert load_language(project, "ar", "new-york").labels.paragraph == "{decimal} -"
    assert load_language(project, "ar", "geneva").labels.paragraph == "{decimal}-"
