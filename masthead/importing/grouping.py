"""Files of many works: which of them are language versions of one, by what each says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from masthead.diagnostic import Diagnostic, PaperError
from masthead.importing.reading import read_head
from masthead.importing.work import read_symbol
from masthead.project import Project

ENDINGS = (".xml", ".docx", ".doc", ".odt", ".rtf")
"""What files that come in end with."""


class Named(NamedTuple):
    """A file, and what it says of its work."""

    path: Path
    symbol: str = ""
    work: str = ""
    """What is the same in all language versions of a work, and in no other work."""
    found: tuple[Diagnostic, ...] = ()
    """Why its work cannot be told."""


def list_files(paths: Iterable[Path]) -> Iterator[Path]:
    """List files, and in place of folders the files in them that may come in."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for inner in sorted(path.rglob("*")):
            hidden = inner.name.startswith((".", "~$"))  # Word keeps ~$ beside a file that is open
            if inner.suffix.lower() in ENDINGS and not hidden and inner.is_file():
                yield inner


def name_file(project: Project, path: Path) -> Named:
    """Say of which work a file is."""
    work = ""
    try:
        draft = read_head(project, path)
        work = draft.work
        return Named(path, read_symbol(draft), work)
    except PaperError as error:
        return Named(path, "", work, tuple(error.diagnostics))


def group_works(named: Sequence[Named]) -> tuple[dict[str, list[Path]], list[Diagnostic]]:
    """Group files by their symbols, and say which have none that can be read.

    A version whose own symbol cannot be read is of the work that another one says it is of.
    """
    known = {one.work: one.symbol for one in named if one.symbol and one.work}
    works: dict[str, list[Path]] = {}
    found: list[Diagnostic] = []
    for one in named:
        if symbol := one.symbol or known.get(one.work, ""):
            works.setdefault(symbol, []).append(one.path)
        else:
            found += one.found
    return works, found
