"""Commands in processes of their own, forked from one that has imported everything already.

Python's start and the imports take longer than most commands do. What is forked knows nothing of
the commands before it. It sees one core, so that a build starts no workers unless asked for some.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


WARNINGS = "error,ignore::ResourceWarning"  # WeasyPrint leaves a file open
"""What Python does about warnings in commands."""


def fork_command(
    typed: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> tuple[int, str]:
    """Run a command: its exit code, and what it said on standard output, then on error."""
    server = _start_server()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.TemporaryDirectory() as name:
        streams = [str(Path(name) / kind) for kind in ("out", "err")]
        asked = json.dumps([typed, str(folder), dict(environment), streams])
        server.stdin.write(f"{asked}\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        said = "".join(Path(stream).read_text("utf-8") for stream in streams)
    return code, said


@cache
def _start_server() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "tests.commands.forking"], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": WARNINGS},
    )  # fmt: skip
    atexit.register(server.communicate)
    return server


def serve() -> None:
    """Fork a process for each command that is asked for, and tell how it ended."""
    import importlib

    from masthead.commands import COMMANDS
    from masthead.targets.formats import BUILT_IN, PRINT

    for name in (
        "masthead.cli", *(f"masthead.commands.{name}" for name in COMMANDS),
        *(form.imports for form in (*BUILT_IN, PRINT)), "masthead.proof.proof",
    ):  # fmt: skip
        importlib.import_module(name)
    for line in sys.stdin:
        typed, folder, environment, streams = json.loads(line)
        child = os.fork()
        if child == 0:
            _run(typed, folder, environment, streams)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(typed: list[str], folder: str, environment: dict[str, str], streams: list[str]) -> None:
    """Do in a forked process what Python does for ``python -m masthead``, from start to end."""
    from masthead import cli

    code = 70
    try:
        os.environ.clear()
        os.environ.update(environment)
        time.tzset()
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for descriptor, stream in enumerate(streams, 1):
            os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT), descriptor)
        os.sched_getaffinity = lambda _: {0}  # type: ignore[assignment]
        tempfile.tempdir = None
        sys.argv = ["masthead", *typed]
        code = cli.main()
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
