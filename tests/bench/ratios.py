"""How long things take beside what one would do instead: ratios, so that any machine can tell.

Beside the same six files by pandoc and Typst: whole processes in turn, medians of wall time. Beside
the same change in a small folder or paper: processor time, or what `watch` says. Long papers with
plain growth: processor time of a page. ``PAPERS=200`` measures a smaller folder.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.bench._house import MASTHEAD, ROOT, STEM, House, time_in_turn
from tests.bench.builds import change_sentence, measure_watch, write_by_hand
from tests.bench.pages import SENTENCE

MOST = {
    "six files, empty cache": 0.9,
    "one sentence, a new process": 0.6,
    "check": 0.2,
    "nothing to do": 0.04,
    "watch, from save to the page": 0.2,
    "watch, from save to the last file": 0.35,
}
"""Parts of the time of pandoc and Typst."""
MOST_OF_ONE = 1.5
"""A changed paper among many: times the same in a folder of one."""
MOST_OF_FIVE = 2.0
"""A sentence in the middle of 200 pages, in `watch`: times the same in five."""
MOST_GROWTH = 0.1
"""How much the time of a page may differ between papers of 50, 200 and 800 pages."""
EDITED = (5, 200)
LONG = (50, 200, 800)
ROUNDS, WATCHED, EDITS, PAGED = 7, 15, 5, 3


def main() -> int:
    """Measure, say how far each ratio is from its bound; 1 where one is missed."""
    missed = False
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name))
        house.put_paper()
        for what, ratio in compare_with_hand(house).items():
            missed |= tell(what, ratio, MOST[what])
    papers = int(os.environ.get("PAPERS", "2000"))
    one, many = measure_folder(1), measure_folder(papers)
    print(f"one changed paper: {one:.2f} s of the processor alone, {many:.2f} s among {papers:,}")
    missed |= tell(f"one changed of {papers:,} papers", many / one, MOST_OF_ONE)
    few, lots = map(measure_edit, EDITED)
    short, long = EDITED
    print(f"a sentence changed, in watch: {few:.0f} ms in {short} pages, {lots:.0f} ms in {long}")
    missed |= tell(f"a sentence in {long} pages, as in {short}", lots / few, MOST_OF_FIVE)
    return int(missed | tell_growth())


def tell_growth() -> bool:
    """Say how long a page takes in papers of several lengths; whether that grows too much.

    What a process takes before its first page, for imports, fonts and style sheets, is no page's:
    it is measured apart, with a paper of a page, and said.
    """
    taken: dict[int, list[Pages]] = {number: [] for number in LONG}
    for _ in range(PAGED):
        for number in LONG:
            taken[number].append(measure_pages(number))
    least = {number: min(found, key=lambda one: one.seconds) for number, found in taken.items()}
    start = min(one.start for found in taken.values() for one in found)
    print(f"before the first page: {start * 1000:.0f} ms")
    for number, found in least.items():
        each, whole = found.seconds / found.pages, (start + found.seconds) / found.pages
        print(
            f"{number:4}: {found.pages} pages, {each * 1000:.1f} ms each, {whole * 1000:.1f} with "
            f"what is before the first, {found.memory:.0f} MB at the most"
        )
    times = [found.seconds / found.pages for found in least.values()]
    ratio = max(times) / min(times)
    return tell("time of a page, longest over shortest", ratio, 1 + MOST_GROWTH)


def tell(what: str, ratio: float, most: float) -> bool:
    """Say a ratio with its bound; whether it is missed."""
    print(f"{what:44}{ratio:8.2f}   at most {most:.2f}{'' if ratio <= most else '   missed'}")
    return ratio > most


def compare_with_hand(house: House) -> dict[str, float]:
    """Measure what the paper takes beside pandoc and Typst, each once in every round."""
    write_by_hand(house)

    def clear() -> None:
        for room in ("objects", "actions", "runs"):
            shutil.rmtree(house.cache / room, ignore_errors=True)
        shutil.rmtree(house.root / "output", ignore_errors=True)

    def build_before() -> None:
        house.run("build")
        change_sentence(house)

    taken = time_in_turn(
        {
            "hand": (lambda: house.run(script=["sh", "with-typst.sh"]), clear),
            "six files, empty cache": (lambda: house.run("build"), clear),
            "one sentence, a new process": (lambda: house.run("build"), build_before),
            "nothing to do": (lambda: house.run("build"), lambda: None),
            "check": (lambda: house.run("check"), lambda: change_sentence(house)),
        },
        ROUNDS,
    )
    page, last = measure_watch(house, WATCHED)
    taken |= {"watch, from save to the page": page, "watch, from save to the last file": last}
    hand = taken.pop("hand")
    print(f"pandoc and Typst by hand: {hand:.2f} s")
    return {what: seconds / hand for what, seconds in taken.items()}


def measure_folder(papers: int) -> float:
    """Measure the processor's time for one changed paper in a folder, in one process."""
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name))
        house.put_papers(papers)
        changed = house.root / "source" / "NPT_CONF.2026_PC.II_WP.1.yaml"
        text = changed.read_text("utf-8")
        typed = ("build", "--jobs", "1", "--format", "html")
        house.run("build", "--format", "html")
        taken = []
        for number in range(EDITS):
            changed.write_text(text.replace("震惊", f"震惊{number}", 1), "utf-8")
            taken.append(use(lambda: house.run(*typed)))
        return statistics.median(taken)


