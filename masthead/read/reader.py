"""Reading a paper: from a file to a checked :class:`Paper`, with all problems at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from masthead.diagnostic import Diagnostics, PaperError, Place
from masthead.language.language import list_languages
from masthead.paper import Paper
from masthead.project import Project
from masthead.read import problems
from masthead.read.facts import check_facts
from masthead.read.faults import explain_fault
from masthead.read.links import check_links
from masthead.read.versions import check_versions
from masthead.read.yaml import load_yaml


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file: the paper, unless it is too broken, and every finding."""

    paper: Paper | None
    diagnostics: Diagnostics

    def require(self) -> Paper:
        """Give the paper. Raises PaperError when there are errors."""
        if self.paper is None or self.diagnostics.errors:
            raise PaperError(self.diagnostics)
        return self.paper


def read_paper(project: Project, path: Path) -> Reading:
    """Read the paper in a file. Never raises for what is in the file: see the diagnostics."""
    name = project.name(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Reading(None, Diagnostics([problems.UNREADABLE.at(Place(name), reason=reason)]))
    return read_source(project, data, name, path.name)


def read_source(project: Project, data: bytes, name: str, filename: str = "") -> Reading:
    """Read a paper from its bytes. ``filename``, when given, must be the symbol's stem."""
    diagnostics = Diagnostics()
    try:
        tree = load_yaml(data, name)
    except PaperError as error:
        return Reading(None, Diagnostics(error.diagnostics))
    if tree is None:
        return Reading(None, Diagnostics([problems.EMPTY.at(Place(name))]))
    languages = list_languages(project)
    context = {"diagnostics": diagnostics, "languages": frozenset(languages)}
    try:
        paper = Paper.model_validate(tree, context=context).model_copy(update={"file": name})
    except ValidationError as error:
        diagnostics.extend(
            explain_fault(dict(fault), tree, name, languages) for fault in error.errors()
        )
        return Reading(None, diagnostics)
    check_facts(project, paper, tree, filename, diagnostics)
    check_versions(paper, tree, languages, diagnostics)
    check_links(paper, diagnostics)
    return Reading(paper, diagnostics)
