"""Characters that nobody sees: they leave no ink, and searches and readers stumble over them.

The classes are the insides of regular expressions' brackets.
"""

from __future__ import annotations

from masthead.patterns import compile_later

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks, embeddings, overrides and isolates of direction, which layout makes."""

IGNORABLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""All others that the Unicode Standard calls default ignorable, and interlinear annotations.

U+FEFF, the byte order mark, is one too; no source may hold it anywhere but at its start.
"""

JOINERS = "\u200c\u200d"
"""Zero-width non-joiner and joiner: Arabic spelling needs them, no other language of ours does."""

_UNSEEN = compile_later(f"[{BIDI_CONTROLS}{IGNORABLE}]")


def is_unseen(character: str) -> bool:
    """Whether nobody sees a character. Spaces are seen by the room that they take."""
    return not character.isascii() and _UNSEEN.match(character) is not None
