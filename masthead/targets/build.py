"""Building: plans targets, asks the cache, has the rest made, and writes what came of it.

A paper is prepared (read, checked, resolved); then each of its targets is found in the cache or
made. What may take long is a task for an executor, which may be any of
:class:`concurrent.futures.Executor`; what follows on what is written down in the steps of
:meth:`Build._build_paper` and :meth:`Build._build_file`, which run here, in one thread.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, TypeVar

from masthead.check.severity import weigh_strictly
from masthead.diagnostic import Diagnostic, Place, Severity
from masthead.edition.edition import Edition
from masthead.read.papers import find_twins, is_in_shard
from masthead.read.problems import SAME_STEM
from masthead.render.fault import RenderError
from masthead.targets import problems
from masthead.targets.basis import Basis
from masthead.targets.cache import Trace
from masthead.targets.deliver import Deliverer
from masthead.targets.executor import InProcess
from masthead.targets.failures import explain_failure, fill_fault, locate_faults
from masthead.targets.formats import Format, find_format
from masthead.targets.lastbuild import LastBuild
from masthead.targets.losses import Loss, LossBook
from masthead.targets.make import Made, Order, make_file
from masthead.targets.options import Options
from masthead.targets.packing import (
    pack_preparation,
    unpack_diagnostics,
    unpack_notices,
    unpack_versions,
)  # fmt: skip
from masthead.targets.paperbuild import FileBuild, FileResult, PaperBuild
from masthead.targets.prepare import Prepared, check_prepared, prepare_paper
from masthead.targets.progress import Progress
from masthead.targets.recall import Recaller
from masthead.targets.report import UNCHANGED, Outcome, Report
from masthead.targets.steps import StepRunner, Steps
from masthead.targets.target import Target, name_file, name_parallel
from masthead.targets.tasks import EngineLostError, WorkerFaultError

Result = TypeVar("Result")
MOST_FETCHED = 32
"""How many papers are begun while what a cache far away knows of them is on its way."""
AHEAD = 4
"""How many tasks are handed out beyond those being done, so that no worker waits."""


class Build:
    """One run over some papers."""

    def __init__(
        self, basis: Basis, options: Options, executor: Executor, jobs: int, progress: Progress,
        last: LastBuild, *, pages_first: bool = False, goes_on: bool = False,
    ) -> None:  # fmt: skip
        self.basis = basis
        self.options = options
        self.progress = progress
        self.last = last
        self._pages_first = pages_first
        self._goes_on = goes_on
        self.report = Report()
        self.deliverer = Deliverer(basis, options)
        self.digests: dict[Path, str] = {}
        """Papers with the hash of what was read of each: it may have been saved again since."""
        self._jobs = jobs
        fonts = f"{basis.inputs.fonts}{os.sep}"
        self._fonts = {
            path: tuple(kept) for path, kept in basis.hashes.known.items() if path.startswith(fonts)
        }
        """Fonts that were hashed before, which weigh 15 MB: no worker needs to do it again."""
        self._runner = StepRunner(executor)
        self._recaller = Recaller(basis, self.deliverer, self._runner)
        self._losses = LossBook(options.failures)
        self._claimed: dict[str, str] = {}
        self._begun = 0

    def run(self, papers: list[Path]) -> Report:
        """Build papers. What goes wrong with one is in the report and does not touch the others."""
        started = time.perf_counter()
        self._losses.open()
        twins = find_twins(self.basis.project, papers)
        name = self.basis.project.name
        if (shard := self.options.shard) is not None:
            papers = [path for path in papers if is_in_shard(name(path), shard)]
        self.report.papers = len(papers)
        self.progress.plan(len(papers))
        for path in papers:
            if (twin := twins.get(path)) is not None:
                self._say(twin, PaperBuild(path, twin.place.file))
                self._finish(failed=True)
        single = (PaperBuild(path, name(path)) for path in papers if path not in twins)
        changed = [(paper.path, paper.name) for paper in single if not self._take_over(paper)]
        self._runner.run(self._begin(changed), self._count_most)
        if left := len(changed) - self._begun:
            failed = self.progress.pace.failed
            self._say(problems.STOPPED.at(Place("--max-failures"), count=failed, left=left))
        self._losses.close(self.report.losses)
        self.report.seconds = time.perf_counter() - started
        return self.report

    def _begin(self, papers: list[tuple[Path, str]]) -> Iterator[Steps[None]]:
        """Begin one paper after the other, until too many have failed."""
        most = self.options.max_failures
        for path, name in papers:
            if most and self.progress.pace.failed >= most:
                return
            self._begun += 1
            paper = PaperBuild(path, name)
            yield self._follow(paper, self._build_paper(paper, alone=len(papers) == 1))

    def _follow(self, paper: PaperBuild, steps: Steps[None]) -> Steps[None]:
        """Take a paper's steps, and see when the last of all its steps is taken."""
        paper.open += 1
        yield from steps
        paper.open -= 1
        if paper.open == 0:
            self.last.keep(paper)
            self._finish(failed=paper.failed)

    def _finish(self, *, failed: bool) -> None:
        self.progress.count(failed=failed)

    def _count_most(self) -> int:
        """How many tasks may be out: a cluster grows and shrinks meanwhile."""
        most: int = getattr(self._runner.executor, "most_out", 2 * self._jobs + AHEAD)
        return max(most, MOST_FETCHED + AHEAD) if self.basis.cache.is_far else most

    # --- papers

    def _build_paper(self, paper: PaperBuild, *, alone: bool) -> Steps[None]:
        """Build a paper. One that is alone is prepared and checked in this process.

        It is prepared while the workers get ready, and checked while they make its files already:
        these are delivered once it is ``cleared``.
        """
        if (found := (yield from self._recall_paper(paper))) is not None:
            self._clear(paper, found)
            return
        executor = InProcess() if alone else None
        try:
            prepared: Prepared = yield self._submit(
                prepare_paper, str(paper.path), self.options.stage, not alone,
                alone and self._goes_on, executor=executor,
            )  # fmt: skip
            self._take_up(paper, prepared)
            if alone and prepared.editions:
                self._start_files(paper)
                prepared = yield self._submit(check_prepared, prepared, executor=executor)
        except Exception as error:  # noqa: BLE001  # told as what became of this paper
            self._fail(paper, error)
            paper.cleared.set_result(False)
            return
        self._remember(paper, prepared)
        self._clear(paper, prepared.diagnostics, started=alone)

    def _take_over(self, paper: PaperBuild) -> bool:
        """Take over what the last build made of a paper; whether all of it is as it was."""
        before = self.last.recall(paper, self.deliverer.find_before)
        if before is None or any(
            self._claimed.get(name, paper.name) != paper.name for name in before.claimed
        ):
            return False
        self._claimed.update(dict.fromkeys(before.claimed, paper.name))
        self.digests[paper.path] = before.digest
        self.report.versions[paper.name] = before.versions
        self.report.outcomes += before.outcomes
        for found in before.said:
            self._say(found, paper)
        self._finish(failed=False)
        return True

    def _recall_paper(self, paper: PaperBuild) -> Steps[list[Diagnostic] | None]:
        """Recall what the cache knows of a paper, with what was found in it; None for nothing."""
        digest = self.basis.hashes.read(str(paper.path)) or ""
        # What the cache knows is of a file's content; whether it may be read is asked here, too.
        if self.basis.project.leads_out(paper.path):
            return None
        key = self.basis.key_preparation(paper.name, digest, stage=self.options.stage)

        def unpack(trace: Trace) -> list[Diagnostic] | None:
            if trace.result["name"] != paper.path.name:
                return None
            found = unpack_diagnostics(trace.result["diagnostics"])
            paper.stem, paper.versions = unpack_versions(trace.result)
            paper.digest = self.digests[paper.path] = digest
            paper.inputs.append(trace.inputs)
            return found

        return (yield from self._recaller.find(key, unpack))

    def _take_up(self, paper: PaperBuild, prepared: Prepared) -> None:
        """Take up what came of preparing a paper."""
        paper.digest, paper.stem = prepared.digest, prepared.stem
        paper.versions = pack_preparation(prepared, paper.path)["versions"]
        paper.editions = Future()
        paper.editions.set_result(prepared.editions)
        self.digests[paper.path] = prepared.digest

    def _remember(self, paper: PaperBuild, prepared: Prepared) -> None:
        """Remember what came of a preparation, unless the paper could not even be opened."""
        self.basis.inputs.watch(prepared.inputs)
        paper.inputs.append(prepared.inputs)
        if prepared.digest:
            key = self.basis.key_preparation(paper.name, prepared.digest, stage=self.options.stage)
            packed = pack_preparation(prepared, paper.path)
            self.basis.cache.remember(key, prepared.inputs, packed)

    def _clear(
        self, paper: PaperBuild, diagnostics: Iterable[Diagnostic], *, started: bool = False
    ) -> None:
        """Tell what was found in a paper. Without errors its files are delivered, and started."""
        found = sorted(diagnostics, key=lambda one: (one.place, one.code))
        if self.options.strict:
            found = [weigh_strictly(one) for one in found]
        for one in found:
            self._say(one, paper)
        cleared = not any(one.severity is Severity.ERROR for one in found)
        if not cleared:
            self.report.versions.pop(paper.name, None)
        paper.cleared.set_result(cleared)
        if cleared and not started:
            self._start_files(paper)

    def _require_editions(self, paper: PaperBuild) -> Future[dict[str, Edition] | None]:
        """Have the editions of a paper: of one from the cache they are yet to be resolved."""
        if paper.editions is None:
            paper.editions = Future()
            self._runner.start(self._follow(paper, self._resolve_paper(paper, paper.editions)))
        return paper.editions

    def _resolve_paper(
        self, paper: PaperBuild, editions: Future[dict[str, Edition] | None]
    ) -> Steps[None]:
        """Resolve a paper of which the cache knew enough to plan, but not to make files."""
        try:
            prepared = yield self._submit(prepare_paper, str(paper.path), self.options.stage, False)
        except Exception as error:  # noqa: BLE001  # told as what became of this paper
            self._fail(paper, error)
            editions.set_result(None)
            return
        now = pack_preparation(prepared, paper.path)["versions"]
        if prepared.digest != paper.digest or any(
            now.get(code) != version for code, version in paper.versions.items()
        ):
            # Saved meanwhile: the next build sees to it.
            self._say(problems.CHANGED_MEANWHILE.at(Place(paper.name), file=paper.name), paper)
            editions.set_result(None)
            return
        editions.set_result(prepared.editions)

    # --- targets

    def _start_files(self, paper: PaperBuild) -> None:
        """Set a paper's files going, those of versions that were changed before the others.

        The light ones first, since the engine may still be imported; pages, where somebody waits
        for them and it is.
        """
        names = frozenset(version["filename"] for version in paper.versions.values())
        self.report.versions[paper.name] = names
        asked = self.options.languages
        codes = [code for code in paper.versions if not asked or code in asked]
        codes = [code for code in codes if self._claim(paper, code)]
        before = self.last.list_editions(paper)
        codes.sort(key=lambda code: paper.versions[code]["edition"] in before)
        wanted = sorted(
            map(find_format, self.options.formats),
            key=lambda form: form.heavy is not self._pages_first,
        )
        for form in wanted:
            if form.parallel and codes:
                name = name_parallel(paper.stem, form, draft=self.options.draft)
                target = Target(paper.name, paper.stem, tuple(codes), form.name, name)
                paper.expected += 1
                self._start_file(paper, FileBuild(target))
        first = [form for form in wanted if not form.parallel and not form.pages_of]
        first += [find_format(form.pages_of) for form in wanted if form.pages_of]
        for form in dict.fromkeys(first):
            following = [one for one in wanted if one.pages_of == form.name]
            for code in codes:
                target, *followers = (
                    self._name_target(paper, code, one) for one in (form, *following)
                )
                file = FileBuild(target, form in wanted, tuple(followers))
                paper.expected += file.wanted + len(followers)
                self._start_file(paper, file)

    def _claim(self, paper: PaperBuild, code: str) -> bool:
        """Claim the names of a version's files; whether they are not another paper's."""
        name = paper.versions[code]["filename"]
        other = self._claimed.setdefault(name, paper.name)
        paper.claimed.append(name)
        if other != paper.name:
            self._say(SAME_STEM.at(Place(paper.name), other=other), paper)
        return other == paper.name

    def _name_target(self, paper: PaperBuild, code: str, form: Format) -> Target:
        filename = name_file(paper.versions[code]["filename"], form)
        return Target(paper.name, paper.stem, (code,), form.name, filename)

    def _start_file(self, paper: PaperBuild, file: FileBuild) -> None:
        self._runner.start(self._follow(paper, self._build_file(paper, file)))

    def _build_file(self, paper: PaperBuild, file: FileBuild) -> Steps[None]:
        """Build a file, or at least its pages; then those that name these."""
        target = file.target
        hashes = tuple(paper.versions[code]["edition"] for code in target.languages)
        key = self.basis.key_file(target.format, hashes, file.landing_digest)
        result = yield from self._recaller.find_file(key, file)
        if result is None:
            try:
                editions = yield self._require_editions(paper)
                if editions is None:
                    return
                self.progress.begin(target)
                chosen = tuple(editions[code] for code in target.languages)
                fonts = self._fonts if find_format(target.format).heavy else {}
                order = Order(target.format, chosen, file.landing, self._goes_on, fonts)
                made: Made = yield self._submit(make_file, order)
            except Exception as error:  # noqa: BLE001  # told as what became of this target
                self.progress.end(target, None, 0)
                if (yield paper.cleared):
                    self._fail(paper, error, target)
                    if not isinstance(error, EngineLostError):
                        self._tell_left(paper, file)
                return
            result = self._recaller.store_file(key, made)
        paper.inputs.append(result.inputs)
        if not (yield paper.cleared):
            self.progress.end(target, None, 0)
            return
        if file.wanted:
            yield from self._deliver(paper, target, result)
        else:
            self.progress.end(target, None, 0)
        if result.landing is None:
            self._tell_left(paper, file)
            return
        for follower in file.followers:
            if self._allow_fonts(paper, follower, result.inputs):
                digest = result.record["landing"]
                next_file = FileBuild(follower, landing=result.landing, landing_digest=digest)
                self._start_file(paper, next_file)

    def _deliver(self, paper: PaperBuild, target: Target, result: FileResult) -> Steps[None]:
        """Put a file in its place, and take down what became of it."""
        if not self._allow_fonts(paper, target, result.inputs):
            self.progress.end(target, None, 0)
            return
        record = result.record
        before = self.deliverer.find_before(target)
        if result.status != UNCHANGED:
            try:
                written = self.deliverer.write(target, result.data, record["sha256"])
                if written is not None:
                    yield self._runner.await_this(written)
            except OSError as error:
                self.progress.end(target, None, 0)
                self._say(self.deliverer.explain(target, error), paper, target)
                return
        self.progress.end(target, result.status, result.seconds)
        if notices := record.get("notices"):
            code = target.languages[0]
            faults = unpack_notices(notices)
            for found in locate_faults(self.basis.project, paper.path, code, faults):
                self._say(found, paper, target)
        edition = "+".join(paper.versions[code]["edition"] for code in target.languages)
        outcome = Outcome(
            target, result.status, record["sha256"], record["size"], record.get("pages"),
            result.seconds, before, edition, result.inputs, paper.digest,
        )  # fmt: skip
        paper.outcomes.append(outcome)
        self.report.outcomes.append(outcome)

    def _allow_fonts(self, paper: PaperBuild, target: Target, inputs: dict[str, str]) -> bool:
        """Say which fonts are not the locked ones; whether the target may be had nevertheless."""
        faults = self.deliverer.judge_fonts(target, inputs)
        for fault in faults:
            self._say(fault, paper, target)
        return not (faults and self.options.locked)

    # --- faults

    def _fail(self, paper: PaperBuild, error: Exception, target: Target | None = None) -> None:
        """Report what went wrong, at its place in the source where it has one."""
        if isinstance(error, RenderError):
            code = target.languages[0] if target else ""
            faults = [fill_fault(fault) for fault in error.faults]
            for found in locate_faults(self.basis.project, paper.path, code, faults):
                self._say(found, paper, target)
            return
        if isinstance(error, WorkerFaultError):
            self.progress.trace(error.trace)
        file = target.filename if target else paper.name
        self._say(explain_failure(paper.name, file, error), paper, target)

    def _tell_left(self, paper: PaperBuild, file: FileBuild) -> None:
        """Tell which files are not made because the pages that they name are not known."""
        for follower in file.followers:
            found = problems.NEEDS_LAYOUT.at(Place(paper.name), file=follower)
            self._say(found, paper, follower)

    def _say(
        self, found: Diagnostic, paper: PaperBuild | None = None, target: Target | None = None
    ) -> None:
        """Say what was found, once; what an error keeps from being made is taken down each time."""
        if paper is not None:
            paper.said.append(found)
        if paper is not None and found.severity is Severity.ERROR:
            paper.failed = True
            codes, form = ("+".join(target.languages), target.format) if target else ("", "")
            loss = Loss(paper.name, codes, form, found.code, found.message)
            self.report.losses.append(loss)
            self._losses.add(loss)
        if found not in self.report.diagnostics:
            self.report.diagnostics.add(found)
            self.progress.say(found)

    def _submit(
        self, task: Callable[..., Any], *arguments: Any, executor: Executor | None = None
    ) -> Future[Any]:
        """Have a task done in this project."""
        root, generation = str(self.basis.project.root), self.basis.generation
        return self._runner.submit(task, root, generation, *arguments, executor=executor)