def use(run: Callable[[], object]) -> float:
    """Give the processor's time of the processes that are run and waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def write_long_paper(pages: int, changed: str = "") -> str:
    """Write an English paper of about so many pages, with a sentence changed in its middle."""
    paragraphs = pages * 5
    text = "".join(
        "- paragraph:\n    en: "
        f"{SENTENCE['en'] * 4}{changed if number == paragraphs // 2 else ''}Number {number}.\n"
        for number in range(paragraphs)
    )
    return (
        f"symbol: {STEM.replace('_', '/')}\nseries: npt-preparatory-committee\nsession: 2\n"
        "date: 2024-05-16\noriginal: en\nversions: {en: {}}\ntitle: {en: A long paper}\n"
        f"text:\n{text}"
    )


def measure_edit(pages: int) -> float:
    """Measure how long `watch` takes for the page of a changed sentence, in ms, as it says."""
    with tempfile.TemporaryDirectory() as name:
        house = House(Path(name))
        house.source.write_text(write_long_paper(pages), "utf-8")
        watch = subprocess.Popen(
            [*MASTHEAD, "watch", "--format", "pdf"], cwd=house.root, env=house.environment,
            text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert watch.stdout is not None
        try:
            while "watching" not in watch.stdout.readline():
                pass
            taken = []
            for number in range(EDITS):
                time.sleep(0.5)
                text = write_long_paper(pages, f"Change {number}. ")
                house.source.write_text(text, "utf-8")
                while not (
                    found := re.search(r"built EN pdf in (\d+) ms", watch.stdout.readline())
                ):
                    pass
                taken.append(int(found[1]))
            return statistics.median(taken[1:])
        finally:
            watch.terminate()
            watch.wait()
            watch.stdout.close()


PAGES = """
import gc, resource, sys, time
from pathlib import Path
from masthead.ending import COLLECTION
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.pdf import render_pdf
gc.set_threshold(*COLLECTION)
project = Project(Path(sys.argv[1]))
for written in map(Path, sys.argv[2:]):
    paper = read_source(project, written.read_bytes(), written.name, written.name).require()
    edition = resolve_edition(project, paper, "en")
    begun = time.process_time()
    pages = render_pdf(project, edition).landing.pages
    print(time.process_time() - begun, pages)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


class Pages(NamedTuple):
    """The processor's seconds for the pages of a paper, and for a page before it, memory in MB."""

    start: float
    seconds: float
    pages: int
    memory: float


def measure_pages(pages: int) -> Pages:
    """Measure a paper of about so many pages after one of a page, in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        papers = []
        for length in (1, pages):
            papers.append(Path(name) / str(length) / f"{STEM}.yaml")
            papers[-1].parent.mkdir(exist_ok=True)
            papers[-1].write_text(write_long_paper(length), "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", PAGES, str(ROOT), *map(str, papers)], cwd=ROOT, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        start, _, seconds, made, memory = map(float, done.stdout.split())
        return Pages(start, seconds, round(made), memory)


if __name__ == "__main__":
    sys.exit(main())
