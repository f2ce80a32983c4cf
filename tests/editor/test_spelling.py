"""Words that no dictionary has, in an editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from tests.conftest import ROOT
from tests.editor.client import Editor
from tests.editor.test_server import apply, cut
from tests.waiting import wait_until

PAPER = ROOT / "tests" / "check" / "rules" / "S030" / "bad.yaml"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    """An editor whose server looks words up."""
    monkeypatch.setenv("MASTHEAD_DICTIONARIES", str(ROOT / "tests" / "check" / "dictionaries"))
    (tmp_path / "source").mkdir()
    made = Editor(tmp_path, "--spell")
    yield made
    made.stop()


def test_a_word_is_written_otherwise_or_put_into_the_list(editor: Editor, tmp_path: Path) -> None:
    text = PAPER.read_text(encoding="utf-8")
    editor.open(tmp_path / "source" / "A_80_1.yaml", text)
    found = [one for one in editor.findings() if one.code == "S030"]
    words = [cut(text, one.range) for one in found]
    assert words == ["disarmanent", "hre", "wurds"]
    context = types.CodeActionContext([], only=[types.CodeActionKind.QuickFix])
    asked = types.CodeActionParams(editor.document, found[0].range, context)
    meant, added = editor.ask("textDocument/codeAction", asked)
    assert meant.title == "S030: write 'disarmament'"
    assert "disarmament" in apply(text, meant.edit.changes[editor.uri])
    assert added.title == "S030: add 'disarmanent' to language/words/en.txt"
    for number in range(1, len(words) + 1):
        given: list[object] = [editor.uri, "en", words[number - 1]]
        asked_to = types.ExecuteCommandParams("masthead.addWord", given)
        editor.ask("workspace/executeCommand", asked_to)
        written = (tmp_path / "language" / "words" / "en.txt").read_text("utf-8")
        assert written.split() == words[:number]
    wait_until(
        lambda: not [one for one in editor.shown[editor.uri].diagnostics if one.code == "S030"],
        "the words to be known",
    )


def test_a_list_that_cannot_be_written_is_told(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "language").write_text("no folder")
    editor.open(tmp_path / "source" / "A_80_1.yaml", PAPER.read_text(encoding="utf-8"))
    given: list[object] = [editor.uri, "en", "hre"]
    editor.ask("workspace/executeCommand", types.ExecuteCommandParams("masthead.addWord", given))
    wait_until(lambda: any("cannot be written" in said for said in editor.messages), "the fault")
