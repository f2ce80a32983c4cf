"""Random edits in random papers: the source is changed exactly so, and by no rejected change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.word.edited import EDITS
from tests.importing.word.homecoming import Case, compare, edit_paper, make_place
from tests.importing.word.roundtrip import save_anew
from tests.render.docx.test_random import draw_sources

SHORT = 8


@pytest.fixture(scope="module")
def sources() -> list[str]:
    return draw_sources(SHORT + len(EDITS))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory, sources: list[str]) -> list[Case]:
    place = make_place(tmp_path_factory.mktemp("edited"))
    made = [edit_paper(place, source, seed) for seed, source in enumerate(sources[:SHORT])]
    for number, name in enumerate(EDITS):  # each kind of edit once, where a paper lets it be made
        tries = (edit_paper(place, source, 100 + number, (name,)) for source in sources[number:])
        made.append(next((case for case in tries if case and case.done), None))
    return [case for case in made if case is not None]


def test_random_edits_change_the_source_exactly_so(tmp_path: Path, cases: list[Case]) -> None:
    place = make_place(tmp_path)
    told = 0
    for case in cases:
        differs = compare(place, case)
        assert differs == [] or case.told, (case.seed, case.code, case.done)
        told += bool(differs)
    assert told <= len(cases) // 8  # in places that a reader takes for something else
    assert {name for case in cases for name in case.done} >= {"insert", "delete", "move", "join"}
    assert {case.tracked for case in cases} == {True, False}


@pytest.mark.xdist_group("libreoffice")
def test_edits_that_libreoffice_saved_come_home(tmp_path: Path, cases: list[Case]) -> None:
    place = make_place(tmp_path)
    some = cases[:4]
    for case, data in zip(some, save_anew([case.data for case in some]), strict=True):
        saved = Case(case.seed, case.code, case.text, data, case.wanted, case.done, case.tracked)
        assert compare(place, saved) == [] or saved.told, (case.seed, case.code, case.done)
