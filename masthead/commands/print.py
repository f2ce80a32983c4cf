"""``masthead print``: built PDFs into files for an office printer or a print shop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from masthead.commands.options import (
    cache_option,
    jobs_option,
    languages_option,
    output_option,
    papers_argument,
)

if TYPE_CHECKING:
    from masthead.print.options import PrintOptions
    from masthead.targets.options import Options


def _read_bleed(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> float | None:
    """Read the bleed in mm: none without the option, the usual one where it has no value."""
    if not value:
        return 0 if value is None else None
    try:
        return float(value)
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no number of mm (--bleed=3; papers go first)", context, parameter
        ) from None


@click.command(
    help="Make print copies: of every paper in source/, or of each PAPER, which is a file, a "
    "folder, a symbol or a PDF inside the project. The PDFs are built first where they have to "
    "be; the print files go to output/print/."
)
@papers_argument
@languages_option("Print")
@click.option(
    "--layout",
    type=click.Choice(["set", "booklet", "2up", "4up"], case_sensitive=False),
    default="set",
    show_default=True,
    help="Single pages for both sides, a folded booklet, or two or four pages on a side.",
)
@click.option(
    "--paper",
    metavar="NAME",
    help="The sheet, as styles/print.yaml names it: letter, a4, tabloid … Without it, the one on "
    "which pages keep their size (a booklet of Letter pages takes Tabloid).",
)
@click.option("--collate", is_flag=True, help="Put a paper's language versions into one file.")
@click.option(
    "--signature",
    type=int,
    metavar="PAGES",
    help="Booklet: fold so many pages into one signature; all of them otherwise.",
)
@click.option(
    "--thickness",
    type=float,
    metavar="MM",
    help="Booklet: thickness of a sheet, by which inner pages move to the spine.",
)
@click.option("--fold-marks", is_flag=True, help="Booklet: mark the fold.")
@click.option("--staple-marks", is_flag=True, help="Mark where the staples go.")
@click.option(
    "--bleed",
    is_flag=False,
    flag_value="",
    metavar="[MM]",
    callback=_read_bleed,
    help="Add a bleed around the sheet: 3 mm unless you say.",
)
@click.option("--crop-marks", is_flag=True, help="Mark where the sheet is cut.")
@click.option("--registration", is_flag=True, help="Add registration marks.")
@click.option("--grey", is_flag=True, help="Black ink only; text and lines pure black.")
@click.option("--pdfx", is_flag=True, help="PDF/X-4 for a print shop, black unless --profile.")
@click.option(
    "--profile", metavar="FILE", help="The shop's ICC profile (CMYK or grey), a file in styles/."
)
@click.option(
    "--copies",
    type=int,
    metavar="N",
    help="Write a job ticket for so many copies, with the command that prints them.",
)
@output_option("Use DIR/ and DIR/print/ instead of output/ and output/print/.")
@jobs_option
@click.option("--draft", is_flag=True, help="Print drafts, those of pending versions too.")
@click.option("--clean", is_flag=True, help="Print drafts with the chosen alternatives alone.")
@cache_option
def command(
    papers: tuple[str, ...],
    languages: tuple[str, ...],
    collate: bool,
    copies: int | None,
    output: Path | None,
    jobs: int,
    draft: bool,
    no_cache: bool,
    **asked: Any,
) -> int:
    """Make print copies."""
    from masthead.print.layout import Layout
    from masthead.print.options import PrintOptions
    from masthead.targets.options import Options

    layout, clean = Layout(asked.pop("layout")), asked.pop("clean")
    options = PrintOptions(layout=layout, copies=1 if copies is None else copies, **asked)
    pdfs = tuple(name for name in papers if name.lower().endswith(".pdf"))
    build = Options(
        papers=tuple(name for name in papers if name not in pdfs),
        languages=languages,
        formats=("pdf",),
        output=output,
        draft=draft or clean,
        clean=clean,
        cache=not no_cache,
        jobs=1 if pdfs and len(pdfs) == len(papers) else jobs,
    )
    return print_papers(build, options, pdfs, collate=collate, ticket=copies is not None)


def print_papers(
    build: Options, options: PrintOptions, pdfs: tuple[str, ...], *, collate: bool, ticket: bool
) -> int:
    """Build what has to be built, print it, and return the exit code. Raises MastheadError."""
    import sys

    from masthead.folder import find_folder
    from masthead.print.jobs import find_pdf, list_built, plan_jobs
    from masthead.print.shop import PrintShop, check_job
    from masthead.project import Project
    from masthead.targets.cleanup import clean_up_after
    from masthead.targets.executor import open_executor
    from masthead.targets.ledger import note_run
    from masthead.targets.progress import choose_progress
    from masthead.targets.run import Run

    project = Project(Path(find_folder()))
    check_job(project, options, collate=collate)
    language = build.languages[0] if len(build.languages) == 1 else None
    found = [find_pdf(project, name, language) for name in pdfs]
    executor = open_executor(build)
    progress = choose_progress(quiet=False)
    with clean_up_after(executor, progress):
        run = Run(project, build, executor, progress)
        built = run.build_papers([]) if pdfs and not build.papers else run.build()
        named = {pdf.path: run.hashes.read(str(pdf.path)) or "" for pdf in found}
        jobs = plan_jobs([*list_built(run, built), *found], collate=collate)
        printed = PrintShop(run, options, ticket).print_jobs(jobs)
    if printed.outcomes:
        progress.line(printed.count())
    code = max(built.exit_code, printed.exit_code)
    if code == 0 and run.can_be_recalled:
        note_run(
            str(project.root), sys.argv[1:], run.hashes, run.describe(built, printed, others=named)
        )
    return code
