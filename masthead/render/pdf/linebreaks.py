"""Where lines break, found by widths: a text is shaped once, not three times for each of its lines.

WeasyPrint has Pango shape two lines or more of a text to learn where its first one ends, that line
with the word after it, and the line itself; and a line that may be squeezed is tried in three
widths. Here the whole text is shaped once, on one line. What fits is seen from where its words end;
the line that was found is shaped, so that all measures are those that WeasyPrint would have taken.

The last letter of a line may be moved by the space after it, which is then not there. So where a
word ends close to the edge, and for all that is not plain text from left to right, WeasyPrint
breaks the line itself.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from math import inf
from typing import Any

from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, first_line_metrics

from masthead.render.pdf.engine.replacing import replace

_CLOSE = 0.08
"""How close to the edge is too close to tell, in em: more than a letter is moved by a space."""
_NARROW = 4
"""A line of fewer em is left to WeasyPrint, which tries to split words there."""
_SHORT = 0.35
"""The width of a narrow letter, in em: a text that fits even so is not looked at."""
_NOT_PLAIN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u0590-\u08ff\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Controls, soft hyphens, what runs from right to left or says so."""
_MOST_TEXTS = 200
_TAIL = 32
"""Bytes by which a text is known again from its rest."""


@contextlib.contextmanager
def find_breaks_by_width() -> Iterator[None]:
    """Find where lines laid out meanwhile break, without shaping what comes after."""
    measured: dict[tuple[int, bytes], _Measured] = {}

    def find_break(original: Any) -> Any:
        def split_first_line(
            text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any,
            is_line_start: Any = True, minimum: Any = False,
        ) -> Any:  # fmt: skip
            if _is_plain(text, style, max_width):
                encoded = text.encode()
                key = id(style), encoded[-_TAIL:]
                known = measured.get(key)
                if known is None or not known.text.endswith(encoded):
                    if len(measured) >= _MOST_TEXTS:
                        measured.clear()
                    known = measured[key] = _Measured(text, encoded, style)
                if found := known.find_break(len(encoded), max_width):
                    end, resume = found
                    layout = Layout(style, justification_spacing, max_width)
                    layout.set_text(encoded[:end].decode())
                    line, _ = layout.get_first_line()
                    layout, length, _, *measures = first_line_metrics(
                        line, "", layout, None, False, style
                    )
                    return layout, length, resume, *measures
            return original(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )

        return split_first_line

    with replace({"weasyprint.layout.inline.split_first_line": find_break}):
        yield


def _is_plain(text: str, style: Any, width: float | None) -> bool:
    """Whether a text is one whose breaks are found here."""
    size: float = style["font_size"]
    return (
        width is not None
        and width != inf
        and _NARROW * size <= width < _SHORT * size * len(text)
        and style["white_space"] == "normal"
        and style["direction"] == "ltr"
        and style["hyphens"] != "auto"
        and style["word_break"] == "normal"
        and not style["word_spacing"]
        and not _NOT_PLAIN.search(text)
    )


class _Measured:
    """A text on one line: where it may be broken, and how far from its beginning that is."""

    def __init__(self, text: str, encoded: bytes, style: Any) -> None:
        self.text = encoded
        self.style = style  # by whose identity it is found
        layout = Layout(style)
        layout.set_text(text)
        line, _ = layout.get_first_line()
        starts, places = _read_places(line)
        attributes = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
        flags = memoryview(ffi.buffer(attributes, 4 * (len(text) + 1))).cast("I")
        self.resumes: list[int] = []
        """Where a line may begin, in bytes."""
        self.ends: list[int] = []
        """Where the line before then ends, without spaces."""
        byte = before = 0
        for at, flag in enumerate(flags[1:-1], start=1):
            if flag & 1:
                part = text[before:at]
                byte += len(part.encode())
                self.resumes.append(byte)
                self.ends.append(byte - len(part) + len(part.rstrip(" ")))
                before = at
        self.beginnings = [places[bisect_left(starts, each)] for each in self.resumes]
        """The same in units of Pango."""
        self.edges = [places[bisect_left(starts, each)] for each in self.ends]
        self.width = places[bisect_left(starts, len(encoded.rstrip(b" ")))]
        spacing = style["letter_spacing"]
        size = style["font_size"] * _CLOSE + (0 if spacing == "normal" else abs(spacing))
        self.close = int(size * TO_UNITS)
        layout.deactivate()

    def find_break(self, length: int, width: float) -> tuple[int, int] | None:
        """Find where a line ends that begins ``length`` bytes before the end, and the next begins.

        None where that is not certain, or where all fits.
        """
        start = len(self.text) - length
        first = bisect_right(self.resumes, start)
        if start == 0:
            beginning = 0
        elif first and self.resumes[first - 1] == start:
            beginning = self.beginnings[first - 1]
        else:
            return None
        limit = beginning + int(width * TO_UNITS)
        after = bisect_right(self.edges, limit, first)
        following = self.edges[after] if after < len(self.edges) else self.width
        if after == first or min(following - limit, limit - self.edges[after - 1]) < self.close:
            return None
        return self.ends[after - 1] - start, self.resumes[after - 1] - start


def _read_places(line: Any) -> tuple[list[int], list[int]]:
    """Read where each cluster of a line begins: the byte, and the place in units of Pango.

    One more place is where the last one ends.
    """
    starts: list[int] = []
    widths: list[int] = []
    run = line.runs[0]
    while run != ffi.NULL:
        string, offset = run.data.glyphs, run.data.item.offset
        number = string.num_glyphs
        clusters = memoryview(ffi.buffer(string.log_clusters, 4 * number)).cast("i")
        glyphs = memoryview(ffi.buffer(string.glyphs, 20 * number)).cast("i")
        starts += [offset + each for each in clusters]
        widths += glyphs[1::5].tolist()
        run = run.next
    return starts, list(accumulate(widths, initial=0))
