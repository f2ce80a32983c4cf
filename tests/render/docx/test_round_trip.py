"""Other programs read everything back: pandoc, LibreOffice, and what LibreOffice saves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from masthead.edition.edition import Edition, plain_text
from masthead.project import Project
from masthead.render.docx import render_docx
from tests.edition.papers import resolve, write_paper
from tests.oracle import read_sequence
from tests.render.docx import reading
from tests.render.docx.conftest import skipped_styles
from tests.render.docx.office import convert, read_with_pandoc
from tests.render.docx.reading import VALUE, W, WordFile

Built = dict[str, tuple[Edition, bytes]]


def tell(node: Any, notes: list[str]) -> str:
    """Tell the text of pandoc's nodes; notes go to a list of their own."""
    if isinstance(node, list):
        return "".join(tell(kept, notes) for kept in node)
    if not isinstance(node, dict):
        return ""
    match node["t"]:
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Note":
            notes.append(tell(node["c"], notes))
            return ""
        case "OrderedList":
            return tell(node["c"][1], notes)
        case _:
            return tell(node.get("c", []), notes)


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", ["paper-zh", "paper-en", "specimen-en"])
def test_pandoc_reads_every_text_style_and_note(built: Built, tmp_path: Path, name: str) -> None:
    edition, data = built[name]
    notes: list[str] = []
    read = read_with_pandoc(data, tmp_path)
    told = squeeze(tell(read["blocks"], notes))
    for unit in read_sequence(edition)[: -sum(len(note.paragraphs) for note in edition.notes)]:
        assert squeeze(unit[1]) in told
    expected = [
        squeeze("".join(plain_text(kept) for kept in note.paragraphs)) for note in edition.notes
    ]
    assert [squeeze(note).removeprefix("*") for note in notes] == expected
    assert '"__Single Txt_2"' in str(read).replace("'", '"')


@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_keeps_labels_texts_and_notes(
    project: Project, built: Built, tmp_path: Path
) -> None:
    """Opened and saved by LibreOffice, the file still says the same, counted from its lists."""
    names = ("paper-zh", "paper-en", "specimen-en")
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(built[name][1])
    convert(tmp_path, "docx", *(f"{name}.docx" for name in names))
    for name in names:
        edition = built[name][0]
        saved = (tmp_path / "docx" / f"{name}.docx").read_bytes()
        expected = [
            (label, squeeze(text)) for label, text in read_sequence(edition) if label or text
        ]
        read = reading.read_sequence(saved, skipped_styles(project, edition), shared=False)
        assert [(label, squeeze(text)) for label, text in read] == expected


@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_prints_every_label(built: Built, tmp_path: Path) -> None:
    """As plain text, LibreOffice writes out the labels that it counts."""
    names = ("paper-zh", "specimen-en")
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(built[name][1])
    convert(tmp_path, "txt", *(f"{name}.docx" for name in names))
    for name in names:
        edition = built[name][0]
        told = squeeze((tmp_path / "txt" / f"{name}.txt").read_text("utf-8"))
        at = 0
        for label, text in read_sequence(edition):
            if not label or label.startswith("*") or label.isdigit():
                continue
            found = told.find(squeeze(label + text)[:12], at)
            assert found >= 0, (name, label, text[:30])
            at = found


def test_pandoc_knows_the_title_headings_and_annexes(project: Project, tmp_path: Path) -> None:
    unit = """\
    - heading: {en: One}
      level: 2
    - heading: {en: Two}
      level: 3
    - paragraph: {en: Words.}
    - annex:
        title: {en: Three}
        text:
        - heading: {en: Four}
          level: 2
    """
    data = render_docx(project, resolve(project, write_paper(unit)))
    blocks = read_with_pandoc(data, tmp_path)["blocks"]
    assert [block["c"][0] for block in blocks if block["t"] == "Header"] == [1, 2, 3, 2, 2]
    styles = {style.get(f"{W}styleId"): style for style in WordFile(data).root("styles")}
    assert {f"Heading{number}" for number in (1, 2, 3)} <= set(styles)
    assert styles["Heading2"].find(f"{W}name").get(VALUE) == "_ H_1"
    base = styles["Heading2Base"]
    assert base.find(f"{W}name").get(VALUE) == "heading 2"
    assert [kept.tag for kept in base.find(f"{W}pPr")] == [f"{W}outlineLvl"]
    assert len(base.find(f"{W}rPr")) == 0
