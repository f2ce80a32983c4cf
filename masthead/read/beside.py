"""Files beside a paper that are not there: which one may have been meant."""

from __future__ import annotations

import difflib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from masthead.project import Project


def suggest_file(project: Project, name: str, what: str) -> str:
    """Suggest a file of the same folder whose name is like this one's; ``what`` it would be."""
    if ":/" in name:
        return f"nothing is fetched: save the {what} beside the paper"
    wanted = PurePosixPath(name)
    folder = project.root / wanted.parent
    try:
        there = sorted(path.name for path in folder.iterdir() if path.is_file())
    except OSError:
        return f"there is no folder {wanted.parent}"
    near = difflib.get_close_matches(wanted.name, there, n=1)
    return f"did you mean {near[0]!r}?" if near else f"it is looked for in {wanted.parent}/"
