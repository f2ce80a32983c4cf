"""Folders of files that come in: a paper of each work, made by all cores."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, as_completed
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from masthead.diagnostic import Diagnostic, PaperError, Severity, ToolError, UsageError
from masthead.files import write_file
from masthead.importing.grouping import ENDINGS, Named, group_works, list_files, name_file
from masthead.importing.importer import import_drafts
from masthead.importing.reading import read_drafts
from masthead.project import Project
from masthead.symbol import make_stem
from masthead.targets.cleanup import clean_up_after
from masthead.targets.executor import open_executor
from masthead.targets.failures import explain_failure
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.tasks import task
from masthead.wordfile.changes import How

_AT_ONCE = 100
"""Files whose works one task tells."""


class Came(Struct, frozen=True):
    """What came of the files of a work."""

    symbol: str
    name: str = ""
    """The paper's file; none where it was refused."""
    codes: tuple[str, ...] = ()
    found: tuple[Diagnostic, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether something keeps a version from being built."""
        return any(one.severity is Severity.ERROR for one in self.found)


@lru_cache(maxsize=1)
def _open_project(root: str) -> Project:
    """Open a project once in a process: what it has read is needed for every work."""
    return Project(Path(root))


@task
def name_files(root: str, paths: Sequence[Path]) -> list[Named]:
    """Say of which works files are."""
    return [name_file(_open_project(root), path) for path in paths]


@task
def import_work(
    root: str, symbol: str, paths: Sequence[Path], changes: How, *, votes: bool, write: bool
) -> Came:
    """Make a paper of the files of a work, and write it. Raises ToolError."""
    project = _open_project(root)
    try:
        imported = import_drafts(project, read_drafts(project, paths, None, changes), votes=votes)
    except PaperError as error:
        return Came(symbol, found=tuple(error.diagnostics))
    found = (*imported.reading.diagnostics.errors, *imported.diagnostics)
    path = project.root / imported.name
    try:
        if write:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, imported.source.encode())
        else:
            imported.placed.take_back()
    except OSError as error:
        imported.placed.take_back()
        raise ToolError(f"{imported.name} cannot be written: {error.strerror}") from None
    return Came(symbol, imported.name, tuple(imported.work.drafts), found)


class Works:
    """The works of folders, imported by an executor."""

    def __init__(self, project: Project, executor: Executor) -> None:
        self.project = project
        self.executor = executor
        self.waiting: dict[str, list[Path]] = {}
        """The files of each work that has no paper yet, by its symbol."""
        self.there: list[str] = []
        """The papers that are there already: they stay as they are."""
        self.found: list[Diagnostic] = []
        """Why it cannot be told of which work some files are."""

    def sort(self, paths: Sequence[Path]) -> None:
        """Find the works of folders and files. Raises UsageError where there is no file."""
        files = list(list_files(paths))
        if not files:
            endings = ", ".join(ENDINGS)
            raise UsageError(f"{self.project.name(paths[0])} has no file that comes in: {endings}")
        works, self.found = group_works([*self._name(files, _AT_ONCE)])
        for symbol, files in works.items():
            name = f"source/{make_stem(symbol)}.yaml"
            if os.path.lexists(self.project.root / name):
                self.there.append(name)
            else:
                self.waiting[symbol] = files

    def _name(self, files: Sequence[Path], at_once: int) -> Iterator[Named]:
        """Say of which works files are. Where that fails, each is asked alone: one is to blame."""
        root = str(self.project.root)
        parts = [files[start : start + at_once] for start in range(0, len(files), at_once)]
        tasks = [self.executor.submit(name_files, root, part) for part in parts]
        for part, each in zip(parts, tasks, strict=True):
            error = each.exception()
            if not isinstance(error, Exception):
                yield from each.result()
            elif len(part) > 1:
                yield from self._name(part, 1)
            else:
                source = self.project.name(part[0])
                yield Named(part[0], found=(explain_failure(source, source, error),))

    def bring_in(self, changes: How, *, votes: bool, write: bool) -> Iterator[Came]:
        """Import the works that wait, and give each as it comes. One that fails is told."""
        root = str(self.project.root)
        tasks = {
            self.executor.submit(
                import_work, root, symbol, paths, changes, votes=votes, write=write
            ): symbol
            for symbol, paths in self.waiting.items()
        }
        for each in as_completed(tasks):
            error = each.exception()
            if isinstance(error, Exception):
                symbol = tasks[each]
                source = self.project.name(self.waiting[symbol][0])
                yield Came(symbol, found=(explain_failure(source, symbol, error),))
            else:
                yield each.result()


def import_works(
    project: Project, paths: Sequence[Path], jobs: int, changes: How, *, votes: bool, write: bool
) -> int:
    """Import the works of folders, say what came, and give the exit code."""
    executor = open_executor(Options(formats=(), jobs=jobs))
    progress = Progress()
    made = refused = unready = 0
    with clean_up_after(executor, progress):
        works = Works(project, executor)
        works.sort(paths)
        for found in works.found:
            progress.line(str(found), sys.stderr)
        progress.plan(len(works.waiting))
        for came in works.bring_in(changes, votes=votes, write=write):
            made += bool(came.name)
            refused += not came.name
            unready += bool(came.name) and came.is_wrong
            if came.name:
                progress.line(f"{came.name}: {came.symbol}, {' '.join(came.codes)}")
            for found in sorted(came.found, key=lambda one: (one.place, one.code)):
                progress.line(str(found), sys.stderr)
            progress.count(failed=not came.name)
    counts = {
        "written" if write else "would be written": made,
        "there already and left alone": len(works.there), "refused": refused,
        "of the files of no work": len({found.place.file for found in works.found}),
    }  # fmt: skip
    total = len(works.waiting) + len(works.there)
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    progress.line(f"{total} works: {said}" if said else "no work")
    return int(bool(refused or unready or works.found))
