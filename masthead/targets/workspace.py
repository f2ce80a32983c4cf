"""The workspace of a process: the project it works in, and the paper that it read last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from masthead.project import Project

if TYPE_CHECKING:
    from masthead.paper import Paper


class Workspace:
    """What stays open from task to task.

    Another generation of the project's files is read anew.
    """

    def __init__(self) -> None:
        self._root = ""
        self._generation = -1
        self._project: Project | None = None
        self._paper: tuple[str, Paper] | None = None

    def open(self, root: str, generation: int) -> Project:
        """Open a project; the same one as long as its root and generation are the same."""
        if self._project is None or (root, generation) != (self._root, self._generation):
            self._project = Project(Path(root))
            self._root, self._generation = root, generation
            self._paper = None
        return self._project

    def remember(self, digest: str, paper: Paper) -> None:
        """Remember the paper that was read last, by the hash of what was read of it."""
        self._paper = digest, paper

    def recall(self, digest: str) -> Paper | None:
        """Give the paper that was read last, if it is this one."""
        return self._paper[1] if self._paper and self._paper[0] == digest else None


workspace = Workspace()
