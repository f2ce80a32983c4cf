"""Word files that Masthead built come home: the paper says again what it said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import Imported, import_drafts
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_paper, read_source
from masthead.render.docx import render_docx
from masthead.write.tree import is_same, make_tree
from tests.conftest import STEM
from tests.importing.word.measure import compare, measure
from tests.importing.word.oracle import read_said
from tests.oracle import Sequence, read_sequence
from tests.render.docx.office import convert
from tests.wordfile.making import make_word, paragraph, table

PAPERS = [
    ("A_80_XX", "zh"), ("A_C.1_80_XX", "es"), ("A_C.2_80_XX", "fr"), ("A_C.4_80_XX", "en"),
    ("A_C.6_80_XX", "ru"), ("A_HRC_57_XX", "fr"), ("A_80_XX_Add.1", "fr"),
    ("A_C.3_80_L.XX_Rev.1", "zh"), (STEM, "zh"),
]  # fmt: skip
"""Every kind of unit, both duty stations, and each language at least once."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Project:
    """A project without papers."""
    (tmp_path / "source").mkdir()
    return Project(tmp_path)


def bring_home(project: Project, data: bytes, code: str) -> Imported:
    return import_drafts(project, [read_bytes(project, data, "a.docx", code)], sources=False)


def tell(edition: Edition) -> Sequence:
    """Tell what an edition says; of spaces only that they are there."""
    return [
        (label, re.sub(r"[\u00a0\u202f]", " ", text).replace("\u200b", ""))
        for label, text in read_sequence(edition)
    ]


@pytest.mark.parametrize(("name", "code"), PAPERS)
def test_the_same_words_numbers_labels_notes_and_cells_come_home(
    project: Project, elsewhere: Project, name: str, code: str
) -> None:
    folder = "" if name == STEM else "samples/"
    paper = read_paper(project, project.source / f"{folder}{name}.yaml").require()
    edition = resolve_edition(project, paper, code)
    imported = bring_home(elsewhere, render_docx(project, edition), code)
    again = resolve_edition(elsewhere, imported.reading.require(), code)
    assert tell(again) == tell(edition)
    assert again.masthead.symbol == edition.masthead.symbol
    assert [one.text for one in again.masthead.block] == [
        one.text for one in edition.masthead.block
    ]


def test_a_built_file_that_comes_home_is_built_the_same_and_comes_home_the_same(
    project: Project, elsewhere: Project
) -> None:
    paper = read_paper(project, project.source / "samples/A_C.5_80_XX.yaml").require()
    first = bring_home(elsewhere, render_docx(project, resolve_edition(project, paper, "en")), "en")
    edition = resolve_edition(elsewhere, first.reading.require(), "en")
    second = bring_home(elsewhere, render_docx(elsewhere, edition), "en")
    assert second.source == first.source


def test_the_measure_sees_what_is_missing(elsewhere: Project) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="_ H _Ch"/></w:style>'
    head = table(("United Nations", "A/80/1"), ("General Assembly", "1 May 2025"))
    body = (
        head
        + paragraph("Eightieth session")
        + paragraph("\t\tA title", "H")
        + paragraph("1.\tOne word.")
    )
    data = make_word(body, styles=styles)
    whole = measure(elsewhere, data, "a.docx")
    assert not whole.fault
    assert {kind: whole.share(kind) for kind in whole.counts} == dict.fromkeys(whole.counts, 100.0)
    assert whole.again == []
    said = read_said(data)
    assert (said.labels, said.headings, said.words["word"]) == ([("1.", "Oneword.")], ["Atitle"], 1)
    other = make_word(body + paragraph("2.\tAnother."), styles=styles)
    compare(whole, read_said(other), whole_edition(elsewhere, data))
    assert (whole.missing["words"], whole.missing["labels"]) == (["Another"], ["2.Another."])


def whole_edition(project: Project, data: bytes) -> Edition:
    return resolve_edition(project, bring_home(project, data, "en").reading.require(), "en")


@pytest.mark.parametrize("name", ["A_C.5_80_XX", "A_RES_80_XX"])
def test_word_files_in_six_languages_become_one_paper(
    project: Project, elsewhere: Project, name: str
) -> None:
    paper = read_paper(project, project.source / f"samples/{name}.yaml").require()
    editions = {code: resolve_edition(project, paper, code) for code in paper.built_versions}
    assert len(editions) == 6
    drafts = [
        read_bytes(elsewhere, render_docx(project, edition), f"{code}.docx")
        for code, edition in editions.items()
    ]
    assert [draft.code for draft in drafts] == list(editions)  # told by letters and small words
    again = import_drafts(elsewhere, drafts).reading.require()
    for code, edition in editions.items():
        assert tell(resolve_edition(elsewhere, again, code)) == tell(edition)


@pytest.mark.xdist_group("libreoffice")
def test_a_file_that_libreoffice_saved_comes_home(
    project: Project, elsewhere: Project, tmp_path: Path
) -> None:
    paper = read_paper(project, project.source / "samples/A_C.5_80_XX.yaml").require()
    edition = resolve_edition(project, paper, "fr")
    (tmp_path / "a.docx").write_bytes(render_docx(project, edition))
    convert(tmp_path, "docx", "a.docx")
    saved = (tmp_path / "docx" / "a.docx").read_bytes()
    again = bring_home(elsewhere, saved, "fr").reading.require()
    assert tell(resolve_edition(elsewhere, again, "fr")) == tell(edition)


TABLES = """\
symbol: A/80/400
series: general-assembly
date: 2025-01-31
original: en
versions: {en: {}}
job: null
title: {en: A title}
text:
- paragraph: {en: One.}
- table:
    title: {en: Posts}
    columns: [{en: Grade}, {en: Code, align: center}, {en: "2024"}, {en: End, align: end}]
    rows:
    - [{en: First}, {en: one}, 1250, {en: last}]
    - [{en: Second}, {en: two}, 0, {en: last}]
    - [{en: Third}, {en: three}, -12.5, {en: last}]
    - [{en: Fourth}, {en: four}, .., {en: –}]
    - [{en: Fifth}, {en: five}, -3, {en: (5)}]
- paragraph: {en: Two.}
- table:
    title: {en: Wide}
    columns: [{en: First}, {en: Second}]
    rows: [[{en: A word}, 4]]
    landscape: true
- paragraph: {en: Three.}
"""


@pytest.mark.parametrize("code", ["en", "ar", "fr"])
def test_tables_come_home_by_their_words_as_they_are_set(
    project: Project, elsewhere: Project, code: str
) -> None:
    source = TABLES.replace("en:", f"{code}:").replace("original: en", f"original: {code}")
    paper = read_source(project, source.encode(), "source/tables.yaml").require()
    built = render_docx(project, resolve_edition(project, paper, code))
    again = bring_home(elsewhere, built, code).reading.require()
    tables = [
        [{**unit["table"], "allow": {}} for unit in make_tree(one)["text"] if "table" in unit]
        for one in (again, paper)
    ]
    assert len(tables[0]) == 2
    assert is_same(*tables)
