"""Navigation: contents by heading and paragraph number, pages, landmarks; for EPUB 3 and 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from masthead.render.html.outline import Entry, make_outline
from masthead.render.templates import load_template

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project
    from masthead.render.epub.parts import Book


class Place(Struct):
    """A place to go to: an id of its own, what it is called, where it is, the places below it."""

    id: str
    label: str
    address: str
    entries: list[Place] = field(default_factory=list)


def write_navigation(project: Project, edition: Edition, book: Book, style: str) -> bytes:
    """Write the navigation document. ``style`` is the address of the style sheet."""
    pages = [Place(f"page-{n}", str(n), book.addresses[f"page-{n}"]) for n in book.pages]
    written = load_template(project, "epub/navigation.xhtml").render(
        language=edition.language,
        contents=list_contents(edition, book),
        pages=pages,
        landmarks=_list_landmarks(edition, book),
        style=style,
    )
    return written.encode()


def write_ncx(project: Project, edition: Edition, book: Book) -> bytes:
    """Write the contents once more, in the form that readers made for EPUB 2 want."""
    written = load_template(project, "epub/toc.ncx").render(
        language=edition.language,
        identifier=edition.identifier,
        title=edition.title_text,
        contents=list_contents(edition, book),
    )
    return written.encode()


def list_contents(edition: Edition, book: Book) -> list[Place]:
    """List the first page, and the text by heading and by paragraph number."""
    entries = make_outline(edition.body, paragraphs=True)
    front = Place("title", edition.title_text, book.addresses["title"])
    return [front, *(_place(entry, book) for entry in entries)]


def _place(entry: Entry, book: Book) -> Place:
    below = [_place(inner, book) for inner in entry.entries]
    return Place(entry.id, entry.label, book.addresses[entry.id], below)


def _list_landmarks(edition: Edition, book: Book) -> list[Place]:
    words = edition.language.words
    found = [
        Place("cover", words["cover"], "text/cover.xhtml"),
        Place("titlepage", edition.masthead.symbol, book.parts[0].address),
    ]
    for part in book.parts[1:]:
        if part.matter == "bodymatter":
            return [*found, Place("bodymatter", part.title, part.address)]
    return found
