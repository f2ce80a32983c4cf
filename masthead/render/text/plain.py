"""Plain text: a paragraph a line, an empty line between; calls of notes in square brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from masthead.edition.edition import (
    Call,
    Content,
    Edition,
    InlinePart,
    LeftToRight,
    LineBreak,
    Link,
    Note,
    Row,
    Subscript,
    Superscript,
    Table,
    TableCall,
    Words,
)
from masthead.edition.marks import MARKED
from masthead.grid import Span, lay_grid
from masthead.kinds import Rules
from masthead.render.roles import ROLES
from masthead.render.text.flow import Part, Passage, Quoted, list_parts, make_flow
from masthead.syntax.raised import lower_figures, raise_figures

INDENT = "    "


def write_text(edition: Edition) -> str:
    """Write an edition as plain text, its notes last."""
    lines = [*_write_parts(make_flow(edition))]
    for note in edition.notes:
        lines += _write_note(note)
    return "\n\n".join(lines) + "\n"


def _write_parts(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        match part:
            case Passage():
                yield _write_passage(part)
            case Quoted(inner):
                yield from (f"{INDENT}{line}" for line in _write_parts(inner))
            case Table():
                yield from _write_table(part)
            case Note():
                yield from _write_note(part)


def _write_passage(part: Passage) -> str:
    text = f"{part.label} {say(part.content)}".strip()
    return INDENT * part.level + text


def _write_note(note: Note) -> Iterator[str]:
    """Write a note, its mark as its call shows it; further paragraphs are indented."""
    for number, paragraph in enumerate(note.paragraphs):
        yield (INDENT if number else f"[{note.mark}] ") + say(paragraph)


def _write_table(table: Table) -> Iterator[str]:
    """Write a table: a row a line, a tab between columns; a merged cell leaves places empty."""
    if title := f"{table.label or ''} {say(table.title)}".strip():
        yield title
    if table.unit:
        yield say(table.unit)
    yield "\n".join([*_write_rows(table.head), *_write_rows(table.rows)])
    for note in table.notes:
        lettered = note.series == "table"
        yield from _write_note(note) if lettered else _write_parts(list_parts([note]))


def _write_rows(rows: tuple[Row, ...]) -> Iterator[str]:
    if not rows:
        return
    columns = sum(cell.columns for cell in rows[0].cells)
    spans = [[Span(cell.columns, cell.rows) for cell in row.cells] for row in rows]
    for row, starts in zip(rows, lay_grid(spans, columns).starts, strict=True):
        places = [""] * columns
        for cell, start in zip(row.cells, starts, strict=True):
            inside = [say(cell.content), *map(str.strip, _write_parts(list_parts(cell.body)))]
            places[start] = " ".join(" ".join(filter(None, inside)).split())
        yield "\t".join(places).rstrip()


def say(content: Content) -> str:
    """Read content with everything that text has for it: calls, addresses, isolated runs."""
    return "".join(INLINES.of(inline)(inline) for inline in content)


def _say_inside(inline: InlinePart) -> str:
    return "".join(say(content) for _, content in inline.contents()) or inline.say()


def _say_link(inline: Link) -> str:
    inside = say(inline.content)
    bare = inline.target.removeprefix("mailto:")
    return inside if bare == inside else f"{inside} <{inline.target}>"


INLINES: Rules[Callable[[Any], str]] = Rules(
    "masthead/render/text/plain.py",
    {
        Words.kind: lambda inline: inline.text.replace("\n", " "),
        LineBreak.kind: lambda _: "\n",
        Link.kind: _say_link,
        Call.kind: lambda inline: f"[{inline.mark}]",
        TableCall.kind: lambda inline: f"[{inline.mark}]",
        Superscript.kind: lambda inline: raise_figures(say(inline.content)),
        Subscript.kind: lambda inline: lower_figures(say(inline.content)),
        # The order of a run that runs from the left is held by Unicode's own isolates.
        LeftToRight.kind: lambda inline: f"\u2066{say(inline.content)}\u2069",
    },
    otherwise=_say_inside,
    known=ROLES.keys() - MARKED,
)
"""How inline content of each kind is said; what has no rule says what stands in it."""
