"""The last check: one that found nothing is over at once as long as nothing it read has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from masthead.project import Project
from masthead.setup.places import font_folder
from masthead.signature import TICK, Hashes, list_modules, read_signature
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
        self._modules = list_modules(PACKAGE)
        self._at_rest = time.time_ns() - TICK
        paths = [os.path.abspath(path) for path in papers]  # noqa: PTH100
        self._papers = {path: read_signature(path) for path in paths}
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
        known: Any = read_ledger(find_ledger(self._root, CHECKS), self._root)["hashes"]
        hashes = Hashes(known)
        inputs = Inputs(self._project, hashes, font_folder(self._project.root))
        inputs.watch(recorded)
        files = {**inputs.files, **{path: hashes.read(path) or "" for path in self._papers}}
        if inputs.changed or inputs.asked_system or not all(map(self._is_as_before, self._papers)):
            return
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
        note_run(self._root, arguments, hashes, run, CHECKS)

    def _is_as_before(self, path: str) -> bool:
        """Whether a paper was not saved since, nor so shortly before that its times may hide it."""
        before = self._papers[path]
        return before is not None and before[2] < self._at_rest and read_signature(path) == before
