"""Checking built Word files: what Word would have to repair, and what a style should have said."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from masthead.check.papers import Checked
from masthead.diagnostic import Place
from masthead.project import Project
from masthead.read.problems import UNREADABLE

ENDING = ".docx"


def is_word_file(named: str) -> bool:
    """Whether what a person named is a Word file and not a paper."""
    return named.lower().endswith(ENDING)


def check_word_files(project: Project, named: Iterable[str], checked: Checked) -> None:
    """Check Word files, each counted as a paper; what is found joins what was found before."""
    for file in named:
        checked.papers += 1
        path = Path(file)
        name = project.name(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            checked.diagnostics.add(UNREADABLE.at(Place(name), reason=reason))
            continue
        from masthead.render.docx.lint import lint_docx

        checked.diagnostics.extend(lint_docx(data, name))
