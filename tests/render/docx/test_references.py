"""References: fields where Word's own result is the Edition's text, links elsewhere."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from tests.edition.papers import resolve, write_paper
from tests.render.docx.reading import W, WordFile

TEXT = """
- heading: {en: A chapter, zh: 一章, ar: فصل}
  level: 1
  numbered: true
  id: chapter
- heading: {en: Without a number, zh: 没有编号, ar: بلا رقم}
  id: quoted
- paragraph: {en: First, zh: 第一, ar: أول}
- paragraph: {en: List, zh: 列表, ar: قائمة}
  subparagraphs:
  - en: one
    zh: 一
    ar: واحد
    subparagraphs: [{en: deep, zh: 深, ar: عميق, id: deep}]
- paragraph:
    en: See [@deep], [@chapter], [@quoted] and [@annexed].
    zh: 见[@deep]、[@chapter]、[@quoted]和[@annexed]。
    ar: انظر [@deep] و[@chapter] و[@annexed].
- annex:
    title: {en: Annex, zh: 附件, ar: مرفق}
    text: [{paragraph: {en: There, zh: 那里, ar: هناك}, id: annexed}]
"""


def make(project: Project, code: str) -> Edition:
    return resolve(project, write_paper(TEXT, codes="en zh ar"), code)


def fields(data: bytes) -> list[tuple[str, str]]:
    """Give the code and the shown text of every field of the story."""
    found: list[tuple[str, str]] = []
    code, shown, inside = "", "", False
    for node in WordFile(data).root("document").iter():
        if node.tag == f"{W}fldChar":
            kind = node.get(f"{W}fldCharType")
            if kind == "end":
                found.append((code.strip(), shown))
                code = shown = ""
            inside = kind == "separate"
        elif node.tag == f"{W}instrText":
            code += node.text
        elif node.tag == f"{W}t" and inside:
            shown += node.text
    return found


def read_bookmarks(data: bytes) -> dict[str, str]:
    """Read the words in each bookmark of the story."""
    marked: dict[str, str] = {}
    name = ""
    for node in WordFile(data).root("document").iter():
        if node.tag == f"{W}bookmarkStart":
            name = node.get(f"{W}name")
        elif node.tag == f"{W}bookmarkEnd":
            name = ""
        elif node.tag == f"{W}t" and name:
            marked[name] = marked.get(name, "") + node.text
    return marked


def test_numbers_are_fields_with_their_text_in_them(project: Project) -> None:
    assert fields(render_docx(project, make(project, "en"))) == [
        ("REF p2 \\n \\h", "2"), ("REF p2_1 \\n \\h", "(a)"), ("REF p2_1_1 \\n \\h", "(i)"),
        ("REF h1 \\n \\h", "I"), ("REF h2 \\h", "Without a number"), ("REF a1_p1 \\n \\h", "1"),
    ]  # fmt: skip
    shown = [shown for _, shown in fields(render_docx(project, make(project, "zh")))]
    assert shown == ["2", "(a)", "(一)", "一", "没有编号", "1"]


def test_typed_labels_are_repeated_from_their_bookmarks(project: Project) -> None:
    data = render_docx(project, replace(make(project, "en"), numbering="typed"))
    assert [code for code, _ in fields(data)] == [
        "REF p2 \\h", "REF p2_1 \\h", "REF p2_1_1 \\h", "REF h1 \\h", "REF h2 \\h",
        "REF a1_p1 \\h",
    ]  # fmt: skip
    marked = read_bookmarks(data)
    assert {name: marked[name] for name in ("p2", "p2_1", "p2_1_1", "h1", "h2")} == {
        "p2": "2", "p2_1": "(a)", "p2_1_1": "(i)", "h1": "I", "h2": "Without a number",
    }  # fmt: skip


def test_right_to_left_papers_have_links(project: Project) -> None:
    edition = make(project, "ar")
    data = render_docx(project, edition)
    assert fields(data) == []
    anchors = [
        link.get(f"{W}anchor") for link in WordFile(data).root("document").iter(f"{W}hyperlink")
    ]
    assert anchors == ["p2_1_1", "h1", "a1_p1"]
    assert lint_docx(data) == ()


@pytest.mark.parametrize("numbering", ["automatic", "typed"])
def test_every_reference_leads_somewhere(project: Project, numbering: str) -> None:
    for code in ("en", "zh", "ar"):
        edition = replace(make(project, code), numbering=numbering)
        assert lint_docx(render_docx(project, edition)) == ()


def test_numbers_of_tables_and_figures_are_repeated_from_their_captions(project: Project) -> None:
    """The field has the number alone: a caption says Table 1, the text table 1."""
    table = "{columns: [{en: Head, zh: 头, ar: رأس}], rows: [[1]], id: "
    text = f"""
- paragraph: {{en: 'See [@one], [@two], [@inner].', zh: '见[@one]、[@two]。', ar: 'انظر [@two].'}}
- table: {table}one}}
- table: {table}two}}
- annex:
    title: {{en: Annex, zh: 附件, ar: مرفق}}
    text: [{{table: {table}inner}}}}]
"""

    def tell(code: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
        data = render_docx(project, resolve(project, write_paper(text, codes="en zh ar"), code))
        assert lint_docx(data) == ()
        return fields(data), read_bookmarks(data)

    counted = [
        ("SEQ Table \\* ARABIC", "1"), ("SEQ Table \\* ARABIC", "2"),
        ("SEQ Table_Annex \\* ARABIC", "1"),
    ]  # fmt: skip
    found, marked = tell("en")
    assert found == [("REF t1 \\h", "1"), ("REF t2 \\h", "2"), ("REF a1_t1 \\h", "1"), *counted]
    assert marked == {"t1": "1", "t2": "2", "a1_t1": "1"}
    found, marked = tell("zh")
    assert found == [("REF t1 \\h", "1"), ("REF t2 \\h", "2"), *counted]
    found, marked = tell("ar")
    assert found == counted
    assert marked == {"t2": "2"}
