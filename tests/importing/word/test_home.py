"""What went wrong once with files that came home: each edit, and what the source must be then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_drafts
from masthead.importing.into import put_into
from masthead.importing.problems import NO_PLACE
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from tests.importing.word.desk import Desk
from tests.importing.word.homecoming import make_place

HEAD = """\
symbol: {symbol}
series: {series}
date: 2025-09-01
original: en
versions: {{en: {{}}, fr: {{}}}}
title: {{en: A title of it, fr: Un titre}}
"""
REPORT = HEAD.format(symbol="A/80/901", series="general-assembly") + "text:\n"
DRAFT = HEAD.format(symbol="A/C.2/80/L.9", series="general-assembly") + "agenda: null\ntext:\n"


@pytest.fixture
def place(tmp_path: Path) -> Project:
    return make_place(tmp_path)


def bring(place: Project, source: str, edit: Callable[[Desk], None]) -> tuple[str, list[str]]:
    """Edit the English file of a source, and bring it home. Gives the source, and what is told."""
    path = place.source / "paper.yaml"
    path.write_text(source, encoding="utf-8")
    paper = read_source(place, source.encode(), "source/paper.yaml").require()
    desk = Desk(render_docx(place, resolve_edition(place, paper, "en")), tracked=False)
    edit(desk)
    imported = import_drafts(place, [read_bytes(place, desk.save(), "edited.docx", "en")])
    written = put_into(place, path, imported).decode()
    told = [str(found) for found in imported.diagnostics if found.code == NO_PLACE.code]
    return written, told


def split(words: str, place: int) -> Callable[[Desk], None]:
    """Split the paragraph of some words after so many characters of them."""

    def edit(desk: Desk) -> None:
        paragraph = desk.find(words)
        assert paragraph is not None
        found = desk.find_run(paragraph, words)
        assert found is not None
        desk.split_paragraph(paragraph, found[0], found[1] + place)

    return edit


def delete(words: str) -> Callable[[Desk], None]:
    """Delete the paragraph of some words."""

    def edit(desk: Desk) -> None:
        paragraph = desk.find(words)
        assert paragraph is not None
        desk.delete(paragraph)

    return edit


def test_a_comment_above_a_paragraph_that_is_deleted_stays(place: Project) -> None:
    text = "- paragraph: {en: The first words., fr: Les premiers.}\n"
    other = "- paragraph: {en: The second ones., fr: Les autres.}\n"
    source = f"{REPORT}# of all\n{text}# of it\n{other}"
    assert bring(place, source, delete("first words")) == (
        f"{REPORT}# of all\n# of it\n{other}",
        [],
    )
    assert bring(place, source, delete("second ones")) == (f"{REPORT}# of all\n{text}# of it\n", [])


def test_the_only_operative_paragraph_that_is_split_is_numbered_by_the_paper(
    place: Project,
) -> None:
    source = DRAFT + (
        "- preamble: {en: '*The Assembly*,', fr: '*L’Assemblée*,'}\n"
        "- operative: {en: '*Decides* this and that', fr: '*Décide*'}\n"
    )
    came, told = bring(place, source, split("this and that", len("this ")))
    assert told == []
    assert "numbered" not in came
    assert came.count("- operative:") == 2
