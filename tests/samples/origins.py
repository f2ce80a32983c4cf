"""Where letters and rules stand on a page of a PDF: measured by another program than made it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(slots=True)
class Line:
    """A line of letters: baseline, start and end in pt from the top left corner."""

    baseline: float
    x: float
    right: float
    text: str


@dataclass(slots=True)
class Sheet:
    """What stands on a page."""

    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    shapes: list[tuple[float, float, float, float]] = field(default_factory=list)
    """Rules, and boxes with a rule along an edge: left, top, right, bottom; from the top down."""

    def find(self, text: str) -> Line:
        """The one line that begins with ``text``, or holds it when none does."""
        begins = [line for line in self.lines if line.text.startswith(text)]
        found = begins or [line for line in self.lines if text in line.text]
        assert len(found) == 1, (text, [line.text for line in self.lines])
        return found[0]


def measure_pages(data: bytes) -> list[Sheet]:
    """Measure every page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_measure(document[number]) for number in range(len(document))]
    finally:
        document.close()


def _measure(page: pypdfium2.PdfPage) -> Sheet:
    height = page.get_height()
    sheet = Sheet(page.get_width(), height)
    text = page.get_textpage()
    letters: dict[float, list[tuple[float, float, str]]] = {}
    for index in range(text.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if letter.isspace() or pdfium.FPDFText_IsGenerated(text.raw, index):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        _, _, right, _ = text.get_charbox(index, loose=True)
        letters.setdefault(round(height - y.value, 1), []).append((x.value, right, letter))
    for baseline in sorted(letters):
        line = sorted(letters[baseline])
        ends = max(right for _, right, _ in line)
        sheet.lines.append(Line(baseline, line[0][0], ends, "".join(kept for *_, kept in line)))
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = shape.get_bounds()
        if right - left > 20:
            sheet.shapes.append((left, height - top, right, height - bottom))
    sheet.shapes.sort(key=lambda shape: shape[1])
    return sheet
