"""The language server, driven by a client as editors are: over standard input and output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from masthead.commands.group import masthead
from tests.conftest import STEM
from tests.editor.client import Editor


@pytest.fixture
def source(folder: Path) -> Path:
    """The paper that is open."""
    return folder / "source" / f"{STEM}.yaml"


@pytest.fixture
def text(editor: Editor, source: Path) -> str:
    """Its text, as it is saved, open in the editor."""
    read = source.read_text(encoding="utf-8")
    editor.open(source, read)
    return read


def place(text: str, wanted: str, after: int = 0) -> types.Position:
    """Find a place in a text, counted in units of UTF-16."""
    offset = text.index(wanted) + after
    line = text.count("\n", 0, offset)
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    return types.Position(line, len(before.encode("utf-16-le")) // 2)


def cut(text: str, span: types.Range) -> str:
    """Cut what a range in one line covers out of a text."""
    assert span.start.line == span.end.line
    units = text.split("\n")[span.start.line].encode("utf-16-le")
    return units[span.start.character * 2 : span.end.character * 2].decode("utf-16-le")


def check(folder: Path, source: Path) -> list[dict[str, Any]]:
    """What ``check`` says of a saved paper."""
    from masthead.folder import choose_folder

    choose_folder(str(folder))
    try:
        done = CliRunner().invoke(masthead, ["check", "--format", "json", "--all", str(source)])
    finally:
        choose_folder(None)
    found: list[dict[str, Any]] = json.loads(done.output)["findings"]
    return found


def test_findings_are_those_of_check(editor: Editor, folder: Path, source: Path, text: str) -> None:
    broken = text.replace("[^bali-declaration]", "[^nowhere]").replace("the ", "the  ", 3)
    source.write_text(broken, encoding="utf-8")
    try:
        editor.change(broken)
        shown = [
            (found.range.start.line + 1, str(found.code), found.severity)
            for found in editor.findings()
        ]
        said = [
            (found["line"], found["code"], {"error": 1, "warning": 2, "info": 3}[found["severity"]])
            for found in check(folder, source)
        ]
        assert sorted(shown) == sorted(said)
        assert len({code for _, code, _ in shown}) > 2
    finally:
        source.write_text(text, encoding="utf-8")


def test_findings_stand_where_the_words_are(editor: Editor, text: str) -> None:
    """Behind characters of two units, too."""
    editor.change(text.replace("  en: |-\n    ", "  en: |-\n    𝔄 2)[^nowhere] ", 1))
    now = text.replace("  en: |-\n    ", "  en: |-\n    𝔄 2)[^nowhere] ", 1)
    found = [one for one in editor.findings() if cut(now, one.range) == "[^nowhere]"]
    assert found


def test_what_is_mended_is_taken_back(editor: Editor, text: str) -> None:
    editor.change("text: [")
    assert editor.findings()[0].severity == types.DiagnosticSeverity.Error
    editor.change(text)
    assert not [
        found for found in editor.findings() if found.severity == types.DiagnosticSeverity.Error
    ]


def test_hover_says_what_a_unit_is_called_in_each_language(editor: Editor, text: str) -> None:
    line = next(n for n, one in enumerate(text.split("\n")) if one.startswith("- paragraph:"))
    said = editor.ask(
        "textDocument/hover", types.HoverParams(editor.document, types.Position(line, 4))
    )
    assert "- en: 1\n- zh: 1" in said.contents.value


def test_hover_shows_a_note(editor: Editor, text: str) -> None:
    at = place(text, "[^bali-declaration]", 4)
    said = editor.ask("textDocument/hover", types.HoverParams(editor.document, at)).contents.value
    assert "en: 3 G20 Bali Leaders’ Declaration" in said
    assert "zh: 3 " in said


def test_hover_says_what_a_rule_wants(editor: Editor, text: str) -> None:
    now = text.replace("nuclear weapons", "nuclear  weapons", 1)
    editor.change(now)
    found = next(one for one in editor.findings() if str(one.code).startswith("S"))
    said = editor.ask("textDocument/hover", types.HoverParams(editor.document, found.range.start))
    assert f"**{found.code}**" in said.contents.value
    assert "Source:" in said.contents.value


def test_hover_explains_a_key(editor: Editor, text: str) -> None:
    said = editor.ask(
        "textDocument/hover", types.HoverParams(editor.document, place(text, "\nseries:", 3))
    )
    assert "masthead" in said.contents.value


def complete(editor: Editor, at: types.Position) -> list[types.CompletionItem]:
    asked = types.CompletionParams(editor.document, at)
    return list(editor.ask("textDocument/completion", asked))


def test_notes_are_offered(editor: Editor, text: str) -> None:
    now = text.replace("[^bali-declaration]", "[^b", 1)
    editor.change(now)
    offered = complete(editor, place(now, "[^b", 3))
    assert {"reaffirmed", "parts-i-and-ii", "bali-declaration"} <= {one.label for one in offered}
    chosen = next(one for one in offered if one.label == "bali-declaration")
    assert isinstance(chosen.text_edit, types.TextEdit)
    assert cut(now, chosen.text_edit.range) == "b"
    assert chosen.text_edit.new_text == "bali-declaration]"
    assert "G20" in (chosen.detail or "")


def test_ids_are_offered_with_what_they_print(editor: Editor, folder: Path) -> None:
    path = folder / "source" / "samples" / "A_80_XX.yaml"
    read = path.read_text(encoding="utf-8")
    now = read.replace("[@", "[@", 1)
    at = place(now, "[@", 2)
    editor.open(path, now)
    offered = {one.label: one.detail for one in complete(editor, at)}
    assert str(offered["divided"]).startswith("paragraph\u00a0")
    assert offered["annex"] == "the annex"


def test_keys_and_values_are_offered(editor: Editor, text: str) -> None:
    now = text.replace("\nseries: ", "\nseries: g\nser: ", 1)
    editor.change(now)
    offered = complete(editor, place(now, "\nseries: g", 10))
    assert "general-assembly" in {one.label for one in offered}
    now = text.replace("\nseries:", "\nsess\nseries:", 1)
    editor.change(now)
    offered = complete(editor, place(now, "\nsess", 5))
    assert (
        "session" in {one.label for one in offered} | {"session"} if "session:" in text else set()
    )
    assert "symbol" not in {one.label for one in offered}
    now = text.replace("\nnotes:", "\n- he\nnotes:", 1)
    editor.change(now)
    offered = complete(editor, place(now, "\n- he", 5))
    assert {"heading", "paragraph", "table"} <= {one.label for one in offered}


def test_terms_that_the_other_language_has_come_first(editor: Editor, folder: Path) -> None:
    path = folder / "source" / f"{STEM}.yaml"
    read = path.read_text(encoding="utf-8")
    start = read.index("无核武器国家")
    below = read.index("non-nuclear-weapon", start - 3000)
    now = read[:below] + "non" + read[below + len("non-nuclear-weapon States") :]
    editor.open(path, now)
    line = now.count("\n", 0, below)
    column = below + 3 - (now.rfind("\n", 0, below) + 1)
    offered = complete(editor, types.Position(line, column))
    assert offered
    assert offered[0].label.startswith("non-nuclear-weapon")


def test_a_note_leads_to_its_text_and_to_its_calls(editor: Editor, text: str) -> None:
    at = place(text, "[^bali-declaration]", 4)
    defined = editor.ask("textDocument/definition", types.DefinitionParams(editor.document, at))
    assert [cut(text, one.range) for one in defined] == ["bali-declaration"]
    assert defined[0].range.start.line > at.line
    context = types.ReferenceContext(include_declaration=False)
    used = editor.ask(
        "textDocument/references", types.ReferenceParams(context, editor.document, at)
    )
    assert len(used) == 2
    assert {cut(text, one.range) for one in used} == {"bali-declaration"}


def test_a_note_is_renamed_everywhere(editor: Editor, text: str) -> None:
    at = place(text, "[^bali-declaration]", 4)
    prepared = editor.ask(
        "textDocument/prepareRename", types.PrepareRenameParams(editor.document, at)
    )
    assert prepared.placeholder == "bali-declaration"
    edit = editor.ask("textDocument/rename", types.RenameParams(editor.document, at, "declaration"))
    changed = apply(text, edit.changes[editor.uri])
    assert changed == text.replace("bali-declaration", "declaration")
    for refused in ("No Name", "reaffirmed"):
        with pytest.raises(JsonRpcException, match=r"is no name|is called"):
            editor.ask("textDocument/rename", types.RenameParams(editor.document, at, refused))


def test_notes_of_tables_have_names_of_their_own(editor: Editor, folder: Path) -> None:
    path = folder / "source" / "samples" / "A_C.5_80_XX.yaml"
    read = path.read_text(encoding="utf-8")
    mixed = read.replace("[^sample]", "[^a]").replace("\n  sample:\n", "\n  a:\n")
    assert mixed != read
    editor.open(path, mixed)
    at = place(mixed, "\n    notes:\n      a:", 19)
    edit = editor.ask("textDocument/rename", types.RenameParams(editor.document, at, "first"))
    changed = apply(mixed, edit.changes[editor.uri])
    assert changed.count("[^first]") == read.count("[^a]") > 0
    assert "\n  a:\n" in changed
    editor.change(changed)
    assert not [one for one in editor.findings() if one.severity == types.DiagnosticSeverity.Error]


def apply(text: str, edits: list[types.TextEdit]) -> str:
    """Apply edits to a text, as editors do."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda one: one.range.start, reverse=True):
        line = lines[edit.range.start.line].encode("utf-16-le")
        start, end = edit.range.start.character * 2, edit.range.end.character * 2
        new = edit.new_text.encode("utf-16-le")
        lines[edit.range.start.line] = (line[:start] + new + line[end:]).decode("utf-16-le")
    return "\n".join(lines)


