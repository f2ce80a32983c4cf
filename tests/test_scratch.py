"""Scratch folders go, also those of builds that were killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from masthead.diagnostic import ToolError
from masthead.scratch import YOUNG, Scratch
from tests.conftest import ROOT


def test_it_is_private_and_goes(tmp_path):
    scratch = Scratch(str(tmp_path))
    assert Path(scratch.path).stat().st_mode & 0o777 == 0o700
    Path(scratch.path, "font").write_bytes(b"x")
    scratch.close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_with_a_remedy(tmp_path):
    with pytest.raises(ToolError, match=r"no folder can be made in .*/gone: .*\(TMPDIR names"):
        Scratch(str(tmp_path / "gone"))


def test_what_is_closed_twice_closes_nobody_else_s_file(tmp_path):
    scratch = Scratch(str(tmp_path))
    scratch.close()
    others = [os.open(tmp_path, os.O_RDONLY) for _ in range(8)]
    scratch.close()
    for descriptor in others:
        os.close(descriptor)


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


CLAIM = """
import os, tempfile, time
from masthead.scratch import claim_scratch
folder = claim_scratch()
assert claim_scratch() == folder
left = tempfile.mkdtemp()
assert os.path.dirname(left) == folder
child = os.fork()
if child == 0:
    assert claim_scratch() != folder
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
print(os.path.basename(folder))
"""


def test_all_temporary_files_of_a_process_go_with_it(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", CLAIM], cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.startswith("masthead-work-")
    left = [path.name for path in tmp_path.iterdir()]
    assert done.stdout.strip() not in left


def test_what_a_dying_process_writes_meanwhile_goes_too(tmp_path, monkeypatch):
    scratch = Scratch(str(tmp_path))
    remove, late = shutil.rmtree, iter(["a", "b"])

    def remove_and_write(path, **how):
        remove(path, **how)
        for name in late:
            Path(path).mkdir()
            Path(path, name).touch()
            return

    monkeypatch.setattr("shutil.rmtree", remove_and_write)
    scratch.close()
    assert list(tmp_path.iterdir()) == []
