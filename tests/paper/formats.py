"""Reading the paper back from its three formats: each unit as one string, label first, no blanks.

The PDF is read from its structure tree (poppler's ``pdfinfo -struct-text``), so page furniture is
left out because the file itself says that it is furniture.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from masthead.edition.edition import Edition
from masthead.project import Project
from tests.render.docx import reading
from tests.render.docx.conftest import skipped_styles
from tests.render.sequence import read_units


class Told(NamedTuple):
    """What a file says: its units in reading order, and its notes."""

    units: list[str]
    notes: list[str]


def squeeze(text: str) -> str:
    """Take out every blank, as no format promises the same ones."""
    return re.sub(r"\s", "", text)


def read_docx(project: Project, edition: Edition, data: bytes) -> Told:
    """Read a Word file, its labels counted as Word counts them."""
    skipped = skipped_styles(project, edition)
    told = [squeeze(label + text) for label, text in reading.read_sequence(data, skipped)]
    split = len(told) - len(edition.notes)
    return Told(told[:split], told[split:])


def read_epub(data: bytes) -> Told:
    """Read the content files of an EPUB in their order."""
    units: list[str] = []
    notes: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in sorted(book.namelist()):
            if re.match(r"EPUB/text/ch", name):
                page = read_units(etree.fromstring(book.read(name)))
                units += [squeeze(label + text) for label, text in page[0]]
                notes += [squeeze(label + text) for label, text in page[1]]
    return Told(units, notes)


def read_pdf(path: Path) -> Told:
    """Read a PDF's structure tree from its title on."""
    told = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], capture_output=True, check=True, text=True
    ).stdout
    reader = _Structure()
    for line in told.splitlines():
        reader.take(line)
    titles = [place for place, unit in enumerate(reader.units) if unit.kind == "H1"]
    assert len(titles) == 1, "a paper has one title"
    units = [unit.text for unit in reader.units[titles[0] :] if unit.kind != "Note"]
    notes = [unit.text for unit in reader.units if unit.kind == "Note"]
    return Told([squeeze(text) for text in units if squeeze(text)], [*map(squeeze, notes)])


class _Unit:
    def __init__(self, kind: str, indent: int) -> None:
        self.kind = kind
        self.indent = indent
        self.text = ""


class _Structure:
    """Gathers the text of headings, paragraphs, list items and notes; calls are passed over."""

    BLOCKS = re.compile(r"(H\d?|P|LI|Note|Reference)\b")

    def __init__(self) -> None:
        self.units: list[_Unit] = []
        self.open: list[_Unit] = []

    def take(self, line: str) -> None:
        indent = len(line) - len(line.lstrip())
        written = line.strip()
        while self.open and self.open[-1].indent >= indent:
            self.open.pop()
        if written.startswith('"'):
            if self.open and not any(unit.kind == "Reference" for unit in self.open):
                self.open[-1].text += written.strip('"').replace('\\"', '"')
        elif match := self.BLOCKS.match(written):
            kind = match[1]
            if kind == "P" and self.open and self.open[-1].kind == "LI":
                return  # the text of a list item follows its label
            unit = _Unit(kind, indent)
            self.open.append(unit)
            if kind != "Reference":
                self.units.append(unit)
