"""A server that an editor speaks to, and a folder in which a paper is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, STEM
from tests.editor.client import Editor


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the paper that is edited, and samples."""
    made = tmp_path_factory.mktemp("writing")
    (made / "source").mkdir()
    for path in (ROOT / "source" / f"{STEM}.yaml", ROOT / "source" / f"{STEM}.accepted.json"):
        shutil.copy(path, made / "source")
    shutil.copytree(ROOT / "source" / "samples", made / "source" / "samples")
    return made


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    """An editor with the language server running."""
    made = Editor(folder)
    yield made
    made.stop()
