"""Pairs: parentheses and quotation marks that open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.check.passage import Passage
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule

PUNCTUATION = "UN Editorial Manual, punctuation"

_PAIRS = {
    "(": ")", "（": ")", "[": "]", "“": "”", "«": "»",
    "《": "》", "〈": "〉", "「": "」", "『": "』",
}  # fmt: skip
"""Opening marks and what closes them; ( and （ are told apart elsewhere, here they are one."""
_CLOSING = {")": ")", "）": ")"} | {mark: mark for mark in "]”»》〉」』"}
_OTHERWISE = {
    # Inside « » stand „ “.
    "ru": ({**_PAIRS, "„": "“”"}, {**_CLOSING, "“": "“"}),
    # The mark that looks right at the left of a line opens in one document and closes in another.
    "ar": ({**_PAIRS, "“": "”", "”": "“"}, {**_CLOSING, "“": "“", "”": "”"}),
}
_MARK = re.compile(f"[{re.escape(''.join({*_PAIRS, *_CLOSING, '„'}))}]")
_LABEL = Pattern(r"(?<![\w(.])(?:[^\W\d_]|[ivx]{1,4}|\d{1,2})\)", ")")
_LABELLED = ("fr", "es", "ru")
"""Languages in which a label has a closing parenthesis alone: 12 b)."""


@rule(
    "S010",
    "{found!r} has no partner",
    "open or close it",
    source=PUNCTUATION,
)
def close_what_was_opened(passage: Passage) -> Iterator[Hit]:
    """Parentheses and quotation marks come in pairs.

    An aside that does not end swallows what follows.

    Good: the Coalition (Brazil and Egypt) called it “dangerous”
    Bad: the Coalition (Brazil and Egypt called it
    Bad: it is called dangerous”
    """
    text = passage.prose
    opening, closing = _OTHERWISE.get(passage.code, (_PAIRS, _CLOSING))
    labels = _find_labels(passage)
    spent = 0
    """How many parentheses were closed by what may be a label."""
    opened: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        position, mark = match.start(), match[0]
        if mark in closing and opened and closing[mark] in opened[-1][0]:
            opened.pop()
            spent += position in labels
        elif mark in opening:
            opened.append((opening[mark], position))
        elif mark in closing:
            if mark == ")" and (position in labels or spent):
                spent -= position not in labels
            else:
                yield passage.hit(position, position + 1)
    for _, position in opened:
        yield passage.hit(position, position + 1)


def _find_labels(passage: Passage) -> frozenset[int]:
    """Where the parentheses stand that may be those of labels."""
    if passage.code not in _LABELLED:
        return frozenset()
    return frozenset(match.end() - 1 for match in _LABEL.find(passage.prose))
