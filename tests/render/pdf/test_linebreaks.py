"""Lines that are found by widths are those that WeasyPrint finds by trying."""

from __future__ import annotations

import contextlib
import random

import pytest
from weasyprint.text.line_break import Layout

from masthead.edition.edition import Emphasis, Words
from masthead.render.pdf import render_pdf, setting
from tests.render.pdf.conftest import make_edition, make_paragraph

PIECES = {
    "plain": ("the", "of", "States", "AVATAR", "Type", "Yield", "Vast,", "Tokyo;", "fl", "P."),
    "marks": ("well-known", "1990–2000", "both/either", "“quoted”", "so—it", "(a)", "5\u00a0per",
              "A/79/1", "https://example.org/a/long/path-of-words", "x" * 30),
    "others": ("États", "naïve", "Ёлка", "Украина,", "разоружения", "ﬁn", "e\u0301te\u0301"),
    "odd": ("soft\xadhyphen\xadated", "a\u200bb", "שלום", "two", "words", "more", "here"),
}  # fmt: skip


def write_text(kind, seed):
    choice = random.Random(seed)
    return " ".join(choice.choice(PIECES[kind]) for _ in range(90))


@pytest.mark.parametrize("kind", PIECES)
def test_files_are_the_same_and_less_is_shaped(project, edition_en, monkeypatch, kind):
    texts = [write_text(kind, at) for at in range(12)]
    paragraphs = [make_paragraph(at, text) for at, text in enumerate(texts, start=1)]
    parts = (texts[0][:200], Emphasis((Words(texts[1]),)), texts[2])
    edition = make_edition(edition_en, *paragraphs, make_paragraph(13, *parts))
    shaped = []
    shape = Layout.get_first_line
    monkeypatch.setattr(Layout, "get_first_line", lambda self: (shaped.append(1), shape(self))[1])
    found = render_pdf(project, edition).data
    fewer = len(shaped)
    monkeypatch.setattr(setting, "find_breaks_by_width", contextlib.nullcontext)
    assert render_pdf(project, edition).data == found
    if kind == "plain":
        assert fewer < 0.8 * (len(shaped) - fewer)
