"""Tasks: functions that any process can do, and how they fail.

A task is a module-level function with arguments and a result that can be pickled. It works on files
and on a layout engine that is taught differently for each language, so a process does one at a
time, in whichever thread.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from masthead.diagnostic import MastheadError, ToolError, explain_lack

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
_turn = threading.RLock()


class WorkerLostError(MastheadError):
    """The process at work on a task was killed."""


class EngineLostError(MastheadError):
    """The cluster that tasks were sent to is there no longer."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, reason)
        self.address = address
        self.reason = reason


class TooSlowError(MastheadError):
    """A task took longer than its time limit, in seconds, and was ended."""

    def __init__(self, limit: float) -> None:
        super().__init__(limit)
        self.limit = limit


class WorkerFaultError(Exception):
    """An exception in a task that is none of Masthead's own: a fault of the program."""

    def __init__(self, reason: str, trace: str) -> None:
        super().__init__(reason, trace)
        self.reason = reason
        """Type and message."""
        self.trace = trace


def task(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make a function a task: one at a time in a process, whose faults can travel.

    It raises nothing but MastheadError and WorkerFaultError.
    """

    @wraps(function)
    def do(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        with _turn:
            try:
                return function(*args, **kwargs)
            except (MastheadError, WorkerFaultError):
                raise
            except Exception as error:  # noqa: BLE001  # told as what became of the task
                raise explain_exception(error) from None

    return do


def explain_exception(error: Exception) -> Exception:
    """Say what an exception means: the machine's fault, or one of the program."""
    if isinstance(error, MastheadError | WorkerFaultError):
        return error
    if advice := explain_lack(error):
        return ToolError(advice)
    if isinstance(error, OSError):  # a file that cannot be read
        reason = error.strerror or str(error) or type(error).__name__
        return ToolError(f"{reason}: {error.filename}" if error.filename else reason)
    reason = f"{type(error).__name__}: {error}".strip().replace("\n", " ")
    return WorkerFaultError(reason[:300], "".join(traceback.format_exception(error)))


def do_task(
    function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]
) -> tuple[bool, Any]:
    """Call a function; whether it went well, with its result or its error."""
    try:
        return True, function(*arguments, **named)
    except Exception as error:  # noqa: BLE001  # whatever it is, one target fails and no more
        return False, explain_exception(error)
