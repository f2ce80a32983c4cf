"""Pointing at links as a reader does: what each link's glyphs are, and which are found (PDFium)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

NEAR = 0.2
"""An italic letter may lean out of its own width by so much, in pt."""


@dataclass
class PrintedLink:
    """A link of a page: its areas, and the ink of each of its glyphs (left, bottom, right, top)."""

    page: int
    target: str
    areas: list[tuple[float, float, float, float]] = field(default_factory=list)
    glyphs: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)

    @property
    def uncovered(self) -> list[str]:
        """The glyphs that reach out of the link's areas."""
        return [
            text
            for text, (left, bottom, right, top) in self.glyphs
            if not any(
                area[0] - NEAR <= left
                and area[1] - NEAR <= bottom
                and right <= area[2] + NEAR
                and top <= area[3] + NEAR
                for area in self.areas
            )
        ]


def read_links(data: bytes) -> list[PrintedLink]:
    """Read all links: every annotation, and the glyphs tagged as its own."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        links: dict[tuple[int, Any], PrintedLink] = {}
        contents: dict[tuple[int, int], Any] = {}
        for number, page in enumerate(pdf.pages):
            for annotation in page.get("/Annots", []):
                assert annotation.Subtype == "/Link"
                owner = owners[int(annotation.StructParent)].objgen
                target = str(annotation.A.URI if "/A" in annotation else annotation.Dest)
                link = links.setdefault((number, owner), PrintedLink(number, target))
                x, y, other_x, other_y = (float(side) for side in annotation.Rect)
                left, right = sorted((x, other_x))
                bottom, top = sorted((y, other_y))
                link.areas.append((left, bottom, right, top))
            for mark, element in enumerate(owners[int(page.StructParents)]):
                contents[number, mark] = _find_link(element)
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            for mark, text, box in _read_marked(page):
                owner = contents.get((number, mark))
                if owner is not None:
                    links[number, owner].glyphs.append((text, box))
    finally:
        document.close()
    return list(links.values())


def _find_link(element: Any) -> Any:
    """Find the innermost link in which a structure element stands."""
    while isinstance(element, pikepdf.Dictionary) and "/S" in element:
        if element.S == "/Link":
            return element.objgen
        element = element.get("/P")
    return None


def _read_marked(page: Any) -> list[tuple[int, str, tuple[float, float, float, float]]]:
    """Read the glyphs of a page that leave ink, each with the number of its marked content."""
    text = page.get_textpage()
    found = []
    sides = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = sides
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        if (
            raw.FPDFText_IsGenerated(text, index)
            or character.isspace()
            or left.value == right.value
        ):
            continue
        mark = raw.FPDFPageObj_GetMarkedContentID(raw.FPDFText_GetTextObject(text, index))
        found.append((mark, character, (left.value, bottom.value, right.value, top.value)))
    text.close()
    return found
