"""The outline of an edition: what can be gone to by heading and by paragraph number."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from masthead.edition.edition import Annex, Block, Content, Heading, Paragraph, plain_text

EXCERPT = 60
"""How much of a paragraph stands beside its number, in columns: a Han character takes two."""
WORD = 20
"""Characters within which the end of a word is looked for; a longer one is cut."""


@dataclass(slots=True)
class Entry:
    """One place to go to: the node's id, what it is called, and the places below it."""

    id: str
    label: str
    entries: list[Entry] = field(default_factory=list)


def make_outline(blocks: tuple[Block, ...], *, paragraphs: bool) -> list[Entry]:
    """Make the outline of some blocks: headings and annexes, and numbered paragraphs if wanted.

    What follows a heading stands below it, until a heading of the same depth or a higher one.
    """
    top: list[Entry] = []
    open_headings: list[tuple[int, list[Entry]]] = [(0, top)]
    for block in blocks:
        match block:
            case Heading():
                while open_headings[-1][0] >= block.depth:
                    open_headings.pop()
                entry = Entry(block.id, _join(block.label, plain_text(block.content)))
                open_headings[-1][1].append(entry)
                open_headings.append((block.depth, entry.entries))
            case Paragraph():
                if paragraphs and block.label is not None:
                    label = _join(block.label, _begin(block.content))
                    open_headings[-1][1].append(Entry(block.id, label))
            case Annex():
                del open_headings[1:]
                inner = make_outline(block.body, paragraphs=paragraphs)
                label = _join(block.label, plain_text(block.content))
                top.append(Entry(block.id, label, inner))
    return top


def _join(label: str | None, text: str) -> str:
    return f"{label} {text}".strip() if label else text


def _begin(content: Content) -> str:
    """Give the first words of a paragraph."""
    text = plain_text(content)
    width = 0
    for position, character in enumerate(text):
        width += 2 if _is_wide(character) else 1
        if width > EXCERPT:
            kept = text[:position]
            if not _is_wide(character) and " " in kept[-WORD:]:
                kept = kept[: kept.rindex(" ")]
            return kept.rstrip(" ,.;:，。；：、") + "…"
    return text


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
