"""The output folder: where files may be put, and where they would be mixed with what is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

from masthead.diagnostic import UsageError
from masthead.project import Project, Room

_KEPT = ("source", "masthead", *get_args(Room))
"""Folders of a project that builds read and never write."""


def check_output(project: Project, folder: Path) -> None:
    """Refuse a folder in which files would be mixed with what is read. Raises UsageError."""
    name = project.name(folder)
    for place in (Path(os.path.abspath(folder)), folder.resolve()):  # noqa: PTH100  # links kept
        if place == project.root:
            raise UsageError(f"--output {folder}: that is the project itself, not a folder in it")
        for kept in (project.root / room for room in _KEPT):
            if place in (kept, kept.resolve()):
                raise UsageError(
                    f"--output {name}: papers are built from {kept.name}/, not into it"
                )
            if place.is_relative_to(kept) or place.is_relative_to(kept.resolve()):
                raise UsageError(
                    f"--output {name} lies in {kept.name}/, from which papers are built"
                )
    for above in (folder, *folder.parents):
        if above.exists() or above.is_symlink():
            if not above.is_dir():
                raise UsageError(f"{project.name(above)} is a file where a folder has to be")
            return
