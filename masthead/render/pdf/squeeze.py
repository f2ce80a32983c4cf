"""Squeezed lines: one word more where that keeps spaces closer to what they are.

WeasyPrint breaks a justified line before the word that does not fit, and widens its spaces.
Official lines of New York also take that word with narrower spaces, where without it these would
have become wider by more than twice as much. How narrow they may become is a measure (``squeeze``):
a share of the type size for each space.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from masthead.render.pdf.engine.replacing import replace

_WIDER = 2.0
"""A space may become so much wider before it is squeezed instead."""
_MOST_SPACES = 20
"""In a line: so much room is looked at first."""


@contextlib.contextmanager
def squeeze_lines(share: float) -> Iterator[None]:
    """Squeeze lines laid out meanwhile: each space by ``share`` of the type size at most."""
    if not share:
        yield
        return

    def fill_line(original: Any) -> Any:
        def split_inline_box(
            context: Any, box: Any, position_x: Any, max_x: Any, *rest: Any
        ) -> Any:
            if not _is_justified(box):
                return original(context, box, position_x, max_x, *rest)
            return _Filling(original, context, box, position_x, max_x, rest).fill(share)

        return split_inline_box

    with replace({
        "weasyprint.layout.inline.split_inline_box": fill_line,
        "weasyprint.layout.inline.text_align": _squeeze_line,
    }):  # fmt: skip
        yield


class _Filling:
    """One line in the making: laid out in more room than there is, and again if that fails."""

    def __init__(
        self,
        original: Any,
        context: Any,
        box: Any,
        position_x: Any,
        max_x: Any,
        rest: tuple[Any, ...],
    ) -> None:
        self.original = original
        self.context = context
        self.box = box
        self.position_x = position_x
        self.max_x = max_x
        self.rest = rest
        self.lists = [part for part in rest if isinstance(part, list)]
        self.before = [list(part) for part in self.lists]

    def fill(self, share: float) -> Any:
        """Lay the line out with the word more, or without it."""
        most = share * self.box.style["font_size"]
        fuller = self._lay_out(most * _MOST_SPACES)
        over, spaces = self._measure(fuller[0])
        if over > most * spaces > 0:  # fewer spaces than looked for: less room
            fuller = self._lay_out(most * spaces)
            over, spaces = self._measure(fuller[0])
        if over <= 0:  # it fits without
            return fuller
        taken = [list(part) for part in self.lists]
        plain = self._lay_out(0)
        under, left = self._measure(plain[0])
        if spaces and left and over / spaces <= most and -under / left > _WIDER * over / spaces:
            if inline.trailing_whitespace_size(self.context, fuller[0]):
                fuller = self._lay_out(over + 0.01)  # it has no room then
            else:
                self._put(taken)
            fuller[0].is_squeezed = True
            return fuller
        return plain

    def _lay_out(self, more: float) -> Any:
        """Lay the line out with more room; what a try left in the lists is taken out."""
        self._put(self.before)
        return self.original(self.context, self.box, self.position_x, self.max_x + more, *self.rest)

    def _put(self, kept: list[list[Any]]) -> None:
        """Put into the lists what a try left there."""
        for part, content in zip(self.lists, kept, strict=True):
            part[:] = content

    def _measure(self, line: Any) -> tuple[float, int]:
        """Measure by how much a line is too long, and count its spaces."""
        end = line.position_x + line.width - inline.trailing_whitespace_size(self.context, line)
        text = "".join(
            box.text for box in line.descendants() if isinstance(box, boxes.TextBox)
        ).rstrip(" ")
        return end - self.max_x, text.count(" ") + text.count("\u00a0")


def _is_justified(box: Any) -> bool:
    return (
        isinstance(box, boxes.LineBox)
        and box.style["text_align_all"] == "justify"
        and box.style["white_space"] == "normal"
        and box.style["direction"] == "ltr"
    )


def _squeeze_line(original: Any) -> Any:
    def text_align(context: Any, line: Any, available_width: Any, last: Any) -> Any:
        if getattr(line, "is_squeezed", False) and line.width > available_width:
            inline.justify_line(context, line, available_width - line.width)
            return 0
        return original(context, line, available_width, last)

    return text_align
