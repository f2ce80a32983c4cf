"""Drawings of pages that were taken over: what was written for a page is written again.

What a page's drawing leaves behind besides is kept with it: which box became which piece of marked
content, which glyphs of which fonts it takes, and the states of transparency it names. A page that
leaves anything else behind, such as a picture, is drawn anew each time. So is one for which a font
does not know what it knew: how wide a glyph is, for instance, is rounded at the size in which it is
drawn first, wherever that is.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pydyf
from msgspec import Struct

from masthead.render.pdf.engine.replacing import replace
from masthead.render.pdf.streams import join_operators

_NUMBERED = ("XObject", "Pattern", "Shading")
"""Things that pages name by how many there are."""
_TABLES = ("to_unicode", "widths")
"""What a font knows of glyphs: the text that each says, and its width."""


class _Noting(dict[int, Any]):
    """A table of glyphs that notes for each that is asked for whether it was known."""

    def __init__(self, table: dict[int, Any]) -> None:
        super().__init__(table)
        self.table = table
        self.asked: dict[int, bool] = {}

    def __contains__(self, glyph: object) -> bool:
        known = super().__contains__(glyph)
        self.asked.setdefault(glyph, known)  # type: ignore[arg-type]
        return known

    def finish(self) -> tuple[dict[int, Any], _Asked]:
        """Give the table itself, with what was added, and what was asked for."""
        asked = {glyph: (known, self[glyph]) for glyph, known in self.asked.items()}
        self.table.update(self)
        return self.table, asked


_Asked = dict[int, tuple[bool, Any]]
"""For each glyph whether it was known before, and what is known of it."""


class _Drawing(Struct):
    """What was written for a page, and what its drawing left behind."""

    operators: list[Any]
    tags: dict[Any, Any]
    fonts: dict[Any, Any]
    """The text that asked first for each font, by the font's key."""
    asked: dict[Any, list[_Asked]]
    """By the font's key, for each of its tables."""
    states: dict[str, Any]


class _Pen:
    """Draws the pages of a document, and notices what they take."""

    def __init__(self) -> None:
        self.text: Any = None

    def notice_text(self, original: Any) -> Any:
        """Notice which text is drawn."""

        def draw_text(stream: Any, textbox: Any, *rest: Any) -> None:
            self.text = textbox
            original(stream, textbox, *rest)

        return draw_text

    def draw_page(self, original: Any) -> Any:
        """Draw a page, or write again what was written for it."""

        def draw_page(page: Any, stream: Any) -> None:
            kept = getattr(page, "kept", None)
            if kept is None:
                original(page, stream)
            elif kept.drawing is None or not _write_again(kept.drawing, stream):
                kept.drawing = self._draw(original, page, stream)

        return draw_page

    def _draw(self, original: Any, page: Any, stream: Any) -> _Drawing | None:
        """Draw a page; None where its drawing cannot be kept."""
        resources, fonts = stream._resources, stream._fonts
        begun, tagged = len(stream.stream), len(stream._tags)
        before = _count(stream)
        states, resources["ExtGState"] = resources["ExtGState"], pydyf.Dictionary()
        for font in fonts.values():
            _begin_noting(font)
        first: dict[Any, Any] = {}
        add_font = stream.add_font

        def notice_font(pango_font: Any) -> Any:
            font, size = add_font(pango_font)
            if not isinstance(font.widths, _Noting):
                _begin_noting(font)
            key = next(key for key, one in fonts.items() if one is font)
            first.setdefault(key, self.text)
            return font, size

        stream.add_font = notice_font
        try:
            original(page, stream)
        finally:
            del stream.add_font
            asked = {key: _end_noting(font) for key, font in fonts.items()}
            own, resources["ExtGState"] = resources["ExtGState"], states
            for name, state in own.items():
                states.setdefault(name, state)
        operators = stream.stream[begun:]
        numbered = any(name.startswith("s") for name in own)
        if tagged or numbered or _count(stream) != before or any(map(_names_picture, operators)):
            return None
        return _Drawing(
            _join(operators), dict(stream._tags), first,
            {key: asked[key] for key in first}, dict(own),
        )  # fmt: skip


@contextlib.contextmanager
def keep_drawings() -> Iterator[None]:
    """Keep the drawings of pages that are kept, in documents that are written meanwhile."""
    pen = _Pen()
    with replace({
        "weasyprint.draw.draw_text": pen.notice_text,
        "weasyprint.document.draw_page": pen.draw_page,
    }):  # fmt: skip
        yield


def _count(stream: Any) -> list[int]:
    """Count what a page must not add to, if its drawing is to be kept."""
    missing = sum(len(font.missing) for font in stream._fonts.values())
    return [missing, *(len(stream._resources[name]) for name in _NUMBERED)]


def _join(operators: list[Any]) -> list[Any]:
    """Join what is written; what marks content stays by itself, since it may become furniture."""
    joined: list[Any] = []
    plain: list[Any] = []
    for operator, following in zip(operators, [*operators[1:], None], strict=True):
        if isinstance(operator, pydyf.Dictionary) or isinstance(following, pydyf.Dictionary):
            joined += [join_operators(plain)] if plain else []
            joined.append(operator)
            plain = []
        else:
            plain.append(operator)
    return [*joined, join_operators(plain)] if plain else joined


def _names_picture(operator: Any) -> bool:
    """Whether an operator draws something that the document holds once for all pages."""
    return isinstance(operator, bytes) and operator.endswith(b" Do")


def _begin_noting(font: Any) -> None:
    for name in _TABLES:
        setattr(font, name, _Noting(getattr(font, name)))


def _end_noting(font: Any) -> list[_Asked]:
    found = []
    for name in _TABLES:
        table, asked = getattr(font, name).finish()
        setattr(font, name, table)
        found.append(asked)
    return found


def _write_again(drawing: _Drawing, stream: Any) -> bool:
    """Write a drawing again; False where it would not be the same now, and nothing was written."""
    fonts = stream._fonts
    tables = {
        key: [getattr(fonts[key], name) if key in fonts else {} for name in _TABLES]
        for key in drawing.fonts
    }
    pairs = [
        (table, asked)
        for key, each in drawing.asked.items()
        for table, asked in zip(tables[key], each, strict=True)
    ]
    if not all(_is_known(*pair) for pair in pairs):
        return False
    for key, text in drawing.fonts.items():
        if key not in fonts:
            _open_font(key, text, stream)
        for name, asked in zip(_TABLES, drawing.asked[key], strict=True):
            table = getattr(fonts[key], name)
            for glyph, (_, value) in asked.items():
                table.setdefault(glyph, value)
    stream.stream.extend(drawing.operators)
    stream._tags.update(drawing.tags)
    for name, state in drawing.states.items():
        stream._resources["ExtGState"].setdefault(name, state)
    return True


def _is_known(table: dict[int, Any], asked: _Asked) -> bool:
    """Whether a font knows of the glyphs what it knew, or learnt it on this page."""
    return all(
        table[glyph] == value if glyph in table else not known
        for glyph, (known, value) in asked.items()
    )


def _open_font(key: Any, text: Any, stream: Any) -> None:
    """Open a font in a document by shaping a text that is drawn in it."""
    layout = text.pango_layout
    layout.reactivate(text.style)
    line, _ = layout.get_first_line()
    run = line.runs[0]
    while run and key not in stream._fonts:
        stream.add_font(run.data.item.analysis.font)
        run = run.next
    layout.deactivate()
