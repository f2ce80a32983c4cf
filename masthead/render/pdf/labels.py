"""Labels that are wider than their tab: where the text after them begins.

A label and its text are apart by one tab stop. A label that leaves no room for a space before it,
such as (viii), takes the next stop, as one that reaches it does in Word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from masthead.edition.edition import Paragraph, Subparagraph, walk_blocks

if TYPE_CHECKING:
    from pathlib import Path

    from masthead.edition.edition import Edition
    from masthead.measures import Indent, Measures
    from masthead.render.pdf.fontfiles import FontFile
    from masthead.render.pdf.fonts import FontBook


class WideLabel(Struct, frozen=True):
    """A label that needs more than its tab: ``width`` is from where it starts to its text, in pt.

    ``level`` is that of the subparagraph, 0 for a paragraph's own number.
    """

    level: int
    text: str
    width: float
    ends_before_tab: bool
    """Whether only the space after it has no room: Word would not move the text for it."""

    @property
    def stop(self) -> str:
        """Where its text begins, as the style sheet names it: by the level and the width."""
        return f"{self.level}-{self.width}"


def find_wide_labels(edition: Edition, measures: Measures, fonts: FontBook) -> list[WideLabel]:
    """Find the labels of an edition that are wider than their tab, each once."""
    found: dict[tuple[int, str], WideLabel] = {}
    files = fonts.regular_files(edition.language)
    for unit in walk_blocks(edition.body):
        if not isinstance(unit, Paragraph | Subparagraph) or not unit.label:
            continue
        level = unit.level if isinstance(unit, Subparagraph) else 0
        indent = _find_indent(measures, level)
        width = _measure(f"{unit.label} ", measures, files)
        if width > indent.text - indent.label:
            stop = _next_stop(measures.indents.tabs, indent.label + width)
            ends = _measure(unit.label, measures, files) <= indent.text - indent.label
            wide = WideLabel(level, unit.label, round(stop - indent.label, 2), ends)
            found[level, unit.label] = wide
    return list(found.values())


def mark_wide_labels(root: Any, wide: list[WideLabel]) -> None:
    """Mark the elements of labels with the words for their stops.

    A style rule for each label would do, too; but every label is held against every rule, and a
    paper of a thousand paragraphs has hundreds of them.
    """
    stops: dict[str, list[str]] = {}
    for label in wide:
        stops.setdefault(label.text, []).append(label.stop)
    for element in root.iter() if stops else ():
        if found := stops.get(element.get("data-label", "")):
            element.set("data-stops", " ".join(found))


def _find_indent(measures: Measures, level: int) -> Indent:
    levels = measures.indents.subparagraphs
    return levels[min(level, len(levels)) - 1] if level else measures.indents.paragraph


def _next_stop(stops: tuple[float, ...], x: float) -> float:
    """The next tab stop after x; beyond the last one they go on at the same distance."""
    following = next((stop for stop in stops if stop > x), None)
    if following is not None:
        return following
    step = stops[-1] - stops[-2]
    return stops[-1] + step * (int((x - stops[-1]) / step) + 1)


def _measure(text: str, measures: Measures, files: tuple[FontFile, ...]) -> float:
    """Measure a label in pt. A character that no small font has is as wide as it is high."""
    body = measures.text["body"]
    advances = [_advance(char, files) * body.size + body.letter_spacing for char in text]
    return sum(advances)


def _advance(char: str, files: tuple[FontFile, ...]) -> float:
    for file in files:
        advances = _read_advances(file.path, file.sha256)
        if char in advances:
            return advances[char]
    return 1.0


@lru_cache(maxsize=8)
def _read_advances(file: Path, sha256: str) -> dict[str, float]:
    """Read the advances of a font file's characters, in em; anew when it holds other bytes."""
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        widths, size = font["hmtx"].metrics, font["head"].unitsPerEm
        return {chr(code): widths[name][0] / size for code, name in font.getBestCmap().items()}
