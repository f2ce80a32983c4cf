"""Watching: what a saved change needs is built again, by workers that stay warm."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import get_args

from masthead.diagnostic import MastheadError
from masthead.project import Project, Room, built_in_folder
from masthead.targets.fingerprint import PACKAGE
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.report import KEPT, Report, write_files
from masthead.targets.run import Run

_IGNORED = ("~", ".tmp", ".swp", ".swx", ".pyc")


class CodeChangedError(MastheadError):
    """Masthead's own modules were changed: everything has to start anew."""


class Watch:
    """Builds once, then again after each change that may matter."""

    def __init__(
        self, project: Project, options: Options, executor: Executor, progress: Progress
    ) -> None:
        self.run = Run(project, options, executor, progress)
        self.progress = progress
        self.output = (options.output or project.output).resolve()

    def folders(self) -> list[Path]:
        """The folders that are watched: papers, styles, templates, data, our own modules."""
        project = self.run.project
        rooms: tuple[Room, ...] = get_args(Room)
        wanted = [
            project.source,
            *(project.root / room for room in rooms),
            *(built_in_folder(room) for room in rooms),
            PACKAGE,
            *(Path(name) if Path(name).is_dir() else Path(name).parent
              for name in self.run.options.papers if Path(name).exists()),
        ]  # fmt: skip
        found = {folder.resolve() for folder in wanted if folder.is_dir()}
        return sorted(
            folder for folder in found if not any(above in found for above in folder.parents)
        )

    def build(self, changed: Iterable[Path] = ()) -> str:
        """Build what is not up to date, and say in a line what was done.

        Raises CodeChangedError when one of Masthead's own modules is among the changed files.
        """
        paths = [path.resolve() for path in changed]
        if any(path.suffix == ".py" and path.is_relative_to(PACKAGE) for path in paths):
            raise CodeChangedError("Masthead itself was changed")
        if any(not self._is_paper(path) for path in paths):
            # Styles, templates or data: nothing that was read from them before counts any longer.
            self.run.project = Project(self.run.project.root)
            self.run.generation += 1
        started = time.perf_counter()
        self.progress.said.clear()
        try:
            report = self.run.build()
        except MastheadError as error:
            return f"masthead: {error}"
        names = ", ".join(dict.fromkeys(path.name for path in paths))
        took = (time.perf_counter() - started) * 1000
        return f"{names + ': ' if names else ''}{describe(report)} in {took:.0f} ms"

    def matters(self, path: str) -> bool:
        """Whether a changed file may matter: not what a build or an editor leaves beside it."""
        name = path.rpartition("/")[2]
        return not (
            name.startswith(".")
            or name.endswith(_IGNORED)
            or "__pycache__" in path
            or Path(path).resolve().is_relative_to(self.output)
        )

    def changes(self, stop: Callable[[], bool]) -> Iterator[list[Path]]:
        """Wait for changes, until ``stop`` says that it is enough."""
        import threading

        from watchfiles import watch

        event = threading.Event()
        for changes in watch(
            *self.folders(), step=10, debounce=200, rust_timeout=500, yield_on_timeout=True,
            stop_event=event, raise_interrupt=True,
            watch_filter=lambda _, path: self.matters(path),
        ):  # fmt: skip
            if stop():
                return
            if changes:
                yield sorted({Path(path) for _, path in changes})

    def _is_paper(self, path: Path) -> bool:
        return path.suffix in (".yaml", ".yml") and (
            path.is_relative_to(self.run.project.source)
            or any(Path(name).resolve() in (path, path.parent) for name in self.run.options.papers)
        )


def describe(report: Report) -> str:
    """Say in a few words what a build did."""
    done = [outcome for outcome in report.outcomes if outcome.status != KEPT]
    if report.diagnostics.errors:
        errors = len(report.diagnostics.errors)
        found = f"{errors} error{'s' if errors > 1 else ''}"
        return f"{found}, {write_files(len(done))} built" if done else found
    if not done:
        return "nothing to do"
    if len(done) > 4:
        return f"{write_files(len(done))} built"
    return "built " + ", ".join(
        f"{'+'.join(outcome.target.languages).upper()} {outcome.target.format}" for outcome in done
    )
