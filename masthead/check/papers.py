"""Checking papers from their files: read, check, resolve, mend, accept."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from masthead.check import problems
from masthead.check.accepted import ENDING, find_file
from masthead.check.accepting import write_accepted
from masthead.check.checker import Choice, inspect_paper, keep_findings
from masthead.check.inspection import Inspection
from masthead.check.rule import Finding
from masthead.diagnostic import (
    Diagnostic,
    Diagnostics,
    PaperError,
    Place,
    Severity,
    ToolError,
)
from masthead.files import ChangedMeanwhileError, rewrite_file, write_file
from masthead.project import Project
from masthead.read.papers import find_twins
from masthead.read.reader import Reading, read_data, read_paper, read_source
from masthead.write.edit import Edit, Source

ROUNDS = 5
"""How often --fix looks again: one mend may uncover the next."""


class Checked(Struct):
    """What came of checking papers."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    papers: int = 0
    mended: dict[str, int] = field(default_factory=dict)
    """How many findings were mended in each file."""
    accepted: list[str] = field(default_factory=list)
    """The files of fingerprints that were written."""

    @property
    def exit_code(self) -> int:
        """0 fine, 1 errors in a paper, 3 a rule is broken."""
        if any(found.code == problems.BROKEN_RULE.code for found in self.diagnostics):
            return 3
        return 1 if self.diagnostics.errors else 0


class Memory(Protocol):
    """Remembers what was found in papers that are as they were."""

    def recall(self, path: Path) -> list[Diagnostic] | None:
        """Recall what was found in a paper."""

    def keep(self, path: Path, found: Iterable[Diagnostic], inputs: Mapping[str, str]) -> None:
        """Keep what was found in a paper, with the files that were read besides."""


def check_papers(
    project: Project,
    paths: Iterable[Path],
    choice: Choice,
    *,
    fix: bool,
    accept: bool,
    memory: Memory | None = None,
) -> Checked:
    """Check papers, after mending what can be mended if asked to.

    ``memory`` is of use only where nothing is mended or accepted, and every rule is asked.

    Raises ToolError when a file cannot be written, or pages cannot be laid out on this machine.
    """
    checked = Checked()
    files = list(paths)
    for diagnostic in find_twins(project, files).values():
        checked.diagnostics.add(diagnostic)
    for folder in dict.fromkeys(path.parent for path in files):
        checked.diagnostics.extend(_find_left_behind(project, folder))
    for path in files:
        checked.papers += 1
        if memory is not None:
            checked.diagnostics.extend(_check_anew(project, path, choice, memory))
            continue
        if fix:
            found, count = mend_file(project, path, choice)
            checked.diagnostics.extend(found)
            if count:
                checked.mended[project.name(path)] = count
        reading = read_paper(project, path)
        inspection = Inspection(project, reading.paper) if reading.paper else None
        if accept and inspection and not reading.diagnostics.errors:
            checked.accepted += _accept(project, inspection)
        checked.diagnostics.extend(check_reading(reading, inspection, choice))
    return checked


def _check_anew(project: Project, path: Path, choice: Choice, memory: Memory) -> list[Diagnostic]:
    """Check a paper, if it is not remembered what was found in it; with errors it never is."""
    found = memory.recall(path)
    if found is None:
        with project.recording() as inputs:
            reading = read_paper(project, path)
            inspection = Inspection(project, reading.paper) if reading.paper else None
            found = check_reading(reading, inspection, choice)
        if not any(
            one.severity is Severity.ERROR or one.code == problems.BROKEN_RULE.code for one in found
        ):  # what advice says of an error may depend on what else stands in the folder
            memory.keep(path, found, inputs)
    return found


def _find_left_behind(project: Project, folder: Path) -> Iterator[Diagnostic]:
    """Find fingerprints in a folder whose paper has another name by now."""
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f"*{ENDING}")):
            stem = path.name.removesuffix(ENDING)
            if not any(path.with_name(stem + ending).exists() for ending in (".yaml", ".yml")):
                yield problems.WITHOUT_PAPER.at(Place(project.name(path)))


def check_reading(
    reading: Reading, inspection: Inspection | None, choice: Choice
) -> list[Diagnostic]:
    """Check one paper: what reading found, what rules find, what no language can express."""
    found = Diagnostics(reading.diagnostics)
    if inspection is not None:
        sound = not reading.diagnostics.errors
        # Pages of a paper that cannot be built are not laid out: a picture may be missing.
        wanted = choice if sound else replace(choice, layout=False)
        found.extend(inspect_paper(inspection, wanted))
        if sound:
            found.extend(inspection.resolve())
    return keep_findings(found, choice)


def _accept(project: Project, inspection: Inspection) -> list[str]:
    """Write a paper's fingerprints anew, if it has a translation."""
    path = find_file(project, inspection.paper)
    text = write_accepted(inspection)
    if path is None or text is None:
        return []
    try:
        write_file(path, text.encode())
    except OSError as error:
        raise _explain(project.name(path), error) from None
    inspection.forget_accepted()
    return [project.name(path)]


def mend_file(project: Project, path: Path, choice: Choice) -> tuple[list[Diagnostic], int]:
    """Mend what can be mended in a paper's file: what could not be, and how many were."""
    name = project.name(path)
    try:
        data = before = read_data(project, path)
    except PaperError:
        return [], 0  # reading it says why
    total = 0
    for _ in range(ROUNDS):
        mended, count = mend_source(project, data, name, choice)
        if not count:
            break
        if not _is_same_paper(project, data, mended, name):
            return [problems.NOT_MENDED.at(Place(name))], 0
        data, total = mended, total + count
    if data != before:
        try:
            rewrite_file(path, before, data)
        except ChangedMeanwhileError:
            return [problems.CHANGED_MEANWHILE.at(Place(name))], 0
        except OSError as error:
            raise _explain(name, error) from None
    return [], total


def mend_source(project: Project, data: bytes, name: str, choice: Choice) -> tuple[bytes, int]:
    """Mend the bytes of a paper once: the new bytes, and how many findings were mended."""
    reading = read_source(project, data, name)
    if reading.paper is None or reading.diagnostics.errors:
        return data, 0
    found = inspect_paper(Inspection(project, reading.paper), choice)
    edits: list[Edit] = [
        kept.edit for kept in found if isinstance(kept, Finding) and kept.edit is not None
    ]
    if not edits:
        return data, 0
    source = Source(data)
    count = source.apply(edits)
    return source.encode(), count


def _is_same_paper(project: Project, before: bytes, after: bytes, name: str) -> bool:
    """Whether a mended paper still reads, with the same texts in the same places."""
    one, other = (read_source(project, data, name) for data in (before, after))
    if one.paper is None or other.paper is None or other.diagnostics.errors:
        return False
    shapes = [
        [
            (subject.kind, subject.slot, tuple(subject.texts))
            for subject in Inspection(project, paper).subjects
        ]
        for paper in (one.paper, other.paper)
    ]
    return shapes[0] == shapes[1]


def _explain(name: str, error: OSError) -> ToolError:
    return ToolError(f"{name} cannot be written: {error.strerror or type(error).__name__}")
