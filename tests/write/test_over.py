"""Writing over a file keeps what did not change as its author wrote it."""

from __future__ import annotations

import difflib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from masthead.diagnostic import Place
from masthead.paper import Paper, Paragraph, Table, walk_texts
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.syntax.text import Plain
from masthead.write.markup import make_text
from masthead.write.over import write_over
from masthead.write.tree import is_same, make_tree
from tests.strategies import papers

SOURCE = """\
---
# At the top: what this paper is.

symbol: NPT/CONF.2026/PC.II/WP.7   # as assigned
# Before the session.
session: 2
series: 'npt-preparatory-committee'
date: 2024-05-16
original: en
versions:   # two of them
  # the translation
  fr: {status: unofficial-translation, from: en}
  en: {}
job: null                          # not known
agenda: null

title: {en: "A title", fr: 'Un titre'}

text:
# About the first heading.
- heading: {en: Head, fr: Titre}   # short
  level: 2

# About the first paragraph.
- paragraph:
    # as translated
    fr: "Les *deux* :"
    en: |-
      Both,
      # which is no comment:
  id: both     # referred to
  subparagraphs:
  - fr: Un ;
    en: "One;"   # first
  # About (b).
  -   en: >-
        Two
        lines.
      fr: Deux.

- paragraph: {en: "See [@both].[^n]", fr: "Voir [@both][^n]."}

notes:
  # About the note.
  n: {en: A note., fr: Une note.}
# At the end.
"""


def read(project: Project, data: bytes) -> Paper:
    return read_source(project, data, "source/paper.yaml").require()


def say(words: str):
    return make_text([(Plain(words),)])


def change(paper: Paper, **changes: object) -> Paper:
    return paper.model_copy(update=changes)


