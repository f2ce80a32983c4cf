"""Style sheets: what a language's data says is in them; nothing is fixed that is the reader's."""

from __future__ import annotations

import re

import pytest

from masthead.diagnostic import UsageError
from masthead.language.language import load_language
from masthead.project import Project
from masthead.render.html.style import write_style

SHEETS = ("reading.css", "epub.css", "screen.css", "parallel.css")


def test_emphasis_and_faces_come_from_the_language(project):
    languages = [load_language(project, code) for code in ("zh", "en", "ar")]
    style = write_style(project, ["reading.css"], languages, faces=True)
    assert re.search(r"em:lang\(zh-Hans\) \{ font-style: normal; text-emphasis: filled dot", style)
    assert re.search(r"em:lang\(en-GB\).*\{ font-style: italic", style)
    assert re.search(r"em:lang\(ar\) \{ font-style: normal; font-weight: bold", style)
    assert '[lang]:lang(zh-Hans) { font-family: "Noto Serif SC", "SimSun", serif; }' in style


def test_in_a_book_the_reader_chooses_the_face(project):
    style = write_style(project, ["reading.css"], [load_language(project, "zh")], faces=False)
    assert "font-family" not in style


def test_a_language_given_twice_is_written_once(project):
    english = load_language(project, "en")
    style = write_style(project, [], [english, english], faces=False)
    assert style.count("em:lang(en-GB)") == 1


def test_a_style_sheet_cannot_end_the_element_it_stands_in(project, monkeypatch):
    monkeypatch.setattr(project, "read", lambda room, name: b"a::before { content: '</style>' }")
    monkeypatch.setattr(
        "masthead.render.html.style.load_template",
        lambda project, name: type("T", (), {"render": lambda self, **given: ""})(),
    )
    assert "</" not in write_style(project, ["x.css"], [], faces=False)


@pytest.mark.parametrize("name", SHEETS)
def test_sides_are_logical_and_sizes_follow_the_readers_own(project, name):
    style = re.sub(r"/\*.*?\*/", "", project.read("styles", name).decode(), flags=re.DOTALL)
    screen = style.partition("@media print")[0]
    assert not re.search(r"\d(px|pt)\b", screen)
    assert not re.search(r"(margin|padding)-(left|right|top|bottom)|text-align: (left|right)",
                         screen.replace('padding-left: 0.75rem; }', "").replace(
                             'padding-right: 0.75rem; }', ""))  # fmt: skip


@pytest.mark.parametrize("name", ["reading.css", "epub.css"])
def test_a_book_has_no_colours_of_its_own(project, name):
    style = re.sub(r"/\*.*?\*/", "", project.read("styles", name).decode(), flags=re.DOTALL)
    assert not re.search(
        r"#[0-9a-f]{3}|rgb|[^-]color:|background", style.replace("color-scheme", "")
    )


@pytest.mark.parametrize(
    ("rule", "address"),
    [
        ("@import url(http://example.org/a.css);", "http://example.org/a.css"),
        ("@import 'http://example.org/a.css' screen;", "http://example.org/a.css"),
        ('@IMPORT "a.css";', "a.css"),
        ("p { background: url( //example.org/a.png ) }", "//example.org/a.png"),
        ("p { background: URL('http://example.org/a') }", "http://example.org/a"),
        ("@media print { p { background: u\\72l(file:///etc/passwd) } }", "file:///etc/passwd"),
        ("p { background: image-set('a.png' 1x) }", "a.png"),
        ("@font-face { src: url(a.woff) }", "a.woff"),
        ("@\\69mport 'a.css';", "a.css"),
    ],
)
@pytest.mark.parametrize("sheet", ["screen.css", "epub.css"])
def test_a_style_sheet_of_one_s_own_that_names_another_file(tmp_path, sheet, rule, address):
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / sheet).write_text(f"p {{ margin: 0 }}\n{rule}\n")
    own = Project(tmp_path)
    with pytest.raises(UsageError, match=re.escape(f"styles/{sheet}:2: {address!r} is not loaded")):
        write_style(own, [sheet], [load_language(own, "en")], faces=False)


@pytest.mark.parametrize(
    "rule",
    [
        "p { background: url(data:image/png;base64,AAAA) }",
        "p::after { content: 'url(http://example.org)' }",
        "/* @import url(http://example.org) */ p { margin: 0 }",
        "p::after { content: 'import \\2014 image' }",
    ],
)
def test_a_style_sheet_that_names_no_file(tmp_path, rule):
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "screen.css").write_text(rule)
    own = Project(tmp_path)
    assert write_style(own, ["screen.css"], [load_language(own, "en")], faces=False)
