"""Notes at the end of a text: where they stand, and what stays at the foot of the page."""

from __future__ import annotations

from masthead.edition.edition import Annex, EndNotes, plain_text
from masthead.project import Project
from tests.edition.papers import find_faults, resolve, write_paper

NOTES = "{s: {en: S}, a: {en: A}, b: {en: B}}"
TEXT = """
- paragraph: {en: "Words[^a]"}
- annex:
    title: {en: Annex}
    text: [{paragraph: {en: "Words[^b]"}}]
"""


def write(extra: str) -> str:
    facts = {"title": '{en: "Title[^s]"}', "notes": NOTES}
    source = write_paper(TEXT, extra=extra, title=facts["title"])
    return f"{source}notes: {NOTES}\n"


def test_they_stand_before_the_annexes_and_those_called_in_annexes_too(project: Project) -> None:
    edition = resolve(project, write("notes_at: end"))
    _, ended, annex = edition.body
    assert isinstance(ended, EndNotes)
    assert isinstance(annex, Annex)
    assert plain_text(ended.title) == "Notes"
    found = [(note.id, note.call, note.mark, note.series) for note in ended.notes]
    assert found == [("n1", "c-n1", "1", "end"), ("n2", "c-n2", "2", "end")]
    assert [(note.id, note.series) for note in edition.notes] == [("s1", "masthead")]
    assert edition.note("n2") is ended.notes[1]


def test_without_a_word_they_stand_at_the_foot_of_the_page(project: Project) -> None:
    edition = resolve(project, write(""))
    assert [note.id for note in edition.notes] == ["s1", "n1", "n2"]
    assert not any(isinstance(block, EndNotes) for block in edition.body)


def test_a_text_without_notes_has_none_at_its_end(project: Project) -> None:
    source = write_paper(extra="notes_at: end")
    (fault,) = find_faults(project, source)
    assert "warning[R184]" in fault
    assert len(resolve(project, source).body) == 1
