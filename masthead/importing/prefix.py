"""The prefix of a paper's numbers: 6 where its paragraphs are 6.1, 6.2 and so on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from masthead.draft.draft import Draft

_COMPOUND = re.compile(r"(\d{1,4}[A-Z]?)[.-](\d{1,3})\.?")
_PLAIN = re.compile(r"\d{1,4}\s?[.-]")
_LEAST = 3
"""Paragraphs with a prefix, at least."""
_SHARE = 0.8


def find_prefix(drafts: Iterable[Draft]) -> str:
    """Find the prefix that most numbers of paragraphs have; none where most have none."""
    prefixes: Counter[str] = Counter()
    first: dict[str, str] = {}
    plain = 0
    for draft in drafts:
        for section in draft.sections:
            if section.form == "annex":
                continue
            for block in section.blocks:
                if block.form != "text" or not block.label:
                    continue
                if match := _COMPOUND.fullmatch(block.label):
                    prefixes[match[1]] += 1
                    first.setdefault(match[1], match[2])
                elif _PLAIN.fullmatch(block.label):
                    plain += 1
    if not prefixes:
        return ""
    prefix, count = prefixes.most_common(1)[0]
    every = prefixes.total() + plain
    begins = count == every and first[prefix] == "1"  # few, but nothing speaks against it
    return prefix if count >= every * _SHARE and (count >= _LEAST or begins) else ""
