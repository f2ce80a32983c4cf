"""The cover: the lines of the masthead, drawn as an SVG picture.

SVG text does not break by itself, so the lines are cut here, by what characters take on average.
The picture is small, sharp at every size, and needs no typeface of ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from masthead.edition.edition import outline_text
from masthead.render.templates import load_template

if TYPE_CHECKING:
    from masthead.edition.edition import Edition, JointBody, Masthead
    from masthead.project import Project

WIDTH, HEIGHT, MARGIN = 1200, 1600, 90
NARROW = 0.56
"""Mean width of a narrow character in em, set bold: a little more than it is, so that lines fit."""
CAPITAL = 0.72
"""The same of a capital letter or a digit of a symbol."""
ROOM = WIDTH - 2 * MARGIN
_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff"
_PIECE = re.compile(rf"\s+|[({{\[《“‘（]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[)}}\]》”’），。；：、！？]*")


class Lines(Struct, frozen=True):
    """Some lines of one size: their text with the height (from the top) of each baseline."""

    size: float
    lines: tuple[tuple[float, str], ...]
    end: float


def draw_cover(project: Project, edition: Edition) -> bytes:
    """Draw the cover as SVG, 1200 by 1600."""
    head = edition.masthead
    heads: list[Masthead | JointBody] = [head, head.joint] if head.joint else [head]
    names = [line for one in heads for line in one.body]
    body = _set_lines(names, _fit_width(names, 46, 34), 330)
    rule = body.end + 40
    sessions = [outline_text(line.content) for one in heads for line in one.sessions]
    session = _cut(_set_lines(sessions, 36, rule + 60), HEIGHT / 2)
    numbers = [(one.symbol_large, one.symbol_small) for one in heads]
    drawn = load_template(project, "epub/cover.svg").render(
        edition=edition, width=WIDTH, height=HEIGHT, margin=MARGIN, rule=rule,
        groups=(body, session, _fit_title(edition.title_text, session.end + 110)),
        numbers=numbers, symbol_size=min(130 / len(numbers), *map(_fit_symbol, numbers)),
    )  # fmt: skip
    return drawn.encode()


def _fit_width(lines: Sequence[str], largest: float, smallest: float) -> float:
    """Find the size at which the longest line fits the width, if there is one."""
    longest = max((measure(line) for line in lines), default=0)
    return max(smallest, min(largest, ROOM / longest)) if longest else largest


def _fit_title(text: str, top: float) -> Lines:
    """Set the title as large as the page allows; what even the smallest size leaves over is cut."""
    bottom = HEIGHT - MARGIN - 80
    for size in (84, 72, 62, 54, 46, 40, 34):
        found = _set_lines([text], size, top + size, even=True)
        if found.end <= bottom:
            return found
    return _cut(found, bottom)


def _cut(found: Lines, bottom: float) -> Lines:
    """Leave out the lines below a height, all but the first one; the last that stays says so."""
    kept = [line for line in found.lines if line[0] <= bottom] or list(found.lines[:1])
    if len(kept) == len(found.lines):
        return found
    height, last = kept[-1]
    return Lines(found.size, (*kept[:-1], (height, last[:-1] + "…")), height)


def _fit_symbol(number: tuple[str, str]) -> float:
    """Find the size of a symbol's large part that fits the width; the small one has half of it."""
    large, small = number
    return ROOM / (CAPITAL * (len(large) + len(small) / 2))


def _set_lines(texts: Iterable[str], size: float, top: float, *, even: bool = False) -> Lines:
    lines: list[tuple[float, str]] = []
    height = top
    for text in texts:
        for line in break_lines(text, ROOM / size, even=even):
            lines.append((height, line))
            height += size * 1.4
    return Lines(size, tuple(lines), height - size)


def break_lines(text: str, room: float, *, even: bool = False) -> list[str]:
    """Break a text into lines of at most ``room`` em: at spaces, and between Han characters.

    With ``even`` the lines come out about equally long, so that no last word stands alone.
    """
    lines = _fill_lines(text, room)
    while even and room > 1:
        room *= 0.96
        narrower = _fill_lines(text, room)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _fill_lines(text: str, room: float) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for found in _PIECE.findall(text):
        piece, width = found, measure(found)
        if line and used + measure(piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if not line and not piece.strip():
            continue
        while width > room:
            cut = max(1, int(room / width * len(piece)))
            lines.append(piece[:cut])
            piece = piece[cut:]
            width = measure(piece)
        line += piece
        used += width
    return [*lines, line.rstrip()] if line.strip() else lines


def measure(text: str) -> float:
    """Measure a text roughly, in em."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return wide + NARROW * (len(text) - wide)
