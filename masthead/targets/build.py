"""Building: plans targets, asks the cache, has the rest made, and writes what came of it.

A paper is prepared (read, checked, resolved); then each of its targets is found in the cache or
made. All of it is tasks for an executor; what follows on a task's end happens here, in one thread.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from pathlib import Path
from typing import Any

from masthead.check.severity import weigh_strictly
from masthead.diagnostic import Diagnostic, Place, Severity
from masthead.read.papers import find_twins
from masthead.read.problems import SAME_STEM
from masthead.render.fault import RenderError
from masthead.render.landing import Landing
from masthead.targets import problems
from masthead.targets.basis import Basis
from masthead.targets.blame import explain_failure, fill_fault, locate_faults
from masthead.targets.deliver import Deliverer
from masthead.targets.executor import Here
from masthead.targets.formats import Format, find_format
from masthead.targets.make import Made, Order, make_file
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
from masthead.targets.prepare import Prepared, check_prepared, prepare_paper
from masthead.targets.progress import Progress
from masthead.targets.report import KEPT, MADE, RESTORED, Outcome, Report
from masthead.targets.target import Target, name_file, name_parallel
from masthead.targets.underway import CLEARED, REFUSED, UNDECIDED, Layout, PaperUnderWay

AHEAD = 4
"""How many tasks are handed out beyond those being done, so that no worker waits."""


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
        self.digests: dict[Path, str] = {}
        """Papers with the hash of what was read of each: it may have been saved again since."""
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
        paper = PaperUnderWay(path, self.basis.project.name(path))
        digest = self.basis.hashes.read(str(path)) or ""
        key = self.basis.key_preparation(paper.name, digest, draft=self.options.draft)
        # What the cache knows is of a file's content; whether it may be read is asked here, too.
        kept = None if self.basis.project.leads_out(path) else self.basis.find(key)
        if kept is not None and kept.result["name"] == path.name:
            paper.digest, paper.stem = digest, kept.result["stem"]
            self.digests[path] = digest
            paper.versions = kept.result["versions"]
            self._tell(paper, unpack_diagnostics(kept.result["diagnostics"]))
            self._plan(paper)
        elif alone:
            # While the workers get ready it is prepared here; while they work it is checked.
            self._prepare(paper, self._receive_alone, Here(), check=False)
        else:
            self._prepare(paper, self._receive, self.executor, check=True)

    def _prepare(
        self, paper: PaperUnderWay, then: Callable[[PaperUnderWay, Prepared], None],
        executor: Executor, *, check: bool,
    ) -> None:  # fmt: skip
        """Have a paper prepared."""
        self._look_at(
            paper, then, executor, prepare_paper, str(paper.path), self.options.draft, check
        )

    def _look_at(
        self, paper: PaperUnderWay, then: Callable[[PaperUnderWay, Prepared], None],
        executor: Executor, task: Callable[..., Prepared], *arguments: Any,
    ) -> None:  # fmt: skip
        """Have a paper read or checked; a failure refuses it."""

        def end(future: Future[Prepared]) -> None:
            try:
                prepared = future.result()
            except Exception as error:  # noqa: BLE001  # told as what became of this paper
                self._fail(paper, paper.name, error)
                paper.state = REFUSED
            else:
                then(paper, prepared)

        root, generation = str(self.basis.project.root), self.basis.generation
        self._submit(executor, end, task, root, generation, *arguments)

    def _receive(self, paper: PaperUnderWay, prepared: Prepared) -> None:
        """Take up a paper that was prepared and checked."""
        self._take(paper, prepared)
        self._remember(paper, prepared)
        self._tell(paper, prepared.diagnostics)
        self._plan(paper)

    def _receive_alone(self, paper: PaperUnderWay, prepared: Prepared) -> None:
        """Take up a paper that was prepared: nothing is delivered before it is checked."""
        if not prepared.editions:
            self._receive(paper, prepared)
            return
        self._take(paper, prepared)
        paper.state = UNDECIDED
        self._plan(paper)
        self._look_at(paper, self._release, Here(), check_prepared, prepared)

    def _release(self, paper: PaperUnderWay, checked: Prepared) -> None:
        """Let go, now that it is checked, of what was held back of a paper."""
        self._remember(paper, checked)
        self._tell(paper, checked.diagnostics)
        for action in paper.held:
            self._when_cleared(paper, action)

    def _take(self, paper: PaperUnderWay, prepared: Prepared) -> None:
        paper.digest, paper.stem = prepared.digest, prepared.stem
        self.digests[paper.path] = prepared.digest
        paper.editions = prepared.editions
        paper.versions = pack_preparation(prepared, paper.path)["versions"]

    def _remember(self, paper: PaperUnderWay, prepared: Prepared) -> None:
        """Remember what came of a preparation, unless the paper could not even be opened."""
        self.basis.inputs.watch(prepared.inputs)
        if prepared.digest:
            key = self.basis.key_preparation(paper.name, prepared.digest, draft=self.options.draft)
            packed = pack_preparation(prepared, paper.path)
            self.basis.cache.remember(key, prepared.inputs, packed)

    def _tell(self, paper: PaperUnderWay, diagnostics: Iterable[Diagnostic]) -> None:
        """Tell what was found in a paper; errors refuse it."""
        found = sorted(diagnostics, key=lambda one: (one.place, one.code))
        if self.options.strict:
            found = [weigh_strictly(one) for one in found]
        for one in found:
            self._say(one)
        paper.state = CLEARED
        if any(one.severity is Severity.ERROR for one in found):
            paper.state, paper.versions = REFUSED, {}

    def _when_cleared(self, paper: PaperUnderWay, action: Callable[[], None]) -> None:
        """Do something with a paper's files once its check is over; never, when it is refused."""
        if paper.state == CLEARED:
            action()
        elif paper.state == UNDECIDED:
            paper.held.append(action)

    def _plan(self, paper: PaperUnderWay) -> None:
        """Set a paper's targets going."""
        codes = [
            code
            for code in paper.versions
            if not self.options.languages or code in self.options.languages
        ]
        codes = [code for code in codes if self._claim(paper, code)]
        wanted = [find_format(name) for name in self.options.formats]
        # What is light goes first: the layout engine may still be being imported.
        wanted.sort(key=lambda form: form.heavy)
        for form in wanted:
            if form.parallel and codes:
                name = name_parallel(paper.stem, form, draft=self.options.draft)
                self._make(paper, Target(paper.name, paper.stem, tuple(codes), form.name, name))
        laid = [form for form in wanted if not form.parallel and not form.pages_of]
        laid += [find_format(form.pages_of) for form in wanted if form.pages_of]
        for form in dict.fromkeys(laid):
            for code in codes:
                self._lay_out(
                    paper,
                    Layout(
                        self._name_target(paper, code, form),
                        form in wanted,
                        [self._name_target(paper, code, one) for one in wanted
                         if one.pages_of == form.name],
                    ),
                )  # fmt: skip

    def _claim(self, paper: PaperUnderWay, code: str) -> bool:
        """Claim the names of a version's files; whether they are not another paper's."""
        other = self._claimed.setdefault(paper.versions[code]["filename"], paper.name)
        if other != paper.name:
            self._say(SAME_STEM.at(Place(paper.name), other=other))
        return other == paper.name

    def _name_target(self, paper: PaperUnderWay, code: str, form: Format) -> Target:
        filename = name_file(paper.versions[code]["filename"], form)
        return Target(paper.name, paper.stem, (code,), form.name, filename)

    # --- targets

    def _key(self, paper: PaperUnderWay, target: Target, landing: str = "") -> str:
        editions = tuple(paper.versions[code]["edition"] for code in target.languages)
        return self.basis.key_file(target.format, editions, landing)

    def _lay_out(self, paper: PaperUnderWay, layout: Layout) -> None:
        """Have a file of a version, or at least its pages: the EPUB depends on these alone."""
        target = layout.target
        if not layout.followers:
            self._make(paper, target)
            return
        key = self._key(paper, target)
        kept = self.basis.find(key)
        if kept is not None and "landing" in kept.result:
            data = self.basis.cache.read(kept.result["landing"])
            if data is not None and (
                not layout.wanted or self._restore(paper, target, kept.inputs, kept.result)
            ):
                landing = unpack_landing(data)
                self._follow(paper, layout, kept.inputs, landing, kept.result["landing"])
                return

        def end(made: Made) -> None:
            result = self._keep(key, made)
            if layout.wanted:
                self._deliver(paper, target, made, result)
            self._follow(paper, layout, made.inputs, made.landing or Landing(0), result["landing"])

        def fail() -> None:
            for follower in layout.followers:
                self._say(problems.NEEDS_LAYOUT.at(Place(paper.name), file=follower))

        self._order(paper, target, None, end, fail)

    def _follow(
        self, paper: PaperUnderWay, layout: Layout, inputs: dict[str, str], landing: Landing,
        digest: str,
    ) -> None:  # fmt: skip
        """Go on with what waited for the pages, unless they were set in fonts that are refused."""
        for follower in layout.followers:
            if self._allow_fonts(follower, inputs):
                self._make(paper, follower, landing, digest)

    def _make(
        self, paper: PaperUnderWay, target: Target, landing: Landing | None = None, digest: str = ""
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
        self, paper: PaperUnderWay, target: Target, landing: Landing | None,
        then: Callable[[Made], None], failed: Callable[[], None] = lambda: None,
    ) -> None:  # fmt: skip
        """Have a target made, once the paper's editions are there."""

        def end(future: Future[Made]) -> None:
            try:
                made = future.result()
            except Exception as error:  # noqa: BLE001  # told as what became of this target
                self.progress.end(target, None, 0)
                fault = error
                self._when_cleared(paper, lambda: fail(fault))
            else:
                self._when_cleared(paper, lambda: then(made))

        def fail(error: Exception) -> None:
            self._fail(paper, target.filename, error, target.languages[0])
            failed()

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
            self._prepare(paper, self._resume, self.executor, check=False)

    def _resume(self, paper: PaperUnderWay, prepared: Prepared) -> None:
        """Go on with a paper of which the cache knew enough to plan, but not to make files."""
        paper.editions = prepared.editions
        if prepared.digest != paper.digest:  # saved meanwhile: the next build sees to it
            self._say(problems.CHANGED_MEANWHILE.at(Place(paper.name), file=paper.name))
            return
        for go in paper.waiting:
            go()

    # --- results

    def _keep(self, key: str, made: Made) -> dict[str, Any]:
        """Put a file that was made into the cache."""
        self.basis.inputs.watch(made.inputs)
        cache = self.basis.cache
        result: dict[str, Any] = {"sha256": cache.store(made.data), "size": len(made.data)}
        if made.landing is not None:
            result["pages"] = made.landing.pages
            result["landing"] = cache.store(pack_landing(made.landing))
        if made.notices:
            result["notices"] = pack_notices(made.notices)
        self.basis.cache.remember(key, made.inputs, result)
        return result

    def _restore(
        self, paper: PaperUnderWay, target: Target, inputs: dict[str, str], result: dict[str, Any]
    ) -> bool:
        """Have a target from what is there: in place already, or in the cache. Whether it was."""
        before = self.deliverer.find_before(target)
        there = before == result["sha256"]
        data = b"" if there else self.basis.cache.read(result["sha256"])
        if data is None:
            return False

        def deliver() -> None:
            if not self._allow_fonts(target, inputs):
                return
            if there:
                self._end(paper, target, KEPT, result, inputs, before, 0)
            else:
                self._write(paper, target, RESTORED, data, result, inputs, 0)

        self._when_cleared(paper, deliver)
        return True

    def _deliver(
        self, paper: PaperUnderWay, target: Target, made: Made, result: dict[str, Any]
    ) -> None:
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
        self, paper: PaperUnderWay, target: Target, status: str, data: bytes,
        result: dict[str, Any], inputs: dict[str, str], seconds: float,
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
        self, paper: PaperUnderWay, target: Target, status: str, result: dict[str, Any],
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

    def _fail(self, paper: PaperUnderWay, file: str, error: Exception, code: str = "") -> None:
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
