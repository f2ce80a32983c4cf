"""What is drawn in a Word file: pictures, charts, diagrams, text boxes, embedded objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from masthead.wordfile.model import Block, Lost, Picture, Piece, TextBox
from masthead.wordfile.names import DRAWN, SHAPE, A, Element, O, R, V, W
from masthead.wordfile.package import Relation

ReadBlocks = Callable[[Element], list[Block]]

_EMU = 635
"""English metric units in a twip."""
_KINDS = {
    "chart": "chart", "chartex": "chart", "diagram": "diagram", "picture": "picture",
    "lockedCanvas": "diagram",
}  # fmt: skip
_RULES = {"line", "straightConnector1"}


class Drawings:
    """Reads drawings. ``relations`` are those of the part in which they stand."""

    def __init__(self, relations: Mapping[str, Relation], read_blocks: ReadBlocks) -> None:
        self.relations = relations
        self.read_blocks = read_blocks

    def read_drawing(self, drawing: Element) -> Iterator[Piece]:
        """Read a ``w:drawing``."""
        alt, width, height = _read_size(drawing)
        floats = drawing.find(f"{DRAWN}anchor") is not None
        boxes = list(self._read_boxes(drawing, f"{SHAPE}txbx"))
        data = next(_list_own(drawing, f"{A}graphicData"), None)
        kind = data.get("uri", "").rpartition("/")[2] if data is not None else ""
        if kind in _KINDS:
            part = self._find_part(drawing, f"{A}blip", f"{R}embed") or self._find_graphic(data)
            form = _KINDS[kind]
            yield Picture(form, part, alt, width, height, floats)  # type: ignore[arg-type]
        elif blips := [
            self._find(blip.get(f"{R}embed")) for blip in _list_own(drawing, f"{A}blip")
        ]:
            for part in filter(None, blips):
                yield Picture("picture", part, alt, width, height, floats)
        elif not boxes:
            shapes = {shape.get("prst") for shape in _list_own(drawing, f"{A}prstGeom")}
            if shapes and shapes <= _RULES:
                yield Picture("line", "", alt, width, height, floats)
            elif kind == "ink" or "ink" in kind.lower():
                yield Lost("ink")
            else:
                yield Lost("a drawing", alt)
        yield from boxes

    def read_vml(self, picture: Element) -> Iterator[Piece]:
        """Read a ``w:pict``, as older files have it, or a ``w:object``."""
        is_object = picture.find(f"{O}OLEObject") is not None
        if is_object:
            program = picture.find(f"{O}OLEObject").get("ProgID", "")  # type: ignore[union-attr]
            if program.startswith("Equation"):
                yield Lost("an equation")
                return
            yield Lost(f"an embedded object ({program or 'of an unknown program'})")
        boxes = list(self._read_boxes(picture, f"{V}textbox"))
        part = self._find_part(picture, f"{V}imagedata", f"{R}id")
        shape = picture.find(f".//{V}shape")
        alt = shape.get("alt", "") if shape is not None else ""
        if part:
            yield Picture("object" if is_object else "picture", part, alt)
        elif not boxes and not is_object:
            drawn = picture.find(f".//{V}textpath")
            if drawn is not None:
                yield Lost("drawn words", drawn.get("string", ""))
            elif any(
                isinstance(child.tag, str) and child.tag.startswith(V) and child.tag not in _SETUP
                for child in picture.iter()
            ):
                yield Picture("line", "", alt)
        yield from boxes

    def _read_boxes(self, drawn: Element, holder: str) -> Iterator[TextBox]:
        for box in _list_own(drawn, holder):
            for content in box.iterfind(f"{W}txbxContent"):
                yield TextBox(tuple(self.read_blocks(content)))

    def _find(self, identifier: str | None) -> str:
        relation = self.relations.get(identifier or "")
        return relation.target if relation and not relation.external else ""

    def _find_part(self, drawn: Element, tag: str, attribute: str) -> str:
        found = next(_list_own(drawn, tag), None)
        return self._find(found.get(attribute)) if found is not None else ""

    def _find_graphic(self, data: Element | None) -> str:
        """Find the part of a chart or diagram."""
        for element in data.iter() if data is not None else ():
            for name in (f"{R}id", f"{R}dm"):
                if part := self._find(element.get(name)):
                    return part
        return ""


_SETUP = {f"{V}shapetype", f"{V}stroke", f"{V}formulas", f"{V}f", f"{V}path"}


def _list_own(drawn: Element, tag: str) -> Iterator[Element]:
    """List the elements in a drawing, but for those in the text of its boxes."""
    waiting = [drawn]
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        if element.tag != f"{W}txbxContent":
            waiting.extend(reversed(element))


def _read_size(drawing: Element) -> tuple[str, int, int]:
    properties = drawing.find(f".//{DRAWN}docPr")
    alt = ""
    if properties is not None:
        alt = properties.get("descr", "") or properties.get("title", "")
    extent = drawing.find(f".//{DRAWN}extent")
    width, height = 0, 0
    if extent is not None:
        sizes = (extent.get("cx", "0"), extent.get("cy", "0"))
        width, height = (int(size) // _EMU if size.isdecimal() else 0 for size in sizes)
    return alt, min(width, 100_000), min(height, 100_000)


def read_words(element: Element) -> str:
    """Read all the characters in an equation, or in what else is not understood."""
    return "".join(
        child.text or "" for child in element.iter() if isinstance(child.tag, str)
        and child.tag.rpartition("}")[2] == "t"
    ).strip()  # fmt: skip
