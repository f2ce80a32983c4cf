"""How a table becomes a block: numbers written, heads found, notes and source under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from masthead import paper as written
from masthead.edition.blocks import Align, Scope
from masthead.edition.counting import Numbered
from masthead.edition.edition import Cell, Content, LeftToRight, Note, Row, Table, Words
from masthead.edition.figures import make_source
from masthead.edition.resolver import Resolver
from masthead.edition.widths import share_widths
from masthead.language.amounts import count_decimals, write_amount


class _Head(NamedTuple):
    """A head, in which row of heads it begins, and the columns over which it stands."""

    row: int
    columns: range
    cell: Cell


def make_table(resolver: Resolver, unit: written.Table, numbered: Numbered) -> Table:
    """Make a table of a unit that was read without faults."""
    body = unit.table
    resolver.notes = unit.own_notes()
    title, counted = resolver.make(body.title), resolver.make(body.unit)
    # Figures end at the right in every script, or their digits would not stand below each other.
    of_numbers: Align = "end" if resolver.language.direction == "ltr" else "start"
    forms = list(_form_columns(resolver, unit, of_numbers))
    heads = list(_make_heads(resolver, body.columns, forms))
    head = tuple(_gather_heads(heads, numbered.id))
    starts = [
        [at.columns.start for at in heads if at.row == row] for row in range(1, len(head) + 1)
    ]
    rows = tuple(_make_rows(resolver, unit, forms, heads))
    placed = zip((*head, *rows), (*starts, *unit.lay_grid().starts), strict=True)
    table = Table(
        id=numbered.id,
        label=numbered.label,
        title=title,
        unit=(Words("("), *counted, Words(")")) if counted else (),
        head=head,
        rows=rows,
        notes=_make_notes(resolver, unit, numbered.id),
        place="landscape" if body.landscape else body.width,
        widths=share_widths([column.width for column in body.leaves], placed),
    )
    resolver.notes = {}
    return table


class _Form(NamedTuple):
    """How the cells of a column are set."""

    align: Align
    is_said: bool
    """Whether the author says so."""
    decimals: int | None
    words: bool


def _form_columns(
    resolver: Resolver, unit: written.Table, of_numbers: Align
) -> Iterator[_Form]:  # fmt: skip
    """Find how the cells of each column are set; ``of_numbers`` where most of them are numbers."""
    starts = unit.lay_grid().starts
    cells: dict[int, list[written.Cell]] = {}
    for row, begun in zip(unit.table.rows or (), starts, strict=True):
        if row.form != "section":
            for cell, at in zip(row.cells, begun, strict=True):
                cells.setdefault(at, []).append(cell)
    for number, column in enumerate(unit.table.leaves):
        filled = [
            cell for cell in cells.get(number, ())
            if resolver.has(cell.text) or cell.paragraphs or cell.list_
        ]  # fmt: skip
        numbers = [cell for cell in cells.get(number, ()) if cell.number is not None]
        is_numbers = len(numbers) > len(filled) and not column.words
        align = column.align or (of_numbers if is_numbers else "start")
        yield _Form(align, column.align is not None, column.decimals, column.words)


def _make_heads(
    resolver: Resolver,
    columns: Sequence[written.Column],
    forms: Sequence[_Form],
    row: int = 1,
    start: int = 0,
    above: tuple[str, ...] = (),
    depth: int = 0,
) -> Iterator[_Head]:
    """Make heads from left to right, a common one before those under it.

    A head with none under it reaches down to the last row of heads.
    """
    depth = depth or max(column.depth for column in columns)
    for column in columns:
        name, width = resolver.numbering.of(column).id, len(column.leaves)
        cell = Cell(
            name,
            resolver.make(column.group or column.text),
            columns=width,
            rows=1 if column.columns else depth - row + 1,
            scope="colgroup" if column.columns else "col",
            headers=above,
            align="center" if column.columns else forms[start].align,
            column=start,
        )
        yield _Head(row, range(start, start + width), cell)
        if column.columns:
            inner = (*above, name)
            yield from _make_heads(resolver, column.columns, forms, row + 1, start, inner, depth)
        start += width


def _gather_heads(heads: Sequence[_Head], table: str) -> Iterator[Row]:
    """Gather the heads into rows, from top to bottom."""
    for row in sorted({head.row for head in heads}):
        cells = tuple(head.cell for head in heads if head.row == row)
        yield Row(f"{table}-head{row}", "head", cells)


def _make_rows(
    resolver: Resolver, unit: written.Table, forms: Sequence[_Form], heads: Sequence[_Head]
) -> Iterator[Row]:
    """Make the rows; each cell knows its heads: those of its columns, its row and its section."""
    section: tuple[str, ...] = ()
    rows_heads: dict[int, str] = {}
    for at, (row, starts) in enumerate(
        zip(unit.table.rows or (), unit.lay_grid().starts, strict=True)
    ):
        cells = []
        for cell, start in zip(row.cells, starts, strict=True):
            name = resolver.numbering.of(cell).id
            width = len(forms) if row.form == "section" else cell.columns
            covered = range(start, start + width)
            heads_row = start == 0 and bool(cell.text) and row.form != "section"
            if heads_row:
                rows_heads |= {at + below: name for below in range(cell.rows)}
            scope: Scope = "row" if heads_row else "rowgroup" if row.form == "section" else ""
            if scope == "rowgroup":
                section = (name,)
            of_columns = tuple(
                head.cell.id for head in heads
                if head.cell.content and set(head.columns) & set(covered)
            )  # fmt: skip
            of_row = (rows_heads[at],) if at in rows_heads and not scope else ()
            of_section = () if scope == "rowgroup" or row.form == "total" else section
            form = forms[start]
            cells.append(Cell(
                name,
                _make_content(resolver, cell, form),
                resolver.make_blocks([*cell.paragraphs, *([cell.list_] if cell.list_ else ())]),
                columns=width,
                rows=cell.rows,
                scope=scope,
                headers=() if scope == "rowgroup" else (*of_columns, *of_section, *of_row),
                align=_align(cell, form),
                column=start,
            ))  # fmt: skip
        yield Row(resolver.numbering.of(row).id, row.form, tuple(cells))


def _align(cell: written.Cell, form: _Form) -> Align:
    """Find how a cell is set: as its column, unless it holds prose or covers several columns."""
    is_prose = bool(cell.paragraphs or cell.list_)
    is_columns = cell.number is not None or (cell.columns == 1 and not is_prose)
    return form.align if is_columns or (is_prose and form.is_said) else "start"


def _make_content(resolver: Resolver, cell: written.Cell, form: _Form) -> Content:
    """Make what stands in a cell that holds no blocks: words, or a number as it is written."""
    words, number = resolver.language.amounts, cell.number
    if number is None:
        return resolver.make(cell.text)
    if isinstance(number, str):
        text = words.missing
    elif form.words:
        text = f"{number}"
    else:
        decimals = count_decimals(number) if form.decimals is None else form.decimals
        text = write_amount(words, number, decimals)
    written_number = (Words(text),)
    return (
        (LeftToRight(written_number),) if resolver.language.direction == "rtl" else written_number
    )


def _make_notes(resolver: Resolver, unit: written.Table, table: str) -> tuple[Note, ...]:
    """Make the notes in the order of their letters, and the source after them."""
    letters = resolver.marks.letters
    called = [note for note in unit.table.notes.values() if id(note) in letters]
    called.sort(key=lambda note: list(letters).index(id(note)))
    notes = []
    for number, note in enumerate(called, start=1):
        call = letters[id(note)]
        text = resolver.make_paragraphs(note.text)
        notes.append(Note(call.note, call.id, "table", number, call.mark, text))
    return (*notes, *make_source(resolver, unit.table.source, table))
