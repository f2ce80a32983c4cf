"""Time, memory and size of print files: ``python -m tests.bench.printing``.

The source is the built paper's pages again and again until there are 1,000, each with content of
its own, as in a paper of that length. Each measurement is a process of its own.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.bench._memory import read_peak

ROOT = Path(__file__).resolve().parents[2]
PAGES = 1000
ROUNDS = 3
JOBS: dict[str, dict[str, Any]] = {
    "set": {"layout": "set"},
    "booklet in signatures of 32": {"layout": "booklet", "signature": 32},
    "2up": {"layout": "2up"},
    "4up": {"layout": "4up"},
    "booklet with all marks": {
        "layout": "booklet", "signature": 32, "crop_marks": True, "registration": True,
        "fold_marks": True, "staple_marks": True, "bleed": 3.0,
    },
    "set in grey": {"layout": "set", "grey": True},
    "booklet, PDF/X-4": {"layout": "booklet", "signature": 32, "pdfx": True},
}  # fmt: skip
MOST_SECONDS, MOST_MEMORY, MOST_SIZE = 5.0, 300.0, 1.15
"""What is promised for 1,000 pages (s, MB) and for any file (times its source)."""


def make_long_pdf(short: bytes, pages: int) -> bytes:
    """Repeat a PDF's pages; fonts are shared, contents are not."""
    import pikepdf

    with pikepdf.open(BytesIO(short)) as pdf:
        count = len(pdf.pages)
        for number in range(pages - count):
            page = pdf.pages[number % count]
            copy = pikepdf.Dictionary(dict(page.obj.items()))
            copy.Contents = pdf.make_stream(
                page.Contents.read_bytes() + f"\n% {number}".encode("ascii")
            )
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(copy)))
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def measure_here(path: Path, options: dict[str, Any]) -> dict[str, float]:
    """Print a file in this process: seconds, those of the processor, memory, size.

    Peak memory is in MB, size in times the source's.
    """
    started = time.perf_counter()
    from masthead.print.layout import Layout
    from masthead.print.options import PrintOptions
    from masthead.print.papers import load_papers
    from masthead.print.press import make_print
    from masthead.print.profile import BLACK
    from masthead.print.source import PrintSource
    from masthead.project import Project

    data = path.read_bytes()
    asked = PrintOptions(**{**options, "layout": Layout(options["layout"])})
    project = Project(ROOT)
    source, papers = PrintSource(path.name, data), load_papers(project)
    result = make_print([source], asked, papers, path.stem, project.read("styles", BLACK))
    seconds = time.perf_counter() - started
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "seconds": seconds,
        "busy": used.ru_utime + used.ru_stime,
        "memory": read_peak(),
        "size": len(result.data) / len(data),
    }


def measure(path: Path, options: dict[str, Any]) -> dict[str, float]:
    """Print a file in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.printing", str(path), json.dumps(options)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def build_paper() -> bytes:
    """Build the Chinese PDF of the paper in ``source/``."""
    from masthead.edition.resolve import resolve_edition
    from masthead.project import Project
    from masthead.read.reader import read_paper
    from masthead.render.pdf import render_pdf

    project = Project(ROOT)
    paper = read_paper(project, next(iter(sorted(project.source.glob("*.yaml"))))).require()
    return render_pdf(project, resolve_edition(project, paper, "zh")).data


def main() -> int:
    """Measure every job; 1 when a promise is broken."""
    if len(sys.argv) == 3:
        print(json.dumps(measure_here(Path(sys.argv[1]), json.loads(sys.argv[2]))))
        return 0
    broken = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(make_long_pdf(build_paper(), PAGES))
        print(f"{PAGES} pages, {path.stat().st_size / 1e6:.1f} MB; medians of {ROUNDS}")
        for name, options in JOBS.items():
            runs = [measure(path, options) for _ in range(ROUNDS)]
            found = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            kept = (
                found["seconds"] <= MOST_SECONDS
                and found["memory"] <= MOST_MEMORY
                and found["size"] <= MOST_SIZE
            )
            broken |= not kept
            print(
                f"{name:30} {found['seconds']:6.2f} s ({found['busy']:5.2f} s of the processor) "
                f"{found['memory']:6.0f} MB "
                f"{found['size']:5.2f} × {'' if kept else '  too much'}"
            )
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
