"""A project whose papers are looked at, and a preview of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, STEM
from tests.preview.service import Service

SAMPLE = "A_80_XX"


def make_project(folder: Path) -> Path:
    """Make a project with the paper and a sample, and fonts."""
    (folder / "source").mkdir(parents=True)
    (folder / "styles").mkdir()
    (folder / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    shutil.copy(ROOT / "source" / f"{STEM}.yaml", folder / "source")
    shutil.copy(ROOT / "source" / "samples" / f"{SAMPLE}.yaml", folder / "source")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project."""
    return make_project(tmp_path_factory.mktemp("preview") / "project")


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[Service]:
    """A preview of it."""
    made = Service(folder)
    yield made
    if made.process.poll() is None:
        made.stop()
