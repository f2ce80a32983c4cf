"""Delivering: files into the output folder, and whether they may go there."""

from __future__ import annotations

import errno
from pathlib import Path

from masthead.diagnostic import Diagnostic, Place, ToolError
from masthead.targets import problems
from masthead.targets.basis import Basis
from masthead.targets.inputs import FONTS
from masthead.targets.options import Options
from masthead.targets.report import Report
from masthead.targets.target import Target
from masthead.targets.write import sweep_folder, write_file

_HINTS = {
    errno.ENOSPC: "make room on the disk; what was there before is as it was",
    errno.EDQUOT: "make room on the disk; what was there before is as it was",
    errno.EROFS: "--output names another folder",
    errno.EACCES: "check the rights of the folder, or name another one with --output",
    errno.EPERM: "check the rights of the folder, or name another one with --output",
    errno.EISDIR: "a folder of that name stands in its place",
}


class Deliverer:
    """Writes files into one output folder."""

    def __init__(self, basis: Basis, options: Options) -> None:
        self.basis = basis
        self.options = options
        self.folder = options.output or basis.project.output
        self.unlocked: dict[str, list[str]] = {}
        """Fonts used that were not the locked ones, by file."""
        self._locked: dict[str, str] | None = None

    def open(self) -> None:
        """Have the output folder, and sweep away what a killed build left. Raises ToolError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ToolError(f"{self._name(self.folder)} cannot be made: {reason}") from None
        sweep_folder(self.folder)

    def path(self, target: Target) -> Path:
        """Where a target's file stands."""
        return self.folder / target.filename

    def find_before(self, target: Target) -> str | None:
        """The hash of the file that stands there now."""
        return self.basis.hashes.read(str(self.path(target)))

    def write(self, target: Target, data: bytes, digest: str) -> None:
        """Put a file in its place, whole. Raises OSError."""
        path = self.path(target)
        write_file(path, data)
        self.basis.hashes.note(str(path), digest)

    def explain(self, target: Target, error: OSError) -> Diagnostic:
        """Say why a file could not be written."""
        return self.explain_file(target.source, self.path(target), error)

    def explain_file(self, source: str, path: Path, error: OSError) -> Diagnostic:
        """Say why a file that belongs to ``source`` could not be written."""
        return problems.NOT_WRITTEN.at(
            Place(source), file=self._name(path),
            reason=error.strerror or type(error).__name__, hint=_HINTS.get(error.errno or 0, ""),
        )  # fmt: skip

    def judge_fonts(self, target: Target, inputs: dict[str, str]) -> list[Diagnostic]:
        """Find the fonts among a target's inputs that are not what the lock names."""
        if self._locked is None:
            self._locked = self._read_lock()
        other = [
            name.removeprefix(FONTS)
            for name, digest in inputs.items()
            if name.startswith(FONTS) and digest != self._locked.get(name.removeprefix(FONTS))
        ]
        if not other:
            return []
        self.unlocked[target.filename] = other
        kind = problems.FONT_REFUSED if self.options.locked else problems.OTHER_FONT
        return [kind.at(Place("styles/fonts.lock"), font=font) for font in other]

    def _read_lock(self) -> dict[str, str]:
        from masthead.setup import SetupError
        from masthead.setup.fontlock import read_font_lock
        from masthead.setup.places import LOCK_NAME

        try:
            lock = read_font_lock(self.basis.project.find("styles", LOCK_NAME))
        except (SetupError, FileNotFoundError):
            return {}
        return {font.file: font.sha256 for font in lock.fonts}

    def finish(self, report: Report) -> Diagnostic | None:
        """Write the manifest; what went wrong with that, if anything did."""
        from masthead.targets.manifest import NAME, update_manifest

        if not report.outcomes:
            return None
        try:
            update_manifest(self.folder, report.outcomes, self.basis.tools, self.unlocked)
        except OSError as error:
            return self.explain_file(report.outcomes[0].target.source, self.folder / NAME, error)
        return None

    def _name(self, path: Path) -> str:
        return self.basis.project.name(path)
