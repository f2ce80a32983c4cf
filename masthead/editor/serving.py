"""The whole server: everything that an editor asks of a paper is answered."""

from __future__ import annotations

from lsprotocol import types

from masthead.editor.actions import answer_actions
from masthead.editor.answers import answer_places
from masthead.editor.leading import answer_names
from masthead.editor.server import PaperServer
from masthead.editor.spelling import answer_words


def make_server(*, spell: bool = False) -> PaperServer:
    """Make a server that answers everything an editor asks of a paper."""
    server = PaperServer(spell=spell)
    _follow_texts(server)
    answer_places(server)
    answer_names(server)
    answer_actions(server)
    answer_words(server)
    return server


def _follow_texts(server: PaperServer) -> None:
    """Know what is open, and say what is wrong with it."""

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        server.begin_anew()
