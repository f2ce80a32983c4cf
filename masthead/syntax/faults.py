"""Explaining in plain words what the YAML parser stumbled over, and what it would stumble on next.

The parser stops at the first fault. So that one run tells all, what holds a fault is left out, unit
by unit, and the rest is parsed again.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from masthead.diagnostic import Diagnostic, Place
from masthead.syntax import problems

_WORDS = (
    ("found character that cannot start any token", "unquoted text cannot begin with this"),
    ("did not find expected key", "this does not fit here"),
    ("did not find expected '-' indicator", "this does not fit into the list above it"),
    ("could not find expected ':'", "this line is no key with a colon"),
    (
        "did not find expected ',' or",
        "a bracket opened before is not closed, a comma is missing, or text wants quotes",
    ),
    ("did not find expected node content", "something is missing here"),
    ("expected <document start>", "the paper was closed above this, with three points"),
    ("block sequence entries are not allowed", "a list cannot begin here"),
    ("escape character", "YAML does not know this backslash sequence"),
    ("hexdecimal number", "this backslash sequence is not complete"),
)
"""What the parser says, and what it means to an author."""

MAX_FAULTS = 20
_MOST_READ = 2_000_000
"""How many characters are parsed again, in all, to find more faults."""
_BEGINS = re.compile(r" {0,4}- |[^\s#]")
"""How a line begins with which a unit does, or a key of the paper."""
_BEGINS_SO = re.compile(r"[ -]*\w+: +\[")
"""How a line begins whose text begins with a bracket, which YAML takes for that of a list."""


def list_faults(error: yaml.MarkedYAMLError, text: str, name: str, loader: Any) -> list[Diagnostic]:
    """List what the parser finds wrong: at most one fault in each unit."""
    lines = text.split("\n")
    found = [explain_syntax(error, text, name)]
    for _ in range(min(MAX_FAULTS, _MOST_READ // max(len(text), 1))):
        if not _leave_out(lines, found[-1].place.line - 1):
            break
        try:
            for _event in yaml.parse("\n".join(lines), Loader=loader):
                pass
        except yaml.MarkedYAMLError as fault:
            found.append(explain_syntax(fault, "\n".join(lines), name))
        except yaml.YAMLError:
            break
        else:
            break
    return found


def _leave_out(lines: list[str], number: int) -> bool:
    """Leave out the unit, or the key of the paper, to which a line belongs; say if it was there."""
    first = min(number, len(lines) - 1)
    if not lines[first].strip():
        return False
    while first > 0 and not _BEGINS.match(lines[first]):
        first -= 1
    indent = _measure(lines[first])
    last = first + 1
    while last < len(lines) and (not lines[last].strip() or _measure(lines[last]) > indent):
        last += 1
    last = max(last, number + 1)
    lines[first:last] = [""] * (last - first)
    return True


def _measure(line: str) -> int:
    return len(line) - len(line.lstrip())


def explain_syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Diagnostic:
    """Turn an error of the parser into a diagnostic with its place and a remedy."""
    mark = error.problem_mark or error.context_mark
    if "could not find expected ':'" in (error.problem or ""):
        mark = error.context_mark or mark  # of the line without one: the parser is further on
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = text.split("\n")
    if line >= len(lines):
        line, column = len(lines) - 1, 0
    place = Place(name, line + 1, column + 1)
    written = lines[line]
    problem = error.problem or "the YAML cannot be read"
    context = error.context or ""
    if "\t" in written[: len(written) - len(written.lstrip())] or (
        written[column : column + 1] == "\t"
    ):
        return problems.TAB.at(place)
    if "an anchor" in context or "an alias" in context:
        start = error.context_mark or mark  # of the star: the parser goes on to what stops it
        line, column = (start.line, start.column) if start else (0, 0)
        place = Place(name, line + 1, column + 1)
        return problems.ALIAS.at(place, mark=lines[line][column : column + 1])
    if "mapping values are not allowed" in problem:
        if _is_deeper(lines, line):
            message = "this line is indented further than the one before it"
            return problems.SYNTAX.at(Place(name, line + 1, 1), message=message)
        return problems.UNQUOTED.at(place, mark="a colon and a space")
    opened = _BEGINS_SO.match(written, 0, column) if "expected key" in problem else None
    is_call = written[max(column - 1, 0) : column + 1] == "[@"
    if opened or ("cannot start any token" in problem and is_call):
        begin = opened.end() if opened else column
        return problems.UNQUOTED.at(Place(name, line + 1, begin), mark="a bracket")
    if error.context_mark and (found := _explain_opened(error, error.context_mark, lines, place)):
        return found
    for said, meant in _WORDS:
        if said in problem:
            return problems.SYNTAX.at(place, message=meant)
    return problems.SYNTAX.at(place, message=problem)


def _explain_opened(
    error: yaml.MarkedYAMLError, opened: yaml.Mark, lines: list[str], place: Place
) -> Diagnostic | None:
    """Explain a quotation mark or a bracket that was opened, where that is what is wrong."""
    context, written = error.context or "", lines[opened.line] if opened.line < len(lines) else ""
    opening = Place(place.file, opened.line + 1, opened.column + 1)
    if "a quoted scalar" in context and "end of" in (error.problem or ""):
        message = "a quotation mark opens and is never closed"
        return problems.SYNTAX.at(opening, message=message)
    if "parsing a flow" not in context:
        return None
    if opening.line < place.line and not written.rstrip().endswith(("{", "[", ",")):
        message = "a bracket opens and is not closed in this line"
        return problems.SYNTAX.at(opening, message=message)
    is_bracket = written[place.column - 1 : place.column] == "[" and opening.line == place.line
    if is_bracket and "mapping" in context:
        return problems.UNQUOTED.at(place, mark="a bracket")  # {en: Words[^key]}
    return None


def _is_deeper(lines: list[str], line: int) -> bool:
    """Whether a line with a key goes on with a line that was finished, only further in."""
    before = next((kept for kept in reversed(lines[:line]) if kept.strip()), "")
    indent, indent_before = (len(kept) - len(kept.lstrip()) for kept in (lines[line], before))
    return indent > indent_before and ": " in before
