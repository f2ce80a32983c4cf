"""The adapter touches nothing but Chinese."""

from __future__ import annotations

import pytest
import weasyprint

from masthead.edition.edition import Emphasis, Words
from masthead.measures import load_measures
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf
from masthead.render.pdf.fetch import make_fetcher
from masthead.render.pdf.han import adapter
from masthead.render.pdf.setting import lay_out_pages
from tests.conftest import ROOT
from tests.render.pdf.conftest import ENGLISH, HAN, make_edition, make_paragraph


def lines_of(document):
    from weasyprint.formatting_structure import boxes

    return [
        (round(box.position_x, 3), round(box.position_y, 3), round(box.width, 3), box.text)
        for page in document.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.TextBox)
    ]


def test_editions_in_other_scripts_are_as_without_it(project, edition_zh):
    """In a process that never set Chinese, and in one that did, a page is the same."""
    import subprocess
    import sys

    script = """
import json, sys
from tests.render.pdf.han.test_adapter import lay_out_english
print(json.dumps(lay_out_english()))
"""
    import json

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    measures = load_measures(project, edition_zh.station, "zh", edition_zh.series)
    lay_out_pages(project, make_edition(edition_zh, make_paragraph(1, HAN)), measures)
    assert json.loads(done.stdout) == json.loads(json.dumps(lay_out_english()))


def lay_out_english():
    from masthead.edition.resolve import resolve_edition
    from masthead.project import Project
    from masthead.read.reader import read_paper

    project = Project(ROOT)
    path = next(project.source.glob("NPT*.yaml"))
    edition = resolve_edition(project, read_paper(project, path).require(), "en")
    paper = make_edition(edition, make_paragraph(1, ENGLISH * 9), make_paragraph(2, ENGLISH * 3))
    measures = load_measures(project, edition.station, "en", edition.series)
    return lines_of(lay_out_pages(project, paper, measures)[0])


def test_a_paragraph_is_shaped_once_and_drawn_once(project, edition_zh, monkeypatch):
    composed = []
    original = adapter.compose
    monkeypatch.setattr(
        adapter, "compose", lambda *args, **rest: composed.append(1) or original(*args, **rest)
    )
    measures = load_measures(project, edition_zh.station, "zh", edition_zh.series)
    blocks = [make_paragraph(number, HAN * 4) for number in range(1, 40)]
    lay_out_pages(project, make_edition(edition_zh, *blocks), measures)
    assert len(composed) <= len(blocks) + 8  # and the lines of masthead and title


def test_a_paragraph_is_looked_through_once_however_many_pages_it_takes(
    project, edition_zh, monkeypatch
):
    looked = []
    original = adapter._walk_texts
    monkeypatch.setattr(
        adapter, "_walk_texts", lambda box: looked.append(len(box.children)) or original(box)
    )
    measures = load_measures(project, edition_zh.station, "zh", edition_zh.series)
    inlines = [Words(HAN), Emphasis((Words(HAN),))] * 120
    paper = make_edition(edition_zh, make_paragraph(1, *inlines))
    document, _, _ = lay_out_pages(project, paper, measures)
    assert len(document.pages) > 5
    assert sum(count > len(inlines) for count in looked) <= 2  # the second is for the last page


def test_text_that_the_composer_lacks_is_left_to_weasyprint(project, edition_zh):
    """A picture in a line, or blanks that are kept: set as WeasyPrint sets them, not dropped."""
    from masthead.render.pdf.fonts import open_fonts, share_configuration
    from masthead.render.pdf.page import write_style

    fonts = open_fonts(project)
    faces = fonts.choose_faces(edition_zh.language)
    configuration = share_configuration(fonts, faces)
    measures = load_measures(project, edition_zh.station, "zh", edition_zh.series)
    style = weasyprint.CSS(
        string=write_style(project, edition_zh, measures, faces),
        url_fetcher=make_fetcher(project, fonts), font_config=configuration,
    )  # fmt: skip
    html = (
        f"<html lang=zh-Hans><p>{HAN}<svg width=9 height=9 viewBox='0 0 9 9'></svg>{HAN}</p>"
        f"<p style='white-space: pre-wrap'>{HAN}  {HAN}</p><p>{HAN}<br/>{HAN}</p>"
    )
    with adapter.set_chinese():
        source = weasyprint.HTML(string=html)
        document = source.render(font_config=configuration, stylesheets=[style])
        assert "".join(text for *_, text in lines_of(document)).count(HAN[:8]) == 6


def test_han_in_an_english_edition_is_missing_whatever_was_set_before(
    project, edition_en, edition_zh
):
    """What one language brings must not help out in another: the order of builds would tell."""
    for edition in (edition_zh, edition_en):
        measures = load_measures(project, edition.station, edition.language.code, edition.series)
        lay_out_pages(project, make_edition(edition, make_paragraph(1, "x")), measures)
    with pytest.raises(RenderError) as raised:
        render_pdf(project, make_edition(edition_en, make_paragraph(1, "One 核 two")))
    assert [fault.problem.code for fault in raised.value.faults] == ["T001"]


def test_what_was_composed_keeps_the_styles_it_is_found_by(project, edition_zh, monkeypatch):
    """It is found by their identities: of a style that is gone, another can have the same."""
    sessions = []

    class Session(adapter._Session):
        def __init__(self):
            super().__init__()
            sessions.append(self)

    monkeypatch.setattr(adapter, "_Session", Session)
    measures = load_measures(project, edition_zh.station, "zh", edition_zh.series)
    lay_out_pages(project, make_edition(edition_zh, make_paragraph(1, HAN)), measures)
    (session,) = sessions
    assert len(session.composed) > 5
    for (_, texts), composed in session.composed.items():
        assert [name for name, _ in texts] == [id(style) for style in composed.styles]
