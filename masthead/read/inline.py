"""The inline markup: a small, strict grammar of its own.

    *emphasis*   **strong**   [^note]   [@id]   [text](https://…)   \\* a literal star

CommonMark is not used because its emphasis depends on the blanks around a star, which Chinese does
not have. Everything that is not markup is text, ``&`` and ``<`` included. A backslash before a
character of punctuation makes it text.
"""

from __future__ import annotations

import re

from masthead.diagnostic import Diagnostic, Problem
from masthead.read import problems
from masthead.text import (
    Content,
    CrossReference,
    Emphasis,
    Inline,
    Link,
    NoteCall,
    Origin,
    Plain,
    Strong,
    Text,
)

MAX_NESTING = 8
_KEY = re.compile(r"[a-z][a-z0-9-]{0,63}")
_ADDRESS = re.compile(r"(?:https?://[^\s<>\"{}|\\^`]+\.?[^\s<>\"{}|\\^`]*|mailto:[^\s<>\"]+@[^\s<>\"]+)")
_ESCAPED = re.compile(r"[!-/:-@\[-`{-~]")
_SPECIAL = re.compile(r"[\\*\[\]\n]")
_WIDE = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff\u2014\u2018\u2019\u201c\u201d\u2026]"
)
_HAN = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_BIDI_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANK_LINE = re.compile(r"\n[ ]*\n")


def parse_text(raw: str, origin: Origin) -> tuple[Text, list[Diagnostic]]:
    """Read one unit's markup. A text with faults still comes back, with what could be read."""
    faults: list[Diagnostic] = []
    for match in _BIDI_CONTROL.finditer(raw):
        place = origin.place(raw, match.start())
        faults.append(problems.BIDI_CONTROL.at(place, 1, character=f"U+{ord(match[0]):04X}"))
    paragraphs: list[Content] = []
    start = 0
    for end, following in [*(m.span() for m in _BLANK_LINE.finditer(raw)), (len(raw), len(raw))]:
        if raw[start:end].strip(" \n"):
            paragraphs.append(_Parser(raw, origin, faults, start, end).parse())
        start = following
    if not paragraphs:
        faults.append(problems.EMPTY_TEXT.at(origin.place()))
    return Text(str(raw), origin, tuple(paragraphs)), faults


class _Opened:
    """Markup that is open: a star or two, or a bracket, and what has been read inside."""

    def __init__(self, mark: str, start: int) -> None:
        self.mark = mark
        self.start = start
        self.content: list[Inline] = []


