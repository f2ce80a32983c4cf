"""The canonical source: one language version alone, without comments, as YAML.

It travels inside the PDF, with the pictures that it names, and builds the same PDF again. Because
it holds one language only, a change in one language version does not touch the files of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from masthead.paper.made import Made
from masthead.paper.paper import Paper
from masthead.paper.unit import Unit
from masthead.paper.walk import walk_units
from masthead.write.tree import make_tree
from masthead.write.yaml import dump_tree


def write_canonical(paper: Paper, code: str) -> str:
    """Write the source of one language version: same facts, same units, one language."""
    files = name_files(paper, code)
    if isinstance(paper.made, Made):
        pieces = list(_write_pieces(paper, code, files, paper.made))
        if not any(piece.endswith(_ENDED) for piece in pieces):
            return "".join(pieces)
    return dump_tree(make_tree(paper, (code,), files))


_ENDED = "\n...\n"
"""With this ends what ends with a block that is not closed: no more can be added to it."""


def _write_pieces(paper: Paper, code: str, files: dict[str, str], made: Made) -> Iterator[str]:
    """Write a source in pieces: a key of the paper each, and of its text a unit each."""

    def write_unit(unit: Unit) -> str:
        return dump_tree([make_tree(unit, (code,), files)])

    what = "canonical", code, *files.items()
    for key, value in make_tree(paper.model_copy(update={"text": []}), (code,), files).items():
        if key != "text":
            yield dump_tree({key: value})
            continue
        yield "text:\n"
        for unit in paper.text:
            yield made.make_once(unit, what, write_unit)


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
