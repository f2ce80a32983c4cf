"""Word files that were built of a paper, edited, and come home: the paper gets the edits."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

from masthead.diagnostic import Diagnostic, Diagnostics, Place
from masthead.edition.edition import Edition, plain_text, walk_blocks
from masthead.edition.numbering import number_units
from masthead.edition.paragraphs import Opening
from masthead.edition.resolve import resolve_edition
from masthead.edition.settling import settle_paper
from masthead.importing import problems
from masthead.importing.arrival import list_missing
from masthead.importing.edits import Merger
from masthead.importing.letters import join_titles
from masthead.importing.matching import are_same, say_text
from masthead.importing.pictures import tell_apart
from masthead.importing.word.reader import read_bytes
from masthead.importing.words import Imported, import_words
from masthead.language.amounts import write_figure
from masthead.language.language import load_language
from masthead.paper import FileName, Paper, walk_texts
from masthead.paper.model import HIDDEN, Model
from masthead.project import Project
from masthead.render.docx import render_docx


def merge_edits(project: Project, old: Paper, imported: Imported) -> Paper:
    """Merge what was edited in a Word file into the paper that it was built of.

    Raises PaperError when the paper cannot be built as it is, or does not come home whole.
    """
    code = next(iter(imported.work.drafts))
    after = imported.said or imported.paper
    built = _build(project, old, code)
    if hashlib.sha256(built).hexdigest() == imported.work.drafts[code].digest:
        imported.diagnostics = Diagnostics()
        return _keep_pictures(imported, old)  # nobody has touched it
    before = _read(project, built, old, imported)
    if settle_paper(old).paper is not old and not are_same(before.paper, after):
        shown = _read(project, _build(project, old, code, draft=True), old, imported)
        before = min((before, shown), key=lambda one: _tell_apart(one.paper, after, code))
    _drop_known(imported, before)
    new = old
    if not are_same(before.paper, after):
        language = load_language(project, code)
        merger = Merger(
            code, lambda paper: number_units(paper, language),
            lambda each, figure: write_figure(load_language(project, each).amounts, figure),
            list(old.built_versions),
        )  # fmt: skip
        merger.made = _list_made(resolve_edition(project, old, code))
        new = merger.merge_paper(old, *join_titles(old, before.paper, after, language))
        imported.edits = merger.edits
        imported.diagnostics.extend(merger.lost)
        if not merger.lost:
            missing = list_missing(old, new, before.paper, after, code, merger.made)
            if missing:
                text = " ".join(missing)[:60]
                imported.diagnostics.extend([problems.NO_PLACE.at(Place(""), text=text)])
    return _keep_pictures(imported, new)


def _keep_pictures(imported: Imported, new: Paper) -> Paper:
    """Keep of the pictures that were put beside a paper those that it names."""
    wanted = set(_list_files(new))
    unused = [path for path in imported.placed.paths if path.name not in wanted]
    for path in unused:
        path.unlink(missing_ok=True)
        imported.placed.paths.remove(path)
    return new


def _build(project: Project, paper: Paper, code: str, *, draft: bool = False) -> bytes:
    """Build the paper's own Word file."""
    return render_docx(project, resolve_edition(project, paper, code, draft=draft))


def _read(project: Project, built: bytes, old: Paper, imported: Imported) -> Imported:
    """Read the paper's own Word file as the one that came in."""
    code = next(iter(imported.work.drafts))
    read = read_bytes(project, built, old.file, code)
    tell_apart(read, imported.work.drafts[code])
    before = import_words(project, [read], write=False)
    before.placed.take_back()
    return before


def _list_made(edition: Edition) -> frozenset[str]:
    """List the lines that a paper makes: a reader that misses what they stand before reads them."""
    openings = (block for block in walk_blocks(edition.body) if isinstance(block, Opening))
    return frozenset(plain_text(block.content) for block in openings)


def _tell_apart(one: Paper, other: Paper, code: str) -> int:
    """Count the texts that are in one paper alone: whether a draft with all alternatives came."""
    ours, theirs = (
        Counter(say_text(entry.texts[code]) for entry in walk_texts(kept) if code in entry.texts)
        for kept in (one, other)
    )
    return (ours - theirs).total() + (theirs - ours).total()


def _drop_known(imported: Imported, before: Imported) -> None:
    """Drop the findings that the paper's own Word file gives rise to: they are no news."""
    known = {_bare(found) for found in before.diagnostics}
    imported.diagnostics = Diagnostics(
        found for found in imported.diagnostics if _bare(found) not in known
    )


def _bare(found: Diagnostic) -> tuple[str, str]:
    """Give a finding without the number of its paragraph, which edits change."""
    return found.code, re.sub(r"\Aparagraph \d+", "", found.message)


def _list_files(value: Any) -> Iterator[str]:
    if isinstance(value, FileName):
        yield str(value)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _list_files(inner)
    elif isinstance(value, dict):
        yield from _list_files(list(value.values()))
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in HIDDEN:
                yield from _list_files(getattr(value, name))


def describe_difference(path: Path, name: str, data: bytes) -> Iterator[str]:
    """Describe what would be written into a file, as ``diff -u`` does."""
    before = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    after = data.decode("utf-8").splitlines()
    yield from unified_diff(before, after, name, name, lineterm="")
