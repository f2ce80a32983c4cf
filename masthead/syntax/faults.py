"""Explaining in plain words what the YAML parser stumbled over."""

from __future__ import annotations

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


def explain_syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Diagnostic:
    """Turn an error of the parser into a diagnostic with its place and a remedy."""
    mark = error.problem_mark or error.context_mark
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
    if "a quoted scalar" in context and error.context_mark:
        opened = Place(name, error.context_mark.line + 1, error.context_mark.column + 1)
        if "end of" in problem:
            return problems.SYNTAX.at(opened, message="a quotation mark opens and is never closed")
    if "mapping values are not allowed" in problem:
        if _is_deeper(lines, line):
            message = "this line is indented further than the one before it"
            return problems.SYNTAX.at(Place(name, line + 1, 1), message=message)
        return problems.UNQUOTED.at(place, mark="a colon and a blank")
    opened_here = error.context_mark is not None and error.context_mark.line == line
    if written[column : column + 1] == "[" and opened_here and "parsing a flow mapping" in context:
        return problems.UNQUOTED.at(place, mark="a bracket")  # {en: Words[^key]}
    for said, meant in _WORDS:
        if said in problem:
            return problems.SYNTAX.at(place, message=meant)
    return problems.SYNTAX.at(place, message=problem)


def _is_deeper(lines: list[str], line: int) -> bool:
    """Whether a line with a key goes on with a line that was finished, only further in."""
    before = next((kept for kept in reversed(lines[:line]) if kept.strip()), "")
    indent, indent_before = (len(kept) - len(kept.lstrip()) for kept in (lines[line], before))
    return indent > indent_before and ": " in before
