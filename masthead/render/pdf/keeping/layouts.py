"""The layouts that are kept of the papers of a project, for as long as the project is open."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from masthead.render.pdf.keeping.drawings import keep_drawings
from masthead.render.pdf.keeping.pages import Pages
from masthead.render.pdf.sheets import Sheet, parse_sheet
from masthead.render.pdf.streams import Packed

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project

MOST_PAPERS = 4
"""So many are written at once. Two hundred pages take 100 MB."""
_MOST_LAYOUTS = 4
"""So many does one paper take at most: tables and an empty last page need style rules besides."""
_MOST_SHEETS = 16


class Layouts:
    """The layouts of one language version of a paper, by the style sheets they were made with.

    ``keeps``: whether anything is kept at all.
    """

    def __init__(self, project: Project, *, keeps: bool) -> None:
        self.project = project
        self.keeps = keeps
        self._pages: dict[tuple[int, ...], Pages] = {}
        self._read: dict[str, str] = {}
        """Files of styles/ that were read for pages, as for a picture in their heads."""
        self._sheets: dict[tuple[int, str], Sheet] = {}
        self.packed: Packed = {}
        """What was compressed for the last file."""

    def parse_sheet(self, text: str, configuration: Any, fetcher: Any = None) -> Any:
        """Parse a style sheet, or give what it was parsed to: layouts are told apart by it."""
        key = id(configuration), text
        if key not in self._sheets or not self._sheets[key].is_current(self.project):
            if len(self._sheets) >= _MOST_SHEETS:
                self._sheets.clear()
            self._sheets[key] = parse_sheet(self.project, text, configuration, fetcher)
        return self._sheets[key].parsed

    @contextlib.contextmanager
    def follow(self, sheets: list[Any]) -> Iterator[None]:
        """Take over and keep the pages of a layout with these style sheets, made meanwhile."""
        if not self.keeps:
            yield
            return
        key = tuple(map(id, sheets))
        pages = self._pages.pop(key, None) or Pages(sheets)
        while len(self._pages) >= _MOST_LAYOUTS:
            del self._pages[next(iter(self._pages))]
        for name, digest in self._read.items():  # pages that are taken over do not read them again
            self.project.record(name, digest)
        with self.project.recording() as files, pages.follow():
            yield
        self._read.update(kept for kept in files.items() if kept[0].startswith("styles/"))
        self._pages[key] = pages

    def keep_drawings(self) -> contextlib.AbstractContextManager[None]:
        """Keep the drawings of pages that are kept, in what is written meanwhile."""
        return keep_drawings() if self.keeps else contextlib.nullcontext()


def open_layouts(project: Project, edition: Edition) -> Layouts:
    """Open what is kept of a version of a paper.

    Nothing is kept of a paper that is built once, nor of versions in one, which nobody edits.
    """
    if not project.changes_often or edition.marks:
        return Layouts(project, keeps=False)
    shelf: dict[tuple[str, str], Layouts] = project.remember("layouts", dict)
    key = edition.filename, edition.language.code
    layouts = shelf.pop(key, None) or Layouts(project, keeps=True)
    while len(shelf) >= MOST_PAPERS:
        del shelf[next(iter(shelf))]
    shelf[key] = layouts
    return layouts
