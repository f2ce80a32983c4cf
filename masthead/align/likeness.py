"""How alike two blocks of different languages are: by what no translation changes.

Labels, the notes called, document symbols and figures, and the length; words are not compared.
"""

from __future__ import annotations

import math
import re

from msgspec import Struct

from masthead.draft.draft import Block, list_calls, say
from masthead.draft.labels import Reading

_FIGURES = re.compile(r"\d{2,}|\d+(?:[./]\d+)+|[A-Z]+(?:/[A-Z0-9.]+)+")
GAP = 3.0
"""What it costs that a block has no counterpart."""
JOIN = 2.0
"""What it costs that two blocks are one in another language."""
_WIDTHS = {"zh": 3.1, "ar": 1.15}
"""How much longer the same text is in English than in a script with other letters, about."""


class Features(Struct):
    """What is compared of a block."""

    form: str
    readings: frozenset[Reading]
    has_label: bool
    notes: int
    figures: frozenset[str]
    length: float
    cells: int = 0
    odd: float = 0
    """What it costs that blocks are joined that seldom are."""

    @classmethod
    def of(cls, block: Block, readings: tuple[Reading, ...], code: str) -> Features:
        """Gather the features of a block."""
        texts = list(block.texts())
        made = cls.of_words(
            block.form, frozenset(readings), " ".join(map(say, texts)), code,
            sum(len(list_calls(content)) for content in texts),
        )  # fmt: skip
        made.has_label, made.cells = bool(block.label), sum(map(len, block.rows))
        return made

    @classmethod
    def of_words(
        cls, form: str, readings: frozenset[Reading], words: str, code: str, notes: int
    ) -> Features:
        """Gather the features of words in a language, and of the label before them."""
        length = len(words) * _WIDTHS.get(code, 1.0)
        figures = frozenset(_FIGURES.findall(words))
        return cls(form, readings, bool(readings), notes, figures, length)

    def join(self, other: Features) -> Features:
        """Give the features of two blocks in one; it costs where the second has a label."""
        return Features(
            self.form, self.readings, self.has_label, self.notes + other.notes,
            self.figures | other.figures, self.length + other.length, self.cells + other.cells,
            self.odd + (1.5 if other.has_label or other.form != self.form else 0),
        )  # fmt: skip


def compare(one: Features, other: Features) -> float:
    """Say how unlike two blocks are: 0 for the same, up to some 15."""
    cost = one.odd + other.odd
    if (one.form == "table") != (other.form == "table"):
        cost += 8
    elif one.form != other.form:
        cost += 1
    if one.readings & other.readings:
        cost -= 1
    elif one.has_label and other.has_label:
        cost += 3
    elif one.has_label or other.has_label:
        cost += 2
    cost += min(abs(one.notes - other.notes), 3)
    every = one.figures | other.figures
    if every:
        share = len(one.figures & other.figures) / len(every)
        cost += 2 * (1 - share) * min(1.0, len(every) / 4)
    shorter, longer = sorted((one.length + 10, other.length + 10))
    cost += min(2.5 * max(math.log(longer / shorter) - 0.35, 0.0), 4)
    if one.cells != other.cells:
        cost += 1
    return cost
