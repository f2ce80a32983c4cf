"""Reading a PDF back: glyphs with their places (pypdfium2), and the tag tree (pikepdf)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from masthead.proof import reading
from masthead.proof.reading import Glyph


def read_glyphs(data: bytes) -> list[list[Glyph]]:
    """Read the glyphs of each page in the order of the page's content, without blanks."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [reading.read_glyphs(page) for page in document]
    finally:
        document.close()


def gather_lines(glyphs: list[Glyph]) -> list[tuple[Glyph, ...]]:
    """Gather glyphs into lines by their baselines, raised marks with the line they stand in."""
    return [line.glyphs for line in reading.gather_lines(glyphs)]


def read_text(data: bytes) -> str:
    """Read the text of all pages as a program extracts it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


# --- tags -----------------------------------------------------------------------------------


@dataclass
class Tag:
    """A structure element: its role, what it says, and what is in it."""

    role: str
    text: str
    kids: list[Tag | str]
    element: Any

    def walk(self) -> list[Tag]:
        """List this element and all below it, in reading order."""
        found = [self]
        for kid in self.kids:
            if isinstance(kid, Tag):
                found += kid.walk()
        return found


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """Open a PDF from memory."""
    return pikepdf.open(BytesIO(data))


def read_tags(pdf: pikepdf.Pdf) -> Tag:
    """Read the tag tree of a document."""
    contents = {page.obj.objgen: _read_marked(page) for page in pdf.pages}
    root = pdf.Root.StructTreeRoot.K
    element = root[0] if isinstance(root, pikepdf.Array) else root
    return _read_element(element, contents)


def _read_element(element: Any, contents: dict[Any, dict[int, str]]) -> Tag:
    kids: list[Tag | str] = []
    below = element.get("/K", [])
    for kid in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(kid, int):
            kids.append(contents[element.Pg.objgen][kid])
        elif kid.get("/Type") == "/MCR":
            kids.append(contents[kid.Pg.objgen][int(kid.MCID)])
        elif kid.get("/Type") != "/OBJR":
            kids.append(_read_element(kid, contents))
    if element.S == "/Figure":
        kids = [str(element.Alt)]
    text = "".join(kid if isinstance(kid, str) else kid.text for kid in kids)
    if "/ActualText" in element:  # right-to-left text stands in the content back to front
        text = str(element.ActualText)
    return Tag(str(element.S)[1:], text, kids, element)


def _read_marked(page: pikepdf.Page) -> dict[int, str]:
    """Read the text of each piece of marked content, by its number."""
    maps = {name: _read_map(font) for name, font in page.resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    stack: list[int | None] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                number = properties.get("/MCID") if hasattr(properties, "get") else None
                stack.append(None if number is None else int(number))
                if stack[-1] is not None:
                    found[stack[-1]] = ""
            case "BMC":
                stack.append(None)
            case "EMC":
                stack.pop()
            case "Tf":
                font = str(operands[0])
            case "Tj" | "TJ":
                number = next((n for n in reversed(stack) if n is not None), None)
                if number is not None:
                    found[number] += _decode(operands[0], maps[font])
    return found


def _decode(shown: Any, characters: dict[int, str]) -> str:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    text = ""
    for part in parts:
        if isinstance(part, pikepdf.String):
            data = bytes(part)
            for at in range(0, len(data), 2):
                text += characters.get(int.from_bytes(data[at : at + 2], "big"), "\ufffd")
    return text


def _read_map(font: Any) -> dict[int, str]:
    """Read a font's map from glyphs to characters."""
    if "/ToUnicode" not in font:
        return {}
    found: dict[int, str] = {}
    written = font.ToUnicode.read_bytes().decode("latin-1")
    for glyph, text in re.findall(r"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]*)>", written, re.MULTILINE):
        found[int(glyph, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def read_strays(pdf: pikepdf.Pdf) -> list[str]:
    """Find text that is neither in the tag tree nor an artifact."""
    strays = []
    for number, page in enumerate(pdf.pages, start=1):
        stack: list[bool] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    artifact = str(operands[0]) == "/Artifact"
                    stack.append(artifact or "/MCID" in (operands[1] if len(operands) > 1 else {}))
                case "EMC":
                    stack.pop()
                case "Tj" | "TJ" | "f" | "f*" | "S" | "Do" if not any(stack):
                    strays.append(f"page {number}: {operator}")
    return strays
