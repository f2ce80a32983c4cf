"""build.py, typed from another folder, builds the papers of its own: it says so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from masthead import cli
from masthead.folder import choose_folder
from tests.commands.conftest import ROOT

NOTE = "masthead: the papers are those in "


@pytest.fixture
def type_in(monkeypatch, capsys):
    """Type words to build.py of a folder, in another one."""

    def type_in(folder, root, *typed):
        monkeypatch.chdir(folder)
        try:
            cli.main(list(typed), folder=str(root))
        finally:
            choose_folder(None)
        return capsys.readouterr().err

    return type_in


def test_papers_of_another_folder_are_told(type_in, tmp_path):
    root, here = tmp_path / "clone", tmp_path / "here"
    for folder in (root / "source", here):
        folder.mkdir(parents=True)
    for typed in ([], ["build"], ["check"], ["A/80/1"]):
        assert type_in(here, root, *typed).startswith(f"{NOTE}{root}\n")
        assert NOTE not in type_in(root, root, *typed)
        assert NOTE not in type_in(root / "source", root, *typed)
    for typed in (["--help"], ["--version"], ["rules"], ["check", "--help"]):
        assert NOTE not in type_in(here, root, *typed)


@pytest.mark.parametrize(
    ("path", "matches"),
    [
        ("source/A_80_1.yaml", True),
        ("source/samples/A_80_1.yml", True),
        ("committee/source/A_80_1.yaml", True),
        ("resource/A_80_1.yaml", False),
        ("source/paper.schema.json", False),
        ("docs/A_80_1.yaml", False),
    ],
)
def test_hooks_take_papers_in_any_source_folder(path, matches):
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert bool(re.search(hook["files"], path)) is matches


def test_build_py_is_a_program(tmp_path):
    """Debian has no `python`; README and docs say ./build.py."""
    assert os.access(ROOT / "build.py", os.X_OK)
    done = subprocess.run(
        [ROOT / "build.py", "--version"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("masthead, version ")
    assert shutil.which("env")
    for page in (ROOT / "README.md", *Path(ROOT, "docs").glob("*.md")):
        assert not re.search(r"(?<![\w./])python build\.py", page.read_text(encoding="utf-8")), page
