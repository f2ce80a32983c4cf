"""Runs: a build from its options to its report, with everything it needs set up and put away."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from masthead.diagnostic import Diagnostic, Place, UsageError
from masthead.project import Project
from masthead.read.papers import ENDINGS, find_papers, keep_touched, refuse_unknown_languages
from masthead.signature import Hashes
from masthead.targets import problems
from masthead.targets.basis import Basis
from masthead.targets.build import Build
from masthead.targets.cache import Cache, open_cache, read_limit
from masthead.targets.executor import count_jobs
from masthead.targets.fingerprint import Tools
from masthead.targets.lastbuild import LastBuild
from masthead.targets.ledger import find_ledger, list_names, read_ledger
from masthead.targets.options import Options
from masthead.targets.output import check_cache
from masthead.targets.progress import Progress
from masthead.targets.report import Report, name_some, write_entries, write_files


def _open_cache(project: Project, options: Options) -> Cache:
    """Open the cache that a build's options ask for. Raises UsageError, ToolError.

    One that a person named is trimmed only when a limit was named, too.
    """
    if not options.cache:
        return Cache(None)
    if options.store is None:
        return open_cache()
    from masthead.targets.addressstore import open_store

    if isinstance(options.store, Path):
        check_cache(project, options.store)
    limit = read_limit() if os.environ.get("MASTHEAD_CACHE_SIZE") else None
    return Cache(open_store(options.store), limit)


def find_engine_troubles(executor: Executor) -> Iterable[Diagnostic]:
    """Find what was wrong with an executor that can say so, as one that speaks to a cluster."""
    find: Callable[[], Iterable[Diagnostic]] = getattr(executor, "find_troubles", tuple)
    return find()


class Run:
    """A project opened for building, once or again and again."""

    def __init__(
        self, project: Project, options: Options, executor: Executor, progress: Progress
    ) -> None:
        self.project = project
        self.options = options
        self.executor = executor
        self.progress = progress
        self.cache = _open_cache(project, options)
        ledger = read_ledger(find_ledger(str(project.root)), str(project.root))
        known: Any = ledger["hashes"] if options.cache else {}
        self.hashes = Hashes(known)
        self.tools = Tools()
        self.generation = 0
        self.basis: Basis | None = None
        self._last: LastBuild | None = None
        self.pages_first = False
        """Whether somebody waits for pages, and the engine is there."""
        self.goes_on = False
        """Whether the same papers will be built again and again."""
        self.digests: dict[Path, str] = {}
        """The papers of the last build, with the hash of what was read of each."""
        self.listings: dict[tuple[str, str], list[str]] = {}
        """What was found in the folders of papers, by folder and ending of names."""

    def build(self) -> Report:
        """Build once. Raises UsageError and ToolError for what no paper is to blame for."""
        options = self.options
        refuse_unknown_languages(self.project, options.languages)
        folders = [Path(name) for name in options.papers] or [self.project.source]
        self.listings = {
            (str(folder), end): list_names(str(folder), end)
            for folder in folders if folder.is_dir()
            for end in ENDINGS
        }  # fmt: skip
        papers = find_papers(self.project, options.papers)
        if options.changed_since is not None:
            papers = keep_touched(self.project, papers, options.changed_since)
        return self.build_papers(papers)

    def build_papers(self, papers: Iterable[Path]) -> Report:
        """Build these papers."""
        self.basis = self._look()
        self._last = LastBuild(self.basis, self.options, self._last)
        build = Build(
            self.basis, self.options, self.executor, count_jobs(self.options), self.progress,
            self._last, pages_first=self.pages_first, goes_on=self.goes_on,
        )  # fmt: skip
        build.deliverer.open()
        papers = list(papers)
        report = build.run(papers)
        self.digests = build.digests
        self._check_languages(report)
        leftovers = tuple(build.deliverer.handle_leftovers(report))
        fonts, manifest = build.deliverer.warn_of_fonts(report), build.deliverer.finish(report)
        for trouble in (fonts, *leftovers, manifest):
            if trouble is not None and trouble not in report.diagnostics:
                report.diagnostics.add(trouble)
                self.progress.say(trouble)
        self.cache.finish()
        self._keep_last(papers)
        self.cache.trim()
        for trouble in (*self._find_cache_troubles(), *find_engine_troubles(self.executor)):
            report.diagnostics.add(trouble)
            self.progress.say(trouble)
        return report

    def _keep_last(self, papers: list[Path]) -> None:
        """Keep what was made, unless the cache may lack it: then all is asked for once more."""
        if self._last is None or self.cache.trouble or self.cache.damaged:
            self._last = None
            return
        options = self.options
        whole = not options.papers and options.changed_since is None and options.shard is None
        self._last.write(map(self.project.name, papers) if whole else None)

    def _find_cache_troubles(self) -> Iterator[Diagnostic]:
        """Find why the next build will not be as quick as it could be."""
        cache = self.cache
        place = Place(cache.address)
        if cache.trouble and self.options.store is None:
            yield problems.CACHE_UNUSABLE.at(place, folder=cache.address, reason=cache.trouble)
        elif cache.trouble:
            yield problems.STORE_UNUSABLE.at(place, reason=cache.trouble)
        if cache.damaged and self.options.store is not None:
            count = write_entries(len(cache.damaged))
            yield problems.STORE_DAMAGED.at(place, count=count, names=name_some(cache.damaged))
        if cache.is_small:
            limit = f"{(cache.limit or 0) / 1024**2:,.0f} MB"
            yield problems.CACHE_SMALL.at(place, limit=limit)

    def _look(self) -> Basis:
        """Look at everything that decides what has to be made."""
        return Basis(self.project, self.cache, self.hashes, self.tools, self.generation)

    def _check_languages(self, report: Report) -> None:
        """Refuse a language that none of the papers has, once that is known."""
        asked = set(self.options.languages)
        found = {code for outcome in report.outcomes for code in outcome.target.languages}
        if (
            self.options.shard is None
            and asked - found
            and not report.diagnostics.errors
            and report.papers
        ):
            missing = ", ".join(sorted(asked - found))
            raise UsageError(
                f"--lang {missing}: no paper here has such a version to be built "
                "(--draft builds those that are pending, too)"
            )

    def describe(
        self, *reports: Report, others: Mapping[Path, str] | None = None
    ) -> dict[str, object]:
        """Describe what a run that ended well depended on, for the ledger.

        The last of its reports is the one that is spoken of; ``others`` are files that a person
        named besides papers, with their hashes from before they were read.
        """
        from masthead.targets.manifest import NAME

        basis = self.basis or self._look()
        files = {**basis.code.files, **basis.inputs.files}
        files.update(
            (str(path), digest) for path, digest in {**self.digests, **(others or {})}.items()
        )
        folder = self.options.output or self.project.output
        for outcome in (outcome for report in reports for outcome in report.outcomes):
            files[str(folder / outcome.target.filename)] = outcome.sha256
        for path in (folder / NAME, *map(Path, self.tools.native_files())):
            files[str(path)] = self.hashes.read(str(path)) or ""
        code = [(folder, ".py") for folder in basis.code.folders]
        tools = [(folder, ".dist-info") for folder in self.tools.folders]
        listings = {
            **{(folder, end): list_names(folder, end) for folder, end in (*code, *tools)},
            **basis.inputs.listings,
            **self.listings,
        }
        read = {*basis.inputs.files, *map(str, self.digests)}
        own = (path for path in read if path.startswith(f"{self.project.root}{os.sep}"))
        return {
            "files": files,
            # A link to the same content may be one that leads out of the project.
            "places": {path: os.path.realpath(path) for path in own},
            "listings": [[folder, end, names] for (folder, end), names in listings.items()],
            "said": self.progress.said,
            "summary": f"{write_files(len(reports[-1].outcomes))} up to date",
        }

    @property
    def can_be_recalled(self) -> bool:
        """Whether all that the run depends on is files: no revision, no search for a symbol.

        Nor what fonts the system has, nor a file that was saved meanwhile.
        """
        inputs = self.basis.inputs if self.basis else None
        return (
            self.options.cache
            and self.options.address is None
            and not (inputs and (inputs.asked_system or inputs.changed))
            and self.options.changed_since is None
            and all(Path(name).exists() for name in self.options.papers)
        )
