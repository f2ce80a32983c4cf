"""Watching: what a saved change needs is built again, by workers that stay warm."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import get_args

from masthead.diagnostic import MastheadError, make_printable
from masthead.project import Project, Room, built_in_folder
from masthead.read.papers import ENDINGS, NoPaperError
from masthead.targets.fingerprint import PACKAGE
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.report import UNCHANGED, Outcome, Report, write_files
from masthead.targets.run import Run

_PAPERS = (*ENDINGS, ".accepted.json")
"""What the names of files beside papers end in that matter."""
_LEFT = re.compile(
    r"""^\. | ^\#.*\#$ | ~$ | ___jb_\w+___$    # hidden files and locks, Emacs, backups, JetBrains
    | ^\d+$ | \.sw[a-z]$                     # Vim: 4913, to try out a folder, and swap files
    | \.(tmp|temp|bak|orig|part|pyc|vsctmp)$
    | \.sb-[0-9a-f]+-\w+$                    # macOS: new-york.yaml.sb-1a2b3c4d-x5Y6z7
    """,
    re.VERBOSE,
)
"""Names of what editors leave beside a file, or write first and then rename."""


class CodeChangedError(MastheadError):
    """Masthead's own modules were changed: everything has to start anew."""


class Watch:
    """Builds once, then again after each change that may matter."""

    pause = 500
    """Milliseconds after which it is looked whether folders have come or gone, or enough is."""

    def __init__(
        self, project: Project, options: Options, executor: Executor, progress: Progress
    ) -> None:
        self.run = Run(project, options, executor, progress)
        self.run.goes_on = True
        self.progress = progress
        self._broken = False
        """Whether the last build ended with errors, or could not be done at all."""

    def folders(self) -> list[Path]:
        """The folders that are watched: papers, styles, templates, data, our own modules."""
        project = self.run.project
        rooms: tuple[Room, ...] = get_args(Room)
        wanted = [
            *self._paper_folders(),
            *(project.root / room for room in rooms),
            *(built_in_folder(room) for room in rooms),
            *(path.parent for path in self._list_read() if self._is_beside_papers(path)),
            PACKAGE,
        ]
        found = {folder.resolve() for folder in wanted if folder.is_dir()}
        return sorted(
            folder for folder in found if not any(above in found for above in folder.parents)
        )

    def begin(self) -> str:
        """Build for the first time, and say in a line what was done.

        Raises MastheadError where waiting would be in vain: no such paper, no room for files. A
        folder without a paper is waited for.
        """
        try:
            return self._build()
        except NoPaperError as error:
            self._broken = True
            return f"masthead: {make_printable(str(error))}"

    def build(self, changed: Iterable[Path] = ()) -> str:
        """Build what is not up to date, and say in a line what was done.

        Raises CodeChangedError when one of Masthead's own modules is among the changed files.
        """
        paths = [path.resolve() for path in changed]
        ours = [path for path in paths if path.is_relative_to(PACKAGE)]
        if any(path.suffix == ".py" or path == PACKAGE for path in ours):
            raise CodeChangedError("Masthead itself was changed")
        if any(not self._is_paper(path) for path in paths):
            # Styles, templates, data: nothing that was read from them before counts any longer.
            self.run.project = Project(self.run.project.root)
            self.run.generation += 1
        names = make_printable(", ".join(dict.fromkeys(path.name for path in paths)))
        self.run.pages_first = True
        was_broken = self._broken
        try:
            done = self._build()
        except MastheadError as error:
            self._broken = True
            return f"masthead: {make_printable(str(error))}"
        mended = "mended: " if was_broken and not self._broken else ""
        return f"{names + ': ' if names else ''}{mended}{done}"

    def _build(self) -> str:
        started = time.perf_counter()
        self.progress.said.clear()
        self.progress.await_page()
        report = self.run.build()
        self._broken = bool(report.diagnostics.errors)
        took = (time.perf_counter() - started) * 1000
        line = f"{describe(report)} in {took:.0f} ms"
        if (stood := self.progress.page_stood) is None or len(list_done(report)) < 2:
            return line
        return f"{line} (the page in {(stood - started) * 1000:.0f} ms)"

    def matters(self, path: str) -> bool:
        """Whether a changed file may matter: not what a build or an editor leaves beside it."""
        place = Path(path)
        if _LEFT.search(place.name) or "__pycache__" in place.parts:
            return False
        whole = place.resolve()
        if not self._is_beside_papers(whole):
            return True
        return self._is_paper(whole) or whole in self._list_read()

    def changes(self, stop: Callable[[], bool]) -> Iterator[list[Path]]:
        """Wait for changes, until ``stop`` says that it is enough.

        The system tells of changes inside folders that are there. That one has come, has gone, or
        is another one by the same name (a checkout brings a new ``source/``), is seen by looking.
        """
        watched = self._identify_folders()
        others: set[Path] = set()
        while True:
            with contextlib.suppress(FileNotFoundError):  # a folder went just now: look again
                for paths in self._wait(list(watched)):
                    if stop():
                        return
                    # Told when they are watched already, so that nothing in them is missed.
                    if paths or others:
                        yield sorted(paths | others)
                    others = set()
                    if self._identify_folders() != watched:
                        break
            found = self._identify_folders()
            others |= {path for path, _ in watched.items() ^ found.items()}
            watched = found

    def _wait(self, folders: list[Path]) -> Iterator[set[Path]]:
        """Wait for changes in folders, and give them; none, now and then. Raises OSError."""
        import threading

        from watchfiles import Change, watch

        for changes in watch(
            *folders, step=10, debounce=200, rust_timeout=self.pause, yield_on_timeout=True,
            stop_event=threading.Event(), raise_interrupt=True,
            watch_filter=lambda _, path: self.matters(path),
        ):  # fmt: skip
            # What has come and is gone again, and nobody saw, was on the way to another name.
            passing = {path for kind, path in changes if kind is Change.added}
            yield {
                path
                for path in {Path(path) for _, path in changes}
                if str(path) not in passing or path.exists() or path in self._list_read()
            }

    def _identify_folders(self) -> dict[Path, tuple[int, int]]:
        """Say which folder each of those is that are watched: device and inode."""
        found = {}
        for folder in self.folders():
            with contextlib.suppress(OSError):  # gone since
                status = folder.stat()
                found[folder] = (status.st_dev, status.st_ino)
        return found

    def _paper_folders(self) -> list[Path]:
        """The folders in which papers are looked for."""
        project = self.run.project
        named = [
            path
            for name in self.run.options.papers
            for path in (Path(name), project.root / name)
            if path.exists()
        ]
        return [project.source, *(path if path.is_dir() else path.parent for path in named)]

    def _list_read(self) -> set[Path]:
        """The files that the last build read, or looked for: what papers name beside themselves."""
        basis, root = self.run.basis, self.run.project.root
        read = map(Path, basis.inputs.files) if basis else ()
        return {path for path in read if path.is_relative_to(root)}

    def _is_paper(self, path: Path) -> bool:
        """Whether a file is a paper, or belongs to one, by its name and its place."""
        return path.name.endswith(_PAPERS) and self._is_beside_papers(path)

    def _is_beside_papers(self, path: Path) -> bool:
        """Whether a file stands where papers are, and not where styles, templates or data are."""
        project = self.run.project
        rooms = (
            room
            for name in get_args(Room)
            for room in (project.root / name, *project.folders(name))  # the first may be gone
        )
        return not path.is_relative_to(PACKAGE) and not any(
            path.is_relative_to(room.resolve()) for room in rooms
        )


def list_done(report: Report) -> list[Outcome]:
    """List the files that were not there before as they are now."""
    return [outcome for outcome in report.outcomes if outcome.status != UNCHANGED]


def describe(report: Report) -> str:
    """Say in a few words what a build did."""
    done = list_done(report)
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
