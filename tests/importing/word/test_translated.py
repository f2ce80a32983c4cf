"""A translator's Word file comes into the paper: texts go to their units, differences are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_drafts
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.importing.words import Imported, import_words
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from tests.importing.word.homecoming import make_place

HEAD = """\
symbol: A/80/902
series: general-assembly
date: 2025-09-01
original: {code}
versions: {{{code}: {{}}}}
title: {{{code}: {title}}}
text:
"""
ENGLISH = [
    "heading: {en: The work of the office}",
    "paragraph: {en: 'The office began in 1998 [^n1].'}",
    "paragraph: {en: 'It has 12 posts. They were made in document A/70/6.'}",
    "paragraph: {en: 'Its budget was 45,000 dollars in the first year and 51,000 in the second.'}",
    "paragraph: {en: 'The office is to report.'}\n  subparagraphs:\n  - {en: 'Every year;'}\n"
    "  - {en: 'When it is asked by a Member State.'}",
    "paragraph: {en: 'A review was made in 2021 of all 17 courses.'}",
    "paragraph: {en: 'Members may wish to take note of this report.'}",
]
FRENCH = [
    "heading: {fr: Les travaux du bureau}",
    "paragraph: {fr: 'Le bureau a été créé en 1998 [^n1].'}",
    "paragraph: {fr: 'Il compte 12 postes. Ils figurent dans le document A/70/6.'}",
    "paragraph: {fr: 'Son budget s’élevait à 45 000 dollars la première année et à 51 000 "
    "la deuxième.'}",
    "paragraph: {fr: 'Le bureau fait rapport.'}\n  subparagraphs:\n  - {fr: 'Chaque année;'}\n"
    "  - {fr: 'À la demande d’un État Membre.'}",
    "paragraph: {fr: 'Un examen des 17 cours a été effectué en 2021.'}",
    "paragraph: {fr: 'Les Membres voudront peut-être prendre note du présent rapport.'}",
]


def write(code: str, units: list[str]) -> str:
    title = {"en": "The office", "fr": "Le bureau"}[code]
    note = {"en": "See the first report.", "fr": "Voir le premier rapport."}[code]
    body = "".join(f"- {unit}\n" for unit in units)
    return HEAD.format(code=code, title=title) + body + f"notes: {{n1: {{{code}: {note}}}}}\n"


@pytest.fixture
def place(tmp_path: Path) -> Project:
    made = make_place(tmp_path)
    (made.source / "A_80_902.yaml").write_text(write("en", ENGLISH))
    return made


def bring_in(place: Project, french: list[str]) -> Imported:
    """Bring the file of a translator in."""
    paper = read_source(place, write("fr", french).encode(), "source/A_80_902.yaml").require()
    data = render_docx(place, resolve_edition(place, paper, "fr"))
    imported = import_words(place, [read_bytes(place, data, "fr.docx", "fr")])
    put_into(place, place.source / "A_80_902.yaml", imported)
    return imported


def tell(imported: Imported) -> list[str]:
    return [str(found) for found in imported.diagnostics if found.code in ("I015", "I028")]


def test_a_language_comes_in_with_every_text_at_its_unit(place: Project) -> None:
    imported = bring_in(place, FRENCH)
    assert tell(imported) == []
    paper = imported.reading.require()
    assert list(paper.built_versions) == ["en", "fr"]
    assert paper.notes["n1"].text["fr"].raw == "Voir le premier rapport."
    assert "[^n1]" in paper.text[1].text["fr"].raw  # type: ignore[attr-defined]


def test_a_paragraph_that_was_split_and_one_that_is_missing_are_told_at_their_lines(
    place: Project,
) -> None:
    first, second = FRENCH[2].removesuffix("'}").split(" Ils ")
    french = [*FRENCH[:2], f"{first}'}}", f"paragraph: {{fr: 'Ils {second}'}}", *FRENCH[3:5],
              FRENCH[6]]  # fmt: skip
    imported = bring_in(place, french)
    told = tell(imported)
    assert len(told) == 3
    assert any(":10:" in line and "two texts of the file are one here" in line for line in told)
    assert any(":16:" in line and "the file lacks this text" in line for line in told)
    assert any("I028" in line for line in told)  # it cannot be built yet
    paper = imported.reading.paper
    assert paper is not None
    texts = [unit.text.get("fr") for unit in paper.text]  # type: ignore[attr-defined]
    said = ["" if text is None else " ".join(text.raw.split()) for text in texts]
    assert "12 postes." in said[2]
    assert "A/70/6" in said[2]
    assert said[5] == ""
    assert said[6].startswith("Les Membres voudront")
    assert "en" in paper.built_versions


def test_languages_that_come_in_at_once_become_one_paper(place: Project) -> None:
    (place.source / "A_80_902.yaml").unlink()
    drafts = []
    for code, units in (("en", ENGLISH), ("fr", FRENCH)):
        paper = read_source(place, write(code, units).encode(), "source/A_80_902.yaml").require()
        data = render_docx(place, resolve_edition(place, paper, code))
        drafts.append(read_bytes(place, data, f"{code}.docx"))
    paper = import_drafts(place, drafts).reading.require()
    assert [draft.code for draft in drafts] == list(paper.versions) == ["en", "fr"]
    assert len(paper.text) == len(ENGLISH)
    assert len(paper.notes) == 1
