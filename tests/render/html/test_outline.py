"""The outline: what follows a heading stands below it."""

from __future__ import annotations

from masthead.edition.edition import Annex, Heading, Paragraph, Words
from masthead.render.html.outline import Entry, make_outline


def heading(name: str, depth: int, label: str | None = None) -> Heading:
    return Heading(name, depth, depth, label, (Words(name),))


def paragraph(name: str, text: str, label: str | None = "1.") -> Paragraph:
    return Paragraph(name, None, label, (Words(text),))


def shape(entries: list[Entry]) -> list:
    return [(one.id, shape(one.entries)) if one.entries else one.id for one in entries]


def test_headings_nest_by_depth_and_annexes_begin_anew():
    blocks = (
        paragraph("p1", "x"), heading("h1", 1), heading("h2", 2), paragraph("p2", "x"),
        heading("h3", 3), heading("h4", 2), heading("h5", 1),
        Annex("a1", "Annex", (Words("t"),), (), (heading("a1-h1", 1), paragraph("a1-p1", "x"))),
        paragraph("u1", "x", None),
    )  # fmt: skip
    assert shape(make_outline(blocks, paragraphs=True)) == [
        "p1", ("h1", [("h2", ["p2", "h3"]), "h4"]), "h5", ("a1", [("a1-h1", ["a1-p1"])])
    ]  # fmt: skip
    assert shape(make_outline(blocks, paragraphs=False)) == [
        ("h1", [("h2", ["h3"]), "h4"]), "h5", ("a1", ["a1-h1"])
    ]  # fmt: skip


def test_labels_stand_before_the_words():
    blocks = (heading("h1", 1, "I."), paragraph("p1", "Text.", "12."))
    outer = make_outline(blocks, paragraphs=True)[0]
    assert (outer.label, outer.entries[0].label) == ("I. h1", "12. Text.")


def begin(text: str) -> str:
    return make_outline((paragraph("p1", text),), paragraphs=True)[0].label.removeprefix("1. ")


def test_long_paragraphs_are_cut_after_a_word_or_a_han_character():
    assert begin("word " * 20) == "word " * 11 + "word…"
    assert begin("字" * 40) == "字" * 30 + "…"
    assert begin("字，" * 40) == "字，" * 14 + "字…"
    assert begin("x" * 100) == "x" * 60 + "…"
    assert begin("x" * 60) == "x" * 60
