"""``masthead watch``: rebuild what a saved change needs, as long as it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from masthead.commands.build import add_options, make_options


@click.command(
    help="Build, then wait: whenever a paper, a style or a template is saved, what it changes is "
    "built again. Ctrl-C ends it."
)
@add_options
def command(**chosen: Any) -> int:
    """Build, and build again."""
    import os
    import signal
    import sys

    from masthead.cli import find_folder
    from masthead.project import Project
    from masthead.targets.executor import open_executor
    from masthead.targets.progress import Progress
    from masthead.targets.watch import CodeChangedError, Watch

    signal.signal(signal.SIGINT, signal.default_int_handler)
    options = make_options(**chosen)
    executor = open_executor(options)
    watch = Watch(Project(Path(find_folder())), options, executor, Progress(quiet=True))
    try:
        click.echo(watch.build())
        click.echo(f"watching {watch.run.project.root} (Ctrl-C ends it)")
        for changed in watch.changes(lambda: False):
            click.echo(watch.build(changed))
    except CodeChangedError:
        click.echo("Masthead itself was changed: starting anew")
        executor.shutdown(cancel_futures=True)
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606
    except KeyboardInterrupt:
        return 0
    finally:
        executor.shutdown(cancel_futures=True)
    return 0
