"""Tables of all languages become one: the same grid, a text in each language in each cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from masthead.align.likeness import Features
from masthead.align.pairs import pair
from masthead.draft.content import cut_start, join_lines
from masthead.draft.draft import Block, Caption, Remark, say
from masthead.draft.draft import Cell as Typed
from masthead.grid import Span, lay_grid
from masthead.importing.cells import make_pieces
from masthead.importing.columns import find_aligns, read_number, settle_numbers
from masthead.importing.texts import TextMaker, has_words, rename_calls
from masthead.importing.widths import LANDSCAPE, PAGE, estimate_width
from masthead.language.language import Language
from masthead.language.numerals import write_lower
from masthead.paper.cells import MOST_COLUMNS, MOST_ROWS, Cell, Column, Row
from masthead.paper.table import Table, TableBody
from masthead.paper.units import Note
from masthead.syntax.text import Content, Inline, Plain, Strong, Text

Rows = list[list[Typed]]
_MOST_HEADS = 8
"""Rows of heads above each other, at most: each is a step deeper in the source."""
_SPACE = re.compile(r"[\s\xa0\u202f]")
_FIGURE = re.compile(r"\(?[−–-]?\d[\d\s\xa0.,]*\)?")


def shape_of(rows: Rows) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Give the shape of a table: what each cell covers."""
    return tuple(tuple((cell.columns, cell.rows) for cell in row) for row in rows)


def clean_rows(rows: Rows) -> Rows:
    """Give the rows of a table that hold anything, each as wide as the table.

    Empty cells are put in where a row is short; a cell that covers another one is made smaller.
    """
    kept = [row for row in rows if any(cell.paragraphs for cell in row)]
    covered: set[tuple[int, int]] = set()
    ends: list[int] = []
    for number, row in enumerate(kept):
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            free = 1
            while free < cell.columns and (number, column + free) not in covered:
                free += 1
            cell.columns, cell.rows = free, min(cell.rows, len(kept) - number)
            covered |= {
                (number + down, column + across)
                for down in range(cell.rows)
                for across in range(free)
            }
            column += free
        ends.append(column)
    width = max((column + 1 for _, column in covered), default=0)
    for number, (row, end) in enumerate(zip(kept, ends, strict=True)):
        heads = all(cell.is_head for cell in row)
        missing = sum((number, column) not in covered for column in range(end, width))
        row += [Typed([], is_head=heads) for _ in range(missing)]
    return kept


