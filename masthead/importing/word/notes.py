"""Notes: Word's own, with their marks; those typed as text, with an asterisk or a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from masthead.draft.content import tidy
from masthead.importing.word.content import ContentMaker, Lose, cut
from masthead.language.language import Language
from masthead.syntax.text import Content, Inline, NoteCall, Plain, Superscript
from masthead.wordfile.model import Block, Call, Paragraph, Table, WordFile, Words

_STARS = re.compile(r"\s*(\*{1,6})[\t \u00a0]*")
_NUMBER = re.compile(r"\s*\(?\d{1,3}\)?(?=\s)")
_ENDED = re.compile(r"\s*\(?(\d{1,3})\)?\.?\t\s*")
_AT_END = re.compile(r"(\*{1,6})\s*$")


def _measure_mark(paragraph: Paragraph, mark: str) -> int:
    """Measure the mark that is typed before a note."""
    text = paragraph.text
    if mark and text.lstrip().startswith(mark):
        return text.index(mark) + len(mark)
    first = next((piece for piece in paragraph.pieces if isinstance(piece, Words)), None)
    match = _NUMBER.match(text)
    if match and first and (first.look.shift > 0 or first.look.style.endswith("reference")):
        return match.end()
    return 0


class Notes:
    """The notes of a file, by keys, in the order of their calls."""

    def __init__(self, file: WordFile, language: Language, lose: Lose) -> None:
        self.file = file
        self.lose = lose
        self.found: dict[str, list[Content]] = {}
        self.typed: dict[str, str] = {}
        """The keys of notes with asterisks that are typed as text, by their marks."""
        self._typed: set[int] = set()
        self._placed: set[str] = set()
        self.ended: dict[str, str] = {}
        """The keys of notes that are typed at the end of the text, by their numbers."""
        self._keys: dict[tuple[str, str], str] = {}
        self._maker = ContentMaker(language, self._call_inside, lose)

    def call(self, call: Call, number: int) -> str | None:
        """Give the key of the note that is called, and read it at its first call."""
        place = (call.series, call.id)
        if place in self._keys:
            self.lose(number, f"the note {self._keys[place]} is called once more")
            return self._keys[place]
        blocks = self.file.notes.get(place)
        if blocks is None:
            self.lose(number, f"a {call.series} is called that is not in the file")
            return None
        paragraphs = self._read(blocks, call.mark)
        if not paragraphs:
            self.lose(number, f"a {call.series} is empty, and left out with its call")
            return None
        key = f"n{len(self.found) + 1}"
        self._keys[place] = key
        self.found[key] = paragraphs
        return key

    def _call_inside(self, call: Call, number: int) -> str | None:
        self.lose(number, f"a {call.series} is called in a note: it is left out")
        return None

    def _read(self, blocks: Sequence[Block], mark: str) -> list[Content]:
        read: list[Content] = []
        for block in blocks:
            for paragraph in block.paragraphs() if isinstance(block, Table) else (block,):
                pieces = paragraph.pieces
                if not read:
                    pieces = cut(pieces, _measure_mark(paragraph, mark))
                if content := self._maker.make(paragraph, pieces):
                    read.append(content)
        return read

    def find_typed(self, paragraphs: Iterable[Paragraph]) -> None:
        """Find the notes with asterisks that are typed as text, before anything calls them."""
        waiting = None
        for paragraph in paragraphs:
            if paragraph.is_empty:
                continue
            match = _STARS.match(paragraph.text)
            tabbed = match is not None and (paragraph.framed or "\t" in match[0].rpartition("*")[2])
            if tabbed and self.add_typed(paragraph):
                waiting = paragraph
                self._typed.add(paragraph.number)
            elif waiting is not None and paragraph.framed and waiting.framed:
                self.goes_on(paragraph)
                self._typed.add(paragraph.number)
            else:
                waiting = None

    @property
    def all_at_end(self) -> bool:
        """Whether all notes of the text are endnotes of Word."""
        series = {kept for kept, _ in self._keys}
        return series == {"endnote"}

    def find_ended(self, paragraphs: Sequence[Paragraph], word: str) -> None:
        """Find the notes that are typed at the end of the text, below the word for them."""
        below = False
        last = ""
        for paragraph in paragraphs:
            if paragraph.is_empty:
                continue
            text = paragraph.text.strip()
            if text.casefold() == word.casefold():
                below, heading = True, paragraph.number
                continue
            match = _ENDED.match(paragraph.text) if below else None
            if match:
                content = self._maker.make(paragraph, cut(paragraph.pieces, match.end()))
                last = f"n{len(self.found) + 1}"
                self.ended[match[1]] = last
                self.found[last] = [content]
                self._typed |= {heading, paragraph.number}
            elif below and last and "endnote" in paragraph.style.name.lower():
                self.found[last].append(self._maker.make(paragraph))
                self._typed.add(paragraph.number)
            else:
                below = False

    def is_typed(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is such a note, and no text."""
        return paragraph.number in self._typed

    def add_typed(self, paragraph: Paragraph) -> bool:
        """Take a paragraph that is a note with asterisks before it, typed as text."""
        match = _STARS.match(paragraph.text)
        if match is None:
            return False
        content = self._maker.make(paragraph, cut(paragraph.pieces, match.end()))
        if not content:
            return False
        key = f"n{len(self.found) + 1}"
        self.typed[match[1]] = key
        self.found[key] = [content]
        return True

    def goes_on(self, paragraph: Paragraph) -> None:
        """Take a paragraph that goes on with the note that was typed last."""
        if self.typed and (content := self._maker.make(paragraph)):
            self.found[list(self.typed.values())[-1]].append(content)

    def place_typed(self, content: Content) -> Content:
        """Put calls for the asterisks at the end of a line."""
        last = content[-1] if content else None
        raised = isinstance(last, Superscript) and len(last.content) == 1
        end = last.content[0] if isinstance(last, Superscript) and raised else last
        if not isinstance(end, Plain) or not (match := _AT_END.search(end.text)):
            return content
        key = self.typed.get(match[1])
        if key is None:
            return content
        self._placed.add(key)
        inlines: list[Inline] = [*content[:-1], Plain(end.text[: match.start()])]
        return (*tidy(tuple(inlines), self._maker.language), NoteCall(key))

    def list_unplaced(self) -> list[tuple[str, str]]:
        """List the notes with asterisks that no line has called: mark and key."""
        return [(mark, key) for mark, key in self.typed.items() if key not in self._placed]

    def list_uncalled(self) -> list[tuple[str, str]]:
        """List the notes of the file that nothing calls, with their first words."""
        left = []
        for place, blocks in self.file.notes.items():
            if place not in self._keys and (read := self._read(blocks, "")):
                words = "".join(kept.text for kept in read[0] if isinstance(kept, Plain))
                left.append((place[0], words[:60]))
        return left
