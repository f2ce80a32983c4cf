"""Fixtures of the build room's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.targets.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A project with one paper and with quick renderers."""
    made = Workshop(tmp_path / "project", monkeypatch)
    made.write()
    return made


@pytest.fixture
def moody():
    """The class of an address of moods, in a good one."""
    from tests.targets.moody import Moody

    Moody.mood = ""
    Moody.late = 0.0
    Moody.silence.clear()
    yield Moody
    Moody.mood = ""
    Moody.silence.set()
    Moody.store.clear()
    Moody.pseudo_dirs[:] = [""]
