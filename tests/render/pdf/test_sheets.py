"""A project's own style sheets may import others: these are read anew, and count for the cache."""

from __future__ import annotations

import pytest

from masthead.project import Project
from masthead.render.pdf import render_pdf
from tests.conftest import ROOT
from tests.otherfonts import link_fonts
from tests.render.pdf.conftest import ENGLISH, make_edition, make_paragraph

IMPORT = '@import url("masthead:styles/house.css");\n'


@pytest.mark.parametrize("sheet", ["page.css", "paper.css"])
def test_a_sheet_that_another_imports_is_read_each_time(tmp_path, edition_en, sheet):
    own, house = tmp_path / "templates" / "pdf" / sheet, tmp_path / "styles" / "house.css"
    link_fonts(tmp_path / "styles" / "fonts")
    own.parent.mkdir(parents=True)
    own.write_text(IMPORT + (ROOT / "templates" / "pdf" / sheet).read_text("utf-8"), "utf-8")
    edition = make_edition(edition_en, make_paragraph(1, ENGLISH * 3))
    made = []
    for indent in ("0", "24pt"):
        house.write_text(f"p {{ text-indent: {indent} !important }}", "utf-8")
        project = Project(tmp_path)
        project.changes_often = True
        for _ in range(2):
            with project.recording() as files:
                made.append(render_pdf(project, edition).data)
            assert "styles/house.css" in files
    assert made[0] == made[1] != made[2] == made[3]
