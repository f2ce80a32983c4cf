"""A figure, and how the figures of two texts are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

NUMBER, DATE, LABEL, FRACTION, DECADE, CODE = (
    "number", "date", "label", "fraction", "decade", "code",
)  # fmt: skip


MOST = 20
"""How many differing figures of a text are told."""


class Figure(Struct, frozen=True):
    """Something countable that a text states: a number, a date, the label of a subparagraph.

    ``value`` is the same in every language: ``150000``, ``2024-07-22``, ``--11-15`` (no year),
    ``1/3``, ``1990s``, ``h``.
    """

    kind: str
    value: str
    start: int
    end: int
    needed: bool = True
    """Whether the other language must state it, too. "Both" may answer 两, and asks for nothing."""
    worded: bool = False
    """Whether it is written in words, which are only read in some languages."""


def write_number(number: Decimal | int) -> str:
    """Write a number the same way whatever it was read from: 1500000, 0.5."""
    text = format(Decimal(number).normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_date(year: int | None, month: int | None, day: int | None) -> str:
    """Write a date, or as much of it as is stated."""
    if year is not None and month is None:
        return str(year)
    head = f"{year:04d}" if year is not None else "-"
    tail = f"-{day:02d}" if day is not None else ""
    return f"{head}-{month or 0:02d}{tail}"


def compare_figures(
    here: list[Figure], there: list[Figure], *, words: bool
) -> Iterator[tuple[Figure | None, Figure | None]]:
    """Go through the figures that differ: what stands here, what stands there instead.

    ``words`` says whether both languages are read in words; if not, what is in words asks nothing.
    """
    if not words:
        here, there = _relax(here), _relax(there)
    left_here, left_there = _match(here, there)
    if not words:
        left_here, left_there = _spare(left_here, left_there), _spare(left_there, left_here)
    left_here, left_there = _match_years(left_here, left_there)
    if _sum_dates(left_here) == _sum_dates(left_there):
        left_here = [figure for figure in left_here if figure.kind != DATE]
        left_there = [figure for figure in left_there if figure.kind != DATE]
    needed_here = [figure for figure in left_here if figure.needed][:MOST]
    needed_there = [figure for figure in left_there if figure.needed][:MOST]
    for figure in needed_here:
        other = next((kept for kept in needed_there if kept.kind == figure.kind), None)
        if other is not None:
            needed_there.remove(other)
        else:
            other = _find_neighbour(figure, left_there)
        yield figure, other
    for figure in needed_there:
        yield _find_neighbour(figure, left_here), figure


_IN_WORDS = 100
"""Up to which number languages write in words what others write in digits."""


def _spare(figures: list[Figure], others: list[Figure]) -> list[Figure]:
    """Leave out small numbers where the other side has no number left: it may have a word."""
    if any(figure.kind == NUMBER for figure in others):
        return figures
    return [
        figure for figure in figures
        if figure.kind != NUMBER or Decimal(figure.value) > _IN_WORDS
    ]  # fmt: skip


def _relax(figures: Iterable[Figure]) -> list[Figure]:
    return [replace(figure, needed=figure.needed and not figure.worded) for figure in figures]


def _match(here: list[Figure], there: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Take away what both sides state: a needed figure answers to a needed one first."""
    sides = [_gather(figures) for figures in (here, there)]
    for key in sides[0].keys() & sides[1].keys():
        mine, yours = sides[0][key], sides[1][key]
        for needed_here, needed_there in _ORDER:
            count = min(len(mine[needed_here]), len(yours[needed_there]))
            del mine[needed_here][:count]
            del yours[needed_there][:count]
    left = [
        sorted(
            (figure for kept in side.values() for figures in kept.values() for figure in figures),
            key=lambda figure: figure.start,
        )
        for side in sides
    ]
    return left[0], left[1]


_ORDER = ((True, True), (True, False), (False, True), (False, False))


def _gather(figures: list[Figure]) -> dict[tuple[str, str], dict[bool, list[Figure]]]:
    """Gather figures by what they state, and by whether they need an answer."""
    gathered: dict[tuple[str, str], dict[bool, list[Figure]]] = {}
    for figure in figures:
        kept = gathered.setdefault((figure.kind, figure.value), {True: [], False: []})
        kept[figure.needed].append(figure)
    return gathered


def _find_neighbour(figure: Figure, others: list[Figure]) -> Figure | None:
    """Find what may stand in a figure's stead, among what asks for nothing."""
    return next((kept for kept in others if kept.kind == figure.kind and not kept.needed), None)


def _match_years(here: list[Figure], there: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Take away days that one side dates with the year, and the other side without it."""
    left_there = list(there)
    left_here = []
    for figure in here:
        other = next((kept for kept in left_there if _is_same_day(figure, kept)), None)
        if other is None:
            left_here.append(figure)
        else:
            left_there.remove(other)
    return left_here, left_there


def _is_same_day(one: Figure, other: Figure) -> bool:
    """Whether two dates are of one day and month, and one of them names no year."""
    if one.kind != DATE or other.kind != DATE:
        return False
    days = [figure.value.partition("-")[2] for figure in (one, other)]
    unnamed = [figure.value.startswith("-") for figure in (one, other)]
    return any(unnamed) and days[0].lstrip("-") == days[1].lstrip("-") != ""


def _sum_dates(figures: Iterable[Figure]) -> set[str]:
    """The years, months and days of dates, however they were put together."""
    parts: set[str] = set()
    for figure in figures:
        if figure.kind == DATE:
            for name, part in zip("ymd", figure.value.lstrip("-").split("-"), strict=False):
                parts.add(name + part)
    return parts
