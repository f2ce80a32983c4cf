"""Cleaning up: workers and progress are put away however a command ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from masthead.ending import do_at_end
from masthead.targets.executor import WorkerPool

if TYPE_CHECKING:
    from masthead.targets.progress import Progress


@contextlib.contextmanager
def clean_up_after(executor: Executor, progress: Progress) -> Iterator[None]:
    """Show progress meanwhile, then end both; work that is cut short is not waited for."""
    withdraw = [do_at_end(progress.close)]
    if isinstance(executor, WorkerPool):
        withdraw.append(do_at_end(executor.abandon))
    finished = False
    try:
        progress.open()
        yield
        finished = True
    finally:
        progress.close()
        executor.shutdown(cancel_futures=not finished)
        for each in withdraw:
            each()
