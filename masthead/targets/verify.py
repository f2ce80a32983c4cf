"""Verifying: everything built anew in an empty folder with an empty cache, and compared."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from masthead.diagnostic import UsageError
from masthead.project import Project
from masthead.read.papers import ENDINGS, list_folder
from masthead.scratch import claim_scratch
from masthead.targets.differences import find_difference
from masthead.targets.formats import PRINT, list_formats
from masthead.targets.manifest import NAME, read_manifest
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.report import Report
from masthead.targets.run import Run
from masthead.targets.target import is_draft

TIME_LIMIT = 120
"""Seconds that diffoscope may take."""


Reprint = Callable[[Path, Mapping[str, Mapping[str, Any]]], Iterable[tuple[str, str | None]]]
"""Prints into a folder what the manifest lists: each file, with a reason where it cannot be."""


class Verdict(Struct, frozen=True):
    """How a file in the output folder compares with the same file built anew."""

    filename: str
    difference: str | None
    """None when they are the same, to the byte."""
    details: str = ""
    """diffoscope's report, where it is installed."""


def find_formats(project: Project, options: Options) -> tuple[str, ...]:
    """List the formats of what was built into the output folder.

    Raises UsageError when nothing was.
    """
    folder = options.output or project.output
    files = read_manifest(folder)["files"].values()
    found = {entry["format"] for entry in files}
    if not found:
        raise UsageError(f"there is nothing to verify in {project.name(folder)}: build first")
    return tuple(name for name in list_formats() if name in found)


def verify(
    project: Project,
    options: Options,
    executor: Executor,
    progress: Progress,
    tell: Callable[[Verdict], None],
    reprint: Reprint | None = None,
) -> tuple[Report, list[Verdict]]:
    """Build papers anew and compare with the output folder, telling each verdict at once.

    What the manifest lists but the source no longer makes is a difference, too. ``reprint`` makes
    the print files of these papers again.
    """
    folder = options.output or project.output
    listed = read_manifest(folder)["files"]
    with tempfile.TemporaryDirectory(dir=claim_scratch()) as name:
        anew = Path(name)
        papers = options.papers or _list_papers(project, listed)
        chosen = replace(options, output=anew, papers=papers)
        report = Run(project, chosen, executor, progress).build()
        verdicts = []

        def judge(verdict: Verdict) -> None:
            verdicts.append(verdict)
            tell(verdict)

        for outcome in sorted(report.outcomes, key=lambda one: one.target.filename):
            judge(_compare(folder, anew, outcome.target.filename, listed))
        made = {verdict.filename for verdict in verdicts}
        errors = report.diagnostics.errors  # what they kept from being made is told already
        sources = {outcome.target.source for outcome in report.outcomes}
        prints = {}
        for filename, entry in sorted(listed.items()):
            of_these = not options.papers or entry["source"]["file"] in sources
            of_these &= entry["source"]["file"] not in {one.place.file for one in errors}
            if filename in made or not of_these or not _is_asked_for(entry, filename, options):
                continue
            if entry["format"] == PRINT.name:
                prints[filename] = entry
            else:
                judge(Verdict(filename, "the source makes no such file any longer"))
        for filename, trouble in reprint(anew, prints) if reprint else ():
            judge(
                _compare(folder, anew, filename, listed)
                if trouble is None
                else Verdict(filename, trouble)
            )
    return report, verdicts


def _list_papers(project: Project, listed: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """List the papers in ``source/``, and those elsewhere from which listed files were built."""
    here = list_folder(project.source) if project.source.is_dir() else []
    found = {path.stem: path for path in here}
    for entry in listed.values():
        path = project.root / entry["source"]["file"]
        if path.suffix in ENDINGS and path.is_file():
            found.setdefault(path.stem, path)
    return tuple(map(str, found.values()))


def _is_asked_for(entry: dict[str, Any], filename: str, options: Options) -> bool:
    languages, printed = entry["languages"], entry["format"] == PRINT.name
    wanted = [code in options.languages for code in languages] if options.languages else [True]
    with_pdfs = printed and ("pdf" in options.formats or not options.formats)
    return (
        (entry["format"] in options.formats or with_pdfs)
        and (all(wanted) if printed else any(wanted))
        and is_draft(filename) == options.draft
    )


def _compare(folder: Path, anew: Path, filename: str, listed: dict[str, Any]) -> Verdict:
    there, here = folder / filename, anew / filename
    try:
        old = there.read_bytes()
    except FileNotFoundError:
        return Verdict(filename, "it is not there (build it first)")
    except OSError as error:
        return Verdict(filename, f"cannot be read: {error.strerror}")
    difference = find_difference(old, here.read_bytes())
    if difference is None:
        if filename not in listed:
            return Verdict(filename, f"is not in {NAME}")
        return Verdict(filename, None)
    return Verdict(filename, difference, run_diffoscope(there, here))


def run_diffoscope(one: Path, other: Path) -> str:
    """Have diffoscope compare two files, when it is installed; otherwise nothing."""
    program = shutil.which("diffoscope")
    if program is None:
        return ""
    try:
        done = subprocess.run(
            [program, "--text", "-", "--max-report-size", "4000", one, other],
            capture_output=True, timeout=TIME_LIMIT, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
