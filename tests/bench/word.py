"""Time and size of Word files: ``python -m tests.bench.word``.

Every file is made in this process, warm, as a worker of a build makes it; medians. The long paper
has 500 paragraphs and 300 notes.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import yaml

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper, read_source
from masthead.render.docx import render_docx
from tests.bench._pandoc import take_pandoc
from tests.conftest import ROOT, STEM

MOST = {"one": 0.12, "six": 0.5, "long": 1.0}
"""What is promised, in seconds."""
SIX = "A_80_XX"
PARAGRAPHS, NOTES = 500, 300
TIMES = 7


def make_long_paper(paragraphs: int, notes: int) -> str:
    """Write a paper of that many paragraphs, lists among them, and that many notes."""
    text = []
    for number in range(paragraphs):
        call = f"[^note-{number}]" if number < notes else ""
        words = f"Paragraph {number} says what NPT/CONF.2000/28 says.{call} " + "And more. " * 20
        unit: dict[str, object] = {"paragraph": {"en": words.strip()}}
        if number % 10 == 0:
            unit["subparagraphs"] = [{"en": f"Item {item} of the list"} for item in range(5)]
        text.append(unit)
    source = {
        "symbol": "NPT/CONF.2026/PC.II/WP.7", "series": "npt-preparatory-committee", "session": 2,
        "original": "en", "versions": {"en": {}}, "title": {"en": "A long paper"}, "text": text,
        "notes": {f"note-{number}": {"en": f"See A/{number + 1}/1."} for number in range(notes)},
    }  # fmt: skip
    return f"date: 2024-05-16\n{yaml.safe_dump(source, allow_unicode=True)}"


def measure(make: Callable[[], int]) -> tuple[float, int]:
    """Measure a job that returns a size: the median of its seconds, and the size."""
    make()
    seconds, size = [], 0
    for _ in range(TIMES):
        begun = time.perf_counter()
        size = make()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds), size


def main() -> int:
    """Measure everything; 1 when a promise is broken."""
    project = Project(ROOT)

    def resolve(path: str) -> list[Edition]:
        paper = read_paper(project, project.source / path).require()
        return [resolve_edition(project, paper, code) for code in paper.built_versions]

    chinese, english = resolve(f"{STEM}.yaml")
    six = resolve(f"samples/{SIX}.yaml")
    written = make_long_paper(PARAGRAPHS, NOTES)
    long = resolve_edition(
        project,
        read_source(project, written.encode(), "source/long.yaml").require(),
        "en",
    )
    jobs: list[tuple[str, str, Callable[[], int]]] = [
        ("one", "the paper, Chinese", lambda: len(render_docx(project, chinese))),
        ("one", "the paper, English", lambda: len(render_docx(project, english))),
        ("six", "a sample in six languages",
         lambda: sum(len(render_docx(project, edition)) for edition in six)),
        ("long", f"{PARAGRAPHS} paragraphs, {NOTES} notes",
         lambda: len(render_docx(project, long))),
    ]  # fmt: skip
    broken = False
    for kind, name, make in jobs:
        seconds, size = measure(make)
        kept = seconds <= MOST[kind]
        broken |= not kept
        told = "" if kept else f"  more than {MOST[kind] * 1000:.0f} ms"
        print(f"{name:28}{seconds * 1000:7.1f} ms {size:8} bytes{told}")
    pandoc = take_pandoc("masthead.render.docx.render", lambda: render_docx(project, english))
    alone, size = measure(lambda: len(pandoc()))
    print(f"{'pandoc alone, English':28}{alone * 1000:7.1f} ms {size:8} bytes")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
