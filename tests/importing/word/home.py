"""Files that are edited and come home: how a test edits one, and what its source is then."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from masthead.edition.resolve import resolve_edition
from masthead.importing.dressing import dress_like
from masthead.importing.importer import import_drafts
from masthead.importing.into import put_into
from masthead.importing.problems import NO_PLACE
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.wordfile.changes import How
from tests.importing.word.desk import Desk
from tests.importing.word.homecoming import settle

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


def bring(
    place: Project, source: str, edit: Callable[[Desk], None], *,
    tracked: bool = False, how: How = "accept",
) -> tuple[str, list[str]]:  # fmt: skip
    """Edit the English file of a source, and bring it home. Gives the source, and what is told."""
    path = place.source / "paper.yaml"
    path.write_text(source, encoding="utf-8")
    paper = read_source(place, source.encode(), "source/paper.yaml").require()
    desk = Desk(render_docx(place, resolve_edition(place, paper, "en")), tracked=tracked)
    edit(desk)
    settle = dress_like(place, path)
    draft = read_bytes(place, desk.save(), "edited.docx", "en", how, settle)
    imported = import_drafts(place, [draft], sources=False)
    written = put_into(place, path, imported).decode()
    told = [str(found) for found in imported.diagnostics if found.code == NO_PLACE.code]
    return written, told


def check(place: Project, source: str, edit: Callable[[Desk], None], wanted: str) -> None:
    """Check that an edited file comes home so that its source says what is wanted."""
    came, told = bring(place, source, edit)
    assert told == []
    assert settle(yaml.safe_load(came)) == settle(yaml.safe_load(wanted))


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


def replace(words: str, new: str) -> Callable[[Desk], None]:
    """Replace some words."""

    def edit(desk: Desk) -> None:
        paragraph = desk.find(words)
        assert paragraph is not None
        found = desk.find_run(paragraph, words)
        assert found is not None
        desk.replace(found[0], found[1], found[1] + len(words), new)

    return edit


def insert_after(words: str) -> Callable[[Desk], None]:
    """Insert a paragraph after another one."""

    def edit(desk: Desk) -> None:
        paragraph = desk.find(words)
        assert paragraph is not None
        desk.insert_after(paragraph, "New words.")

    return edit
