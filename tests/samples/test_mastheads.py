"""Joint papers and resolutions come out in every format, emblems where a page is laid out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.epub import render_epub
from masthead.render.pdf import render_pdf
from tests.edition.papers import resolve, write_paper
from tests.render.docx.office import validate
from tests.render.pdf.reading import open_pdf, read_strays

JOINT = {
    "symbol": "A/80/XX–S/2025/XX",
    "series": "general-assembly-security-council",
    "agenda": "{item: 31}",
}
RESOLUTION = {
    "symbol": "A/RES/80/5",
    "series": "general-assembly-resolutions",
    "title": "{en: Sample resolution}",
    "adoption": "{date: 2025-11-01, basis: {en: without a vote (A/80/L.3)}}",
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 56 47">'
    '<circle cx="28" cy="24" r="20"/></svg>'
)


def read_everything(project: Project, edition: Edition) -> dict[str, str]:
    """The text of the three formats, without blanks and markup."""
    document = pypdfium2.PdfDocument(render_pdf(project, edition).data)
    printed = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    told = {"pdf": printed}
    for kind, data, parts in (
        ("docx", render_docx(project, edition), r"word/(document|header\d)\.xml"),
        ("epub", render_epub(project, edition, None), r"EPUB/text/ch.*\.xhtml"),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = sorted(name for name in archive.namelist() if re.fullmatch(parts, name))
            told[kind] = "".join(archive.read(name).decode() for name in names)
    return {kind: re.sub(r"<[^>]*>|\s", "", text) for kind, text in told.items()}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            JOINT,
            "GeneralAssembly SecurityCouncil Eightiethsession Eightiethyear Agendaitem31 "
            "A/80/XX S/2025/XX",
        ),
        (
            RESOLUTION,
            "ResolutionadoptedbytheGeneralAssemblyon1November2025 [withoutavote(A/80/L.3)] 80/5. "
            "Sampleresolution",
        ),
    ],
)
def test_every_line_of_the_masthead_is_in_every_format(
    project: Project, facts: dict[str, str], words: str
) -> None:
    told = read_everything(project, resolve(project, write_paper(**facts)))
    for kind, text in told.items():
        for wanted in words.split():
            assert wanted in text, (kind, wanted)
    assert "Original:" not in told["pdf"] or facts is JOINT


def make_project(folder: Path, source: Project) -> Project:
    """A project of one's own with an emblem in ``styles/``."""
    (folder / "styles").mkdir()
    (folder / "styles" / "emblem.svg").write_text(SVG, encoding="utf-8")
    fonts = folder / "styles" / "fonts"
    fonts.symlink_to(source.root / "styles" / "fonts", target_is_directory=True)
    return Project(folder)


def test_an_emblem_fills_its_place_on_the_page_and_in_word(
    project: Project, tmp_path: Path
) -> None:
    own = make_project(tmp_path, project)
    edition = resolve(own, write_paper(emblem="emblem.svg"))
    without = resolve(own, write_paper())
    pdf = render_pdf(own, edition).data
    with open_pdf(pdf) as opened:
        assert read_strays(opened) == []
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=4).to_pil().convert("L")
    document.close()
    x, y = (64.7 + 56.2 / 2) * 4, (71.3 + 47 / 2) * 4
    assert picture.getpixel((round(x), round(y))) < 40, "the emblem is drawn where it belongs"
    empty = pypdfium2.PdfDocument(render_pdf(own, without).data)
    blank = empty[0].render(scale=4).to_pil().convert("L")
    empty.close()
    assert blank.getpixel((round(x), round(y))) > 250, "without one its place stays empty"
    word = render_docx(own, edition)
    assert validate(tmp_path, [word]) == []
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        drawn = [archive.read(name) for name in archive.namelist() if name.endswith(".svg")]
    assert drawn == [SVG.encode()]
