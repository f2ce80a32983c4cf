"""``masthead verify``: whether the built files are what the source makes today."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from masthead.commands.build import make_options
from masthead.commands.options import (
    formats_option,
    jobs_option,
    languages_option,
    output_option,
    papers_argument,
)

if TYPE_CHECKING:
    from masthead.targets.verify import Verdict


@click.command(
    help="Build anew the papers in source/ and those elsewhere that files in output/ came from, or "
    "only each PAPER (a file, a folder or a symbol), in an empty folder with an empty cache and "
    "with the locked fonts; compare with what stands in output/, and name the first part that "
    "differs. Print files are made again from the new PDFs."
)
@papers_argument
@languages_option("Verify")
@formats_option("Verify", "all that were built")  # print files go with the PDFs
@output_option("Verify the files there instead of those in output/.")
@jobs_option
@click.option("--draft", is_flag=True, help="Verify what --draft built instead.")
@click.option("--clean", is_flag=True, help="Verify what --clean built instead.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what differs.")
def command(quiet: bool, **chosen: Any) -> int:
    """Build anew and compare."""
    from masthead.folder import find_folder
    from masthead.print.reprint import Reprint
    from masthead.project import Project
    from masthead.targets.cleanup import clean_up_after
    from masthead.targets.executor import open_executor
    from masthead.targets.progress import Progress
    from masthead.targets.verify import find_formats, verify

    project = Project(Path(find_folder()))
    options = make_options(no_cache=True, locked=True, **chosen)
    if not chosen["formats"]:
        options = replace(options, formats=find_formats(project, options))
    progress = Progress(quiet=True)

    def tell(verdict: Verdict) -> None:
        if verdict.difference is not None:
            click.echo(f"{verdict.filename} differs: {verdict.difference}")
            if verdict.details:
                click.echo(verdict.details)
        elif not quiet:
            click.echo(f"{verdict.filename}  the same")

    executor = open_executor(options)
    with clean_up_after(executor, progress):
        reprint = Reprint(project, options.output or project.output, executor)
        report, verdicts = verify(project, options, executor, progress, tell, reprint)
    differing = sum(verdict.difference is not None for verdict in verdicts)
    if not quiet:
        click.echo(
            f"{len(verdicts) - differing} of {len(verdicts)} files are what the source makes"
        )
    return report.exit_code or (1 if differing else 0)
