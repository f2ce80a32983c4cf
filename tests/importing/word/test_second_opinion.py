"""A second opinion on Word files: every word that pandoc reads, and every note, arrives."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.importing.word.reader import read_bytes
from masthead.importing.words import import_words
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.docx import render_docx
from masthead.render.pandoc import find_pandoc
from tests.conftest import ROOT
from tests.importing.word.measure import tell_all
from tests.importing.word.oracle import count_words

PAPERS = {"A_80_XX": "ar", "A_C.2_80_XX": "en", "A_C.4_80_XX": "zh", "A_RES_80_XX": "fr",
          "A_C.5_80_XX": "es"}  # fmt: skip


def read_by_pandoc(path: Path) -> tuple[str, int]:
    """Read the words of a Word file as pandoc reads them, and how many notes there are."""
    command = [find_pandoc(), "--from=docx", "--to=json", path]
    done = subprocess.run(command, check=True, capture_output=True)
    said = list(_say(json.loads(done.stdout)["blocks"]))
    return "".join(said), said.count("\f")


def _say(node: Any) -> Iterator[str]:
    """Say what is in a node; a note begins with a form feed, what a picture shows is left out."""
    if isinstance(node, list):
        for inner in node:
            yield from _say(inner)
    elif isinstance(node, dict) and node["t"] == "Str":
        yield node["c"]
    elif isinstance(node, dict) and node["t"] != "Image":
        yield {"Note": "\f", "Superscript": "\n"}.get(node["t"], "")
        yield from _say(node.get("c", []))
        yield "\n" if node["t"] in ("Para", "Plain", "Header", "Space", "LineBreak") else ""


@pytest.mark.parametrize("stem", PAPERS)
def test_what_pandoc_reads_arrives(project: Project, tmp_path: Path, stem: str) -> None:
    code = PAPERS[stem]
    paper = read_paper(project, ROOT / "source" / "samples" / f"{stem}.yaml").require()
    path = tmp_path / "a.docx"
    path.write_bytes(render_docx(project, resolve_edition(project, paper, code)))
    (tmp_path / "source").mkdir()
    place = Project(tmp_path)
    draft = read_bytes(place, path.read_bytes(), "a.docx")
    edition = resolve_edition(place, import_words(place, [draft]).reading.require(), code)
    words, notes = read_by_pandoc(path)
    made = edition.language.words["page"]  # over the numbers of a list of contents
    missing = count_words(words) - count_words(f"{tell_all(edition)}\n{made}")
    assert [word for word in missing if len(word) > 1] == []  # one letter is a note's mark
    assert notes == len(edition.notes)
