"""``masthead build``: papers into files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from masthead.commands.options import (
    LOCAL,
    cache_option,
    engine_option,
    failures_option,
    formats_option,
    jobs_option,
    languages_option,
    max_failures_option,
    papers_argument,
    place_option,
    read_path,
    scheduler_option,
    shard_option,
    store_option,
    verbose_option,
)
from masthead.targets.formats import DEFAULT

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from masthead.targets.options import Options

_build_options: tuple[Any, ...] = (
    papers_argument,
    languages_option("Build"),
    formats_option("Build", "pdf, docx and epub"),
    place_option,
    jobs_option,
    click.option(
        "--draft", is_flag=True,
        help="Write Draft on every page, and build what is open and pending versions too.",
    ),
    click.option(
        "--clean", is_flag=True,
        help="Build drafts with the chosen alternatives alone, and list what is still open.",
    ),
    click.option("--strict", is_flag=True, help="Refuse papers that rules warn of, too."),
    click.option("--locked", is_flag=True, help="Refuse fonts that are not the locked ones."),
    cache_option,
    store_option,
    click.option(
        "--prune", is_flag=True,
        help="Remove from output/ what earlier builds made of papers and versions that are gone.",
    ),
    verbose_option,
)  # fmt: skip


def add_build_options(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command what ``build`` and ``watch`` share, in the order of the help."""
    for option in reversed(_build_options):
        command = option(command)
    return command


@click.command(
    help="Build papers: every one in source/ (not in its subfolders), or each PAPER, which is a "
    "file, a folder or a symbol such as NPT/CONF.2026/PC.II/WP.5."
)
@add_build_options
@engine_option
@scheduler_option
@shard_option
@failures_option
@max_failures_option
@click.option(
    "--changed-since", metavar="REV", help="Build only papers touched since a git revision."
)
@click.option(
    "--summary", metavar="FILE", callback=read_path,
    help="Add a table of what was built to a Markdown file.",
)  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
def command(summary: Path | None, quiet: bool, **chosen: Any) -> int:
    """Build papers."""
    return build(make_options(**chosen), summary=summary, quiet=quiet)


def make_options(
    *,
    formats: tuple[str, ...],
    no_cache: bool,
    output: Path | str | None = None,
    max_failures: int | None = None,
    draft: bool = False,
    clean: bool = False,
    **chosen: Any,
) -> Options:
    """Make the options of a build from those of the command line: what is clean is a draft."""
    from masthead.targets.options import Options

    return Options(
        formats=formats or DEFAULT,
        cache=not no_cache,
        output=output if isinstance(output, Path) else None,
        address=output if isinstance(output, str) else None,
        max_failures=max_failures or 0,
        draft=draft or clean,
        clean=clean,
        **chosen,
    )


def _open_engine(root: str, options: Options) -> Executor:
    """Open what does the tasks of a build."""
    if options.engine == LOCAL:
        from masthead.targets.executor import open_executor

        if options.scheduler is not None:
            raise click.UsageError("--scheduler names a cluster: say --engine dask, too")
        return open_executor(options)
    from masthead.cluster.engine import open_engine
    from masthead.project import Project

    return open_engine(Project(Path(root)), options)


def build(options: Options, *, summary: Path | None, quiet: bool) -> int:
    """Build, speak of it, and return the exit code."""
    import sys

    from masthead.folder import find_folder
    from masthead.targets.cleanup import clean_up_after

    root = find_folder()
    executor = _open_engine(root, options)  # its workers get ready while the rest is imported
    from masthead.project import Project
    from masthead.targets.ledger import note_run
    from masthead.targets.output import check_report
    from masthead.targets.progress import choose_progress
    from masthead.targets.run import Run

    progress = choose_progress(quiet=quiet)
    with clean_up_after(executor, progress):
        project = Project(Path(root))
        if summary is not None:
            check_report(project, summary, "--summary")
        for path in options.failures:
            check_report(project, path, "--failures")
        run = Run(project, options, executor, progress)
        report = run.build()
    if not quiet:
        progress.line(f"{report.count()} in {report.seconds:.2f} s")
    if summary is not None:
        from masthead.targets.summary import write_summary

        write_summary(summary, report)
    elif not options.failures and report.exit_code == 0 and run.can_be_recalled:
        note_run(root, sys.argv[1:], run.hashes, run.describe(report))
    return report.exit_code
