"""Rows from files: what a table's ``data`` names is put in its place, before the paper is made.

Each cell keeps its place in the CSV file, so that whatever is found in it is told with that line.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from masthead.diagnostic import Diagnostics, PaperError, Place, UsageError
from masthead.paper.cells import FORMS, MOST_ROWS, is_amount
from masthead.patterns import compile_later
from masthead.read import problems
from masthead.read.beside import suggest_file
from masthead.read.csvfile import read_csv
from masthead.syntax.yaml import MAX_BYTES, LocatedDict, LocatedList, LocatedText

if TYPE_CHECKING:
    from masthead.project import Project
    from masthead.read.csvfile import Records

FILLED = ("table", "chart")
"""The kinds of units that may take their rows from a file."""
_IN_LANGUAGE = re.compile(r"(.*)\.([a-z]{2})")
_LIKE_A_NUMBER = compile_later(r"[-+(−]?\d[\d\s.,'’]*\)?")
_POINTED = re.compile(r"-?\d+,\d+")
_MINUS = str.maketrans("−", "-")


def fill_rows(
    project: Project, tree: Any, name: str, codes: tuple[str, ...], diagnostics: Diagnostics
) -> bool:
    """Put the rows of data files into a tree of YAML; whether any are named there.

    ``codes`` are the paper's languages.
    """
    bodies = list(_find_bodies(tree))
    for kind, body in bodies:
        try:
            _Filler(project, body, name, codes, diagnostics).fill(named=kind == "chart")
        except PaperError as error:
            diagnostics.extend(error.diagnostics)
        if "columns" not in body:  # why is told already
            heads = LocatedList(body.place)
            heads.append(LocatedDict(body.place))
            heads.items.append(body.place)
            _put(body, "columns", heads)
    return bool(bodies)


def _find_bodies(tree: Any) -> Iterator[tuple[str, LocatedDict]]:
    """Find tables and charts that name a file: the kind, and what stands under its key."""
    if isinstance(tree, LocatedDict):
        for key, value in tree.items():
            is_body = key in FILLED and isinstance(value, LocatedDict)
            if is_body and isinstance(value.get("data"), LocatedText):
                yield str(key), value
            yield from _find_bodies(value)
    elif isinstance(tree, LocatedList):
        for item in tree:
            yield from _find_bodies(item)


class _Source(Struct, frozen=True):
    """A column of a table: the fields of the file it is made of, one for each language or one."""

    name: str
    fields: dict[str, int]
    """By language; by nothing for all of them."""
    words: bool = False
    """Whether its numbers are words."""


class _Filler:
    """Fills one table."""

    def __init__(
        self,
        project: Project,
        body: LocatedDict,
        name: str,
        codes: tuple[str, ...],
        diagnostics: Diagnostics,
    ) -> None:
        self.project = project
        self.body = body
        self.name = name
        self.codes = codes
        self.diagnostics = diagnostics
        self.file: LocatedText = body["data"]

    def fill(self, *, named: bool) -> None:
        """Read the file, and put its rows into the table. Raises PaperError.

        ``named``: what stands first in each row is a name, a year too.
        """
        if "rows" in self.body:
            place = self.body.keys_at["rows"]
            raise PaperError([problems.ROWS_BESIDE_DATA.at(place, 4, name=self.file)])
        records = self._read()
        if len(records.all) > MOST_ROWS:
            place = records.all[MOST_ROWS][0].origin.place()
            fields = {"found": len(records.all), "most": MOST_ROWS}
            raise PaperError([problems.DATA_ROWS.at(place, **fields)])
        forms, sources = self._list_sources(records)
        self._check_languages(records, sources)
        leaves = list(_find_leaves(self.body.get("columns")))
        if not leaves:
            _put(self.body, "columns", _list_heads(records, sources))
        else:
            sources = self._choose(leaves, sources)
        sources[:1] = [replace(first, words=named or first.words) for first in sources[:1]]
        rows = LocatedList(records.head[0].origin.place())
        for record in records.all:
            place = record[0].origin.place()
            cells = LocatedList(place)
            for source in sources:
                cell, where = self._make_cell(records, record, source)
                cells.append(cell)
                cells.items.append(where)
            rows.append(self._make_row(record[forms] if forms is not None else None, cells))
            rows.items.append(place)
        _put(self.body, "rows", rows)

    def _read(self) -> Records:
        place, length = self.file.origin.place(), len(self.file)
        try:
            known = self.project.find_beside(self.name, self.file)
            return read_csv(self.project.read_file(known, MAX_BYTES), known)
        except UsageError:
            raise PaperError([problems.DATA_OUTSIDE.at(place, length, name=self.file)]) from None
        except FileNotFoundError:
            hint = suggest_file(self.project, known, "file")
            found = problems.NO_DATA.at(place, length, name=self.file, hint=hint)
            raise PaperError([found]) from None
        except OSError as error:
            reason = error.strerror or str(error)
            found = problems.DATA_UNREADABLE.at(place, length, name=self.file, reason=reason)
            raise PaperError([found]) from None

    def _list_sources(self, records: Records) -> tuple[int | None, list[_Source]]:
        """List the columns that a file has, and which field says what kind of row each line is."""
        forms, sources = None, dict[str, _Source]()
        for number, head in enumerate(records.head):
            match = _IN_LANGUAGE.fullmatch(head)
            if number == 0 and head.lower() == "row":
                forms = 0
                continue
            name, code = (match[1], match[2]) if match else (str(head), "")
            key = name or f"{number}"
            source = sources.setdefault(key, _Source(name, {}))
            if code in source.fields or (source.fields and "" in (code, *source.fields)):
                place = head.origin.place()
                raise PaperError([problems.COLUMN_TWICE.at(place, len(head), name=head)])
            source.fields[code] = number
        return forms, list(sources.values())

    def _check_languages(self, records: Records, sources: Iterable[_Source]) -> None:
        """Report columns of words that lack a language of the paper, once and not in each line."""
        missing = [
            problems.COLUMN_LANGUAGE.at(
                records.head[min(source.fields.values())].origin.place(),
                name=source.name,
                code=code,
            )
            for source in sources
            if "" not in source.fields
            for code in self.codes
            if code not in source.fields
        ]
        if missing:
            raise PaperError(missing)

    def _choose(self, leaves: list[Any], sources: list[_Source]) -> list[_Source]:
        """Choose the file's columns for those of the table: by their names, or in their order."""
        by_name = any(isinstance(leaf, dict) and "data" in leaf for leaf, _ in leaves)
        if not by_name and len(leaves) != len(sources):
            fields = {"name": self.file, "found": len(sources), "wanted": len(leaves)}
            place = self.body.keys_at["columns"]
            raise PaperError([problems.DATA_COLUMNS.at(place, 7, **fields)])
        known = {source.name: source for source in sources}
        chosen, missing = [], []
        for number, (leaf, place) in enumerate(leaves):
            wanted = str(leaf.get("data", "") if isinstance(leaf, dict) else leaf)
            source = known.get(wanted) if by_name else sources[number]
            if source is not None:
                words = isinstance(leaf, dict) and leaf.get("words") is True
                chosen.append(replace(source, words=words))
                continue
            near = difflib.get_close_matches(wanted, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
            missing.append(
                problems.NO_COLUMN.at(place, name=self.file, column=wanted or "-", hint=hint)
            )
        if missing:
            raise PaperError(missing)
        return chosen

    def _make_cell(
        self, records: Records, record: list[LocatedText], source: _Source
    ) -> tuple[Any, Place]:
        """Make a cell as an author would write it: words, words in each language, a number."""
        if "" in source.fields:
            field = record[source.fields[""]]
            return self._read_value(records, field, words=source.words), field.origin.place()
        found = {code: record[number] for code, number in source.fields.items()}
        place = next(iter(found.values())).origin.place()
        if not any(found.values()):
            return None, place
        words = LocatedDict(place)
        for code in self.codes:
            if field := found[code]:
                _put(words, code, field)
        return words, place

    def _read_value(
        self, records: Records, field: LocatedText, *, words: bool
    ) -> LocatedText | None:
        """Read a field that is of no language: a number, words of all languages, or nothing."""
        if not field or words:
            return field or None
        written = field.translate(_MINUS)
        if records.decimal_comma and _POINTED.fullmatch(written):
            written = written.replace(",", ".")
        value = LocatedText(written if is_amount(written) else field)
        value.origin, value.comment = field.origin, None
        value.quoted = not is_amount(written)
        if value.quoted and _LIKE_A_NUMBER.fullmatch(field) and not field.startswith("0"):
            self.diagnostics.add(
                problems.NO_PLAIN_NUMBER.at(field.origin.place(), len(field), found=field)
            )
        return value

    def _make_row(self, form: LocatedText | None, cells: LocatedList) -> Any:
        """Make a row of the kind that its first field says."""
        kind = form.lower() if form else "data"
        row = LocatedDict(cells.place)
        if kind == "data":
            return cells
        if kind not in FORMS and form:
            place = form.origin.place()
            raise PaperError([problems.NO_FORM.at(place, len(form), found=form)])
        if kind == "section":
            filled = [cell for cell in cells if cell is not None]
            if len(filled) != 1:
                raise PaperError([problems.SECTION_CELLS.at(cells.place, found=len(filled))])
            _put(row, kind, filled[0])
        else:
            _put(row, kind, cells)
        return row


def _put(mapping: LocatedDict, key: str, value: Any) -> None:
    """Put a value of a file into a mapping, with its place."""
    place = value.origin.place() if isinstance(value, LocatedText) else value.place
    mapping[key] = value
    mapping.keys_at[key] = mapping.values_at[key] = place


def _find_leaves(columns: Any) -> Iterator[tuple[Any, Place]]:
    """Find the columns that hold cells, under common heads too, as they are written."""
    if not isinstance(columns, LocatedList):
        return
    for column, place in zip(columns, columns.items, strict=True):
        if isinstance(column, LocatedDict) and "columns" in column:
            yield from _find_leaves(column["columns"])
        else:
            yield column, place


def _list_heads(records: Records, sources: Iterable[_Source]) -> LocatedList:
    """List the heads of a table that has none of its own: the names that the file has."""
    heads = LocatedList(records.head[0].origin.place())
    for source in sources:
        first = records.head[min(source.fields.values())]
        head: Any = LocatedDict(first.origin.place())
        if source.name:
            head = LocatedText(source.name)
            head.origin, head.quoted, head.comment = first.origin, True, None
        heads.append(head)
        heads.items.append(first.origin.place())
    return heads
