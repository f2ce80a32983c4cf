"""Figures in every format: the picture, what it shows in words, its number, its source."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import msgspec.structs
import pikepdf
import pytest
from lxml import etree, html

from masthead.edition.edition import Edition, Figure, plain_text, walk_blocks
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper, read_source
from masthead.render.archive import read_archive
from masthead.render.docx import render_docx
from masthead.render.epub import render_epub
from masthead.render.fault import RenderError
from masthead.render.html import render_html
from masthead.render.pdf import render_pdf
from tests.conftest import ROOT
from tests.edition.papers import write_paper
from tests.render.pdf.reading import open_pdf, read_tags

SAMPLE = ROOT / "source" / "samples" / "A_C.4_80_XX.yaml"
PICTURES = ROOT / "source" / "samples" / "figures"


@pytest.fixture(scope="module")
def edition(project: Project) -> Edition:
    return resolve_edition(project, read_paper(project, SAMPLE).require(), "en")


@pytest.fixture(scope="module")
def figures(edition: Edition) -> list[Figure]:
    return [block for block in walk_blocks(edition.body) if isinstance(block, Figure)]


@pytest.fixture(scope="module")
def pdf(project: Project, edition: Edition) -> bytes:
    return render_pdf(project, edition).data


def test_pictures_in_a_pdf_say_what_they_show_and_where_they_are(
    pdf: bytes, figures: list[Figure]
) -> None:
    with open_pdf(pdf) as opened:
        tags = [tag for tag in read_tags(opened).walk() if tag.role == "Figure"]
        boxes = [[float(edge) for edge in tag.element.A.BBox] for tag in tags]
    assert [tag.text for tag in tags] == [plain_text(figure.alt) for figure in figures]
    assert all(57 < bottom < top < 792 for _, bottom, _, top in boxes)
    places = [(round(left), round(right - left)) for left, _, right, _ in boxes]
    assert places == [(60, 492), (123, 183), (60, 492), (123, 128)]


def test_a_pdf_carries_its_pictures_and_builds_itself_again(
    tmp_path: Path, pdf: bytes, edition: Edition
) -> None:
    with open_pdf(pdf) as opened:
        files = {str(file.UF): file.EF.F for file in opened.Root.AF}
        assert {str(file.AFRelationship) for file in opened.Root.AF} == {"/Source"}
        kinds = {name: str(file.Subtype) for name, file in files.items()}
        carried = {name: file.read_bytes() for name, file in files.items()}
    source = f"{edition.filename}.yaml"
    assert kinds == {
        source: "/application/yaml",
        "stages-en.svg": "/image/svg+xml",
        "colours.png": "/image/png",
    }
    assert carried["colours.png"] == (PICTURES / "colours.png").read_bytes()
    for folder in ("source", "styles"):
        (tmp_path / folder).mkdir()
    (tmp_path / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    for name, data in carried.items():
        (tmp_path / "source" / name).write_bytes(data)
    away = Project(tmp_path)
    again = resolve_edition(away, read_paper(away, tmp_path / "source" / source).require(), "en")
    assert render_pdf(away, again).data == pdf


def test_words_of_a_drawing_are_words_in_the_paper_s_typeface(pdf: bytes) -> None:
    with open_pdf(pdf) as opened:
        fonts = {
            str(font.BaseFont).partition("+")[2] for page in opened.pages for font in
            page.Resources.get("/Font", {}).values()
        }  # fmt: skip
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "one for each language" in text
    assert all(font.startswith("Tinos") for font in fonts)


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60">'
    '<text y="40" font-size="9" font-family="Arial">{}</text></svg>'
)


def set_drawing(folder: Path, words: str, code: str = "en") -> Any:
    """Set a page with a drawing of some words."""
    for name in ("source", "styles"):
        (folder / name).mkdir()
    (folder / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    (folder / "source" / "drawing.svg").write_text(DRAWING.format(words), encoding="utf-8")
    project = Project(folder)
    alt = f"{{{code}: words}}"
    source = write_paper(f"- figure: {{image: drawing.svg, alt: {alt}}}", codes=code, original=code)
    paper = read_source(project, source.encode(), "source/paper.yaml").require()
    return render_pdf(project, resolve_edition(project, paper, code))


def count_runs(data: bytes) -> int:
    """Count the runs of glyphs on the pages of a file."""
    with open_pdf(data) as opened:
        written = [page.Contents.read_bytes() for page in opened.pages]
        written += [
            one.read_bytes() for one in opened.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
        ]  # fmt: skip
    return sum(len(re.findall(rb"\bTJ\b", one)) for one in written)


def test_arabic_in_a_drawing_is_joined(tmp_path: Path) -> None:
    """A word was as many runs as it has letters, each of which stood alone."""
    counts = []
    for name, words in (("one", "ا"), ("six", "الجدول")):
        (tmp_path / name).mkdir()
        counts.append(count_runs(set_drawing(tmp_path / name, words, "ar").data))
    assert counts[0] == counts[1]


def test_a_character_that_no_font_has_stops_a_drawing(tmp_path: Path) -> None:
    with pytest.raises(RenderError) as raised:
        set_drawing(tmp_path, "abc 漢")
    (fault,) = raised.value.faults
    assert (fault.problem.code, fault.node) == ("T001", "f1")


def test_word_has_pictures_with_words_and_numbers_that_it_counts(
    project: Project, edition: Edition, figures: list[Figure]
) -> None:
    parts = read_archive(render_docx(project, edition))
    story = etree.fromstring(parts["word/document.xml"])
    drawn = list(story.iter("{*}docPr"))
    shown = [one.get("descr") for one in drawn if one.get("descr")]
    assert shown == [plain_text(figure.alt) for figure in figures]
    assert len({one.get("id") for one in drawn}) == len(drawn)
    fields = [one.text.strip() for one in story.iter("{*}instrText") if "SEQ" in one.text]
    assert fields == [
        *[r"SEQ Figure \* ROMAN"] * 3, r"SEQ Figure_Annex \* ROMAN"
    ]  # fmt: skip
    media = {name for name in parts if name.startswith("word/media/")}
    assert len(media) == 5
    drawings = [parts[name] for name in media if name.endswith(".svg")]
    assert (PICTURES / "stages-en.svg").read_bytes() in drawings


def test_the_bitmap_beside_a_drawing_is_the_same_at_every_build(
    project: Project, edition: Edition
) -> None:
    once, again = (read_archive(render_docx(project, edition)) for _ in range(2))
    painted = [name for name in once if re.match(r"word/media/.*\.png", name)]
    assert [once[name] for name in painted] == [again[name] for name in painted]


def test_a_book_has_pictures_as_files_and_a_page_has_them_in_it(
    project: Project, edition: Edition
) -> None:
    members = read_archive(render_epub(project, edition, None))
    package = etree.fromstring(members["EPUB/content.opf"])
    kinds = sorted(item.get("media-type") for item in package.iter("{*}item")
                   if item.get("media-type").startswith("image/"))  # fmt: skip
    assert kinds == ["image/png", *["image/svg+xml"] * 3]  # one is the cover
    page = html.document_fromstring(render_html(project, edition))
    sources = [picture.get("src") for picture in page.iter("img")]
    assert [source.partition(";")[0].removeprefix("data:image/") for source in sources] == [
        "svg+xml", "png", "svg+xml", "png"
    ]  # fmt: skip
    data = base64.b64decode(sources[1].partition(",")[2])
    assert data == (PICTURES / "colours.png").read_bytes()


# --- numbers --------------------------------------------------------------------------------


def number(project: Project, code: str, count: int, *, annex: int = 0) -> list[str | None]:
    """Number some figures of the text, and some of an annex."""
    unit = "- figure: {image: samples/figures/colours.png, width: 20, alt: {%s: x}, id: id-%s}\n"
    text = "".join(unit % (code, at) for at in range(count))
    if annex:
        inner = "".join("    " + unit % (code, f"a{at}") for at in range(annex))
        text += f"- annex:\n    title: {{{code}: x}}\n    text:\n{inner}"
    text += f"- paragraph: {{{code}: 'x [@id-0]'}}\n"
    source = write_paper(text, codes=code, original=code)
    paper = read_source(project, source.encode(), "source/paper.yaml").require()
    body = resolve_edition(project, paper, code).body
    labels = [block.label for block in walk_blocks(body) if isinstance(block, Figure)]
    return [*labels, plain_text(body[-1].contents()[0][1])]


def test_figures_are_numbered_as_the_language_does(project: Project) -> None:
    assert number(project, "en", 2, annex=1) == [
        "Figure I", "Figure II", "Figure A.I", "x figure\u00a0I"
    ]  # fmt: skip
    assert number(project, "zh", 2) == ["图一", "图二", "x 图一"]
    assert number(project, "fr", 2) == ["Figure I", "Figure II", "x figure\u00a0I"]


def test_the_only_figure_has_no_number(project: Project) -> None:
    assert number(project, "en", 1) == [None, "x the\u00a0figure"]


@pytest.mark.parametrize(("count", "last"), [(20, "Figure XX"), (21, "Figure 21")])
def test_many_figures_have_arabic_numbers(project: Project, count: int, last: str) -> None:
    assert number(project, "en", count)[-2] == last


def test_another_picture_is_another_edition(edition: Edition, figures: list[Figure]) -> None:
    image = msgspec.structs.replace(figures[0].image, digest="0" * 64)
    other = msgspec.structs.replace(figures[0], image=image)
    assert other != figures[0]
