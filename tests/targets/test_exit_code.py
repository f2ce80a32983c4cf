"""The exit code of a build: 1 for the paper's faults, 3 for those of tools and of the machine."""

from __future__ import annotations

import pytest

from masthead.diagnostic import Diagnostics, Place
from masthead.render.pdf.problems import MISSING_GLYPH
from masthead.targets.problems import NEEDS_LAYOUT, TOOL_FAILED
from masthead.targets.report import Report

PLACE = Place("source/a.yaml", 7)
GLYPH = MISSING_GLYPH.at(PLACE, font="Tinos", character="x", code="U+0078")
WAITS = NEEDS_LAYOUT.at(PLACE, file="a-EN.epub")
FAILED = TOOL_FAILED.at(PLACE, file="a-EN.pdf", reason="pango is missing")


@pytest.mark.parametrize(
    ("found", "code"), [([], 0), ([GLYPH], 1), ([GLYPH, WAITS], 1), ([FAILED, WAITS], 3)]
)
def test_an_epub_that_waits_for_its_pdf_is_no_failure_of_its_own(found, code):
    assert Report(diagnostics=Diagnostics(found)).exit_code == code
