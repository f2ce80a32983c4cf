"""The glyphs of a line as they are written into a page, read from Pango all at once.

WeasyPrint asks Pango for each field of each glyph, six calls into C for a letter: a tenth of a
page's time. Here the glyphs of a run are read as the block of memory that they are, and what a
glyph of some width is written as is made once for a page. What is written is the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from struct import Struct
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from masthead.render.pdf.engine.replacing import replace

_EMPTY, _UNKNOWN = pango.PANGO_GLYPH_EMPTY, pango.PANGO_GLYPH_UNKNOWN_FLAG
_GLYPH = Struct("iiii4x")
"""A glyph as Pango has it: its number, its advance, how far it is shifted and raised."""
_Known = tuple[Any, dict[float, dict[tuple[int, ...], str]]]
"""The table of widths for which this is known, and what is written for a glyph, by its size."""
_SMALLEST = 1e-6
"""Text of this size is not drawn."""
_FIRST_RELIABLE = 14802
"""The version of Pango from which on a font knows its size: with older ones WeasyPrint draws."""


@contextlib.contextmanager
def write_glyphs() -> Iterator[None]:
    """Write the glyphs of what is drawn meanwhile run by run."""
    if pango.pango_version() < _FIRST_RELIABLE:
        yield
        return
    with replace({"weasyprint.draw.text.draw_first_line": _draw_line}):
        yield


def _draw_line(original: Any) -> Any:
    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any
    ) -> Any:
        rest = textbox, text_overflow, block_ellipsis, matrix
        if (
            text_overflow == "ellipsis"
            or block_ellipsis != "none"
            or not textbox.text.strip()
            or textbox.style["font_size"] < _SMALLEST
        ):
            return original(stream, *rest)
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        writing = _Writing(stream, layout.text)
        if not writing.write(line):
            layout.reactivate(textbox.style)  # a line that was shaped is not shaped again
            return original(stream, *rest)
        stream.set_text_matrix(*matrix.values)
        for operate, *given in writing.operations:
            operate(*given)
        return []

    return draw_first_line


class _Writing:
    """A line in the writing: a string of glyphs that is open, and the operations before it."""

    def __init__(self, stream: Any, text: str) -> None:
        self.stream = stream
        self.text = text
        self.operations: list[tuple[Any, ...]] = []
        self.parts: list[str] = []
        self.font: Any = None
        self.size = 0.0

    def write(self, line: Any) -> bool:
        """Write a line; whether its glyphs are outlines that their fonts have."""
        run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
        before = known = None
        while run != ffi.NULL:
            item = run.data
            run = run.next
            font = item.item.analysis.font
            if known is None or font != before:
                before = font
                self.font, self.size = self.stream.add_font(font)
                if self.font.bitmap or self.font.svg or self.font.png or self.font.colr:
                    return False
                self._show()
                self.operations.append((self.stream.set_font_size, self.font.hash, self.size))
                known = self._open_known()
            self.parts.append("<")
            string = item.glyphs
            block = ffi.buffer(string.glyphs, _GLYPH.size * string.num_glyphs)
            for index, glyph in enumerate(_GLYPH.iter_unpack(block)):
                part = known.get(glyph)
                if part is None:
                    if glyph[0] & _UNKNOWN:
                        return False
                    part = self._write_glyph(item, index, *glyph)
                    if not glyph[3]:
                        known[glyph] = part
                self.parts.append(part)
            self._close()
        self._show()
        return True

    def _open_known(self) -> dict[tuple[int, ...], str]:
        """Open what is known to be written for a glyph of some width, of this font and size.

        A page that is kept is told which glyphs it asked for: then it begins with nothing known.
        """
        kept: _Known = getattr(self.font, "written", (None, {}))
        if kept[0] is not self.font.widths:
            kept = self.font.written = self.font.widths, {}
        return kept[1].setdefault(self.size, {})

    def _close(self) -> None:
        """Close the string: nothing is left of one that is empty."""
        if self.parts[-1].endswith("<"):
            self.parts[-1] = self.parts[-1][:-1]
        else:
            self.parts.append(">")

    def _show(self) -> None:
        if written := "".join(self.parts):
            self.operations.append((self.stream.show_text, written))
        self.parts.clear()

    def _write_glyph(
        self, item: Any, index: int, glyph: int, width: int, shift: int, rise: int
    ) -> str:
        """Write a glyph, which may stand beside or above its place."""
        if glyph == _EMPTY:
            return f">{-width / self.size}<"
        self._learn(item, index, glyph)
        moved = shift / self.size
        kerning = self.font.widths[glyph] + moved - width * 1000 * FROM_UNITS / self.size
        kern = f">{int(kerning)}<" if kerning else ""
        if not rise:
            return f"{f'>{-moved}<' if moved else ''}{glyph:04x}{kern}"
        self._close()
        self._show()
        self.operations += [
            (self.stream.set_text_rise, -rise / 1000),
            (self.stream.show_text, f"{-moved if moved else ''}<{glyph:04x}>"),
            (self.stream.set_text_rise, 0),
        ]
        return f"<{kern}"

    def _learn(self, item: Any, index: int, glyph: int) -> None:
        """Have the font learn of a glyph what it does not know: its text, and its width."""
        font = self.font
        if glyph not in font.to_unicode:
            part, clusters = item.item, item.glyphs.log_clusters
            if part.analysis.level % 2:  # from right to left
                end = part.length if index == 0 else clusters[index - 1]
            else:
                last = index == item.glyphs.num_glyphs - 1
                end = part.length if last else clusters[index + 1]
            encoded = self.text.encode()[part.offset + clusters[index] : part.offset + end]
            font.to_unicode[glyph] = encoded.decode()
        if glyph not in font.widths:
            ink, logical = self.stream.ink_rect, self.stream.logical_rect
            pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, ink, logical)
            font.widths[glyph] = round(logical.width * 1000 * FROM_UNITS / self.size)
