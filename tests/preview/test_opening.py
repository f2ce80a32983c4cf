"""The command that opens an editor."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from masthead.diagnostic import Place, ToolError, UsageError
from masthead.preview import opening
from masthead.preview.opening import link_editor, open_editor, read_command, warn_of
from tests.waiting import LONG, wait_until


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("sh", "where the file stands"),
        ("sh '{file}", "No closing quotation"),
        ("no-such-editor {file}", "no program no-such-editor"),
    ],
)
def test_a_command_that_opens_nothing_is_told_at_once(written: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_command(written)


def test_an_editor_that_needs_a_terminal_is_warned_of() -> None:
    assert warn_of(()) == warn_of(("gvim", "{file}")) == warn_of(("xterm", "-e", "vim")) == ""
    assert "nvim runs in a terminal" in warn_of(("/usr/bin/nvim", "{file}"))


def test_a_file_is_named_as_it_is(tmp_path: Path) -> None:
    """Whatever its name looks like, to us or to a shell."""
    said = tmp_path / "said"
    script = f"import sys; open({str(said)!r}, 'w').write('|'.join(sys.argv[1:]))"
    command = sys.executable, "-c", script, "+{line}:{column}", "{file}"
    path = tmp_path / "{line} $(x) '\".yaml"
    open_editor(command, path, Place("x", 3, 7))
    wait_until(lambda: said.exists() and said.read_text().endswith(".yaml"), "the editor")
    assert said.read_text() == f"+3:7|{path}"
    assert link_editor(Path("/a b/ü#?.yaml"), Place("x", 3, 7)) == (
        "vscode://file/a%20b/%C3%BC%23%3F.yaml:3:7"
    )


def test_an_editor_that_cannot_be_run_or_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_MOMENT", LONG)
    for command, said in (
        ((str(tmp_path),), "cannot be started"),
        (("false",), "failed with code 1"),
    ):
        with pytest.raises(ToolError, match=said):
            open_editor(command, tmp_path, Place("x", 1, 1))
