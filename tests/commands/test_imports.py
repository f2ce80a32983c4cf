"""Which libraries each command imports: what is not there costs nothing at the start."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pydantic import BaseModel

import masthead.paper.paper
import masthead.series.series
from masthead.targets.forkserver import import_ahead
from tests.commands.conftest import STEM

LOOK = """
import sys
from masthead.cli import main
sys.argv = ["masthead", *{typed!r}]
code = main()
sys.stdout.flush()
print("@", *sorted({{name.partition(".")[0] for name in sys.modules}}))
sys.exit(code)
"""
AHEAD = """
import sys
from masthead.targets.forkserver import import_ahead
import_ahead({formats!r})
print("@", *sorted({{name.partition(".")[0] for name in sys.modules}} | set(sys.modules)))
"""
LIGHT = {"click", "pydantic", "yaml"}
"""What every command takes that reads a paper."""
WATCHED = {
    "weasyprint", "fontTools", "cffi", "pycparser", "PIL", "lxml", "jinja2", "babel", "pypandoc",
    "pikepdf", "vl_convert", "barcode", "segno", "rich", "watchfiles", "dask", "fsspec", "spylls",
    "platformdirs", "asyncio", "multiprocessing",
}  # fmt: skip
"""Libraries that take time, and are only some commands'."""


def look(desk, script):
    done = subprocess.run(
        [sys.executable, "-P", "-c", script], cwd=desk.root, env=desk.environment, text=True,
        capture_output=True, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return set(done.stdout.rpartition("@")[2].split())


def test_a_build_with_nothing_to_do_imports_nothing(desk):
    typed = ["build", "--format", "text", "--jobs", "1"]
    assert look(desk, LOOK.format(typed=typed)) >= LIGHT
    found = look(desk, LOOK.format(typed=typed))
    assert found & (LIGHT | WATCHED) == set()


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        (["check"], set()),
        (["check", f"source/{STEM}.yaml", "--format", "json"], set()),
        (["rules"], set()),
        (["cache"], set()),
        (["build", "--format", "text", "--jobs", "1"], set()),
        (["build", "--format", "html", "--jobs", "1"], {"jinja2"}),
    ],
)
def test_a_command_imports_what_it_takes(desk, typed, taken):
    assert look(desk, LOOK.format(typed=typed)) & WATCHED <= taken


@pytest.mark.parametrize(
    ("formats", "absent"),
    [
        (("text",), {"weasyprint", "lxml", "fontTools", "pypandoc"}),
        (("docx",), {"weasyprint", "fontTools", "cffi"}),
        (("pdf",), {"pypandoc", "fontTools.subset", "fontTools.varLib", "cffi", "pycparser"}),
    ],
)
def test_workers_import_what_their_formats_take(desk, formats, absent):
    look(desk, AHEAD.format(formats=("pdf",)))  # so that the engine's declarations are kept
    found = look(desk, AHEAD.format(formats=formats))
    assert found & absent == set()
    assert import_ahead.__module__ in found


def test_a_check_looks_for_no_plugins_of_pydantic(desk):
    """Looking for them takes packages' metadata, and with them email and sockets."""
    assert look(desk, LOOK.format(typed=["check"])) & {"email", "socket", "zipfile"} == set()


def list_kinds(kind):
    yield kind
    for below in kind.__subclasses__():
        yield from list_kinds(below)


def test_annotations_of_models_are_no_strings():
    """Each would be compiled and evaluated as its module is imported."""
    modules = {kind.__module__ for kind in list_kinds(BaseModel)}
    ours = [sys.modules[name] for name in modules if name.startswith("masthead.")]
    assert {masthead.paper.paper, masthead.series.series} <= set(ours)
    assert [module.__name__ for module in ours if hasattr(module, "annotations")] == []
