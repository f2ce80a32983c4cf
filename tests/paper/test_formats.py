"""The paper in its three formats: nothing missing, nothing extra, order kept, all three alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.edition.edition import Edition, plain_text, walk_blocks
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.epub import render_epub
from masthead.render.pdf import render_pdf
from tests.paper.formats import Told, list_expected, read_docx, read_epub, read_pdf, squeeze
from tests.paper.units import CALL, UNITS

FORMATS = ("pdf", "docx", "epub")


@pytest.fixture(scope="module")
def told(
    project: Project,
    edition_zh: Edition,
    edition_en: Edition,
) -> dict[tuple[str, str], Told]:
    """What each file says, by language and format."""
    read: dict[tuple[str, str], Told] = {}
    for edition in (edition_zh, edition_en):
        code = edition.language.code
        pdf = render_pdf(project, edition)
        read[code, "pdf"] = read_pdf(pdf.data)
        read[code, "docx"] = read_docx(project, edition, render_docx(project, edition))
        read[code, "epub"] = read_epub(render_epub(project, edition, pdf.landing))
    return read


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("code", ["zh", "en"])
def test_labels_and_texts_are_those_of_the_edition(
    told: dict[tuple[str, str], Told],
    edition_zh: Edition,
    edition_en: Edition,
    code: str,
    form: str,
) -> None:
    expected = list_expected(edition_zh if code == "zh" else edition_en)
    read = told[code, form]
    status = [squeeze(plain_text((edition_zh if code == "zh" else edition_en).status))]
    assert [unit for unit in read.units if [unit] != status] == [
        unit for unit in expected.units if [unit] != status
    ]
    assert read.notes == expected.notes


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("code", ["zh", "en"])
def test_text_is_the_sources_character_by_character(
    told: dict[tuple[str, str], Told], code: str, form: str
) -> None:
    """Against the source read plainly, which is itself compared with the text handed over."""
    read = told[code, form]
    units = "".join(read.units)
    position = 0
    for unit in UNITS:
        text = squeeze(CALL.sub("", getattr(unit, code)))
        if unit.place.startswith("note"):
            assert any(note.endswith(text) for note in read.notes), unit.place
            continue
        found = units.index(text, position)
        between = units[position:found]
        assert len(between) <= 6 or "译" in between or "translation" in between, (
            unit.place,
            between,
        )
        position = found + len(text)
    assert position == len(units), units[position:]


def test_both_languages_have_the_same_units(edition_zh: Edition, edition_en: Edition) -> None:
    shapes = [
        [
            (node.id, type(node).__name__, getattr(node, "number", None), getattr(node, "level", 0))
            for node in walk_blocks(edition.body)
        ]
        for edition in (edition_zh, edition_en)
    ]
    assert shapes[0] == shapes[1]
    assert [note.mark for note in edition_zh.notes] == [note.mark for note in edition_en.notes]
    assert [note.mark for note in edition_en.notes] == ["*", "1", "2", "3"]


def test_unofficial_translation_says_so_once(told: dict[tuple[str, str], Told]) -> None:
    line = "UnofficialtranslationfromtheChinese"
    assert told["en", "pdf"].units.count(line) == 1
    assert told["en", "pdf"].units.index(line) == 2, "under title and byline"


def test_six_files_have_the_names_of_the_official_document_system(
    edition_zh: Edition, edition_en: Edition
) -> None:
    stem = "NPT_CONF.2026_PC.II_WP.XX"
    assert [edition_zh.filename, edition_en.filename] == [f"{stem}-ZH", f"{stem}-EN"]
    assert Path(f"{edition_en.filename}.pdf").suffix == ".pdf"
