"""Where the characters of a YAML scalar stand in the file, whichever way the scalar is written."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from masthead.syntax.text import Origin, Segment

_SINGLE = re.compile(r"''|[^']+")
_DOUBLE = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|\\(?=$)|[^\\]+", re.MULTILINE
)
_PLAIN = re.compile(r".+")


class _Scalar(NamedTuple):
    """A scalar as the parser found it; lines and columns count from 0."""

    value: str
    style: str
    line: int
    column: int
    end_line: int
    end_column: int


def find_origin(event: yaml.ScalarEvent, lines: list[str], name: str) -> Origin:
    """Find where a scalar's first character stands, and where all the others do."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Origin(name, 1, 1)
    style = event.style or ""
    scalar = _Scalar(event.value, style, start.line, start.column, end.line, end.column)
    line, column = scalar.line, scalar.column
    if style == "|":
        return _find_literal(scalar, lines, name)
    if style == ">":
        segments = tuple(_trace_folded(scalar, lines))
        if segments:
            return Origin(name, segments[0][1], segments[0][2], None, segments)
        return Origin(name, line + 1, column + 1)
    quote = len(style)
    if scalar.end_line == line:
        written = scalar.end_column - column - 2 * quote
        if written == len(scalar.value):
            return Origin(name, line + 1, column + 1 + quote, column + quote)
    segments = tuple(_trace_flow(scalar, lines))
    return Origin(name, line + 1, column + 1 + quote, None, segments)


def _find_literal(scalar: _Scalar, lines: list[str], name: str) -> Origin:
    """A literal block: every line as it stands, after the indentation."""
    first = scalar.line + 1
    for number in range(first, min(len(lines), scalar.end_line + 1)):
        if lines[number].strip(" "):
            wanted = scalar.value.lstrip("\n").split("\n", 1)[0]
            if wanted and lines[number].endswith(wanted):
                indent = len(lines[number]) - len(wanted)
                return Origin(name, first + 1, indent + 1, indent)
            break
    return Origin(name, first + 1, 1)


def _trace_folded(scalar: _Scalar, lines: list[str]) -> list[Segment]:
    """A folded block: each line of the file is somewhere in the value, after some white space."""
    traced: list[Segment] = []
    value = scalar.value
    indent = -1
    position = 0
    for number in range(scalar.line + 1, min(len(lines), scalar.end_line + 1)):
        line = lines[number]
        if not line.strip(" "):
            continue
        lead = len(line) - len(line.lstrip(" "))
        if indent < 0:
            indent = lead - (len(value) - len(value.lstrip(" ")))
        if lead < indent:
            break  # the block has ended: where the parser says so is one line too far
        content = line[indent:]
        start = position
        while not value.startswith(content, start):
            if start >= len(value) or value[start] not in " \n":
                return []
            start += 1
        traced.append((start, number + 1, indent + 1))
        position = start + len(content)
    return traced


def _trace_flow(scalar: _Scalar, lines: list[str]) -> list[Segment]:
    """Quoted or plain text over several lines, or with escapes.

    Nothing is said where the file and the value cannot be brought together.
    """
    traced: list[Segment] = []
    value = scalar.value
    pieces = {"'": _SINGLE, '"': _DOUBLE}.get(scalar.style, _PLAIN)
    quote = len(scalar.style)
    doubled = scalar.style == '"'
    position = blank_lines = 0
    continued = True  # the first line does not begin with a fold
    for number in range(scalar.line, scalar.end_line + 1):
        is_last = number == scalar.end_line
        left = scalar.column + quote if number == scalar.line else 0
        content = lines[number][left : scalar.end_column - quote if is_last else None]
        if not is_last:
            content = content.rstrip(" \t")
        if number > scalar.line:
            shorter = content.lstrip(" \t")
            left += len(content) - len(shorter)
            content = shorter
        if not content and not is_last:
            blank_lines += number > scalar.line
            continue
        if number > scalar.line:
            position += blank_lines or (0 if continued else 1)
        blank_lines = 0
        continued = False
        for match in pieces.finditer(content):
            piece = match[0]
            if doubled and piece == "\\":
                continued = True
                continue
            escaped = piece[0] == "\\" if doubled else bool(quote) and piece == "''"
            if not escaped and not value.startswith(piece, position):
                return []
            traced.append((position, number + 1, left + match.start() + 1))
            position += 1 if escaped else len(piece)
            if escaped:  # what follows stands behind the whole escape
                traced.append((position, number + 1, left + match.end() + 1))
    return traced
