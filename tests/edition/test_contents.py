"""Contents: what they list, in which words, and what leads where."""

from __future__ import annotations

from masthead.edition.edition import Annex, Contents, Edition, Entry, plain_text, walk_blocks
from masthead.project import Project
from tests.edition.papers import resolve, write_paper

TEXT = """
- contents: {levels: 2, tables: true}
- heading: {en: "Why *here*[^a]", zh: "为何[^a]", ar: "لماذا[^a]"}
  level: 2
  numbered: true
- heading: {en: "See [a page](https://example.org) of A/80/1\\\\\\n and CO~2~", zh: 页, ar: صفحة}
  level: 4
- heading: {en: Too deep, zh: 太深, ar: عميق}
  level: 5
- table:
    title: {en: "Posts[^x]", zh: "员额[^x]", ar: "الوظائف[^x]"}
    columns: ["1"]
    rows: [[1]]
    notes: {x: {en: Note., zh: 注。, ar: ملاحظة.}}
- table: {columns: ["1"], rows: [[1]], numbered: false}
- annex:
    title: {en: Offices, zh: 各厅, ar: المكاتب}
    text:
    - contents: {}
    - heading: {en: Inside, zh: 其中, ar: في الداخل}
    - table: {columns: ["1"], rows: [[1]]}
- annex:
    title: {en: Posts, zh: 员额, ar: الوظائف}
    text: [{paragraph: {en: Words., zh: 字。, ar: نص.}}]
"""


def make(project: Project, code: str) -> Edition:
    source = write_paper(TEXT, codes="en zh ar", notes="a: {en: Note., zh: 注。, ar: ملاحظة.}")
    return resolve(project, source, code)


def list_entries(contents: Contents) -> list[tuple[str, str | None, str, int]]:
    nodes = (node for node in walk_blocks([contents]) if isinstance(node, Entry))
    return [(node.target, node.label, plain_text(node.content), node.level) for node in nodes]


def test_headings_annexes_and_tables_are_listed_as_they_are_labelled(project: Project) -> None:
    contents = make(project, "en").body[0]
    assert isinstance(contents, Contents)
    assert [plain_text(one.title) for one in contents.lists] == ["Contents", "Tables"]
    assert list_entries(contents) == [
        ("h1", "A.", "Why here", 1),
        ("h2", None, "See a page of A/80/1 and CO2", 2),
        ("a1", "Annex I", "Offices", 1),
        ("a2", "Annex II", "Posts", 1),
        ("t1", "Table 1", "Posts", 1),
        ("a1-t1", "Table A.1", "", 1),
    ]


def test_the_words_are_those_of_the_language(project: Project) -> None:
    for code, titles, label in (
        ("zh", ["目录", "表"], "附件一"),
        ("ar", ["المحتويات", "الجداول"], "المرفق الأول"),
    ):
        contents = make(project, code).body[0]
        assert isinstance(contents, Contents)
        assert [plain_text(one.title) for one in contents.lists] == titles
        assert label in [entry[1] for entry in list_entries(contents)]


def test_the_contents_of_an_annex_list_what_is_in_it(project: Project) -> None:
    annex = next(block for block in make(project, "en").body if isinstance(block, Annex))
    contents = annex.body[0]
    assert isinstance(contents, Contents)
    assert (contents.id, contents.scope) == ("a1-j1", "a1")
    assert list_entries(contents) == [("a1-h1", None, "Inside", 1)]


def test_what_is_called_in_a_heading_is_called_there_alone(project: Project) -> None:
    """A note called in contents too would be printed twice; a letter would lose its way back."""
    edition = make(project, "en")
    assert [note.call for note in edition.notes] == ["c-n1"]
    table = next(block for block in edition.body if block.id == "t1")
    assert [one.id for one in dict(table.contents())["title"] if one.kind == "table-call"] == [
        "c-k1"
    ]  # type: ignore[attr-defined]


def test_entries_of_a_lower_level_stand_in_those_above(project: Project) -> None:
    contents = make(project, "en").body[0]
    assert isinstance(contents, Contents)
    first = contents.lists[0].entries[0]
    assert [entry.target for entry in first.entries] == ["h2"]
    assert [entry.target for entry in contents.lists[0].entries] == ["h1", "a1", "a2"]
