"""Delivering: files to where they go, and whether they may go there."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from masthead.diagnostic import Diagnostic, Place
from masthead.targets import problems
from masthead.targets.basis import Basis
from masthead.targets.options import Options
from masthead.targets.otherfonts import LOCK, FontJudge, describe_fonts
from masthead.targets.outlet import AddressOutlet, FolderOutlet, Outlet
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


def _open_outlet(basis: Basis, options: Options, folder: Path) -> Outlet:
    """Open the outlet that a build's options ask for. Raises ToolError."""
    if options.address is None:
        return FolderOutlet(basis.project, folder, basis.hashes)
    from masthead.targets.addressstore import AddressStore

    return AddressOutlet(AddressStore(options.address))


class Deliverer:
    """Puts files where they go."""

    def __init__(self, basis: Basis, options: Options) -> None:
        self.basis = basis
        self.options = options
        self.folder = options.output or basis.project.output
        self.outlet = _open_outlet(basis, options, self.folder)
        self._fonts = FontJudge(basis.inputs)
        self._forgotten: list[str] = []
        """Files that the manifest is to know no longer."""

    def open(self) -> None:
        """Have the outlet ready. Raises UsageError or ToolError where no files can go."""
        self.outlet.open()

    def path(self, target: Target) -> Path:
        """Where a target's file stands, in a folder."""
        return self.folder / target.filename

    def find_before(self, target: Target) -> str | None:
        """The hash of the file that stands there now."""
        return self.outlet.find(target.filename)

    def write(self, target: Target, data: bytes, digest: str) -> Future[Any] | None:
        """Put a file in its place, whole; what is given back says when it is there.

        Raises OSError, as what is given back may.
        """
        return self.outlet.write(target.filename, data, digest)

    def explain(self, target: Target, error: OSError) -> Diagnostic:
        """Say why a file could not be written."""
        return self.explain_file(target.source, target.filename, error)

    def explain_file(self, source: str, file: str, error: OSError) -> Diagnostic:
        """Say why a file that belongs to ``source`` could not be written.

        Of an address it is said once for all files.
        """
        reason = error.strerror or type(error).__name__
        if isinstance(self.outlet, AddressOutlet):
            return problems.OUTLET_UNUSABLE.at(Place(self.outlet.name()), reason=reason)
        hint = _HINTS.get(error.errno or 0, "")
        name = self.outlet.name(file)
        return problems.NOT_WRITTEN.at(Place(source), file=name, reason=reason, hint=hint)

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
        from masthead.targets.manifest import NAME, parse_manifest

        listed = parse_manifest(self.outlet.read(NAME))["files"]
        names = find_leftovers(self.basis.project, listed, report, draft=self.options.draft)
        if names and self.options.prune:
            removed, changed, found = remove_leftovers(self.outlet, listed, names)
            report.removed = len(removed)
            self._forgotten = [*removed, *changed]
            yield from found
        elif names:
            place = Place(self.outlet.name(NAME))
            yield problems.LEFTOVER.at(place, count=write_files(len(names)), files=name_some(names))

    def finish(self, report: Report) -> Diagnostic | None:
        """Write the manifest; what went wrong with that, if anything did."""
        from masthead.targets.manifest import NAME, update_manifest

        if not report.outcomes and not self._forgotten:
            return None
        unlocked = self._fonts.find_all(report.outcomes)
        try:
            update_manifest(
                self.outlet, report.outcomes, self.basis.tools, unlocked, self._forgotten
            )
            self.outlet.finish()
        except OSError as error:
            source = report.outcomes[0].target.source if report.outcomes else NAME
            return self.explain_file(source, NAME, error)
        return None
