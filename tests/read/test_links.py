"""Notes that some versions neither have nor call: allowed with a reason, and else an error."""

from __future__ import annotations

import pytest

from masthead.check.checker import check_paper
from masthead.edition.edition import Edition, plain_text
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from tests.edition.papers import find_faults, read_paper, resolve, write_paper

ALLOWED = "allow: {R062: so in the official text}"
TEXT = """
- paragraph: {en: "We met.[^a]", fr: "Réunis[^a].", zh: "开会。[^a]"}
- paragraph: {en: "We spoke.", fr: "Entendus[^b].", zh: "发言。[^b]"}
- paragraph: {en: "We left.[^c]", fr: "Partis[^c].", zh: "离开。[^c]"}
"""
NOTES = """
a: {en: First., fr: Premier., zh: 第一。}
b: {fr: Deuxième., zh: 第二。, ALLOW}
c: {en: Third., fr: Troisième., zh: 第三。}
"""


def write(text: str = TEXT, notes: str = NOTES, allowed: str = ALLOWED) -> str:
    return write_paper(text, notes=notes.replace(", ALLOW", f", {allowed}"), codes="en fr zh")


def say_notes(edition: Edition) -> list[str]:
    return [f"{note.mark} {plain_text(note.paragraphs[0])}" for note in edition.notes]


def test_each_version_numbers_the_notes_that_it_calls(project: Project) -> None:
    source = write()
    assert find_faults(project, source) == []
    assert say_notes(resolve(project, source, "en")) == ["1 First.", "2 Third."]
    assert say_notes(resolve(project, source, "zh")) == ["1 第一。", "2 第二。", "3 第三。"]
    found = [one.code for one in check_paper(project, read_paper(project, source))]
    assert not {"K001", "K003"}.intersection(found)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_canonical_source_has_only_the_notes_of_its_version(
    project: Project, code: str
) -> None:
    edition = resolve(project, write(), code)
    again = read_source(project, edition.canonical.encode(), "canonical.yaml").require()
    assert ("b" in again.notes) == (code == "zh")
    assert say_notes(resolve_edition(project, again, code)) == say_notes(edition)


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        (write(allowed="id: b").replace(", id: b", ""), ["R032", "R062"]),
        (write(allowed="allow: {R062: ' '}"), ["R032", "R062"]),
        # Words that no call leads to would be lost.
        (write(notes=NOTES.replace("b: {", "b: {en: Second., ")), ["R062"]),
        # And a call has to lead to words.
        (write(TEXT.replace("We spoke.", "We spoke.[^b]")), ["R032"]),
        # Some version has to call it.
        (write(TEXT.replace("[^b]", ""), NOTES.replace("fr: Deuxième., zh: 第二。", "id: b")),
         ["R062", "R062", "R062", "R066"]),
    ],
    ids=["not allowed", "no reason", "words", "a call", "nowhere called"],
)  # fmt: skip
def test_what_is_not_lacking_altogether_is_an_error(
    project: Project, source: str, wanted: list[str]
) -> None:
    reading = read_source(project, source.encode(), "paper.yaml")
    assert sorted(found.code for found in reading.diagnostics.errors) == wanted


def test_an_allowance_that_no_version_needs_is_told(project: Project) -> None:
    text = TEXT.replace("We spoke.", "We spoke.[^b]")
    paper = read_paper(project, write(text, NOTES.replace("b: {", "b: {en: Second., ")))
    found = [one for one in check_paper(project, paper) if one.code.startswith("K")]
    assert [(one.code, one.place) for one in found] == [("K003", paper.notes["b"].place)]


def test_a_note_of_a_table_may_be_called_in_some_versions(project: Project) -> None:
    table = """
    - table:
        columns: [{en: "Head", fr: "Titre[^t]", zh: "头"}, {en: "More", fr: "Plus", zh: "更多"}]
        rows: [[1, 2]]
        notes: {t: {fr: Note., ALLOW}}
    """
    source = write(table.replace("ALLOW", ALLOWED), notes="")
    assert find_faults(project, source) == []
    bare = write(table.replace(", ALLOW", ""), notes="")
    assert [fault for fault in find_faults(project, bare) if "R062" in fault]
    assert "Note." in resolve(project, source, "fr").canonical
    english = resolve(project, source, "en").canonical
    again = read_source(project, english.encode(), "canonical.yaml").require()
    assert again.text[0].table.notes == {}
