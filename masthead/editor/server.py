"""The language server: a person's editor asks, and is answered from what stands in its window."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types
from msgspec import Struct, field
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from masthead import __version__
from masthead.editor.nesting import find_nodes
from masthead.editor.protocol import (
    Positions,
    write_finding,
)
from masthead.editor.writing import Writing
from masthead.folder import find_folder_around
from masthead.project import Project
from masthead.read.papers import ENDINGS

PAUSE = 0.15
"""Seconds without a key before a text is checked."""


class _Open(Struct):
    """A paper that is open in the editor: the last state that was looked at."""

    writing: Writing
    version: int | None
    timer: asyncio.TimerHandle | None = None
    shown: set[str] = field(default_factory=set)
    """The files for which something has been shown."""


class PaperServer(LanguageServer):
    """The server, with the papers that are open."""

    def __init__(self, *, spell: bool = False) -> None:
        super().__init__("masthead", __version__)
        self.spell = spell
        self.open: dict[str, _Open] = {}
        self.projects: dict[Path, Project] = {}

    def read(self, uri: str) -> Writing | None:
        """Give the state of a paper's text that the editor shows; None for what is no paper."""
        path = to_fs_path(uri)
        if path is None or not path.endswith(ENDINGS):
            return None
        document = self.workspace.get_text_document(uri)
        known = self.open.get(uri)
        if known and known.version == document.version and known.writing.text == document.source:
            return known.writing
        writing = self._write(Path(path), document, known)
        if known is None:
            self.open[uri] = _Open(writing, document.version)
        else:
            known.writing, known.version = writing, document.version
        return writing

    def _write(self, path: Path, document: TextDocument, known: _Open | None) -> Writing:
        root = Path(find_folder_around(str(path.parent)))
        project = self.projects.setdefault(root, Project(root))
        before = known.writing.paper if known else None
        return Writing(project, path, document.source, before, self.spell)

    def positions(self, writing: Writing) -> Positions:
        """Count places of a text as the client does."""
        return Positions(writing.lines, self.workspace.position_codec)

    def check_soon(self, uri: str) -> None:
        """Check a paper once no key has been hit for a moment."""
        if self.read(uri) is None:
            return
        known = self.open[uri]
        if known.timer is not None:
            known.timer.cancel()
        known.timer = asyncio.get_running_loop().call_later(PAUSE, self.check, uri)

    def check(self, uri: str) -> None:
        """Publish what is wrong with a paper, as ``check`` says it."""
        writing = self.read(uri)
        if writing is None:
            return
        known = self.open[uri]
        by_file: dict[str, list[types.Diagnostic]] = {writing.name: []}
        for found in writing.findings:
            file = found.place.file
            positions = self.positions(writing) if file == writing.name else self._open_other(file)
            by_file.setdefault(file, []).append(write_finding(found, positions))
        for file in known.shown - by_file.keys():
            self._publish(writing, file, [], None)
        for file, diagnostics in by_file.items():
            version = known.version if file == writing.name else None
            self._publish(writing, file, diagnostics, version)
        known.shown = set(by_file)
        find_nodes(writing.project, ())  # the schema is made once, and not when a key is typed

    def _open_other(self, name: str) -> Positions:
        """Count places in another file, whose lines are not known: as they are."""
        return Positions([""], self.workspace.position_codec)

    def _publish(
        self, writing: Writing, file: str, found: list[types.Diagnostic], version: int | None
    ) -> None:
        path = writing.path if file == writing.name else writing.project.root / file
        uri = from_fs_path(str(path))
        if uri is not None:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri=uri, diagnostics=found, version=version)
            )

    def forget(self, uri: str) -> None:
        """Forget a paper that was closed, and take back what was said of it."""
        known = self.open.pop(uri, None)
        if known is None:
            return
        if known.timer is not None:
            known.timer.cancel()
        for file in known.shown:
            self._publish(known.writing, file, [], None)

    def begin_anew(self) -> None:
        """Read the project's data again: a series, a language or a style was saved."""
        self.projects.clear()
        self.look_again()

    def look_again(self) -> None:
        """Look at all texts again, though they are the same."""
        for known in self.open.values():
            known.version = -1
        for uri in list(self.open):
            self.check_soon(uri)
