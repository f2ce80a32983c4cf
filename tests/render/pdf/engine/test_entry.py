"""The engine is brought in by one door, which lets in one version."""

from __future__ import annotations

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
