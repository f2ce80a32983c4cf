"""Votes that stand in the text: how it was voted, and who voted in which way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from masthead.draft.content import cut_start, tidy
from masthead.draft.draft import Block, say
from masthead.draft.patterns import read_pattern, slice_content
from masthead.language.language import Language
from masthead.syntax.text import Content, Plain
from masthead.wordfile.model import Block as WordBlock
from masthead.wordfile.model import Paragraph

WAYS = ("for", "against", "abstaining")


class VoteReader:
    """Reads votes in a language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        words = self.words = language.resolution.vote
        self._labels = (words.favour, words.against, words.abstaining)
        self._sentences = [one for one in (words.recorded, words.none, words.one) if one]

    def count_lines(self, paragraph: Paragraph, after: Sequence[WordBlock]) -> int:
        """Count the lines of the vote that begins here: 0 where none does."""
        text = _bare(paragraph)
        if not text.startswith("["):
            return 0
        if text.endswith("]"):
            return int(self._read_sentence(text[1:-1]) is not None)
        if self._read_sentence(text[1:]) is None:
            return 0
        for count, block in enumerate(after[:10], 2):
            if not isinstance(block, Paragraph):
                break
            if _bare(block).endswith("]"):
                return count
        return 0

    def read(
        self, paragraphs: Sequence[Paragraph], make: Callable[[Paragraph], Content]
    ) -> Block | None:
        """Read a vote; None where it cannot be told who voted in which way."""
        block = Block("vote", (), line=paragraphs[0].number)
        counts = self._read_sentence(_bare(paragraphs[0]).strip("[]"))
        lines = self._join([make(one) for one in paragraphs[1:]])
        if counts is None or (lines and lines.keys() != set(WAYS)):
            return None
        block.counts = counts
        for way, content in lines.items():
            if not re.fullmatch(r"\d+", said := say(content)) and (
                said != str(self.language.amounts.nil)
            ):  # fmt: skip
                block.parts[way] = content
                del block.counts[way]
        return block

    def _join(self, lines: Sequence[Content]) -> dict[str, Content]:
        """Join the lines of each way, which may be a label and the names in the next line."""
        found: dict[str, Content] = {}
        way = ""
        for line in lines:
            text = say(line)
            end = len(text)
            start = 0
            for name, label in zip(WAYS, self._labels, strict=True):
                bare = re.sub(r"\\_", " ", label)
                pattern = r"\s*".join(map(re.escape, bare.split()))
                if name not in found and (match := re.match(rf"\s*{pattern}\s*", text, re.I)):
                    way, start = name, match.end()
            if text.rstrip().endswith("]"):
                end = text.rindex("]")
            rest = cut_start(slice_content(line, 0, end), start)
            if way:
                space = (Plain(" "),) if found.get(way) and rest else ()
                found[way] = tidy((*found.get(way, ()), *space, *rest), self.language)
        return found

    def _read_sentence(self, text: str) -> dict[str, int] | None:
        """Read the numbers of a recorded vote: nothing is in it where there was none."""
        words = (Plain(text),)
        if read_pattern(self.words.without, words) is not None:
            return {}
        for sentence in self._sentences:
            for pattern in (sentence, f"{sentence} {self.words.named}"):
                parts = read_pattern(pattern, words)
                if parts is None:
                    continue
                said = [say(parts[name]) for name in parts]
                if all(one.isdecimal() for one in said):
                    counts = [int(one) for one in said]
                    if "abstaining" not in parts:
                        counts.append(int(sentence == self.words.one))
                    return dict(zip(WAYS, counts, strict=True))
        return None


def _bare(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split())
