"""Random edits of a built Word file: the source says exactly what the edited file says."""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_drafts
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_paper, read_source
from masthead.render.docx import render_docx
from tests.importing.word.test_coming_home import tell
from tests.oracle import Sequence

SAMPLES = ("A_80_XX", "A_C.2_80_XX", "A_C.5_80_XX")
SHORT, LONG, PART = 8, 300, 50
_PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*?</w:p>", re.DOTALL)
_TEXT = re.compile(r"(<w:t[^>]*>)([^<]{8,})")
_NUMBERS = re.compile(r"\s*\(?\b(?:\d+|[ivx]+|[a-z])\b\)?")
"""What a reference says is made: it follows its unit, where the edited file has the old one."""


def replace(xml: str, found: list[re.Match[str]], chance: random.Random) -> str:
    """Replace a word."""
    match = chance.choice([one for one in found if _TEXT.search(one[0])])
    text = chance.choice(list(_TEXT.finditer(match[0])))
    words = text[2].split(" ")
    words[chance.randrange(len(words))] = "altered"
    new = match[0][: text.start(2)] + " ".join(words) + match[0][text.end(2) :]
    return xml[: match.start()] + new + xml[match.end() :]


def delete(xml: str, found: list[re.Match[str]], chance: random.Random) -> str:
    """Delete a paragraph."""
    match = chance.choice(found)
    return xml[: match.start()] + xml[match.end() :]


def insert(xml: str, found: list[re.Match[str]], chance: random.Random) -> str:
    """Insert a paragraph like another one before that."""
    match = chance.choice(found)
    properties = re.search(r"<w:pPr>.*?</w:pPr>", match[0], re.DOTALL)
    kept = properties[0] if properties else ""
    new = f"<w:p>{kept}<w:r><w:t>A text that somebody inserted.</w:t></w:r></w:p>"
    return xml[: match.start()] + new + xml[match.start() :]


def move(xml: str, found: list[re.Match[str]], chance: random.Random) -> str:
    """Move a paragraph."""
    first, second = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return (
        xml[: first.start()] + xml[first.end() : second.end()] + first[0] + xml[second.end() :]
    )  # fmt: skip


EDITS = (replace, delete, insert, move)


def edit(data: bytes, chance: random.Random) -> bytes:
    """Edit a Word file by chance: words in cells, or paragraphs without notes, not referred to."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["word/document.xml"].decode()
    plain = [
        match for match in _PARAGRAPH.finditer(xml)
        if "<w:t" in match[0] and "fldChar" not in match[0] and "footnoteRef" not in match[0]
    ]  # fmt: skip
    text = [
        match for match in plain
        if re.search("SingleTxt|Bullet", match[0]) and "bookmarkStart" not in match[0]
    ]  # fmt: skip
    cells = [match for match in plain if "TableBody" in match[0] and _TEXT.search(match[0])]
    if len(text) < 2 or (cells and chance.random() < 0.3):
        xml = replace(xml, cells, chance)
    else:
        xml = chance.choice(EDITS)(xml, text, chance)
    parts["word/document.xml"] = xml.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


@pytest.fixture
def place(project: Project, tmp_path: Path) -> Project:
    """A project with the samples."""
    made = Project(tmp_path)
    made.source.mkdir()
    for name in ("tables", "figures"):
        shutil.copytree(project.source / "samples" / name, made.source / name)
    for name in SAMPLES:
        shutil.copy(project.source / f"samples/{name}.yaml", made.source)
    return made


def settle(project: Project, paper: Paper) -> Sequence:
    """Tell what the English edition says, but for the numbers in references."""
    told = tell(resolve_edition(project, paper, "en"))
    return [(label, _NUMBERS.sub("", text)) for label, text in told]


def check(place: Project, seeds: range) -> None:
    papers = {name: read_paper(place, place.source / f"{name}.yaml").require() for name in SAMPLES}
    built = {
        name: render_docx(place, resolve_edition(place, paper, "en"))
        for name, paper in papers.items()
    }
    for seed in seeds:
        chance = random.Random(seed)
        name = chance.choice(SAMPLES)
        draft = read_bytes(place, edit(built[name], chance), "edited.docx", "en")
        imported = import_drafts(place, [draft])
        wanted = settle(place, imported.reading.require())
        written = put_into(place, place.source / f"{name}.yaml", imported)
        imported.placed.take_back()
        if any(found.code == "I029" for found in imported.diagnostics):
            continue  # the rows of a table that are not in the paper's file
        again = read_source(place, written, f"source/{name}.yaml").paper
        assert again is not None, seed
        only = again.model_copy(update={"versions": {"en": again.versions["en"]}})
        assert settle(place, only) == wanted, seed


def test_random_edits_come_home(place: Project) -> None:
    check(place, range(SHORT))


@pytest.mark.fuzz
@pytest.mark.parametrize("start", range(SHORT, SHORT + LONG, PART))
def test_three_hundred_random_edits_come_home(place: Project, start: int) -> None:
    check(place, range(start, start + PART))
