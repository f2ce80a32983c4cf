"""``masthead watch``: rebuild what a saved change needs, as long as it runs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from masthead.commands.build import add_build_options, make_options


@click.command(
    help="Build every paper in source/, or each PAPER (a file, a folder or a symbol), then wait: "
    "whenever a paper, a style or a template is saved, what it changes is built again. Ctrl-C "
    "ends it."
)
@add_build_options
def command(**chosen: Any) -> int:
    """Build, and build again."""
    import os
    import sys

    from masthead.ending import end_on_signals, run_actions
    from masthead.folder import find_folder
    from masthead.project import Project
    from masthead.targets.cleanup import clean_up_after
    from masthead.targets.executor import open_executor
    from masthead.targets.progress import Progress
    from masthead.targets.watch import CodeChangedError, Watch

    end_on_signals(wanted=True)
    options = make_options(**chosen)
    executor = open_executor(options)
    progress = Progress(quiet=True)
    try:
        with clean_up_after(executor, progress):
            watch = Watch(Project(Path(find_folder())), options, executor, progress)
            say_at(watch.begin())
            click.echo(f"watching {watch.run.project.root} (Ctrl-C ends it)")
            for changed in watch.changes(lambda: False):
                say_at(watch.build(changed))
    except CodeChangedError:
        click.echo("Masthead itself was changed: starting anew")
        run_actions()
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606
    return 0


def say_at(line: str) -> None:
    """Say a line with the time of day: which save it belongs to."""
    click.echo(f"{time.strftime('%H:%M:%S')}  {line}")
