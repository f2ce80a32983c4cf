"""The engine is brought in by one door, which lets in one version."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pydyf
import pytest
import weasyprint

from masthead.diagnostic import ToolError
from masthead.render.pdf import render_pdf
from masthead.render.pdf.engine import entry, import_engine
from tests.conftest import ROOT


def test_the_versions_are_the_ones_that_are_pinned():
    pinned = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name, version in entry.VERSIONS.items():
        assert f'"{name}=={version}"' in pinned
    assert (weasyprint.__version__, pydyf.__version__) == tuple(entry.VERSIONS.values())


@pytest.mark.parametrize("name", ["weasyprint", "pydyf"])
@pytest.mark.parametrize("code", ["en", "zh"])
def test_another_version_is_refused_in_every_language(monkeypatch, project, request, name, code):
    monkeypatch.setitem(entry.VERSIONS, name, "71.0")
    with pytest.raises(ToolError, match=rf"set with {name} 71\.0, and [\d.]+ is here: run make"):
        render_pdf(project, request.getfixturevalue(f"edition_{code}"))


def test_the_engine_is_the_one_that_is_installed():
    assert import_engine() is weasyprint


@pytest.mark.skipif(sys.platform != "linux", reason="what the loader does is read from glibc")
def test_libraries_stay_until_the_process_is_gone():
    script = "from masthead.render.pdf.engine import import_engine; import_engine()"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True,
        env={**os.environ, "LD_DEBUG": "files"},
    ).stderr  # fmt: skip
    unloaded = re.findall(r"calling fini: (\S*) \[", ended)
    # From the program's own on the process ends; some loaders give it a name, others none.
    own = next(at for at, name in enumerate(unloaded) if not name or "python" in Path(name).name)
    assert [name for name in unloaded[own:] if "libpangoft2" in name]
    assert not [name for name in unloaded[:own] if re.search("pango|fontconfig|harfbuzz.so", name)]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("libpango-1.0-0", "Pango, which lays out text, is missing (on Debian"),
        ("libpangoft2-1.0-0", "Pango for FreeType"),
        ("libharfbuzz-0", "HarfBuzz, which shapes letters, is missing"),
        ("libfontconfig-1", "apt-get install libfontconfig1"),
        ("libsomething", "Pango, which lays out text"),
    ],
)
def test_a_library_that_is_missing_is_named(monkeypatch, capfd, reason, said):
    def fail():
        print("WeasyPrint could not import some external libraries. Please carefully follow …")
        raise OSError(f"cannot load library '{reason}': {reason}: cannot open shared object file")

    monkeypatch.setattr(entry, "_import_quickly", fail)
    with pytest.raises(ToolError, match=re.escape(said)):
        import_engine()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("code", ["en", "zh"])
def test_without_the_subsetter_of_fonts_no_other_bytes_are_made(
    monkeypatch, project, request, code
):
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    with pytest.raises(ToolError, match=r"HarfBuzz's subsetter.* libharfbuzz-subset0\)"):
        render_pdf(project, request.getfixturevalue(f"edition_{code}"))


HIDDEN = """
import sys
import ctypes, cffi
load = cffi.api.FFI.dlopen
def refuse(self, name, flags=0):
    if name and {name!r} in str(name):
        raise OSError("cannot load library '" + str(name) + "': no such file")
    return load(self, name, flags)
cffi.api.FFI.dlopen = refuse
from masthead.targets.forkserver import import_ahead
import_ahead(("pdf", "docx"))
from masthead.render.docx import render
print("weasyprint" in sys.modules)
"""


@pytest.mark.parametrize("name", ["pango-1.0", "harfbuzz-subset"])
def test_workers_say_nothing_of_their_own_about_it(name):
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", HIDDEN.format(name=name)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout in ("True\n", "False\n")
    assert done.stderr == ""
