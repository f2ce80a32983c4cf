"""The two versions that somebody wants compared: papers, papers at a revision, files to import."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from masthead.diagnostic import Diagnostic, PaperError, UsageError
from masthead.importing.aside import ENDINGS, import_aside
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.revisions import Source, find_source, read_at
from masthead.read.touched import Touched
from masthead.wordfile.changes import How


class Version(Struct, frozen=True):
    """A version of a paper."""

    name: str
    """How people call it: its file, with the revision."""
    paper: Paper
    project: Project
    """The folder in which the files beside it are."""
    said: str = ""
    """What tells it from other versions of the same symbol: a revision, or an imported file."""
    imported: bool = False
    found: list[Diagnostic] = field(default_factory=list)
    """What did not arrive of a file that was imported."""


def read_versions(
    project: Project, old: str, new: str | None, code: str | None = None, changes: How = "refuse"
) -> tuple[Version, Version]:
    """Read two versions: OLD and NEW, or a paper as it is and as it was then or at the last commit.

    ``code`` is the language of an imported file that does not say it; ``changes`` is what becomes
    of tracked changes in it. Raises PaperError, UsageError, ToolError.
    """
    came, comes = (_find_file(project, said) for said in (old, new or ""))
    if new is None:
        if came is not None:
            raise UsageError(f"{old} is a file to import: say with which paper to compare it")
        source = find_source(project, old)
        then = source if source.revision else Source(source.path, "HEAD")
        return _read(project, then), _read(project, Source(source.path))

    def take(path: Path, other: Version | None) -> Version:
        symbol = other.paper.symbol if other else ""
        paper, aside, found = import_aside(project, path, code, changes, symbol)
        return Version(project.name(path), paper, aside, path.name, imported=True, found=found)

    if comes is None:
        source = find_source(project, new)
        after = _read(project, source)
        if came is not None:
            return take(came, after), after
        return _read(project, find_source(project, old, source.path)), after
    before = _read(project, find_source(project, old)) if came is None else None
    after = take(comes, before)
    return before or take(came or comes, after), after


def _find_file(project: Project, said: str) -> Path | None:
    """Find a file that is no paper yet by its name."""
    for path in (Path(said), project.root / said):
        if path.suffix.lower() in ENDINGS and path.is_file():
            return path
    return None


def _read(project: Project, source: Source) -> Version:
    return Version(source.name(project), *read_at(project, source), source.revision)


def read_touched(
    project: Project, touched: Touched, revision: str
) -> tuple[Version, Version] | str:
    """Read a paper as it was at a revision, and as it is; or say why there is nothing to compare.

    Raises PaperError where it has errors now.
    """
    then, now = touched
    if now is None:
        return f"is gone since {revision}"
    after = _read(project, Source(now))
    if then is None:
        return f"is new since {revision}"
    try:
        return _read(project, Source(then, revision)), after
    except PaperError as error:
        return f"had errors at {revision}, and is not compared: {error.diagnostics[0]}"
