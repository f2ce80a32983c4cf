"""Mastheads of other series: emblem, long names, joint papers, resolutions, other measures."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree
from msgspec.structs import replace
from PIL import Image

from masthead.edition.edition import Edition, JointBody, SessionLine, Words
from masthead.measures import load_measures
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from masthead.render.docx.masthead_table import join_columns
from masthead.render.docx.page_styles import is_anchored, make_page_styles
from masthead.render.docx.style import Names
from tests.edition.papers import resolve, write_paper
from tests.render.docx.office import convert, validate
from tests.render.docx.reading import W, WordFile

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
)


def with_head(edition: Edition, **changes: object) -> Edition:
    return replace(edition, masthead=replace(edition.masthead, **changes))  # type: ignore[arg-type]


def draw_png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "blue").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(("name", "data"), [("emblem.svg", SVG), ("emblem.png", draw_png())])
def test_emblem_is_in_the_head_with_its_words(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / name).write_bytes(data)
    project = Project(tmp_path)
    edition = with_head(resolve(project, write_paper()), emblem=True, emblem_file=name)
    made = render_docx(project, edition)
    assert lint_docx(made) == ()
    assert validate(tmp_path, [made]) == []
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.read(f"word/media/{name}") == data
    head = WordFile(made).root("header1")
    (picture,) = head.iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    )
    assert picture.get("descr") == edition.language.words["emblem"]


def test_joint_paper_has_both_symbols_bodies_and_sessions(project: Project) -> None:
    line = SessionLine("session", (Words("Seventy-ninth year"),))
    other = JointBody("S", "/2024/2", ("Security Council",), (line,))
    edition = with_head(
        resolve(project, write_paper()),
        joint=other, sessions=(replace(line, content=(Words("Seventy-eighth session"),)),),
    )  # fmt: skip
    made = render_docx(project, edition)
    assert lint_docx(made) == ()
    head = "".join(WordFile(made).root("header1").itertext())
    assert "A/80/XX–S/2024/2" in head
    assert "Security Council" in head
    first = WordFile(made).paragraphs()[0]
    assert (first.label, first.text) == ("Seventy-eighth session", "Seventy-ninth year")


def test_resolution_hangs_its_number_before_the_title(project: Project) -> None:
    edition = replace(
        resolve(project, write_paper()), title_label="73/8.",
        adoption=((Words("Resolution adopted"),), (Words("[without reference]"),)),
    )  # fmt: skip
    made = render_docx(project, edition)
    assert lint_docx(made) == ()
    read = [(kept.style, kept.label) for kept in WordFile(made).paragraphs()]
    assert ("Title_Adoption", "") in read
    assert ("Title_Adoption_Basis", "") in read
    assert ("Title_H_CH", "73/8.") in read


def test_a_long_organization_takes_the_room_it_needs(project: Project, edition_en: Edition) -> None:
    for station, name, wanted in (
        ("new-york", "United Nations", [(0, 1), (1, 3), (3, 6)]),
        ("new-york", "Организация Объединенных Наций", [(0, 1), (1, 4), (4, 6)]),
        ("geneva", "United Nations", [(0, 1), (1, 2), (2, 4)]),
    ):
        measures = load_measures(project, station, "en")
        edition = with_head(edition_en, organization=name)
        assert join_columns(edition, measures)[0] == wanted
    russian = load_measures(project, "geneva", "ru")
    assert join_columns(with_head(edition_en, organization="x" * 30), russian)[0][0][0] == 0


def test_a_table_that_begins_elsewhere_is_put_in_its_place(project: Project) -> None:
    measures = load_measures(project, "new-york", "en")
    assert not is_anchored(measures)
    lower = measures.model_copy(update={"page": measures.page.model_copy(update={"header": 50.0})})
    assert is_anchored(lower)
    styles = {style.name: style for style in make_page_styles(lower, Names(lower))}
    assert (styles["Masthead_End"].line or 0) > 20 * 100


def test_old_and_new_stations_stand_in_one_section(project: Project, edition_en: Edition) -> None:
    """Geneva's page: A4, its own margins, the page alone in the foot."""
    file = WordFile(render_docx(project, replace(edition_en, station="geneva")))
    size = next(file.root("document").iter(f"{W}pgSz"))
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11907", "16840")
    codes = [code.text.split()[0] for code in file.root("footer2").iter(f"{W}instrText")]
    assert codes == ["PAGE"]


