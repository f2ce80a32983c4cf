"""From an Edition to an EPUB file: parts, packaged by pandoc, finished here."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from lxml import etree

from masthead.render.archive import read_archive, write_archive
from masthead.render.epub.cover import draw_cover
from masthead.render.epub.namespaces import EPUB_TYPE, OPS, XHTML, find_element
from masthead.render.epub.navigation import write_navigation, write_ncx
from masthead.render.epub.package import describe_book, finish_package, name_book
from masthead.render.epub.parts import Part, make_book
from masthead.render.html.style import list_sheets, write_style
from masthead.render.pandoc import make_document, run_pandoc
from masthead.render.pictures import gather_pictures

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project
    from masthead.render.landing import Landing

_STYLE = "styles/stylesheet1.css"  # where pandoc puts the only one


def render_epub(project: Project, edition: Edition, landing: Landing | None) -> bytes:
    """Write an edition as an EPUB 3.3 file; see :func:`masthead.render.epub.render_epub`."""
    book = make_book(project, edition, landing)
    pages = bool(book.pages)
    sheets = ("reading.css", *list_sheets(edition), "epub.css")
    packaged = run_pandoc(
        make_document([block for part in book.parts for block in _make_blocks(part)]),
        {
            "to": "epub3",
            "template": "content.xhtml",
            "css": ["style.css"],
            "epub-cover-image": "cover.svg",
            "epub-title-page": False,
            "split-level": 1,
            "wrap": "preserve",
            "metadata": describe_book(edition, pages=pages),
            "variables": {
                "dir": edition.language.direction,
                "cover-text": html.escape(_describe_cover(edition)),
            },
        },
        {
            "content.xhtml": project.read("templates", "epub/content.xhtml"),
            "style.css": write_style(project, sheets, [edition.language], faces=False).encode(),
            "cover.svg": draw_cover(project, edition),
            **gather_pictures(project, edition),
        },
        edition.date,
    )
    members = read_archive(packaged)
    # It would have a reader keep to the book's typefaces; the book has none.
    members.pop("META-INF/com.apple.ibooks.display-options.xml", None)
    members["EPUB/nav.xhtml"] = write_navigation(project, edition, book, _STYLE)
    members["EPUB/toc.ncx"] = write_ncx(project, edition, book)
    members["EPUB/content.opf"] = finish_package(members["EPUB/content.opf"], edition, pages=pages)
    for part in book.parts:
        name = f"EPUB/{part.address}"
        members[name] = _finish_part(members[name], part)
    cover = etree.fromstring(members["EPUB/text/cover.xhtml"])
    members["EPUB/text/cover.xhtml"] = _finish(cover, edition.language.words["cover"])
    first = {"mimetype": members.pop("mimetype")}
    return write_archive({**first, **dict(sorted(members.items()))}, stored=("mimetype",))


_LOOKED_FOR = ("<img", "<video", "<audio", "<source", "<svg", "<math")
"""What pandoc looks for in finished markup: files to pack and to name anew, and what the list of
files has to say of a part."""


def _make_blocks(part: Part) -> list[Any]:
    """Make what pandoc sees of a part: a heading, so that it cuts there.

    It sees the markup only where there is something to be found in it: looking takes half its time.
    """
    heading = {"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": part.file}]]}
    markup = part.write()
    return [heading, {"t": "RawBlock", "c": ["html", markup]}] if _is_seen(markup) else [heading]


def _is_seen(markup: str) -> bool:
    return any(beginning in markup for beginning in _LOOKED_FOR)


def _finish_part(data: bytes, part: Part) -> bytes:
    """Take the heading and its section out again: the part's own markup has all it needs."""
    page = etree.fromstring(data)
    body = find_element(page, "h:body")
    body.set(EPUB_TYPE, part.matter)
    section = find_element(body, "h:section")
    section.remove(find_element(section, "h:h1"))
    body.remove(section)
    if not _is_seen(markup := part.write()):
        section = etree.fromstring(
            f'<section xmlns="{XHTML}" xmlns:epub="{OPS}">{markup}\n</section>'
        )
    body.extend(list(section))
    return _finish(page, part.title)


def _finish(page: etree._Element, title: str) -> bytes:
    """Give a page its own title, where pandoc puts the file's name, and write it."""
    find_element(page, "h:head/h:title").text = title
    for mark in page.iter(f"{{{XHTML}}}span"):
        # Written as two tags: who reads it as HTML must not take the rest for its content.
        mark.text = mark.text or ""
    written = etree.tostring(
        page, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return bytes(written)


def _describe_cover(edition: Edition) -> str:
    return f"{edition.masthead.symbol} – {name_book(edition)}"
