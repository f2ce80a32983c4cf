"""Words that no dictionary has: another in their place, or a place for them in the project."""

from __future__ import annotations

from lsprotocol import types

from masthead.check.dictionaries import learn_word, load_dictionary
from masthead.diagnostic import Diagnostic, MastheadError
from masthead.editor.offers import find_language
from masthead.editor.protocol import Positions, write_finding
from masthead.editor.server import PaperServer
from masthead.editor.writing import Writing
from masthead.language.language import load_language

LEARN = "masthead.addWord"
_CODE = "S030"
"""Of the rule that looks words up."""


def answer_words(server: PaperServer) -> None:
    """Put a word into the project's list."""

    @server.command(LEARN)
    def learn(uri: str, code: str, word: str) -> None:
        writing = server.read(uri)
        if writing is None:
            return
        try:
            learn_word(writing.project, load_language(writing.project, code), word)
        except MastheadError as error:
            message = types.ShowMessageParams(types.MessageType.Warning, str(error))
            server.window_show_message(message)
            return
        server.look_again()


def list_spellings(
    writing: Writing, found: Diagnostic, uri: str, positions: Positions
) -> list[types.CodeAction]:
    """List what can be done about a word that no dictionary has."""
    line, column = found.place.line, found.place.column
    code = find_language(writing, line) if found.code == _CODE and found.length else None
    if code is None:
        return []
    dictionary = load_dictionary(writing.project, load_language(writing.project, code))
    word = writing.lines[line - 1][column - 1 : column - 1 + found.length]
    if dictionary is None or not word.isprintable():
        return []
    span, diagnostics = positions.span(line, column, len(word)), [write_finding(found, positions)]
    actions = [
        types.CodeAction(
            title=f"{_CODE}: write {meant!r}", kind=types.CodeActionKind.QuickFix,
            diagnostics=diagnostics,
            edit=types.WorkspaceEdit(changes={uri: [types.TextEdit(span, meant)]}),
        )
        for meant in dictionary.suggest(word)
    ]  # fmt: skip
    title = f"{_CODE}: add {word!r} to language/words/{code}.txt"
    command = types.Command(title=title, command=LEARN, arguments=[uri, code, word])
    return [*actions, types.CodeAction(
        title=title, kind=types.CodeActionKind.QuickFix, diagnostics=diagnostics, command=command,
    )]  # fmt: skip
