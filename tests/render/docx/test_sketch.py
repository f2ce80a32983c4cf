"""What pandoc is shown of the reference document."""

from __future__ import annotations

from typing import Any

import pytest

from masthead.diagnostic import ToolError
from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.render.archive import read_archive, write_archive
from masthead.render.docx import render
from masthead.render.docx.sketch import sketch_reference
from masthead.render.pandoc import run_pandoc

STYLES = (
    b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/><w:qFormat/></w:style>%s'
    b"</w:styles>"
)


def test_story_is_the_one_that_the_whole_reference_gives(
    project: Project, specimens: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of everything that can stand in a paper: text, notes and links are the same."""
    whole: list[dict[str, bytes]] = []
    written: list[dict[str, bytes]] = []

    def sketch(parts: dict[str, bytes]) -> dict[str, bytes]:
        whole.append(parts)
        return sketch_reference(parts)

    def run(document: Any, defaults: Any, files: Any, date: Any) -> bytes:
        given = {"reference.docx": write_archive(whole[0])}
        made = [run_pandoc(document, defaults, shown, date) for shown in (given, files)]
        written.extend(map(read_archive, made))
        return made[1]

    monkeypatch.setattr(render, "sketch_reference", sketch)
    monkeypatch.setattr(render, "run_pandoc", run)
    render.make_parts(project, specimens["ar"])
    before, after = written
    assert len(whole[0]["word/styles.xml"]) > 2 * len(after["word/styles.xml"])
    for name in ("document.xml", "footnotes.xml", "_rels/document.xml.rels"):
        assert after[f"word/{name}"] == before[f"word/{name}"]


def test_parts_that_are_not_well_formed_are_named() -> None:
    parts = {"word/styles.xml": STYLES % b"<w:style>", "word/numbering.xml": b"<n/>"}
    with pytest.raises(ToolError, match=r"templates/docx/styles\.xml gives is not well-formed"):
        sketch_reference(parts)
