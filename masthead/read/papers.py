"""Planning: which papers a person means."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from masthead.diagnostic import Diagnostic, Place, ToolError, UsageError
from masthead.project import ABSENT, Project
from masthead.read.git import ask_git, check_revision
from masthead.read.problems import SAME_STEM
from masthead.symbol import make_stem

ENDINGS = (".yaml", ".yml")
_MEANT = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""What the name of a file ends in that was perhaps meant to be a paper."""
_MOST_NAMED = 4


class NoPaperError(UsageError):
    """A folder that is there has no paper in it."""


def find_papers(project: Project, wanted: Iterable[str]) -> list[Path]:
    """Find papers by files, folders or symbols; without any, every paper in ``source/``.

    The order is that of the command line, and of the names inside a folder. A file is there once.
    Raises UsageError, with the nearest paper, when something is none of the three, and
    NoPaperError when a folder has none.
    """
    names = list(wanted)
    if not names:
        if not project.source.is_dir():
            raise UsageError(
                f"there is no folder source/ in {project.root} "
                "(masthead new SYMBOL makes it, with a paper to start from)"
            )
        return _list_some(project, project.source)
    found: dict[Path, Path] = {}
    for name in names:
        for path in _find(project, name):
            found.setdefault(path.resolve(), path)
    return list(found.values())


def list_folder(folder: Path) -> list[Path]:
    """List the papers of a folder, not of its subfolders. Raises ToolError if it is closed."""
    try:
        return sorted(path for path in folder.iterdir() if _is_paper(path))
    except OSError as error:
        raise ToolError(f"{folder.name}/ cannot be read: {error.strerror}") from None


def _list_some(project: Project, folder: Path) -> list[Path]:
    """List the papers of a folder. Raises NoPaperError, with what may have been meant, for none."""
    if papers := list_folder(folder):
        return papers
    name = project.name(folder)
    where = "this folder" if name == "." else f"{name}/"
    inner = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    meant = [entry.name for entry in inner if entry.is_file() and _MEANT.search(entry.name)]
    full = [entry for entry in inner if entry.is_dir() and _has_papers(entry)]
    if meant:
        verb = "does" if len(meant) == 1 else "do"
        hint = f"a paper's name ends in .yaml, which {_write_some(meant)} {verb} not"
    elif full:
        hint = f"name a folder: {_write_some([f'{project.name(entry)}/' for entry in full])}"
    else:
        hint = "masthead new SYMBOL writes one to start from into source/"
    raise NoPaperError(f"there is no paper in {where} ({hint})")


def _has_papers(folder: Path) -> bool:
    try:
        return bool(list_folder(folder))
    except ToolError:
        return False


def _write_some(names: list[str]) -> str:
    return ", ".join(names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], "…"])


def refuse_unknown_languages(project: Project, codes: Iterable[str]) -> None:
    """Refuse codes of languages that there are not. Raises UsageError, with those that there are.

    A code is taken as it is, in small letters.
    """
    wanted = list(codes)
    if not wanted:
        return
    from masthead.language.language import list_languages

    known = list_languages(project)
    for code in wanted:
        if code not in known:
            raise UsageError(f"--lang {code}: no such language (there are {', '.join(known)})")


def _is_paper(path: Path) -> bool:
    """Whether a file is a paper by its name: one whose link leads nowhere is told, not left out."""
    if path.suffix not in ENDINGS or path.name.startswith("."):
        return False
    return path.is_file() or (path.is_symlink() and not path.exists())


def _find(project: Project, name: str) -> list[Path]:
    if not name or "\0" in name:
        raise UsageError(f"{name!r} is no file, no folder and no symbol")
    for path in (Path(name), project.root / name):
        if _is_too_long(path):
            break
        if path.is_dir():
            return _list_some(project, path)
        if path.is_file():
            if path.suffix not in ENDINGS:
                raise UsageError(f"{name} is no paper: its name does not end in .yaml")
            return [path]
    stem = make_stem(name)
    known = find_sources(project)
    if stem in known:
        return known[stem]
    near = difflib.get_close_matches(stem, known, n=1, cutoff=0.6)
    hint = f" (did you mean {project.name(known[near[0]][0])}?)" if near else ""
    kind = "file" if name.endswith(ENDINGS) else "paper"
    raise UsageError(f"there is no {kind} {name}{hint}")


def _is_too_long(path: Path) -> bool:
    """Whether no file system would take such a path."""
    return len(str(path)) > 4000 or any(len(part.encode()) > 255 for part in path.parts)


def find_sources(project: Project) -> dict[str, list[Path]]:
    """All papers in ``source/`` and below by stem; those of ``source/`` itself hide the others."""
    found: dict[str, list[Path]] = {}
    for folder, folders, names in os.walk(project.source):
        folders[:] = sorted(inner for inner in folders if not inner.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if _is_paper(path):
                found.setdefault(path.stem, []).append(path)
    return {
        stem: [path for path in paths if path.parent == project.source] or paths
        for stem, paths in found.items()
    }


def find_source(project: Project, stem: str) -> Path | None:
    """Find the paper of a stem, and record where it was missed: it may be there another day."""
    for ending in ENDINGS:
        path = project.source / f"{stem}{ending}"
        if _is_paper(path):
            return path
        project.record(project.name(path), ABSENT)
    found = find_sources(project).get(stem)
    return found[0] if found else None


def find_twins(project: Project, papers: Iterable[Path]) -> dict[Path, Diagnostic]:
    """Find papers that would build the same files, because they have the same stem."""
    by_stem: dict[str, list[Path]] = {}
    for path in papers:
        by_stem.setdefault(path.stem, []).append(path)
    return {
        path: SAME_STEM.at(
            Place(project.name(path)), other=project.name(next(p for p in twins if p != path))
        )
        for twins in by_stem.values()
        if len(twins) > 1
        for path in twins
    }


def is_in_shard(name: str, shard: tuple[int, int]) -> bool:
    """Whether a paper is of a part such as (3, 8), the third of eight.

    That hangs on its name in the project alone: on every machine it is the same, whichever other
    papers there are.
    """
    part, parts = shard
    digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()
    return int(digest, 16) % parts == part - 1


def keep_touched(project: Project, papers: Iterable[Path], revision: str) -> list[Path]:
    """Keep the papers that git says were touched since a revision, committed or not.

    Raises UsageError when it is no revision or this is no repository, ToolError without git.
    """
    top = Path(ask_git(project, "rev-parse", "--show-toplevel").strip())
    check_revision(project, revision)
    said = ask_git(project, "diff", "--name-only", "-z", revision, "--")
    said += ask_git(project, "ls-files", "--others", "--exclude-standard", "-z", "--full-name")
    touched = {(top / name).resolve() for name in said.split("\0") if name}
    return [path for path in papers if path.resolve() in touched]
