"""The output folder: where files may be put, and where they would be mixed with what is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

from masthead.diagnostic import UsageError
from masthead.project import Project, Room

_KEPT: tuple[str, ...] = ("source", "masthead", *get_args(Room))
"""Folders of a project that builds read and never write."""


def check_output(project: Project, folder: Path) -> None:
    """Refuse a folder in which files would be mixed with what is read. Raises UsageError."""
    for place in (_make_absolute(folder), folder.resolve()):
        if place == project.root:
            raise UsageError(f"--output {folder}: that is the project itself, not a folder in it")
    if (kept := _find_kept(project, folder)) is not None:
        raise UsageError(
            f"--output {project.name(folder)}: papers are built from {kept}/, not into it"
        )
    for above in (folder, *folder.parents):
        if above.exists() or above.is_symlink():
            if not above.is_dir():
                raise UsageError(f"{project.name(above)} is a file where a folder has to be")
            return


def check_report(project: Project, file: Path, option: str) -> None:
    """Refuse to put a report among what papers are built from. Raises UsageError."""
    if (kept := _find_kept(project, file)) is not None:
        raise UsageError(f"{option} {project.name(file)}: nothing is added to files in {kept}/")


def check_cache(project: Project, folder: Path) -> None:
    """Refuse a folder for the cache that papers are built from. Raises UsageError."""
    if (kept := _find_kept(project, folder)) is not None:
        raise UsageError(f"--cache {project.name(folder)}: nothing is put into {kept}/")


def _find_kept(project: Project, path: Path) -> str | None:
    """Find the folder among those that are only read in which a path lies, by links too."""
    for place in (_make_absolute(path), path.resolve()):
        for room in _KEPT:
            kept = project.root / room
            if place.is_relative_to(kept) or place.is_relative_to(kept.resolve()):
                return room
    return None


def _make_absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  # and links kept
