"""The source that a Word file of ours brings along: it says what the words of the file cannot.

It is not believed. A Word file is built of it and read like the one that came in: where both say
the same, the paper is that of the source; what they say otherwise was edited since, and the paper
gets those edits. So the text decides, and a file without a source comes in by its words alone.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import PurePath

from masthead.diagnostic import Diagnostics, MastheadError, Place
from masthead.draft.draft import Draft
from masthead.importing import problems
from masthead.importing.home import merge_edits
from masthead.importing.words import Imported, import_words, write_words
from masthead.paper import Entry, Figure, Paper, PictureUnit, walk_texts, walk_units
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.symbol import make_stem
from masthead.write.source import write_source
from masthead.write.tree import is_same, make_tree

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
        _leave(project, imported, [draft], reason)
    else:
        _replace(project, imported, new)


def take_sources(project: Project, imported: Imported, drafts: Sequence[Draft]) -> None:
    """Make the paper of an import that of the sources of all its languages, if they are of one."""
    papers: dict[str, Paper] = {}
    found = Diagnostics()
    for draft in drafts:
        alone = import_words(project, [copy.deepcopy(draft)], write=False)
        imported.placed.paths += alone.placed.paths
        take_source(project, alone, draft)
        if alone.said is None:
            reason = "it cannot be read, or says something else than the text"
            _leave(project, imported, [draft], reason)
            return
        papers[draft.code] = alone.paper
        imported.edits += alone.edits
        found.extend(alone.diagnostics)
    new = _join(papers, imported.work.lead)
    if new is None:
        _leave(project, imported, drafts, "the languages are of papers that are not built alike")
        return
    _replace(project, imported, new)
    imported.diagnostics.extend(found)


def _join(papers: Mapping[str, Paper], lead: str) -> Paper | None:
    """Join the languages of one paper; None where they are not built alike."""
    new = papers[lead].model_copy(deep=True)
    for code, paper in papers.items():
        if code == lead:
            continue
        for one, other in zip_longest(walk_texts(new), walk_texts(paper)):
            if one is None or other is None or _name(one) != _name(other):
                return None
            if code in other.texts:
                one.texts[code] = other.texts[code]
        new.versions[code] = paper.versions[code]
    _join_rest(new, papers)
    alike = all(
        is_same(make_tree(new, (code,)), make_tree(paper, (code,)))
        for code, paper in papers.items()
    )
    return new if alike else None


def _name(entry: Entry) -> tuple[str, str, str]:
    return entry.kind, entry.slot.name, entry.key


def _join_rest(new: Paper, papers: Mapping[str, Paper]) -> None:
    """Give each unit what it has in each language besides texts: its picture, a label typed."""
    listed = {code: list(walk_units(paper.text)) for code, paper in papers.items()}
    for place, unit in enumerate(walk_units(new.text)):
        others = {code: kept[place] for code, kept in listed.items() if place < len(kept)}
        if isinstance(unit, Figure):
            names = {
                code: other.figure.pick_image(code)
                for code, other in others.items() if isinstance(other, Figure)
            }  # fmt: skip
            if len(set(names.values())) > 1:
                object.__setattr__(unit.figure, "image", names)
        labels = [getattr(other, "label", None) for other in others.values()]
        if any(isinstance(label, dict) for label in labels):
            said = [label for label in labels if isinstance(label, dict)]
            object.__setattr__(unit, "label", {key: one[key] for one in said for key in one})


def _leave(project: Project, imported: Imported, drafts: Sequence[Draft], reason: str) -> None:
    """Make the paper of the words alone, and tell that sources are not used."""
    write_words(project, imported)
    for draft in drafts:
        imported.diagnostics.add(problems.SOURCE_LEFT.at(Place(draft.file), reason=reason))


def _replace(project: Project, imported: Imported, new: Paper) -> None:
    """Put another paper in the place of the one that the words make."""
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
    if not names:
        return paper
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
