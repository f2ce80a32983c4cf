"""Lines take one word more with narrower spaces, as official lines of New York do."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from masthead.render.pdf import render_pdf, setting
from masthead.render.pdf.squeeze import squeeze_lines
from tests.render.pdf.conftest import make_edition, make_paragraph
from tests.render.pdf.reading import gather_lines, read_glyphs

COLUMN = (123.35, 488.65)


def set_lines(project, edition, text, monkeypatch, share):
    """Set a paragraph; give its lines as (text, right end)."""

    @contextmanager
    def squeeze(_):
        with squeeze_lines(share):
            yield

    monkeypatch.setattr(setting, "squeeze_lines", squeeze)
    pages = read_glyphs(render_pdf(project, make_edition(edition, make_paragraph(1, text))).data)
    lines = gather_lines(pages[0])
    first = next(at for at, line in enumerate(lines) if line[0].text == "1" and line[1].text == ".")
    lines = lines[first:]
    return [("".join(glyph.text for glyph in line), line[-1].right) for line in lines]


def make_words(seed):
    return " ".join("abcdefghijkl"[: 1 + (seed * at * at + at) % 11] for at in range(1, 160))


@pytest.mark.parametrize("seed", [3, 7, 11])
def test_no_line_is_longer_and_some_hold_more(project, edition_en, monkeypatch, seed):
    text = make_words(seed)
    plain = set_lines(project, edition_en, text, monkeypatch, 0)
    squeezed = set_lines(project, edition_en, text, monkeypatch, 0.07)
    for lines in (plain, squeezed):
        assert "".join(line for line, _ in lines) == "1." + text.replace(" ", "")
        for _, right in lines[:-1]:
            assert right == pytest.approx(COLUMN[1], abs=1)
        assert lines[-1][1] < COLUMN[1] + 1
    assert [line for line, _ in squeezed] != [line for line, _ in plain]
    assert len(squeezed) <= len(plain)


def test_the_last_line_is_squeezed_too(project, edition_en, monkeypatch):
    """Where its last word fits only so, it does not stand out of the column."""
    for more in range(0, 40, 3):
        text = "of words " * 11 + "i" * more
        lines = set_lines(project, edition_en, text, monkeypatch, 0.07)
        assert all(right < COLUMN[1] + 1 for _, right in lines)
