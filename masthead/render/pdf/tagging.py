"""The tag tree: what a screen reader reads, in the order of the text.

WeasyPrint tags boxes, so a paragraph of three lines is three spans, one that runs over a page is
two paragraphs, and a note is no note. Here the tree is built from the elements of the body markup
instead: each is one structure element, however many lines and pages it takes. Notes are ``Note``
with an ID and stand after their call; labels are ``Lbl``; page furniture is an artifact.

`tag_elements` lets WeasyPrint use it while a document is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from masthead.render.addresses import PLACE
from masthead.render.pdf.engine.replacing import replace
from masthead.render.pdf.keeping.found import find_once
from masthead.render.pdf.repeats import find_heads, is_repeated
from masthead.render.pdf.roles import HEADINGS, describe_element, find_alternative, find_role
from masthead.render.pdf.structure import Content, LinkObject, Node, TreeWriter

if TYPE_CHECKING:
    from masthead.language.language import Language

_HEADS = frozenset({"TH", "Caption"})
"""What is read again with each cell of a table, or with the whole of it."""


@contextlib.contextmanager
def tag_elements(root: Any, language: Language) -> Iterator[None]:
    """Have documents tagged by the elements of ``root`` meanwhile."""

    def add_tags(pdf: Any, document: Any, _version: Any, streams: Any) -> None:
        tree = TagTree(root, language)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            tree.read_page(number, page, stream)
        tree.write(pdf, len(document.pages))

    with replace({"weasyprint.pdf.add_tags": lambda _: add_tags}):
        yield


class TagTree:
    """The tree of one document: read page by page, then written."""

    def __init__(self, root: Any, language: Language) -> None:
        self.language = language
        self.parents = {child: parent for parent in root.iter() for child in parent}
        self.nodes: dict[Any, Node] = {}
        self.document = Node("Document", None)
        self.furniture: dict[int, set[int]] = {}
        """By page, the marks of what no reader reads."""
        self.changed: dict[Any, list[tuple[Node, str]]] = {}
        """What came or went: the nodes that say its text, and this text."""
        self.says_changes = any(one.get("data-begin") is not None for one in root.iter())
        self.height = 0.0

    # --- reading ---

    def read_page(self, number: int, page: Any, stream: Any) -> None:
        """Read a page's boxes; what its stream marked comes into the tree or is furniture."""
        tags, page_box = stream._tags, page._page_box
        self.height = page_box.margin_height()
        linked = {_lay_bare(box) for *_, box in page.links}
        heads = [is_repeated(head) for head in find_heads(page_box)]
        read, discarded = find_once(
            page_box, f"tagged {heads}", lambda box: _find_tagged(box, tags, linked)
        )
        self._discard(discarded, tags, number, stream)
        for box in read:
            self._read(box, tags, number)
        if tags:  # nothing may be marked that is not in the tree
            raise AssertionError(f"untagged content on page {number + 1}: {tags}")

    def _read(self, box: Any, tags: Any, page: int) -> None:
        if isinstance(box, boxes.TableCellBox):
            self._find(box.element)  # even if nothing is in it
        if box.link_annotation:
            node = self._find(box.element)
            node.kids.append(LinkObject(page, box.link_annotation))
        if box in tags:
            mark = tags.pop(box)["mcid"]
            self._take_content(box).kids.append(Content(page, mark))
            if isinstance(box, boxes.ReplacedBox):
                self._describe_figure(box)

    def _take_content(self, box: Any) -> Node:
        """Find the node of a piece of content; text drawn from right to left gets one of its own.

        Glyphs are drawn from the left, so such text stands in the page's content back to front: its
        node says how it reads.
        """
        node = self._find(box.element)
        if node.role == "LI":
            node = self._find_body(node)
        text = getattr(box, "text", "")
        changed = self._find_changed(box.element) if self.says_changes else None
        if not text or (box.style["direction"] == "ltr" and changed is None):
            return node
        words = getattr(box, "whole_text", text)
        reading = Node("Span", node, None, attributes={"ActualText": pydyf.String(words)})
        node.kids.append(reading)
        if changed is not None:
            said = words.removeprefix(PLACE)  # where a line may end
            self.changed.setdefault(changed, []).append((reading, said))
        return reading

    def _find_changed(self, element: Any) -> Any:
        """Find the element of what came or went in which one stands, if it says so aloud."""
        while element is not None and element in self.parents:
            if element.get("data-begin") is not None:
                return element
            element = self.parents[element]
        return None

    def _say_changed(self) -> None:
        """Say before and after what came or went that it did: its text is read with these words."""
        for element, readings in self.changed.items():
            first, last = readings[0][0], readings[-1][0]
            for reading, words in readings:
                begin = element.get("data-begin") if reading is first else ""
                end = element.get("data-end") if reading is last else ""
                reading.attributes["ActualText"] = pydyf.String(f"{begin}{words}{end}")

    def _discard(self, discarded: list[Any], tags: Any, page: int, stream: Any) -> None:
        """Mark what boxes hold as furniture, which no reader reads."""
        marks = {tags.pop(box)["mcid"] for box in discarded}
        operators = stream.stream
        for index, operator in enumerate(operators):
            if isinstance(operator, pydyf.Dictionary) and operator.get("MCID") in marks:
                operators[index - 1] = "/Artifact"
                operators[index] = pydyf.Dictionary({"Type": "/Pagination"})
        self.furniture[page] = marks

    def _find(self, element: Any) -> Node:
        """Find the node of an element, or make it and those above it."""
        if element is None or element not in self.parents:
            return self.document
        if element not in self.nodes:
            above = self._find(self.parents[element])
            self.nodes[element] = self._make(element, find_role(element), above)
        return self.nodes[element]

    def _make(self, element: Any, role: str, above: Node) -> Node:
        """Make an element's node where it belongs."""
        if role == "Document":
            return self.document
        if element.get("class") == "label" and (item := _find_item(above)):
            return self._add(item, "Lbl", element, first=True)
        if not role:
            if not self._is_foreign(element):
                return above
            role = "Span"
        if above.role == "LI" and role not in ("Lbl", "LBody"):
            above = self._find_body(above)
        if role == "Note" and above.role == "Reference":  # it stands in its call
            return self._add_note(element, above)
        outer, _, inner = role.partition(" ")
        return self._add(self._add(above, outer, None), inner, element) if inner else (
            self._add(above, role, element)
        )  # fmt: skip

    def _find_body(self, item: Node) -> Node:
        """Find the body of a list's item, which holds all but its label; or make it."""
        return item.find_kid("LBody") or self._add(item, "LBody", None)

    def _add(self, parent: Node, role: str, element: Any, *, first: bool = False) -> Node:
        node = Node(role, parent, element)
        if element is not None:
            if self._is_foreign(element):
                node.attributes["Lang"] = pydyf.String(element.get("lang"))
            node.attributes |= describe_element(element, role)
        parent.kids.insert(0 if first else len(parent.kids), node)
        return node

    def _is_foreign(self, element: Any) -> bool:
        """Whether an element says that it is in another language."""
        return element.get("lang") not in (None, self.language.tag)

    def _add_note(self, element: Any, reference: Node) -> Node:
        """Add a note after the reference that calls it; after the heading, in which it is no part.

        Headings are read in lists of their own, heads of tables again with each cell.
        """
        before = reference
        for node in reference.walk_up():
            if node.role in HEADINGS:
                before = node
            elif node.role in _HEADS:
                before = next((one for one in node.walk_up() if one.role == "Table"), node)
        parent = before.parent or self.document
        node = Node("Note", parent, element, attributes=describe_element(element, "Note"))
        place = parent.kids.index(before) + 1
        if before is not reference:
            while place < len(parent.kids) and _is_note(parent.kids[place]):
                place += 1
        parent.kids.insert(place, node)
        return node

    def _describe_figure(self, box: Any) -> None:
        """Say instead of a picture what it shows, and where it stands: in pt from below."""
        node = self._find(box.element)
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        area = (left, self.height - bottom, right, self.height - top)
        node.attributes |= {
            "Alt": pydyf.String(find_alternative(box.element)),
            "A": pydyf.Dictionary({
                "O": "/Layout",
                "BBox": pydyf.Array([length * 0.75 for length in area]),
            }),
        }  # fmt: skip

    # --- writing ---

    def write(self, pdf: Any, pages: int) -> None:
        """Write the tree into a document, with the maps that lead from content to it."""
        self._say_changed()
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        pdf.add_object(root)
        writer = TreeWriter(pdf)
        document = writer.write(self.document, root.reference)
        numbers = pydyf.Array()
        for page in range(pages):
            found = writer.contents.get(page, {})
            last = max([-1, *found, *self.furniture.get(page, ())])
            owners = pydyf.Array([found.get(mark, b"null") for mark in range(last + 1)])
            numbers.extend([page, owners])
        for key, (annotation, owner) in enumerate(writer.annotations, start=pages):
            annotation["StructParent"] = key
            annotation["Contents"] = pydyf.String(self._describe_link(annotation, owner))
            numbers.extend([key, owner.reference])
        parent_tree = pydyf.Dictionary({"Nums": numbers})
        pdf.add_object(parent_tree)
        root["K"] = pydyf.Array([document])
        root["ParentTree"] = parent_tree.reference
        root["ParentTreeNextKey"] = pages + len(writer.annotations)
        if writer.names:
            names = pydyf.Array()
            for name in sorted(writer.names):
                names.extend([pydyf.String(name), writer.names[name]])
            root["IDTree"] = pydyf.Dictionary({"Names": names})
        pdf.catalog["StructTreeRoot"] = root.reference
        pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        if self.language.direction == "rtl":
            pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"

    def _describe_link(self, annotation: Any, owner: Any) -> str:
        """Say in words where a link leads."""
        element = owner.element
        words = self.language.words
        text = "".join(element.itertext()).strip()
        kind = element.get("class")
        if kind in ("note-mark", "table-mark"):
            return f"{words['back']} ({text})"
        if kind in (None, "letter"):
            return f"{words['note']} {text}"
        return text if kind in ("reference", "entry-link") else f"{text}: {element.get('href')}"


