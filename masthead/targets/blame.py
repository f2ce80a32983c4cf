"""Blame: what to say of a task that failed for a reason that is not in the paper's text."""

from __future__ import annotations

from masthead.diagnostic import Diagnostic, MastheadError, Place
from masthead.targets import problems
from masthead.targets.executor import TooSlowError, WorkerLostError
from masthead.targets.nursery import WorkerFaultError


def explain_failure(source: str, file: str, error: Exception) -> Diagnostic:
    """Say why ``file``, which belongs to ``source``, could not be made."""
    place = Place(source)
    match error:
        case WorkerLostError():
            return problems.WORKER_LOST.at(place, file=file)
        case TooSlowError():
            return problems.TOO_SLOW.at(place, file=file, limit=f"{error.limit:g}")
        case MastheadError():
            return problems.TOOL_FAILED.at(place, file=file, reason=error)
        case WorkerFaultError():
            return problems.INTERNAL.at(place, file=file, reason=error.reason)
        case _:
            return problems.INTERNAL.at(place, file=file, reason=repr(error))
