"""Progress: what is being made, what was made and how long it took."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Any, TextIO

from masthead.diagnostic import Diagnostic, Severity
from masthead.targets.pace import Pace
from masthead.targets.report import MADE, RESTORED, UNCHANGED

if TYPE_CHECKING:
    from masthead.targets.target import Target


TELL = 30.0
"""Seconds after which a run tells again how far it is."""


class Progress:
    """Speaks in plain lines: files to standard output, findings to standard error."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.said: list[str] = []
        """The findings, as they were printed."""
        self.pace = Pace(0)
        self._told = 0.0
        self.page_stood: float | None = None
        """When the first page stood in its place since it was awaited."""

    def open(self) -> None:
        """Begin."""

    def close(self) -> None:
        """End, whatever happened."""

    def plan(self, papers: int) -> None:
        """So many papers are going to be built."""
        self.pace = Pace(papers)
        self._told = time.monotonic()

    def count(self, *, failed: bool) -> None:
        """A paper is done, and perhaps failed. How far it is, is told now and then."""
        self.pace.step(failed=failed)
        if not self.quiet and time.monotonic() - self._told >= TELL:
            self._told = time.monotonic()
            self.tell()

    def tell(self) -> None:
        """Tell how far it is."""
        self.line(str(self.pace))

    def await_page(self) -> None:
        """Note when the next page stands."""
        self.page_stood = None

    def begin(self, target: Target) -> None:
        """A target is being made, or waits for a worker."""

    def end(self, target: Target, status: str | None, seconds: float) -> None:
        """A target is done; without a status, it failed."""
        if target.format == "pdf" and status in (MADE, RESTORED) and self.page_stood is None:
            self.page_stood = time.perf_counter()
        if status is not None and status != UNCHANGED and not self.quiet:
            took = f"  {seconds:.2f} s" if status == MADE else f"  {status}"
            self.line(f"{target.filename}{took}")

    def say(self, found: Diagnostic) -> None:
        """Print a finding; what is merely known is left to ``check``."""
        if found.severity is not Severity.INFO:
            self.said.append(str(found))
            self.line(str(found), sys.stderr)

    def line(self, text: str, stream: TextIO | None = None) -> None:
        """Print a line."""
        print(text, file=stream or sys.stdout, flush=True)

    def trace(self, text: str) -> None:
        """Print where a fault of the program is, to those who asked for it."""
        if os.environ.get("MASTHEAD_DEBUG"):
            self.line(text, sys.stderr)


class LiveProgress(Progress):
    """Shows on a terminal what is being made just now, above it what is done."""

    def __init__(self, *, quiet: bool = False) -> None:
        super().__init__(quiet=quiet)
        self._running: dict[str, float] = {}
        self._live: Any = None
        self._done = 0

    def open(self) -> None:
        """Begin; the first thing that takes time makes it visible."""

    def close(self) -> None:
        """Leave nothing but the lines on the screen."""
        if self._live is not None:
            self._live.stop()
            self._live = None

    def tell(self) -> None:
        """It is always in sight."""

    def begin(self, target: Target) -> None:
        """Show a target as being made."""
        if self._live is None:
            from rich.console import Console
            from rich.live import Live

            self._live = Live(
                console=Console(), transient=True, refresh_per_second=12,
                get_renderable=self._render,
            )  # fmt: skip
            self._live.start()
        self._running[target.filename] = time.monotonic()

    def end(self, target: Target, status: str | None, seconds: float) -> None:
        """Take a target from those being made to those done."""
        self._running.pop(target.filename, None)
        self._done += 1
        super().end(target, status, seconds)

    def line(self, text: str, stream: TextIO | None = None) -> None:
        """Print a line above what is being made."""
        if self._live is not None and stream is None:
            self._live.console.print(text, markup=False, highlight=False, soft_wrap=True)
        else:
            super().line(text, stream)

    def _render(self) -> Any:
        from rich.table import Table

        now = time.monotonic()
        table = Table.grid(padding=(0, 2))
        for name, begun in list(self._running.items())[:8]:
            table.add_row("…", name, f"{now - begun:.1f} s")
        if len(self._running) > 8:
            table.add_row("", f"and {len(self._running) - 8} more", f"{self._done} done")
        if self.pace.total > 1:
            table.add_row("", str(self.pace), "")
        return table


def choose_progress(*, quiet: bool) -> Progress:
    """Choose how to speak: live on a terminal, in plain lines elsewhere."""
    if not quiet and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        return LiveProgress()
    return Progress(quiet=quiet)
