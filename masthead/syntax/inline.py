r"""The inline markup: a small, strict grammar of its own.

    *emphasis*   **strong**   [^note]   [@id]   [text](https://…)   m^2^   CO~2~   [[open words]]
    \* a literal star   \ at a line's end: the line ends there, too

CommonMark is not used because its emphasis depends on the spaces around a star, which Chinese does
not have. Everything that is not markup is text, ``&`` and ``<`` included. A backslash before a
character of punctuation makes it text. Carets and tildes are markup only where a pair of them holds
a few letters or digits and stands beside others, so "~5" and "2^3" are what they were. A bracket
alone is text, two side by side are the brackets of a draft, which may hold each other. Reading
takes time in proportion to the text's length, whatever stands in it.
"""

from __future__ import annotations

import re

from masthead.diagnostic import Diagnostic, Problem
from masthead.patterns import compile_later
from masthead.syntax import problems
from masthead.syntax.address import is_address
from masthead.syntax.linefeed import REFERENCE, LineFeeds
from masthead.syntax.names import LONGEST, is_name
from masthead.syntax.text import (
    Bracketed,
    Content,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Origin,
    Plain,
    Strong,
    Subscript,
    Superscript,
    Text,
    walk_content,
)
from masthead.syntax.unseen import BIDI_CONTROLS, IGNORABLE

MAX_LENGTH = 200_000
MAX_WORD = 3000
"""Characters side by side that no line can be broken between: the longest addresses have less."""
MAX_NESTING = 8
MAX_ADDRESS = 2000
MAX_FAULTS = 20
_WORD = compile_later(
    r"[^\s\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"
)
BLANK_LINE = re.compile(r"\n[ ]*\n")
_MAX_SHOWN = 40
_PARENTHESES = re.compile(r"\((?:[^()\n]++|\([^()\n]*+\))*+\)")
_INKLESS = re.compile(rf"[\s{IGNORABLE}]*")
"""What leaves no ink: a text of nothing else is empty."""
_ESCAPED = re.compile(r"[!-/:-@\[-`{-~]")
_SPECIAL = re.compile(r"[\\*\[\]\n^~]")
_FIGURE = "0-9A-Za-zÀ-ɏͰ-Ͽ"
_INNER = rf"(?=[{_FIGURE}(+±−–-])[{_FIGURE}+±−–.,/()=-]{{0,19}}[{_FIGURE})+−–-]"
_SHIFTED = {
    "^": compile_later(
        rf"(?:(?<=[^\W_])|(?<=[)\]*%°~])|(?=\^{_INNER}\^[A-Za-z]))\^{_INNER}\^(?!\^)"
    ),
    "~": compile_later(rf"(?<=[A-Za-zͰ-Ͽ)\]*^])~{_INNER}~(?!~)"),
}
"""Raised or lowered characters: Latin letters, digits and signs, no spaces, not many.

What is raised stands after a letter or digit, or before a Latin letter as in ^14^C; what is lowered
after a Latin or Greek letter, for a tilde is also the sign of ranges and of "about".
"""
_DIGITS = re.compile(r"\d([\^~])[^\^~]*\1\d")
_LINE_END = re.compile(r"\\ *\n[ \n]*(?=[^ \n])")
_READ_ON = re.compile(r"[\\\n]")
"""What is not text as it stands, even where a call or reference fails: it is read by itself."""
_BIDI_CONTROL = re.compile(f"[{BIDI_CONTROLS}]")


def parse_text(raw: str, origin: Origin) -> tuple[Text, list[Diagnostic]]:
    """Read one unit's markup. A text with faults still comes back, with what could be read."""
    faults = _Faults(raw, origin)
    if len(raw) > MAX_LENGTH:
        faults.add(problems.TOO_LONG, MAX_LENGTH, 0, limit=MAX_LENGTH)
        raw = raw[:MAX_LENGTH]
    elif len(raw) > MAX_WORD:
        for match in _WORD.finditer(raw):
            if len(match[0]) > MAX_WORD:
                faults.add(problems.LONG_WORD, match.start(), len(match[0]), limit=MAX_WORD)
    for match in _BIDI_CONTROL.finditer(raw):
        faults.add(problems.BIDI_CONTROL, match.start(), 1, character=f"U+{ord(match[0]):04X}")
    paragraphs: list[Content] = []
    feeds = LineFeeds(raw)
    start = 0
    for end, following in [*(m.span() for m in BLANK_LINE.finditer(raw)), (len(raw), len(raw))]:
        if raw[start:end].strip(" \n"):
            paragraphs.append(_Parser(raw, faults, feeds, start, end).parse())
        start = following
    if not any(_has_words(content) for content in paragraphs):
        faults.add(problems.EMPTY_TEXT, 0, 0)
    return Text(str(raw), origin, tuple(paragraphs)), faults.found


