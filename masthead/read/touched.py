"""Papers that were touched since a revision, with what they were called then."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from masthead.project import Project
from masthead.read.git import ask_git, check_revision
from masthead.read.papers import ENDINGS


class Touched(NamedTuple):
    """A paper's file: then, and now. One of them is None where it is new, or gone."""

    then: Path | None
    now: Path | None


def list_touched(project: Project, revision: str, papers: Collection[Path]) -> list[Touched]:
    """List what git says was touched since a revision, committed or not, in the order of names.

    Of these papers, or of all that are or were in ``source/``, not in its subfolders. Raises
    UsageError when it is no revision or this is no repository, ToolError without git.
    """
    commit = check_revision(project, revision)
    where = ("--relative", "-z", "--find-renames", commit, "--", ".")
    said = ask_git(project, "diff", "--name-status", *where)
    added = ask_git(project, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    found = [*_read(project, said.split("\0")), *_read(project, _mark_added(added.split("\0")))]
    wanted = {path.resolve() for path in papers}
    kept = [one for one in found if _is_meant(project, one, wanted)]
    return sorted(kept, key=lambda one: str(one.now or one.then))


def _mark_added(names: list[str]) -> list[str]:
    return [field for name in names if name for field in ("A", name)]


def _read(project: Project, fields: list[str]) -> Iterator[Touched]:
    """Read what git says: a letter, then a name, or two where it was renamed."""
    said = iter(field for field in fields if field)
    for letter in said:
        then = project.root / next(said)
        now = project.root / next(said) if letter.startswith("R") else then
        yield Touched(None if letter == "A" else then, None if letter == "D" else now)


def _is_meant(project: Project, touched: Touched, wanted: Collection[Path]) -> bool:
    now, then = touched.now, touched.then
    path = now or then
    if path is None or path.suffix not in ENDINGS:
        return False
    if wanted:
        return now is not None and now.resolve() in wanted
    return path.parent == project.source
