"""Files of a paper that come home with looks that are not ours are given ours, by their words."""

from __future__ import annotations

from pathlib import Path

from masthead.edition.resolve import resolve_edition
from masthead.edition.settling import settle_paper
from masthead.importing.word.looks import count_different, has_lost_looks
from masthead.importing.word.reader import Settle
from masthead.importing.word.restored import needs_restoring, restore
from masthead.importing.word.undressed import dress
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.docx import render_docx
from masthead.wordfile.model import WordFile
from masthead.wordfile.reader import read_word


def dress_like(project: Project, path: Path) -> Settle | None:
    """Make what puts the words of a file into that of a paper, where it is one of its files."""
    paper = read_paper(project, path).paper if path.is_file() else None
    return None if paper is None else lambda file, code: _dress(project, paper, file, code)


def _dress(project: Project, paper: Paper, file: WordFile, code: str) -> WordFile:
    if code not in paper.built_versions or not (file.source is None or needs_restoring(file)):
        return file
    stages = (False, True) if settle_paper(paper).paper is not paper else (False,)
    built = [
        read_word(render_docx(project, resolve_edition(project, paper, code, draft=draft)), "")
        for draft in stages
    ]
    ours = min(built, key=lambda one: count_different(one, file))
    if file.source is None and has_lost_looks(ours, file, paper.symbol):
        return dress(ours, file)
    return restore(ours, file) if needs_restoring(file) else file
