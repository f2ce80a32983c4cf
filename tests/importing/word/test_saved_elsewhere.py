"""Files that another program saved, which keeps words and looks but none of our ids, come home."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.importing.importer import import_words
from masthead.importing.into import put_into
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from tests.importing.word.homecoming import make_place

PAPERS = [("A_80_XX", "en"), ("A_RES_80_XX", "en"), ("A_C.1_80_XX", "es"), ("A_HRC_57_XX", "fr")]
_ID = re.compile(rb'w:styleId="([^"]+)"')
_USES = (b"pStyle", b"rStyle", b"tblStyle", b"basedOn", b"next", b"link")


def save_elsewhere(data: bytes) -> bytes:
    """Save a file as a program does that keeps no bookmarks, no parts of others and no ids.

    Styles keep their names, under ids of that program's own.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(made, "w") as write:
        styles = _ID.findall(read.read("word/styles.xml"))
        ids = {style: b"s%d" % number for number, style in enumerate(styles)}
        for name in read.namelist():
            if name.startswith("customXml") or name == "docProps/custom.xml":
                continue
            part = read.read(name)
            if name.endswith((".rels", "[Content_Types].xml")):
                gone = rb"<(Relationship|Override)[^>]*(customXml|custom\.xml)[^>]*/>"
                part = re.sub(gone, b"", part)
            elif name.startswith("word/") and name.endswith(".xml"):
                part = re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", part)
                part = _rename(part, ids)
            write.writestr(name, part)
    return made.getvalue()


def _rename(part: bytes, ids: dict[bytes, bytes]) -> bytes:
    uses = b"|".join(b"w:" + use + b" w:val" for use in _USES)
    pattern = re.compile(b"((?:w:styleId|" + uses + b')=")([^"]+)"')
    return pattern.sub(lambda found: found[1] + ids.get(found[2], found[2]) + b'"', part)


@pytest.mark.parametrize(("name", "code"), PAPERS)
def test_it_changes_nothing_and_an_edit_is_taken(
    project: Project, tmp_path: Path, name: str, code: str
) -> None:
    text = (project.source / "samples" / f"{name}.yaml").read_text(encoding="utf-8")
    place = make_place(tmp_path)
    path = place.source / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    paper = read_source(place, text.encode(), f"source/{name}.yaml").require()
    data = save_elsewhere(render_docx(place, resolve_edition(place, paper, code)))

    def bring_home(file: bytes) -> str:
        imported = import_words(place, [read_bytes(place, file, "saved.docx", code)])
        written = put_into(place, path, imported)
        imported.placed.take_back()
        return written.decode()

    assert bring_home(data) == text
    word, other = _pick_word(text, code)
    changed = bring_home(_replace(data, word, other))
    assert changed == text.replace(word, other)


def _pick_word(text: str, code: str) -> tuple[str, str]:
    """Pick a word that stands once in the whole source, in a line of its language."""
    lines = text.split("\n")
    below = [one for number, one in enumerate(lines) if lines[number - 1].strip() == f"{code}: |-"]
    words = re.findall(r"(?<![\w*@^])[a-zà-ÿ]{7,}(?![\w*])", " ".join(below[6:]))
    word = next(word for word in words if len(re.findall(rf"{word}", text)) == 1)
    return word, f"changed{word}"


def _replace(data: bytes, word: str, other: str) -> bytes:
    """Replace a word in the body of a file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(made, "w") as write:
        for name in read.namelist():
            part = read.read(name)
            if name == "word/document.xml":
                assert part.count(word.encode()) == 1, word
                part = part.replace(word.encode(), other.encode())
            write.writestr(name, part)
    return made.getvalue()
