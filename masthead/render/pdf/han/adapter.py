"""The composer at work inside WeasyPrint.

WeasyPrint asks Pango for one line after the other; Pango knows neither full lines of Chinese nor
squeezed marks nor gaps. So, while an edition in a Han script is set (and in Arabic for the
baselines alone), five functions of WeasyPrint are led through here:

``layout.block.iter_line_boxes``  a paragraph is about to be broken: compose all its lines first
``layout.inline.split_text_box``  how much text fits on this line: what the composer decided
``layout.inline.justify_line``    fill a line: a composed line is full already
``layout.inline.strut``           where a line's baseline is: at one place, whatever the faces
``draw.draw_text``                draw a text: with dots under what is emphasized
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi
from weasyprint.text.line_break import Layout

from masthead.measures import BASELINE
from masthead.render.pdf.engine.replacing import replace
from masthead.render.pdf.han.characters import Kind, find_kind, is_chinese
from masthead.render.pdf.han.composer import Item, Line, compose
from masthead.render.roles import name_role

_DOT_DROP, _DOT_RADIUS = 0.27, 0.06
"""Emphasis dots: how far below the baseline their middle is, and their radius, in em."""

_BIAS = 0.3
"""WeasyPrint cuts positions down to whole thousandths: this much keeps the one that is meant."""


class Place(Struct, frozen=True):
    """Where a glyph stands, in thousandths of its size: its advance, and its shift inside it."""

    advance: int
    shift: int


class Piece(Struct):
    """The part of a text box that stands on one line. ``resume`` is the byte to go on with."""

    text: str
    width: float = 0.0
    places: dict[int, Place] = field(default_factory=dict)
    resume: int | None = None
    torn: bool = False
    stretch: float = 0.0
    """How much room is between its characters to fill the line, in em."""
    dots: list[float] = field(default_factory=list)
    """Where the emphasis dots stand, from the start of the piece."""


class ComposedLayout(Layout):  # type: ignore[misc]
    """A line of text whose every glyph has a place. It is shaped only when it is drawn."""

    def __init__(self, piece: Piece) -> None:
        self.text = piece.text
        self.places = piece.places
        self.dots = piece.dots
        self.justification_spacing = 0
        self.max_width = None
        self.first_line_direction = 0

    def deactivate(self) -> None:
        """Let go of what Pango made, if it made anything."""
        if hasattr(self, "layout"):
            super().deactivate()

    def get_first_line(self) -> tuple[Any, Any]:
        """Shape the line, and put every glyph in its place."""
        line, index = super().get_first_line()
        size = self.style["font_size"]
        for start, glyph in _walk_glyphs(line):
            place = self.places.get(start)
            if place is not None:
                _move_glyph(glyph.geometry, place, size)
        return line, index


def _move_glyph(geometry: Any, place: Place, size: float) -> None:
    kerning = geometry.width * FROM_UNITS / size * 1000 + place.shift - place.advance
    bias = 0.0 if abs(kerning) < 0.5 else _BIAS if kerning > 0 else -_BIAS
    geometry.width = round((place.advance - bias) * size / 1000 * TO_UNITS)
    geometry.x_offset = round(place.shift * size)


def _walk_glyphs(line: Any) -> Iterator[tuple[int, Any]]:
    """Go through a line's glyphs, each with the byte at which its cluster starts."""
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        string, offset = run.data.glyphs, run.data.item.offset
        clusters, glyphs = string.log_clusters, string.glyphs
        for index in range(string.num_glyphs):
            yield offset + clusters[index], glyphs[index]
        run = run.next


class _Session:
    """One edition being set: paragraphs that were composed already are not composed again."""

    def __init__(self) -> None:
        self.composed: dict[Any, _Composed] = {}

    def compose_first(self, original: Any) -> Any:
        """Compose a paragraph before it is broken into lines."""

        def iter_line_boxes(
            context: Any, box: Any, position_y: Any, bottom_space: Any, skip_stack: Any,
            containing_block: Any, *rest: Any,
        ) -> Any:  # fmt: skip
            _compose_box(self, box, containing_block)
            return original(
                context, box, position_y, bottom_space, skip_stack, containing_block, *rest
            )

        return iter_line_boxes


class _Composed(Struct, frozen=True):
    """What a paragraph was composed to, a list for each of its texts.

    It is found by the identities of the texts' styles, so it keeps them: else another style could
    come to stand where one of them stood.
    """

    styles: tuple[Any, ...]
    pieces: list[dict[int, Piece]]


@contextlib.contextmanager
def set_chinese() -> Iterator[None]:
    """Set what is laid out and drawn meanwhile by the rules for Chinese."""
    with replace({
        "weasyprint.layout.block.iter_line_boxes": _Session().compose_first,
        "weasyprint.layout.inline.split_text_box": _take_piece,
        "weasyprint.layout.inline.justify_line": _leave_full,
        "weasyprint.layout.inline.strut": _level_strut,
        "weasyprint.draw.draw_text": _draw_neatly,
    }):  # fmt: skip
        yield


