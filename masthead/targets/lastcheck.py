"""The last check: one that found nothing is over at once as long as nothing it read has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from masthead.project import Project
from masthead.setup.places import font_folder
from masthead.signature import Hashes, list_modules
from masthead.targets.inputs import Inputs
from masthead.targets.ledger import (
    CHECKS,
    PACKAGE,
    find_ledger,
    list_names,
    list_package_folders,
    note_run,
    read_ledger,
)


class LastCheck:
    """Takes down a check, with its papers and their folders as they were before it."""

    def __init__(self, project: Project, papers: Iterable[Path]) -> None:
        self._project = project
        self._root = str(project.root)
        known: Any = read_ledger(find_ledger(self._root, CHECKS), self._root)["hashes"]
        self._hashes = Hashes(known)
        self._modules = list_modules(PACKAGE)
        paths = [os.path.abspath(path) for path in papers]  # noqa: PTH100
        self._papers = {path: self._hashes.read(path) or "" for path in paths}
        folders = {os.path.dirname(path) for path in self._papers}  # noqa: PTH120
        self._listings = {
            **{(folder, ""): list_names(folder, "") for folder in folders},
            **{
                (folder, ".dist-info"): list_names(folder, ".dist-info")
                for folder in list_package_folders()
            },
        }

    def note(self, arguments: list[str], recorded: Mapping[str, str], said: str) -> None:
        """Take it down, with what it read besides, unless something was saved meanwhile."""
        inputs = Inputs(self._project, self._hashes, font_folder(self._project.root))
        inputs.watch(recorded)
        saved = any(self._hashes.read(path) != digest for path, digest in self._papers.items())
        if saved or inputs.changed or inputs.asked_system:
            return
        files = {**inputs.files, **self._papers}
        own = (path for path in files if path.startswith(f"{self._root}{os.sep}"))
        run: dict[str, object] = {
            "modules": self._modules,
            "files": files,
            "places": {path: os.path.realpath(path) for path in own},
            "listings": [
                [folder, end, names]
                for (folder, end), names in {**self._listings, **inputs.listings}.items()
            ],
            "summary": said,
        }
        note_run(self._root, arguments, self._hashes, run, CHECKS)
