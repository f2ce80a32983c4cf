"""What is in an element, in its order: texts, and elements that hold more than a text.

Words that stand beside elements are texts, too, so that nothing is lost wherever it is typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element

from masthead.draft.content import close_marks, join
from masthead.draft.draft import list_calls, say
from masthead.importing.akoma.content import ContentReader
from masthead.importing.akoma.document import name_of
from masthead.syntax.text import Content, Inline

HOLDERS = frozenset({
    "content", "container", "intro", "wrapUp", "alinea", "td", "th", "div",
})  # fmt: skip
"""Elements that hold the texts of what they stand in."""
CONTAINERS = frozenset({
    "article", "attachment", "blockContainer", "blockList", "body", "book", "chapter",
    "collectionBody", "component", "components", "division", "doc", "hcontainer", "interstitial",
    "level", "list", "mainBody", "part", "section", "statement", "subparagraph", "title",
})  # fmt: skip
"""Elements that hold others."""
_APART = HOLDERS | CONTAINERS | frozenset({
    "attachments", "block", "caption", "clause", "conclusions", "coverPage", "crossHeading",
    "embeddedStructure", "formula", "heading", "indent", "item", "li", "listIntroduction",
    "listWrapUp", "longTitle", "meta", "num", "ol", "p", "paragraph", "point", "preamble",
    "preface", "quotedStructure", "subheading", "table", "tblock", "tbody", "tfoot", "thead", "toc",
    "tocItem", "tr", "ul",
})  # fmt: skip
"""Elements that do not stand in the midst of a text."""


class Piece(NamedTuple):
    """A text, and the element in which it stands; or an element that holds more (None)."""

    element: _Element
    content: Content | None


def list_pieces(
    element: _Element, reader: ContentReader, apart: Sequence[_Element] = ()
) -> Iterator[Piece]:
    """List what is in an element, but for some of it."""
    run: list[Inline] = list(reader.read_words(element, element.text))

    def close() -> Iterator[Piece]:
        content = tuple(close_marks(join(run)))
        run.clear()
        if say(content).strip() or list_calls(content):
            yield Piece(element, content)

    for child in element:
        name = name_of(child)
        if child in apart or not name:
            pass
        elif not stands_apart(child):
            run += reader.read_child(child)
        else:
            yield from close()
            if name == "p":
                yield Piece(child, reader.read(child))
            elif name in HOLDERS and not _has_heading(child):
                yield from list_pieces(child, reader)
            else:
                yield Piece(child, None)
        run += reader.read_words(element, child.tail)
    yield from close()


def stands_apart(element: _Element) -> bool:
    """Whether an element does not stand in the midst of a text: it is a block, or holds one."""
    name = name_of(element)
    if name in _APART:
        return True
    if name in ("authorialNote", ""):
        return False
    return any(map(stands_apart, element))


def list_rows(table: _Element) -> Iterator[_Element]:
    """List the rows of a table, and not those of a table in it."""
    for child in table:
        if name_of(child) == "tr":
            yield child
        elif name_of(child) not in ("td", "th", "caption", "table"):
            yield from list_rows(child)


def _has_heading(element: _Element) -> bool:
    return any(name_of(one) in ("num", "heading", "subheading") for one in element)
