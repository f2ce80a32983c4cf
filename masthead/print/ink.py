"""Black ink: the colours of a content stream become grey, and dark text and lines pure black.

Only values change: glyphs and lines stay where they are, and nothing is turned into dots. Grey is 0
for black, 1 for white, and that of luma in ITU-R BT.601, which printers' drivers use, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from masthead.print.marks import write_number
from masthead.print.resources import PATTERN, count_values

if TYPE_CHECKING:
    import pikepdf

_LUMA = (0.299, 0.587, 0.114)
_NEUTRAL = 0.002
_DARK = 0.5
"""Text and lines darker than this get full ink: screened, they would be ragged."""
_COUNTS = {"g": 1, "rg": 3, "k": 4}
"""The operators that set a colour, and how many values they take; in capitals, that of lines."""
_CHOOSE, _SET = "cs", ("sc", "scn")
_WATCHED = {*_COUNTS, _CHOOSE, *_SET, "q", "bt", "et"}


class NotGreyError(Exception):
    """A colour that cannot be turned into grey; says in words what it is."""


def to_grey(values: Sequence[float]) -> float:
    """Find the grey of a colour of one, three or four values. Raises NotGreyError."""
    if len(values) == 1:
        grey = values[0]
    elif len(values) in (3, 4):
        grey = sum(weight * value for weight, value in zip(_LUMA, values[:3], strict=True))
        grey = 1 - grey - values[3] if len(values) == 4 else grey
    else:
        raise NotGreyError(f"a colour of {len(values)} values")
    return min(1.0, max(0.0, grey))


def is_neutral(values: Sequence[float]) -> bool:
    """Whether a colour of light or of four inks has none, so that one ink is enough for it."""
    if len(values) not in (3, 4):
        return False
    return max(values[:3]) - (0 if len(values) == 4 else min(values)) <= _NEUTRAL


def blacken(operations: Iterable[tuple[str, Any]]) -> list[Any]:
    """Take out of colour what has none: black text that a press would print with four inks."""
    return [
        _write_grey(operator, to_grey(values))
        if operator.lower() in _COUNTS and is_neutral(values := _read_values(one))
        else one
        for operator, one in operations
    ]


def make_grey(operations: Iterable[tuple[str, Any]], spaces: Any = None) -> list[Any]:
    """Make the operations of a content stream grey.

    ``spaces`` is the ColorSpace dictionary of its resources. Raises NotGreyError.
    """
    writer = _Writer(spaces)
    for operator, one in operations:
        writer.write(operator, one)
    return writer.written


class _Writer:
    """Follows the colours for filling and for lines through a content stream, and writes grey."""

    def __init__(self, spaces: Any) -> None:
        self.written: list[Any] = []
        self._spaces = spaces
        self._fill: float | None = 0
        """The grey for filling; None where that is a pattern."""
        self._counts = {False: 1, True: 1}
        """How many values the chosen spaces have: for filling, and for lines."""
        self._stack: list[tuple[float | None, dict[bool, int]]] = []
        self._in_text = False
        self._blackened = False

    def write(self, operator: str, one: Any) -> None:
        """Write one operation, changed or as it is."""
        lines, kind = operator.isupper(), operator.lower()
        if kind not in _WATCHED:
            self.written.append(one)
        elif kind in _COUNTS:
            self._counts[lines] = _COUNTS[kind]
            self._set(lines, one)
        elif kind == _CHOOSE:
            self._choose(lines, one)
        elif kind in _SET:
            if self._counts[lines] == PATTERN:
                self._take_pattern(lines, one)
            else:
                self._set(lines, one)
        else:
            self._follow(operator, one)

    def _follow(self, operator: str, one: Any) -> None:
        """Follow the state, and have surfaces their own grey again after a text."""
        if operator == "q":
            self._stack.append((self._fill, dict(self._counts)))
        elif operator == "Q" and self._stack:
            self._fill, self._counts = self._stack.pop()
        self.written.append(one)
        if operator == "BT":
            self._in_text = True
            self._blackened = self._is_dark(self._fill)
            if self._blackened:
                self.written.append(_write_grey("g", 0))
        elif operator == "ET":
            self._in_text = False
            if self._blackened and self._fill is not None and self._is_dark(self._fill):
                self.written.append(_write_grey("g", self._fill))
            self._blackened = False

    def _choose(self, lines: bool, one: Any) -> None:
        count = count_values(one.operands[0], self._spaces)
        if count is None:
            raise NotGreyError(f"the colour space {one.operands[0]}")
        self._counts[lines] = count
        if count == PATTERN:
            self._take_pattern(lines, one)
            return
        if not lines:
            self._fill = 0  # which is what every space begins with
        self.written.append(_write_grey("G" if lines else "g", 0))

    def _take_pattern(self, lines: bool, one: Any) -> None:
        if len(one.operands) > 1:
            raise NotGreyError("a pattern with a colour of its own")
        if not lines:
            self._fill = None
        self.written.append(one)

    def _set(self, lines: bool, one: Any) -> None:
        values = _read_values(one)
        if len(values) != self._counts[lines]:
            raise NotGreyError(f"a colour of {len(values)} values")
        grey = to_grey(values)
        if not lines:
            self._fill = grey
        if (lines or self._in_text) and self._is_dark(grey):
            self._blackened = self._blackened or not lines
            grey = 0
        operator = "G" if lines else "g"
        same = str(one.operator) == operator and values == [grey]
        self.written.append(one if same else _write_grey(operator, grey))

    @staticmethod
    def _is_dark(grey: float | None) -> bool:
        return grey is not None and 0 < grey < _DARK


def _read_values(one: Any) -> list[float]:
    """Read the numbers that an operation takes; none where it takes anything else."""
    import pikepdf

    operands = list(one.operands)
    if any(isinstance(each, pikepdf.Object) for each in operands):
        return []
    return [float(each) for each in operands]


def _write_grey(operator: str, grey: float) -> pikepdf.ContentStreamInstruction:
    from decimal import Decimal

    import pikepdf

    shown = "G" if operator.isupper() else "g"
    return pikepdf.ContentStreamInstruction([Decimal(write_number(grey))], pikepdf.Operator(shown))


def list_operations(stream: pikepdf.Object, *, whole: bool) -> Iterator[tuple[str, Any]]:
    """Read a content stream: each operator, with the operation as it is.

    Raises NotGreyError for a coloured picture written into the stream itself, where the ``whole``
    of it is to be grey.
    """
    import pikepdf

    for operation in pikepdf.parse_content_stream(stream):
        if whole and isinstance(operation, pikepdf.ContentStreamInlineImage):
            picture = operation.iimage
            if not picture.image_mask and str(picture.colorspace) not in ("/DeviceGray", "/G"):
                raise NotGreyError("a picture inside the text stream")
        yield str(operation.operator), operation
