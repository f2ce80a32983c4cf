"""``masthead verify``: whether the built files are what the source makes today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from masthead.commands.build import add_options, make_options

if TYPE_CHECKING:
    from masthead.targets.verify import Verdict


@click.command(
    help="Build everything anew, in an empty folder with an empty cache and with the locked fonts, "
    "and compare with what stands in output/, naming the first part that differs."
)
@add_options
@click.option("--quiet", "-q", is_flag=True, help="Say only what differs.")
def command(quiet: bool, **chosen: Any) -> int:
    """Build anew and compare."""
    import signal

    from masthead.cli import find_folder
    from masthead.project import Project
    from masthead.targets.executor import open_executor
    from masthead.targets.progress import choose_progress
    from masthead.targets.verify import list_formats, verify

    signal.signal(signal.SIGINT, signal.default_int_handler)  # the folder built into goes first
    project = Project(Path(find_folder()))
    options = make_options(**chosen)
    if not chosen["formats"]:
        options = replace(options, formats=list_formats(project, options))
    executor = open_executor(options)
    progress = choose_progress(quiet=True)

    def tell(verdict: Verdict) -> None:
        if verdict.difference is not None:
            click.echo(f"{verdict.filename} differs: {verdict.difference}")
            if verdict.details:
                click.echo(verdict.details)
        elif not quiet:
            click.echo(f"{verdict.filename}  the same")

    try:
        report, verdicts = verify(project, options, executor, progress, tell)
    finally:
        executor.shutdown(cancel_futures=True)
    differing = sum(verdict.difference is not None for verdict in verdicts)
    if not quiet:
        click.echo(
            f"{len(verdicts) - differing} of {len(verdicts)} files are what the source makes"
        )
    return report.exit_code or (1 if differing else 0)