def _has_words(content: Content) -> bool:
    return any(
        isinstance(inline, CrossReference)
        or (isinstance(inline, Plain) and not _INKLESS.fullmatch(inline.text))
        for inline in walk_content(content)
    )


def trace_plain(plain: Plain, raw: str) -> range | list[int]:
    """Say for each character of plain text where in ``raw`` it was written.

    A space that a line feed left is where the line feed is.
    """
    if plain.end - plain.start == len(plain.text):
        return range(plain.start, plain.end)
    traced: list[int] = []
    position = plain.start
    while len(traced) < len(plain.text):
        if raw[position] == "\n":
            if plain.text[len(traced)] == " ":
                traced.append(position)
            position += 1
            while position < plain.end and raw[position] in " \n":
                position += 1
        else:
            escaped = raw[position] == "\\" and _ESCAPED.match(raw, position + 1, plain.end)
            position += bool(escaped)
            traced.append(position)
            position += 1
    return traced


class _Faults:
    """The faults of one text: after some, the rest is only counted."""

    def __init__(self, raw: str, origin: Origin) -> None:
        self.raw = raw
        self.origin = origin
        self.found: list[Diagnostic] = []

    def add(self, problem: Problem, start: int, length: int, **fields: object) -> None:
        if len(self.found) > MAX_FAULTS:
            return
        place = self.origin.place(self.raw, start)
        if len(self.found) == MAX_FAULTS:
            self.found.append(problems.MORE_FAULTS.at(place))
        else:
            self.found.append(problem.at(place, length, **fields))


class _Opened:
    """Markup that is open: a star or two, or as many brackets, and what has been read inside."""

    def __init__(self, mark: str, start: int) -> None:
        self.mark = mark
        self.start = start
        self.content: list[Inline] = []


