"""Delivering: files into the output folder, and whether they may go there."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

from masthead.diagnostic import Diagnostic, Place, ToolError
from masthead.files import sweep_folder, write_file
from masthead.targets import problems
from masthead.targets.basis import Basis
from masthead.targets.options import Options
from masthead.targets.otherfonts import LOCK, FontJudge, describe_fonts
from masthead.targets.output import check_output
from masthead.targets.report import Report, name_some, write_files
from masthead.targets.target import Target

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
        self._fonts = FontJudge(basis.inputs)
        self._forgotten: list[str] = []
        """Files that the manifest is to know no longer."""

    def open(self) -> None:
        """Have the output folder, and sweep away what a killed build left.

        Raises UsageError where no files may go, ToolError where none can.
        """
        check_output(self.basis.project, self.folder)
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
        """Say that a target may not be had with the fonts that it was made with, if it may not."""
        found = self._fonts.find(target, inputs)
        if not found or not self.options.locked:
            return []
        fonts = describe_fonts(found)
        return [problems.FONT_REFUSED.at(Place(target.source), file=target.filename, fonts=fonts)]

    def warn_of_fonts(self, report: Report) -> Diagnostic | None:
        """Say, once for all files, which other fonts they were made with, if they were."""
        every = self._fonts.find_all(report.outcomes).values()
        found = {name: font for fonts in every for name, font in fonts.items()}
        if not found:
            return None
        return problems.OTHER_FONT.at(Place(LOCK), fonts=describe_fonts(found))

    def handle_leftovers(self, report: Report) -> Iterator[Diagnostic]:
        """Say which files of earlier builds no paper makes any longer, or remove them."""
        from masthead.targets.leftovers import find_leftovers, remove_leftovers
        from masthead.targets.manifest import NAME, read_manifest

        listed = read_manifest(self.folder)["files"]
        names = find_leftovers(self.basis.project, listed, report, draft=self.options.draft)
        if names and self.options.prune:
            removed, changed, found = remove_leftovers(
                self.folder, listed, names, self.basis.hashes
            )
            report.removed = len(removed)
            self._forgotten = [*removed, *changed]
            yield from found
        elif names:
            place = Place(self._name(self.folder / NAME))
            yield problems.LEFTOVER.at(place, count=write_files(len(names)), files=name_some(names))

    def finish(self, report: Report) -> Diagnostic | None:
        """Write the manifest; what went wrong with that, if anything did."""
        from masthead.targets.manifest import NAME, update_manifest

        if not report.outcomes and not self._forgotten:
            return None
        unlocked = self._fonts.find_all(report.outcomes)
        try:
            update_manifest(
                self.folder, report.outcomes, self.basis.tools, unlocked, self._forgotten
            )
        except OSError as error:
            source = report.outcomes[0].target.source if report.outcomes else NAME
            return self.explain_file(source, self.folder / NAME, error)
        return None

    def _name(self, path: Path) -> str:
        return self.basis.project.name(path)
