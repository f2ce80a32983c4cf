"""``masthead preview``: the page beside the text, in a browser of this machine."""

from __future__ import annotations

import click

from masthead.commands.options import papers_argument


@click.command(
    help="Show papers while you write: their text in two languages side by side and their "
    "official pages, anew after each save, with what check finds. A click on a word opens the "
    "editor at its line. Every paper in source/ can be chosen, or each PAPER (a file, a folder or "
    "a symbol). It is served on this machine only; Ctrl-C ends it."
)
@papers_argument
@click.option("--port", type=click.IntRange(1, 65535), help="The port; a free one by default.")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.option(
    "--editor", metavar="COMMAND",
    help="How to open your editor, such as 'gvim +{line} {file}'; VS Code by default.",
)  # fmt: skip
def command(
    papers: tuple[str, ...], port: int | None, editor: str | None, *, no_browser: bool
) -> int:
    """Serve until Ctrl-C."""
    from pathlib import Path

    from masthead.diagnostic import ToolError
    from masthead.folder import find_folder
    from masthead.project import Project
    from masthead.read.papers import find_papers
    from masthead.scratch import claim_scratch
    from masthead.targets.cleanup import clean_up_after
    from masthead.targets.executor import open_executor
    from masthead.targets.options import Options
    from masthead.targets.progress import Progress

    try:
        from masthead.preview.opening import read_command
        from masthead.preview.serve import Wanted, serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in ("starlette", "uvicorn"):
            raise
        raise ToolError(
            'the preview needs starlette and uvicorn: pip install "masthead[preview]"'
        ) from None
    project = Project(Path(find_folder()))
    wanted = Wanted(papers, port or 0, not no_browser, read_command(editor))
    if papers:
        find_papers(project, papers)  # a name that is none is told now
    executor = open_executor(Options(formats=("pdf",)))
    with clean_up_after(executor, Progress(quiet=True)):
        serve(project, wanted, executor, Path(claim_scratch(), "built"), click.echo)
    return 0
