"""Scratch folders go, also those of builds that were killed."""

from __future__ import annotations

import os
from pathlib import Path

from masthead.scratch import YOUNG, Scratch


def test_it_is_private_and_goes(tmp_path):
    scratch = Scratch(str(tmp_path))
    assert Path(scratch.path).stat().st_mode & 0o777 == 0o700
    Path(scratch.path, "font").write_bytes(b"x")
    scratch.close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_goes_and_what_is_in_use_stays(tmp_path):
    alive = Scratch(str(tmp_path))
    left = tmp_path / f"masthead-work-{os.getuid()}-left"
    young = tmp_path / f"masthead-work-{os.getuid()}-young"
    other = tmp_path / "somebody-s"
    for folder in (left, young, other):
        folder.mkdir()
    for folder in (left, other, Path(alive.path)):
        os.utime(folder, (0, folder.stat().st_mtime - 2 * YOUNG))
    own = Scratch(str(tmp_path))
    found = {path.name for path in tmp_path.iterdir()}
    assert left.name not in found
    assert {young.name, other.name} <= found
    assert {Path(alive.path).name, Path(own.path).name} <= found
    alive.close()
    own.close()
