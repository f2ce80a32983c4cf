"""Every input counts: each one is changed in turn, and what is built again is compared with a
build from scratch. And every file that is read is recorded.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from masthead.project import Project, built_in_folder
from masthead.targets.executor import WorkerPool
from masthead.targets.formats import BUILT_IN
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.report import MADE
from masthead.targets.run import Run

ROOT = Path(__file__).parent.parent.parent
FORMATS = tuple(one.name for one in BUILT_IN)
ROOMS = ("styles", "templates", "series", "language")
PAPER = """\
symbol: NPT/CONF.2026/PC.II/WP.7
series: npt-preparatory-committee
session: 2
meeting: {city: geneva, start: 2024-07-22, end: 2024-08-02}
date: 2024-05-16
original: en
versions: {en: {}, zh: {status: unofficial-translation, from: en}}
job: 24-01234
title: {en: A title, zh: 标题}
byline: {en: "Submitted by a State[^one]", zh: "一国提交[^one]"}
text:
- heading: {en: A heading, zh: 标题}
- paragraph: {en: "A text of A/RES/78/1[^two]:", zh: "文本A/RES/78/1[^two]："}
  subparagraphs:
  - {en: one;, zh: 一；}
  - {en: two., zh: 二。}
- annex: {title: {en: More, zh: 更多}, text: [{paragraph: {en: The end., zh: 完。}}]}
notes: {one: {en: A note., zh: 注。}, two: {en: Another., zh: 又注。}}
"""


@pytest.fixture(scope="module")
def workers():
    with WorkerPool(2, FORMATS) as pool:
        yield pool


class House:
    """A project with copies of its own of everything that is shipped, to be changed at will."""

    def __init__(self, root: Path, workers: WorkerPool) -> None:
        self.root = root
        self.workers = workers
        self.generation = 0
        for room in ROOMS:
            shutil.copytree(
                built_in_folder(room), root / room,
                ignore=shutil.ignore_patterns("*.py", "__pycache__", "fonts"),
            )  # fmt: skip
        (root / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
        self.source = root / "source" / "NPT_CONF.2026_PC.II_WP.7.yaml"
        self.source.parent.mkdir()
        self.source.write_text(PAPER)

    def build(
        self, output: str, *, cache: bool, formats: tuple[str, ...] = FORMATS
    ) -> tuple[dict[str, bytes], set[str], set[str]]:
        """Build; the files by format, the formats that were made anew, the names of all inputs."""
        self.generation += 1
        options = Options(
            languages=("zh",), formats=formats, output=self.root / output, cache=cache, jobs=2
        )
        run = Run(Project(self.root), options, self.workers, Progress(quiet=True))
        run.generation = self.generation
        report = run.build()
        names = {name for outcome in report.outcomes for name in outcome.inputs}
        made = {one.target.format for one in report.outcomes if one.status == MADE}
        files = {
            one.target.format: (self.root / output / one.target.filename).read_bytes()
            for one in report.outcomes
        }
        return files, made, names | set(run.basis.inputs._digests)


@pytest.fixture
def house(tmp_path, monkeypatch, workers):
    monkeypatch.setenv("MASTHEAD_CACHE", str(tmp_path / "cache"))
    return House(tmp_path / "house", workers)


def mutations(text):
    """Ways to change a file so that it can still be read, those that show most first."""
    number = re.compile(r"(?<![\w.#&-])([1-8])(?![\w.])")
    places = [match.start() for match in number.finditer(text)]
    for place in places[len(places) // 2 :][:1] + places[:1]:
        yield text[:place] + str(int(text[place]) + 1) + text[place + 1 :]
    yield text + "\n"


def test_every_input_in_turn(house):
    """After any change, a build over the cache is a build from scratch, to the byte.

    What it made, it made from scratch, but for what it recalled: an edition, all of which HTML
    shows, and the pages that an EPUB names. What it kept has to be what it would make again, which
    is looked at for all changes at once that left the same formats as they were.
    """
    before, _, names = house.build("out", cache=True)
    assert set(before) == set(FORMATS)
    files = sorted(
        path
        for name in names
        if (path := house.root / name).is_file() and not name.startswith("styles/fonts/")
    )
    assert len(files) > 25
    originals = {path: path.read_text("utf-8") for path in [house.source, *files]}
    kept = defaultdict(dict)
    shown = 0
    for path, original in originals.items():
        for changed in mutations(original):
            path.write_text(changed, "utf-8")
            built, made, _ = house.build("out", cache=True)
            recalled = ("html", "epub") if "epub" in made and "pdf" not in made else ("html",)
            scratch, _, _ = house.build("scratch", cache=False, formats=recalled)
            assert {form: built[form] for form in recalled if built} == scratch, (path, changed)
            if any(built[form] != before[form] for form in built):
                shown += 1
                break
        if built:
            kept[frozenset(before) - made][path] = changed
        path.write_text(original, "utf-8")
    assert shown > len(files) / 2  # the changes were not idle
    for forms, changes in kept.items():
        for path, changed in changes.items():
            path.write_text(changed, "utf-8")
        formats = tuple(form for form in FORMATS if form in forms)
        if formats:
            scratch, _, _ = house.build("scratch", cache=False, formats=formats)
            assert scratch == {form: before[form] for form in formats}, sorted(changes)
        for path in changes:
            path.write_text(originals[path], "utf-8")
    assert house.build("out", cache=True)[0] == before


def test_a_file_that_was_looked_for_in_vain_counts_when_it_comes(house):
    """Without a station's or a series' own template the shared one is used: until there is one."""
    shipped = house.root / "templates"
    kept = {path: path.read_bytes() for path in shipped.rglob("*") if path.is_file()}
    house.build("out", cache=True)
    for path in kept:
        path.unlink()  # now those that are shipped count, which are the same
    _, made, _ = house.build("out", cache=True)
    assert made == set()
    body = shipped / "html" / "body.html"
    body.write_bytes(kept[body] + b"\n")
    _, made, _ = house.build("out", cache=True)
    assert made == {"pdf", "epub", "html", "parallel"}


OPENED = """
import json, os, sys
opened = set()
sys.addaudithook(
    lambda event, args: opened.add(os.fspath(args[0]))
    if event == "open" and isinstance(args[0], (str, bytes, os.PathLike)) else None
)
from masthead.targets.make import Order, make_file
from masthead.targets.prepare import prepare_paper
root, path, form = sys.argv[1:]
prepared = prepare_paper(root, 0, path, "official", True)
editions = tuple(prepared.editions.values())
landing = make_file(root, 0, Order("pdf", editions[:1])).landing if form == "epub" else None
opened.clear()
made = make_file(root, 1, Order(form, editions, landing))
print(json.dumps([sorted(map(str, opened)), sorted(made.inputs)]))
"""


@pytest.mark.parametrize("form", FORMATS)
def test_every_file_that_is_opened_is_recorded(house, form):
    done = subprocess.run(
        [sys.executable, "-c", OPENED, str(house.root), str(house.source), form],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    opened, recorded = json.loads(done.stdout)
    roots = [house.root, *(built_in_folder(room) for room in ROOMS)]
    read = {
        Path(path).resolve()
        for path in opened
        if Path(path).is_file()
        and Path(path).suffix not in (".py", ".pyc")
        and any(Path(path).resolve().is_relative_to(root.resolve()) for root in roots)
    }
    known = {(house.root / name).resolve() for name in recorded}
    assert read - known == set()
    assert read or form in {"docx", "text", "markdown"}


def test_memory_does_not_hide_what_was_read(house):
    """A second file made in the same process has the same inputs as the first."""
    from masthead.targets.make import Order, make_file
    from masthead.targets.prepare import prepare_paper

    root = str(house.root)
    prepared = prepare_paper(root, 10_000, str(house.source), "official", True)
    edition = prepared.editions["zh"]
    landing = make_file(root, 10_000, Order("pdf", (edition,))).landing
    for form in FORMATS:
        order = Order(form, (edition,), landing)
        first = make_file(root, 10_000, order)
        second = make_file(root, 10_000, replace(order))
        assert first.inputs == second.inputs, form
        assert first.data == second.data, form
