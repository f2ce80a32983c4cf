"""Actions: what ``check --fix`` can mend is mended, and a line is shown in the preview."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types

from masthead.check.rule import Finding
from masthead.diagnostic import MastheadError
from masthead.editor.protocol import Positions, without_overlaps, write_edit, write_finding
from masthead.editor.server import PaperServer
from masthead.editor.showing import show_line
from masthead.editor.spelling import list_spellings
from masthead.editor.writing import Writing

SHOW = "masthead.showInPreview"


def answer_actions(server: PaperServer) -> None:
    """Mend what ``check --fix`` can mend, and show a line in the preview."""

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(
            code_action_kinds=[types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
        ),
    )
    def offer_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        writing = server.read(uri)
        if writing is None:
            return []
        return _list_actions(writing, uri, params, server.positions(writing))

    @server.command(SHOW)
    def show(uri: str, line: int) -> None:
        writing = server.read(uri)
        if writing is None:
            return
        try:
            show_line(writing.project, writing.name, line)
        except MastheadError as error:
            message = types.ShowMessageParams(types.MessageType.Warning, str(error))
            server.window_show_message(message)


def _list_actions(
    writing: Writing, uri: str, params: types.CodeActionParams, positions: Positions
) -> list[types.CodeAction]:
    """List what can be done in a range: mend a finding, mend all, show it in the preview."""
    first, last = params.range.start.line + 1, params.range.end.line + 1
    mended = [
        (found, edit)
        for found in writing.findings
        if isinstance(found, Finding) and found.place.file == writing.name
        if (edit := write_edit(found, positions)) is not None
    ]
    actions = [
        _mend_one(found, edit, uri, positions)
        for found, edit in mended
        if first <= found.place.line <= last
    ]
    for found in writing.findings:
        if found.place.file == writing.name and first <= found.place.line <= last:
            actions += list_spellings(writing, found, uri, positions)
    if edits := without_overlaps(edit for _, edit in mended):
        actions.append(
            types.CodeAction(
                title=f"Mend all that can be mended ({len(edits)})",
                kind=types.CodeActionKind.SourceFixAll,
                edit=types.WorkspaceEdit(changes={uri: edits}),
            )
        )
    title = "Show in preview"
    arguments: list[object] = [uri, first]
    show = types.Command(title=title, command=SHOW, arguments=arguments)
    actions.append(types.CodeAction(title=title, kind=types.CodeActionKind.Empty, command=show))
    only = params.context.only
    return actions if only is None else [one for one in actions if _is_of(one.kind, only)]


def _mend_one(
    found: Finding, edit: types.TextEdit, uri: str, positions: Positions
) -> types.CodeAction:
    what = f"write {edit.new_text!r}" if edit.new_text else "take it out"
    return types.CodeAction(
        title=f"{found.code}: {what}",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[write_finding(found, positions)],
        edit=types.WorkspaceEdit(changes={uri: [edit]}),
        is_preferred=True,
    )


def _is_of(kind: str | None, wanted: Sequence[str]) -> bool:
    """Whether an action is of one of the kinds that were asked for, or below one."""
    name, kinds = _name(kind), map(_name, wanted)
    return any(not one or name == one or name.startswith(f"{one}.") for one in kinds)


def _name(kind: str | None) -> str:
    """Name a kind of action, as a value of the protocol's or as somebody else's."""
    return str(getattr(kind, "value", kind) or "")
