"""Preparing a paper: read, checked and resolved, as a task that any process can do.

Nothing here knows of caches or folders for output; what was read is handed back with the result.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from masthead.check.checker import check_paper
from masthead.diagnostic import Diagnostic, Diagnostics, PaperError
from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.again import Readings
from masthead.read.reader import read_data, read_source
from masthead.symbol import make_stem
from masthead.targets.fingerprint import digest_tree
from masthead.targets.stage import Stage, weigh_open
from masthead.targets.tasks import task
from masthead.targets.workspace import workspace


class Prepared(Struct, frozen=True):
    """A paper that was read, checked and resolved. Without editions, errors stop its build."""

    source: str
    stem: str
    diagnostics: tuple[Diagnostic, ...]
    editions: dict[str, Edition]
    """By language, in the order of the source."""
    inputs: dict[str, str]
    """What was read besides the paper: name to SHA-256."""
    hashes: dict[str, str]
    """Of each edition: hashing it takes as long as all else that a build does for a paper."""
    digest: str = ""
    """SHA-256 of the paper's file as it was read; empty when it could not be."""
    reading: str = ""
    """SHA-256 of everything that was read of the paper: of the files that it names, too."""


@task
def prepare_paper(
    root: str, generation: int, path: str, stage: Stage, check: bool, goes_on: bool = False
) -> Prepared:
    """Read, check and resolve a paper. Its faults are in the diagnostics, never raised.

    ``goes_on``: whether that will be done again and again, so that its units are kept in between.
    """
    project = workspace.open(root, generation)
    kept = project.remember("readings", Readings) if goes_on else None
    with project.recording() as inputs:
        return _prepare(project, Path(path), inputs, kept, stage=stage, check=check)


def _prepare(
    project: Project,
    path: Path,
    inputs: dict[str, str],
    kept: Readings | None,
    *,
    stage: Stage,
    check: bool,
) -> Prepared:
    name = project.name(path)
    try:
        data = read_data(project, path)
    except PaperError as error:
        return Prepared(name, path.stem, tuple(error.diagnostics), {}, {}, {})
    digest = hashlib.sha256(data).hexdigest()
    reading = read_source(project, data, name, path.name, kept)
    read = hashlib.sha256(repr((digest, sorted(inputs.items()))).encode()).hexdigest()
    diagnostics = Diagnostics(weigh_open(found, stage) for found in reading.diagnostics)
    paper = reading.paper
    editions: dict[str, Edition] = {}
    if paper is not None and not diagnostics.errors:
        workspace.remember(read, paper)
        if check:
            diagnostics.extend(check_paper(project, paper))
    if paper is not None and not diagnostics.errors:
        for code in paper.versions if stage != "official" else paper.built_versions:
            try:
                editions[code] = resolve_edition(
                    project, paper, code, draft=stage != "official", clean=stage == "clean"
                )
            except PaperError as error:
                diagnostics.extend(error.diagnostics)
    return Prepared(
        source=name,
        stem=make_stem(paper.symbol) if paper else path.stem,
        diagnostics=tuple(diagnostics),
        editions={} if diagnostics.errors else editions,
        inputs=dict(inputs),
        hashes={code: digest_tree(edition) for code, edition in editions.items()},
        digest=digest,
        reading=read,
    )


@task
def check_prepared(root: str, generation: int, prepared: Prepared) -> Prepared:
    """Check a paper that was only read and resolved: the same, with everything that was found."""
    project = workspace.open(root, generation)
    paper = workspace.recall(prepared.reading)
    with project.recording() as inputs:
        if paper is None:
            raise ValueError(f"{prepared.source} was not read in this process")
        found = Diagnostics([*prepared.diagnostics, *check_paper(project, paper)])
    return replace(
        prepared,
        diagnostics=tuple(found),
        editions={} if found.errors else prepared.editions,
        inputs={**prepared.inputs, **inputs},
    )
