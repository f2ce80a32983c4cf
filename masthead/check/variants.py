"""Traditional and variant characters, and the simplified ones that stand for them."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.project import Project

_IN_BOTH = frozenset("後於徵麽夥菸")
"""Characters of the table that GB 2312 has, too."""

_MARKS = str.maketrans(dict.fromkeys("—–·"))
"""Marks of any Chinese text that GB 2312 has under another name."""


def find_variants(project: Project, text: str) -> Iterator[tuple[int, str]]:
    """Find characters that are not simplified ones: the offset, and what should stand there."""
    if _is_plain(text):
        return
    table = project.remember("variants", lambda: _load(project))
    for position, character in enumerate(text):
        if character in table:
            yield position, table[character]


def _is_plain(text: str) -> bool:
    """Whether all characters are those of GB 2312: then the table need not be looked at."""
    try:
        text.translate(_MARKS).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return _IN_BOTH.isdisjoint(text)


def _load(project: Project) -> dict[str, str]:
    lines = project.read("language", "zh.variants.txt").decode("utf-8").splitlines()
    return {variant: line[0] for line in lines if not line.startswith("#") for variant in line[1:]}
