"""Random papers of every kind and language become Word files, and come back the same."""

from __future__ import annotations

import pytest

from tests.importing.word.roundtrip import LANGUAGES, Going, compare, draw_papers, save_anew

SHORT = 12


@pytest.fixture(scope="module")
def drawn() -> list[Going]:
    return draw_papers(SHORT)


def test_random_papers_come_back_the_same(drawn: list[Going]) -> None:
    assert {going.code for going in drawn} == set(LANGUAGES)
    for going in drawn:
        assert compare(going, going.built, bare=False) == [], going.source


@pytest.mark.xdist_group("libreoffice")
def test_random_papers_that_libreoffice_saved_come_back_the_same(drawn: list[Going]) -> None:
    some = drawn[::5]
    saved = save_anew([going.built for going in some])
    for going, data in zip(some, saved, strict=True):
        assert compare(going, data, bare=False) == [], going.source
