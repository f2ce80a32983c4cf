"""Raised and lowered figures and broken lines, in an Edition and where text is all there is."""

from __future__ import annotations

import io
import zipfile

import pytest

from masthead.edition.edition import (
    LeftToRight,
    LineBreak,
    Subscript,
    Superscript,
    Words,
    outline_text,
    plain_text,
)
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.html import render_html
from tests.edition.papers import resolve, write_paper


def write(code: str) -> str:
    return write_paper(codes=code, title=f'{{{code}: "CO~2~ by km^2^\\\\\\nand x^y^"}}')


def test_figures_are_raised_and_lowered(project: Project) -> None:
    assert resolve(project, write("en")).title == (
        Words("CO"), Subscript((Words("2"),)), Words(" by km"), Superscript((Words("2"),)),
        LineBreak(), Words("and x"), Superscript((Words("y"),)),
    )  # fmt: skip


def test_in_arabic_they_stay_in_their_run(project: Project) -> None:
    source = write_paper("- paragraph: {ar: انبعاثات CO~2~ اليوم.}", codes="ar", original="ar")
    assert resolve(project, source, "ar").body[0].content == (
        Words("انبعاثات "), LeftToRight((Words("CO"), Subscript((Words("2"),)))), Words(" اليوم."),
    )  # fmt: skip


@pytest.mark.parametrize(("read", "text"), [
    (plain_text, "CO2 by km2\nand xy"), (outline_text, "CO₂ by km² and xy"),
])  # fmt: skip
def test_where_text_is_all_there_is(project: Project, read: object, text: str) -> None:
    edition = resolve(project, write("en"))
    assert read(edition.title) == text
    assert edition.title_text == "CO₂ by km² and xy"
    assert "<title>A/80/XX: CO₂ by km² and xy</title>" in render_html(project, edition).decode()


def test_in_word_a_line_that_ends_early_is_not_stretched(project: Project) -> None:
    for source, broken in ((write("en"), True), (write_paper(), False)):
        data = render_docx(project, resolve(project, source))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            settings = archive.read("word/settings.xml")
            story = archive.read("word/document.xml")
        assert (b"doNotExpandShiftReturn" in settings) is broken
        assert (b"<w:br/>" in story) is broken
        assert story.count(b'w:val="superscript"') == (2 if broken else 0)
        assert story.count(b'w:val="subscript"') == (1 if broken else 0)
