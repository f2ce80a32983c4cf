"""A Word file that was built, edited and brought home: the source gets the edits, and no more."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import Imported, import_drafts
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.docx import render_docx

Change = Callable[[str], str]
SAMPLE = "A_80_XX"


@pytest.fixture
def place(project: Project, tmp_path: Path) -> Project:
    """A project with the sample, and a comment in it."""
    made = Project(tmp_path)
    made.source.mkdir()
    text = (project.source / f"samples/{SAMPLE}.yaml").read_text()
    (made.source / f"{SAMPLE}.yaml").write_text(text.replace("text:\n", "# kept\ntext:\n", 1))
    return made


def bring_home(place: Project, change: Change, *, code: str = "en", changes: str = "accept",
               part: str = "document") -> tuple[Imported, list[str]]:  # fmt: skip
    """Change the XML of the built file, bring it home: what was edited, which lines differ."""
    path = place.source / f"{SAMPLE}.yaml"
    before = path.read_text()
    paper = read_paper(place, path).require()
    data = render_docx(place, resolve_edition(place, paper, code))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = f"word/{part}.xml"
    changed = change(parts[name].decode())
    assert changed != parts[name].decode() or change is keep
    parts[name] = changed.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for key, content in parts.items():
            archive.writestr(key, content)
    draft = read_bytes(place, made.getvalue(), "edited.docx", code, changes)  # type: ignore[arg-type]
    imported = import_drafts(place, [draft])
    after = put_into(place, path, imported).decode()
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return imported, [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def keep(xml: str) -> str:
    return xml


def replace(old: str, new: str) -> Change:
    return lambda xml: xml.replace(old, new, 1)


def find(xml: str, words: str) -> str:
    """Find the paragraph that begins with words."""
    found = [match[0] for match in re.finditer(r"<w:p>.*?</w:p>", xml) if words in match[0]]
    return found[0]


def tell(imported: Imported) -> list[tuple[str, str]]:
    return [(edit.what, edit.kind) for edit in imported.edits]


@pytest.mark.parametrize("code", ["en", "ar", "zh", "fr"])
def test_a_file_that_nobody_edited_changes_nothing(place: Project, code: str) -> None:
    imported, lines = bring_home(place, keep, code=code)
    assert tell(imported) == []
    assert lines == []


def test_a_word_is_replaced_and_nothing_else(place: Project) -> None:
    imported, lines = bring_home(place, replace("is laid out in each", "is set in all"))
    assert tell(imported) == [("changed", "paragraph")]
    assert all("is laid out" in line or "is set in all" in line or "one source" in line
               for line in lines), lines  # fmt: skip
    assert any("is set in all" in line for line in lines)


def test_a_reference_stays_one_in_a_paragraph_that_is_edited(place: Project) -> None:
    _, lines = bring_home(
        place, replace("are written from left to right", "run from left to right")
    )
    assert any("run from left" in line for line in lines)
    came = "\n".join(line for line in lines if line.startswith("+"))
    gone = "\n".join(line for line in lines if line.startswith("-"))
    assert re.findall(r"\[@\w+\]", came) == re.findall(r"\[@\w+\]", gone) != []


def test_a_paragraph_is_inserted_in_its_language(place: Project) -> None:
    def insert(xml: str) -> str:
        last = find(xml, "The sample contains")
        new = re.sub(r"<w:bookmark[^>]*>", "", last).replace(
            "The sample contains the following elements:", "A paragraph of an editor."
        )
        return xml.replace(last, new + last)

    imported, lines = bring_home(place, insert)
    assert tell(imported) == [("inserted", "paragraph")]
    assert [line for line in lines if line.startswith("-")] == []
    assert any("A paragraph of an editor." in line for line in lines)


def test_a_subparagraph_is_deleted_in_every_language(place: Project) -> None:
    def delete(xml: str) -> str:
        return xml.replace(find(xml, "Others of the same level"), "")

    imported, lines = bring_home(place, delete)
    assert ("deleted", "subparagraph") in tell(imported)
    assert all(line.startswith("-") for line in lines), lines
    assert len([line for line in lines if line.strip("- ")]) >= 6


def test_a_paragraph_that_is_moved_takes_its_other_languages_with_it(place: Project) -> None:
    def move(xml: str) -> str:
        moved = find(xml, "Words with ")
        return xml.replace(moved, "").replace(find(xml, "The mark of a note"), moved + find(
            xml, "The mark of a note"))  # fmt: skip

    imported, lines = bring_home(place, move)
    assert "inserted" not in [what for what, _ in tell(imported)]
    assert lines
    came = sorted(line[1:] for line in lines if line.startswith("+"))
    gone = sorted(line[1:] for line in lines if line.startswith("-"))
    assert came == gone


def test_tracked_changes_are_edits(place: Project) -> None:
    old = "Headings on two levels, numbered as each language does;"
    text = f'<w:t xml:space="preserve">{old}</w:t></w:r>'
    who = 'w:id="901" w:author="An editor"'
    new = (
        '<w:t xml:space="preserve">Headings on </w:t></w:r>'
        f'<w:del {who}><w:r><w:delText xml:space="preserve">two </w:delText></w:r></w:del>'
        f'<w:ins {who}><w:r><w:t xml:space="preserve">three </w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve">levels, numbered as each language does;</w:t></w:r>'
    )
    imported, lines = bring_home(place, replace(text, new))
    assert ("changed", "subparagraph") in tell(imported)
    assert [line.strip("+- ") for line in lines if line.startswith("+")] == [
        "Headings on three levels, numbered as each language does;"
    ]
    imported, lines = bring_home(place, replace(text, new), changes="reject")
    assert lines == []


def test_a_note_is_changed(place: Project) -> None:
    _, lines = bring_home(place, replace("A symbol begins with", "Each symbol begins with"),
                          part="footnotes")  # fmt: skip
    assert any(line.startswith("+") and "Each symbol begins with" in line for line in lines)
    assert len([line for line in lines if line.startswith("+")]) <= 2


LISTED = """\
symbol: A/80/901
series: general-assembly
date: 2025-09-01
original: en
versions: {en: {}, fr: {}}
title: {en: A title, fr: Un titre}
text:
- heading: {en: A heading, fr: Un titre courant}
- paragraph: {en: The first words., fr: Les premiers mots.}
- list:
  - {en: One item, fr: Un élément}
  - {en: Another item, fr: Un autre}
