"""The tag tree in the making, and how it is written into a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from msgspec import Struct, field

from masthead.render.pdf.roles import KEPT


class Node(Struct, eq=False):
    """A structure element in the making. ``kids`` are nodes, marked content and links."""

    role: str
    parent: Node | None
    element: Any = None
    kids: list[Node | Content | LinkObject] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Whether nothing at all is in it, so that it need not be there."""
        if self.role in KEPT:
            return False
        return not any(not isinstance(kid, Node) or not kid.is_empty() for kid in self.kids)

    def first_page(self) -> int | None:
        """The page on which its own content begins."""
        return next((kid.page for kid in self.kids if not isinstance(kid, Node)), None)

    def find_kid(self, role: str) -> Node | None:
        """Find the first of its own elements that has a role."""
        nodes = (kid for kid in self.kids if isinstance(kid, Node))
        return next((kid for kid in nodes if kid.role == role), None)

    def walk_up(self) -> Iterator[Node]:
        """Go through the elements it stands in, itself first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


class Content(Struct, frozen=True):
    """A piece of marked content."""

    page: int
    number: int


class LinkObject(Struct, frozen=True):
    """The annotation that makes a link work."""

    page: int
    annotation: Any


class Written(pydyf.Dictionary):  # type: ignore[misc]
    """A structure element that is written, with the element of the markup it was made from."""

    element: Any = None


class TreeWriter:
    """Writes nodes as PDF objects, and collects what points back to them."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.pages = pdf.page_references  # pydyf lists them anew each time that it is asked
        self.contents: dict[int, dict[int, bytes]] = {}
        self.annotations: list[tuple[Any, Written]] = []
        self.names: dict[str, bytes] = {}

    def write(self, node: Node, parent: bytes) -> bytes:
        """Write a node and all below it; return its reference."""
        element = Written({"Type": "/StructElem", "S": f"/{node.role}", "P": parent})
        element.element = node.element
        element.update(node.attributes)
        self.pdf.add_object(element)
        reference: bytes = element.reference
        page = node.first_page()
        if page is not None:
            element["Pg"] = self.pages[page]
        if "ID" in node.attributes:
            self.names[node.attributes["ID"].string] = reference
        element["K"] = pydyf.Array(
            written
            for kid in node.kids
            if (written := self._write_kid(kid, element, page)) is not None
        )
        return reference

    def _write_kid(
        self, kid: Node | Content | LinkObject, element: Written, page: int | None
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
                    "Pg": self.pages[kid.page],
                    "MCID": kid.number,
                })  # fmt: skip
            case LinkObject():
                self.annotations.append((kid.annotation, element))
                return pydyf.Dictionary({
                    "Type": "/OBJR",
                    "Pg": self.pages[kid.page],
                    "Obj": kid.annotation.reference,
                })  # fmt: skip
