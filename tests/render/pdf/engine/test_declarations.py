"""The engine's declarations are kept; what is wrong with what was kept makes no difference."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import pytest

from masthead.render.pdf.engine.declarations import find_place
from masthead.streams import VERBOSE
from tests.conftest import ROOT

LOOK = """
import sys
from masthead.render.pdf.engine import import_engine
import_engine()
from weasyprint.text import ffi
size = ffi.ffi.sizeof("PangoRectangle"), ffi.pango.pango_units_from_double(1)
print(size, "cffi" in sys.modules, "pycparser" in sys.modules)
"""


def look(cache, **more):
    """Import the engine in a new process: whether C was parsed, and what was said."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "MASTHEAD_CACHE": str(cache), **more},
    )  # fmt: skip
    said = done.stdout.strip()
    assert said.startswith("(16, 1024) ")
    return said.endswith("True"), done.stderr


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where the declarations are kept in a cache of this test's own."""
    monkeypatch.setenv("MASTHEAD_CACHE", str(tmp_path / "cache"))
    found = find_place()
    assert found is not None
    return found


def test_declarations_are_parsed_once(tmp_path, place):
    assert look(tmp_path / "cache") == (True, "")
    kept = place.read_bytes()
    assert look(tmp_path / "cache", **{VERBOSE: "1"}) == (False, "")
    assert place.read_bytes() == kept


def sign(body):
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


@pytest.mark.parametrize(
    "damaged",
    [b"", b"\0" * 100, sign(b"["), sign(b"{'_types': 3}"), sign(b"{'_other': 3}"), sign(b"(1, 2)")],
)
def test_damaged_declarations_are_made_anew_in_silence(tmp_path, place, damaged):
    place.parent.mkdir(parents=True)
    place.write_bytes(damaged)
    assert look(tmp_path / "cache") == (True, "")
    assert look(tmp_path / "cache") == (False, "")


def test_declarations_of_another_version_are_not_looked_at(tmp_path, place, monkeypatch):
    place.parent.mkdir(parents=True)
    place.with_name("0" * 64).write_bytes(b"of another one")
    monkeypatch.setattr("_cffi_backend.__version__", "0.1")
    assert find_place() != place
    assert look(tmp_path / "cache") == (True, "")


@pytest.mark.parametrize("what", ["a folder in its place", "a file in place of the folder"])
def test_what_cannot_be_read_or_written_is_done_without(tmp_path, place, what):
    if what == "a folder in its place":
        place.mkdir(parents=True)
    else:
        (tmp_path / "cache").write_bytes(b"")
    assert look(tmp_path / "cache") == (True, "")
    parsed, said = look(tmp_path / "cache", **{VERBOSE: "1"})
    assert parsed
    assert said.startswith(f"masthead: {place}: ")
