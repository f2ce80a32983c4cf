"""A project folder for tests of the build, with renderers that are quick and can be watched."""

from __future__ import annotations

import shutil
from concurrent.futures import Executor
from pathlib import Path

import pytest
from msgspec.structs import replace

from masthead.diagnostic import Diagnostic, Diagnostics
from masthead.paper import Paper
from masthead.project import Project
from masthead.render.landing import Landing
from masthead.targets.executor import InProcess
from masthead.targets.fingerprint import digest_tree
from masthead.targets.make import Made, Order
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.report import MADE, Report
from masthead.targets.run import Run

SYMBOL = "NPT/CONF.2026/PC.II/WP.7"
STEM = "NPT_CONF.2026_PC.II_WP.7"
TEMPLATE = """\
symbol: {symbol}
series: npt-preparatory-committee
session: 2
date: 2024-05-16
original: en
versions:
  zh: {{}}
  en: {{}}
title: {{en: A title, zh: 标题}}
text:
- paragraph: {{en: "{en}", zh: "{zh}"}}
"""


class Workshop:
    """A project, what is built in it, and what was made on the way."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.made: list[str] = []
        self.pages = 3
        self.findings: list[Diagnostic] = []
        (root / "source").mkdir(parents=True)
        for form in ("pdf", "docx", "epub", "html", "parallel"):
            path = root / "templates" / form / "page.txt"
            path.parent.mkdir(parents=True)
            path.write_text(f"a template for {form}\n")
        monkeypatch.chdir(root)
        monkeypatch.setenv("MASTHEAD_CACHE", str(root.parent / "cache"))
        monkeypatch.setattr("masthead.targets.build.make_file", self.make_file)
        monkeypatch.setattr("masthead.targets.prepare.check_paper", self.check_paper)

    def write(self, number: int = 7, en: str = "A text.", zh: str = "文本。") -> Path:
        """Write a paper."""
        symbol = f"NPT/CONF.2026/PC.II/WP.{number}"
        path = self.root / "source" / f"{symbol.replace('/', '_')}.yaml"
        path.write_text(TEMPLATE.format(symbol=symbol, en=en, zh=zh))
        return path

    def check_paper(self, project: Project, paper: Paper) -> Diagnostics:
        """Stand in for the check: the rules are not what is tested here."""
        return Diagnostics(self.findings)

    def make_file(self, root: str, generation: int, order: Order) -> Made:
        """Stand in for the renderers: what is made depends on what a real one reads, too."""
        project = Project(Path(root))
        with project.recording() as inputs:
            template = project.read("templates", f"{order.format}/page.txt").decode()
        edition = order.editions[0]
        self.made.append(f"{edition.stem[-1]}-{edition.language.code}-{order.format}")
        text = f"{template}{[digest_tree(one) for one in order.editions]}{order.landing}"
        pages = Landing(self.pages, {"title": 1}) if order.format == "pdf" else None
        return Made(text.encode(), dict(inputs), 0.5, pages)

    def build(
        self, *papers: str, executor: Executor | None = None, expect: int = 0, **options: object
    ) -> Report:
        """Build, and see to it that the exit code is the expected one."""
        self.made.clear()
        chosen = replace(Options(papers=papers), **options)
        run = Run(Project(self.root), chosen, executor or InProcess(), Progress(quiet=True))
        report = run.build()
        assert report.exit_code == expect, [str(found) for found in report.diagnostics]
        return report

    def forget(self) -> None:
        """Forget what the last builds made, so that the next one asks the cache."""
        shutil.rmtree(self.root.parent / "cache" / "runs")

    def outputs(self) -> dict[str, bytes]:
        """What stands in the output folder, but for the manifest."""
        return {
            path.name: path.read_bytes()
            for path in sorted((self.root / "output").iterdir())
            if path.name != "manifest.json"
        }


def statuses(report: Report) -> dict[str, str]:
    """What was done for each file."""
    return {outcome.target.filename: outcome.status for outcome in report.outcomes}


def made(report: Report) -> set[str]:
    """Language and format of the files that were made anew."""
    return {
        f"{'+'.join(outcome.target.languages)} {outcome.target.format}"
        for outcome in report.outcomes
        if outcome.status == MADE
    }
