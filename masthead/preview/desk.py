"""The desk: the papers that are looked at, each as it was when it could last be read."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from masthead.diagnostic import Diagnostic, Diagnostics, MastheadError, PaperError
from masthead.edition.resolve import resolve_edition
from masthead.editor.writing import Writing
from masthead.language.language import load_language
from masthead.preview.trails import Trail
from masthead.project import Project
from masthead.read.papers import find_papers
from masthead.read.problems import OPEN
from masthead.read.reader import read_data

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.paper import Paper

_MOST_TEXTS = 8
"""How many pairs of languages are kept of a state of a paper."""


class UnknownError(MastheadError):
    """There is no such paper on the desk, or it has no such version."""


class Shown(Struct):
    """A paper on the desk. What can be shown is that of the last state that had no errors."""

    project: Project
    path: Path
    version: int = 0
    """Counts the states that could be shown."""
    writing: Writing | None = None
    paper: Paper | None = None
    is_current: bool = False
    """Whether what can be shown is the file as it is now."""
    is_draft: bool = False
    """Whether something in it is open: it is shown as a draft."""
    findings: tuple[Diagnostic, ...] = ()
    text: bytes = b""
    """The file as it was read last."""
    _looked: tuple[str, ...] = ()
    """The languages whose text was looked at before the last save that somebody looked at."""
    _editions: dict[str, Edition] = field(default_factory=dict)
    _trails: dict[str, Trail] = field(default_factory=dict)
    _pages: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How the project names the file."""
        return self.project.name(self.path)

    @property
    def is_broken(self) -> bool:
        """Whether the file has errors as it is now."""
        return bool(Diagnostics(self.findings).errors)

    def refresh(self) -> bool:
        """Read the file again. Says whether another state can be shown than before."""
        try:
            data = read_data(self.project, self.path)
        except PaperError as error:
            self.is_current = False
            self.findings, self.text = error.diagnostics, b""
            return False
        if data == self.text and self.writing is not None:
            return False
        self.text, self.is_current = data, False
        before = self.writing.paper if self.writing else None
        self.writing = Writing(self.project, self.path, data.decode("utf-8", "replace"), before)
        reading = self.writing.reading
        if reading.paper is None or reading.diagnostics.errors:
            self.findings = tuple(reading.diagnostics.sorted())
            return False
        try:
            self.is_draft = any(found.code == OPEN.code for found in reading.diagnostics)
            self._looked = tuple({code for codes in self._pages for code in codes}) or self._looked
            editions = {
                code: resolve_edition(self.project, reading.paper, code, draft=self.is_draft)
                for code in dict.fromkeys((*self._looked, *reading.paper.built_versions[:1]))
                if code in reading.paper.versions
            }
        except PaperError as error:
            self.findings = error.diagnostics
            return False
        self.paper, self._editions = reading.paper, editions
        self.findings = tuple(reading.diagnostics.sorted())
        self._trails, self._pages = {}, {}
        self.version += 1
        self.is_current = True
        return True

    def check(self) -> None:
        """Let the rules look at the file as it was read last."""
        if self.writing is not None and self.text:
            self.findings = tuple(Diagnostics(self.writing.findings).sorted())

    @property
    def codes(self) -> list[str]:
        """The languages that can be shown: the original first, those that are pending last."""
        paper = self.paper
        if paper is None:
            return []
        built = paper.built_versions
        return sorted(paper.versions, key=lambda code: (code not in built, code != paper.original))

    def find_version(self, code: str) -> Paper:
        """Give the paper if it has a version in a language. Raises UnknownError."""
        if self.paper is None or code not in self.paper.versions:
            raise UnknownError(f"{self.name} has no version {code}")
        return self.paper

    def edit(self, code: str) -> Edition:
        """Give the edition of a language. Raises UnknownError, PaperError."""
        paper = self.find_version(code)
        if code not in self._editions:
            self._editions[code] = resolve_edition(self.project, paper, code, draft=self.is_draft)
        return self._editions[code]

    def trail(self, code: str) -> Trail:
        """Give the trail of a language. Raises UnknownError."""
        paper = self.find_version(code)
        if code not in self._trails:
            self._trails[code] = Trail(paper, load_language(self.project, code))
        return self._trails[code]

    def write_text(self, codes: tuple[str, ...]) -> bytes:
        """Write some languages side by side as HTML. Raises UnknownError, PaperError."""
        from masthead.render.html import render_parallel

        if codes not in self._pages:
            if len(self._pages) >= _MOST_TEXTS:
                self._pages.clear()
            editions = [self.edit(code) for code in codes]
            self._pages[codes] = render_parallel(self.project, editions)
        return self._pages[codes]


class Desk:
    """All papers that may be looked at. One thread at a time works at it."""

    def __init__(self, project: Project, wanted: tuple[str, ...]) -> None:
        self.project = project
        self.wanted = wanted
        self.turn = threading.RLock()
        self._shown: dict[str, Shown] = {}

    def list_names(self) -> list[str]:
        """List the papers, as the project names them; none where there is none now."""
        try:
            return [self.project.name(path) for path in find_papers(self.project, self.wanted)]
        except MastheadError:
            return []

    def show(self, name: str) -> Shown:
        """Take a paper onto the desk, by its name. Raises UnknownError."""
        with self.turn:
            if name not in self._shown:
                if name not in self.list_names():
                    raise UnknownError(f"there is no paper {name} here")
                shown = Shown(self.project, self.project.root / name)
                shown.refresh()
                shown.check()
                self._shown[name] = shown
            return self._shown[name]

    def list_shown(self) -> list[Shown]:
        """List the papers that have been looked at."""
        with self.turn:
            return list(self._shown.values())

    def drop(self, name: str) -> None:
        """Take a paper off the desk that is gone."""
        with self.turn:
            self._shown.pop(name, None)

    def begin_anew(self, project: Project) -> None:
        """Read everything again: a style, a language or a series was saved."""
        with self.turn:
            self.project = project
            for shown in self._shown.values():
                shown.project, shown.text, shown.writing = project, b"", None
