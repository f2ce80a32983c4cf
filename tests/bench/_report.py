"""Word files that come in: a report of 100 pages with 60 tables, read, and brought home edited.

It is read by its words alone, as a file of anybody; then by the source that it brings along; then
with an edit into the paper that it was built of. Times are of the processor, pandoc included.
"""

from __future__ import annotations

import gc
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from masthead.edition.resolve import resolve_edition
from masthead.ending import COLLECTION
from masthead.importing.importer import import_drafts
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.importing.words import import_words
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.render.pandoc import find_pandoc
from tests.importing.word.desk import Desk
from tests.importing.word.drawn import Writer

PARAGRAPHS, TABLES, ROWS = 420, 60, 12
"""Of some 60 words: 100 pages with the tables."""
MOST = {
    "by its words": 2.0, "with its source": 3.0, "edited, with its source": 4.5,
    "brought home, edited": 5.0,
}  # fmt: skip
"""How many times the processor time of pandoc that each may take."""
ROUNDS = 2


def write_report() -> str:
    """Write a report: headings, numbered paragraphs with notes, tables with numbers."""
    writer = Writer(1)
    text: list[object] = []
    notes = {}
    for number in range(PARAGRAPHS):
        if number % 14 == 0:
            text.append({"heading": {"en": writer.rewrite("x", "en")}, "level": 2})
        call = f"[^n{number}]" if number % 3 == 0 else ""
        if call:
            notes[f"n{number}"] = {"en": writer.rewrite("x", "en")}
        writer.count += 1
        text.append({"paragraph": {"en": f"{writer.say('en', 55, 65)}{call}."}})
        if number % (PARAGRAPHS // TABLES) == 0:
            heads = [{"en": writer.rewrite("x", "en")}, *({"en": f"Year {at}"} for at in range(5))]
            rows = [[{"en": writer.rewrite("x", "en")}, *(row * 37 + at for at in range(5))]
                    for row in range(ROWS)]  # fmt: skip
            title = {"en": writer.rewrite("x", "en")}
            text.append({"table": {"title": title, "columns": heads, "rows": rows}})
    source = {
        "symbol": "A/80/901", "series": "general-assembly", "original": "en",
        "versions": {"en": {}}, "title": {"en": "A long report"}, "text": text, "notes": notes,
    }  # fmt: skip
    return f"date: 2025-05-16\n{yaml.safe_dump(source, allow_unicode=True, sort_keys=False)}"


def measure(job: Callable[[], object]) -> float:
    """Measure the processor time of a job, with that of the processes it starts."""
    before = os.times()
    job()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def edit(data: bytes) -> bytes:
    """Edit a word in the middle of a file."""
    desk = Desk(data, tracked=True)
    paragraph = [each for each in desk.document.iter("{*}p") if len(list(each.iter("{*}t"))) > 0]
    run = next(paragraph[len(paragraph) // 2].iter("{*}r"))
    desk.replace(run, 0, 3, "An edit")
    return desk.save()


def measure_report() -> bool:
    """Measure a report that comes in four ways; whether a promise is broken."""
    gc.set_threshold(*COLLECTION)  # as the command does
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        path = project.source / "A_80_901.yaml"
        path.parent.mkdir()
        path.write_text(write_report(), encoding="utf-8")
        paper = read_source(project, path.read_bytes(), "source/A_80_901.yaml").require()
        data = render_docx(project, resolve_edition(project, paper, "en"))
        edited = edit(data)
        file = Path(folder, "a.docx")
        file.write_bytes(data)

        def read() -> None:
            import_words(project, [read_bytes(project, data, "a.docx")]).placed.take_back()

        def read_with_source(which: bytes) -> None:
            draft = read_bytes(project, which, "a.docx", "en", "accept")
            import_drafts(project, [draft]).placed.take_back()

        def bring_home() -> None:
            draft = read_bytes(project, edited, "a.docx", "en", "accept")
            put_into(project, path, import_words(project, [draft]))

        def read_by_hand() -> None:
            command = [str(find_pandoc()), "--from=docx+styles", "--to=json", str(file)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

        ways: dict[str, Callable[[], object]] = {
            "by its words": read, "with its source": lambda: read_with_source(data),
            "edited, with its source": lambda: read_with_source(edited),
            "brought home, edited": bring_home,
        }  # fmt: skip
        hand = min(measure(read_by_hand) for _ in range(ROUNDS))
        print(f"a report of 100 pages with {TABLES} tables; pandoc reads it in {hand:.2f} s")
        missed = False
        for way, job in ways.items():
            seconds = min(measure(job) for _ in range(ROUNDS))
            state = "" if seconds / hand <= MOST[way] else ": MISSED"
            missed |= bool(state)
            ratio = f"{seconds / hand:.1f} times that (most {MOST[way]})"
            print(f"  {way}: {seconds:.2f} s, {ratio}{state}")
    return missed
