"""What stands above and under tables and figures: number, title, unit; notes, source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from masthead.draft.content import cut_start, tidy
from masthead.draft.draft import Block, Caption, say
from masthead.importing.word.content import ContentMaker, cut
from masthead.importing.word.roles import Role
from masthead.language.language import Language
from masthead.syntax.text import Content, Inline, LineBreak, Plain
from masthead.wordfile.model import Paragraph, Words

_NOTE = re.compile(r"\s*([^\W\d_A-Z]{1,2}|\*{1,3})[\t ]\s*(?=\S)")
_MOST_LINES = 5
_MOST_UNIT = 160
_MOST_CAPTION = 300


class Line(NamedTuple):
    """A line of the text that was read, and the block that was made of it."""

    paragraph: Paragraph
    role: Role | None
    block: Block


class Captions:
    """Finds captions in a language."""

    def __init__(self, language: Language, maker: ContentMaker) -> None:
        self.maker = maker
        self.language = language
        self.words = {
            "table": _make_pattern(language.labels.table),
            "figure": _make_pattern(language.labels.figure),
        }
        word = language.words["source"].rstrip(" :：")
        self.source = re.compile(rf"\s*{re.escape(word)}\s*[:：]\s*", re.I)

    def take(self, lines: list[Line], kind: str) -> Caption:
        """Take the caption off the end of the lines that were read last."""
        start = self._find_start(lines, kind)
        if start is None:
            return Caption()
        taken = lines[start:]
        del lines[start:]
        caption = Caption()
        titles: list[Content] = []
        for number, line in enumerate(taken):
            text = say(line.block.content).strip()
            role = line.role.kind if line.role else ""
            match = self._match(line.block.content, kind) if not number else None
            if match:
                caption.label = match[0].rstrip(" .:")
                rest = self._tidy(cut_start(line.block.content, match.end()))
                titles += [rest] if rest else []
            elif not caption.unit and (titles or caption.label) and _is_unit(text, role):
                caption.unit = self._tidy(_strip_parentheses(line.block.content))
            else:
                label: Content = (Plain(f"{line.block.label} "),) if line.block.label else ()
                titles.append(self._tidy((*label, *line.block.content)))
        caption.title = _join(titles)
        return caption

    def _tidy(self, content: Content) -> Content:
        return tidy(content, self.language)

    def _find_start(self, lines: Sequence[Line], kind: str) -> int | None:
        """Find the line with which the caption begins."""
        first = None
        for back in range(1, min(_MOST_LINES, len(lines)) + 1):
            line = lines[-back]
            if line.block.form not in ("text", "heading"):
                break
            if line.block.label and (back > 1 or line.block.form != "heading"):
                break
            role = line.role.kind if line.role else ""
            if role in (f"{kind}_label", "caption") or self._match(line.block.content, kind):
                return len(lines) - back
            if role == f"{kind}_title":
                first = len(lines) - back
        return first

    def _match(self, content: Content, kind: str) -> re.Match[str] | None:
        """Match the number of a table or figure in the first line of a paragraph."""
        first = next(
            (place for place, inline in enumerate(content) if isinstance(inline, LineBreak)), None
        )
        line = say(content[:first])
        return self.words[kind].match(line) if len(line) < _MOST_CAPTION else None

    def read_note(self, paragraph: Paragraph, role: Role | None) -> tuple[str, Content] | None:
        """Read a note under a table: its mark and its words; None for what is none."""
        match = _NOTE.match(paragraph.text)
        first = next((kept for kept in paragraph.pieces if isinstance(kept, Words)
                      and kept.text.strip()), None)  # fmt: skip
        if match is None or first is None:
            return None
        raised = first.look.shift > 0 or first.look.italic != paragraph.base.italic
        noted = role is not None and role.kind in ("note", "table_note", "note_more")
        if not (noted or (raised and first.text.strip() == match[1])):
            return None
        content = self.maker.make(paragraph, cut(paragraph.pieces, match.end()))
        return (match[1], content) if content else None

    def read_source(self, paragraph: Paragraph, role: Role | None) -> Content | None:
        """Read the source of a table or figure, without the word before it."""
        match = self.source.match(paragraph.text)
        if match is None and not (role and role.kind in ("table_source", "figure_source")):
            return None
        pieces = cut(paragraph.pieces, match.end()) if match else paragraph.pieces
        return self.maker.make(paragraph, pieces) or None


def _make_pattern(label: str) -> re.Pattern[str]:
    before, _, after = label.partition("{number}")
    number = r"[\w.\-–]{1,16}(?: ?\([0-9a-z]{1,3}\))?"
    spaced = re.escape(before.strip()).replace(r"\ ", r"\s+")
    return re.compile(rf"{spaced}\s*{number}{re.escape(after)}(?:\s*[.:：](?=\s)\s*|\s+|$)", re.I)


def _is_unit(text: str, role: str) -> bool:
    closed = text[:1] in "(（" and text[-1:] in ")）" and len(text) < _MOST_UNIT
    return (closed and not role.endswith("_title")) or role == "table_unit"


def _strip_parentheses(content: Content) -> Content:
    made = list(content)
    for end, signs in ((0, "(（"), (-1, ")）")):
        if made and isinstance(kept := made[end], Plain):
            text = kept.text.strip()
            at = text[:1] if end == 0 else text[-1:]
            if at and at in signs:
                made[end] = Plain(text[1:] if end == 0 else text[:-1])
    return tuple(made)


def _join(titles: Sequence[Content]) -> Content:
    joined: list[Inline] = []
    for title in titles:
        joined += [*([LineBreak()] if joined else []), *title]
    return tuple(joined)
