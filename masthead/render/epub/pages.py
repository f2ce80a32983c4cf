"""Where the pages of the PDF begin in the book, so that "page 3" means the same in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from masthead.render.epub.namespaces import EPUB_TYPE

if TYPE_CHECKING:
    from masthead.render.landing import Landing


def mark_pages(trees: list[etree._Element], landing: Landing) -> list[int]:
    """Put a mark (``page-3``) before the first node that begins on each page; return the pages.

    A page on which no node begins (a paragraph fills it) begins where the next one does: nearer is
    not known. Notes stand at the foot of a page in print and elsewhere here, so they tell nothing.
    """
    marked = [1]
    trees[0].insert(0, _make_mark(1))
    for tree in trees:
        for element in list(tree.iterfind(".//*[@id]")):
            page = landing.nodes.get(str(element.get("id")), 0)
            if element.tag == "aside":
                continue
            while marked[-1] < min(page, landing.pages):
                marked.append(marked[-1] + 1)
                _put_before(element, _make_mark(marked[-1]))
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
    """Put a mark where it may stand: inside an item of a list, before anything else."""
    if element.tag == "li":
        element.insert(0, mark)
    else:
        element.addprevious(mark)
