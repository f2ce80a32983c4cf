"""Failures: what to say of a task that failed, and where in the source what was found stands."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import BrokenExecutor
from pathlib import Path

from masthead.diagnostic import Diagnostic, MastheadError, Place, Problem
from masthead.edition.places import locate_nodes
from masthead.language.language import load_language
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.fault import RenderFault
from masthead.targets import problems
from masthead.targets.tasks import (
    EngineLostError,
    TooSlowError,
    WorkerFaultError,
    WorkerLostError,
    explain_exception,
)


def explain_failure(source: str, file: str, error: Exception) -> Diagnostic:
    """Say why ``file``, which belongs to ``source``, could not be made."""
    place = Place(source)
    match error if isinstance(error, BrokenExecutor) else explain_exception(error):
        case WorkerLostError() | BrokenExecutor():
            return problems.WORKER_LOST.at(place, file=file)
        case EngineLostError(address=address, reason=reason):
            return problems.ENGINE_LOST.at(Place(address), reason=reason)
        case TooSlowError(limit=limit):
            return problems.TOO_SLOW.at(place, file=file, limit=f"{limit:g}")
        case MastheadError() as known:
            return problems.TOOL_FAILED.at(place, file=file, reason=known)
        case fault:
            reason = fault.reason if isinstance(fault, WorkerFaultError) else repr(fault)
            return problems.INTERNAL.at(place, file=file, reason=reason)


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
