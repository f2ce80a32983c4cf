"""What styles of a unit depend on is what they are kept for."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
SHEETS = {
    "page.css": (ROOT / "templates" / "pdf" / "page.css").read_text("utf-8"),
    "paper.css": (ROOT / "templates" / "pdf" / "paper.css").read_text("utf-8"),
    "the engine's": (files("weasyprint.css") / "html5_ua.css").read_text("utf-8"),
}
INSIDE = re.compile(r"\b(tr|option|select|textarea|col|td|th)\b")
"""What never stands in a text by itself, but inside a unit."""
FAR = re.compile(r":has\(|:nth-|:empty|:only-|-of-type|(?<=[\w\)\]]) ~ |\+ [^,{+]+ \+ ")
"""What asks for more than the unit before, and whether one is the first or the last."""


def list_selectors(sheet):
    plain = re.sub(r"/\*.*?\*/|\{[#%].*?[#%]\}", "", sheet, flags=re.DOTALL)
    return [match[1].strip() for match in re.finditer(r"([^{};]+)\{(?!\{)", plain)]


@pytest.mark.parametrize("name", SHEETS)
def test_no_style_sheet_looks_farther_than_surroundings_tell(name):
    selectors = list_selectors(SHEETS[name])
    assert len(selectors) > 3
    assert [one for one in selectors if FAR.search(one) and not INSIDE.search(one)] == []


@pytest.mark.parametrize(
    "selector", ["p ~ p", "p:nth-child(2)", "p:has(a)", "h2 + p + p", ".x:only-child"]
)
def test_one_that_did_would_be_found(selector):
    (found,) = list_selectors(f"{selector} {{ color: red }}")
    assert FAR.search(found)
    assert not INSIDE.search(found)
