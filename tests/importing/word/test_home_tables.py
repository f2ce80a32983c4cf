"""What went wrong once with the tables of files that came home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from masthead.importing.edits import Merger
from masthead.project import Project
from masthead.read.reader import read_source
from tests.importing.word.desk import Desk, Element, W, tell
from tests.importing.word.home import (
    REPORT,
    bring,
    replace,
)
from tests.importing.word.homecoming import make_place


@pytest.fixture
def place(tmp_path: Path) -> Project:
    return make_place(tmp_path)


TABLE = REPORT + (
    "- paragraph: {en: The first words., fr: Les premiers.}\n"
    "- table:\n"
    "    columns: [{en: Office, fr: Bureau}, {en: Posts, fr: Postes}, {en: Level, fr: Classe}]\n"
    "    rows:\n"
    "    - [{en: Support, fr: Appui}, 1250, P-4]\n"
    "    - [{en: Legal, fr: Juridique}, {en: '7', fr: '7 à 8'}, 5]\n"
)


def exchange(one: str, other: str) -> Callable[[Desk], None]:
    """Exchange the words of two cells."""

    def edit(desk: Desk) -> None:
        for old, new in ((one, other), (other, one)):
            cells = [each for each in desk.document.iter(f"{W}tc") if tell(each).startswith(old)]
            assert len(cells) == 1
            found = desk.find_run(cells[0], old)
            assert found is not None
            waiting.append((found[0], old, new))
        for run, old, new in waiting:
            desk.replace(run, 0, len(old), new)

    waiting: list[tuple[Element, str, str]] = []
    return edit


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize(
    ("one", "other", "was", "wanted"),
    [
        ("Support", "P-4", "[{en: Support, fr: Appui}, 1250, P-4]",
         "[{en: P-4, fr: Appui}, 1250, {en: Support, fr: P-4}]"),
        ("Support", "1 250", "[{en: Support, fr: Appui}, 1250,",
         "[{en: 1\u00a0250, fr: Appui}, {en: Support, fr: 1\u00a0250},"),
        ("Legal", "7", "[{en: Legal, fr: Juridique}, {en: '7', fr: '7 à 8'},",
         "[{en: '7', fr: Juridique}, {en: Legal, fr: '7 à 8'},"),
        ("7", "5", "{en: '7', fr: '7 à 8'}, 5]", "{en: '5', fr: '7 à 8'}, 7]"),
    ],
)  # fmt: skip
def test_cells_that_change_places_in_a_row_keep_their_words_and_those_of_other_languages(
    place: Project, one: str, other: str, was: str, wanted: str, *, tracked: bool
) -> None:
    assert was in TABLE
    came, told = bring(place, TABLE, exchange(one, other), tracked=tracked)
    assert told == []
    assert yaml.safe_load(came) == yaml.safe_load(TABLE.replace(was, wanted))
    assert read_source(place, came.encode(), "source/paper.yaml").paper is not None


def test_words_in_place_of_the_paragraphs_of_a_cell_are_told(place: Project) -> None:
    cell = "{paragraphs: [{en: One here, fr: Un}, {en: Two here, fr: Deux}]}"
    source = TABLE.replace("5]", f"{cell}]")

    def edit(desk: Desk) -> None:
        exchange("7", "One here")(desk)
        paragraph = desk.find("Two here")
        assert paragraph is not None
        desk.delete(paragraph)

    came, told = bring(place, source, edit)
    assert [each for each in told if "'7'" in each]
    assert yaml.safe_load(came) == yaml.safe_load(source.replace("{en: '7',", "{en: One here,"))


def test_words_that_a_merge_loses_are_told(place: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Merger, "merge_paper", lambda self, author, before, after: author)
    came, told = bring(place, TABLE, replace("first words", "first 1,400 syllables"))
    assert came == TABLE
    assert len(told) == 1
    assert "'1400 syllables'" in told[0]
