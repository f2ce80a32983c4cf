"""CommonMark with notes (``[^1]``) and pipe tables; a table with merged cells is HTML inside it.

Labels are words, not Markdown's own lists, which cannot count as a paper does. Emphasis beside
letters that need no spaces (Chinese) is written as an element, because ``*`` would not be read
there (CommonMark 0.31.2, 6.2).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from masthead.edition.edition import (
    Call,
    Cell,
    Content,
    Edition,
    Emphasis,
    EndNotes,
    InlinePart,
    LeftToRight,
    LineBreak,
    Link,
    Note,
    Row,
    Strong,
    Subscript,
    Superscript,
    SymbolLink,
    Table,
    TableCall,
    Words,
)
from masthead.edition.marks import MARKED
from masthead.kinds import Rules
from masthead.render.roles import ROLES
from masthead.render.text.flow import Part, Passage, Quoted, list_parts, make_flow

_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~^$]")
_OPENING = re.compile(r"\A(\d{1,9}(?=[.)])|(?=[-+=]))")
"""What begins a list, or underlines a heading, at the start of a line."""


def write_markdown(edition: Edition) -> str:
    """Write an edition as CommonMark, its notes last."""
    return "\n\n".join(_Writer(edition).write()) + "\n"


class _Writer:
    """Writes the passages of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        ended = (block.notes for block in edition.body if isinstance(block, EndNotes))
        notes = [*edition.notes, *chain.from_iterable(ended)]
        marks = [note.mark for note in notes]
        plain = len(set(marks)) == len(marks)
        self.names = {note.id: note.mark if plain else note.id for note in notes}

    def write(self) -> Iterator[str]:
        yield from self.write_parts(make_flow(self.edition))
        for note in self.edition.notes:
            yield self.write_note(note)

    def write_parts(self, parts: Iterable[Part]) -> Iterator[str]:
        for part in parts:
            match part:
                case Passage():
                    yield self.write_passage(part)
                case Quoted(inner):
                    yield re.sub("(?m)^", "> ", "\n\n".join(self.write_parts(inner)))
                case Table():
                    yield from self.write_table(part)
                case Note():
                    yield self.write_note(part)

    def write_passage(self, part: Passage) -> str:
        text = self.write_content(part.content)
        if part.form == "item":
            return f"{'  ' * (part.level - 1)}- {_open(text)}"
        text = _open(f"{escape(part.label)} {text}".strip() if part.label else text)
        return f"{'#' * min(part.rank, 6)} {text}" if part.rank else text

    def write_note(self, note: Note) -> str:
        """Write a note: its further paragraphs belong to it by their indent."""
        texts = [_open(self.write_content(paragraph)) for paragraph in note.paragraphs]
        return f"[^{self.names[note.id]}]: " + "\n\n    ".join(texts)

    def write_table(self, table: Table) -> Iterator[str]:
        title = f"{escape(table.label or '')} {self.write_content(table.title)}".strip()
        if title:
            yield _open(title)
        if table.unit:
            yield _open(self.write_content(table.unit))
        cells = [cell for row in (*table.head, *table.rows) for cell in row.cells]
        plain = len(table.head) == 1 and not any(
            cell.body or cell.columns > 1 or cell.rows > 1 for cell in cells
        )
        yield "\n".join(self.write_pipes(table) if plain else self.write_rows(table))
        for note in table.notes:
            mark = escape(note.mark)
            mark = f"<sup>{mark}</sup>" if note.series == "table" else mark
            for number, paragraph in enumerate(note.paragraphs):
                text = self.write_content(paragraph)
                yield _open(text if number else f"{mark} {text}")

    def write_pipes(self, table: Table) -> Iterator[str]:
        yield self.write_row(table.head[0])
        sides = {"start": "---", "center": ":-:", "end": "--:"}
        yield f"| {' | '.join(sides[cell.align] for cell in table.head[0].cells)} |"
        yield from map(self.write_row, table.rows)

    def write_row(self, row: Row) -> str:
        return f"| {' | '.join(self.write_content(cell.content) for cell in row.cells)} |"

    def write_rows(self, table: Table) -> Iterator[str]:
        """Write HTML, in whose cells Markdown goes on between empty lines."""
        yield "<table>"
        for name, rows in (("thead", table.head), ("tbody", table.rows)):
            if not rows:
                continue
            yield f"<{name}>"
            for row in rows:
                yield "<tr>"
                for cell in row.cells:
                    yield from self.write_cell(cell)
                yield "</tr>"
            yield f"</{name}>"
        yield "</table>"

    def write_cell(self, cell: Cell) -> Iterator[str]:
        name = "th" if cell.scope else "td"
        columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        yield f"<{name}{columns}{rows}>"
        inside = [_open(self.write_content(cell.content)), *self.write_parts(list_parts(cell.body))]
        if text := "\n\n".join(filter(None, inside)):
            yield f"\n{text}\n"
        yield f"</{name}>"

    def write_content(self, content: Content) -> str:
        """Write inline content. A mark of emphasis depends on the characters beside it."""
        pieces = [INLINES.of(inline)(self, inline) for inline in content]
        for number, inline in enumerate(content):
            if isinstance(inline, Emphasis | Strong):
                before = pieces[number - 1][-1:] if number else ""
                after = pieces[number + 1][:1] if number + 1 < len(pieces) else ""
                strong = isinstance(inline, Strong)
                pieces[number] = _emphasise(pieces[number], before, after, strong=strong)
        return "".join(pieces)

    def write_inside(self, inline: InlinePart) -> str:
        inner = "".join(self.write_content(content) for _, content in inline.contents())
        return inner or escape(inline.say())

    def write_link(self, inline: Link) -> str:
        target = html.escape(inline.target).replace("\\", "\\\\")
        return f"[{self.write_inside(inline)}](<{target}>)"


