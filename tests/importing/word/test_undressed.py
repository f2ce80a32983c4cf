"""Files that lost styles, ids, bookmarks and our parts come home by their words alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.diagnostic import PaperError
from masthead.edition.resolve import resolve_edition
from masthead.importing.dressing import dress_like
from masthead.importing.importer import import_drafts
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from tests.importing.word.desk import Desk
from tests.importing.word.drawn import SIX
from tests.importing.word.homecoming import (
    OF_WORDS,
    Case,
    bring_home,
    compare,
    edit_paper,
    make_place,
)
from tests.importing.word.undressing import undress
from tests.render.docx.test_random import draw_sources

SHORT = 6


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Case, bytes]]:
    """Papers in six languages, edited, and their files as they were before that."""
    place = make_place(tmp_path_factory.mktemp("undressed"))
    made = []
    for seed, source in enumerate(draw_sources(SHORT)):
        case = edit_paper(place, source, seed, OF_WORDS)
        if case is not None:
            paper = read_source(place, case.text.encode(), "source/random.yaml").require()
            built = render_docx(place, resolve_edition(place, paper, case.code))
            made.append((case, built))
    return made


def test_without_edits_nothing_changes(tmp_path: Path, cases: list[tuple[Case, bytes]]) -> None:
    place = make_place(tmp_path)
    assert {case.code for case, _ in cases} == set(SIX)
    for number, (case, built) in enumerate(cases):
        saved = Case(case.seed, case.code, case.text, undress(built, flat=number % 2 == 0), {})
        assert bring_home(place, saved, "accept").decode() == case.text, (case.seed, case.code)
        assert saved.told == []


def test_edits_change_the_source_exactly_so(
    tmp_path: Path, cases: list[tuple[Case, bytes]]
) -> None:
    place = make_place(tmp_path)
    for number, (case, _) in enumerate(cases):
        case.data = undress(case.data, flat=number % 2 == 1)
        assert compare(place, case) == [], (case.seed, case.code, case.done)
    assert sum(len(case.done) for case, _ in cases) > SHORT


def test_a_file_of_another_paper_is_not_taken_for_one(project: Project, tmp_path: Path) -> None:
    place = make_place(tmp_path)
    samples = project.source / "samples"
    papers = []
    for name in ("A_80_XX", "A_HRC_57_XX"):
        text = (samples / f"{name}.yaml").read_text(encoding="utf-8")
        papers.append((name, text, read_source(place, text.encode(), f"{name}.yaml").require()))
    (_, text, _), (_, _, other) = papers
    data = undress(render_docx(place, resolve_edition(place, other, "en")), flat=True)
    case = Case(0, "en", text, data, {})
    with pytest.raises(PaperError):
        bring_home(place, case, "accept")
    assert (place.source / "random.yaml").read_text(encoding="utf-8") == text


def test_what_is_not_taken_is_told(project: Project, tmp_path: Path) -> None:
    place = make_place(tmp_path)
    text = (project.source / "samples/A_80_XX.yaml").read_text(encoding="utf-8")
    path = place.source / "paper.yaml"
    path.write_text(text, encoding="utf-8")
    paper = read_source(place, text.encode(), "source/paper.yaml").require()
    desk = Desk(render_docx(place, resolve_edition(place, paper, "en")), tracked=False)
    for name, part in desk.parts.items():
        if name.startswith("word/header"):
            desk.parts[name] = part.replace(b"General", b"Specific")
    data = undress(desk.save(), flat=True)
    draft = read_bytes(place, data, "edited.docx", "en", "accept", dress_like(place, path))
    imported = import_drafts(place, [draft], sources=False)
    assert put_into(place, path, imported).decode() == text
    assert any("Specific" in found.message for found in imported.diagnostics)
