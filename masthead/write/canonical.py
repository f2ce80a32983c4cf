"""The canonical source: one language version alone, without comments, as YAML.

It travels inside the PDF, with the pictures that it names, and builds the same PDF again. Because
it holds one language only, a change in one language version does not touch the files of another.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from masthead.paper.paper import Paper
from masthead.paper.walk import walk_units
from masthead.write.tree import make_tree
from masthead.write.yaml import dump_tree


def write_canonical(paper: Paper, code: str) -> str:
    """Write the source of one language version: same facts, same units, one language."""
    return dump_tree(make_tree(paper, (code,), name_files(paper, code)))


def name_files(paper: Paper, code: str) -> dict[str, str]:
    """Name the files that one language version needs as its source does: beside it, no two alike.

    They travel with the source, in no folders.
    """
    names: dict[str, str] = {}
    for unit in walk_units(paper.text):
        for file in unit.files(code):
            if file not in names:
                names[str(file)] = _name_apart(PurePosixPath(file), set(names.values()))
    return names


def _name_apart(path: PurePosixPath, taken: set[str]) -> str:
    name, number = path.name, 1
    while name in taken:
        number += 1
        name = f"{path.stem}-{number}{path.suffix}"
    return name
