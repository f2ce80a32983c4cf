"""WeasyPrint, imported without looking for its libraries in slow ways first; no other than ours.

On Linux the libraries are loaded by their proper names in a few milliseconds; but WeasyPrint tries
others before, for which Python starts ``ldconfig``, ``gcc`` and ``ld`` a dozen times: a quarter of
a second, half of the whole import.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import os
import sys
from types import ModuleType

from masthead.diagnostic import ToolError
from masthead.render.pdf.engine.declarations import lend_declarations
from masthead.render.pdf.engine.postponing import postpone_modules

VERSIONS = {"weasyprint": "70.0", "pydyf": "0.13.0"}
"""The versions that everything in `leanings` is written for."""

LIBRARIES = {
    "pangoft2": ("Pango for FreeType, which lays out text,", "libpangoft2-1.0-0"),
    "pango": ("Pango, which lays out text,", "libpango-1.0-0 libpangoft2-1.0-0"),
    "harfbuzz-subset": (
        "HarfBuzz's subsetter, which cuts fonts down to what a page uses,", "libharfbuzz-subset0"
    ),
    "harfbuzz": ("HarfBuzz, which shapes letters,", "libharfbuzz0b"),
    "fontconfig": ("Fontconfig, which finds fonts,", "libfontconfig1"),
    "gobject": ("GLib's object library, which Pango takes,", "libglib2.0-0"),
}  # fmt: skip
"""The libraries of the system that it takes: what they do, and Debian's packages."""


def explain_missing(name: str) -> str:
    """Say that a library is missing, and how it is had."""
    what, packages = LIBRARIES[name]
    return f"{what} is missing (on Debian and Ubuntu: apt-get install {packages})"


def import_engine() -> ModuleType:
    """Import WeasyPrint, before any module that uses it.

    Raises ToolError when libraries of the system are missing, or it is of another version: each
    page would be set by functions that are not there any more.
    """
    try:
        # It prints a page of advice.
        with (
            contextlib.redirect_stdout(io.StringIO()),
            lend_declarations(),
            postpone_modules(),
        ):
            engine = _import_quickly()
    except OSError as error:
        reason = str(error).partition(":")[0]
        name = next((name for name in LIBRARIES if name in reason), "pango")
        raise ToolError(f"{explain_missing(name)}: {reason}") from None
    _keep_loaded()
    if importlib.import_module("weasyprint.text.ffi").harfbuzz_subset is None:
        # Without it the engine takes another way, and gives other bytes each time.
        raise ToolError(explain_missing("harfbuzz-subset"))
    for name, version in VERSIONS.items():
        found = importlib.import_module(name).__version__
        if found != version:
            raise ToolError(f"pages are set with {name} {version}, and {found} is here: run make")
    return engine


def _keep_loaded() -> None:
    """Keep Pango and what it takes in memory until the process is gone.

    cffi unloads libraries while Python ends. Pango looks for fonts in a thread of its own, which
    may just end then, too: a process that had done its work fell over code that was gone.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # in an unusual place, where it was searched for
            ctypes.CDLL("libpangoft2-1.0.so.0", mode=os.RTLD_NOW | os.RTLD_NODELETE)


def _import_quickly() -> ModuleType:
    if sys.platform != "linux" or "weasyprint" in sys.modules:
        return importlib.import_module("weasyprint")
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        return importlib.import_module("weasyprint")
    except OSError:  # libraries in an unusual place: let it search
        for name in [name for name in sys.modules if name.startswith("weasyprint")]:
            del sys.modules[name]
    finally:
        ctypes.util.find_library = search
    return importlib.import_module("weasyprint")
