"""The layouts that are kept of the papers of a project, for as long as the project is open."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from masthead.project import MOST_WRITTEN
from masthead.render.pdf.keeping.drawings import keep_drawings
from masthead.render.pdf.keeping.elements import Elements
from masthead.render.pdf.keeping.pages import Pages
from masthead.render.pdf.sheets import Sheet, parse_sheet
from masthead.render.pdf.streams import Packed
from masthead.render.pdf.tree import PageTree, is_ours

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.measures import Measures
    from masthead.project import Project
    from masthead.render.pdf.labels import WideLabel

MOST_PAGES = 400
"""So many are kept of all of them together: one with much text and notes takes a megabyte."""
_MOST_LAYOUTS = 4
"""So many does one paper take at most: tables and an empty last page need style rules besides."""
_MOST_SHEETS = 16


class Layouts:
    """The layouts of one language version of a paper, by the style sheets they were made with.

    ``shelf``: what they are kept on; None where nothing is kept.
    """

    def __init__(self, project: Project, shelf: Shelf | None = None) -> None:
        self.project = project
        self._shelf = shelf
        self._pages: dict[tuple[int, ...], Pages] = {}
        self._read: dict[str, str] = {}
        """Files of styles/ that were read for pages, as for a picture in their heads."""
        self._sheets: dict[tuple[int, str], Sheet] = {}
        self._elements = Elements()
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

    @property
    def keeps(self) -> bool:
        """Whether anything is kept at all."""
        return self._shelf is not None

    def make_page(
        self, edition: Edition, measures: Measures, wide: list[WideLabel], fetcher: Any
    ) -> PageTree | None:
        """Make the page of an edition of elements that are kept; None where none can be.

        What a project's own templates make of a block may depend on anything.
        """
        if not self.keeps or not is_ours(self.project):
            return None
        settled = (edition.language, wide)
        with contextlib.suppress(ParseError):  # a character that XML has no place for
            return self._elements.make_page(self.project, edition, measures, settled, fetcher)
        return None

    @contextlib.contextmanager
    def follow(self, sheets: list[Any]) -> Iterator[None]:
        """Take over and keep the pages of a layout with these style sheets, made meanwhile."""
        if self._shelf is None:
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
        self._shelf.make_room()

    def keep_drawings(self) -> contextlib.AbstractContextManager[None]:
        """Keep the drawings of pages that are kept, in what is written meanwhile."""
        return keep_drawings() if self.keeps else contextlib.nullcontext()

    def count_pages(self) -> int:
        """Count the pages that are kept."""
        return sum(map(len, self._pages.values()))

    def drop_oldest(self) -> bool:
        """Let the layout go that was used longest ago; False where there is none."""
        if not self._pages:
            return False
        del self._pages[next(iter(self._pages))]
        return True


class Shelf:
    """The papers of a project of which layouts are kept, the one that was set last at the end."""

    def __init__(self) -> None:
        self._papers: dict[tuple[str, str], Layouts] = {}

    def take(self, project: Project, edition: Edition) -> Layouts:
        """Take what is kept of a version of a paper, which is used now."""
        key = _name(edition)
        layouts = self._papers.pop(key, None) or Layouts(project, self)
        while len(self._papers) >= MOST_WRITTEN:
            del self._papers[next(iter(self._papers))]
        self._papers[key] = layouts
        return layouts

    def count_pages(self) -> int:
        """Count the pages that are kept of all papers."""
        return sum(layouts.count_pages() for layouts in self._papers.values())

    def make_room(self) -> None:
        """Let go what was used longest ago, until no more pages are kept than may be.

        Of a paper that loses its last layout nothing else is kept either.
        """
        for key, layouts in list(self._papers.items()):
            while self.count_pages() > MOST_PAGES and layouts.drop_oldest():
                if not layouts.count_pages():
                    del self._papers[key]
                    break

    def holds(self, edition: Edition) -> bool:
        """Whether anything is kept of a version."""
        return _name(edition) in self._papers

    def drop(self, edition: Edition) -> None:
        """Let everything go that is kept of a version."""
        self._papers.pop(_name(edition), None)


def _name(edition: Edition) -> tuple[str, str]:
    return edition.filename, edition.language.code


def open_layouts(project: Project, edition: Edition) -> Layouts:
    """Open what is kept of a version of a paper.

    Nothing is kept of a paper that is built once, nor of versions in one, which nobody edits.
    """
    if not project.changes_often or edition.marks:
        return Layouts(project)
    return _open_shelf(project).take(project, edition)


def has_layouts(project: Project, edition: Edition) -> bool:
    """Whether anything is kept of a version of a paper that may be taken over."""
    return project.changes_often and not edition.marks and _open_shelf(project).holds(edition)


def forget_layouts(project: Project, edition: Edition) -> None:
    """Forget what is kept of a version of a paper."""
    _open_shelf(project).drop(edition)


def _open_shelf(project: Project) -> Shelf:
    return project.remember("layouts", Shelf)