def _take_piece(original: Any) -> Any:
    def split_text_box(
        context: Any, box: Any, available_width: Any, skip: Any, is_line_start: Any = True
    ) -> Any:
        pieces = getattr(box, "pieces", None)
        if pieces is None and available_width is None:
            return original(context, box, available_width, skip, is_line_start)
        if pieces is None:
            new_box, resume, preserved = original(
                context, box, available_width, skip, is_line_start
            )
            if new_box is not None:
                _level_text(new_box)
            return new_box, resume, preserved
        piece = pieces.get(skip)
        if piece is None:  # nothing but spaces at the end of a line
            return None, None, False
        new_box = box.copy_with_text(piece.text)
        new_box.pieces = None
        new_box.torn = piece.torn
        new_box.stretch = piece.stretch
        new_box.pango_layout = ComposedLayout(piece)
        new_box.width = piece.width
        _level_text(new_box)
        return new_box, piece.resume, False

    return split_text_box


def _leave_full(original: Any) -> Any:
    def justify_line(context: Any, line: Any, extra_width: Any) -> Any:
        if not _is_composed(line):
            original(context, line, extra_width)

    return justify_line


def _level_strut(original: Any) -> Any:
    def strut(style: Any) -> Any:
        line_height, _ = original(style)
        return line_height, line_height / 2 + BASELINE * style["font_size"]

    return strut


def _draw_neatly(original: Any) -> Any:
    def draw_text(stream: Any, textbox: Any, *rest: Any) -> Any:
        before = len(stream.stream)
        original(stream, textbox, *rest)
        # Two moves in a row leave an empty string between them, after which PDFium, which most
        # readers use, forgets the last move of the array.
        for index in range(max(before - 1, 0), len(stream.stream)):
            operator = stream.stream[index]
            if isinstance(operator, bytes) and b"<>" in operator:
                stream.stream[index] = operator.replace(b"<>", b" ")
        _draw_dots(stream, textbox)

    return draw_text


def _draw_dots(stream: Any, textbox: Any) -> None:
    """Draw the dots under what is emphasized."""
    dots = getattr(textbox.pango_layout, "dots", ())
    size = textbox.style["font_size"]
    y = textbox.position_y + textbox.baseline + _DOT_DROP * size
    for x in dots:
        _draw_dot(stream, textbox.position_x + x, y, _DOT_RADIUS * size)
    if dots:
        stream.fill()


def _draw_dot(stream: Any, x: float, y: float, radius: float) -> None:
    """Add a disc to the path: four curves, as round as four can be."""
    bend = radius * 0.5523
    stream.move_to(x + radius, y)
    stream.curve_to(x + radius, y + bend, x + bend, y + radius, x, y + radius)
    stream.curve_to(x - bend, y + radius, x - radius, y + bend, x - radius, y)
    stream.curve_to(x - radius, y - bend, x - bend, y - radius, x, y - radius)
    stream.curve_to(x + bend, y - radius, x + radius, y - bend, x + radius, y)


def _level_text(box: Any) -> None:
    """Give a text box the height of its line and the one baseline, whatever faces it mixes."""
    box.height, box.baseline = inline.strut(box.style)
    box.margin_top = box.margin_bottom = 0


def _is_composed(box: Any) -> bool:
    if isinstance(box, boxes.TextBox):
        return isinstance(getattr(box, "pango_layout", None), ComposedLayout)
    return any(_is_composed(child) for child in getattr(box, "children", ()))


# --- from boxes to items, and back ----------------------------------------------------------


class _Gathered(Struct):
    """The inline content of a paragraph: its items, and where each comes from."""

    texts: list[Any] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    sources: list[tuple[int, int]] = field(default_factory=list)
    """For each item the text box (its place in ``texts``, -1 for none) and the byte in it."""
    dotted: set[int] = field(default_factory=set)
    """The text boxes whose Chinese characters get an emphasis dot each."""


class _Look(Struct, frozen=True):
    """What a paragraph was when it was last looked through."""

    session: _Session
    width: float
    children: Any

    def is_same(self, session: _Session, width: float, children: Any) -> bool:
        """Whether it is that still; a paragraph with other children has another list of them."""
        return self.session is session and self.width == width and self.children is children


def _compose_box(session: _Session, linebox: Any, containing_block: Any) -> None:
    """Compose a paragraph, if it is Chinese and nothing stands in it that the composer lacks.

    It is asked for on each page again: then it is not even looked through.
    """
    width = containing_block.width
    before = getattr(linebox, "looked_through", None)
    if before is not None and before.is_same(session, width, linebox.children):
        return
    linebox.looked_through = _Look(session, width, linebox.children)
    texts = list(_walk_texts(linebox))
    style = linebox.style
    if style["direction"] != "ltr" or style["white_space"] != "normal":
        return
    if not any(is_chinese(box.text) for box in texts):
        return
    indent = style["text_indent"]
    if getattr(indent, "unit", "px") not in ("px", None):
        return
    key = (width, tuple((id(box.style), box.text) for box in texts))
    if key not in session.composed:
        gathered = _Gathered()
        if not _gather(linebox, gathered):
            return
        justify = style["text_align_all"] == "justify"
        first = width - getattr(indent, "value", 0)
        lines = compose(gathered.items, first, width, justify=justify)
        styles = tuple(box.style for box in texts)
        session.composed[key] = _Composed(styles, _cut_pieces(gathered, lines))
    for box, pieces in zip(texts, session.composed[key].pieces, strict=True):
        box.pieces = pieces


