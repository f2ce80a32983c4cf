"""CSV files, as spreadsheets save them: records of fields that know where they stand.

The separator is the comma, the semicolon or the tab, whichever the first line has. Line ends, a
byte order mark and quotes over several lines are as they come.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from msgspec import Struct

from masthead.diagnostic import PaperError, Place
from masthead.read import problems
from masthead.syntax.text import Origin
from masthead.syntax.yaml import LocatedText, decode_source

_SEPARATORS = ",;\t"


class Records(Struct, frozen=True):
    """The records of a file, the first one apart; lines in which nothing is typed are left out."""

    head: list[LocatedText]
    all: list[list[LocatedText]]
    decimal_comma: bool
    """Whether numbers may have a comma for the point: where it is not the separator."""


def read_csv(data: bytes, name: str) -> Records:
    """Read a CSV file; ``name`` is how it is named in diagnostics.

    Raises PaperError: it is too large or not UTF-8, its quotes are broken, a line has other fields
    than the first one, there are no others.
    """
    text = decode_source(data, name)
    separator = _find_separator(text)
    records = list(_read_records(text, name, separator))
    if len(records) < 2:
        raise PaperError([problems.DATA_EMPTY.at(Place(name))])
    head, *others = records
    wrong = [
        problems.DATA_FIELDS.at(record[0].origin.place(), found=len(record), wanted=len(head))
        for record in others
        if len(record) != len(head)
    ]
    if wrong:
        raise PaperError(wrong[:_MOST])
    return Records(head, others, separator != ",")


_MOST = 20
"""How many lines with other fields are told: one separator too many makes all others follow."""


def _find_separator(text: str) -> str:
    """Find what stands between the fields of the first line, outside quotes."""
    outside = "".join(text.split("\n", 1)[0].split('"')[::2])
    return max(_SEPARATORS, key=outside.count)


def _read_records(text: str, name: str, separator: str) -> Iterator[list[LocatedText]]:
    lines = text.split("\n")
    reader = csv.reader(
        (f"{line}\n" for line in lines), delimiter=separator, strict=True, skipinitialspace=False
    )
    begun = 0
    try:
        for record in reader:
            if any(record):
                places = _find_places(lines[begun : reader.line_num], name, begun + 1, separator)
                yield [_locate(*found) for found in zip(record, places, strict=True)]
            begun = reader.line_num
    except csv.Error as error:
        place = Place(name, begun + 1)
        raise PaperError([problems.DATA_BROKEN.at(place, reason=error)]) from None


def _find_places(lines: list[str], name: str, first: int, separator: str) -> Iterator[Place]:
    """Find where each field of a record begins, after its quote.

    A quote counts in a field that begins with one: in ``5" pipe`` it is a character like others.
    """
    is_quoted = counts = False
    begins = True
    for number, line in enumerate(lines, first):
        for column, character in enumerate(line, 1):
            if begins:
                counts = character == '"'
                yield Place(name, number, column + counts)
                begins = False
            if character == '"' and counts:
                is_quoted = not is_quoted
            elif character == separator and not is_quoted:
                begins = True
        if begins:  # the last field is empty
            yield Place(name, number, len(line) + 1)
            begins = False


def _locate(field: str, place: Place) -> LocatedText:
    located = LocatedText(field.strip())
    located.origin = Origin(place.file, place.line, place.column)
    located.quoted, located.comment = True, None
    return located
