"""Time and memory of setting pages: ``python -m tests.bench.pages``.

The paper's five Chinese pages and six English ones, warm, beside plain WeasyPrint on the same HTML,
the same style sheet and the same fonts, with WeasyPrint's own tags, as anybody would run it, each
in turn; and long papers of up to 200 pages with 400 notes. Times are those of the processor, so
that other work on the machine does not count, and the best of several runs.
"""

from __future__ import annotations

import gc
import json
import math
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from masthead.ending import COLLECTION
from tests.bench._memory import read_peak

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7
CODES = ("zh", "en")
MOST_OVER = 0.8
"""What is aimed at: times plain WeasyPrint."""
LONG = (50, 100, 200)
MOST_MEMORY = 500.0
"""What is promised for 200 pages, in MB."""
SENTENCE = {
    "zh": "核武器国家未能在履行核裁军义务和承诺方面取得进展，导致核风险达到空前水平。",
    "en": "The working paper recalls the obligations and commitments under the Treaty in full. ",
}


def time_in_turn(*works: tuple[Callable[[], object], bool]) -> list[float]:
    """Time works in turn: processor seconds of the best run of each, after one to warm up.

    With each is said whether garbage is looked for rarely meanwhile, as in a worker of a build.
    """
    best = [math.inf] * len(works)
    usual = gc.get_threshold()
    for run in range(RUNS + 1):
        for number, (work, rarely) in enumerate(works):
            gc.collect()
            gc.set_threshold(*(COLLECTION if rarely else usual))
            started = time.process_time()
            work()
            if run:
                best[number] = min(best[number], time.process_time() - started)
    gc.set_threshold(*usual)
    return best


def resolve(code: str) -> tuple[Any, Any]:
    """Resolve one language version of the paper in ``source/``."""
    from masthead.edition.resolve import resolve_edition
    from masthead.project import Project
    from masthead.read.reader import read_paper

    project = Project(ROOT)
    paper = read_paper(project, next(iter(sorted(project.source.glob("*.yaml"))))).require()
    return project, resolve_edition(project, paper, code)


def set_plainly(project: Any, edition: Any) -> bytes:
    """Set an edition's HTML with WeasyPrint as it is: nothing taught, its own tags."""
    from weasyprint import CSS, HTML

    from masthead.measures import load_measures
    from masthead.render.pdf.fetch import make_fetcher
    from masthead.render.pdf.fonts import open_fonts, share_configuration
    from masthead.render.pdf.labels import find_wide_labels, mark_wide_labels
    from masthead.render.pdf.page import has_strong, write_own_style, write_page, write_style
    from masthead.render.pdf.setting import share_style

    measures = load_measures(project, edition.station, edition.language.code, edition.series)
    fonts = open_fonts(project)
    faces = fonts.choose_faces(edition.language, strong=has_strong(edition))
    configuration = share_configuration(fonts, faces)
    fetcher = make_fetcher(project, fonts)
    shared = write_style(project, edition, measures, faces)
    style = share_style(project, shared, fetcher, configuration)
    wide = find_wide_labels(edition, measures, fonts)
    rules = write_own_style(project, edition, measures, fonts, wide)
    own = CSS(string=rules, font_config=configuration)
    source = HTML(string=write_page(project, edition, measures), url_fetcher=fetcher)
    mark_wide_labels(source.etree_element, wide)
    data: bytes = source.write_pdf(
        stylesheets=[style, own], font_config=configuration, pdf_variant="pdf/a-3a",
        pdf_identifier=b"bench",
    )  # fmt: skip
    return data


def compare_with_plain() -> bool:
    """Compare our setting with plain WeasyPrint; whether a promise is broken."""
    import logging

    from masthead.render.pdf import render_pdf

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    broken = False
    for code in CODES:
        project, edition = resolve(code)
        pages = render_pdf(project, edition).landing.pages
        plainly, setting = (partial(make, project, edition) for make in (set_plainly, render_pdf))
        plain, ours, same = time_in_turn((plainly, False), (setting, True), (plainly, True))
        kept = ours <= MOST_OVER * plain
        broken |= not kept
        print(
            f"{pages} pages {code}, warm: {ours:.3f} s, plain WeasyPrint {plain:.3f} s "
            f"({ours / plain:.2f} ×; {ours / same:.2f} × where garbage is looked for as rarely)"
            f"{'' if kept else '  too much'}"
        )
    return broken


def make_long(edition: Any, pages: int) -> Any:
    """Make an edition of about so many pages, with two notes to a page."""
    import msgspec.structs

    from masthead.edition.edition import Call, Note, Paragraph, Words

    words = SENTENCE[edition.language.code]
    blocks, notes = [], []
    for number in range(1, 2 * pages + 1):
        key = f"n{number}"
        notes.append(Note(key, f"c-{key}", "text", number, str(number), ((Words(words),),)))
        content = (Words(words * 8), Call(f"c-{key}", key, str(number)), Words(words * 8))
        blocks.append(Paragraph(f"p{number}", number, f"{number}.", content))
    return msgspec.structs.replace(edition, byline=(), body=tuple(blocks), notes=tuple(notes))


def measure_long(code: str, pages: int) -> dict[str, float]:
    """Set a long paper in this process: pages, seconds of the processor, peak memory in MB."""
    from masthead.render.pdf import render_pdf

    project, edition = resolve(code)
    render_pdf(project, make_long(edition, 2))
    started = time.process_time()
    result = render_pdf(project, make_long(edition, pages))
    seconds = time.process_time() - started
    return {"pages": result.landing.pages, "seconds": seconds, "memory": read_peak()}


def measure_growth() -> bool:
    """Measure papers of growing length, each in a process of its own; whether one is too slow."""
    broken = False
    for code in CODES:
        first: dict[str, float] | None = None
        for pages in LONG:
            command = [sys.executable, "-m", "tests.bench.pages", code, str(pages)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            found: dict[str, float] = json.loads(done.stdout)
            first = first or found
            growth = (found["seconds"] / first["seconds"]) / (found["pages"] / first["pages"])
            kept = found["memory"] <= MOST_MEMORY and growth < 1.3
            broken |= not kept
            print(
                f"{found['pages']:4.0f} pages {code}, {2 * pages} notes: {found['seconds']:6.2f} s "
                f"({found['pages'] / found['seconds']:4.1f} pages/s), {found['memory']:4.0f} MB"
                f"{'' if kept else '  too much'}"
            )
    return broken


def main() -> int:
    """Measure everything; 1 when a promise is broken."""
    if len(sys.argv) == 3 and sys.argv[2].isdecimal():
        print(json.dumps(measure_long(sys.argv[1], int(sys.argv[2]))))
        return 0
    return int(compare_with_plain() | measure_growth())


if __name__ == "__main__":
    sys.exit(main())
