"""Steps: what follows on what in a build, written in the order in which it happens.

A step that has to wait yields a future and goes on with its result; an exception in the future is
raised where it waits. All steps run in one thread, one at a time; only tasks run elsewhere. This is
what ``asyncio`` does, for ``concurrent.futures`` and without its import (40 ms).
"""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import CancelledError, Executor, Future
from typing import Any, TypeVar

Result = TypeVar("Result")
Steps = Generator["Future[Any]", Any, Result]


class StepRunner:
    """Runs steps, and hands their tasks to an executor."""

    def __init__(self, executor: Executor) -> None:
        self.executor = executor
        self._waiting: dict[Future[Any], list[Steps[None]]] = {}
        self._tasks: set[Future[Any]] = set()
        self._done: queue.SimpleQueue[Future[Any]] = queue.SimpleQueue()

    def start(self, steps: Steps[None]) -> None:
        """Run steps as far as they go without waiting."""
        self._resume(steps, None)

    def submit(
        self, task: Callable[..., Result], *arguments: Any, executor: Executor | None = None
    ) -> Future[Result]:
        """Have a task done, by another executor where one is given."""
        future = (executor or self.executor).submit(task, *arguments)
        self._tasks.add(future)
        return future

    def await_this(self, future: Future[Result]) -> Future[Result]:
        """Count something else that is waited for among the tasks: they are kept to a number."""
        self._tasks.add(future)
        return future

    def run(self, more: Iterator[Steps[None]], most: Callable[[], int]) -> None:
        """Start steps as long as fewer than ``most()`` tasks are out, and run all to their ends."""
        following = next(more, None)
        while following is not None or self._waiting:
            while following is not None and len(self._tasks) < most():
                self.start(following)
                following = next(more, None)
            if self._waiting:
                self._go_on(self._done.get())
            with contextlib.suppress(queue.Empty):
                while True:
                    self._go_on(self._done.get_nowait())

    def _go_on(self, future: Future[Any]) -> None:
        self._tasks.discard(future)
        for steps in self._waiting.pop(future):
            self._resume(steps, future)

    def _resume(self, steps: Steps[None], future: Future[Any] | None) -> None:
        try:
            if future is None:
                awaited = next(steps)
            elif future.cancelled():
                awaited = steps.throw(CancelledError())
            elif (error := future.exception()) is not None:
                awaited = steps.throw(error)
            else:
                awaited = steps.send(future.result())
        except StopIteration:
            return
        if awaited in self._waiting:
            self._waiting[awaited].append(steps)
        else:
            self._waiting[awaited] = [steps]
            awaited.add_done_callback(self._done.put)
