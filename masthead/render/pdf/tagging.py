"""The tag tree: what a screen reader reads, in the order of the text.

WeasyPrint tags boxes, so a paragraph of three lines is three spans, one that runs over a page is
two paragraphs, and a note is no note. Here the tree is built from the elements of the body markup
instead: each is one structure element, however many lines and pages it takes. Notes are ``Note``
with an ID and stand after their call; labels are ``Lbl``; page furniture is an artifact.

`tag_elements` lets WeasyPrint use it while a document is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from masthead.render.pdf.engine.replacing import replace

if TYPE_CHECKING:
    from masthead.language.language import Language

_ROLES = {
    "p": "P", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ol": "L", "li": "LI", "a": "Link", "em": "Span", "strong": "Span", "sup": "Reference",
    "section": "Sect", "img": "Figure", "div": "Div",
}  # fmt: skip
"""Elements and their roles. What is not here is transparent: its content is its parent's."""

_BY_CLASS = {"note": "Note", "note-mark": "Lbl", "call-comma": ""}


@dataclass(eq=False, slots=True)
class Node:
    """A structure element in the making. ``kids`` are nodes, marked content and links."""

    role: str
    parent: Node | None
    element: Any = None
    kids: list[Node | Content | LinkObject] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Whether nothing at all is in it."""
        return not any(not isinstance(kid, Node) or not kid.is_empty() for kid in self.kids)

    def first_page(self) -> int | None:
        """The page on which its own content begins."""
        return next((kid.page for kid in self.kids if not isinstance(kid, Node)), None)


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkObject:
    """The annotation that makes a link work."""

    page: int
    annotation: Any


@contextlib.contextmanager
def tag_elements(root: Any, language: Language) -> Iterator[None]:
    """Have documents tagged by the elements of ``root`` meanwhile."""

    def add_tags(pdf: Any, document: Any, _version: Any, streams: Any) -> None:
        tree = TagTree(root, language)
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            tree.read_page(number, page._page_box, stream)
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
        self.furniture: set[tuple[int, int]] = set()

    # --- reading ---

    def read_page(self, number: int, page_box: Any, stream: Any) -> None:
        """Read a page's boxes; what its stream marked comes into the tree or is furniture."""
        tags = stream._tags
        margins = [child for child in page_box.children if isinstance(child, boxes.MarginBox)]
        self._discard(margins, tags, number, stream)
        self._read(page_box, tags, number)
        if tags:  # nothing may be marked that is not in the tree
            raise AssertionError(f"untagged content on page {number + 1}: {tags}")

    def _read(self, box: Any, tags: Any, page: int) -> None:
        box = _lay_bare(box)
        if isinstance(box, boxes.MarginBox):
            return
        if box.link_annotation:
            node = self._find(box.element)
            node.kids.append(LinkObject(page, box.link_annotation))
        if box in tags:
            mark = tags.pop(box)["mcid"]
            self._take_text(box).kids.append(Content(page, mark))
            if isinstance(box, boxes.ReplacedBox):
                self._describe_figure(box)
        for child in getattr(box, "children", ()):
            self._read(child, tags, page)

    def _take_text(self, box: Any) -> Node:
        """Find the node of a piece of content; text drawn from right to left gets one of its own.

        Glyphs are drawn from the left, so such text stands in the page's content back to front: its
        node says how it reads.
        """
        node = self._find(box.element)
        text = getattr(box, "text", "")
        if not text or box.style["direction"] == "ltr":
            return node
        words = getattr(box, "whole_text", text)
        reading = Node("Span", node, None, attributes={"ActualText": pydyf.String(words)})
        node.kids.append(reading)
        return reading

    def _discard(self, margins: list[Any], tags: Any, page: int, stream: Any) -> None:
        """Mark what margin boxes hold as furniture, which no reader reads."""
        marks = {
            tags.pop(inner)["mcid"] for box in margins for inner in _walk(box) if inner in tags
        }
        operators = stream.stream
        for index, operator in enumerate(operators):
            if isinstance(operator, pydyf.Dictionary) and operator.get("MCID") in marks:
                operators[index - 1] = "/Artifact"
                operators[index] = pydyf.Dictionary({"Type": "/Pagination"})
        self.furniture |= {(page, mark) for mark in marks}

    def _find(self, element: Any) -> Node:
        """Find the node of an element, or make it and those above it."""
        if element is None or element.tag in ("html", "body"):
            return self.document
        if element in self.nodes:
            return self.nodes[element]
        above = self._find(self.parents.get(element))
        role = _BY_CLASS.get(element.get("class", ""), _ROLES.get(element.tag, ""))
        node = self._make(element, role, above)
        self.nodes[element] = node
        return node

    def _make(self, element: Any, role: str, above: Node) -> Node:
        """Make an element's node where it belongs."""
        if element.get("class") == "label" and above.parent and above.parent.role == "LBody":
            return self._add(above.parent.parent or above, "Lbl", element, first=True)
        if not role:
            return above
        if above.role == "LI":
            bodies = [kid for kid in above.kids if isinstance(kid, Node) and kid.role == "LBody"]
            above = bodies[0] if bodies else self._add(above, "LBody", None)
        if role == "Note":
            return self._add_note(element, above)
        if role == "Lbl":  # a note's mark is its label and its way back
            return self._add(self._add(above, "Lbl", None), "Link", element)
        return self._add(above, role, element)

    def _add(self, parent: Node, role: str, element: Any, *, first: bool = False) -> Node:
        node = Node(role, parent, element)
        if element is not None and (tag := element.get("lang")) and tag != self.language.tag:
            node.attributes["Lang"] = pydyf.String(tag)
        parent.kids.insert(0 if first else len(parent.kids), node)
        return node

    def _add_note(self, element: Any, reference: Node) -> Node:
        """Add a note after the reference that calls it."""
        parent = reference.parent or reference
        node = Node("Note", parent, element)
        node.attributes["ID"] = pydyf.String(element.get("id"))
        parent.kids.insert(parent.kids.index(reference) + 1, node)
        return node

    def _describe_figure(self, box: Any) -> None:
        x, y = box.content_box_x(), box.content_box_y()
        self._find(box.element).attributes |= {
            "Alt": pydyf.String(box.element.get("alt", "")),
            "A": pydyf.Dictionary({
                "O": "/Layout",
                "BBox": pydyf.Array([n * 0.75 for n in (x, y, x + box.width, y + box.height)]),
            }),
        }  # fmt: skip

    # --- writing ---

    def write(self, pdf: Any, pages: int) -> None:
        """Write the tree into a document, with the maps that lead from content to it."""
        root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        pdf.add_object(root)
        writer = _Writer(pdf)
        document = writer.write(self.document, root.reference)
        numbers = pydyf.Array()
        for page in range(pages):
            found = writer.contents.get(page, {})
            last = max([-1, *found, *(mark for on, mark in self.furniture if on == page)])
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
        if kind == "note-mark":
            return f"{words['back']} ({text})"
        if kind is None:
            return f"{words['note']} {text}"
        return text if kind == "reference" else f"{text}: {element.get('href')}"


