"""The paper and the specimen as Word files, built once."""

from __future__ import annotations

import pytest

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.measures import load_measures
from masthead.project import Project
from masthead.render.docx import render_docx
from tests.render.specimen import read_specimen

CODES = ("en", "zh", "ar")


@pytest.fixture(scope="session")
def specimens(project: Project) -> dict[str, Edition]:
    """The specimen's editions: everything that can stand in a paper, in three scripts."""
    paper = read_specimen(project)
    return {code: resolve_edition(project, paper, code) for code in CODES}


@pytest.fixture(scope="session")
def built(
    project: Project, specimens: dict[str, Edition], edition_zh: Edition, edition_en: Edition
) -> dict[str, tuple[Edition, bytes]]:
    """Editions and their Word files, by name."""
    editions = {f"specimen-{code}": edition for code, edition in specimens.items()}
    editions |= {"paper-zh": edition_zh, "paper-en": edition_en}
    return {name: (edition, render_docx(project, edition)) for name, edition in editions.items()}


def skipped_styles(project: Project, edition: Edition) -> frozenset[str]:
    """The styles of what is no part of an edition's sequence: masthead lines, the end rule."""
    word = load_measures(project, edition.station, edition.language.code).word
    kinds = ("session", "place", "agenda_item", "agenda_title", "subsidiary", "status", "end_rule",
             "page_word")  # fmt: skip
    return frozenset(word[kind] for kind in kinds)
