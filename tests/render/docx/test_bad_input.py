"""Whatever a paper holds, it ends in a diagnostic or in a valid file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from masthead.diagnostic import ToolError
from masthead.edition.edition import (
    Call,
    Edition,
    Emphasis,
    LeftToRight,
    Note,
    Paragraph,
    Strong,
    SymbolLink,
    Words,
)  # fmt: skip
from masthead.project import Project
from masthead.render import pandoc
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from masthead.render.fault import RenderError
from tests.render.docx.office import validate
from tests.render.docx.reading import W, WordFile


def with_body(edition: Edition, *paragraphs: Paragraph) -> Edition:
    return replace(edition, body=paragraphs, notes=(), byline=(Words("By nobody"),))


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_carry_is_said_with_its_node(
    project: Project, edition_en: Edition, character: str
) -> None:
    edition = with_body(edition_en, Paragraph("p7", 7, "7.", (Words(f"bad {character}"),)))
    with pytest.raises(RenderError) as raised:
        render_docx(project, edition)
    (fault,) = raised.value.faults
    assert fault.node == "p7"
    assert fault.problem.code == "T102"
    assert f"U+{ord(character):04X}" in str(raised.value)


def test_extremes_are_valid_files(project: Project, edition_en: Edition, tmp_path: Path) -> None:
    """A paragraph of 100,000 characters, nested emphasis, foreign words, notes in odd places."""
    notes = (
        Note("s1", "c-s1", "masthead", 1, "*", ((Words("In the title"),),)),
        Note("s2", "c-s2", "masthead", 2, "**", ((Words("There too"),), (Words("Twice"),))),
        Note("n1", "c-n1", "text", 1, "1", ((Emphasis((Words("In emphasis"),)),),)),
        Note("n2", "c-n2", "text", 2, "(2)", ((Words("A mark of its own"),),)),
    )
    call = {note.id: Call(note.call, note.id, note.mark) for note in notes}
    nested = Emphasis((Strong((Emphasis((Words("deep"), call["n1"])), Words("in"))), Words("out")))
    symbol = SymbolLink(("NPT/", "CONF.2000/", "28"), "https://example.org/?a=1&b=2")
    edition = replace(
        edition_en,
        title=(Words("Title"), call["s1"], call["s2"]),
        byline=(Words("نص in the middle of 中文"),),
        body=(
            Paragraph("p1", 1, "1.", (Words("x " * 50_000),)),
            Paragraph("p2", 2, "2.", (nested, LeftToRight((Words("Latin"),)), Strong((symbol,)))),
            Paragraph("u1", None, None, (Words("last"), call["n2"])),
        ),
        notes=notes,
    )
    data = render_docx(project, edition)
    assert lint_docx(data) == ()
    assert validate(tmp_path, [data]) == []
    assert [note.label for note in WordFile(data).notes()] == ["*", "**", "", "1", "(2)"]
    runs = [
        run for run in WordFile(data).root("document").iter(f"{W}r")
        if "".join(run.itertext()) == "deep"
    ]  # fmt: skip
    style = runs[0].find(f"{W}rPr/{W}rStyle")
    assert style is not None
    assert style.get(f"{W}val") == "StrongEmphasis"


def test_numbers_are_words_own_unless_the_mark_is_another(
    project: Project, edition_en: Edition
) -> None:
    data = render_docx(project, edition_en)
    custom = [
        call.get(f"{W}customMarkFollows")
        for call in WordFile(data).root("document").iter(f"{W}footnoteReference")
    ]
    assert custom == ["1", None, None, None]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 7", "pandoc failed with 7"),
        ("echo careful >&2; printf x > out", "pandoc warns: careful"),
        ("exec sleep 600", "did not finish"),
    ],
)
def test_pandoc_that_fails_is_said(
    project: Project, edition_en: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    script: str, said: str,
) -> None:  # fmt: skip
    program = tmp_path / "pandoc"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: program)
    if "sleep" in script:
        monkeypatch.setattr(pandoc, "TIME_LIMIT", 0.5)
    with pytest.raises(ToolError, match=said):
        render_docx(project, edition_en)


def test_pandoc_that_is_missing_is_said(
    project: Project, edition_en: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: tmp_path / "pandoc")
    with pytest.raises(ToolError, match="pandoc cannot be started"):
        render_docx(project, edition_en)
