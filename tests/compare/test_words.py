"""What of a text is inserted or deleted as a whole."""

from __future__ import annotations

import pytest

from masthead.compare.words import compare_words, split_text
from masthead.syntax.inline import parse_text
from masthead.syntax.text import Emphasis, Link, Origin, Plain
from tests.counting import count_calls


def split(raw, **more):
    text, faults = parse_text(raw, Origin("x.yaml", 1, 1))
    assert not faults
    return split_text(text, **more)


def mark(old, new):
    marks = {"kept": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
    return "".join(
        marks[piece.change].format(piece.text) for piece in compare_words(split(old), split(new))
    )


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("by 1,250.75 tons", "by 1,250.85 tons", "by [-1,250.75-]{+1,250.85+} tons"),
        ("by 2\u00a0500 tons", "by 3\u00a0500 tons", "by [-2\u00a0500-]{+3\u00a0500+} tons"),
        ("in A/80/6 (Sect. 3), too", "in A/80/6 (Sect. 4), too",
         "in [-A/80/6 (Sect. 3)-]{+A/80/6 (Sect. 4)+}, too"),
        ("co-operation of States", "cooperation of States",
         "[-co-operation-]{+cooperation+} of States"),
        ("the State's rights", "the States' rights", "the [-State's-]{+States'+} rights"),
        ("10 m^2^ each", "10 m^3^ each", "10 [-m2-]{+m3+} each"),
        ("of CO~2~ and", "of CO and", "of [-CO2-]{+CO+} and"),
        ("words[^a] here", "words[^b] here", "words[-[^a]-]{+[^b]+} here"),
        ("e\u0301t and", "et and", "[-e\u0301t-]{+et+} and"),
        ("在2026年举行会议", "在2027年举行会议", "在[-2026-]{+2027+}年举行会议"),
        ("裁军谈判会议", "裁军审议会议", "裁军[-谈判-]{+审议+}会议"),
        ("نزع السلاح النووي", "نزع السلاح الكيميائي", "نزع السلاح [-النووي-]{+الكيميائي+}"),
        ("the one thing", "a single thing", "[-the one-]{+a single+} thing"),
        ("plain and so on", "*plain* and so on", "[-plain-]{+plain+} and so on"),
        ("at [the site](https://example.org/a)", "at [the site](https://example.org/b)",
         "at [-the site-]{+the site+}"),
        ("first line\nof it", "first\nline of it", "first line of it"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_whole_words(old, new, marked):
    assert mark(old, new) == marked


def test_both_versions_come_out_of_the_pieces_again():
    old, new = split("As *the old one* said, 12 times."), split("As *the new one* says, 13 times.")
    pieces = compare_words(old, new)
    before = [token for piece in pieces if piece.change != "inserted" for token in piece.tokens]
    after = [token for piece in pieces if piece.change != "deleted" for token in piece.tokens]
    assert before == old
    assert after == new


def test_words_carry_the_marks_around_them():
    (word,) = [token for token in split("a [*b*](https://example.org/)") if token.text == "b"]
    assert word.content == (Link((Emphasis((Plain("b"),)),), "https://example.org/"),)


def test_a_reference_is_the_same_by_its_id_whatever_its_number_is():
    old = split("see [@it]", name=lambda _: "paragraph 1")
    new = split("see [@it]", name=lambda _: "paragraph 2")
    assert [piece.change for piece in compare_words(old, new)] == ["kept"]


def test_a_change_in_every_word_took_the_cube_of_its_length():
    """Each space was compared with all others, and again for each that was found."""

    def count(length):
        old, new = (
            split(" ".join(f"{word}{at}" for at in range(length))) for word in ("old", "new")
        )
        pieces = compare_words(old, new)
        assert [piece.change for piece in pieces] == ["deleted", "inserted"]
        return count_calls(lambda: compare_words(old, new))

    assert count(400) < 2.5 * count(200)
