"""No more is marked than was edited, measured in the Word file."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from itertools import groupby

import yaml

from masthead.compare.words import split_words
from tests.compare.edits import (
    delete_item,
    divide,
    edit,
    edit_words,
    insert_item,
    join,
    try_read,
)  # fmt: skip
from tests.conftest import ROOT, STEM
from tests.render.docx.reading import W, WordFile
from tests.render.tracked.test_tracked import PROJECT, track

MOST = 1.15
EDITS = [*[edit_words] * 8, delete_item, insert_item, divide, join]
"""What leaves the order of words as it is: of what moved, none may count as touched."""


def count_words(data, states=("", "ins", "del")):
    """Count the words of text and notes, those that are marked so."""
    count: Counter[str] = Counter()
    for part in ("document", "footnotes"):
        for paragraph in WordFile(data).root(part).iter(f"{W}p"):
            pieces = []
            for node in paragraph.iter(f"{W}t", f"{W}delText"):
                above = next(node.iterancestors(f"{W}ins", f"{W}del"), None)
                state = "" if above is None else above.tag.removeprefix(W)
                pieces.append((state, node.text or ""))
            for state, group in groupby(pieces, lambda piece: piece[0]):
                if state in states:
                    count.update(split_words("".join(text for _, text in group)))
    return count


def test_hardly_more_words_are_marked_than_were_touched():
    source = yaml.safe_load((ROOT / f"source/{STEM}.yaml").read_text("utf-8"))
    ratios = []
    for seed in range(8):
        rng = random.Random(seed)
        edited = edit(PROJECT, source, rng, rng.randint(1, 12), EDITS)
        papers = (try_read(PROJECT, one) for one in (source, edited))
        data, files = track(*papers, ("en", "zh")[seed % 2])
        old, new = (count_words(files[verdict]) for verdict in ("reject", "accept"))
        touched = ((old - new) | (new - old)).total()
        ratios.append(count_words(data, ("ins", "del")).total() / max(touched, 1))
    assert statistics.median(ratios) <= MOST, ratios
