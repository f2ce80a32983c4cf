"""Time and size of the reading formats: ``python -m tests.bench.reading``.

Everything is warm: what a second file costs in a worker. Beside the EPUB stands what the pandoc
command alone takes for the same book, which is the part that no change here makes quicker.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench._pandoc import take_pandoc

ROOT = Path(__file__).resolve().parents[2]
TIMES = 15
MOST_MILLISECONDS = {"epub": 100, "html": 20, "parallel": 40}
MOST_BYTES = {"epub": 60_000, "html": 60_000, "parallel": 120_000}
"""What is promised for the paper in ``source/``."""


def measure(make: Callable[[], bytes]) -> tuple[float, int]:
    """Make a file again and again: the median in milliseconds, and its size."""
    made = make()
    runs = []
    for _ in range(TIMES):
        started = time.perf_counter()
        made = make()
        runs.append((time.perf_counter() - started) * 1000)
    return statistics.median(runs), len(made)


def main() -> int:
    """Measure every format; 1 when a promise is broken."""
    from masthead.edition.resolve import resolve_edition
    from masthead.project import Project
    from masthead.read.reader import read_paper
    from masthead.render.epub import render_epub
    from masthead.render.html import render_html, render_parallel
    from masthead.render.pdf import render_pdf

    project = Project(ROOT)
    paper = read_paper(project, next(iter(sorted(project.source.glob("*.yaml"))))).require()
    editions = [resolve_edition(project, paper, code) for code in paper.built_versions]
    jobs: list[tuple[str, str, Callable[[], bytes]]] = []
    for edition in editions:
        code = edition.language.code
        landing = render_pdf(project, edition).landing
        jobs.append(("epub", code, partial(render_epub, project, edition, landing)))
        jobs.append(("html", code, partial(render_html, project, edition)))
    jobs.append(("parallel", "all", lambda: render_parallel(project, editions)))
    broken = False
    for kind, code, make in jobs:
        milliseconds, size = measure(make)
        kept = milliseconds <= MOST_MILLISECONDS[kind] and size <= MOST_BYTES[kind]
        broken |= not kept
        print(
            f"{kind:9}{code:4}{milliseconds:7.1f} ms {size:7} bytes{'' if kept else '  too much'}"
        )
    first = editions[0]
    pandoc = take_pandoc("masthead.render.epub.book", lambda: render_epub(project, first, None))
    alone, size = measure(pandoc)
    print(f"{'pandoc':9}{first.language.code:4}{alone:7.1f} ms {size:7} bytes")
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
