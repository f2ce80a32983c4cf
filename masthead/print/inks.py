"""Colours in a content stream become grey, and dark text and lines pure black.

Two degrees. ``ALL`` leaves nothing but grey. ``NEUTRAL`` takes out of colour what has none (black
text written as red, green and blue, which a press would print with four inks) and leaves the rest.
Only values change: glyphs and lines stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from masthead.print.colour import DARK, Space, is_neutral, to_grey
from masthead.print.marks import write_number
from masthead.print.spaces import read_space

if TYPE_CHECKING:
    import pikepdf

_DEVICE = {
    "g": Space.GREY,
    "G": Space.GREY,
    "rg": Space.RGB,
    "RG": Space.RGB,
    "k": Space.CMYK,
    "K": Space.CMYK,
}
_SPACE = {"cs", "CS"}
_VALUE = {"sc", "scn", "SC", "SCN"}
_WATCHED = frozenset([*_DEVICE, *_SPACE, *_VALUE, "q", "Q", "BT", "ET"])
_INITIAL: dict[Space, tuple[float, ...]] = {
    Space.GREY: (0,),
    Space.RGB: (0, 0, 0),
    Space.CMYK: (0, 0, 0, 1),
    Space.LAB: (0, 0, 0),
    Space.BLACK: (1,),
}


class Ink(Enum):
    """What is turned into grey."""

    ALL = auto()
    NEUTRAL = auto()


class NotGreyError(Exception):
    """A colour that cannot be turned into grey; says in words what it is."""


@dataclass(slots=True)
class _Pen:
    """The colour for filling, or that for stroking, at a point of a content stream."""

    space: Space | None = Space.GREY
    chosen: Any = None
    """The ``cs`` operation that chose the space, so that ``sc`` gives its values; or None."""
    away: bool = False
    """Whether a grey was written since, so that the space must be chosen again."""
    grey: float | None = None
    """Its value once it is grey; None while it is a colour, a pattern or not known."""


@dataclass(slots=True)
class _State:
    fill: _Pen = field(default_factory=_Pen)
    stroke: _Pen = field(default_factory=_Pen)

    def copy(self) -> _State:
        return _State(replace(self.fill), replace(self.stroke))


def rewrite_content(
    operations: Iterable[tuple[str, Any]], spaces: Any, ink: Ink
) -> tuple[list[Any], bool]:
    """Rewrite the operations of a content stream; says, too, whether anything changed.

    ``spaces`` is the ColorSpace dictionary of its resources, or None. Raises NotGreyError.
    """
    writer = _Writer(spaces, ink)
    for operator, original in operations:
        if operator in _WATCHED:
            writer.write(operator, original)
        else:
            writer.written.append(original)
    return writer.written, writer.changed


class _Writer:
    """Follows the graphics state through a content stream and writes it with fewer inks."""

    def __init__(self, spaces: Any, ink: Ink) -> None:
        self.written: list[Any] = []
        self.changed = False
        self._spaces = spaces
        self._ink = ink
        self._state = _State()
        self._stack: list[_State] = []
        self._in_text = False
        self._blackened = False

    def write(self, operator: str, original: Any) -> None:
        """Write one of the operations that colours depend on, changed or as it is."""
        stroke = operator.isupper()
        if operator in _DEVICE:
            pen = self._pen(stroke)
            pen.space, pen.chosen, pen.away = _DEVICE[operator], None, False
            self._set_colour(stroke, pen.space, list(original.operands), original)
            return
        if operator in _SPACE:
            self._choose_space(stroke, list(original.operands), original)
            return
        if operator in _VALUE:
            self._set_value(stroke, list(original.operands), original)
            return
        if operator == "q":
            self._stack.append(self._state.copy())
        elif operator == "Q" and self._stack:
            self._state = self._stack.pop()
        self.written.append(original)
        if operator == "BT":
            self._begin_text()
        elif operator == "ET":
            self._end_text()

    def _pen(self, stroke: bool) -> _Pen:
        return self._state.stroke if stroke else self._state.fill

    def _choose_space(self, stroke: bool, operands: list[Any], original: Any) -> None:
        pen = self._pen(stroke)
        pen.space = read_space(operands[0], self._spaces)
        pen.chosen, pen.away, pen.grey = original, False, None
        if self._ink is Ink.NEUTRAL or pen.space is Space.PATTERN:
            self.written.append(original)
        elif pen.space is None:
            raise NotGreyError(f"the colour space {operands[0]}")
        else:
            self._write_grey(stroke, to_grey(pen.space, _INITIAL[pen.space]), original)

    def _set_value(self, stroke: bool, operands: list[Any], original: Any) -> None:
        """Set the values of a chosen space, or a pattern."""
        pen = self._pen(stroke)
        if pen.space is None or pen.space is Space.PATTERN or pen.chosen is None:
            if len(operands) > 1 and self._ink is Ink.ALL:
                raise NotGreyError("a pattern with a colour of its own")
            if pen.away:
                self.written.append(pen.chosen)
                pen.away = False
            self.written.append(original)
            return
        self._set_colour(stroke, pen.space, operands, original)

    def _set_colour(self, stroke: bool, space: Space, operands: list[Any], original: Any) -> None:
        pen = self._pen(stroke)
        values = [float(value) for value in operands]
        try:
            grey = to_grey(space, values)
        except ValueError as error:
            raise NotGreyError(str(error)) from None
        if self._ink is Ink.ALL or is_neutral(space, values):
            self._write_grey(stroke, grey, original)
            pen.away = pen.chosen is not None
            return
        if pen.away:
            self.written.append(pen.chosen)
        pen.away, pen.grey = False, None
        self.written.append(original)

    def _write_grey(self, stroke: bool, grey: float, original: Any) -> None:
        """Write a grey; text and lines as black when they are dark. What is grey already stays."""
        pen = self._pen(stroke)
        pen.grey = grey
        operator = "G" if stroke else "g"
        shown = grey
        if (stroke or self._in_text) and self._is_dark(grey):
            shown = 0.0
            self._blackened = self._blackened or not stroke
        if original is not None and str(original.operator) == operator and shown == grey:
            self.written.append(original)
            return
        self._emit(operator, shown)

    def _is_dark(self, grey: float | None) -> bool:
        return self._ink is Ink.ALL and grey is not None and 0 < grey < DARK

    def _begin_text(self) -> None:
        self._in_text = True
        self._blackened = self._is_dark(self._state.fill.grey)
        if self._blackened:
            self._emit("g", 0)

    def _end_text(self) -> None:
        """Surfaces after the text have their own grey again."""
        self._in_text = False
        grey = self._state.fill.grey
        if self._blackened and grey is not None and self._is_dark(grey):
            self._emit("g", grey)
        self._blackened = False

    def _emit(self, operator: str, grey: float) -> None:
        self.written.append(_make_operation(operator, grey))
        self.changed = True


def _make_operation(operator: str, grey: float) -> pikepdf.ContentStreamInstruction:
    from decimal import Decimal

    import pikepdf

    value = Decimal(write_number(grey))
    return pikepdf.ContentStreamInstruction([value], pikepdf.Operator(operator))


def list_operations(stream: pikepdf.Object) -> Iterator[tuple[str, Any]]:
    """Read a content stream: each operator, with the operation as it is.

    Raises NotGreyError for a coloured picture written into the stream itself.
    """
    import pikepdf

    for operation in pikepdf.parse_content_stream(stream):
        if isinstance(operation, pikepdf.ContentStreamInlineImage):
            picture = operation.iimage
            if not picture.image_mask and str(picture.colorspace) not in ("/DeviceGray", "/G"):
                raise NotGreyError("a picture inside the text stream")
        yield str(operation.operator), operation
