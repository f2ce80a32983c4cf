"""Lines that are shaped and written in fewer steps are those that WeasyPrint would have written."""

from __future__ import annotations

import contextlib

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.read.reader import read_paper
from masthead.render.fault import RenderError
from masthead.render.pdf import glyphs, render_pdf, setting, shaping
from tests.render.pdf.conftest import make_edition, make_paragraph


def leave_to_weasyprint(monkeypatch):
    for name in ("write_glyphs", "prepare_styles"):
        monkeypatch.setattr(setting, name, contextlib.nullcontext)


@pytest.mark.parametrize("code", ["ar", "fr", "zh"])
def test_files_are_the_same(project, monkeypatch, code):
    """In Arabic, marks are raised; in Chinese, glyphs are shifted."""
    paper = read_paper(project, project.source / "samples" / "A_80_XX.yaml").require()
    edition = resolve_edition(project, paper, code)
    found = render_pdf(project, edition).data
    leave_to_weasyprint(monkeypatch)
    assert render_pdf(project, edition).data == found


def test_widths_and_texts_of_odd_clusters_are_the_same(project, edition_en, monkeypatch):
    text = "ffi fi e\u0301a\u0323\u0302 x\u200by \u2066A/79/1\u2069 שָׁלוֹם q\u0303\u0331 Ё́ end"
    edition = make_edition(edition_en, *(make_paragraph(at, f"{at} {text}") for at in range(1, 4)))
    found = render_pdf(project, edition).data
    leave_to_weasyprint(monkeypatch)
    assert render_pdf(project, edition).data == found


def test_a_glyph_that_no_font_has_is_told_as_before(project, edition_en):
    edition = make_edition(edition_en, make_paragraph(1, "A glyph of no font: \U00013000."))
    with pytest.raises(RenderError) as error:
        render_pdf(project, edition)
    assert "\U00013000" in str(error.value.faults)


def test_a_style_is_prepared_once_and_a_glyph_written_once(project, edition_en, monkeypatch):
    done = {"styles": 0, "glyphs": 0}

    def count(what, owner, name):
        original = getattr(owner, name)

        def counting(*given):
            done[what] += 1
            return original(*given)

        monkeypatch.setattr(owner, name, counting)

    count("styles", shaping, "get_font_description")
    count("glyphs", glyphs._Writing, "_write_glyph")
    edition = make_edition(edition_en, *(make_paragraph(at, "of words " * 200) for at in range(9)))
    render_pdf(project, edition)
    assert 0 < done["styles"] < 80  # of some 300 lines
    assert 0 < done["glyphs"] < 2000  # of 15,000 glyphs
