"""Styles that elements share give the pages that they would have without."""

from __future__ import annotations

import contextlib

import pytest
from weasyprint.css import AnonymousStyle, ComputedStyle

from masthead.edition.resolve import resolve_edition
from masthead.read.reader import read_paper
from masthead.render.pdf import render_pdf, setting
from masthead.render.pdf.sharing import _Anchored, _Shared
from tests.conftest import ROOT
from tests.render.pdf.conftest import ENGLISH, make_edition, make_paragraph

SAMPLE = ROOT / "source" / "samples" / "A_C.5_80_XX.yaml"


def set_without(monkeypatch, project, edition):
    """Set an edition as the engine does by itself."""
    with monkeypatch.context() as patch:
        patch.setattr(setting, "share_styles", contextlib.nullcontext)
        return render_pdf(project, edition).data


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_paper_is_the_same(monkeypatch, project, request, code):
    edition = request.getfixturevalue(f"edition_{code}")
    data = request.getfixturevalue(f"pdf_{code}").data
    assert data == set_without(monkeypatch, project, edition)


def test_tables_are_the_same(monkeypatch, project):
    paper = read_paper(project, SAMPLE).require()
    edition = resolve_edition(project, paper, paper.built_versions[0])
    assert render_pdf(project, edition).data == set_without(monkeypatch, project, edition)


def test_more_paragraphs_have_no_more_styles(monkeypatch, project, edition_en):
    made = {"shared": 0, "anchored": 0, "computed": 0}

    def count(owner, name, what):
        original = getattr(owner, name)

        def counted(self, *arguments):
            made[what] += 1
            return original(self, *arguments)

        monkeypatch.setattr(owner, name, counted)

    count(_Shared, "__missing__", "computed")
    count(AnonymousStyle, "__missing__", "computed")
    count(_Anchored, "__init__", "anchored")
    count(ComputedStyle, "__init__", "shared")
    found = []
    for number in (5, 25):
        made.update(dict.fromkeys(made, 0))
        body = [make_paragraph(one, ENGLISH) for one in range(1, number + 1)]
        render_pdf(project, make_edition(edition_en, *body))
        found.append(dict(made))
    few, many = found
    assert many["anchored"] == few["anchored"] + 20
    more = (many["shared"] - many["anchored"]) - (few["shared"] - few["anchored"])
    assert more < 30  # those of the margins of one page more
    assert many["computed"] < 1.3 * few["computed"]


def test_a_copy_of_an_anchored_style_has_its_own_anchor(project, edition_en):
    shared = {"anchor": ("one", (2, 0, 0)), "float": ("none", (2, 0, 0))}
    root = ComputedStyle(None, {}, None, None, None, None, {})
    base = _Shared(root, {"float": shared["float"]}, None, root, None, None, {})
    style = _Anchored(base, shared)
    assert (style["anchor"], base["anchor"], style.copy()["anchor"]) == ("one", None, "one")
    style.copy()["float"] = "footnote"
    assert style["float"] == "none"
    assert style.anonymous_style is base.anonymous_style