def _is_furniture(box: Any) -> bool:
    """Whether a box only adorns its page: margins, repeated heads, ornaments, leaders."""
    if isinstance(box, boxes.ReplacedBox):  # one in a margin is of no element
        return box.element is None or find_alternative(box.element) == ""
    return isinstance(box, boxes.MarginBox) or is_repeated(box) or box.is_leader


def _find_item(node: Node) -> Node | None:
    """Find the item of a list whose first text a node is."""
    if node.role == "LI":
        return node
    body = node.parent
    return body.parent if body and body.role == "LBody" and not node.kids else None


def _is_note(kid: object) -> bool:
    return isinstance(kid, Node) and kid.role == "Note"


def _lay_bare(box: Any) -> Any:
    """Take a positioned box out of what holds its place."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _find_tagged(
    page_box: Any, tags: Mapping[Any, Any], linked: Container[Any]
) -> tuple[list[Any], list[Any]]:
    """Find the boxes of a page that come into the tree, and those that are marked as furniture."""
    read: list[Any] = []
    discarded: list[Any] = []

    def walk(box: Any, *, adorns: bool) -> None:
        box = _lay_bare(box)
        adorns = adorns or _is_furniture(box)
        marked = box in tags
        if adorns and marked:
            discarded.append(box)
        elif not adorns and (marked or box in linked or isinstance(box, boxes.TableCellBox)):
            read.append(box)
        for child in getattr(box, "children", ()):
            walk(child, adorns=adorns)

    walk(page_box, adorns=False)
    return read, discarded


def walk_boxes(box: Any) -> Iterator[Any]:
    """Go through a box and all that is in it."""
    box = _lay_bare(box)
    yield box
    for child in getattr(box, "children", ()):
        yield from walk_boxes(child)
