"""Word files that come in: a report of 100 pages with 60 tables, read, and brought home edited.

It is read by its words alone, as a file of anybody; then by the source that it brings along; then
with an edit into the paper that it was built of. Times are of the processor, pandoc included.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_drafts
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.importing.words import import_words
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from tests.bench._memory import read_peak
from tests.importing.word.desk import Desk
from tests.importing.word.drawn import Writer

PARAGRAPHS, TABLES, ROWS = 420, 60, 12
"""Of some 60 words: 100 pages with the tables."""
MOST_SECONDS = 5.0
"""The most that reading the file may take."""
MOST_HOME = 15.0
"""The most that bringing it home may take: the paper's own file is built and read, too."""


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


def main() -> int:
    """Measure; 1 when a promise is broken."""
    with TemporaryDirectory() as folder:
        project = Project(Path(folder))
        path = project.source / "A_80_901.yaml"
        path.parent.mkdir()
        path.write_text(write_report(), encoding="utf-8")
        paper = read_source(project, path.read_bytes(), "source/A_80_901.yaml").require()
        edition = resolve_edition(project, paper, "en")
        data = render_docx(project, edition)
        building = measure(lambda: render_docx(project, edition))
        edited = edit(data)

        def read() -> None:
            import_words(project, [read_bytes(project, data, "a.docx")]).placed.take_back()

        def read_with_source() -> None:
            import_drafts(project, [read_bytes(project, data, "a.docx")]).placed.take_back()

        def bring_home() -> None:
            draft = read_bytes(project, edited, "a.docx", "en", "accept")
            put_into(project, path, import_words(project, [draft]))

        reading = min(measure(read) for _ in range(2))
        whole, home = measure(read_with_source), measure(bring_home)
    ratio = reading / building
    print(f"a report of 100 pages with {TABLES} tables, built in {building:.2f} s: "
          f"read in {reading:.2f} s (most {MOST_SECONDS}), {ratio:.1f} times that")  # fmt: skip
    print(f"with its source in {whole:.2f} s; brought home in {home:.2f} s (most {MOST_HOME}); "
          f"{read_peak():.0f} MB")  # fmt: skip
    return int(reading > MOST_SECONDS or home > MOST_HOME)


if __name__ == "__main__":
    raise SystemExit(main())