class _Parser:
    """Reads one paragraph of markup, with a stack of what is open."""

    def __init__(
        self, raw: str, origin: Origin, faults: list[Diagnostic], start: int, end: int
    ) -> None:
        while start < end and raw[start] in " \n":
            start += 1
        while end > start and raw[end - 1] in " \n":
            end -= 1
        self.raw = raw
        self.origin = origin
        self.faults = faults
        self.position = start
        self.end = end
        self.stack = [_Opened("", start)]
        self.words: list[str] = []
        self.words_start = start

    def parse(self) -> Content:
        """Read to the end and close what was left open."""
        while self.position < self.end:
            match = _SPECIAL.search(self.raw, self.position, self.end)
            if match is None:
                self._take(self.raw[self.position : self.end], self.end)
                break
            if match.start() > self.position:
                self._take(self.raw[self.position : match.start()], match.start())
            self._read_special(match[0])
        self._end_words()
        while len(self.stack) > 1:
            opened = self.stack.pop()
            if opened.mark != "[":
                self._report(problems.UNCLOSED, opened.start, len(opened.mark), mark=opened.mark,
                             escaped="\\" + "\\".join(opened.mark))  # fmt: skip
            self._put_back(opened)
        return _join_plain(self.stack[0].content)

    def _read_special(self, character: str) -> None:
        if character == "\\":
            following = self.raw[self.position + 1 : min(self.position + 2, self.end)]
            if _ESCAPED.match(following):
                self._take(following, self.position + 2)
            else:
                self._take("\\", self.position + 1)
        elif character == "\n":
            self._read_line_feed()
        elif character == "*":
            self._read_stars()
        elif character == "[":
            self._read_bracket()
        else:
            self._close_bracket()

    def _take(self, words: str, end: int) -> None:
        if not self.words:
            self.words_start = self.position
        self.words.append(words)
        self.position = end

    def _end_words(self) -> None:
        if self.words:
            joined = "".join(self.words)
            self.stack[-1].content.append(Plain(joined, self.words_start, self.position))
            self.words = []

    def _report(self, problem: Problem, start: int, length: int, **fields: object) -> None:
        place = self.origin.place(self.raw, start)
        self.faults.append(problem.at(place, length, **fields))

    def _read_line_feed(self) -> None:
        """A line feed is nothing beside a Han character, and a blank elsewhere."""
        end = self.position
        while end < self.end and self.raw[end] in " \n":
            end += 1
        before, after = self.raw[self.position - 1], self.raw[end : end + 1]
        wide = (_HAN.match(before) and _HAN.match(after)) or (
            _WIDE.match(before) and _WIDE.match(after)
        )
        blank = "" if wide or before == " " else " "
        self._take(blank, end)

    def _read_stars(self) -> None:
        count = 1
        while count < 3 and self.raw[self.position : self.end].startswith("*" * (count + 1)):
            count += 1
        open_marks = [opened.mark for opened in self.stack[1:] if opened.mark != "["]
        if count == 3:
            if open_marks:
                mark = open_marks[-1]
            else:
                mark = "**"
        else:
            mark = "*" * count
        self._end_words()
        if mark in open_marks:
            self._close_stars(mark)
        else:
            self._open(mark)

    def _open(self, mark: str) -> None:
        if len(self.stack) > MAX_NESTING:
            self._report(problems.TOO_NESTED, self.position, len(mark), limit=MAX_NESTING)
        self.stack.append(_Opened(mark, self.position))
        self.position += len(mark)

    def _close_stars(self, mark: str) -> None:
        while self.stack[-1].mark != mark:
            inner = self.stack.pop()
            if inner.mark != "[":
                self._report(
                    problems.CROSSED, self.position, len(mark), mark=mark, inner=inner.mark
                )
            self._put_back(inner)
        opened = self.stack.pop()
        end = self.position + len(mark)
        content = _join_plain(opened.content)
        if not content:
            self._report(problems.EMPTY_EMPHASIS, opened.start, len(mark), mark=mark,
                         escaped="\\" + "\\".join(mark))  # fmt: skip
        kind = Emphasis if mark == "*" else Strong
        self.stack[-1].content.append(kind(content, opened.start, end))
        self.position = end

    def _put_back(self, opened: _Opened) -> None:
        """Keep what stood inside markup that was not closed: its mark is text."""
        mark = Plain(opened.mark, opened.start, opened.start + len(opened.mark))
        self.stack[-1].content += [mark, *opened.content]

    def _read_bracket(self) -> None:
        following = self.raw[self.position + 1 : self.position + 2]
        if following in ("^", "@"):
            end = self.raw.find("]", self.position, self.end)
            written = self.raw[self.position : end + 1 if end >= 0 else self.position + 2]
            key = written[2:-1]
            call = following == "^"
            if end < 0 or not _KEY.fullmatch(key):
                fault = problems.BAD_CALL if call else problems.BAD_REFERENCE
                self._report(fault, self.position, len(written), written=written)
                self._take(written, self.position + len(written))
                return
            self._end_words()
            kind = NoteCall if call else CrossReference
            self.stack[-1].content.append(kind(key, self.position, end + 1))
            self.position = end + 1
            return
        self._end_words()
        self._open("[")

    def _close_bracket(self) -> None:
        """Close a link, or take the brackets as the text that they are."""
        opens = [position for position, opened in enumerate(self.stack) if opened.mark == "["]
        if not opens:
            self._take("]", self.position + 1)
            return
        if self.raw[self.position + 1 : self.position + 2] != "(" or self.position + 1 >= self.end:
            self._end_words()
            if opens[-1] == len(self.stack) - 1:
                self._put_back(self.stack.pop())
            self._take("]", self.position + 1)
            return
        end = self._find_closing_parenthesis(self.position + 1)
        target = self.raw[self.position + 2 : end]
        self._end_words()
        while self.stack[-1].mark != "[":
            inner = self.stack.pop()
            self._report(problems.CROSSED, self.position, 1, mark="]", inner=inner.mark)
            self._put_back(inner)
        opened = self.stack.pop()
        if end >= self.end or not _ADDRESS.fullmatch(target):
            self._report(problems.BAD_LINK, self.position + 2, len(target), written=target)
            self._put_back(opened)
            self._take("]", self.position + 1)
            return
        content = _join_plain(opened.content)
        if any(isinstance(inline, Link) for inline in content):
            self._report(problems.NESTED_LINK, opened.start, 1)
        self.stack[-1].content.append(Link(content, target, opened.start, end + 1))
        self.position = end + 1

    def _find_closing_parenthesis(self, start: int) -> int:
        depth = 0
        for position in range(start, self.end):
            character = self.raw[position]
            depth += (character == "(") - (character == ")")
            if not depth:
                return position
        return self.end


def _join_plain(content: list[Inline]) -> Content:
    """Join neighbouring pieces of plain text, so that each stretch of text is one piece."""
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(inline, Plain) and isinstance(last, Plain):
            joined[-1] = Plain(last.text + inline.text, last.start, inline.end)
        elif not (isinstance(inline, Plain) and not inline.text):
            joined.append(inline)
    return tuple(joined)
