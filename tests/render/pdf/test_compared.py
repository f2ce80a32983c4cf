"""Two versions of a paper in one PDF: underlined and struck out, with bars, and read aloud."""

from __future__ import annotations

import re

import pikepdf
import pytest
from lxml import html

from masthead.render.html.compared import render_compared
from masthead.render.pdf import render_pdf
from tests.compare.conftest import paragraph
from tests.compare.pair import mark_pair, mark_texts
from tests.render.pdf.reading import open_pdf, read_glyphs, read_tags, read_text

pytestmark = pytest.mark.xdist_group("java")


CODES = ("en", "zh", "ar")


@pytest.fixture(scope="module")
def files(project):
    return {
        code: render_pdf(project, mark_pair(project, code)[0]).data for code in ("en", "zh", "ar")
    }


def list_bars(data: bytes) -> list[tuple[float, float]]:
    """List where bars stand: how wide their pages are, and how far from the left edge they are."""
    found = []
    with open_pdf(data) as pdf:
        for page in pdf.pages:
            told = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)).decode()
            for bar in re.findall(r"BMC\nq\n0 0 0 RG\n1.25 w\n(.+?)S\nQ\nEMC", told, re.DOTALL):
                found += [(float(page.mediabox[2]), float(x))
                          for x in re.findall(r"(\S+) \S+ l\n", bar)]  # fmt: skip
    return found


@pytest.mark.parametrize("code", ["en", "zh", "ar"])
def test_it_keeps_both_standards(files, code, validator, tmp_path):
    path = tmp_path / "one.pdf"
    path.write_bytes(files[code])
    assert validator.validate(path).findings == ()


def list_said(data: bytes) -> list[str]:
    """List what is read in the place of content."""
    with open_pdf(data) as pdf:
        return [
            str(thing.ActualText)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/ActualText" in thing
        ]


def test_what_came_and_went_is_read_aloud(files):
    said = list_said(files["en"])
    assert "deleted: one thing (end of deletion)" in said
    assert "inserted: two things (end of insertion)" in said
    assert "deleted: What was here is gone. (end of deletion)" in said
    assert "inserted: A wholly new one, " in said
    assert any(one.startswith("محذوف: ") for one in list_said(files["ar"]))


def test_bars_stand_at_the_outer_edge(files):
    for code, outer in (("en", "right"), ("ar", "left")):
        bars = list_bars(files[code])
        assert len(bars) >= 3
        for width, place in bars:
            assert (place > width - 70) if outer == "right" else (place < 70), code


def test_heads_say_which_versions_are_compared(files):
    text = " ".join(read_text(files["en"]).split())
    said = (
        "Changes from NPT/CONF.2026/PC.II/WP.7 (16 May 2024, draft-1) to "
        "NPT/CONF.2026/PC.II/WP.7/Rev.1 (16 May 2024)"
    )
    assert said in text


def test_what_is_deleted_is_no_part_of_the_outline_and_tags_are_whole(files):
    with open_pdf(files["en"]) as pdf, pdf.open_outline() as outline:
        titles = [item.title for top in outline.root for item in (top, *top.children)]
        assert "New purpose" in titles
        assert not any("Old" in title for title in titles)
        assert read_tags(pdf).walk()


def test_the_same_bytes_twice(project, files):
    assert render_pdf(project, mark_pair(project, "en")[0]).data == files["en"]
    assert len(re.findall("one thing", read_text(files["en"]))) == 1
    assert read_glyphs(files["zh"])


def test_what_moved_with_its_note_and_left_a_heading_out(project, validator, tmp_path):
    """The note stands once, though two calls lead to it, and no rank of headings is left out."""
    headings = [
        {"heading": {"en": words, "zh": "题"}, "level": level}
        for words, level in (("First", 1), ("Second", 2), ("Third", 3))
    ]
    noted = paragraph("It has been said before[^n].", "曾经说过[^n]。")
    rest = [paragraph(f"This is paragraph {n} of some.", f"第{n}段。") for n in "abc"]
    old, new = [*headings, noted, *rest], [headings[0], headings[2], *rest, noted]
    notes = {"n": {"en": "There.", "zh": "那里。"}}
    edition, names = mark_texts(project, "en", old, new, notes=notes)
    path = tmp_path / "moved.pdf"
    path.write_bytes(render_pdf(project, edition).data)
    assert validator.validate(path).findings == ()
    assert read_text(path.read_bytes()).count("There.") == 1
    page = html.fromstring(render_compared(project, edition, names).decode())
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
