"""Official files to compare with: imported aside, so nothing is written into the project."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import mkdtemp

from msgspec.structs import replace

from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.importing.importer import import_drafts
from masthead.importing.reading import read_drafts
from masthead.paper import Paper
from masthead.project import Project, Room
from masthead.scratch import claim_scratch
from masthead.wordfile.changes import How

ENDINGS = (".xml", ".docx", ".doc", ".odt", ".rtf")
"""What the names of files end in that are imported."""


def import_aside(
    project: Project, path: Path, code: str | None, changes: How, symbol: str
) -> tuple[Paper, Project, list[Diagnostic]]:
    """Import a file: the paper, the folder that its pictures are in, and what did not arrive.

    ``symbol`` is that of the paper with which it is compared, where the file does not say its own.
    Raises PaperError, with places in the file, when no paper comes of it.
    """
    aside = _set_aside(project)
    drafts = read_drafts(project, [path], code, changes)
    for draft in drafts:
        draft.facts.symbol = draft.facts.symbol or symbol
    imported = import_drafts(aside, drafts)
    name = project.name(path)
    reading = imported.reading
    if reading.paper is None or reading.diagnostics.errors:
        raise PaperError(_place_in(name, imported.name, reading.diagnostics.errors))
    return reading.paper, aside, list(_place_in(name, imported.name, imported.diagnostics))


def _set_aside(project: Project) -> Project:
    """Make a folder for what comes in, with the data of the project's own."""
    folder = Path(mkdtemp(prefix="imported-", dir=claim_scratch()))
    styles = project.root / "styles"  # with the fonts
    if styles.is_dir():
        (folder / "styles").symlink_to(styles.resolve())
    rooms: tuple[Room, ...] = ("series", "language")
    for room in rooms:
        own = project.root / room
        if own in project.folders(room):
            shutil.copytree(own, folder / room)
    return Project(folder)


def _place_in(file: str, made: str, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Place findings in the file that came in: nobody sees the source that was made of it."""
    for one in found:
        yield replace(one, place=Place(file)) if one.place.file == made else one
