"""What is looked for on finished pages: missing glyphs, torn words, loose lines, empty pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from masthead.edition.edition import walk_blocks
from masthead.render.addresses import PLACE
from masthead.render.fault import RenderFault
from masthead.render.pdf.keeping.found import find_once
from masthead.render.pdf.problems import LOOSE_LINE, MISSING_GLYPH, TOO_WIDE

if TYPE_CHECKING:
    from masthead.edition.edition import Edition

LEAST_LINES = 3
"""So many lines the last page must have at least."""
MOST_SPACE, MOST_STRETCH = 2.0, 0.4
"""What may be added to a space between words, and between characters of Chinese, in em. In 17,000
lines of official resolutions 99.9 of 100 have less than 1 (Russian 2.3), and in Chinese 0.12."""
_WORD_SHOWN = 40


def walk_texts(document: Any) -> Iterator[tuple[str, Any]]:
    """Go through all text boxes, each with the id of the node in which it stands."""
    for page in document.pages:
        yield from _walk_page(page._page_box)


def _walk_page(page_box: Any) -> Iterator[tuple[str, Any]]:
    for box in page_box.children:
        yield from _walk(box, "masthead")


def _walk(box: Any, node: str) -> Iterator[tuple[str, Any]]:
    element = box.element
    if element is not None and (name := element.get("id")) and not name.startswith("c-"):
        node = name
    if isinstance(box, boxes.TextBox):
        yield node, box
    for inner in getattr(box, "children", ()):
        yield from _walk(inner, node)


def find_missing_glyphs(
    document: Any, family: str, drawn: Mapping[str, str] = MappingProxyType({})
) -> list[RenderFault]:
    """Find the characters that no locked font of the language has. Only after drawing.

    ``drawn``: the words of drawings, by the node of each.
    """
    missing = {chr(code) for font in document.fonts.values() for code in font.missing}
    if not missing:
        return []
    found: dict[tuple[str, str], RenderFault] = {}
    texts = [(node, box.text) for node, box in walk_texts(document)]
    for node, text in (*texts, *drawn.items()):
        for character in sorted(missing.intersection(text)):
            code = f"U+{ord(character):04X}"
            fields: dict[str, object] = {"character": character, "code": code, "font": family}
            found.setdefault((node, character), RenderFault(MISSING_GLYPH, node, fields))
    return list(found.values())


def find_torn_words(document: Any) -> list[RenderFault]:
    """Find the words that were longer than their line and were broken where it ends."""
    found: dict[str, RenderFault] = {}
    for page in document.pages:
        for node, text in find_once(page._page_box, "torn words", _find_torn):
            word = _show(text.split(" ")[-1])
            found.setdefault(node, RenderFault(TOO_WIDE, node, {"word": word}))
    return list(found.values())


def _find_torn(page_box: Any) -> list[tuple[str, str]]:
    """Find the texts of a page that end in the middle of a word, by their nodes."""
    return [(node, box.text) for node, box in _walk_page(page_box) if getattr(box, "torn", False)]


def find_loose_lines(document: Any) -> list[RenderFault]:
    """Find the lines that are stretched too far, the loosest of each node."""
    found: dict[str, tuple[float, RenderFault]] = {}
    for page in document.pages:
        for node, room, composed, text in find_once(page._page_box, "loose lines", _find_loose):
            if room > found.get(node, (0.0,))[0]:
                fields: dict[str, object] = {
                    "room": f"{room:.1f}",
                    "parts": "characters" if composed else "words",
                    "line": _show(text),
                }
                found[node] = room, RenderFault(LOOSE_LINE, node, fields)
    return [fault for _, fault in found.values()]


def _find_loose(page_box: Any) -> list[tuple[str, float, bool, str]]:
    """Find the lines of a page that are stretched too far: node, room, if composed, and text."""
    found = []
    for node, box in _walk_page(page_box):
        composed = getattr(box, "stretch", 0.0)
        room = composed or box.justification_spacing / box.style["font_size"]
        if room > (MOST_STRETCH if composed else MOST_SPACE):
            found.append((node, room, bool(composed), box.text))
    return found


def _show(text: str) -> str:
    text = text.replace(PLACE, "").strip()
    return text if len(text) <= _WORD_SHOWN else f"{text[:_WORD_SHOWN]}…"


def begins_at_once(document: Any, edition: Edition) -> bool:
    """Whether some of the text stands on the first page, if there is any."""
    return not edition.body or edition.body[0].id in document.pages[0].anchors


def ends_too_soon(document: Any) -> bool:
    """Whether the last of several pages has too few lines. One for the rest of a note may."""
    _, *others = document.pages[-1]._page_box.children
    lines = count_last_lines(document)
    overleaf = not lines and any(isinstance(box, boxes.FootnoteAreaBox) for box in others)
    return len(document.pages) > 1 and lines < LEAST_LINES and not overleaf


def count_last_lines(document: Any) -> int:
    """Count the lines of text on the last page, headings too; notes do not count."""
    return sum(
        any(isinstance(inner, boxes.TextBox) for inner in line.descendants())
        for line in _walk_lines(document.pages[-1]._page_box.children[0])
    )


def _walk_lines(box: Any) -> Iterator[Any]:
    """Go through the lines of blocks; a label's own line inside a line is none of them."""
    if isinstance(box, boxes.LineBox):
        yield box
    else:
        for child in getattr(box, "children", ()):
            yield from _walk_lines(child)


def find_last(edition: Edition) -> str:
    """Find the last unit of the text, or the title when there is none."""
    return next((unit.id for unit in reversed(list(walk_blocks(edition.body)))), "title")


def find_remedies(edition: Edition) -> tuple[str, ...]:
    """List what may bring more lines to the last page: style rules, the mildest first."""
    node = find_last(edition)
    last = f"p#{node}, #{node} > p"
    more = f"{last} {{ widows: {LEAST_LINES} }}"
    together = f"{last}, #{node} {{ break-before: avoid; break-inside: avoid }}"
    return more, f"{more} {together}"