class TableMaker:
    """Makes a table of the blocks of all languages.

    ``exact``: whether a language whose words would stand in another order has a table of its own.
    """

    def __init__(
        self, languages: Mapping[str, Language], keys: Mapping[str, Mapping[str, str]],
        files: Mapping[str, str], maker: TextMaker, *, exact: bool = False,
    ) -> None:  # fmt: skip
        self.exact = exact
        self.languages = languages
        self.files = files
        self.keys = keys
        self.maker = maker
        self.own: dict[str, dict[str, str]] = {}
        """For each language, the keys of the notes under the table, by their marks."""

    def make(self, blocks: Mapping[str, Block], lead: str) -> list[Table]:
        """Make a table of all languages, or more where some have another; none of a larger one."""
        tables: list[Table] = []
        waiting = dict(blocks)
        while waiting:
            table, waiting = self._make(waiting, lead)
            if table is None:
                return []
            tables.append(table)
        return tables

    def _make(
        self, blocks: Mapping[str, Block], lead: str
    ) -> tuple[Table | None, dict[str, Block]]:  # fmt: skip
        """Make a table of the languages that fit into one, and give the others."""
        rows = {code: clean_rows(block.rows) for code, block in blocks.items()}
        shapes = {code: shape_of(kept) for code, kept in rows.items()}
        counts = {code: list(shapes.values()).count(shape) for code, shape in shapes.items()}
        best = max(counts, key=lambda code: (counts[code], code == lead))
        grid = rows[best]
        if not grid or sum(cell.columns for cell in grid[0]) > MOST_COLUMNS or (
            len(grid) > MOST_ROWS
        ):  # fmt: skip
            return None, {}
        kept: dict[str, Rows] = {best: grid}
        others: dict[str, Block] = {}
        for code, mine in rows.items():
            if shapes[code] == shapes[best]:
                kept[code] = mine
                continue
            told = len(self.maker.remarks)
            fitted = self._fit(code, mine, grid, best, blocks[code].line)
            if not self.exact or _list_words(fitted) == _list_words(mine):
                kept[code] = fitted
                continue
            del self.maker.remarks[told:]
            message = f"a table is built otherwise than in {best}: it is a table of its own"
            self.maker.tell(self.files[code], blocks[code].line, message)
            others[code] = blocks[code]
        blocks = {code: block for code, block in blocks.items() if code in kept}
        width = sum(cell.columns for cell in grid[0])
        least = estimate_width(kept.values(), width) if self.exact else 0
        if least > LANDSCAPE:
            return None, {}
        depth = self._count_heads(grid)
        captions = {code: block.caption or Caption() for code, block in blocks.items()}
        lead_caption = captions.get(lead) or next(iter(captions.values()))
        self.own = {
            code: {mark: write_lower(number) for number, mark in enumerate(one.notes, 1)}
            for code, one in captions.items()
        }
        columns = self._make_columns(kept, depth, width)
        body = [self._make_row(kept, number, width) for number in range(depth, len(grid))]
        body = settle_numbers(body, width, self.languages)
        leaves = [leaf for column in columns for leaf in column.leaves]
        for leaf, align in zip(leaves, find_aligns(grid[depth:], body, width), strict=True):
            object.__setattr__(leaf, "align", align)
        notes = {
            name: Note.model_construct(text=self._say_note(captions, name), allow={})
            for name in max(self.own.values(), key=len).values()
        }
        self.own = {}
        table = Table(
            table=TableBody(
                title=self._say_all({code: one.title for code, one in captions.items()}),
                unit=self._say_all({code: one.unit for code, one in captions.items()}),
                columns=columns, rows=body, notes=notes,
                source=self._say_all({code: one.source for code, one in captions.items()}),
                width="page" if lead_caption.wide or lead_caption.landscape else "column",
                landscape=lead_caption.landscape or least > PAGE,
                numbered=bool(lead_caption.label),
            )
        )  # fmt: skip
        return table, others

    def _say_all(self, contents: Mapping[str, Content]) -> dict[str, Text]:
        renamed = {code: self._rename(code, content) for code, content in contents.items()}
        return {
            code: self.maker.make(content)
            for code, content in renamed.items()
            if has_words(content)
        }

    def _say_note(self, captions: Mapping[str, Caption], name: str) -> dict[str, Text]:
        return {
            code: self.maker.make_paragraphs([
                self._rename(code, content) for content in caption.notes[mark]
            ])
            for code, caption in captions.items()
            for mark, own in self.own[code].items()
            if own == name
        }  # fmt: skip

    def _rename(self, code: str, content: Content) -> Content:
        return rename_calls(content, {**self.keys.get(code, {}), **self.own.get(code, {})})

    def _fit(self, code: str, mine: Rows, grid: Rows, best: str, line: int) -> Rows:
        """Put the texts of a table of another shape into a grid: row by row, in their order."""
        fitted = [[Typed([], cell.columns, cell.rows, cell.is_head) for cell in row]
                  for row in grid]  # fmt: skip
        ahead, behind = self._count_heads(grid), self._count_heads(mine)
        heads = _list_heads(fitted[:ahead], grid[:ahead])
        typed_heads = _list_heads(mine[:behind], mine[:behind])
        if len(heads) == len(typed_heads):
            for cell, place in zip(typed_heads, heads, strict=True):
                place.paragraphs = cell.paragraphs
            if _list_words(fitted[:ahead]) != _list_words(mine[:behind]):
                message = f"the heads of a table stand in the order that they have in {best}"
                self.maker.tell(self.files[code], line, message)
        else:
            ahead = behind = 0
        body, rest = grid[ahead:], mine[behind:]
        ours = [_describe(row, best) for row in body]
        theirs = [_describe(row, code) for row in rest]
        for one, other in pair(ours, theirs):
            typed = [cell for place in other for cell in rest[place] if cell.paragraphs]
            places = [
                fitted[ahead + place][at]
                for place in one
                for at, cell in enumerate(body[place])
                if cell.paragraphs
            ]
            if len(typed) < len(places):
                wanted = [cell for place in one for cell in body[place] if cell.paragraphs]
                typed = _split_numbers(typed, wanted)
            if len(typed) != len(places) and typed:
                words = " | ".join(say(text) for cell in typed for text in cell.paragraphs)
                message = f"a row of a table has other cells than in {best}: {words}"
                self.maker.remarks.append(Remark(self.files[code], line, message))
            for number, place in enumerate(places):
                last = number == len(places) - 1 and len(typed) > len(places)
                put = typed[number:] if last else typed[number : number + 1]
                place.paragraphs = [text for cell in put for text in cell.paragraphs]
        return fitted

    def _count_heads(self, grid: Rows) -> int:
        depth = 0
        for row in grid[: min(len(grid) - 1, _MOST_HEADS)]:
            if not all(cell.is_head for cell in row):
                break
            depth += 1
        while depth and any(
            number + cell.rows > depth for number, row in enumerate(grid[:depth]) for cell in row
        ):
            depth -= 1
        return depth

    def _make_columns(self, kept: Mapping[str, Rows], depth: int, width: int) -> list[Column]:
        if not depth:
            return [Column() for _ in range(width)]
        some = next(iter(kept.values()))
        spans = [[Span(cell.columns, cell.rows) for cell in row] for row in some[:depth]]
        starts = lay_grid(spans, width).starts
        places = {
            (number, starts[number][at]): (number, at)
            for number, row in enumerate(some[:depth]) for at in range(len(row))
        }  # fmt: skip

        def build(level: int, start: int, end: int) -> list[Column]:
            found: list[Column] = []
            place = start
            while place < end:
                where = places.get((level, place))
                if where is None:  # covered from the side, by a head that reaches over its own
                    below = level + 1
                    found += build(below, place, place + 1) if below < depth else [Column()]
                    place += 1
                    continue
                cell = some[where[0]][where[1]]
                texts = self._say_cell(kept, *where)
                below = level + cell.rows
                columns = min(cell.columns, end - place)
                if columns == 1 and below >= depth:
                    found.append(self._make_head(texts))
                else:
                    inner = (
                        build(below, place, place + columns) if below < depth
                        else [Column() for _ in range(columns)]
                    )  # fmt: skip
                    found.append(Column(group=texts, columns=inner))  # an empty one stands, too
                place += columns
            return found

        return build(0, 0, width)

    def _make_head(self, texts: dict[str, Text]) -> Column:
        return Column(text=texts, same=_are_same(texts, self.languages))

    def _make_row(self, kept: Mapping[str, Rows], number: int, width: int) -> Row:
        row = next(iter(kept.values()))[number]
        cells = [self._make_cell(kept, number, at, row[at]) for at in range(len(row))]
        bold = all(
            isinstance(inline, Strong)
            for cell in row for content in cell.paragraphs for inline in content
        )  # fmt: skip
        bold = bold or row[0].role == "section"
        if len(cells) == 1 and row[0].columns == width and bold and cells[0].text:
            return Row(section=cells[0].model_copy(update={"columns": 1}))
        role = row[0].role if row[0].role != "section" else ""
        return Row.model_validate({role or "data": cells})

    def _make_cell(self, kept: Mapping[str, Rows], number: int, at: int, typed: Typed) -> Cell:
        if typed.blocks:
            blocks = {code: rows[number][at].blocks for code, rows in kept.items()}
            pieces = make_pieces(blocks, self._say_all)
            return Cell(paragraphs=pieces, columns=typed.columns, rows=typed.rows)
        contents = {code: rows[number][at].paragraphs for code, rows in kept.items()}
        most = max(map(len, contents.values()))
        if most > 1 and all(len(mine) == most for mine in contents.values()):
            pieces = make_pieces(
                {code: [Block("text", one) for one in mine] for code, mine in contents.items()},
                self._say_all,
            )
            return Cell(paragraphs=pieces, columns=typed.columns, rows=typed.rows)
        texts = self._say_cell(kept, number, at)
        amount = self._read_amount(texts)
        return Cell(
            text={} if amount is not None else texts,
            same=amount is None and _are_same(texts, self.languages),
            number=amount,
            columns=typed.columns,
            rows=typed.rows,
        )

    def _say_cell(self, kept: Mapping[str, Rows], number: int, at: int) -> dict[str, Text]:
        texts = {}
        for code, rows in kept.items():
            content = self._rename(code, join_lines(rows[number][at].paragraphs))
            if has_words(content):
                self.maker.file = self.files[code]
                texts[code] = self.maker.make(content)
        return texts

    def _read_amount(self, texts: Mapping[str, Text]) -> Decimal | None:
        """Read a number that every language writes as ours would be written."""
        if len(texts) != len(self.languages):
            return None
        found: set[Decimal] = set()
        for code, text in texts.items():
            if not _FIGURE.fullmatch(text.raw) or not text.raw.strip():
                return None
            amount = read_number(self.languages[code].amounts, text.raw.strip())
            if amount is None:
                return None
            found.add(amount)
        return found.pop() if len(found) == 1 else None


