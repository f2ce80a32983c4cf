"""Which files are told by their words alone: those of a paper of ours that have lost its looks."""

from __future__ import annotations

from pathlib import Path

from masthead.edition.resolve import resolve_edition
from masthead.edition.settling import settle_paper
from masthead.importing.word.reader import Settle
from masthead.importing.word.undressed import count_different, dress, has_lost_looks
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
    if file.source is not None or code not in paper.built_versions:
        return file
    stages = (False, True) if settle_paper(paper).paper is not paper else (False,)
    built = [
        read_word(render_docx(project, resolve_edition(project, paper, code, draft=draft)), "")
        for draft in stages
    ]
    ours = min(built, key=lambda one: count_different(one, file))
    return dress(ours, file) if has_lost_looks(ours, file, paper.symbol) else file