class _Parser:
    """Reads one paragraph of markup, with a stack of what is open."""

    def __init__(self, raw: str, faults: _Faults, feeds: LineFeeds, start: int, end: int) -> None:
        while start < end and raw[start] in " \n":
            start += 1
        while end > start and raw[end - 1] in " \n":
            end -= 1
        self.raw = raw
        self.faults = faults
        self.feeds = feeds
        self.position = start
        self.end = end
        self.stack = [_Opened("", start)]
        self.words: list[str] = []
        self.words_start = start
        self.last = ""
        self.lost = 0
        """How many brackets of a draft were taken for text: their ends are no further fault."""

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
                self.faults.add(
                    problems.UNCLOSED, opened.start, len(opened.mark), mark=opened.mark,
                    escaped=_escape(opened.mark),
                )  # fmt: skip
            self._put_back(opened)
        return _join_plain(self.stack[0].content)

    def _read_special(self, character: str) -> None:
        if character == "\\":
            if self.position + 1 < self.end and _ESCAPED.match(self.raw, self.position + 1):
                self._take(self.raw[self.position + 1], self.position + 2)
            else:
                self._read_line_end()
        elif character in "^~":
            self._read_shifted(character)
        elif character == "\n":
            joined, end = self.feeds.join(self.last, self.position, self.end)
            self._take(joined, end)
        elif character == "*":
            self._read_stars()
        elif character == "[":
            self._read_bracket()
        else:
            self._close_bracket()

    def _read_line_end(self) -> None:
        """Read a backslash that takes no mark's meaning away: it ends its line, or is text."""
        line = _LINE_END.match(self.raw, self.position, self.end)
        if line is None:
            self._take("\\", self.position + 1)
            return
        self._end_words()
        self.stack[-1].content.append(LineBreak(self.position, line.end()))
        self.position, self.last = line.end(), " "

    def _read_shifted(self, mark: str) -> None:
        """Read what is raised or lowered; a mark that stands otherwise is text.

        Between two digits it is text, too.
        """
        match = _SHIFTED[mark].match(self.raw, self.position, self.end)
        if match is None or _DIGITS.match(self.raw, max(self.position - 1, 0)):
            self._take(mark, self.position + 1)
            return
        self._end_words()
        start, end = match.span()
        inner = Plain(match[0][1:-1], start + 1, end - 1)
        kind = Superscript if mark == "^" else Subscript
        self.stack[-1].content.append(kind((inner,), start, end))
        self.position, self.last = end, inner.text[-1]

    def _take(self, words: str, end: int) -> None:
        if not self.words:
            self.words_start = self.position
        self.words.append(words)
        self.last = words[-1:] or self.last
        self.position = end

    def _end_words(self) -> None:
        if self.words:
            joined = "".join(self.words)
            self.stack[-1].content.append(Plain(joined, self.words_start, self.position))
            self.words = []

    def _read_stars(self) -> None:
        count = 1
        while count < 3 and self.raw.startswith("*", self.position + count, self.end):
            count += 1
        open_marks = [opened.mark for opened in self.stack[1:] if opened.mark in ("*", "**")]
        mark = "*" * count
        if count == 3:  # the inner one closes first, the outer one opens first
            mark = open_marks[-1] if open_marks else "**"
        if mark in open_marks:
            self._end_words()
            self._close_stars(mark)
        else:
            self._open(mark)

    def _open(self, mark: str) -> None:
        """Open markup; beyond the limit of nesting its mark is text."""
        if len(self.stack) > MAX_NESTING:
            if mark != "[":
                limit = MAX_NESTING
                self.faults.add(problems.TOO_NESTED, self.position, len(mark), limit=limit)
                self.lost += mark == "[["
            self._take(mark, self.position + len(mark))
            return
        self._end_words()
        self.stack.append(_Opened(mark, self.position))
        self.position += len(mark)

    def _close_stars(self, mark: str) -> None:
        while self.stack[-1].mark != mark:
            inner = self.stack.pop()
            if inner.mark != "[":
                self.faults.add(
                    problems.CROSSED, self.position, len(mark), mark=mark, inner=inner.mark
                )
            self._put_back(inner)
        opened = self.stack.pop()
        end = self.position + len(mark)
        content = _join_plain(opened.content)
        if not content:
            self.faults.add(
                problems.EMPTY_EMPHASIS, opened.start, 2 * len(mark), mark=mark,
                escaped=_escape(mark),
            )  # fmt: skip
        kind = Emphasis if mark == "*" else Strong
        self.stack[-1].content.append(kind(content, opened.start, end))
        self.position = end

    def _put_back(self, opened: _Opened) -> None:
        """Keep what stood inside markup that was not closed: its mark is text."""
        self.lost += opened.mark == "[["
        mark = Plain(opened.mark, opened.start, opened.start + len(opened.mark))
        self.stack[-1].content += [mark, *opened.content]

    def _read_bracket(self) -> None:
        following = self.raw[self.position + 1 : min(self.position + 2, self.end)]
        if following not in ("^", "@"):
            if self.raw.startswith("[[", self.position, self.end) and not self._calls_next():
                self._open_brackets()
            else:
                self._open("[")
            return
        limit = min(self.end, self.position + LONGEST + 3)
        end = self.raw.find("]", self.position, limit)
        key = self.raw[self.position + 2 : end] if end >= 0 else ""
        if not is_name(key):
            fault = problems.BAD_CALL if following == "^" else problems.BAD_REFERENCE
            written = self.raw[self.position : end + 1 if end >= 0 else self.position + 2]
            written = _READ_ON.split(written)[0]
            self.faults.add(fault, self.position, len(written), written=_shorten(written))
            self._take(written, self.position + len(written))
            return
        self._end_words()
        kind = NoteCall if following == "^" else CrossReference
        self.stack[-1].content.append(kind(key, self.position, end + 1))
        self.last = self.last if following == "^" else REFERENCE
        self.position = end + 1

    def _calls_next(self) -> bool:
        """Whether the second of two brackets is that of a call or a reference: ``[[^key]``."""
        return self.raw[self.position + 2 : min(self.position + 3, self.end)] in ("^", "@")

    def _open_brackets(self) -> None:
        """Open brackets of a draft; spaces right after them say nothing."""
        self._open("[[")
        if self.stack[-1].mark == "[[":
            while self.position < self.end and self.raw[self.position] in " \n":
                self.position += 1

    def _close_brackets(self) -> None:
        """Close brackets of a draft; spaces right before them say nothing."""
        self._end_words()
        while self.stack[-1].mark != "[[":
            inner = self.stack.pop()
            if inner.mark != "[":
                self.faults.add(problems.CROSSED, self.position, 2, mark="]]", inner=inner.mark)
            self._put_back(inner)
        opened = self.stack.pop()
        content = self._strip_end(_join_plain(opened.content))
        end = self.position + 2
        if not content:
            self.faults.add(problems.EMPTY_BRACKETS, opened.start, end - opened.start)
        self.stack[-1].content.append(Bracketed(content, opened.start, end))
        self.position = end

    def _strip_end(self, content: Content) -> Content:
        """Leave out the spaces with which content ends."""
        if not content or not isinstance(last := content[-1], Plain):
            return content
        end = last.end
        while end > last.start and self.raw[end - 1] in " \n":
            end -= 1
        kept = Plain(last.text.rstrip(" "), last.start, end)
        return (*content[:-1], kept) if kept.text else content[:-1]

    def _close_bracket(self) -> None:
        """Close a link or brackets of a draft, or take brackets as the text that they are."""
        marks = [opened.mark for opened in self.stack]
        if marks[-1] != "[" and self.raw.startswith("]]", self.position, self.end):
            if "[[" in marks:
                self._close_brackets()
                return
            if "[" not in marks:
                if not self.lost:
                    self.faults.add(problems.NO_BRACKETS_OPEN, self.position, 2)
                self.lost = max(self.lost - 1, 0)
                self._take("]]", self.position + 2)
                return
        is_open = "[" in marks
        is_link = self.position + 1 < self.end and self.raw[self.position + 1] == "("
        if not is_link:
            if self.stack[-1].mark == "[":
                self._end_words()
                self._put_back(self.stack.pop())
            self._take("]", self.position + 1)
            return
        limit = min(self.end, self.position + MAX_ADDRESS)
        found = _PARENTHESES.match(self.raw, self.position + 1, limit)
        target = found[0][1:-1] if found else self.raw[self.position + 2 : limit].split("\n")[0]
        if not is_open:
            if found and is_address(target):
                self.faults.add(problems.UNOPENED, self.position, 1)
            self._take("]", self.position + 1)
            return
        self._end_words()
        while self.stack[-1].mark != "[":
            inner = self.stack.pop()
            self.faults.add(problems.CROSSED, self.position, 1, mark="]", inner=inner.mark)
            self._put_back(inner)
        opened = self.stack.pop()
        if found is None or not is_address(target):
            self.faults.add(
                problems.BAD_LINK, self.position + 2, len(target), written=_shorten(target)
            )
            self._put_back(opened)
            self._take("]", self.position + 1)
            return
        self._close_link(opened, target, found.end() - 1)

    def _close_link(self, opened: _Opened, target: str, end: int) -> None:
        content = _join_plain(opened.content)
        if any(isinstance(inline, Link) for inline in walk_content(content)):
            self.faults.add(problems.NESTED_LINK, opened.start, 1)
        if not content:
            self.faults.add(problems.EMPTY_LINK, opened.start, end + 1 - opened.start)
        self.stack[-1].content.append(Link(content, target, opened.start, end + 1))
        self.position = end + 1


def _escape(mark: str) -> str:
    return "".join(f"\\{character}" for character in mark)


def _shorten(written: str) -> str:
    return written if len(written) <= _MAX_SHOWN else f"{written[:_MAX_SHOWN]}…"


def _join_plain(content: list[Inline]) -> Content:
    """Join neighbouring pieces of plain text, so that each stretch of text is one piece."""
    joined: list[Inline] = []
    pieces: list[Plain] = []

    def end_pieces() -> None:
        if text := "".join(piece.text for piece in pieces):
            joined.append(Plain(text, pieces[0].start, pieces[-1].end))
        pieces.clear()

    for inline in content:
        if isinstance(inline, Plain):
            pieces.append(inline)
        else:
            end_pieces()
            joined.append(inline)
    end_pieces()
    return tuple(joined)
