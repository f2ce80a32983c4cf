"""The command line: runs what a person typed and reports whatever goes wrong.

Each command is one module of :mod:`masthead.commands`, loaded only when it is called, so that the
start stays fast and a command's heavy imports cost only those who use it. A build that has nothing
to do is over before any of them is imported, and so is a check that would find nothing once more.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from masthead.commands import COMMANDS
from masthead.ending import COLLECTION, end_on_signals
from masthead.folder import choose_folder, find_folder
from masthead.streams import open_streams


def main(arguments: Sequence[str] | None = None, folder: str | None = None) -> int:
    """Run a command. Exit code: 0 fine, 1 problems in a paper, 2 wrong use, 3 a tool failed.

    ``folder`` is the project's, when it is not to be looked for from the working directory.
    """
    try:
        return _main(arguments, folder)
    finally:
        gc.freeze()  # nor is anything worth taking apart at the end


def _main(arguments: Sequence[str] | None, folder: str | None) -> int:
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        gc.set_threshold(*COLLECTION)
        end_on_signals()
        open_streams()
    choose_folder(folder)
    try:
        if folder is not None:
            _say_whose_papers(typed)
        completes = "_MASTHEAD_COMPLETE" in os.environ  # a shell asks what may follow
        builds = not typed or typed[0] in ("build", "print") or typed[0] not in COMMANDS
        if (builds or typed[0] == "check") and not completes:
            from masthead.targets.ledger import BUILDS, CHECKS, recall_run

            kind = BUILDS if builds else CHECKS
            if (run := recall_run(find_folder(), typed, kind)) is not None:
                return _say_up_to_date(run, quiet="--quiet" in typed or "-q" in typed)
            if kind == BUILDS and arguments is None and typed[:1] != ["print"]:
                from masthead.targets.headstart import begin_early

                begin_early(typed)
        return _run_command(typed)
    except KeyboardInterrupt:
        return _stop("stopped", 130)
    except Exception as error:
        from masthead.diagnostic import ToolError, explain_lack

        if isinstance(error, ToolError):
            return _stop(str(error), error.exit_code)
        if advice := explain_lack(error):
            return _stop(advice, ToolError.exit_code)
        # A fault of Masthead: told in a line all the same.
        if os.environ.get("MASTHEAD_DEBUG"):
            raise
        reason = f"{type(error).__name__}: {error}".replace("\n", " ")
        return _stop(f"a fault of Masthead itself: {reason} (MASTHEAD_DEBUG=1 shows where)", 3)


def _say_whose_papers(typed: list[str]) -> None:
    """Say where papers are looked for, when that is another folder than one would think."""
    root, here = find_folder(), os.path.realpath(os.getcwd())  # noqa: PTH109
    asks = {"-h", "--help", "--version", "help", "rules", "cache"}.isdisjoint(typed)
    if asks and here != root and not here.startswith(root + os.sep):
        print(f"masthead: the papers are those in {root}", file=sys.stderr)  # noqa: T201


def _run_command(typed: list[str]) -> int:
    import click

    from masthead.commands.group import masthead
    from masthead.diagnostic import MastheadError, PaperError, make_printable

    try:
        result = masthead.main(typed, prog_name="masthead", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except SystemExit as stop:  # click has answered a shell
        return stop.code if isinstance(stop.code, int) else 0
    except click.Abort:
        return _stop("stopped", 130)
    except click.ClickException as error:
        error.show()
        return 2
    except PaperError as error:
        for diagnostic in error.diagnostics:
            click.echo(str(diagnostic), err=True)
        return error.exit_code
    except MastheadError as error:
        return _stop(make_printable(str(error)), error.exit_code)
    return result if isinstance(result, int) else 0


def _say_up_to_date(run: dict[str, object], *, quiet: bool) -> int:
    """Say again what the run said that is still true."""
    said = run.get("said")
    for line in said if isinstance(said, list) else ():
        print(line, file=sys.stderr)  # noqa: T201
    if not quiet:
        print(run.get("summary"))  # noqa: T201
    return 0


def _stop(message: str, code: int) -> int:
    print(f"masthead: {message}", file=sys.stderr, flush=True)  # noqa: T201
    return code
