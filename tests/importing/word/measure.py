"""Measures the way in from Word: what of real files stands in the papers that they become.

    make words FOLDER=…         a folder of .docx files
    python -m tests.importing.word.measure FOLDER [--show]

Each file is imported; its words, numbers, labels, notes, cells and headings, as
tests/importing/word/oracle.py reads them, are looked for in the Edition of the paper. Then a Word
file is built of the paper and imported again: the source must be the same. The files stay where
they are: nothing of them is kept.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from masthead.diagnostic import PaperError
from masthead.edition.edition import Edition, plain_text
from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import Imported, import_drafts
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.render.docx import render_docx
from tests.importing.word.oracle import Said, count_numbers, count_words, read_said, squeeze
from tests.oracle import read_sequence

ROOT = Path(__file__).resolve().parents[3]
KINDS = ("words", "numbers", "labels", "notes", "cells", "headings")


@dataclass
class Measured:
    """What came of one file: how many there are of each kind, and which are missing."""

    name: str
    counts: dict[str, int] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)
    fault: str = ""
    again: list[str] = field(default_factory=list)
    """Lines of the source that differ when the built file is imported again."""
    seconds: float = 0.0

    def share(self, kind: str) -> float:
        """Give the share that arrived, in percent."""
        count = self.counts.get(kind, 0)
        return 100.0 * (1 - len(self.missing.get(kind, ())) / count) if count else 100.0


def measure(project: Project, data: bytes, name: str) -> Measured:
    """Measure one file."""
    measured = Measured(name)
    begin = time.process_time()
    try:
        imported = _bring_in(project, data, name)
        measured.seconds = time.process_time() - begin
        try:
            paper = imported.reading.require()
            code = paper.original
            edition = resolve_edition(project, paper, code)
            compare(measured, read_said(data), edition)
            measured.again = _go_round(project, imported, edition)
        finally:
            imported.placed.take_back()
    except PaperError as error:
        measured.fault = str(error)
    return measured


def _bring_in(project: Project, data: bytes, name: str) -> Imported:
    draft = read_bytes(project, data, name, changes="accept")
    return import_drafts(project, [draft], sources=False)  # its words alone are measured


def compare(measured: Measured, said: Said, edition: Edition) -> None:
    """Look for what a file says in an edition."""
    sequence, text = read_sequence(edition), tell_all(edition)
    _note(measured, "words", said.words, count_words(text))
    _note(measured, "numbers", said.numbers, count_numbers(text))
    whole = squeeze("".join(label + words for label, words in sequence)) + squeeze(text)
    measured.counts["labels"] = len(said.labels)
    measured.missing["labels"] = [
        label + words for label, words in said.labels if squeeze(label) + words not in whole
    ]
    for kind, items in (("notes", said.notes), ("headings", said.headings), ("cells", said.cells)):
        measured.counts[kind] = len(items)
        measured.missing[kind] = [
            item for item in items if item.strip("()（）.,") not in whole
        ]  # fmt: skip


def tell_all(edition: Edition) -> str:
    """Tell all words of an edition, its first page's too: labels stand apart from texts."""
    head = [*edition.masthead.body, *(one.text for one in edition.masthead.block)]
    head += [plain_text(one.content) for one in edition.masthead.lines]
    head += [edition.masthead.symbol, edition.masthead.organization or ""]
    head.append(plain_text(edition.status))
    return "\n".join([*(f"{label} {words}" for label, words in read_sequence(edition)), *head])


def _note(measured: Measured, kind: str, wanted: Counter[str], found: Counter[str]) -> None:
    measured.counts[kind] = wanted.total()
    measured.missing[kind] = sorted((wanted - found).elements())


def _go_round(project: Project, imported: Imported, edition: Edition) -> list[str]:
    """Build the Word file and import it: give the lines that are not the same."""
    built = render_docx(project, edition)
    with TemporaryDirectory() as folder:
        other = Project(Path(folder))
        again = _bring_in(other, built, imported.name)
        one, two = (_bare(kept.source) for kept in (imported, again))
    return [line for line in one if line not in set(two)] + [
        line for line in two if line not in set(one)
    ]


def _bare(source: str) -> list[str]:
    """Leave charts out, which come back as pictures, and how pictures are numbered."""
    kept, inside = [], False
    for line in source.splitlines():
        if re.match(r"\s*- (chart|figure):", line):
            inside = True
        elif line.startswith("- ") or not line.startswith(" "):
            inside = False
        if not inside:
            kept.append(line)
    return kept


def report(found: Iterable[Measured], *, show: bool) -> str:
    """Say what was measured, a line a file."""
    lines = [f"{'':32}" + "".join(f"{kind:>10}" for kind in KINDS) + "     again   seconds"]
    for one in found:
        if one.fault:
            lines.append(f"{one.name:32}  {one.fault}")
            continue
        shares = "".join(f"{one.share(kind):9.2f}%" for kind in KINDS)
        again = "same" if not one.again else f"{len(one.again)} lines"
        lines.append(f"{one.name[:32]:32}{shares}{again:>10}{one.seconds:10.1f}")
        if show:
            for kind in KINDS:
                missing = one.missing.get(kind, [])
                lines += [f"    {kind}: {item[:150]}" for item in missing[:60]]
            lines += [f"    again: {line[:150]}" for line in one.again[:30]]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Measure a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="list what is missing")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "source").mkdir()
        (root / "styles").mkdir()
        (root / "styles/fonts").symlink_to(ROOT / "styles/fonts")
        project = Project(root)
        found = [
            measure(project, path.read_bytes(), path.name)
            for path in sorted(options.folder.rglob("*.docx"))
        ]
    print(report(found, show=options.show))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
