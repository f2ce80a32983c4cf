"""The parts of the book: the first page, the text, each annex; every one a file of its own.

All are cut out of the one body markup. What the cut separates is joined again: each note goes to
the part that calls it, each link to the file in which its target now stands.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from masthead.diagnostic import ToolError
from masthead.edition.edition import Annex, Edition, outline_text
from masthead.render.epub.namespaces import OPS
from masthead.render.epub.pages import mark_pages
from masthead.render.html.body import render_body
from masthead.render.html.front import render_draft, render_front

if TYPE_CHECKING:
    from markupsafe import Markup

    from masthead.project import Project
    from masthead.render.landing import Landing


class Part(Struct):
    """A part: its file and address in the book, its title, its kind of matter, its markup."""

    file: str
    title: str
    matter: str
    tree: etree._Element

    @property
    def address(self) -> str:
        """Where it stands, seen from the navigation document."""
        return f"text/{self.file}"

    def write(self) -> str:
        """Write the markup, without the element that only holds it together."""
        written = etree.tostring(self.tree, encoding="unicode")
        return written[written.index(">") + 1 : written.rindex("<")]


class Book(Struct, frozen=True):
    """All parts in reading order, and the address of every id in them."""

    parts: list[Part]
    addresses: dict[str, str]
    pages: list[int]
    """The pages whose beginnings are marked with an id (``page-3``)."""


def make_book(project: Project, edition: Edition, landing: Landing | None) -> Book:
    """Cut the edition's markup into parts, mark the pages, and join notes and links again."""
    front = _parse(render_front(project, edition, "epub"))
    body = _parse(render_body(project, edition, "epub"))[0]
    notes = body.find("section[@class='notes text']")
    if notes is not None:
        body.remove(notes)
    parts = [_make_part(1, edition.title_text, "frontmatter", front)]
    for title, matter, tree in _cut_body(edition, body):
        if edition.draft:
            tree.insert(0, _parse(render_draft(project, edition))[0])
        parts.append(_make_part(len(parts) + 1, title, matter, tree))
    pages = mark_pages([part.tree for part in parts], landing) if landing else []
    if notes is not None:
        _hand_out(notes, parts)
    files: dict[str, str] = {
        str(element.get("id")): part.file
        for part in parts
        for element in part.tree.iterfind(".//*[@id]")
    }
    for part in parts:
        _join_links(part, files)
    return Book(parts, {key: f"text/{file}#{key}" for key, file in files.items()}, pages)


def _make_part(number: int, title: str, matter: str, tree: etree._Element) -> Part:
    # The name that pandoc gives to the part of this number.
    return Part(f"ch{number:03}.xhtml", title, matter, tree)


def _parse(markup: Markup) -> etree._Element:
    try:
        return etree.fromstring(f'<div xmlns:epub="{OPS}">{markup}</div>')
    except etree.XMLSyntaxError as error:
        raise ToolError(f"templates/html: an EPUB needs markup that is XML: {error.msg}") from None


def _cut_body(edition: Edition, body: etree._Element) -> Iterator[tuple[str, str, etree._Element]]:
    """Cut the body before and after each annex; what stands between is the text."""
    annexes = {block.id: block for block in edition.body if isinstance(block, Annex)}
    tree: etree._Element | None = None
    for element in list(body):
        annex = annexes.get(element.get("id", ""))
        if annex is not None:
            if tree is not None:
                yield edition.title_text, "bodymatter", tree
                tree = None
            holder = _hold(body)
            holder[0].append(element)
            title = f"{annex.label} {outline_text(annex.content)}".strip()
            yield title, "backmatter", holder
            continue
        if tree is None:
            tree = _hold(body)
        tree[0].append(element)
    if tree is not None:
        yield edition.title_text, "bodymatter", tree


def _hold(body: etree._Element) -> etree._Element:
    """Make an empty body like the one that is cut."""
    holder = etree.Element("div", nsmap={"epub": OPS})
    section = etree.SubElement(holder, body.tag)
    section.attrib.update(body.attrib)
    section.text = "\n"
    return holder


def _hand_out(notes: etree._Element, parts: list[Part]) -> None:
    """Give each part the notes that are called in it, at its end."""
    calls: dict[str, Part] = {
        str(call.get("href")): part
        for part in parts
        for call in part.tree.iterfind(".//a[@role='doc-noteref']")
    }
    given: dict[str, etree._Element] = {}
    for note in list(notes):
        part = calls.get(f"#{note.get('id')}", parts[-1])
        if part.file not in given:
            section = copy.copy(notes)
            section[:] = []
            part.tree[-1].append(section)
            given[part.file] = section
        given[part.file].append(note)


def _join_links(part: Part, files: dict[str, str]) -> None:
    for link in part.tree.iterfind(".//a[@href]"):
        target = str(link.get("href"))
        if target.startswith("#") and files[target[1:]] != part.file:
            link.set("href", files[target[1:]] + target)