def escape(text: str) -> str:
    """Put a backslash before what would be markup."""
    return _MARKUP.sub(r"\\\g<0>", text.replace("\n", " "))


def _open(text: str) -> str:
    """Begin a line with words, not with what would begin a list."""
    return _OPENING.sub(r"\1\\", text.strip())


def _emphasise(inner: str, before: str, after: str, *, strong: bool) -> str:
    """Write emphasis with asterisks where they are read as such, otherwise as an element."""
    begins = _is_clear(inner[:1]) and (not before or before.isspace())
    ends = _is_clear(inner[-1:]) and (not after or after.isspace() or after in ",.;:)")
    if begins and ends:
        mark = "**" if strong else "*"
        return f"{mark}{inner}{mark}"
    name = "strong" if strong else "em"
    return f"<{name}>{inner}</{name}>"


def _is_clear(character: str) -> bool:
    return character.isalnum()


INLINES: Rules[Callable[[_Writer, Any], str]] = Rules(
    "masthead/render/text/markdown.py",
    {
        Words.kind: lambda _, inline: escape(inline.text),
        LineBreak.kind: lambda *_: "<br>",
        Link.kind: _Writer.write_link,
        SymbolLink.kind: lambda _, inline: f"[{escape(inline.text)}](<{inline.target}>)",
        Call.kind: lambda writer, inline: f"[^{writer.names[inline.note]}]",
        TableCall.kind: lambda _, inline: f"<sup>{escape(inline.mark)}</sup>",
        Superscript.kind: lambda writer, inline: f"<sup>{writer.write_inside(inline)}</sup>",
        Subscript.kind: lambda writer, inline: f"<sub>{writer.write_inside(inline)}</sub>",
        LeftToRight.kind: lambda writer, inline: f"\u2066{writer.write_inside(inline)}\u2069",
    },
    otherwise=_Writer.write_inside,
    known=ROLES.keys() - MARKED,
)
"""How inline content of each kind is written; what has no rule writes what stands in it."""
