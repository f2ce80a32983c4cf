"""Where the pages of the PDF begin in the book, so that "page 3" means the same in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from masthead.render.epub.namespaces import EPUB_TYPE
from masthead.render.landing import is_counted

if TYPE_CHECKING:
    from masthead.render.landing import Landing


_HOLD_MARKS = frozenset({"dt", "li", "td", "th"})
"""Elements beside which nothing may stand but others of the kind."""


def mark_pages(trees: list[etree._Element], landing: Landing) -> list[int]:
    """Put a mark (``page-3``) where each page begins; return the pages.

    That is before the first node that begins on the page, or inside the one that runs on to it. A
    page of which neither is known begins where the next one does. Notes stand at the foot of a
    page in print and elsewhere here, so they tell nothing.
    """
    inside: dict[str, list[tuple[int, int]]] = {}
    for page, (node, count) in sorted(landing.breaks.items()):
        inside.setdefault(node, []).append((page, count))
    marked = [1]
    trees[0].insert(0, _make_mark(1))
    for tree in trees:
        for element in list(tree.iterfind(".//*[@id]")):
            name = str(element.get("id"))
            if element.tag == "aside":
                continue
            while marked[-1] < min(landing.nodes.get(name, 0), landing.pages):
                marked.append(marked[-1] + 1)
                _put_before(element, _make_mark(marked[-1]))
            for page, count in inside.get(name, ()):
                if page == marked[-1] + 1 and _put_inside(element, count, _make_mark(page)):
                    marked.append(page)
    while marked[-1] < landing.pages:
        marked.append(marked[-1] + 1)
        trees[-1].append(_make_mark(marked[-1]))
    return marked


def _make_mark(page: int) -> etree._Element:
    mark = etree.Element("span", {"id": f"page-{page}", "role": "doc-pagebreak"})
    mark.set("aria-label", str(page))
    mark.set(EPUB_TYPE, "pagebreak")
    return mark


def _put_before(element: etree._Element, mark: etree._Element) -> None:
    """Put a mark where it may stand: inside an item or a cell, before anything else."""
    if element.tag == "tr" or element.get("class") == "definition":
        element = element[0]
    if element.tag in _HOLD_MARKS:
        mark.tail, element.text = element.text, None
        element.insert(0, mark)
    else:
        element.addprevious(mark)


def _put_inside(element: etree._Element, count: int, mark: etree._Element) -> bool:
    """Put a mark before the character that follows ``count`` others; whether there is one."""
    texts = cast("list[Any]", element.xpath("(self::li/p | self::*[not(self::li)])//text()"))
    for text in texts:
        for position, character in enumerate(text):
            if not is_counted(character):
                continue
            if count == 0:
                _split(text, position, mark)
                return True
            count -= 1
    return False


def _split(text: Any, position: int, mark: etree._Element) -> None:
    """Split a text (which lxml knows the place of), with the mark between its two halves."""
    owner = text.getparent()
    mark.tail = text[position:]
    if text.is_tail:
        owner.tail = text[:position]
        above = owner.getparent()
        above.insert(above.index(owner) + 1, mark)
    else:
        owner.text = text[:position]
        owner.insert(0, mark)