- table:
    columns: [{en: Year, fr: Année}, {en: Seats, fr: Sièges}]
    data: rows.csv
"""


@pytest.fixture
def listed(place: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with a list after a paragraph, and a table whose rows are in another file."""
    monkeypatch.setitem(globals(), "SAMPLE", "A_80_901")
    (place.source / "A_80_901.yaml").write_text(LISTED)
    (place.source / "rows.csv").write_text("Year,Seats\nalpha,11\nbeta,15\n")
    return place


def test_a_list_after_a_paragraph_stays_where_its_author_put_it(listed: Project) -> None:
    imported, lines = bring_home(listed, replace("The first words.", "The second words."))
    assert tell(imported) == [("changed", "paragraph")]
    assert [line for line in lines if "item" in line or "list" in line] == []
    imported, lines = bring_home(listed, replace("Another item", "A further item"))
    assert ("changed", "item") in tell(imported)
    assert len([line for line in lines if line.startswith("-")]) == 1
    assert any("A further item" in line for line in lines)
    assert any("Un autre" in line for line in lines if line.startswith("+"))


def test_rows_of_another_file_that_were_edited_are_told(listed: Project) -> None:
    imported, lines = bring_home(listed, replace("alpha", "gamma"))
    assert lines == []
    assert [found.code for found in imported.diagnostics if found.code == "I029"] == ["I029"]
