"""Print jobs: which PDFs go into which print file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from masthead.diagnostic import Place, UsageError
from masthead.language.language import list_languages
from masthead.print import problems
from masthead.print.options import PrintOptions
from masthead.project import Project
from masthead.symbol import DRAFT
from masthead.targets.report import Report
from masthead.targets.run import Run

_VERSION = re.compile(rf"-(?P<code>[A-Z]{{2}})(?:{DRAFT})?$")
_OFFICIAL_ORDER = ("ar", "zh", "en", "fr", "ru", "es")
"""The order in which the United Nations names its languages; others follow."""


class BuiltPdf(Struct, frozen=True):
    """A PDF to be printed, with what is known of its making."""

    path: Path
    name: str
    """As people see it."""
    stem: str
    """Of the paper; for a PDF of unknown origin its own."""
    code: str
    """Its language; empty when it is not known."""
    source: str
    """The paper's file; the PDF itself where there is none."""
    draft: bool = False
    edition: str = ""
    digest: str = ""
    """Of the paper's file."""
    inputs: tuple[tuple[str, str], ...] = ()


class Job(Struct, frozen=True):
    """The PDFs of one print file, in their order."""

    pdfs: tuple[BuiltPdf, ...]

    @property
    def stem(self) -> str:
        """The name of the print file before its layout: ``WP.5-ZH``, ``WP.5-ZH-EN``."""
        codes = [pdf.code.upper() for pdf in self.pdfs if pdf.code]
        draft = DRAFT if any(pdf.draft for pdf in self.pdfs) else ""
        return "-".join([self.pdfs[0].stem, *codes]) + draft


def describe_job(job: Job, options: PrintOptions) -> dict[str, Any]:
    """Describe a job for the manifest: its PDFs, and what was asked for beyond the usual.

    A PDF that was built is named from the output folder, any other from the project's.
    """
    usual = asdict(PrintOptions())
    asked = {name: said for name, said in asdict(options).items() if said != usual[name]}
    return {
        "stem": job.stem,
        "pdfs": [
            {"file": pdf.path.name if pdf.edition else pdf.name, "language": pdf.code}
            for pdf in job.pdfs
        ],
        "options": asked,
    }


def find_pdf(project: Project, written: str, code: str | None = None) -> BuiltPdf:
    """Find a PDF that a person named. Raises JobError when it is not there, UsageError outside.

    Its language is ``code``, or the one that its name ends in (``…-AR.pdf``).
    """
    candidates = [path for path in (Path(written), project.root / written) if path.is_file()]
    name = project.name(Path(written))
    if not candidates:
        raise problems.JobError([problems.NOT_FOUND.at(Place(name))])
    path = candidates[0].resolve()
    if not path.is_relative_to(project.root):
        raise UsageError(f"{written} is outside the project: nothing there is read")
    name, stem = project.name(path), path.stem
    ending = _VERSION.search(stem)
    found = ending["code"].lower() if ending else ""
    known = found in list_languages(project)
    return BuiltPdf(
        path=path,
        name=name,
        stem=stem[: ending.start()] if ending and known else stem,
        code=code or (found if known else ""),
        source=name,
        draft=bool(known and stem.endswith(DRAFT)),
    )


def list_built(run: Run, report: Report) -> Iterator[BuiltPdf]:
    """List the PDFs that a build has made or found unchanged."""
    folder = run.options.output or run.project.output
    for outcome in report.outcomes:
        target = outcome.target
        path = folder / target.filename
        yield BuiltPdf(
            path=path,
            name=run.project.name(path),
            stem=target.stem,
            code=target.languages[0],
            source=target.source,
            draft=path.stem.endswith(DRAFT),
            edition=outcome.edition,
            digest=outcome.source,
            inputs=tuple(sorted(outcome.inputs.items())),
        )


def plan_jobs(pdfs: Iterable[BuiltPdf], collate: bool) -> list[Job]:
    """Plan which PDFs go into one file: each into its own, or a paper's versions together.

    Raises JobError when there is nothing to collate.
    """
    by_paper: dict[tuple[str, str], list[BuiltPdf]] = {}
    for pdf in pdfs:
        by_paper.setdefault((str(pdf.path.parent), pdf.stem), []).append(pdf)
    papers = [sorted(versions, key=_order_version) for versions in by_paper.values()]
    if not collate:
        return [Job((pdf,)) for versions in papers for pdf in versions]
    alone = [versions[0] for versions in papers if len(versions) == 1]
    if alone:
        raise problems.JobError(problems.ONE_VERSION.at(Place(pdf.name)) for pdf in alone)
    return [Job(tuple(versions)) for versions in papers]


def _order_version(pdf: BuiltPdf) -> tuple[int, str]:
    known = pdf.code in _OFFICIAL_ORDER
    return (_OFFICIAL_ORDER.index(pdf.code) if known else len(_OFFICIAL_ORDER), pdf.code)
