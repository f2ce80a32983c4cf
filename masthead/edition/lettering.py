"""Where the words of a chart stand, and how high it is with them.

Words are measured roughly, which is enough for it. No word is left out: names that have no room
under their bars stand beside them, those of a line's points are set on end, and those of the legend
are broken into lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from masthead.patterns import compile_later

SIZE = 9
"""Of the words of a chart, in CSS pixels."""
LINE = 11
"""From one line to the next, in CSS pixels."""
PLOTS = {"bar": 210, "stacked": 210, "line": 210, "pie": 170}
"""How high a chart is with one line of names, without titles and legend, in CSS pixels."""
_MOST_LINES = 4
_LONGEST = 120
"""How long names are that are set on end, before they are broken."""
_BESIDE = 0.35
"""How much of a chart's width names may take beside its bars."""
_SYMBOL = 30
"""How much room an entry of a legend takes beside its words."""
_MOST_TOLD = 24
"""How many bars have their numbers at their ends."""
_MANY = 30
"""Above so many names beside bars, they stand close to each other."""
_WIDE = 0x2E80
"""From this character on, letters are as wide as they are high."""
_PIECE = compile_later(r"[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+")

Lines = tuple[tuple[str, ...], ...]


class Lettering(Struct, frozen=True):
    """How high a chart is, in CSS pixels, and the lines of its words."""

    height: float
    labels: Lines = ()
    """Of what is compared."""
    is_upright: bool = False
    """Whether the labels stand on end."""
    is_turned: bool = False
    """Whether bars lie, their labels beside them."""
    entries: Lines = ()
    """Of the legend; none where there is nothing to tell apart."""
    abreast: int = 1
    """How many entries stand side by side: all of them, or one in each line."""
    is_told: bool = False
    """Whether the number of each bar stands at its end."""


def letter_chart(
    kind: str,
    categories: Sequence[str],
    told: Sequence[str],
    amounts: Lines,
    width: float,
    *,
    axes: tuple[str, str] = ("", ""),
    rises: bool,
) -> Lettering:
    """Find the place of a chart's words.

    ``categories`` are what is compared, ``told`` the entries of the legend, ``amounts`` the numbers
    of each series as they are written, ``axes`` the titles of the axes: of what is compared, and of
    what is counted. ``rises``: none is less than nothing.
    """
    widest = max(map(_measure, told), default=0) + _SYMBOL
    abreast = max(1, len(told)) if len(told) * widest <= width else 1
    entries = _break_all(told, width - _SYMBOL)
    legend = (1 if abreast > 1 else sum(map(len, entries))) * LINE
    height = min(PLOTS[kind], 0.8 * width) + legend
    if kind == "pie":
        return Lettering(height, entries=entries, abreast=abreast)
    head, unit = (len(break_title(title, width)) * LINE for title in axes)
    pitch = 0.85 * width / len(categories)
    is_told = rises and kind == "bar" and sum(map(len, amounts)) <= _MOST_TOLD
    labels = _break_all(categories, pitch - 4)
    if all(_has_room(name, pitch - 4) for name in categories):
        height += head + (max(map(len, labels)) - 1) * LINE
        room = 0.9 * pitch / len(amounts)
        is_told = is_told and find_widest(amounts) <= room
        return Lettering(height, labels, entries=entries, abreast=abreast, is_told=is_told)
    if kind == "line":
        labels = _break_all(categories, _LONGEST)
        height += head + min(_LONGEST, max(map(_measure, categories)))
        return Lettering(height, labels, is_upright=True, entries=entries, abreast=abreast)
    labels = _break_all(categories, _BESIDE * width)
    gap = 8 if len(labels) <= _MANY else 3
    bars = len(amounts) * (LINE if is_told else 5) if kind == "bar" else 0
    least = sum(max(len(lines) * LINE, bars) + gap for lines in labels) + 3 * LINE + unit
    return Lettering(
        max(height, least + legend), labels,
        is_turned=True, entries=entries, abreast=abreast, is_told=is_told,
    )  # fmt: skip


def break_title(text: str, length: float) -> tuple[str, ...]:
    """Break the title of an axis of this length; none where it is empty."""
    return break_lines(text, 0.7 * length) if text else ()


def break_lines(text: str, room: float) -> tuple[str, ...]:
    """Break words into lines of so much room: between words, Han characters, or else anywhere."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1].strip() and _measure((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        for char in piece:
            if lines[-1].strip() and _measure(lines[-1] + char.strip()) > room:
                lines.append("")
            lines[-1] += char
    return tuple(line.strip() for line in lines)


def find_widest(amounts: Lines) -> float:
    """Measure the widest of all amounts, in CSS pixels."""
    return max(_measure(amount) for series in amounts for amount in series)


def _break_all(texts: Sequence[str], room: float) -> Lines:
    return tuple(break_lines(text, room) for text in texts)


def _measure(text: str) -> float:
    """Measure words in CSS pixels."""
    return sum(SIZE if ord(char) >= _WIDE else SIZE * 0.52 for char in text)


def _has_room(text: str, room: float) -> bool:
    """Whether words have room in a few lines, and none of them is broken."""
    widest = max((_measure(piece.rstrip()) for piece in _PIECE.findall(text)), default=0)
    return widest <= room and len(break_lines(text, room)) <= _MOST_LINES