def _lay_bare(box: Any) -> Any:
    """Take a positioned box out of what holds its place."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def _walk(box: Any) -> Iterator[Any]:
    box = _lay_bare(box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _walk(child)


class _Element(pydyf.Dictionary):  # type: ignore[misc]
    """A structure element, which remembers the element that it was made from."""

    element: Any = None


class _Writer:
    """Writes nodes as PDF objects, and collects what points back to them."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.contents: dict[int, dict[int, bytes]] = {}
        self.annotations: list[tuple[Any, _Element]] = []
        self.names: dict[str, bytes] = {}

    def write(self, node: Node, parent: bytes) -> bytes:
        """Write a node and all below it; return its reference."""
        element = _Element({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        element.element = node.element
        element.update(node.attributes)
        self.pdf.add_object(element)
        reference: bytes = element.reference
        page = node.first_page()
        if page is not None:
            element["Pg"] = self.pdf.page_references[page]
        if "ID" in node.attributes:
            self.names[node.attributes["ID"].string] = reference
        element["K"] = pydyf.Array(
            written
            for kid in node.kids
            if (written := self._write_kid(kid, element, page)) is not None
        )
        return reference

    def _write_kid(
        self, kid: Node | Content | LinkObject, element: _Element, page: int | None
    ) -> Any:
        match kid:
            case Node():
                return None if kid.is_empty() else self.write(kid, element.reference)
            case Content():
                self.contents.setdefault(kid.page, {})[kid.number] = element.reference
                if kid.page == page:
                    return kid.number
                return pydyf.Dictionary({
                    "Type": "/MCR",
                    "Pg": self.pdf.page_references[kid.page],
                    "MCID": kid.number,
                })  # fmt: skip
            case LinkObject():
                self.annotations.append((kid.annotation, element))
                return pydyf.Dictionary({
                    "Type": "/OBJR",
                    "Pg": self.pdf.page_references[kid.page],
                    "Obj": kid.annotation.reference,
                })  # fmt: skip
