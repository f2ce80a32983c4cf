"""Reading a PDF's glyphs with their places (pypdfium2). All lengths in pt from the top left."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masthead.diagnostic import UsageError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LINE_HEIGHT = 4.0
"""Glyphs whose baselines differ by no more stand in one line: a raised mark does."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character: where it stands, how large it is, in what face, and where it ends."""

    text: str
    x: float
    baseline: float
    size: float
    font: str
    right: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Glyphs on one baseline, in reading order."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """What it says, without blanks."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def first(self) -> Glyph:
        """Its first glyph."""
        return self.glyphs[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(glyph.right for glyph in self.glyphs)


def open_document(path: Path) -> PdfDocument:
    """Open a PDF. Raises UsageError when there is none, or it cannot be read."""
    import pypdfium2

    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"{path} cannot be read as a PDF: {error}") from None


def read_glyphs(page: Any) -> list[Glyph]:
    """Read a page's glyphs in the order of its content, blanks left out."""
    from pypdfium2 import raw

    text, height = page.get_textpage(), page.get_height()
    glyphs = []
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if raw.FPDFText_IsGenerated(text, index) or not character.strip("\0\u200b\u2060 \r\n\t"):
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
        size = round(raw.FPDFText_GetFontSize(text, index) * abs(matrix.d), 2)
        font = name.value.decode("utf-8", "replace").split("+")[-1]
        glyphs.append(Glyph(character, x.value, height - y.value, size, font, box.right))
    text.close()
    return glyphs


def gather_lines(glyphs: list[Glyph]) -> list[PrintedLine]:
    """Gather glyphs into lines by their baselines; raised marks stay with their line."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if not lines or abs(glyph.baseline - lines[-1][0].baseline) > LINE_HEIGHT:
            lines.append([])
        lines[-1].append(glyph)
    return [PrintedLine(tuple(line)) for line in lines]


def cut_columns(lines: list[PrintedLine], gap: float = 12.0) -> list[PrintedLine]:
    """Cut lines where nothing stands for ``gap`` pt: what is left and right is not one line."""
    cut: list[PrintedLine] = []
    for line in lines:
        start = 0
        for at in range(1, len(line.glyphs)):
            before, after = line.glyphs[at - 1], line.glyphs[at]
            if after.x - before.right > gap or after.x < before.x - gap:
                cut.append(PrintedLine(line.glyphs[start:at]))
                start = at
        cut.append(PrintedLine(line.glyphs[start:]))
    return cut
