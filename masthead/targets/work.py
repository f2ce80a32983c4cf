"""The work itself: preparing a paper and making a file, as tasks that any process can do.

Nothing here knows of caches or folders for output; what was read is handed back with the result.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from masthead.check.checker import check_paper
from masthead.diagnostic import (
    Diagnostic,
    Diagnostics,
    PaperError,
    Place,
    Problem,
    ToolError,
)
from masthead.edition.edition import Edition
from masthead.edition.places import locate_nodes
from masthead.edition.resolve import resolve_edition
from masthead.language.language import load_language
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_data, read_paper, read_source
from masthead.render.fault import RenderFault
from masthead.render.landing import Landing
from masthead.symbol import make_stem
from masthead.targets.nursery import HEAVY


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper that was read, checked and resolved. Without editions, errors stop its build."""

    source: str
    stem: str
    diagnostics: tuple[Diagnostic, ...]
    editions: dict[str, Edition]
    """By language, in the order of the source."""
    inputs: dict[str, str]
    """What was read besides the paper: name to SHA-256."""
    digest: str = ""
    """SHA-256 of the paper's file as it was read; empty when it could not be."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made."""

    data: bytes
    inputs: dict[str, str]
    seconds: float
    landing: Landing | None = None
    """Of a PDF only."""
    notices: tuple[RenderFault, ...] = ()
    """Warnings: what is not quite as it should be."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: editions (one, but for the parallel format) in a format."""

    format: str
    editions: tuple[Edition, ...]
    landing: Landing | None = field(default=None)
    """For an EPUB, which names the pages of the PDF."""

    @property
    def is_heavy(self) -> bool:
        """Whether it takes the layout engine, or comes after what does."""
        return self.format in HEAVY


class _Desk:
    """The project that this process works in, and the paper that it read last.

    Another generation of the project's files is read anew.
    """

    def __init__(self) -> None:
        self._root = ""
        self._generation = -1
        self._project: Project | None = None
        self._paper: tuple[str, Paper] | None = None

    def open(self, root: str, generation: int) -> Project:
        """Open a project; the same one as long as its root and generation are the same."""
        if self._project is None or (root, generation) != (self._root, self._generation):
            self._project = Project(Path(root))
            self._root, self._generation = root, generation
            self._paper = None
        return self._project

    def lay(self, digest: str, paper: Paper) -> None:
        """Keep the paper that was read last, by the hash of its file."""
        self._paper = digest, paper

    def take(self, digest: str) -> Paper | None:
        """Give the paper that was read last, if it is this one."""
        return self._paper[1] if self._paper and self._paper[0] == digest else None


_desk = _Desk()


def prepare_paper(root: str, generation: int, path: str, draft: bool, check: bool) -> Prepared:
    """Read, check and resolve a paper. Its faults are in the diagnostics, never raised."""
    project = _desk.open(root, generation)
    with project.recording() as inputs:
        return _prepare(project, Path(path), inputs, draft=draft, check=check)


def _prepare(
    project: Project, path: Path, inputs: dict[str, str], *, draft: bool, check: bool
) -> Prepared:
    name = project.name(path)
    try:
        data = read_data(project, path)
    except PaperError as error:
        return Prepared(name, path.stem, tuple(error.diagnostics), {}, {})
    digest = hashlib.sha256(data).hexdigest()
    reading = read_source(project, data, name, path.name)
    diagnostics = Diagnostics(reading.diagnostics)
    paper = reading.paper
    editions: dict[str, Edition] = {}
    if paper is not None and not diagnostics.errors:
        _desk.lay(digest, paper)
        if check:
            diagnostics.extend(check_paper(project, paper))
    if paper is not None and not diagnostics.errors:
        for code in paper.versions if draft else paper.built_versions:
            try:
                editions[code] = resolve_edition(project, paper, code, draft=draft)
            except PaperError as error:
                diagnostics.extend(error.diagnostics)
    return Prepared(
        source=name,
        stem=make_stem(paper.symbol) if paper else path.stem,
        diagnostics=tuple(diagnostics),
        editions={} if diagnostics.errors else editions,
        inputs=dict(inputs),
        digest=digest,
    )


def check_prepared(root: str, generation: int, prepared: Prepared) -> Prepared:
    """Check a paper that was only read and resolved: the same, with everything that was found."""
    project = _desk.open(root, generation)
    paper = _desk.take(prepared.digest)
    with project.recording() as inputs:
        if paper is None:
            raise ValueError(f"{prepared.source} was not read in this process")
        found = Diagnostics([*prepared.diagnostics, *check_paper(project, paper)])
    return replace(
        prepared,
        diagnostics=tuple(found),
        editions={} if found.errors else prepared.editions,
        inputs={**prepared.inputs, **inputs},
    )


def make_file(root: str, generation: int, order: Order) -> Made:
    """Make a file. Raises RenderError for what is wrong in the paper, ToolError for the rest."""
    from jinja2 import TemplateError, TemplateSyntaxError

    project = _desk.open(root, generation)
    started = time.perf_counter()
    with project.recording() as inputs:
        try:
            data, landing, notices = _render(project, order)
        except TemplateSyntaxError as error:
            place = f"templates/{error.name}:{error.lineno}"
            raise ToolError(f"{place}: {error.message}") from None
        except TemplateError as error:
            raise ToolError(f"a template of the project's: {error.message}") from None
    return Made(data, dict(inputs), time.perf_counter() - started, landing, notices)


def _render(
    project: Project, order: Order
) -> tuple[bytes, Landing | None, tuple[RenderFault, ...]]:
    edition = order.editions[0]
    match order.format:
        case "pdf":
            from masthead.render.pdf import render_pdf

            result = render_pdf(project, edition)
            return result.data, result.landing, result.notices
        case "docx":
            from masthead.render.docx import render_docx

            return render_docx(project, edition), None, ()
        case "epub":
            from masthead.render.epub import render_epub

            return render_epub(project, edition, order.landing), None, ()
        case "html":
            from masthead.render.html import render_html

            return render_html(project, edition), None, ()
        case "parallel":
            from masthead.render.html import render_parallel

            return render_parallel(project, order.editions), None, ()
        case other:
            raise ValueError(f"there is no format {other}")


def locate_faults(
    project: Project, path: Path, code: str, faults: Iterable[tuple[Problem, str]]
) -> list[Diagnostic]:
    """Say where in the source the faults stand that were found while an edition was set.

    ``faults`` are problems with their wording filled in, and the nodes they were found at.
    """
    name = project.name(path)
    paper = read_paper(project, path).paper
    places = locate_nodes(paper, load_language(project, code)) if paper else {}
    return [problem.at(places.get(node, Place(name))) for problem, node in faults]


def fill_fault(fault: RenderFault) -> tuple[Problem, str]:
    """Fill in the wording of a fault: a problem that has no fields left, and its node."""
    problem = fault.problem
    filled = (text.format(**fault.fields) for text in (problem.message, problem.hint))
    # Braces in what was filled in are text, not fields.
    message, hint = (text.replace("{", "{{").replace("}", "}}") for text in filled)
    return Problem(problem.code, message, hint, problem.severity), fault.node
