"""Lists without numbers: their marks, their levels, their ids."""

from __future__ import annotations

from masthead.edition.edition import Item, List, Table, plain_text, walk_blocks
from masthead.edition.numbering import number_units
from masthead.language.language import load_language
from masthead.project import Project
from tests.edition.papers import find_faults, read_paper, resolve, write_paper

TEXT = """
- paragraph: {en: 'These:'}
  list:
  - {en: One}
  - en: Two
    list: [{en: Inner}]
- list: [{en: Alone}]
- paragraph: {en: 'Those:'}
  subparagraphs:
  - en: 'A:'
    list:
    - en: Under it
      list: [{en: Deep}]
- table:
    columns: [{en: What}, {en: Which}]
    rows:
    - [{list: [{en: In a cell}]}, {en: 'Words:', list: [{en: After words}]}]
- annex: {title: {en: More}, text: [{list: [{en: Far}]}]}
"""


def test_items_have_ids_and_marks_by_their_place(project: Project) -> None:
    edition = resolve(project, write_paper(TEXT))
    found = [
        (node.id, node.mark, plain_text(node.content))
        for node in walk_blocks(edition.body)
        if isinstance(node, Item)
    ]
    assert found == [
        ("p1-l1-1", "•", "One"),
        ("p1-l1-2", "•", "Two"),
        ("p1-l1-2-l1-1", "•", "Inner"),
        ("l1-1", "•", "Alone"),
        ("p2-1-l1-1", "•", "Under it"),
        ("p2-1-l1-1-l1-1", "•", "Deep"),
        ("t1-r1-c1-l1-1", "•", "In a cell"),
        ("t1-r1-c2-l1-1", "•", "After words"),
        ("a1-l1-1", "•", "Far"),
    ]


def test_a_list_is_as_deep_as_what_it_stands_below(project: Project) -> None:
    """Below (a) it is one level deeper than below a paragraph; a cell begins anew."""
    edition = resolve(project, write_paper(TEXT))
    lists = [node for node in walk_blocks(edition.body) if isinstance(node, List)]
    assert [(node.id, node.level) for node in lists] == [
        ("p1-l1", 1), ("p1-l1-2-l1", 2), ("l1", 1), ("p2-1-l1", 2), ("p2-1-l1-1-l1", 3),
        ("t1-r1-c1-l1", 1), ("t1-r1-c2-l1", 1), ("a1-l1", 1),
    ]  # fmt: skip


def test_a_cell_holds_words_and_then_its_list(project: Project) -> None:
    table = next(
        node
        for node in walk_blocks(resolve(project, write_paper(TEXT)).body)
        if isinstance(node, Table)
    )
    only, after = table.rows[0].cells
    assert (plain_text(only.content), plain_text(after.content)) == ("", "Words:")
    assert [block.kind for block in (*only.body, *after.body)] == ["list", "list"]


def test_text_goes_on_after_a_list(project: Project) -> None:
    """Without a letter; the list below a text that goes on is as deep as one beside it."""
    text = """
- paragraph: {en: 'These:'}
  list: [{en: One}]
  subparagraphs:
  - en: and so on
    numbered: false
    list: [{en: Two}]
"""
    (paragraph,) = resolve(project, write_paper(text)).body
    below = [(node.kind, node.id, getattr(node, "level", 0)) for node in paragraph.children()]
    assert below == [("list", "p1-l1", 1), ("continuation", "p1-c1", 0), ("list", "p1-c1-l1", 1)]


def test_marks_are_the_language_s(project: Project) -> None:
    paper = read_paper(project, write_paper(TEXT))
    language = load_language(project, "en")
    labels = language.labels.model_copy(update={"bullets": ("–", "•")})
    numbering = number_units(paper, language.model_copy(update={"labels": labels}))
    marks = {found.id: found.label for found in numbering.units.values()}
    assert (marks["p1-l1-1"], marks["p1-l1-2-l1-1"], marks["l1-1"]) == ("–", "•", "–")
    assert [fault.code for fault in numbering.faults] == ["E002"], "a third level has none"


def test_a_list_that_is_too_deep_is_told_with_its_line(project: Project) -> None:
    text = "- list:\n  - en: Words\n" + "".join(
        f"{'  ' * level}  list:\n{'  ' * level}  - en: Words\n" for level in range(1, 7)
    )
    faults = find_faults(project, write_paper(text))
    assert faults == [
        "source/test.yaml:21:15: error[E002] en has no label for lists of level 7 (bring the text "
        "up one level, or add the label to language/en.yaml)"
    ]


def test_nothing_refers_to_a_list(project: Project) -> None:
    text = "- id: some\n  list: [{en: One}]\n- paragraph: {en: 'See [@some].'}\n"
    assert ["E005" in fault for fault in find_faults(project, write_paper(text))] == [True]


def test_references_in_an_item_are_written_as_around_it(project: Project) -> None:
    """Seen from inside the annex, and not as if the table were a place of its own."""
    text = """
- paragraph: {en: Text.}
- annex:
    title: {en: More}
    text:
    - id: here
      paragraph: {en: Words.}
    - list: [{en: 'See [@here].'}]
    - table:
        columns: [{en: What}]
        rows: [[{en: 'See [@here].'}], [{list: [{en: 'See [@here].'}]}]]
"""
    edition = resolve(project, write_paper(text))
    said = [
        plain_text(content)
        for node in walk_blocks(edition.body)
        for _, content in node.contents()
        if "See" in plain_text(content)
    ]
    assert said == ["See paragraph\u00a01."] * 3