def _walk_texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _walk_texts(child)


def _gather(box: Any, gathered: _Gathered, within: frozenset[str] = frozenset()) -> bool:
    """Gather the items of an inline box; False when it holds something that cannot be composed."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            if child.style["white_space"] != "normal" or not child.style["font_size"]:
                return False
            if "emphasis" in within:
                gathered.dotted.add(len(gathered.texts))
            _gather_text(child, gathered, raised=bool(within & _RAISED))
        elif not child.is_in_normal_flow():
            continue
        elif isinstance(child, boxes.InlineBox):
            if any(_lengths(child.style, _SIDES)):
                return False
            if not _gather(child, gathered, within | {_name_role(child)}):
                return False
        elif isinstance(child, boxes.InlineBlockBox):
            width = child.style["width"]
            if width == "auto" or width.unit != "px":
                return False
            total = sum(_lengths(child.style, _SIDES)) + width.value
            gathered.items.append(Item("", Kind.BOX, total, child.style["font_size"]))
            gathered.sources.append((-1, 0))
        else:
            return False
    return True


def _name_role(box: Any) -> str:
    classes = "" if box.element is None else box.element.get("class", "")
    return name_role(box.element_tag, classes)


_RAISED = frozenset({"call", "call-comma"})
"""The roles of what stands above the line and belongs to what is before it."""
_SIDES = (
    "margin_left", "margin_right", "padding_left", "padding_right", "border_left_width",
    "border_right_width",
)  # fmt: skip


def _lengths(style: Any, names: tuple[str, ...]) -> list[float]:
    """Read lengths in px; what is not a plain length is not a number."""
    found = []
    for name in names:
        value = style[name]
        if value == "auto":
            found.append(0.0)
        elif isinstance(value, int | float):
            found.append(float(value))
        else:
            found.append(value.value if value.unit == "px" else float("nan"))
    return found


def _gather_text(box: Any, gathered: _Gathered, *, raised: bool) -> None:
    """Shape a text box once, and list its clusters with their widths."""
    index = len(gathered.texts)
    gathered.texts.append(box)
    size = box.style["font_size"]
    layout = Layout(box.style)
    layout.set_text(box.text)
    line, _ = layout.get_first_line()
    widths: dict[int, int] = {}
    for start, glyph in _walk_glyphs(line):
        widths[start] = widths.get(start, 0) + glyph.geometry.width
    encoded = box.text.encode()
    starts = sorted(widths)
    for start, stop in zip(starts, [*starts[1:], len(encoded)], strict=True):
        text = encoded[start:stop].decode()
        kind = Kind.MARK if raised else find_kind(text[0])
        gathered.items.append(Item(text, kind, widths[start] * FROM_UNITS, size))
        gathered.sources.append((index, start))
    layout.deactivate()


def _cut_pieces(gathered: _Gathered, lines: list[Line]) -> list[dict[int, Piece]]:
    """Cut the text boxes into the pieces that stand on each line, by the byte they start at."""
    pieces: list[dict[int, Piece]] = [{} for _ in gathered.texts]
    items, sources = gathered.items, gathered.sources
    for line in lines:
        placed = [
            (index, Place(advance, shift))
            for index, advance, shift in zip(
                range(line.start, line.stop), line.advances, line.shifts, strict=True
            )
        ]
        # A place to break, which nobody sees, stays on the line that it ends.
        placed += [
            (index, Place(0, 0))
            for index in range(line.stop, line.resume)
            if items[index].kind is Kind.BREAK
        ]
        piece, start, current = None, 0, -1
        for index, place in placed:
            box, byte = sources[index]
            if box < 0:
                piece, current = None, -1
                continue
            if box != current or piece is None:
                piece, start, current = Piece("", stretch=line.stretch), byte, box
                pieces[box][byte] = piece
            item = items[index]
            if box in gathered.dotted and item.kind is Kind.HAN:
                middle = place.shift + min(item.thousandths, place.advance) / 2
                piece.dots.append(piece.width + middle * item.em / 1000)
            piece.text += item.text
            piece.places[byte - start] = place
            piece.width += place.advance * item.em / 1000
        if piece is not None and line.resume < len(items):
            box, byte = sources[line.resume]
            piece.resume = byte if box == current else len(gathered.texts[current].text.encode())
            piece.torn = line.torn
    return pieces