def _are_same(texts: Mapping[str, Text], languages: Sequence[str] | Mapping[str, Language]) -> bool:
    """Whether words are the same in every language: a code, a year."""
    return len(texts) == len(languages) > 1 and len({text.raw for text in texts.values()}) == 1


def list_rows(block: Block) -> list[Content]:
    """List what stands in each row of a table, its cells parted by a line."""
    rows: list[Content] = []
    for row in block.rows:
        texts = [text for cell in row for text in cell.paragraphs]
        joined: list[Inline] = []
        for text in texts:
            joined += [Plain(" | ")] * bool(joined)
            joined += text
        if joined:
            rows.append(tuple(joined))
    return rows


def _describe(row: list[Typed], code: str) -> Features:
    """Describe a row of a table, to find its like in another language."""
    block = Block("text", join_lines([text for cell in row for text in cell.paragraphs]))
    features = Features.of(block, (), code)
    features.cells = sum(bool(cell.paragraphs) for cell in row)
    return features


def _split_numbers(typed: list[Typed], wanted: list[Typed]) -> list[Typed]:
    """Split cells that begin with what is a cell of its own in another language: a number."""
    found: list[Typed] = []
    waiting = list(typed)
    for cell in wanted:
        if not waiting:
            break
        number = say(cell.paragraphs[0])
        text = say(waiting[0].paragraphs[0])
        bare = number.rstrip(". ")
        if re.fullmatch(r"\d+[A-Z]?", bare) and text.startswith(f"{bare} "):
            content = cut_start(waiting[0].paragraphs[0], len(bare) + 1)
            found.append(Typed([(Plain(number),)]))
            waiting[0] = Typed([content, *waiting[0].paragraphs[1:]])
        else:
            found.append(waiting.pop(0))
    return [*found, *waiting]


def _list_heads(rows: Rows, like: Rows) -> list[Typed]:
    """List the heads that hold words, column by column; ``like`` says which do."""
    width = max((sum(cell.columns for cell in row) for row in like), default=0)
    spans = [[Span(cell.columns, cell.rows) for cell in row] for row in like]
    starts = lay_grid(spans, width).starts
    found = [
        (starts[number][at], number, at)
        for number, row in enumerate(like)
        for at, cell in enumerate(row)
        if cell.paragraphs
    ]
    return [rows[number][at] for _, number, at in sorted(found)]


def _list_words(rows: Rows) -> list[str]:
    """List the words of rows as they are read."""
    return [say(text) for row in rows for cell in row for text in cell.paragraphs]