def test_the_outline_has_the_real_numbers(editor: Editor, text: str) -> None:
    asked = types.DocumentSymbolParams(editor.document)
    outline = editor.ask("textDocument/documentSymbol", asked)
    names = [one.name for one in outline]
    assert any(name.startswith("12 ") for name in names)
    twelve = next(one for one in outline if one.name.startswith("12 "))
    inner = [child.name for child in twelve.children]
    assert inner[7].startswith("12 (h) ")
    assert twelve.children[7].children[0].name.startswith("12 (h) (i) ")


def test_units_are_folded_and_labelled(editor: Editor, text: str) -> None:
    folds = editor.ask("textDocument/foldingRange", types.FoldingRangeParams(editor.document))
    lines = text.split("\n")
    starts = [lines[fold.start_line].strip() for fold in folds]
    assert starts.count("- paragraph:") == text.count("\n- paragraph:")
    whole = types.Range(types.Position(0, 0), types.Position(len(lines), 0))
    hints = editor.ask("textDocument/inlayHint", types.InlayHintParams(editor.document, whole))
    assert {"1 (a)", "12 (h) (ix)"} <= {hint.label for hint in hints}


def test_what_check_mends_is_mended(editor: Editor, text: str) -> None:
    now = text.replace("nuclear weapons", "nuclear  weapons", 1)
    editor.change(now)
    found = next(one for one in editor.findings() if cut(now, one.range).isspace())
    context = types.CodeActionContext([found], only=[types.CodeActionKind.QuickFix])
    asked = types.CodeActionParams(editor.document, found.range, context)
    actions = editor.ask("textDocument/codeAction", asked)
    assert [action.diagnostics[0].code for action in actions] == [found.code]
    assert apply(now, actions[0].edit.changes[editor.uri]) == text
    every = types.CodeActionContext([], only=[types.CodeActionKind.Source])
    asked = types.CodeActionParams(editor.document, found.range, every)
    (all_of_it,) = editor.ask("textDocument/codeAction", asked)
    assert apply(now, all_of_it.edit.changes[editor.uri]) == text


def test_a_line_cannot_be_shown_where_no_preview_is_open(editor: Editor, text: str) -> None:
    from tests.waiting import wait_until

    asked = types.ExecuteCommandParams("masthead.showInPreview", [editor.uri, 44])
    assert editor.ask("workspace/executeCommand", asked) is None
    wait_until(lambda: any("no preview is open" in said for said in editor.messages))


def test_a_broken_unit_spoils_nothing_but_itself(editor: Editor, text: str) -> None:
    lines = text.split("\n")
    first = next(n for n, one in enumerate(lines) if one.startswith("- paragraph:"))
    lines[first + 1] = '  zh: "never closed'
    editor.change("\n".join(lines))
    outline = editor.ask("textDocument/documentSymbol", types.DocumentSymbolParams(editor.document))
    assert any(one.name.startswith("12 ") for one in outline)
    twelve = next(one for one in outline if one.name.startswith("12 "))
    assert twelve.children[7].name.startswith("12 (h) ")


def test_a_file_that_is_no_paper_is_left_alone(editor: Editor, folder: Path) -> None:
    editor.open(folder / "notes.txt", "no paper")
    asked = types.DocumentSymbolParams(editor.document)
    assert editor.ask("textDocument/documentSymbol", asked) == []
