"""What the lock says of the fonts' characters is what the engine prints with them."""

from __future__ import annotations

import re
import unicodedata

import msgspec.structs
import pytest

from masthead.diagnostic import ToolError
from masthead.edition.edition import Edition
from masthead.language.language import load_language
from masthead.project import Project
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf
from masthead.render.pdf.coverage import Coverage, load_coverage, narrow
from masthead.setup.fontlock import LockedFont
from tests.conftest import ROOT
from tests.render.pdf.conftest import make_edition, make_paragraph
from tests.render.pdf.reading import read_glyphs

# Some of every script and kind, and those that are hard: composed, wide, half known to a face.
SAMPLE = [
    character
    for character in map(
        chr,
        (*range(0xA1, 0x3400, 23), *range(0x3400, 0xA000, 997), *range(0xA000, 0xFF00, 211),
         0x201B, 0x2160, 0x2192, 0x21CD, 0x2208, 0x2226, 0x226E, 0x2460, 0xFB01, 0xFB20, 0x20BB7,
         0x1F600),
    )
    if unicodedata.category(character) not in ("Cn", "Cc", "Cf", "Co", "Cs", "Zs", "Zl", "Zp")
]  # fmt: skip


def find_missing(project: Project, edition: Edition, sample: list[str]) -> set[str]:
    """Find what the engine has no glyph for."""
    lines = [" a ".join(sample[start : start + 40]) for start in range(0, len(sample), 40)]
    paragraphs = [make_paragraph(number, f"a {line}") for number, line in enumerate(lines, 1)]
    try:
        render_pdf(project, make_edition(edition, *paragraphs))
    except RenderError as error:
        return {str(fault.fields["character"]) for fault in error.faults}
    return set()


@pytest.mark.parametrize("code", ["en", "ru", "zh", "ar"])
def test_the_lock_knows_what_the_engine_lacks(
    project: Project, edition_en: Edition, code: str
) -> None:
    language = load_language(project, code)
    edition = msgspec.structs.replace(edition_en, language=language)
    coverage = load_coverage(project, language)
    assert coverage is not None
    expected = {one for one in SAMPLE if list(coverage.find_gaps(one))}
    assert find_missing(project, edition, SAMPLE) == expected
    assert 200 < len(expected) < len(SAMPLE) - 100


def test_what_the_latin_face_lacks_comes_from_the_han_face(
    project: Project, edition_zh: Edition
) -> None:
    """Roman numerals, circled numbers and signs stand among what is Latin otherwise."""
    signs = "Ⅱ①→∈∥"
    result = render_pdf(project, make_edition(edition_zh, make_paragraph(1, f"附件{signs}X")))
    faces = {glyph.text: glyph.font for page in read_glyphs(result.data) for glyph in page}
    assert all("Noto" in faces[sign] for sign in "Ⅱ①∈∥")
    assert "Latin" in faces["→"]
    assert "Latin" in faces["X"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Łódź, Київ, Αθήνα, H₂O ≤ 5", []),
        ("en", "the 条约 and 核", ["条约", "核"]),
        ("en", "\u2003\u00ad\u034f\n", []),
        ("en", "한국", ["한국"]),
        ("zh", "《条约》Treaty Договор Ωμ ① ⅩⅡ", []),
        ("zh", "条约المعاهدة𠮷", ["المعاهدة𠮷"]),
        ("ar", "المعاهدة Treaty Договор", []),
        ("ar", "المعاهدة条约", ["条约"]),
        ("en", "a\u226eb", []),
        ("zh", "a\u226e\u21cd", ["\u21cd"]),
    ],
)
def test_gaps_are_runs_of_what_no_face_has(
    project: Project, code: str, text: str, expected: list[str]
) -> None:
    coverage = load_coverage(project, load_language(project, code))
    assert coverage is not None
    assert [text[start:end] for start, end in coverage.find_gaps(text)] == expected


def make_font(characters: str) -> LockedFont:
    return LockedFont("F.ttf", "F", 400, "normal", 1, "0", "p", "F.ttf", characters)


@pytest.mark.parametrize(
    ("ranges", "characters", "expected"),
    [
        ([(0x20, 0x7E)], "10-30 40 70-FF", [(0x20, 0x30), (0x40, 0x40), (0x70, 0x7E)]),
        ([(0x20, 0x7E)], "", [(0x20, 0x7E)]),
        ([], "20-7E", []),
    ],
)
def test_ranges_are_narrowed_to_what_a_font_has(
    ranges: list[tuple[int, int]], characters: str, expected: list[tuple[int, int]]
) -> None:
    assert narrow(ranges, make_font(characters)) == expected


def test_a_lock_whose_ranges_are_none(tmp_path) -> None:
    lock = (ROOT / "styles" / "fonts.lock").read_text(encoding="utf-8")
    (tmp_path / "styles").mkdir()
    own = tmp_path / "styles" / "fonts.lock"
    language = load_language(Project(tmp_path), "en")
    own.write_text(lock.replace('"characters": "', '"characters": "X'), encoding="utf-8")
    with pytest.raises(ToolError, match=r"no ranges of characters at Tinos"):
        load_coverage(Project(tmp_path), language)
    own.write_text("{}", encoding="utf-8")
    with pytest.raises(ToolError, match=r"fonts\.lock"):
        load_coverage(Project(tmp_path), language)


def test_a_lock_that_does_not_say_what_fonts_have(tmp_path) -> None:
    lock = (ROOT / "styles" / "fonts.lock").read_text(encoding="utf-8")
    (tmp_path / "styles").mkdir()
    own = tmp_path / "styles" / "fonts.lock"
    own.write_text(re.sub(r',\s+"characters": "[^"]*"', "", lock), encoding="utf-8")
    project = Project(tmp_path)
    with project.recording() as files:
        found: Coverage | None = load_coverage(project, load_language(project, "en"))
    assert found is None
    assert "styles/fonts.lock" in files
