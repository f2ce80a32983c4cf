"""Figures in Word: a title, the picture in a paragraph of its own, its source."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from masthead.edition.edition import Figure, outline_text
from masthead.render.docx.captions import write_caption
from masthead.render.docx.content import Element, check_text, in_style, raw
from masthead.render.docx.lengths import emu
from masthead.render.docx.table_styles import KEPT, NARROW
from masthead.render.docx.writer import StoryWriter
from masthead.render.pictures import list_figures, name_picture, open_picture

if TYPE_CHECKING:
    from masthead.edition.edition import Chart, Edition, Image
    from masthead.measures import Measures
    from masthead.project import Project

_DRAWN = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_FIRST = 1001
"""The number of the first picture: above those of masthead and foot."""
DENSITY = 300
"""Dots per inch of the bitmap that stands in for a drawing."""


def write_figure(writer: StoryWriter, figure: Figure, inside: int) -> None:
    """Write a figure with title and source. Raises RenderError for what Word cannot hold."""
    ending = "" if figure.place == "page" else NARROW
    writer.inline.node = figure.id
    lines: list[tuple[str, list[Element]]] = []
    if figure.label:
        lines.append(("figure_label", write_caption(writer, figure, inside)))
    if figure.title:
        lines.append(("figure_title", writer.inline.write(figure.title)))
    after, captioned = writer.measures.text["body"].after, bool(lines)
    lines.append(("picture", [raw(_draw(writer, figure))]))
    if not captioned or writer.under != after:
        lines[0][1].insert(0, writer.write_gap(writer.measures.figure.before + after))
    for number, (kind, content) in enumerate(lines):
        style = writer.names[kind] + (KEPT if kind == "picture" and figure.notes else "") + ending
        marked = content if number or figure.label else writer.inline.bookmark(figure.id, content)
        writer.add(style, marked)
    for note in figure.notes:
        writer.inline.node = note.id
        lead = [in_style(writer.names["table_word"], [writer.write_text(note.mark)])]
        if writer.edition.language.script != "han":
            lead.append({"t": "Space"})
        for paragraph in note.paragraphs:
            written = [*lead, *writer.inline.write(paragraph)]
            writer.add(writer.names["figure_source"] + ending, written)
            lead = []


def _draw(writer: StoryWriter, figure: Figure) -> str:
    """Write the run that holds a picture, and says what it shows."""
    image = figure.image
    writer.pictures += 1
    size = writer.measures.fit_picture(figure.place, figure.percent, image.width, image.height)
    width, height = map(emu, size)
    number = _FIRST + writer.pictures
    words = html.escape(check_text(outline_text(figure.alt), figure.id))
    shown = f'id="{number}" name="Picture {writer.pictures}" descr="{words}"'
    drawn = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        f'xmlns:asvg="{_DRAWN}" r:embed="{name_relation(image)}-drawn"/></a:ext></a:extLst>'
        if image.drawn else ""
    )  # fmt: skip
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr {shown}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr {shown}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name_relation(image)}">'
        f"{drawn}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def name_relation(image: Image | Chart) -> str:
    """Name the relationship of a picture, after what is in it."""
    return f"picture-{image.digest[:12]}"


def embed_pictures(
    project: Project, edition: Edition, measures: Measures
) -> dict[str, tuple[str, bytes]]:
    """Give the pictures of an edition by the ids of their relationships: file name and bytes.

    Word draws SVG beside a bitmap, which older versions and other programs show.
    """
    found: dict[str, tuple[str, bytes]] = {}
    for figure in list_figures(edition):
        image = figure.image
        relation, picture = name_relation(image), open_picture(project, image)
        if relation in found:
            continue
        ending = "jpeg" if picture.ending == "jpg" else picture.ending
        if not picture.is_drawing:
            found[relation] = name_picture(image, ending), picture.data
            continue
        from masthead.render.pdf.drawing import paint_drawing

        size = measures.fit_picture(figure.place, figure.percent, image.width, image.height)
        painted = paint_drawing(project, edition.language, picture, size, DENSITY)
        found[relation] = name_picture(image, "png"), painted
        found[f"{relation}-drawn"] = name_picture(image, "svg"), picture.data
    return found
