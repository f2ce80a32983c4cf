"""Tables in Word: the table itself is markup of Word's, the paragraphs in its cells are pandoc's.

Pandoc has tables of its own, but neither heads over several columns nor the template's rules. So
what opens and closes rows and cells goes into the story as it is, between the paragraphs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate, pairwise

from msgspec import Struct

from masthead.edition.edition import Cell, Note, Row, Table
from masthead.edition.widths import count_letters, list_texts
from masthead.grid import Span, lay_grid
from masthead.render.docx.captions import write_caption
from masthead.render.docx.content import TAB, Element, in_style
from masthead.render.docx.lengths import eighths, twips
from masthead.render.docx.sections import UPRIGHT, WIDE
from masthead.render.docx.table_styles import ENDINGS, KEPT, LAST, NARROW
from masthead.render.docx.writer import StoryWriter

STYLES = {
    "head": "table_head", "data": "table_body", "section": "table_section", "subtotal": "table_sum",
    "total": "table_sum",
}  # fmt: skip
"""The kinds of text in rows of each form."""


def write_table(writer: StoryWriter, table: Table, inside: int) -> None:
    """Write a table with its title and its notes.

    Raises RenderError for what Word cannot hold.
    """
    ending = NARROW if table.place == "column" else ""
    if table.place == "landscape":
        writer.add_raw(WIDE)
    _write_caption(writer, table, ending, inside)
    frame = _Frame(writer, table, inside)
    writer.add_raw(frame.open_table())
    for number, row in enumerate((*table.head, *table.rows)):
        if number == len(table.head) and writer.measures.table.spacer:
            frame.write_spacer()
        frame.write_row(number, row)
    writer.add_raw("</w:tbl>")
    for note in table.notes:
        _write_note(writer, note, ending, last=note is table.notes[-1])
    if not table.notes:
        writer.add_empty(writer.names["table_end"])
    if table.place == "landscape":
        writer.add_raw(UPRIGHT)


def _write_caption(writer: StoryWriter, table: Table, ending: str, inside: int) -> None:
    writer.inline.node = table.id
    lines: list[tuple[str, list[Element]]] = []
    if table.label:
        lines.append(("table_label", write_caption(writer, table, inside)))
    if table.title:
        lines.append(("table_title", writer.inline.write(table.title)))
    if table.unit:
        lines.append(("table_unit", writer.inline.write(table.unit)))
    if lines and writer.under != (after := writer.measures.text["body"].after):
        lines[0][1].insert(0, writer.write_gap(writer.measures.table.before + after))
    for number, (kind, content) in enumerate(lines):
        marked = content if number or table.label else writer.inline.bookmark(table.id, content)
        if number == len(lines) - 1:
            ending += LAST
        writer.add(writer.names[kind] + ending, marked)


def _write_note(writer: StoryWriter, note: Note, ending: str, *, last: bool) -> None:
    """Write a note: its letter is raised, the word before a source is not."""
    writer.inline.node = note.id
    for number, paragraph in enumerate(note.paragraphs):
        lead: list[Element] = []
        if not number and note.series == "table":
            lead = [in_style(writer.names["table_mark"], [writer.write_text(note.mark)]), TAB]
        elif not number:
            lead = [in_style(writer.names["table_word"], [writer.write_text(note.mark)])]
            if writer.edition.language.script != "han":
                lead.append({"t": "Space"})
        kind = "table_note" if note.series == "table" else "table_source"
        if last and number == len(note.paragraphs) - 1:
            ending += LAST
        writer.add(writer.names[kind] + ending, [*lead, *writer.inline.write(paragraph)])


class _Place(Struct, frozen=True):
    """A cell where it stands; one without a cell continues what stands above it."""

    column: int
    width: int
    cell: Cell | None
    merges: bool = False


class _Frame:
    """What holds the cells of one table: grid, rows, rules."""

    def __init__(self, writer: StoryWriter, table: Table, inside: int) -> None:
        self.writer = writer
        self.table = table
        self.inside = inside
        self.measures = writer.measures.table
        self.rows = (*table.head, *table.rows)
        columns = sum(cell.columns for cell in self.rows[0].cells)
        spans = [[Span(cell.columns, cell.rows) for cell in row.cells] for row in self.rows]
        self.starts = lay_grid(spans, columns).starts
        self.widths = self._share_width()
        self.kept = table.list_kept()
        self.continued: dict[int, list[_Place]] = {}
        """The places in a row that cells of rows above it reach into."""
        for above, row in enumerate(self.rows):
            for cell, start in zip(row.cells, self.starts[above], strict=True):
                for number in range(above + 1, above + cell.rows):
                    place = _Place(start, cell.columns, None, merges=True)
                    self.continued.setdefault(number, []).append(place)

    def _share_width(self) -> list[int]:
        """Share the width among the columns, in twips."""
        measures = self.writer.measures
        page = measures.wide_page if self.table.place == "landscape" else measures.page
        column = measures.column
        whole = page.width - page.margins.left - page.margins.right
        if self.table.place == "column":
            whole -= column.left + column.right
        shares = self.table.widths
        edges = [round(twips(whole) * edge / sum(shares)) for edge in accumulate(shares, initial=0)]
        return [end - start for start, end in pairwise(edges)]

    def open_table(self) -> str:
        """Open the table: its width and its columns."""
        rtl = self.writer.edition.language.direction == "rtl"
        measures = self.writer.measures
        indent = twips(measures.column.left) if self.table.place == "column" else 0
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return (
            f"<w:tbl><w:tblPr>{'<w:bidiVisual/>' if rtl else ''}"
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
            '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
            f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )

    def write_row(self, number: int, row: Row) -> None:
        """Write a row; rows of heads are repeated on every page.

        It is not torn, unless it is longer than half a page.
        """
        whole = "" if self._is_long(row, number) else "<w:cantSplit/>"
        head = "<w:tblHeader/>" if row.form == "head" else ""
        properties = f"<w:trPr>{whole}{head}</w:trPr>" if whole or head else ""
        self.writer.add_raw(f"<w:tr>{properties}")
        for place in self._list_places(number):
            self._write_cell(number, row, place)
        self.writer.add_raw("</w:tr>")

    def write_spacer(self) -> None:
        """Write the empty row under the heads, which is repeated with them, as in the template."""
        height = twips(self.measures.spacer)
        self.writer.add_raw(
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/>'
            f'<w:tblHeader/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{len(self.widths)}"/></w:tcPr>'
        )
        self.writer.add_empty(self.writer.names["table_end"] + KEPT)
        self.writer.add_raw("</w:tc></w:tr>")

    def _is_long(self, row: Row, number: int) -> bool:
        """Whether a row is longer than half a page, by the number of its characters."""
        page, look = self.writer.measures.page, self.writer.measures.text["table_body"]
        room = page.height - page.margins.top - page.margins.bottom
        longest = 0.0
        for cell, start in zip(row.cells, self.starts[number], strict=True):
            width = sum(self.widths[start : start + cell.columns]) / 20
            letters = max(width / (look.size / 2), 1)
            lines = sum(math.ceil(count_letters(text) / letters) for text in list_texts(cell))
            longest = max(longest, lines * look.line / cell.rows)
        return longest > room / 2

    def _list_places(self, number: int) -> Iterator[_Place]:
        """List the cells of a row from left to right, and those that reach into it from above."""
        places = [
            _Place(start, cell.columns, cell, merges=cell.rows > 1)
            for cell, start in zip(self.rows[number].cells, self.starts[number], strict=True)
        ]
        places += self.continued.get(number, ())
        yield from sorted(places, key=lambda place: place.column)

    def _write_cell(self, number: int, row: Row, place: _Place) -> None:
        width = sum(self.widths[place.column : place.column + place.width])
        span = f'<w:gridSpan w:val="{place.width}"/>' if place.width > 1 else ""
        merge = ""
        if place.merges:
            merge = '<w:vMerge w:val="restart"/>' if place.cell else "<w:vMerge/>"
        self.writer.add_raw(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
            f"{self._write_rules(number, row, place)}{self._write_space(number, row, place)}"
            f'<w:vAlign w:val="{"bottom" if row.form == "head" else "top"}"/></w:tcPr>'
        )
        is_last = number == len(self.rows) - 1
        kept = row.id in self.kept or (is_last and self.table.notes)
        ending = KEPT if kept and row.form != "head" else ""  # heads stay in any case
        self._write_words(STYLES[row.form], place.cell, ending)
        self.writer.add_raw("</w:tc>")

    def _write_words(self, kind: str, cell: Cell | None, ending: str) -> None:
        """Write what stands in a cell; ``ending`` of the style if its row stays with the next."""
        writer = self.writer
        style = writer.names[kind]
        if cell is None or not (cell.content or cell.body):
            writer.add_empty(style + ending)
            return
        writer.inline.node = cell.id
        if cell.content:
            writer.add_words(style + ENDINGS[cell.align] + ending, cell.content)
        outer, writer.body, writer.bullets = writer.body, kind, "table_bullet"
        writer.write_blocks(cell.body, self.inside)
        writer.body, writer.bullets = outer, "bullet"

    def _write_rules(self, number: int, row: Row, place: _Place) -> str:
        """Write the rules of a cell: above the heads, under a common head, under heads and sums."""
        thin, thick = eighths(self.measures.thin), eighths(self.measures.thick)
        rows = place.cell.rows if place.cell else 1
        top = thin if number == 0 or row.form in {"subtotal", "total"} else 0
        bottom = 0
        if row.form == "head":
            last = number + rows >= len(self.table.head)
            bottom = thick if last else thin if place.cell and place.cell.scope == "colgroup" else 0
        elif row.form == "total" or number + rows >= len(self.rows):
            bottom = thick
        elif row.form == "subtotal":
            bottom = thin
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
            for side, size in (("top", top), ("bottom", bottom))
            if size
        )
        return f"<w:tcBorders>{sides}</w:tcBorders>" if sides else ""

    def _write_space(self, number: int, row: Row, place: _Place) -> str:
        """Write the space in a cell, beside its words; and under them before a sum."""
        measures = self.measures
        below = self.rows[number + 1] if number + 1 < len(self.rows) else row
        under = twips(measures.sum_space - measures.space) if below.is_sum and not row.is_sum else 0
        start = measures.start if place.column else measures.total if row.form == "total" else 0
        bottom = f'<w:bottom w:w="{under}" w:type="dxa"/>' if under else ""
        return (
            f'<w:tcMar><w:left w:w="{twips(start)}" w:type="dxa"/>{bottom}'
            f'<w:right w:w="{twips(measures.end)}" w:type="dxa"/></w:tcMar>'
        )
