"""Whatever a text is while it is typed, the language server answers, and goes on."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from tests.conftest import ROOT, STEM
from tests.editor.client import Editor
from tests.fuzz.mutations import mutate

SHORT, LONG = 20, 200


def ask_everything(editor: Editor, text: str, chance: random.Random) -> None:
    """Ask everything that can be asked, at a place somewhere in the text, and behind its end."""
    lines = text.split("\n")
    line = chance.randrange(len(lines) + 2)
    at = types.Position(line, chance.randrange(200))
    document = editor.document
    whole = types.Range(types.Position(0, 0), types.Position(len(lines), 0))
    here = types.Range(at, at)
    asked: dict[str, Any] = {
        "textDocument/hover": types.HoverParams(document, at),
        "textDocument/completion": types.CompletionParams(document, at),
        "textDocument/definition": types.DefinitionParams(document, at),
        "textDocument/references": types.ReferenceParams(
            types.ReferenceContext(include_declaration=True), document, at
        ),
        "textDocument/prepareRename": types.PrepareRenameParams(document, at),
        "textDocument/documentSymbol": types.DocumentSymbolParams(document),
        "textDocument/foldingRange": types.FoldingRangeParams(document),
        "textDocument/inlayHint": types.InlayHintParams(document, whole),
        "textDocument/codeAction": types.CodeActionParams(
            document, here, types.CodeActionContext([])
        ),
    }
    for method, params in asked.items():
        editor.ask(method, params)


def type_mutated(editor: Editor, source: Path, seeds: range) -> None:
    """Type mutated texts one after the other: every question is answered, every text checked."""
    data = (ROOT / "source" / f"{STEM}.yaml").read_bytes()
    editor.open(source, data.decode())
    for seed in seeds:
        text = mutate(data, seed).decode("utf-8", "replace").replace("\r", "\n")
        editor.change(text)
        ask_everything(editor, text, random.Random(seed))
        for found in editor.findings():
            assert found.range.start <= found.range.end, seed


def test_mutated_texts_are_answered(editor: Editor, folder: Path) -> None:
    type_mutated(editor, folder / "source" / f"{STEM}.yaml", range(SHORT))


@pytest.mark.fuzz
def test_many_mutated_texts_are_answered(editor: Editor, folder: Path) -> None:
    type_mutated(editor, folder / "source" / f"{STEM}.yaml", range(LONG))