def differ(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that are new."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [x[2:] for x in lines if x[0] == "-"], [x[2:] for x in lines if x[0] == "+"]


def write(project: Project, after: Paper, before: str = SOURCE) -> str:
    data = before.encode()
    written = write_over(data, read(project, data), after)
    assert is_same(make_tree(read(project, written)), make_tree(after))
    return written.decode()


@pytest.fixture
def old(project: Project) -> Paper:
    return read(project, SOURCE.encode())


def test_nothing_changes_where_nothing_did(project: Project, old: Paper) -> None:
    for data in (SOURCE, SOURCE.replace("\n", "\r\n"), "\ufeff" + SOURCE):
        encoded = data.encode()
        assert write_over(encoded, read(project, encoded), old) == encoded


def test_a_fact_changes_alone_and_keeps_its_comment(project: Project, old: Paper) -> None:
    after = write(project, change(old, symbol="NPT/CONF.2026/PC.II/WP.8"))
    assert differ(SOURCE, after) == (
        ["symbol: NPT/CONF.2026/PC.II/WP.7   # as assigned"],
        ["symbol: NPT/CONF.2026/PC.II/WP.8   # as assigned"],
    )


def test_a_new_fact_comes_beside_its_neighbour(project: Project, old: Paper) -> None:
    after = write(project, change(old, distribution="limited"))
    assert differ(SOURCE, after) == ([], ["distribution: limited"])
    assert "original: en\ndistribution: limited\nversions:" in after


def test_a_fact_that_goes_leaves_what_was_said_above_it(project: Project, old: Paper) -> None:
    after = write(project, change(old, session=None))
    assert differ(SOURCE, after) == (["session: 2"], [])


def test_a_text_changes_in_one_language_alone(project: Project, old: Paper) -> None:
    paragraph = old.text[1]
    assert isinstance(paragraph, Paragraph)
    new = change(paragraph, text={**paragraph.text, "fr": say("Tout :")})
    after = write(project, change(old, text=[old.text[0], new, old.text[2]]))
    assert differ(SOURCE, after) == (['    fr: "Les *deux* :"'], ["    fr: |-", "      Tout :"])


def test_subparagraphs_come_go_and_change(project: Project, old: Paper) -> None:
    paragraph = old.text[1]
    assert isinstance(paragraph, Paragraph)
    first, second = paragraph.subparagraphs
    second = change(second, text={**second.text, "en": say("Two.")}, id="two")
    third = type(first)(text={"en": say("Three."), "fr": say("Trois.")})
    new = change(paragraph, subparagraphs=[third, second])
    after = write(project, change(old, text=[old.text[0], new, old.text[2]]))
    gone, come = differ(SOURCE, after)
    assert gone == [
        "  - fr: Un ;",
        '    en: "One;"   # first',
        "  -   en: >-",
        "        Two",
        "        lines.",
    ]
    assert come == [
        "  - en: |-", "      Three.", "    fr: |-", "      Trois.",
        "  -   id: two", "      en: |-", "        Two.",
    ]  # fmt: skip
    assert "# About (b).\n  -   id: two\n" in after


def test_units_move_with_what_is_said_about_them(project: Project, old: Paper) -> None:
    heading, both, see = old.text
    after = write(project, change(old, text=[both, see, heading]))
    assert after.index("# About the first paragraph.") < after.index("See [@both]")
    assert after.index("See [@both]") < after.index("# About the first heading.\n- heading")


def test_what_is_said_above_a_unit_that_is_gone_stays(project: Project, old: Paper) -> None:
    heading, both, see = old.text
    new = heading.model_copy(update={"place": Place("")})
    for text in ([both, see], [new, both, see], [see, both]):
        after = write(project, change(old, text=text))
        for said in ("heading", "paragraph"):
            assert after.count(f"# About the first {said}.") == 1
    after = write(project, change(old, text=[new, both, see]))
    assert after.index("text:\n# About the first heading.") < after.index("- heading")
    one = both.model_copy(update={"subparagraphs": both.subparagraphs[:1]})  # type: ignore[attr-defined]
    assert "# About (b).\n" in write(project, change(old, text=[heading, one, see]))


ROWS = """\
- table:
    columns: [2024, {en: Words, fr: Mots}]
    rows:
    # The first row.
    - - 1    # one
      - en: A cell
        fr: "Une cellule"
    - [2, {en: Short, fr: Court}]
    - - 3
      - paragraphs:
        - en: |-
            Prose
          fr: |-
            Prose
"""


def test_a_cell_changes_alone(project: Project) -> None:
    source = SOURCE[: SOURCE.index("text:")] + "text:\n" + ROWS
    for row, words, lines in ((0, "Une cellule", ["        fr: Autre"]),
                              (2, "Prose", ["            Autre"])):  # fmt: skip
        old, new = read(project, source.encode()), read(project, source.encode())
        table = new.text[0]
        assert isinstance(table, Table)
        cell = (table.table.rows or [])[row].cells[1]
        texts = (
            next(slot.texts for slot in cell.contents())
            if cell.text
            else next(slot.texts for unit in cell.children() for slot in unit.contents())
        )
        assert texts["fr"].raw == words
        texts["fr"] = say("Autre")
        gone, come = differ(source, write_over(source.encode(), old, new).decode())
        assert come == lines
        assert len(gone) == 1


SPELLED = """\
- alternatives:
  - paragraph:
      en: One
      fr: Un
  - by: [{en: Some States, fr: Des États}]
    paragraph:
      en: Two
      fr: Deux
- box:
    text:
    - paragraph:
        en: Three
        fr: Trois
      numbered: false
"""


def test_a_paragraph_is_written_with_its_key_where_its_author_did_so(project: Project) -> None:
    source = SOURCE[: SOURCE.index("text:")] + "text:\n" + SPELLED
    for words in ("Un", "Deux", "Trois"):
        old, new = read(project, source.encode()), read(project, source.encode())
        texts = next(entry.texts for entry in walk_texts(new)
                     if entry.texts.get("fr") and entry.texts["fr"].raw == words)  # fmt: skip
        texts["fr"] = say("Autre")
        written = write_over(source.encode(), old, new).decode()
        assert written == re.sub(rf"fr: {words}\n", "fr: |-\n@Autre\n", source).replace(
            "@", re.search(rf"( +)fr: {words}\n", source)[1] + "  "  # type: ignore[index]
        )  # fmt: skip


def test_line_ends_and_the_mark_at_the_start_stay(project: Project, old: Paper) -> None:
    source = "\ufeff" + SOURCE.replace("\n", "\r\n")
    after = write(project, change(old, original="fr"), source)
    assert differ(source, after) == (["original: en"], ["original: fr"])
    assert after.count("\r\n") == source.count("\r\n")


@settings(max_examples=40)
@given(source=papers(), data=st.data())
def test_whatever_changes_the_rest_stays(
    project: Project, source: str, data: st.DataObject
) -> None:
    before = source.replace("\ntext:", "\n# a comment\ntext:")
    paper = read(project, before.encode())
    after = read(project, before.encode())
    alone = [  # of several paragraphs, each version has as many
        entry
        for entry in walk_texts(after)
        if all(len(text.paragraphs) == 1 for text in entry.texts.values())
    ]
    entry = data.draw(st.sampled_from(alone))
    code = data.draw(st.sampled_from(sorted(entry.texts)))
    calls = [call for call in entry.texts[code].walk() if type(call).__name__ == "NoteCall"]
    entry.texts[code] = make_text([(Plain("Other words"), *calls)])
    written = write_over(before.encode(), paper, after)
    assert is_same(make_tree(read(project, written)), make_tree(after))
    gone, come = differ(before, written.decode())
    assert len(come) <= 2
    assert "# a comment" not in gone
