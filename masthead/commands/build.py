"""``masthead build``: papers into files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from masthead.targets.target import DEFAULT_FORMATS, FORMATS

if TYPE_CHECKING:
    from masthead.targets.options import Options


def read_jobs(context: click.Context, parameter: click.Parameter, value: int | None) -> int:
    """Read the number of processes: 0 when none is given."""
    if value is not None and value < 1:
        raise click.BadParameter("at least one process has to work", context, parameter)
    return value or 0


build_options = [
    click.argument("papers", nargs=-1, metavar="[PAPER]..."),
    click.option(
        "--lang", "languages", multiple=True, metavar="CODE",
        help="Build only this language version (may be repeated).",
    ),
    click.option(
        "--format", "formats", multiple=True, type=click.Choice(FORMATS),
        help="Build only this format (may be repeated); pdf, docx and epub otherwise.",
    ),
    click.option(
        "--output", type=click.Path(path_type=Path), metavar="DIR",
        help="Put the files there instead of output/.",
    ),
    click.option(
        "--jobs", type=int, callback=read_jobs, metavar="N",
        help="Work in N processes; one for each core otherwise.",
    ),
    click.option("--draft", is_flag=True, help="Say Draft on every page; pending versions too."),
    click.option("--locked", is_flag=True, help="Refuse fonts that are not the locked ones."),
    click.option("--no-cache", is_flag=True, help="Make everything anew and keep nothing."),
]  # fmt: skip
"""The options that ``build`` and ``watch`` share, in the order of the help."""


def add_options(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options of a build."""
    for option in reversed(build_options):
        command = option(command)
    return command


@click.command(
    help="Build papers: every one in source/ (not in its subfolders), or each PAPER, which is a "
    "file, a folder or a symbol such as NPT/CONF.2026/PC.II/WP.5."
)
@add_options
@click.option("--changed-since", metavar="REV", help="Only papers touched since a git revision.")
@click.option(
    "--summary", type=click.Path(path_type=Path), metavar="FILE",
    help="Add a table of what was built to a Markdown file.",
)  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
def command(summary: Path | None, quiet: bool, **chosen: Any) -> int:
    """Build papers."""
    return build(make_options(**chosen), summary=summary, quiet=quiet)


def make_options(*, formats: tuple[str, ...], no_cache: bool, **chosen: Any) -> Options:
    """Make the options of a build from those of the command line."""
    from masthead.targets.options import Options

    return Options(formats=formats or DEFAULT_FORMATS, cache=not no_cache, **chosen)


def build(options: Options, *, summary: Path | None, quiet: bool) -> int:
    """Build, speak of it, and return the exit code."""
    import sys

    from masthead.cli import do_at_stop, find_folder
    from masthead.targets.executor import open_executor

    root = find_folder()
    executor = open_executor(options)  # its workers get ready while the rest is imported
    from masthead.project import Project
    from masthead.targets.ledger import note_run
    from masthead.targets.progress import choose_progress
    from masthead.targets.run import Run

    progress = choose_progress(quiet=quiet)
    do_at_stop(lambda: executor.shutdown(wait=False, cancel_futures=True))
    do_at_stop(progress.close)
    finished = False
    try:
        progress.open()
        run = Run(Project(Path(root)), options, executor, progress)
        report = run.build()
        finished = True
    finally:
        progress.close()
        executor.shutdown(cancel_futures=not finished)
    if not quiet:
        progress.line(f"{report.count()} in {report.seconds:.2f} s")
    if summary is not None:
        from masthead.targets.summary import write_summary

        write_summary(summary, report)
    elif report.exit_code == 0 and run.can_be_recalled:
        note_run(root, sys.argv[1:], run.hashes, run.describe(report))
    return report.exit_code
