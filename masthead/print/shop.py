"""The print shop: jobs as part of a build, found in the cache or made, and delivered.

A print file depends on the bytes of the PDFs in it, on what was asked for, on ``styles/print.yaml``
and the shop's profile, on the modules of this room and the versions of the tools; on nothing else.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from msgspec import Struct

from masthead.diagnostic import Diagnostic, PaperError, Place
from masthead.files import sweep_folder
from masthead.language.language import load_language
from masthead.print import problems
from masthead.print.jobs import BuiltPdf, Job, describe_job
from masthead.print.layout import Layout
from masthead.print.options import PrintOptions, check_options
from masthead.print.papers import load_papers
from masthead.print.press import make_print
from masthead.print.profile import BLACK
from masthead.print.source import PrintSource
from masthead.project import Project
from masthead.targets.cache import Trace
from masthead.targets.deliver import Deliverer
from masthead.targets.executor import count_jobs
from masthead.targets.failures import explain_failure
from masthead.targets.formats import PRINT
from masthead.targets.packing import pack_diagnostics, unpack_diagnostics
from masthead.targets.report import MADE, RESTORED, UNCHANGED, Outcome, Report
from masthead.targets.run import Run
from masthead.targets.target import Target
from masthead.targets.tasks import WorkerFaultError, task

FOLDER = "print"
"""Where print files go, inside the output folder."""
AHEAD = 3
"""Jobs handed out for each worker, so that none waits and few PDFs are in memory at once."""


class Pressed(Struct, frozen=True):
    """What came of a job: the bytes of its files, and what a later build has to know."""

    data: bytes
    ticket: bytes
    file: str
    sides: int
    diagnostics: tuple[Diagnostic, ...]
    inputs: dict[str, str]
    seconds: float


def check_job(project: Project, options: PrintOptions, *, collate: bool) -> None:
    """Refuse what cannot be, before anything is built. Raises JobError."""
    wrong = list(check_options(options, load_papers(project)))
    if collate and options.layout is not Layout.SET:
        wrong.append(problems.ONLY_SET.at(Place("--collate")))
    if options.pdfx:
        _read_profile(project, options)
    if wrong:
        raise problems.JobError(wrong)


@task
def press_job(
    root: str, sources: Sequence[PrintSource], options: PrintOptions, stem: str
) -> Pressed:
    """Make a print file; a task for any process. Raises PaperError."""
    started = time.perf_counter()
    project = Project(Path(root))
    with project.recording() as inputs:
        profile = _read_profile(project, options) if options.pdfx else b""
        result = make_print(sources, options, load_papers(project), stem, profile)
    return Pressed(
        data=result.data,
        ticket=result.ticket.to_json(hashlib.sha256(result.data).hexdigest()),
        file=result.ticket.file,
        sides=result.ticket.sides,
        diagnostics=result.diagnostics,
        inputs=dict(inputs),
        seconds=time.perf_counter() - started,
    )


def _read_profile(project: Project, options: PrintOptions) -> bytes:
    name = options.profile or BLACK
    try:
        return project.read("styles", name)
    except FileNotFoundError:
        raise problems.JobError(
            [problems.PROFILE_NOT_FOUND.at(Place("--profile"), name=name)]
        ) from None


class _Delivery(Struct, frozen=True):
    """A job that is done and has to be put in its place."""

    job: Job
    result: dict[str, Any]
    data: bytes
    ticket: bytes
    inputs: dict[str, str]
    status: str
    seconds: float = 0

    @property
    def all_inputs(self) -> dict[str, str]:
        """What the PDFs were made from, and the print file besides."""
        of_pdfs = {name: digest for pdf in self.job.pdfs for name, digest in pdf.inputs}
        return {**of_pdfs, **self.inputs}


class PrintShop:
    """Has jobs done after a build, with the build's cache, executor, manifest and voice."""

    def __init__(self, run: Run, options: PrintOptions, ticket: bool) -> None:
        if run.basis is None:
            raise ValueError("a build goes before printing")
        self.run = run
        self.basis = run.basis
        self.options = options
        self.ticket = ticket
        """Whether job tickets are written beside the files."""
        self.report = Report()
        self.deliverer = Deliverer(self.basis, run.options)

    def print_jobs(self, jobs: Iterable[Job]) -> Report:
        """Have jobs done. What is wrong with one is in the report and does not touch the others."""
        sweep_folder(self.deliverer.folder / FOLDER)
        waiting: deque[tuple[Job, str, Future[Pressed]]] = deque()
        for job in jobs:
            try:
                if (ordered := self._order(job)) is not None:
                    waiting.append(ordered)
            except PaperError as error:
                self._say(error.diagnostics)
            while len(waiting) > AHEAD * count_jobs(self.run.options):
                self._receive(*waiting.popleft())
        while waiting:
            self._receive(*waiting.popleft())
        if self.report.outcomes:
            trouble = self.deliverer.finish(self.report)
            self._say([trouble] if trouble else [])
        self.basis.cache.trim()
        return self.report

    def _order(self, job: Job) -> tuple[Job, str, Future[Pressed]] | None:
        """Take a job from the cache, or have it done: its fingerprint and what will come of it."""
        sources = [self._read(pdf) for pdf in job.pdfs]
        digests = [hashlib.sha256(source.data).hexdigest() for source in sources]
        asked = repr((self.options, job.stem, [(one.name, one.direction) for one in sources]))
        key = self.basis.key_file(PRINT.name, tuple(digests), asked)
        recalled = self.basis.find(key, lambda trace: self._recall(job, trace))
        if recalled is not None:
            self._say(unpack_diagnostics(recalled.result["diagnostics"]))
            self._deliver(recalled)
            return None
        root = str(self.basis.project.root)
        return job, key, self.run.executor.submit(press_job, root, sources, self.options, job.stem)

    def _receive(self, job: Job, key: str, future: Future[Pressed]) -> None:
        """Take what came of a job; what went wrong is told, and the other jobs go on."""
        try:
            pressed = future.result()
        except PaperError as error:
            self._say(error.diagnostics)
            return
        except Exception as error:  # noqa: BLE001  # told as what became of this job
            if isinstance(error, WorkerFaultError):
                self.run.progress.trace(error.trace)
            self._say([explain_failure(job.pdfs[0].source, f"{FOLDER}/{job.stem}", error)])
            return
        result = self._keep(key, pressed)
        self._say(pressed.diagnostics)
        self._deliver(
            _Delivery(
                job, result, pressed.data, pressed.ticket, pressed.inputs, MADE, pressed.seconds
            )
        )

    def _read(self, pdf: BuiltPdf) -> PrintSource:
        try:
            data = pdf.path.read_bytes()
        except OSError:
            raise PaperError([problems.NOT_FOUND.at(Place(pdf.name))]) from None
        if not pdf.code:
            return PrintSource(pdf.name, data)
        return PrintSource(pdf.name, data, load_language(self.basis.project, pdf.code).direction)

    def _keep(self, key: str, pressed: Pressed) -> dict[str, Any]:
        self.basis.inputs.watch(pressed.inputs)
        result: dict[str, Any] = {
            "sha256": self.basis.cache.store(pressed.data),
            "ticket": self.basis.cache.store(pressed.ticket),
            "file": pressed.file,
            "pages": pressed.sides,
            "diagnostics": pack_diagnostics(pressed.diagnostics),
        }
        self.basis.cache.remember(key, pressed.inputs, result)
        return result

    def _recall(self, job: Job, trace: Trace) -> _Delivery | None:
        """Recall a job from the cache; None when something of it is not there."""
        result = trace.result
        data, ticket = (self.basis.cache.read(result[name]) for name in ("sha256", "ticket"))
        if data is None or ticket is None:
            return None
        unpack_diagnostics(result["diagnostics"])  # whether they can be read
        str(result["file"]), int(result["pages"])
        return _Delivery(job, result, data, ticket, trace.inputs, RESTORED)

    def _deliver(self, delivery: _Delivery) -> None:
        """Write the print file, and its ticket when one is wanted."""
        name = f"{FOLDER}/{delivery.result['file']}"
        self._write(delivery, name, delivery.data, delivery.result["pages"])
        if self.ticket:
            self._write(delivery, f"{name.removesuffix('.pdf')}.json", delivery.ticket, None)

    def _write(self, delivery: _Delivery, name: str, data: bytes, sides: int | None) -> None:
        pdfs = delivery.job.pdfs
        target = Target(
            pdfs[0].source, pdfs[0].stem, tuple(pdf.code for pdf in pdfs), PRINT.name, name
        )
        digest = hashlib.sha256(data).hexdigest()
        before = self.deliverer.find_before(target)
        status = UNCHANGED if before == digest else delivery.status
        try:
            if status != UNCHANGED:
                self.deliverer.path(target).parent.mkdir(parents=True, exist_ok=True)
                self.deliverer.write(target, data, digest)
        except OSError as error:
            self._say([self.deliverer.explain(target, error)])
            return
        seconds = 0 if sides is None else delivery.seconds
        self.run.progress.end(target, status, seconds)
        self.report.outcomes.append(
            Outcome(
                target, status, digest, len(data), sides, seconds, before,
                "+".join(pdf.edition or pdf.name for pdf in pdfs), delivery.all_inputs,
                pdfs[0].digest, describe_job(delivery.job, self.options),
            )
        )  # fmt: skip

    def _say(self, found: Iterable[Diagnostic]) -> None:
        for one in found:
            if one not in self.report.diagnostics:
                self.report.diagnostics.add(one)
                self.run.progress.say(one)
