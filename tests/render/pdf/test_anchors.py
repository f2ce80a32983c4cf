"""Only contents are told on which page an anchor is, and their pages are right."""

from __future__ import annotations

import pytest
from weasyprint.css.targets import TargetCollector

from masthead.render.pdf import render_pdf
from tests.render.pdf.conftest import ENGLISH, make_edition, make_paragraph


@pytest.fixture
def told(monkeypatch):
    """The anchors that the engine is told of."""
    anchors = []
    tell = TargetCollector.cache_target_page_counters

    def count(self, anchor, *rest):
        anchors.append(anchor)
        tell(self, anchor, *rest)

    monkeypatch.setattr(TargetCollector, "cache_target_page_counters", count)
    return anchors


def test_without_contents_nobody_is_told(project, edition_en, told):
    body = [make_paragraph(number, ENGLISH * 4) for number in range(1, 20)]
    result = render_pdf(project, make_edition(edition_en, *body))
    assert result.landing.pages > 1
    assert told == []
