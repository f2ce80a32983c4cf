"""Leading: to where a note or a unit is defined or used, and giving it another name."""

from __future__ import annotations

from typing import NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from masthead.editor.marks import Mark, find_alike, find_mark
from masthead.editor.protocol import Positions
from masthead.editor.server import PaperServer
from masthead.editor.writing import Writing
from masthead.syntax.names import is_name


class _Named(NamedTuple):
    """A name at a place of an open text, and everywhere where the same is named."""

    writing: Writing
    positions: Positions
    mark: Mark
    alike: list[Mark]

    def span(self, mark: Mark) -> types.Range:
        """Say where a name stands."""
        return self.positions.span(mark.line, mark.column, len(mark.name))


def _find(server: PaperServer, uri: str, position: types.Position) -> _Named | None:
    writing = server.read(uri)
    if writing is None:
        return None
    positions = server.positions(writing)
    mark = find_mark(writing.lines, *positions.read(position))
    return _Named(writing, positions, mark, find_alike(writing, mark)) if mark else None


def answer_names(server: PaperServer) -> None:
    """Answer where a note or a unit is defined and used, and how it can be renamed."""

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def define(params: types.DefinitionParams) -> list[types.Location]:
        uri = params.text_document.uri
        found = _find(server, uri, params.position)
        marks = [mark for mark in found.alike if mark.defines] if found else []
        return [types.Location(uri, found.span(mark)) for mark in marks] if found else []

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def refer(params: types.ReferenceParams) -> list[types.Location]:
        uri = params.text_document.uri
        found = _find(server, uri, params.position)
        if found is None:
            return []
        wanted = params.context.include_declaration
        return [
            types.Location(uri, found.span(mark))
            for mark in found.alike
            if wanted or not mark.defines
        ]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        found = _find(server, params.text_document.uri, params.position)
        if found is None:
            return None
        return types.PrepareRenamePlaceholder(found.span(found.mark), found.mark.name)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        uri = params.text_document.uri
        found = _find(server, uri, params.position)
        if found is None:
            return None
        if fault := _refuse_name(found.writing, found.mark, params.new_name):
            raise JsonRpcInvalidParams(fault)
        edits = [types.TextEdit(found.span(mark), params.new_name) for mark in found.alike]
        return types.WorkspaceEdit(changes={uri: edits})


def _refuse_name(writing: Writing, mark: Mark, wanted: str) -> str:
    """Say why something cannot be called so; empty where it can."""
    if not is_name(wanted):
        return f"{wanted} is no name: small letters, digits and hyphens, a letter first"
    if wanted != mark.name:
        taken = find_alike(writing, mark._replace(name=wanted))
        if any(one.defines for one in taken):
            what = "note" if mark.kind == "note" else "unit"
            return f"another {what} is called {wanted} already (line {taken[0].line})"
    return ""
