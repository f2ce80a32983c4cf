"""Building: plans targets, asks the cache, has the rest made, and writes what came of it.

A paper is prepared (read, checked, resolved); then each of its targets is found in the cache or
made. All of it is tasks for an executor; what follows on a task's end happens here, in one thread.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from masthead.diagnostic import Diagnostic, Place
from masthead.edition.edition import Edition
from masthead.read.problems import SAME_STEM
from masthead.render.fault import RenderError
from masthead.render.landing import Landing
from masthead.targets import problems
from masthead.targets.basis import Basis
from masthead.targets.blame import explain_failure
from masthead.targets.deliver import Deliverer
from masthead.targets.executor import Here
from masthead.targets.nursery import WorkerFaultError
from masthead.targets.options import Options
from masthead.targets.packing import (
    pack_landing,
    pack_notices,
    pack_preparation,
    unpack_diagnostics,
    unpack_landing,
    unpack_notices,
)  # fmt: skip
from masthead.targets.plan import find_twins
from masthead.targets.progress import Progress
from masthead.targets.report import KEPT, MADE, RESTORED, Outcome, Report
from masthead.targets.target import Target, name_file, name_parallel
from masthead.targets.work import (
    Made,
    Order,
    Prepared,
    fill_fault,
    locate_faults,
    make_file,
    prepare_paper,
)

AHEAD = 4
"""How many tasks are handed out beyond those being done, so that no worker waits."""


@dataclass(slots=True)
class _Paper:
    """A paper under way."""

    path: Path
    name: str
    digest: str = ""
    stem: str = ""
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    """By language: hash of the edition, name of its files."""
    editions: dict[str, Edition] | None = None
    """None when what the cache knows of the paper was enough so far."""
    waiting: list[Callable[[], None]] = field(default_factory=list)
    """What goes on once the editions are there."""


@dataclass(slots=True)
class _Layout:
    """The PDF of a language version, and the EPUB that waits for its pages."""

    target: Target
    wanted: bool
    followers: list[Target]


class Build:
    """One run over some papers."""

    def __init__(
        self, basis: Basis, options: Options, executor: Executor, jobs: int, progress: Progress
    ) -> None:
        self.basis = basis
        self.options = options
        self.executor = executor
        self.progress = progress
        self.report = Report()
        self.deliverer = Deliverer(basis, options)
        self._most = 2 * jobs + AHEAD
        self._pending: dict[Future[Any], Callable[[Future[Any]], None]] = {}
        self._claimed: dict[str, str] = {}

    def run(self, papers: list[Path]) -> Report:
        """Build papers. What goes wrong with one is in the report and does not touch the others."""
        started = time.perf_counter()
        self.report.papers = len(papers)
        twins = find_twins(self.basis.project, papers)
        self.report.diagnostics.extend(twins.values())
        for twin in twins.values():
            self.progress.say(twin)
        queue = deque(path for path in papers if path not in twins)
        alone = len(queue) == 1
        while queue or self._pending:
            while queue and len(self._pending) < self._most:
                self._begin(queue.popleft(), alone=alone)
            if self._pending:
                done, _ = wait(self._pending, return_when=FIRST_COMPLETED)
                for future in done:
                    self._pending.pop(future)(future)
        self.report.seconds = time.perf_counter() - started
        return self.report

    # --- papers

    def _begin(self, path: Path, *, alone: bool) -> None:
        paper = _Paper(path, self.basis.project.name(path))
        digest = self.basis.hashes.read(str(path)) or ""
        key = self.basis.key_preparation(paper.name, digest, draft=self.options.draft)
        kept = self.basis.find(key)
        if kept is not None and kept.result["name"] == path.name:
            paper.digest, paper.stem = digest, kept.result["stem"]
            paper.versions = kept.result["versions"]
            self._plan(paper, unpack_diagnostics(kept.result["diagnostics"]))
        else:
            self._prepare(paper, lambda prepared: self._receive(paper, prepared), alone=alone)

    def _prepare(
        self, paper: _Paper, then: Callable[[Prepared], None], *, alone: bool = False
    ) -> None:
        """Have a paper prepared. A single one is prepared here, while the workers get ready."""

        def end(future: Future[Prepared]) -> None:
            try:
                prepared = future.result()
            except Exception as error:  # noqa: BLE001  # told as what became of this paper
                self._fail(paper, paper.name, error)
            else:
                then(prepared)

        executor = Here() if alone else self.executor
        self._submit(
            executor, end, prepare_paper, str(self.basis.project.root), self.basis.generation,
            str(paper.path), self.options.draft,
        )  # fmt: skip

    def _receive(self, paper: _Paper, prepared: Prepared) -> None:
        """Take up a paper that was prepared, and remember what came of it."""
        packed = pack_preparation(prepared, paper.path)
        paper.digest, paper.stem = prepared.digest, prepared.stem
        paper.versions, paper.editions = packed["versions"], prepared.editions
        if prepared.digest:
            key = self.basis.key_preparation(paper.name, prepared.digest, draft=self.options.draft)
            self.basis.cache.remember(key, prepared.inputs, packed)
        self.basis.inputs.watch(prepared.inputs)
        self._plan(paper, prepared.diagnostics)

    def _plan(self, paper: _Paper, diagnostics: Iterable[Diagnostic]) -> None:
        """Set a paper's targets going."""
        for found in sorted(diagnostics, key=lambda one: (one.place, one.code)):
            self._say(found)
        codes = [
            code
            for code in paper.versions
            if not self.options.languages or code in self.options.languages
        ]
        for code in codes:
            self._plan_version(paper, code)
        if "parallel" in self.options.formats and codes:
            name = name_parallel(paper.stem, draft=self.options.draft)
            self._make(paper, Target(paper.name, paper.stem, tuple(codes), "parallel", name))

    def _plan_version(self, paper: _Paper, code: str) -> None:
        targets = {
            form: Target(
                paper.name, paper.stem, (code,), form,
                name_file(paper.versions[code]["filename"], form),
            )
            for form in ("pdf", "docx", "epub", "html")
        }  # fmt: skip
        wanted = [form for form in targets if form in self.options.formats]
        for form in wanted:
            other = self._claimed.setdefault(targets[form].filename, paper.name)
            if other != paper.name:
                self._say(SAME_STEM.at(Place(paper.name), other=other))
                return
        if "pdf" in wanted or "epub" in wanted:
            followers = [targets["epub"]] if "epub" in wanted else []
            self._lay_out(paper, _Layout(targets["pdf"], "pdf" in wanted, followers))
        for form in wanted:
            if form in ("docx", "html"):
                self._make(paper, targets[form])

    # --- targets

    def _key(self, paper: _Paper, target: Target, landing: str = "") -> str:
        editions = tuple(paper.versions[code]["edition"] for code in target.languages)
        return self.basis.key_file(target.format, editions, landing)

    def _lay_out(self, paper: _Paper, layout: _Layout) -> None:
        """Have the PDF of a version, or at least its pages: the EPUB depends on these alone."""
        target = layout.target
        key = self._key(paper, target)
        kept = self.basis.find(key)
        if kept is not None:
            data = self.basis.cache.read(kept.result["landing"])
            if data is not None and (
                not layout.wanted or self._restore(paper, target, kept.inputs, kept.result)
            ):
                self._follow(paper, layout, unpack_landing(data), kept.result["landing"])
                return

        def end(made: Made) -> None:
            landing = made.landing or Landing(0)
            packed = pack_landing(landing)
            result = self._keep(
                key, made, pages=landing.pages, landing=self.basis.cache.store(packed)
            )
            if layout.wanted:
                self._deliver(paper, target, made, result)
            self._follow(paper, layout, landing, result["landing"])

        def fail() -> None:
            for follower in layout.followers:
                self._say(problems.NEEDS_LAYOUT.at(Place(paper.name), file=follower))

        self._order(paper, target, None, end, fail)

    def _follow(self, paper: _Paper, layout: _Layout, landing: Landing, digest: str) -> None:
        for follower in layout.followers:
            self._make(paper, follower, landing, digest)

    def _make(
        self, paper: _Paper, target: Target, landing: Landing | None = None, digest: str = ""
    ) -> None:
        """Restore a target from the cache, or have it made."""
        key = self._key(paper, target, digest)
        kept = self.basis.find(key)
        if kept is not None and self._restore(paper, target, kept.inputs, kept.result):
            return

        def end(made: Made) -> None:
            self._deliver(paper, target, made, self._keep(key, made))

        self._order(paper, target, landing, end)

    def _order(
        self, paper: _Paper, target: Target, landing: Landing | None,
        then: Callable[[Made], None], failed: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """Have a target made, once the paper's editions are there."""

        def end(future: Future[Made]) -> None:
            try:
                made = future.result()
            except Exception as error:  # noqa: BLE001  # told as what became of this target
                self.progress.end(target, None, 0)
                self._fail(paper, target.filename, error, target.languages[0])
                failed()
            else:
                then(made)

        def go() -> None:
            made = paper.editions or {}
            editions = tuple(made[code] for code in target.languages)
            self.progress.begin(target)
            self._submit(
                self.executor, end, make_file, str(self.basis.project.root),
                self.basis.generation, Order(target.format, editions, landing),
            )  # fmt: skip

        if paper.editions is not None:
            go()
            return
        paper.waiting.append(go)
        if len(paper.waiting) == 1:
            self._prepare(paper, lambda prepared: self._resume(paper, prepared))

    def _resume(self, paper: _Paper, prepared: Prepared) -> None:
        """Go on with a paper of which the cache knew enough to plan, but not to make files."""
        paper.editions = prepared.editions
        if prepared.digest != paper.digest:  # saved meanwhile: the next build sees to it
            self._say(problems.CHANGED_MEANWHILE.at(Place(paper.name), file=paper.name))
            return
        for go in paper.waiting:
            go()

    # --- results

    def _keep(
        self, key: str, made: Made, *, pages: int | None = None, landing: str | None = None
    ) -> dict[str, Any]:
        """Put a file that was made into the cache."""
        self.basis.inputs.watch(made.inputs)
        result: dict[str, Any] = {
            "sha256": self.basis.cache.store(made.data), "size": len(made.data),
            **({} if pages is None else {"pages": pages}),
            **({} if landing is None else {"landing": landing}),
            **({"notices": pack_notices(made.notices)} if made.notices else {}),
        }  # fmt: skip
        self.basis.cache.remember(key, made.inputs, result)
        return result

    def _restore(
        self, paper: _Paper, target: Target, inputs: dict[str, str], result: dict[str, Any]
    ) -> bool:
        """Have a target from what is there: in place already, or in the cache. Whether it was."""
        before = self.deliverer.find_before(target)
        if before == result["sha256"]:
            if self._allow_fonts(target, inputs):
                self._end(paper, target, KEPT, result, inputs, before, 0)
            return True
        data = self.basis.cache.read(result["sha256"])
        if data is None:
            return False
        if self._allow_fonts(target, inputs):
            self._write(paper, target, RESTORED, data, result, inputs, 0)
        return True

    def _deliver(self, paper: _Paper, target: Target, made: Made, result: dict[str, Any]) -> None:
        if self._allow_fonts(target, made.inputs):
            self._write(paper, target, MADE, made.data, result, made.inputs, made.seconds)
        else:
            self.progress.end(target, None, 0)

    def _allow_fonts(self, target: Target, inputs: dict[str, str]) -> bool:
        """Say which fonts are not the locked ones; whether the target may be had nevertheless."""
        faults = self.deliverer.judge_fonts(target, inputs)
        for fault in faults:
            self._say(fault)
        return not (faults and self.options.locked)

    def _write(
        self, paper: _Paper, target: Target, status: str, data: bytes, result: dict[str, Any],
        inputs: dict[str, str], seconds: float,
    ) -> None:  # fmt: skip
        before = self.deliverer.find_before(target)
        try:
            self.deliverer.write(target, data, result["sha256"])
        except OSError as error:
            self.progress.end(target, None, 0)
            self._say(self.deliverer.explain(target, error))
            return
        self._end(paper, target, status, result, inputs, before, seconds)

    def _end(
        self, paper: _Paper, target: Target, status: str, result: dict[str, Any],
        inputs: dict[str, str], before: str | None, seconds: float,
    ) -> None:  # fmt: skip
        self.progress.end(target, status, seconds)
        if notices := result.get("notices"):
            faults = unpack_notices(notices)
            code = target.languages[0]
            for found in locate_faults(self.basis.project, paper.path, code, faults):
                self._say(found)
        edition = "+".join(paper.versions[code]["edition"] for code in target.languages)
        self.report.outcomes.append(
            Outcome(
                target, status, result["sha256"], result["size"], result.get("pages"), seconds,
                before, edition, inputs, paper.digest,
            )
        )  # fmt: skip

    # --- faults

    def _fail(self, paper: _Paper, file: str, error: Exception, code: str = "") -> None:
        """Report what went wrong, at its place in the source where it has one."""
        if isinstance(error, RenderError):
            faults = [fill_fault(fault) for fault in error.faults]
            for found in locate_faults(self.basis.project, paper.path, code, faults):
                self._say(found)
            return
        if isinstance(error, WorkerFaultError):
            self.progress.trace(error.trace)
        self._say(explain_failure(paper.name, file, error))

    def _say(self, found: Diagnostic) -> None:
        if found not in self.report.diagnostics:
            self.report.diagnostics.add(found)
            self.progress.say(found)

    def _submit(
        self, executor: Executor, end: Callable[[Future[Any]], None],
        task: Callable[..., Any], *arguments: Any,
    ) -> None:  # fmt: skip
        self._pending[executor.submit(task, *arguments)] = end
