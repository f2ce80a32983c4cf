"""Signatures: that it is signed, by whom, in which function, where and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from masthead.draft.content import drop_emphasis, join_lines
from masthead.draft.draft import Block, say
from masthead.draft.patterns import read_pattern
from masthead.importing.word.front import FrontReader
from masthead.importing.word.roles import Roles
from masthead.language.language import Language
from masthead.syntax.text import Content, Plain
from masthead.wordfile.model import Block as WordBlock
from masthead.wordfile.model import Paragraph

STYLES = ("signature", "signature_place")
"""The styles of our own files."""
_MOST_LINE = 120
"""Characters of the line of a name or a function, at most."""


class SignatureReader:
    """Reads signatures in a language."""

    def __init__(self, language: Language, roles: Roles, front: FrontReader) -> None:
        self.language = language
        self.roles = roles
        self.front = front

    def count_lines(self, paragraph: Paragraph, after: Sequence[WordBlock]) -> int:
        """Count the lines of the signature that begins here: 0 where none does."""
        kind = self._find_kind(paragraph)
        if kind not in STYLES:
            return self._count_typed(paragraph, after)
        count, signed = 1, self._is_signed(paragraph)
        for block in after:
            here = self._find_kind(block) if isinstance(block, Paragraph) else ""
            if here != "signature":
                break
            more = isinstance(block, Paragraph) and self._is_signed(block)
            if signed and (more or self.language.letters.function_first):
                break
            signed = signed or more
            count += 1
        return count

    def _count_typed(self, paragraph: Paragraph, after: Sequence[WordBlock]) -> int:
        """Count the lines where no style tells: the name, and short lines under it set likewise."""
        if not self._is_signed(paragraph) or len(paragraph.text) > _MOST_LINE:
            return 0
        count = 1
        for block in after[: 0 if self.language.letters.function_first else 3]:
            if not isinstance(block, Paragraph) or block.is_empty or block.label is not None:
                break
            alike = (block.align, block.left, block.first, block.style) == (
                paragraph.align, paragraph.left, paragraph.first, paragraph.style
            )  # fmt: skip
            text = block.text.strip()
            if not alike or len(text) > _MOST_LINE or text[-1:] in ".;:" or self._is_signed(block):
                break
            if paragraph.text.startswith("\t") != block.text.startswith("\t"):
                break
            count += 1
        return count

    def read(
        self, paragraphs: Sequence[Paragraph], make: Callable[[Paragraph], Content]
    ) -> list[Block]:
        """Read the lines of a signature; one that says another place than any city stays text."""
        block = Block("signature", (), line=paragraphs[0].number)
        block.typed = list(map(make, paragraphs))
        made: list[Block] = []
        functions: list[Content] = []
        for paragraph, content in zip(paragraphs, block.typed, strict=True):
            signed = read_pattern(self.language.letters.signed, content)
            if self._find_kind(paragraph) == "signature_place":
                if not self._read_place(say(content), block):
                    made.append(Block("text", content, line=paragraph.number))
            elif signed and not block.content:
                block.content = drop_emphasis(signed["name"])
            else:
                functions.append(content)
        if not block.content:
            return [*made, *(Block("text", one, line=block.line) for one in functions)]
        block.parts["function"] = join_lines(functions)
        return [*made, block]

    @staticmethod
    def undo(block: Block) -> None:
        """Make a paragraph of a signature that stands where none can."""
        block.form, block.content = "text", join_lines(block.typed)

    def _read_place(self, text: str, block: Block) -> bool:
        """Read where and when it was signed."""
        dates = self.front.find_dates(text)
        cities = {
            city: names[self.language.code]
            for city, names in self.front.cities.items() if self.language.code in names
        }  # fmt: skip
        city = next((key for key, name in cities.items() if text.startswith(name)), "")
        if not (dates or city) or (not city and len(text) > _MOST_LINE // 3):
            return False
        block.city, block.date = city, dates[-1] if dates else None
        return True

    def _find_kind(self, paragraph: Paragraph) -> str:
        role = self.roles.find(paragraph.style)
        return role.kind if role else ""

    def _is_signed(self, paragraph: Paragraph) -> bool:
        words = Plain(paragraph.text.replace("\t", " ").strip())
        return read_pattern(self.language.letters.signed, (words,)) is not None
