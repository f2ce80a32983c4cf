"""Corrections of a corrigendum: where, and what is to be read there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from masthead.draft.content import drop_emphasis
from masthead.draft.draft import Block
from masthead.draft.patterns import read_pattern
from masthead.importing.word.roles import Roles
from masthead.language.language import Language
from masthead.syntax.text import Content, Plain
from masthead.wordfile.model import Block as WordBlock
from masthead.wordfile.model import Paragraph

PLACE = "correction_place"
"""The style of the first line in our own files."""
_ENDS = ("heading", "annex", PLACE)
_MOST_PLACE = 200


class CorrectionReader:
    """Reads corrections in a language; ``of_corrigendum``: whether the paper's symbol is of one."""

    def __init__(self, language: Language, roles: Roles) -> None:
        self.words = language.corrections
        self.roles = roles
        self.of_corrigendum = False

    def count_blocks(self, paragraph: Paragraph, after: Sequence[WordBlock]) -> int:
        """Count the blocks of the correction that begins here: 0 where none does."""
        line = after[0] if after else None
        if not isinstance(line, Paragraph):
            return 0
        if self._find_kind(paragraph) != PLACE and not (
            self.of_corrigendum and 0 < len(paragraph.text.strip()) < _MOST_PLACE
            and not self._read_line((Plain(_bare(paragraph)),))
        ):  # fmt: skip
            return 0
        read = self._read_line((Plain(_bare(line)),))
        if read is None:
            return 0
        count = 2
        if read or not after[1:]:
            return count
        for place, block in enumerate(after[1:], 1):
            if isinstance(block, Paragraph) and (
                self._find_kind(block) in _ENDS
                or (place > 1 and self.count_blocks(block, after[place + 1 :]))
            ):  # fmt: skip
                break
            count += 1
        return count

    def read(
        self, place: Paragraph, line: Paragraph, below: list[Block],
        make: Callable[[Paragraph], Content],
    ) -> Block:  # fmt: skip
        """Read a correction; ``below`` is what takes the place of the whole."""
        said = make(line)
        block = Block("correction", drop_emphasis(make(place)), line=place.number, below=below)
        block.parts = {
            {"old": "for", "new": "read"}[name]: content
            for name, content in (self._read_line(said) or {}).items()
        }
        block.label = "insert" if read_pattern(self.words.insert, said) is not None else ""
        return block

    def _read_line(self, said: Content) -> dict[str, Content] | None:
        """Read the second line: nothing is in it where a new text follows."""
        words = self.words
        for pattern in (words.replace, words.insert, words.read, words.add, words.delete):
            if (parts := read_pattern(pattern, said)) is not None:
                return parts
        return None

    def _find_kind(self, paragraph: Paragraph) -> str:
        role = self.roles.find(paragraph.style)
        return role.kind if role else ""


def _bare(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split())
