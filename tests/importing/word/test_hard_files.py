"""Files that are hard to read become papers, with each loss listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.importing.importer import Imported, import_drafts
from masthead.importing.word.reader import read_bytes
from masthead.paper import Figure
from masthead.project import Project
from tests.importing.word.test_recognition import STYLES
from tests.wordfile.making import make_png, make_word, paragraph, run, table

HEAD = table(("United Nations", "A/80/1"), ("General Assembly", "1 May 2025"))
TITLE = paragraph("\t\tA title", "TitleHCH")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Project:
    (tmp_path / "source").mkdir()
    return Project(tmp_path)


def bring_in(project: Project, body: str, code: str = "en", **xml: object) -> Imported:
    data = make_word(HEAD + TITLE + body, styles=STYLES, **xml)  # type: ignore[arg-type]
    return import_drafts(project, [read_bytes(project, data, "a.docx", code)])


def tell(imported: Imported) -> str:
    return "\n".join(str(found) for found in imported.diagnostics)


def nest(depth: int) -> str:
    inner = paragraph("deep")
    for _ in range(depth):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl>"
        inner += paragraph()
    return inner


def test_ten_thousand_empty_paragraphs_are_nothing(elsewhere: Project) -> None:
    imported = bring_in(elsewhere, paragraph() * 10_000 + paragraph("1.\tText."))
    assert len(imported.paper.text) == 1
    assert imported.paper.text[0].text["en"].raw == "Text."  # type: ignore[attr-defined]


def test_tables_in_tables_become_lines(elsewhere: Project) -> None:
    imported = bring_in(elsewhere, nest(30))
    assert "deep" in imported.source
    assert "a table in a cell becomes lines of text" in tell(imported)


def test_runs_from_right_to_left_in_a_paragraph_from_left_to_right(elsewhere: Project) -> None:
    arabic = run("\u202bكلمة\u202c\u200f", "<w:rtl/>")
    imported = bring_in(elsewhere, paragraph(runs=run("A word, ") + arabic + run(", and more.")))
    assert "A word, كلمة, and more." in imported.source


def test_numbering_that_begins_anew_everywhere_is_kept(elsewhere: Project) -> None:
    body = "".join(paragraph(f"{number}.\tText {number}.") for number in (1, 2, 1, 2, 7))
    imported = bring_in(elsewhere, body)
    numbers = [unit.number for unit in imported.paper.text]  # type: ignore[attr-defined]
    assert numbers == [None, None, 1, None, 7]
    assert not imported.reading.diagnostics.errors


def test_the_word_that_no_line_holds_is_broken_and_told(elsewhere: Project) -> None:
    imported = bring_in(elsewhere, paragraph("x" * 9000))
    assert not imported.reading.diagnostics.errors
    assert "a word of more than 1000 characters is broken by spaces" in tell(imported)


def test_what_a_file_does_not_say_is_asked_for(elsewhere: Project) -> None:
    data = make_word(TITLE + paragraph("1.\tText."), styles=STYLES)
    draft = read_bytes(elsewhere, data, "a.docx", "en")
    with pytest.raises(Exception, match=r"I008.*--symbol A/80/400"):
        import_drafts(elsewhere, [draft])
    draft.facts.symbol = "A/80/1"
    with pytest.raises(Exception, match=r"I014.*--date 2025-01-31"):
        import_drafts(elsewhere, [draft])


def test_a_picture_of_which_nothing_is_said_comes_in_and_is_told(elsewhere: Project) -> None:
    picture = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData "
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><a:blip r:embed="dot"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    parts = {"dot:media/dot.png": make_png(200, 100)}
    body = paragraph("1.\tText.") + paragraph(runs=picture)
    imported = bring_in(elsewhere, body, "fr", parts=parts)
    figure = imported.reading.require().text[-1]
    assert isinstance(figure, Figure)
    assert figure.figure.alt["fr"].raw == "Figure"
    assert (elsewhere.source / str(figure.figure.image)).is_file()
    assert "the file does not say what this picture shows" in tell(imported)
