"""Files of other programs are read through LibreOffice; without it, that is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from masthead.diagnostic import PaperError
from masthead.wordfile.reader import read_word
from tests.render.docx.office import convert
from tests.wordfile.making import make_word, paragraph, table

BODY = paragraph("One paragraph.") + table(("a", "b"), ("c", "d")) + paragraph("Another.")
SAID = ["One paragraph.", "a", "b", "c", "d", "Another."]


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_other_formats_are_read_as_word_files_are(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.docx").write_bytes(make_word(BODY))
    convert(tmp_path, kind, "a.docx")
    file = read_word((tmp_path / kind / f"a.{kind}").read_bytes(), f"a.{kind}")
    assert [kept.text for kept in file.paragraphs() if kept.text] == SAID


def test_without_libreoffice_the_file_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(PaperError, match=r"W009.*LibreOffice.*save the file as \.docx"):
        read_word(b"{\\rtf1 text}", "a.rtf")


@pytest.mark.xdist_group("libreoffice")
def test_what_libreoffice_does_not_understand_is_refused() -> None:
    with pytest.raises(PaperError, match="W010"):
        read_word(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc")
