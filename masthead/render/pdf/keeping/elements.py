"""The page as a tree in which the elements of a block that was not changed are those of last time.

What was made of an element, its styles and its boxes, can then be found by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from masthead.render.html.body import render_blocks
from masthead.render.pdf.page import write_page
from masthead.render.pdf.tree import PageTree, parse_tree

if TYPE_CHECKING:
    from collections.abc import Hashable
    from xml.etree import ElementTree as ET

    from masthead.edition.edition import Block, Edition, Note
    from masthead.measures import Measures
    from masthead.project import Project


class _Kept(NamedTuple):
    """The elements of a block, with all that they were made from."""

    block: Block
    notes: dict[str, Note]
    elements: list[ET.Element]


class Elements:
    """The elements of one language version of a paper, as its page was made last."""

    def __init__(self) -> None:
        self._frame = ""
        """The page without the text."""
        self._root: ET.Element | None = None
        self._kept: dict[str, _Kept] = {}
        self._settled: Hashable = None

    def make_page(
        self,
        project: Project,
        edition: Edition,
        measures: Measures,
        settled: Hashable,
        fetcher: Any,
    ) -> PageTree:
        """Make the page of an edition as a tree.

        ``settled``: what else the elements of each block depend on. Raises ET.ParseError for a
        character that XML has no place for.
        """
        if settled != self._settled:
            self._kept, self._settled = {}, settled
        frame = write_page(project, edition, measures, blocks=())
        if frame != self._frame or self._root is None:
            self._root = parse_tree(frame)
            self._frame = frame
        notes = {note.id: note for note in edition.list_notes()}
        kept: dict[str, _Kept] = {}
        units: list[ET.Element] = []
        for block in edition.body:
            one = self._kept.get(block.id)
            if one is None or one.block != block or one.notes != _choose(notes, one.notes):
                one = _make(project, edition, block, notes)
            kept[block.id] = one
            units += one.elements
        self._kept = kept
        text = next(one for one in self._root.iter("section") if "body" in one.get("class", ""))
        text[:] = units
        return PageTree(self._root, fetcher, text)


def _make(project: Project, edition: Edition, block: Block, notes: dict[str, Note]) -> _Kept:
    """Make the elements of a block. What calls a note in it holds its text."""
    markup = render_blocks(project, edition, (block,), "print")
    elements = list(parse_tree(f"<html><head/><body>{markup}</body></html>").iterfind("body/*"))
    called = {
        link.get("href", "").removeprefix("#")
        for element in elements
        for call in element.iter("sup")
        if call.get("class") == "call"
        for link in call.iter("a")
    }
    return _Kept(block, _choose(notes, called), elements)


def _choose(notes: dict[str, Note], called: set[str] | dict[str, Note]) -> dict[str, Note]:
    return {name: notes[name] for name in called if name in notes}
