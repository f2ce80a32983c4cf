"""What the engine hardly ever calls is imported when it is called, and is then what it is."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

CALLED = """
import sys
from masthead.render.pdf.engine import import_engine
import_engine()
from weasyprint.pdf import fonts
seldom = ("fontTools.subset", "fontTools.varLib")
print([name in sys.modules for name in seldom])
options = fonts.subset.Options(retain_gids=True)
print(type(options).__module__, options.retain_gids)
print(hasattr(fonts.subset.Subsetter(options), "subset"))
try:
    fonts.instantiateVariableFont({}, {"wght": 400})
except Exception as error:
    print(type(error).__name__)
from fontTools import subset
from fontTools.varLib.instancer import instantiateVariableFont
print(subset.__file__ != "", instantiateVariableFont.__module__)
"""


def test_the_subsetter_and_the_instancer_are_imported_when_they_are_called():
    done = subprocess.run(
        [sys.executable, "-c", CALLED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "[False, False]", "fontTools.subset True", "True", "ValueError",
        "True fontTools.varLib.instancer",
    ]  # fmt: skip
