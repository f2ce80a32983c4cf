"""What resolutions and decisions have of their own: adoption, opening, preamble, last lines."""

from __future__ import annotations

import re

from masthead.draft.content import cut_start, drop_emphasis, tidy
from masthead.draft.draft import Block, Facts, Section, say
from masthead.importing.word.front import FrontReader
from masthead.language.language import Language
from masthead.symbol import find_symbols
from masthead.syntax.text import Content, Inline, LineBreak, Plain

ABOVE = ("adoption", "adoption_basis", "sponsors")
"""The roles of lines that only resolutions, decisions and their drafts have."""
_DELIBERATION = re.compile(r"/(?:RES|DEC|L\.|PRST)")
_COMMAS = (",", "，", "،")
_NUMBER = re.compile(r"\d+/[0-9A-Z]+\s*[.–-]?(?= )")
_LAST = re.compile(r"(\d{1,4}(?:[–-]\d{1,4})?)\D*$")
_MOST_OPENING = 80
_MOST_CLOSING = 80
_COLON = re.compile(r"\s*[:：]\s*")


def is_deliberation(symbol: str) -> bool:
    """Whether a symbol is that of a resolution, a decision or a draft of one."""
    return bool(_DELIBERATION.search(symbol))


class ResolutionReader:
    """Reads the lines of resolutions in a language."""

    def __init__(self, language: Language, front: FrontReader, facts: Facts) -> None:
        self.language = language
        self.front = front
        self.facts = facts

    def read_line(self, content: Content, kind: str) -> None:
        """Read a line beside the title, by the role of its style: one of ``ABOVE``."""
        facts = self.facts
        if kind == "adoption":
            facts.adoption.append(content)
            dates = self.front.find_dates(say(content))
            facts.adopted = facts.adopted or (dates[-1] if dates else None)
        elif kind == "adoption_basis":
            self._read_basis(content)
        else:
            facts.sponsors = self._cut_kind(content)

    def _read_basis(self, content: Content) -> None:
        """Read on what basis: the committee, its report, the paragraph of that."""
        facts = self.facts
        bare = drop_emphasis(content)
        text = say(bare)
        if text.startswith("[") and text.endswith("]"):
            bare = _cut_end(cut_start(bare, 1), 1)
        facts.basis = tidy(drop_emphasis(bare), self.language)
        text = say(facts.basis)
        for start, end in find_symbols(text)[:1]:
            facts.report = text[start:end]
            if match := _LAST.search(text[end:]):
                facts.paragraph = match[1]
        for key, name in self.language.resolution.committees.items():
            if name.casefold() in text.casefold():
                facts.committee = key

    def _cut_kind(self, content: Content) -> Content:
        """Cut off what follows the sponsors: that it is a draft."""
        text = say(content)
        colons = list(_COLON.finditer(text))
        return _cut_end(content, len(text) - colons[-1].start()) if colons else content

    def split_number(self, content: Content) -> Content:
        """Split the number from a title, and keep it."""
        match = _NUMBER.match(say(content))
        if match is None or not is_deliberation(self.facts.symbol):
            return content
        self.facts.number = match[0].strip()
        return tidy(cut_start(content, match.end()), self.language)

    def read_sections(self, sections: list[Section]) -> None:
        """Tell opening, preamble and last lines from the text."""
        if any(section.form == "part" for section in sections) and not sections[0].blocks:
            del sections[0]
        for section in sections:
            section.closing = [
                line for content in section.closing for line in self.read_closing(content)
            ]
            if section.form != "annex":
                self._read_section(section)

    def _read_section(self, section: Section) -> None:
        blocks = section.blocks
        first = next((at for at, one in enumerate(blocks) if one.form != "contents"), 0)
        if not section.opening and len(blocks) > first + 1 and self._is_opening(blocks[first]):
            section.opening = blocks.pop(first).content
        if section.opening:
            for block in blocks[first:]:
                if block.form != "text" or block.label:
                    break
                if say(block.content).endswith(_COMMAS):
                    block.form = "preamble"
        while blocks and len(blocks) > 1 and self._is_closing(blocks[-1]):
            section.closing[:0] = self.read_closing(blocks.pop().content)

    def read_closing(self, content: Content) -> list[Content]:
        """Read the last lines: meeting and date."""
        lines: list[Content] = []
        for line in _split_lines(content):
            bare = tidy(drop_emphasis(line), self.language)
            dates = self.front.find_dates(say(bare))
            number = re.search(r"\d+", say(bare))
            if dates:
                self.facts.adopted = dates[0]
            elif number:
                self.facts.meeting = self.facts.meeting or number[0]
            lines.append(bare)
        return lines

    def _is_opening(self, block: Block) -> bool:
        text = say(block.content)
        short = block.form == "text" and not block.label and len(text) < _MOST_OPENING
        return short and text.endswith(_COMMAS) and is_deliberation(self.facts.symbol)

    def _is_closing(self, block: Block) -> bool:
        """Whether a block is last lines that no style tells: short, and a date or a meeting."""
        text = say(block.content)
        if block.form != "text" or block.label or len(text) > _MOST_CLOSING:
            return False
        if not is_deliberation(self.facts.symbol) or not self.facts.adoption:
            return False
        ends = [say(line) for line in _split_lines(block.content)]
        return bool(self.front.find_dates(ends[-1])) and len(ends[-1]) < _MOST_CLOSING // 2


def _split_lines(content: Content) -> list[Content]:
    lines: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return [tuple(line) for line in lines if line]


def _cut_end(content: Content, count: int) -> Content:
    """Cut characters off the end of a text; notes stay."""
    kept: list[Inline] = []
    for inline in reversed(content):
        if count and isinstance(inline, Plain):
            cut = min(count, len(inline.text))
            count -= cut
            if inline.text[: len(inline.text) - cut]:
                kept.append(Plain(inline.text[: len(inline.text) - cut]))
        else:
            kept.append(inline)
    return tuple(reversed(kept))
