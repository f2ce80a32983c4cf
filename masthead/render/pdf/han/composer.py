"""Breaking a paragraph of Chinese into lines, and filling each line to its full measure.

The composer knows characters and widths only. A paragraph is a list of :class:`Item`; what comes
back is a list of :class:`Line`, in which every item has its advance and its shift. Breaks are
chosen for the paragraph as a whole: the best sequence is the one whose lines are changed least, so
that a last line of one character can be avoided by an earlier break.

Widths come in and go out in any one unit of length. Advances are whole thousandths of an item's
own size, which is as finely as a PDF places glyphs; what is lost by that is carried over to the
next item, so that a full line ends within a thousandth of its end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from math import inf

from msgspec import Struct

from masthead.render.pdf.han.characters import (
    LAST_NEVER,
    WIDTHS,
    Kind,
    are_letters,
    loses_first_half,
    loses_second_half,
    may_break,
    may_stretch,
    needs_gap,
)

GAP = 0.25
"""The gap between Chinese and Latin, in em of the Chinese."""
_GAP_LEAST, _GAP_MOST = 0.125, 1 / 3
_GAP_GIVES = 1 - _GAP_LEAST / GAP
_BLANK_LEAST, _BLANK_MOST = 0.2, 0.5
_MARK_SHRINK = 0.25
"""How much a mark inside a line may give up of its empty half, in em."""
_FAIR_STRETCH = 1 / 16
"""The room between characters that counts as much as giving up all that can be given up, in em."""
_WIDE_STRETCH = 1 / 4
"""From here on, in em, the letters of words are spaced as well, which is no more than a remedy."""
_LINE_PENALTY = 0.05
_LONE_PENALTY = 10.0
_TORN_PENALTY, _TORN_BADLY_PENALTY = 100.0, 250.0
"""What it costs to tear a word: as much as five eighths of an em between all characters; and to
tear it near its end, among signs: as much as one em."""
_TORN_LEAST = 3
"""So many letters of a torn word stand on either side."""
_TOLERANCE = 2.5
"""A full line that lacks more than this, in em, is only made where there is no other way."""
_RAGGED = 0.4
"""The same for a line that is not to be full, as part of the measure."""


class Item(Struct, frozen=True):
    """A character, or several that stand or fall together, or a box. ``em`` is its type size."""

    text: str
    kind: Kind
    width: float
    em: float

    @property
    def thousandths(self) -> int:
        """Its natural width in thousandths of its size."""
        return round(self.width / self.em * 1000)


class Line(Struct, frozen=True):
    """A line: items from ``start`` to ``stop``, the next line's first item, and their places.

    ``advances`` and ``shifts`` are in thousandths of each item's size; a shift moves the glyph
    inside its advance. ``torn`` says that a word too long for the line was broken at its end,
    ``stretch`` how much room was put between its characters, in em.
    """

    start: int
    stop: int
    resume: int
    advances: tuple[int, ...]
    shifts: tuple[int, ...]
    torn: bool = False
    stretch: float = 0.0


class Paragraph:
    """A paragraph to be broken: what every item needs and can give, and the sums of it.

    ``gap``, ``open``, ``letters`` and ``breaks`` are about the place after an item.
    """

    def __init__(self, items: list[Item]) -> None:
        self.items = items
        size = len(items)
        self.natural = [item.thousandths for item in items]
        self.shift = [0] * size
        self.shrink = [0.0] * size
        self.trimmed = [False] * size
        self.gap = [0.0] * size
        self.open = [False] * size
        self.letters = [False] * size
        self.breaks = [False] * size
        for index in range(size - 1):
            self._join(index, items[index], items[index + 1])
        for index, item in enumerate(items):
            if item.kind is not Kind.HAN:
                self._adjust(index, item)
        widths = [
            natural * item.em / 1000 + gap
            for natural, item, gap in zip(self.natural, items, self.gap, strict=True)
        ]
        gives = [
            shrink + gap * _GAP_GIVES for shrink, gap in zip(self.shrink, self.gap, strict=True)
        ]
        self.width_to = [0.0, *accumulate(widths)]
        self.shrink_to = [0.0, *accumulate(gives)]
        self.open_to = [0, *accumulate(self.open)]
        self.letters_to = [0, *accumulate(self.letters)]
        self.words_to = [0, *accumulate(item.kind <= Kind.LATIN for item in items)]

    def _join(self, index: int, one: Item, two: Item) -> None:
        """Decide what may happen between two neighbours."""
        before, after = one.text[-1:], two.text[:1]
        self.breaks[index] = may_break(before, one.kind, after, two.kind)
        if one.kind in (Kind.BLANK, Kind.BREAK) and index:
            self.breaks[index] &= self.items[index - 1].kind not in LAST_NEVER
        self.open[index] = may_stretch(one.kind, two.kind)
        self.letters[index] = are_letters(one.kind, two.kind)
        if one.kind is two.kind is Kind.HAN:
            return
        if needs_gap(before, one.kind, after, two.kind):
            self.gap[index] = GAP * max(one.em, two.em)
        if loses_second_half(one.kind, two.kind):
            self.trimmed[index] = True
            self.natural[index] -= 500
        if loses_first_half(one.kind, two.kind):
            self.trimmed[index + 1] = True
            self.natural[index + 1] -= 500
            self.shift[index + 1] -= 500

    def _adjust(self, index: int, item: Item) -> None:
        """Set the width of a mark that stands in its middle, and what spaces and marks can give."""
        wanted = WIDTHS.get(item.text[:1])
        if wanted is not None:
            width = round(wanted * len(item.text) * 1000)
            self.shift[index] = (width - self.natural[index]) // 2
            self.natural[index] = width
        elif item.kind is Kind.BLANK:
            self.shrink[index] = max(0.0, item.width - _BLANK_LEAST * item.em)
        elif item.kind in (Kind.OPENING, Kind.CLOSING) and not self.trimmed[index]:
            self.shrink[index] = _MARK_SHRINK * item.em

    @cached_property
    def em(self) -> float:
        """The size of most of the text."""
        return max((item.em for item in self.items), default=1.0)

    def visible_stop(self, start: int, stop: int) -> int:
        """The end of a line without the spaces and breaks at which it ends."""
        while stop > start and self.items[stop - 1].kind in (Kind.BLANK, Kind.BREAK):
            stop -= 1
        return stop

    def edge_trim(self, start: int, stop: int) -> float:
        """What the marks at both ends of a line give up."""
        first, last = self.items[start], self.items[stop - 1]
        trim = 0.0
        if first.kind is Kind.OPENING and not self.trimmed[start]:
            trim += first.em / 2
        if last.kind is Kind.CLOSING and not self.trimmed[stop - 1]:
            trim += last.em / 2
        return trim

    def width(self, start: int, stop: int) -> float:
        """The width of a line before it is filled; ``stop`` is after its last visible item."""
        return (
            self.width_to[stop]
            - self.width_to[start]
            - self.gap[stop - 1]
            - self.edge_trim(start, stop)
        )

    def give(self, start: int, stop: int) -> float:
        """How much narrower a line can be made."""
        inner = self.shrink_to[stop] - self.shrink_to[start]
        last = stop - 1
        inner -= self.shrink[last] + self.gap[last] * _GAP_GIVES
        if self.items[start].kind is Kind.OPENING and start != last:
            inner -= self.shrink[start]
        return max(inner, 0.0)

    def openings(self, start: int, stop: int) -> int:
        """How many places of a line can grow."""
        return self.open_to[stop - 1] - self.open_to[start]

    def cost(self, start: int, stop: int, measure: float, *, justify: bool) -> float:
        """What it costs to make a line of this measure; infinite when it cannot be."""
        slack = measure - self.width(start, stop)
        if slack < -1e-6:
            give = self.give(start, stop)
            return 0.2 + (slack / give) ** 2 if give >= -slack - 1e-6 else inf
        if not justify:
            bonus = 0.15 if self.items[stop - 1].kind is Kind.CLOSING else 0.0
            return (slack / measure) ** 2 - bonus
        letters = self.letters_to[stop - 1] - self.letters_to[start]
        stretch, _ = spread(slack, max(self.openings(start, stop), 1), letters, self.em)
        return (stretch / (_FAIR_STRETCH * self.em)) ** 2

    def is_lone(self, start: int, stop: int) -> bool:
        """Whether a line holds a single character, with or without its mark."""
        return self.words_to[stop] - self.words_to[start] <= 1


def spread(slack: float, places: int, letters: int, em: float) -> tuple[float, float]:
    """Spread the room that a line lacks: so much between its characters, and between letters."""
    wide = min(_WIDE_STRETCH * em, slack / places if places else 0.0)
    if wide * places >= slack or not places + letters:
        return wide, 0.0
    more = (slack - wide * places) / (places + letters)
    return wide + more, more


def compose(items: list[Item], first: float, other: float, *, justify: bool) -> list[Line]:
    """Break a paragraph into lines: the first of measure ``first``, all others of ``other``."""
    if not items:
        return []
    paragraph = Paragraph(items)
    size = len(items)
    cost: list[float] = [inf] * (size + 1)
    previous = [-1] * (size + 1)
    torn = [False] * (size + 1)
    cost[0] = 0.0
    for start in range(size):
        if cost[start] == inf:
            continue
        measure = first if start == 0 else other
        for stop, line_cost, tears in _try_lines(paragraph, start, measure, justify):
            if cost[start] + line_cost < cost[stop]:
                cost[stop] = cost[start] + line_cost
                previous[stop] = start
                torn[stop] = tears
    stops = [size]
    while previous[stops[-1]] > 0:
        stops.append(previous[stops[-1]])
    lines = []
    start = 0
    for stop in reversed(stops):
        measure = first if start == 0 else other
        full = justify and stop < size
        lines.append(_fill(paragraph, start, stop, measure, full=full, torn=torn[stop]))
        start = stop
    return lines


def _try_lines(
    paragraph: Paragraph, start: int, measure: float, justify: bool
) -> list[tuple[int, float, bool]]:
    """List the lines that may begin at an item: where each stops, its cost, whether it tears."""
    size = len(paragraph.items)
    width_to, em = paragraph.width_to, paragraph.em
    reach = width_to[start] + measure
    # Marks at the ends and all that can be given up make up no more than this.
    last = min(bisect_right(width_to, reach + 4 * em), size)
    loose = reach - (_TOLERANCE * em if justify else measure * _RAGGED)
    first = min(bisect_left(width_to, loose), last)
    found: list[tuple[int, float, bool]] = []
    for stop in range(max(first, start + 1), last + 1):
        if stop == size or paragraph.breaks[stop - 1]:
            line_cost = _price(paragraph, start, stop, measure, justify)
            if line_cost < inf:
                found.append((stop, line_cost, False))
    if found:
        return found
    for stop in range(first - 1, start, -1):  # nothing but a very loose line
        if paragraph.breaks[stop - 1]:
            line_cost = _price(paragraph, start, stop, measure, justify)
            if line_cost < inf:
                found.append((stop, line_cost, False))
                break
    fits = start + 1  # or a word is torn: if it is longer than the line, or the line too loose
    while fits < size and paragraph.width(start, fits + 1) <= measure:
        fits += 1
    if not found or _tears_a_word(paragraph, fits):
        found.append((fits, _TORN_PENALTY, True))
    elif fits < size and paragraph.items[fits].kind is Kind.LATIN:
        found.append((fits, _TORN_BADLY_PENALTY, True))
    return found


def _tears_a_word(paragraph: Paragraph, stop: int) -> bool:
    """Whether a line that ends here ends inside a word, with enough of it on either side."""
    around = paragraph.items[max(stop - _TORN_LEAST, 0) : stop + _TORN_LEAST]
    return len(around) == 2 * _TORN_LEAST and all(item.kind is Kind.LATIN for item in around)


def _price(paragraph: Paragraph, start: int, stop: int, measure: float, justify: bool) -> float:
    """What a line costs, all told; infinite when it cannot be made."""
    visible = paragraph.visible_stop(start, stop)
    if visible == start:
        return inf
    if stop < len(paragraph.items):
        return _LINE_PENALTY + paragraph.cost(start, visible, measure, justify=justify)
    over = paragraph.width(start, visible) > measure
    line_cost = paragraph.cost(start, visible, measure, justify=justify) if over else 0.0
    lone = start > 0 and paragraph.is_lone(start, visible)
    return line_cost + (_LONE_PENALTY if lone else _LINE_PENALTY)


def _fill(
    paragraph: Paragraph, start: int, stop: int, measure: float, *, full: bool, torn: bool
) -> Line:
    """Place the items of a line: marks trimmed at its ends, its slack shared out."""
    end = paragraph.visible_stop(start, stop)
    items = paragraph.items[start:end]
    shifts = paragraph.shift[start:end]
    wanted = [
        natural * item.em / 1000 + gap
        for natural, item, gap in zip(
            paragraph.natural[start:end], items, paragraph.gap[start:end], strict=True
        )
    ]
    wanted[-1] -= paragraph.gap[end - 1]
    if items[0].kind is Kind.OPENING and not paragraph.trimmed[start]:
        wanted[0] -= items[0].em / 2
        shifts[0] -= 500
    if items[-1].kind is Kind.CLOSING and not paragraph.trimmed[end - 1]:
        wanted[-1] -= items[-1].em / 2
    slack, stretch = measure - sum(wanted), 0.0
    if slack < 0:
        _take(paragraph, start, wanted, shifts, -slack)
    elif full:
        stretch = _share(paragraph, start, wanted, slack) / paragraph.em
    advances = []
    here = target = 0.0
    for item, width in zip(items, wanted, strict=True):
        target += width
        advance = round((target - here) / item.em * 1000)
        advances.append(advance)
        here += advance * item.em / 1000
    if here > measure:  # by less than a thousandth, which would be too much for the engine
        advances[-1] -= 1
    return Line(start, end, stop, tuple(advances), tuple(shifts), torn, stretch)


def _take(
    paragraph: Paragraph, start: int, wanted: list[float], shifts: list[int], excess: float
) -> None:
    """Make a line narrower: spaces and gaps first, then the empty halves of marks."""
    inner = range(len(wanted) - 1)
    gaps = [
        paragraph.gap[start + index] * _GAP_GIVES
        + (paragraph.shrink[start + index] if _is_blank(paragraph, start + index) else 0)
        for index in inner
    ]
    share = min(1.0, excess / sum(gaps)) if sum(gaps) else 0.0
    for index in inner:
        wanted[index] -= gaps[index] * share
    excess -= sum(gaps) * share
    marks = {
        index: paragraph.shrink[start + index]
        for index in inner
        if paragraph.shrink[start + index]
        and not _is_blank(paragraph, start + index)
        and not (index == 0 and paragraph.items[start].kind is Kind.OPENING)
    }
    if excess <= 1e-9 or not marks:
        return
    share = min(1.0, excess / sum(marks.values()))
    for index, most in marks.items():
        wanted[index] -= most * share
        item = paragraph.items[start + index]
        if item.kind is Kind.OPENING:
            shifts[index] -= round(most * share / item.em * 1000)


def _share(paragraph: Paragraph, start: int, wanted: list[float], slack: float) -> float:
    """Make a line wider: word spaces first, then gaps, then the room between all characters.

    Return how much room was put between each two characters at last.
    """
    inner = range(len(wanted) - 1)
    blanks = {
        index: max(0.0, _BLANK_MOST * paragraph.items[start + index].em - wanted[index])
        for index in inner
        if _is_blank(paragraph, start + index)
    }
    gaps = {
        index: paragraph.gap[start + index] * (_GAP_MOST / GAP - 1)
        for index in inner
        if paragraph.gap[start + index]
    }
    for rooms in (blanks, gaps):
        most = sum(rooms.values())
        share = min(1.0, slack / most) if most else 0.0
        for index, room in rooms.items():
            wanted[index] += room * share
        slack -= most * share
    places = [index for index in inner if paragraph.open[start + index]] or list(blanks)
    letters = [index for index in inner if paragraph.letters[start + index]]
    stretch, between_letters = spread(slack, len(places), len(letters), paragraph.em)
    for index in places:
        wanted[index] += stretch
    for index in letters if between_letters else ():
        wanted[index] += between_letters
    return stretch


def _is_blank(paragraph: Paragraph, index: int) -> bool:
    return paragraph.items[index].kind in (Kind.BLANK, Kind.HARD_BLANK)
