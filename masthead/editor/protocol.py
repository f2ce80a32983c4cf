"""Between our places and those of the language server protocol.

Ours count lines and columns from 1, and columns in characters. The protocol's count from 0, and
columns in units of an encoding that client and server have agreed on.
"""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types
from pygls.workspace import PositionCodec

from masthead.check.rule import Finding
from masthead.diagnostic import Diagnostic, Severity
from masthead.editor.stretches import Stretch
from masthead.editor.writing import Writing
from masthead.write.edit import is_there

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
SOURCE = "masthead"


class Positions:
    """The places of one state of a text, in the units of a client."""

    def __init__(self, lines: list[str], codec: PositionCodec) -> None:
        self.lines = lines
        self.codec = codec

    def read(self, position: types.Position) -> tuple[int, int]:
        """Read a position of the client: our line and column. Behind the end, the end is meant."""
        line = min(max(position.line, 0), len(self.lines) - 1)
        written = self.lines[line]
        units = position.character
        column = 0
        for character in written:
            units -= self.codec.client_num_units(character)
            if units < 0:
                break
            column += 1
        return line + 1, column + 1

    def write(self, line: int, column: int) -> types.Position:
        """Write our line and column as a position of the client."""
        number = min(max(line, 1), len(self.lines)) - 1
        before = self.lines[number][: max(column - 1, 0)]
        return types.Position(number, self.codec.client_num_units(before))

    def span(self, line: int, column: int, length: int) -> types.Range:
        """Write a stretch of characters in one line as a range."""
        return types.Range(self.write(line, column), self.write(line, column + length))

    def lines_from(self, first: int, last: int) -> types.Range:
        """Write whole lines, both included, as a range."""
        end = len(self.lines[min(last, len(self.lines)) - 1]) + 1
        return types.Range(self.write(first, 1), self.write(last, end))


def write_finding(found: Diagnostic, positions: Positions) -> types.Diagnostic:
    """Write a finding as a diagnostic of the protocol: what ``check`` says, hint and all."""
    place = found.place
    line = positions.lines[min(place.line, len(positions.lines)) - 1]
    length = found.length or max(len(line.rstrip()) - place.column + 1, 1)
    return types.Diagnostic(
        range=positions.span(place.line, place.column, length),
        message=f"{found.message} ({found.hint})" if found.hint else found.message,
        severity=_SEVERITIES[found.severity],
        code=found.code,
        source=SOURCE,
    )


def find_symbols(writing: Writing, positions: Positions) -> list[types.DocumentSymbol]:
    """Make the outline: the units of the paper with their real numbers, and the notes."""
    return [_make_symbol(writing, stretch, positions) for stretch in writing.stretches]


def _make_symbol(writing: Writing, stretch: Stretch, positions: Positions) -> types.DocumentSymbol:
    language = writing.languages[0] if writing.languages else None
    label = writing.label(stretch.unit, language) if language else ""
    words = ""
    for slot in stretch.unit.contents():
        text = slot.texts.get(language.code) if language else None
        if text is not None:
            words = " ".join(text.raw.split())
            break
    name = f"{label} {words}".strip() or stretch.unit.kind
    whole = positions.lines_from(stretch.first, stretch.last)
    first = positions.lines[stretch.first - 1]
    start = len(first) - len(first.lstrip(" ")) + 1
    chosen = positions.span(stretch.first, start, len(first) - start + 1)
    return types.DocumentSymbol(
        name=name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…",
        kind=_SYMBOLS.get(stretch.unit.kind, types.SymbolKind.String),
        range=whole,
        selection_range=chosen,
        detail=stretch.unit.kind.replace("_", " "),
        children=[
            _make_symbol(writing, inner, positions)
            for inner in stretch.inner
            if inner.unit.kind not in _UNSEEN
        ],
    )


_LONGEST = 80
_UNSEEN = {"cell", "column", "row"}
"""Parts of a table that an outline would drown in."""
_SYMBOLS = {
    "heading": types.SymbolKind.Namespace,
    "annex": types.SymbolKind.Module,
    "part": types.SymbolKind.Module,
    "table": types.SymbolKind.Array,
    "note": types.SymbolKind.Constant,
}


def write_edit(found: Finding, positions: Positions) -> types.TextEdit | None:
    """Write what would mend a finding; None where it cannot be placed in one line."""
    edit = found.edit
    if edit is None or not edit.written.origin.is_exact:
        return None
    first, last = edit.written.at(edit.start), edit.written.at(edit.end)
    if first.line != last.line or first.column > last.column:
        return None
    there = positions.lines[first.line - 1][first.column - 1 : last.column - 1]
    if not is_there(edit, there):
        return None
    return types.TextEdit(positions.span(first.line, first.column, len(there)), edit.new)


def without_overlaps(edits: Iterable[types.TextEdit]) -> list[types.TextEdit]:
    """Leave out edits that touch what another one changes: they wait for the next round."""
    kept: list[types.TextEdit] = []
    for edit in sorted(edits, key=lambda one: (one.range.start, one.range.end)):
        if not kept or kept[-1].range.end < edit.range.start:
            kept.append(edit)
    return kept
