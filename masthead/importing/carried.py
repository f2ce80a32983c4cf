"""The source that a Word file of ours brings along: it says what the words of the file cannot.

It is not believed. A Word file is built of it and read like the one that came in: where both say
the same, the paper is that of the source; what they say otherwise was edited since, and the paper
gets those edits. So the text decides, and a file without a source comes in by its words alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from masthead.diagnostic import Diagnostics, MastheadError, Place
from masthead.draft.draft import Draft
from masthead.importing import problems
from masthead.importing.home import merge_edits
from masthead.importing.words import Imported
from masthead.paper import Figure, Paper, PictureUnit, walk_units
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.symbol import make_stem
from masthead.write.source import write_source

MOST_SOURCE = 4_000_000
"""Characters of such a source: a paper of 500 pages has fewer in one language."""

_PICTURES = (".png", ".jpg", ".jpeg", ".svg")


def take_source(project: Project, imported: Imported, draft: Draft) -> None:
    """Make the paper of an import that of the source that its file brings along, and of edits."""
    try:
        old = _read(project, imported, draft)
        new = old and merge_edits(project, old, imported)
    except MastheadError as error:
        new, reason = None, str(error).partition("\n")[0]
    else:
        reason = "it cannot be read"
    if new is None:
        place = Place(draft.file)
        imported.diagnostics.add(problems.SOURCE_LEFT.at(place, reason=reason))
        return
    source = write_source(new)
    imported.said, imported.paper, imported.source = imported.paper, new, source
    imported.reading = read_source(project, source.encode(), imported.name)
    imported.diagnostics = Diagnostics(
        found for found in imported.diagnostics if not found.place.file.startswith("source/")
    )


def _read(project: Project, imported: Imported, draft: Draft) -> Paper | None:
    """Read the source, its files under the names that they get beside the paper."""
    if len(draft.source) > MOST_SOURCE:
        return None
    paper = read_source(project, draft.source.encode(), imported.name).paper
    if paper is None or list(paper.versions) != [draft.code]:
        return None
    files = {
        name: data for name, data in draft.source_files.items()
        if PurePath(name).name == name and name.lower().endswith(_PICTURES)
    }  # fmt: skip
    stem = make_stem(imported.work.symbol)
    named = [str(file) for unit in walk_units(paper.text) for file in unit.files(draft.code)]
    names = {name: f"{stem}-{name}" for name in named if name in files}
    imported.placed.place({names[name]: files[name] for name in names})
    names |= {
        mine: other for mine, other in _pair_pictures(paper, imported.paper, draft.code)
        if mine not in names
    }  # fmt: skip
    written = write_source(paper, files=names)
    return read_source(project, written.encode(), imported.name).paper


def _pair_pictures(paper: Paper, said: Paper, code: str) -> Iterator[tuple[str, str]]:
    """Pair the pictures of the source with those of the file, which may be saved anew."""
    ours = [unit for unit in walk_units(paper.text) if isinstance(unit, PictureUnit)]
    theirs = [unit for unit in walk_units(said.text) if isinstance(unit, PictureUnit)]
    if len(ours) == len(theirs):
        for one, other in zip(ours, theirs, strict=True):
            if isinstance(one, Figure) and isinstance(other, Figure):
                yield str(one.figure.pick_image(code)), str(other.figure.pick_image(code))
