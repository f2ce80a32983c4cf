"""Builds for the preview: the pages of the version that is looked at, and files on demand."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path

from msgspec import Struct

from masthead.diagnostic import (
    Diagnostic,
    MastheadError,
    PaperError,
    Place,
    ToolError,
)
from masthead.preview.problems import NOT_BUILT
from masthead.project import Project
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.run import Run

_MOST_RUNS = 8
"""How many versions stay warm."""


class Wish(Struct, frozen=True):
    """A file that somebody wants: a version of a paper, in a format."""

    paper: str
    code: str
    format: str = "pdf"
    draft: bool = False


class Built(Struct, frozen=True):
    """What came of a wish: the file, or why there is none."""

    path: Path | None
    diagnostics: tuple[Diagnostic, ...] = ()


class Builder:
    """Builds one file after the other, in a thread of its own; workers do the work.

    Of wishes for the same file only the last one is met.
    """

    def __init__(self, project: Project, executor: Executor, output: Path) -> None:
        self.project = project
        self.generation = 0
        self._executor = executor
        self._output = output
        self._runs: dict[Wish, Run] = {}
        self._wishes: queue.SimpleQueue[Wish | None] = queue.SimpleQueue()
        self._waiting: dict[Wish, list[Future[Built]]] = {}
        self._turn = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="builds", daemon=True)
        self._thread.start()

    def want(self, wish: Wish) -> Future[Built]:
        """Have a file built; one that is waited for already is built once."""
        future: Future[Built] = Future()
        with self._turn:
            is_new = wish not in self._waiting
            self._waiting.setdefault(wish, []).append(future)
        if is_new:
            self._wishes.put(wish)
        return future

    def watch(self, wish: Wish, told: Callable[[Built], None]) -> None:
        """Have a file built, and be told of it from the thread that built it."""
        self.want(wish).add_done_callback(lambda future: told(future.result()))

    def begin_anew(self, project: Project) -> None:
        """Read everything again: a style, a language or a series was saved."""
        with self._turn:
            self.project = project
            self.generation += 1
            self._runs.clear()

    def list_read(self) -> set[Path]:
        """List the files that builds read, besides papers."""
        with self._turn:
            runs = list(self._runs.values())
        return {Path(file) for run in runs if run.basis for file in run.basis.inputs.files}

    def close(self) -> None:
        """Build nothing more; who still waits is told so."""
        self._wishes.put(None)
        self._thread.join(5)

    def _work(self) -> None:
        while (wish := self._wishes.get()) is not None:
            with self._turn:
                waiting = self._waiting.pop(wish, [])
            built = self._build(wish)
            for future in waiting:
                future.set_result(built)
        with self._turn:
            left = [future for futures in self._waiting.values() for future in futures]
        for future in left:
            future.set_result(Built(None))

    def _build(self, wish: Wish) -> Built:
        try:
            run = self._open(wish)
            report = run.build()
        except MastheadError as error:
            return Built(None, explain_failure(wish, error))
        except Exception as error:  # noqa: BLE001  # the preview goes on: the next save may do better
            reason = ToolError(f"{type(error).__name__}: {error}")
            return Built(None, explain_failure(wish, reason))
        files = [outcome.target.filename for outcome in report.outcomes]
        path = self._output / files[0] if len(files) == 1 else None
        return Built(path, tuple(report.diagnostics))

    def _open(self, wish: Wish) -> Run:
        with self._turn:
            if wish not in self._runs:
                options = Options(
                    papers=(str(self.project.root / wish.paper),), languages=(wish.code,),
                    formats=(wish.format,), output=self._output, draft=wish.draft,
                )  # fmt: skip
                if len(self._runs) >= _MOST_RUNS:
                    self._runs.pop(next(iter(self._runs)))
                run = Run(self.project, options, self._executor, Silent())
                run.generation = self.generation
                run.goes_on = True
                self._runs[wish] = run
            return self._runs[wish]


def explain_failure(wish: Wish, error: MastheadError) -> tuple[Diagnostic, ...]:
    """Say why there is no file: what is wrong in the paper, or what failed."""
    if isinstance(error, PaperError):
        return error.diagnostics
    return (NOT_BUILT.at(Place(wish.paper), reason=str(error)),)


class Silent(Progress):
    """Says nothing: what is wrong is shown beside the page."""

    def say(self, found: Diagnostic) -> None:
        """Keep a finding to itself."""

    def line(self, text: str, stream: object = None) -> None:
        """Print no line."""
