"""Columns of tables: which of their cells are numbers, and how they are set."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from masthead.draft.draft import Cell as Typed
from masthead.grid import Span, lay_grid
from masthead.language.amounts import count_decimals, write_amount
from masthead.language.language import AmountWords, Language
from masthead.paper.cells import Align, Cell, Row
from masthead.syntax.text import Text

_SPACE = re.compile(r"[\s\xa0\u202f]")


def settle_numbers(rows: list[Row], width: int, languages: Mapping[str, Language]) -> list[Row]:
    """Make numbers of dashes, points and parentheses in columns that hold numbers."""
    columns = _list_columns(rows, width)
    numbers: dict[int, Decimal | str] = {}
    for cells in columns:
        found = {
            id(cell): number for cell in cells
            if not cell.list_ and (number := _read_sign(cell.text, languages)) is not None
        }  # fmt: skip
        sure = sum(cell.number is not None for cell in cells)
        words = sum(bool(cell.text or cell.paragraphs) for cell in cells) - len(found)
        if sure and sure + len(found) > words:
            numbers |= found
    return [
        row.model_copy(update={
            row.form: [
                cell.model_copy(update={"text": {}, "same": False, "number": numbers[id(cell)]})
                if id(cell) in numbers else cell
                for cell in row.cells
            ]
        })
        if row.form != "section" and any(id(cell) in numbers for cell in row.cells) else row
        for row in rows
    ]  # fmt: skip


def _read_sign(
    texts: Mapping[str, Text], languages: Mapping[str, Language]
) -> Decimal | Literal[".."] | None:
    """Read a sign in place of a number, or one that is less than nothing."""
    found: set[Decimal | Literal[".."]] = set()
    for code, text in texts.items():
        words, said = languages[code].amounts, text.raw.strip()
        before, after = words.negative.split("{number}")
        if said == words.missing:
            found.add("..")
        elif said == words.nil:
            found.add(Decimal(0))
        elif said.startswith(before) and said.endswith(after) and len(said) > 2:
            bare = said[len(before) : len(said) - len(after)]
            amount = read_number(words, bare)
            if amount is None or not amount:
                return None
            found.add(-amount)
        else:
            return None
    return found.pop() if len(found) == 1 and len(texts) == len(languages) else None


def read_number(words: AmountWords, text: str) -> Decimal | None:
    """Read a number that stands as a language writes it; None where it does not."""
    bare = re.sub(r"[\s\xa0]", "", text)
    if words.decimal != ".":
        bare = bare.replace(words.decimal, ".")
    if not re.fullmatch(r"(?:0|[1-9]\d{0,15})(?:\.\d{1,6})?", bare):
        return None
    amount = Decimal(bare)
    written = write_amount(words, amount, count_decimals(amount))
    same = _SPACE.sub(" ", written) == _SPACE.sub(" ", text)
    return amount if same else None  # of 1946 it is not known whether it is a year


def _list_columns(rows: Sequence[Row], width: int) -> list[list[Cell]]:
    """List the cells of each column, but for those of sections and of several columns."""
    spans = [
        [Span(width if row.form == "section" else one.columns, one.rows) for one in row.cells]
        for row in rows
    ]
    columns: list[list[Cell]] = [[] for _ in range(width)]
    for row, starts in zip(rows, lay_grid(spans, width).starts, strict=True):
        for cell, start in zip(row.cells, starts, strict=True):
            if row.form != "section" and cell.columns == 1:
                columns[start].append(cell)
    return columns


def find_aligns(
    grid: Sequence[Sequence[Typed]], rows: Sequence[Row], width: int
) -> list[Align | None]:
    """Find how the cells of each column are set, where all are set otherwise than by themselves."""
    typed = [one for row in grid for one in row]
    made = [one for row in rows for one in row.cells]
    aligns = {
        id(cell): one.align for one, cell in zip(typed, made, strict=True) if one.paragraphs
    } if len(typed) == len(made) else {}  # fmt: skip
    found: list[Align | None] = []
    for cells in _list_columns(rows, width):
        said = {aligns[id(cell)] for cell in cells if aligns.get(id(cell))}
        numbers = sum(cell.number is not None for cell in cells)
        of_numbers = numbers > sum(bool(cell.text or cell.paragraphs) for cell in cells)
        align = said.pop() if len(said) == 1 else ""
        other = align in ("center", "end") and not of_numbers
        found.append(align if other and align else None)
    return found
