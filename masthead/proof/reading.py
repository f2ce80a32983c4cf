"""Reading a PDF's glyphs with their places (pypdfium2). All lengths in pt from the top left."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from masthead.diagnostic import UsageError
from masthead.unpack import MOST_PAGES, open_pdf, read_content, read_through

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_AREA = 20_000_000
"""Of a page that is drawn, in square points: twice that of A0."""
LINE_HEIGHT = 4.0
"""Glyphs whose baselines differ by no more stand in one line: a raised mark does."""


class Glyph(Struct, frozen=True):
    """A printed character: where it stands, how large it is, in what face, and where it ends."""

    text: str
    x: float
    baseline: float
    size: float
    font: str
    right: float


class PrintedLine(Struct, frozen=True):
    """Glyphs on one baseline, in reading order."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """What it says, without spaces."""
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
    """Open a PDF. Raises UsageError when there is none, it cannot be read, or it is too large."""
    import pypdfium2

    if not path.is_file():
        raise UsageError(f"there is no file {path}")
    _refuse_too_large(path)
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"{path} cannot be read as a PDF: {error}") from None


def _refuse_too_large(path: Path) -> None:
    """Look at what a file says of itself, and unpack it up to a limit, before it is drawn."""
    import pikepdf

    seen: set[tuple[int, int]] = set()
    try:
        with open_pdf(path) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise UsageError(f"{path} has {len(pdf.pages)} pages, more than {MOST_PAGES}")
            for number, page in enumerate(pdf.pages, 1):
                left, bottom, right, top = (float(edge) for edge in page.mediabox)
                unit = float(page.obj.get("/UserUnit", 1))
                sides = abs(right - left) * unit, abs(top - bottom) * unit
                if sides[0] * sides[1] > MOST_AREA:
                    size = " × ".join(f"{side / 72 * 25.4:.0f}" for side in sides)
                    raise UsageError(f"page {number} of {path} is too large to be drawn: {size} mm")
                if "/Contents" in page.obj:
                    read_content(page.obj.Contents)
                read_through(page.obj.get("/Resources"), seen)
    except (pikepdf.PikepdfError, RuntimeError, ValueError, TypeError, AttributeError) as error:
        if "memory limit" in str(error):
            reason = "what is on a page unpacks to more than any page needs"
            raise UsageError(f"{path} cannot be drawn: {reason}") from None
        # Whatever else is wrong with it, the other reader may still make something of it.


def read_glyphs(page: Any) -> list[Glyph]:
    """Read a page's glyphs in the order of its content, spaces left out."""
    from pypdfium2 import raw

    text, height = page.get_textpage(), page.get_height()
    glyphs = []
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    for index in range(text.count_chars()):
        character = _read_character(raw.FPDFText_GetUnicode(text, index))
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


def _read_character(code: int) -> str:
    """Read a character; a number that is none, as damaged fonts have them, is U+FFFD."""
    return chr(code) if code <= sys.maxunicode and not 0xD800 <= code < 0xE000 else "\ufffd"


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
