"""Packed tasks: how a task and its answer travel, as bytes that only its two ends open.

Between build and worker there are a scheduler and the worker's own process, which pass them on and
import nothing of them. Both ends are our own processes: nothing else is ever unpickled.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from masthead.targets.tasks import do_task, explain_exception


class Beneath(Struct, frozen=True):
    """A file among a task's arguments, by its name in the project, wherever that stands."""

    name: str


def pack_task(function: Callable[..., Any], generation: int, arguments: tuple[Any, ...]) -> bytes:
    """Pack a task without the project's folder, which is another one at the worker."""
    return pickle.dumps((function, generation, arguments), protocol=5)


def do_packed(root: str, packed: bytes) -> bytes:
    """Do a packed task in the project at ``root``, and pack its answer."""
    function, generation, arguments = pickle.loads(packed)  # noqa: S301  # from the build itself
    placed = (str(Path(root, one.name)) if isinstance(one, Beneath) else one for one in arguments)
    answer = do_task(function, (root, generation, *placed), {})
    try:
        return pickle.dumps(answer, protocol=5)
    except Exception as error:  # noqa: BLE001  # a result that cannot travel
        return pack_failure(error)


def pack_failure(error: Exception) -> bytes:
    """Pack what went wrong instead of an answer."""
    return pickle.dumps((False, explain_exception(error)), protocol=5)


def unpack_answer(packed: bytes) -> tuple[bool, Any]:
    """Unpack an answer: whether it went well, with the result or the error."""
    answer: tuple[bool, Any] = pickle.loads(packed)  # noqa: S301  # from a worker of ours
    return answer
