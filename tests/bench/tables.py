"""Time and memory of long tables: ``python -m tests.bench.tables``.

A table of 1,000 rows of 8 columns, warm: as PDF, beside plain WeasyPrint on the same HTML and style
sheet, and as a Word file; then how both grow up to 4,000 rows, each in a process of its own, with
its memory at the most. Times are those of the processor, pandoc's included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import yaml

from tests.bench._memory import read_peak
from tests.bench.pages import ROOT, set_plainly

ROWS, COLUMNS = 1_000, 8
RUNS = 3
LONGER = (1_000, 2_000, 4_000)
MOST_OVER = 1.2
"""What is promised for the PDF: times plain WeasyPrint."""
MOST_WORD = 0.5
"""What is promised for the Word file, in seconds."""
MOST_GROWTH = 1.3
"""How much more than twice the time twice the rows may take."""


def make_paper(rows: int) -> str:
    """Write a paper that holds a table of that many rows, a word and figures in each."""
    heads: list[dict[str, object]] = [{"en": "Programme"}]
    heads += [{"en": f"Year {number}"} for number in range(1, COLUMNS)]
    written = [
        [{"en": f"Programme {row} in all regions"}, *(row * 37 + at for at in range(1, COLUMNS))]
        for row in range(rows)
    ]
    source = {
        "symbol": "A/80/5", "series": "general-assembly", "session": 80, "original": "en",
        "versions": {"en": {}}, "title": {"en": "A long table"},
        "text": [{"table": {"title": {"en": "Long"}, "columns": heads, "rows": written}}],
    }  # fmt: skip
    return f"date: 2024-05-16\n{yaml.safe_dump(source, allow_unicode=True)}"


def resolve(rows: int) -> tuple[Any, Any]:
    """Resolve such a paper."""
    from masthead.edition.resolve import resolve_edition
    from masthead.project import Project
    from masthead.read.reader import read_source

    project = Project(ROOT)
    paper = read_source(project, make_paper(rows).encode(), "source/table.yaml").require()
    return project, resolve_edition(project, paper, "en")


def time_work(work: Callable[[], object]) -> float:
    """Time some work: seconds of the processor, in this process and those that it started."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def time_best(work: Callable[[], object]) -> float:
    """Time the best of several runs, after one to warm up."""
    work()
    return min(time_work(work) for _ in range(RUNS))


def compare() -> bool:
    """Compare a long table with plain WeasyPrint, and time it in Word; whether a promise broke."""
    from masthead.render.docx import render_docx
    from masthead.render.pdf import render_pdf

    project, edition = resolve(ROWS)
    word = time_best(lambda: render_docx(project, edition))
    fast = word <= MOST_WORD
    print(f"{ROWS} rows, Word: {word:.2f} s{'' if fast else '  too much'}", flush=True)
    plain = time_best(lambda: set_plainly(project, edition))
    ours = time_best(lambda: render_pdf(project, edition))
    kept = ours <= MOST_OVER * plain
    print(
        f"{ROWS} rows, PDF: {ours:.2f} s, plain WeasyPrint {plain:.2f} s "
        f"({ours / plain:.2f} ×){'' if kept else '  too much'}",
        flush=True,
    )
    return not (kept and fast)


def measure(rows: int) -> dict[str, float]:
    """Make the files of a long table in this process: seconds of each, and memory in MB."""
    from masthead.render.docx import render_docx
    from masthead.render.pdf import render_pdf

    project, edition = resolve(rows)
    small = resolve(10)
    render_pdf(*small)
    word = time_work(lambda: render_docx(project, edition))
    pages: list[int] = []
    pdf = time_work(lambda: pages.append(render_pdf(project, edition).landing.pages))
    return {"word": word, "pdf": pdf, "pages": pages[0], "peak": read_peak()}


def grow() -> bool:
    """Measure longer and longer tables, and whether their times grow faster than their rows."""
    broken = False
    before: dict[str, float] = {}
    for rows in LONGER:
        command = [sys.executable, "-m", "tests.bench.tables", str(rows)]
        run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        now = json.loads(run.stdout)
        grown = [now[kind] / before[kind] / 2 for kind in ("pdf", "word")] if before else []
        kept = all(one <= MOST_GROWTH for one in grown)
        broken |= not kept
        told = ", ".join(f"{2 * one:.1f} ×" for one in grown)
        print(
            f"{rows} rows, {now['pages']} pages: PDF {now['pdf']:.1f} s, Word {now['word']:.2f} s, "
            f"{now['peak']:.0f} MB {told}{'' if kept else '  too much'}"
        )
        before = now
    return broken


def main() -> int:
    """Measure everything; 1 when a promise is broken."""
    return int(compare() | grow())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]))))
    else:
        sys.exit(main())
