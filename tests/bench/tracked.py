"""Tracked changes beside a plain build: ``python -m tests.bench.tracked``.

A paper of 300 paragraphs with 100 changes, in processor time, that of pandoc too: in Word both
versions are made and merged, so it takes some three plain builds. A marked PDF is set once.
"""

from __future__ import annotations

import copy
import datetime
import resource
import statistics
import sys
from collections.abc import Callable

import yaml

from masthead.compare.matching import match_papers
from masthead.compare.versions import mark_versions, resolve_versions
from masthead.edition.resolve import resolve_edition
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.render.pdf import render_pdf
from masthead.render.tracked import Stamp, render_tracked
from tests.bench.word import make_long_paper
from tests.conftest import ROOT

PARAGRAPHS, CHANGES = 300, 100
TIMES = 5
MOST = 6.0
"""How many plain builds it may take, comparing and resolving included."""
MOST_PDF = 1.2
"""How many plain builds a marked PDF may take: reading, resolving and comparing are in both."""
STAMP = Stamp("A delegation", datetime.date(2024, 5, 16))


def make_versions() -> tuple[str, str]:
    """Make two versions of a long paper: words changed, paragraphs inserted and deleted."""
    old = yaml.safe_load(make_long_paper(PARAGRAPHS, PARAGRAPHS // 3))
    new = copy.deepcopy(old)
    units = new["text"]
    for number in range(CHANGES):
        at = PARAGRAPHS // 2 + number
        if number % 10 == 0:
            units[at] = {"paragraph": {"en": f"Another paragraph stands here: {number}."}}
        else:
            units[at]["paragraph"]["en"] += f" One word more: {number}."
    return yaml.safe_dump(old, allow_unicode=True), yaml.safe_dump(new, allow_unicode=True)


def measure(make: Callable[[], object]) -> float:
    """Measure the processor time of a job and of what it starts: the median."""
    make()
    seconds = []
    for _ in range(TIMES):
        begun = _count()
        make()
        seconds.append(_count() - begun)
    return statistics.median(seconds)


def _count() -> float:
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> int:
    """Measure; 1 when it takes more than is promised."""
    project = Project(ROOT)
    sources = make_versions()

    def read(source: str) -> Paper:
        return read_source(project, source.encode(), "source/long.yaml").require()

    old, new = map(read, sources)

    def track() -> None:
        resolved = resolve_versions(project, match_papers(old, new, ("en",)), "en")
        render_tracked(project, *resolved, STAMP)

    def build() -> None:
        render_pdf(project, resolve_edition(project, read(sources[1]), "en"))

    def mark() -> None:
        matching = match_papers(read(sources[0]), read(sources[1]), ("en",))
        render_pdf(project, mark_versions(project, matching, "en"))

    edition = resolve_versions(project, match_papers(old, new, ("en",)), "en").new
    plain, tracked = measure(lambda: render_docx(project, edition)), measure(track)
    ratio = tracked / plain
    print(
        f"{PARAGRAPHS} paragraphs, {CHANGES} changes: {tracked:.2f} s, a plain file {plain:.2f} s"
    )
    print(f"{ratio:.1f} plain files (at most {MOST:.1f})")
    plain, marked = measure(build), measure(mark)
    longer = marked / plain
    print(f"PDF: {marked:.2f} s, {longer:.2f} plain builds (at most {MOST_PDF:.1f})")
    return int(ratio > MOST or longer > MOST_PDF)


if __name__ == "__main__":
    sys.exit(main())
