"""Following: what is saved is read at once, then checked, then set; pages are told of each."""

from __future__ import annotations

import threading
from concurrent.futures import Executor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masthead.diagnostic import Diagnostic, MastheadError
from masthead.preview.builds import Builder, Built, Silent, Wish
from masthead.preview.desk import Desk, Shown
from masthead.preview.pagefile import PageFile
from masthead.project import Project
from masthead.read.papers import ENDINGS
from masthead.targets.fingerprint import PACKAGE
from masthead.targets.options import Options
from masthead.targets.watch import Watch

if TYPE_CHECKING:
    from masthead.preview.events import Events


MOST_FINDINGS = 200
"""So many are shown beside a paper; ``check`` lists them all."""


class _Saves(Watch):
    """Waits for saves of papers and of all that builds read."""

    pause = 2000  # a page that nobody changes is to cost nothing

    def __init__(
        self, project: Project, options: Options, executor: Executor, builder: Builder, desk: Desk
    ) -> None:
        super().__init__(project, options, executor, Silent())
        self._builder = builder
        self._desk = desk

    def _list_read(self) -> set[Path]:
        root = self.run.project.root
        shown = {one.path for one in self._desk.list_shown()}
        return {path for path in self._builder.list_read() if path.is_relative_to(root)} | shown


class Following:
    """The work behind the pages: a thread that waits for saves, and the builds that follow."""

    def __init__(self, desk: Desk, executor: Executor, output: Path, events: Events) -> None:
        self.desk = desk
        self.events = events
        # Of its own, since what is read is noted in it: builds run beside everything else.
        self.builder = Builder(Project(desk.project.root), executor, output)
        self.pages: dict[tuple[str, str], PageFile] = {}
        """The pages of each version, as they were last set."""
        self._wanted: dict[tuple[str, str], None] = {}
        """The versions whose pages were looked at, the last one at the end."""
        self._turn = threading.Lock()
        self._stopped = threading.Event()
        self._names = desk.list_names()
        options = Options(papers=desk.wanted, formats=("pdf",), output=output)
        self._watch = _Saves(Project(desk.project.root), options, executor, self.builder, desk)
        self._thread = threading.Thread(target=self._follow, name="saves", daemon=True)

    def begin(self) -> None:
        """Begin to wait for saves."""
        self._thread.start()

    def close(self) -> None:
        """Wait for nothing more."""
        self._stopped.set()
        self.builder.close()
        for pages in self.pages.values():
            pages.close()

    def find_pages(self, name: str, code: str) -> PageFile | None:
        """Find the pages of a version; have them set where there are none yet."""
        key = name, code
        with self._turn:
            self._wanted.pop(key, None)
            self._wanted[key] = None
            found = self.pages.get(key)
        if found is None:
            self.set_pages(name, code)
        return found

    def set_pages(self, name: str, code: str) -> None:
        """Have the pages of a version set."""
        wish = self.wish(name, code, "pdf")
        self.builder.watch(wish, lambda built: self._take_pages(wish, built))

    def wish(self, name: str, code: str, form: str) -> Wish:
        """Say which file is meant: a draft of what is open or pending. Raises UnknownError."""
        shown = self.desk.show(name)
        pending = shown.paper is not None and code not in shown.paper.built_versions
        return Wish(name, code, form, draft=shown.is_draft or pending)

    def _take_pages(self, wish: Wish, built: Built) -> None:
        """Take pages that were set, and tell of them."""
        key = wish.paper, wish.code
        if built.path is None:
            found = [one for one in built.diagnostics if one.severity == "error"]
            self.events.tell("unset", paper=wish.paper, code=wish.code, findings=write_all(found))
            return
        try:
            pages = PageFile(built.path.read_bytes())
        except (OSError, RuntimeError):  # removed meanwhile: the next save sets it again
            return
        with self._turn:
            before = self.pages.get(key)
            is_same = before is not None and before.digest == pages.digest
            if not is_same:
                self.pages[key] = pages
        self.events.tell("pages", paper=wish.paper, code=wish.code, **describe_pages(pages))
        if is_same:  # those that are there may just be drawn
            pages.close()
        elif before is not None:
            before.close()

    def _follow(self) -> None:
        """Wait for saves, one after the other, until the preview ends."""
        for changed in self._watch.changes(self._stopped.is_set):
            try:
                self._take(changed)
            except MastheadError as error:
                self.events.tell("trouble", message=str(error))

    def _take(self, changed: list[Path]) -> None:
        """Take what was saved: papers are read again, for anything else all is."""
        if any(path.suffix == ".py" and path.is_relative_to(PACKAGE) for path in changed):
            self.events.tell(
                "trouble", message="Masthead itself was changed: start the preview anew"
            )
        if any(not path.name.endswith((*ENDINGS, ".accepted.json")) for path in changed):
            project = Project(self.desk.project.root)
            self.desk.begin_anew(project)
            self.builder.begin_anew(Project(project.root))
        names = self.desk.list_names()
        if names != self._names:
            self._names = names
            self.events.tell("papers", papers=names)
        for shown in self.desk.list_shown():
            self._refresh(shown)

    def _refresh(self, shown: Shown) -> None:
        """Read a paper again: first its words are shown, then what is wrong, then its pages."""
        with self.desk.turn:
            before = shown.text
            is_new = shown.refresh()
            is_other = shown.text != before
        if is_new:
            self.events.tell("text", paper=shown.name, version=shown.version, codes=shown.codes)
        if not is_other:
            return
        if is_new:
            with self._turn:
                wanted = [code for name, code in reversed(self._wanted) if name == shown.name]
            for code in wanted:  # first those that were looked at last
                if code in shown.codes:
                    self.set_pages(shown.name, code)
        with self.desk.turn:
            if not shown.is_broken:
                shown.check()
        self.events.tell("findings", paper=shown.name, **describe_findings(shown))


def describe_findings(shown: Shown) -> dict[str, Any]:
    """Describe what is wrong with a paper, for a page: of very many findings, errors come first."""
    found = shown.findings
    if len(found) > MOST_FINDINGS:
        found = tuple(sorted(found, key=lambda one: one.severity != "error"))[:MOST_FINDINGS]
    return {
        "broken": shown.is_broken, "current": shown.is_current,
        "findings": write_all(found), "more": len(shown.findings) - len(found),
    }  # fmt: skip


def write_all(findings: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[dict[str, Any]]:
    """Write findings for a page."""
    return [
        {
            "file": found.place.file, "line": found.place.line, "column": found.place.column,
            "severity": found.severity.value, "code": found.code, "message": found.message,
            "hint": found.hint,
        }
        for found in findings
    ]  # fmt: skip


def describe_pages(pages: PageFile) -> dict[str, Any]:
    """Describe pages for a page: how large each is, and what tells them from others."""
    return {"digest": pages.digest, "sizes": [list(size) for size in pages.sizes]}
