"""The books that the tests of this room look at: built once."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec.structs
import pytest

from masthead.edition.edition import Edition, walk_blocks
from masthead.edition.resolve import resolve_edition
from masthead.paper import Paper
from masthead.project import Project
from masthead.render.archive import read_archive
from masthead.render.epub import render_epub
from masthead.render.landing import Landing
from tests.render.specimen import read_specimen


def land(edition: Edition, on_a_page: int = 7) -> Landing:
    """A landing as a PDF would give it: so many nodes to a page, notes at the foot."""
    nodes = {"masthead": 1, "title": 1, "byline": 1}
    for count, block in enumerate(walk_blocks(edition.body)):
        nodes[block.id] = count // on_a_page + 1
    nodes |= {note.id: 1 for note in edition.notes}
    return Landing(max(nodes.values()), nodes)


@pytest.fixture(scope="session")
def specimen(project: Project) -> Paper:
    """The paper with everything in it."""
    return read_specimen(project)


@pytest.fixture(scope="session")
def specimens(project: Project, specimen: Paper) -> dict[str, Edition]:
    """Its editions."""
    return {code: resolve_edition(project, specimen, code) for code in specimen.versions}


@pytest.fixture(scope="session")
def editions(
    project: Project,
    paper: Paper,
    edition_zh: Edition,
    edition_en: Edition,
    specimens: dict[str, Edition],
) -> dict[str, tuple[Edition, Landing | None]]:
    """What is made into books: the paper, a draft, an old one, one without text, the specimen."""
    draft = resolve_edition(project, paper, "en", draft=True)
    old = msgspec.structs.replace(edition_en, date=datetime.date(1946, 1, 10))
    return {
        "zh": (edition_zh, land(edition_zh)),
        "en": (edition_en, land(edition_en)),
        "en-draft": (draft, land(draft)),
        "en-1946": (old, None),
        "en-empty": (msgspec.structs.replace(edition_en, byline=(), body=(), notes=()), Landing(3)),
        **{f"specimen-{code}": (each, land(each, 2)) for code, each in specimens.items()},
    }


@pytest.fixture(scope="session")
def books(
    project: Project, editions: dict[str, tuple[Edition, Landing | None]]
) -> dict[str, bytes]:
    """The books as files."""
    return {name: render_epub(project, *each) for name, each in editions.items()}


@pytest.fixture(scope="session")
def members(books: dict[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The books taken apart."""
    return {name: read_archive(data) for name, data in books.items()}


@pytest.fixture(scope="session")
def files(books: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The books on disk."""
    folder = tmp_path_factory.mktemp("books")
    paths = {name: folder / f"{name}.epub" for name in books}
    for name, path in paths.items():
        path.write_bytes(books[name])
    return paths
