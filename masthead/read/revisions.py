"""Papers at a revision: as git keeps them, with the files beside them and the data of that time."""

from __future__ import annotations

import shutil
import tarfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from masthead.diagnostic import Diagnostics, PaperError, ToolError, UsageError
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.git import ask_git, check_revision
from masthead.read.papers import ENDINGS, find_papers
from masthead.read.reader import read_paper
from masthead.scratch import claim_scratch

_DATA = ("source", "series", "language")
"""What reading a paper needs, besides the folder that it stands in."""


class Source(NamedTuple):
    """A paper's file, as it is or was at a revision."""

    path: Path
    revision: str = ""
    """Empty for the file as it is now."""

    def name(self, project: Project) -> str:
        """Name it as people do."""
        name = project.name(self.path)
        return f"{self.revision}:{name}" if self.revision else name


def find_source(project: Project, said: str, path: Path | None = None) -> Source:
    """Find the paper that somebody means: a file, a symbol, ``REVISION:FILE``.

    A revision alone means ``path`` at it. Raises UsageError for anything else.
    """
    revision, colon, file = said.partition(":")
    if colon and not Path(said).exists() and not (project.root / said).exists():
        check_revision(project, revision)
        return Source(_find_file(project, file), revision)
    try:
        papers = find_papers(project, [said])
    except UsageError as error:
        if _is_revision(project, said):
            if path is None:
                raise UsageError(f"{said} is a revision: say of which paper, {said}:FILE") from None
            return Source(path, said)
        raise UsageError(f"{error}, and git knows no such revision here") from None
    return Source(_be_one(said, papers))


def read_at(project: Project, source: Source) -> tuple[Paper, Project]:
    """Read a paper as it is, or was, and say in which folder the files beside it are.

    Raises PaperError, with places at that revision.

    Raises UsageError where git has no such file, ToolError where the machine fails.
    """
    if not source.revision:
        reading = read_paper(project, source.path, any_name=True)
        if reading.paper is None or reading.diagnostics.errors:
            raise PaperError(reading.diagnostics.errors)
        return reading.paper, project
    name = project.name(source.path)
    if Path(name).is_absolute() or name.startswith(".."):
        raise UsageError(f"{name} is outside {project.root}: git has nothing to compare it with")
    commit = check_revision(project, source.revision)
    if not ask_git(project, "ls-tree", "--name-only", commit, "--", name):
        raise UsageError(f"{name} is not in git at {source.revision}")
    then = _unpack(project, commit, name)
    reading = read_paper(then, then.root / name, any_name=True)
    found = [
        replace(one, place=replace(one.place, file=f"{source.revision}:{one.place.file}"))
        for one in reading.diagnostics
    ]
    if reading.paper is None or reading.diagnostics.errors:
        raise PaperError(Diagnostics(found).errors)
    return reading.paper, then


def _is_revision(project: Project, said: str) -> bool:
    try:
        return bool(check_revision(project, said))
    except UsageError:
        return False


def _find_file(project: Project, file: str) -> Path:
    if file.endswith(ENDINGS):
        return project.root / project.find_beside("here", file)
    return _be_one(file, find_papers(project, [file]))  # a symbol


def _be_one(said: str, papers: list[Path]) -> Path:
    if len(papers) != 1:
        raise UsageError(f"name one paper: {said} holds {len(papers)}")
    return papers[0]


def _unpack(project: Project, commit: str, name: str) -> Project:
    """Unpack the papers of a commit, and the data of the project's own, into a scratch folder."""
    folder = Path(claim_scratch(), f"revision-{commit}")
    if not folder.is_dir():
        there = ask_git(project, "ls-tree", "--name-only", "-z", commit).split("\0")
        top = Path(name).parts[0]
        wanted = [kept for kept in dict.fromkeys((*_DATA, top)) if kept in there]
        folder.mkdir()
        archive = folder / "archive.tar"
        try:
            with archive.open("wb") as file:
                ask_git(project, "archive", "--format=tar", commit, "--", *wanted, into=file)
            with tarfile.open(archive) as packed:
                for member in filter(tarfile.TarInfo.isfile, packed):  # and no links
                    path = folder / member.name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    with packed.extractfile(member) or BytesIO() as kept, path.open("wb") as copy:
                        shutil.copyfileobj(kept, copy)
            archive.unlink()
        except (OSError, tarfile.TarError) as error:
            raise ToolError(f"the files of {commit[:12]} cannot be unpacked: {error}") from None
    return Project(folder)
