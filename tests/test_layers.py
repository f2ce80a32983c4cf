"""The rooms look down only and none has a circle: the contracts that `make lint` asks for, too."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=folder, text=True, capture_output=True, check=False
    )


def test_layers_look_down_only() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert "2 kept, 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "imported", "contract"),
    [
        ("masthead/paper.py", "masthead.edition.edition", "Layers look down only"),
        ("masthead/syntax/text.py", "masthead.syntax.inline", "No room has a circle"),
        ("masthead/check/rule.py", "masthead.check.passage", "No room has a circle"),
    ],
)
def test_an_arrow_upward_and_a_circle_are_found(
    tmp_path: Path, module: str, imported: str, contract: str
) -> None:
    shutil.copytree(ROOT / "masthead", tmp_path / "masthead")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / module).open("a") as file:
        file.write(f"\nimport {imported}\n")
    done = lint(tmp_path)
    assert done.returncode == 1, done.stdout
    assert f"{contract} BROKEN" in done.stdout