def test_the_asterisk_of_a_reissue_is_in_the_head_and_its_note_at_the_foot(
    project: Project, tmp_path: Path
) -> None:
    """Word allows no notes in heads: the call that brings the note is in the text, and not seen."""
    edition = resolve(project, write_paper(reissued="2025-09-03"))
    made = render_docx(project, edition)
    assert validate(tmp_path, [made]) == []
    file = WordFile(made)
    assert "A/80/XX*" in "".join(file.root("header1").itertext())
    (note,) = file.notes()
    assert (note.label, note.text) == (
        "*",
        "Reissued for technical reasons on 3\u00a0September 2025.",
    )
    (call,) = file.root("document").iter(f"{W}footnoteReference")
    assert call.getparent().find(f"{W}rPr/{W}color").get(f"{W}val") == "FFFFFF"


@pytest.mark.xdist_group("libreoffice")
def test_the_call_of_the_note_to_the_symbol_is_not_seen_in_the_text(
    project: Project, tmp_path: Path
) -> None:
    """LibreOffice printed it before the first line: no style can hide it there."""
    source = write_paper(
        codes="en ar", reissued="2025-09-03", title="{en: 'Words[^a]', ar: 'كلمات[^a]'}",
        notes="a: {en: Note., ar: ملاحظة.}",
    )  # fmt: skip
    for code in ("en", "ar"):
        data = render_docx(project, resolve(project, source, code))
        (tmp_path / f"{code}.docx").write_bytes(data)
    convert(tmp_path, "pdf", "en.docx", "ar.docx")
    for code in ("en", "ar"):
        seen = read_stars(tmp_path / "pdf" / f"{code}.pdf")
        small = [size for size, _ in seen if size < 2]
        assert len(small) == 1
        assert len(seen) == 1 + 1 + 1 + 2 + 2, (
            "in the head, unseen, before its note; two of the title"
        )


def read_stars(path: Path) -> list[tuple[float, float]]:
    """Read the asterisks of a PDF's first page: size, and baseline from the foot."""
    document = pypdfium2.PdfDocument(path)
    told = document[0].get_textpage()
    found = [
        (pdfium.FPDFText_GetFontSize(told.raw, at), told.get_charbox(at)[1])
        for at in range(told.count_chars())
        if chr(pdfium.FPDFText_GetUnicode(told.raw, at)) == "*"
    ]
    document.close()
    return found


def test_the_title_of_a_resolution_runs_beside_its_symbol(project: Project) -> None:
    """At the right of even pages, at the left of odd ones; a draft says so there, too."""
    source = write_paper(
        "- operative: {en: '*Decides* so.'}", symbol="A/RES/80/5", title="{en: A short title}",
        series="general-assembly-resolutions", adoption="{date: 2025-11-01, meeting: 3}",
    )  # fmt: skip
    for draft, beside in ((False, ["A short title"]), (True, ["Draft", "A short title"])):
        data = render_docx(project, resolve(project, source, draft=draft))
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            heads = [etree.fromstring(file.read(f"word/header{number}.xml")) for number in (2, 3)]
        cells = [
            [[_read(line) for line in cell.iterfind(f"{W}p")] for cell in head.iter(f"{W}tc")]
            for head in heads
        ]
        assert cells == [[["A/RES/80/5"], beside], [beside, ["A/RES/80/5"]]]
    plain = render_docx(project, resolve(project, write_paper()))
    with zipfile.ZipFile(io.BytesIO(plain)) as file:
        head = etree.fromstring(file.read("word/header2.xml"))
    assert [_read(cell) for cell in head.iter(f"{W}tc")] == ["A/80/XX", ""]


def _read(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
