"""Arrival: whether the words that were edited in a file are in the paper that it came home to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from masthead.importing.matching import say_text, split_words
from masthead.paper import Cell, Paper, walk_texts, walk_units

_GROUP = re.compile(r"(?<=\d)[\s\u00a0\u202f.,](?=\d)")
"""What stands between the figures of a number: a cell has it as data, or as words."""


def list_missing(
    old: Paper, new: Paper, before: Paper, after: Paper, code: str, made: Iterable[str]
) -> list[str]:
    """List the words that a file has, and the paper lost or did not get.

    ``before`` and ``after`` are what the file says as it was built, and edited; ``made``: lines
    that the paper makes by itself.
    """
    counts = {name: _count(paper, code) for name, paper in
              (("old", old), ("new", new), ("before", before), ("after", after))}  # fmt: skip
    missing = (counts["after"] + counts["old"]) - (counts["before"] + counts["new"])
    for line in made:
        for word in _split(line):
            missing.pop(word, None)
    return list(missing.elements())


def _count(paper: Paper, code: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for entry in walk_texts(paper):
        if code in entry.texts:
            counts.update(_split(say_text(entry.texts[code])))
    for unit in walk_units(paper.text):
        if isinstance(unit, Cell) and unit.number:
            counts.update(_split(str(unit.number)))
    return counts


def _split(text: str) -> list[str]:
    return split_words(_GROUP.sub("", text))
