"""The emblem: a file of the project's own, a reasonable image with nothing active in it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from masthead.diagnostic import PaperError, Place
from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.series.emblem import LIMITS, read_emblem
from tests.edition.papers import find_faults, resolve, write_paper

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'

TEN = '<use href="#g{}"/>' * 10
NESTED = SVG.format(
    '<g id="g0"><rect/></g>'
    + "".join(f'<g id="g{n}">{TEN.replace("{}", str(n - 1))}</g>' for n in range(1, 12))
)
"""A billion squares in a thousand bytes."""


def make_png(width: int, height: int, *, rows: bool = True) -> bytes:
    """A white bitmap, or only the promise of one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        summed = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + summed

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress((b"\0" + b"\xff" * width) * height)) if rows else b""
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def make_project(folder: Path, name: str, data: bytes) -> Project:
    (folder / "styles").mkdir()
    (folder / "styles" / name).write_bytes(data)
    return Project(folder)


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.svg", SVG.format('<circle r="3"/>').encode(), "image/svg+xml"),
        (
            "b.svg",
            b"\xef\xbb\xbf<?xml version='1.0'?>\n" + SVG.format("").encode(),
            "image/svg+xml",
        ),
        ("c.svg", SVG.format('<g id="x"/><use href="#x"/>').encode(), "image/svg+xml"),
        ("d.svg", SVG.format('<g fill="url(#paint)"/>').encode(), "image/svg+xml"),
        ("e.png", make_png(20, 10), "image/png"),
        ("wrong-name.svg", make_png(20, 10), "image/png"),
    ],
)
def test_images_are_read(tmp_path: Path, name: str, data: bytes, media_type: str) -> None:
    project = make_project(tmp_path, name, data)
    emblem = read_emblem(project, name, Place("test"))
    assert (emblem.data, emblem.media_type) == (data, media_type)


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.svg", b"", "error[R092] the emblem styles/a.svg is no image"),
        ("a.svg", b"<svg", "it is not well-formed"),
        ("a.svg", b"<svg/>", "not in the namespace"),
        ("a.svg", b"<html><body/></html>", "its outermost element is html"),
        ("a.svg", SVG.format("<script>x()</script>").encode(), "it has a script element"),
        ("a.svg", SVG.format('<image href="http://x/y.png"/>').encode(), "a image element"),
        ("a.svg", SVG.format('<use href="other.svg#x"/>').encode(), "it has a use element"),
        ("a.svg", SVG.format("<style>@import 'x.css';</style>").encode(), "leads to another file"),
        ("a.svg", SVG.format('<g fill="url(http://x)"/>').encode(), "leads to another file"),
        (
            "a.svg",
            b"<!DOCTYPE svg [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
            + SVG.format("&e;").encode(),
            "document type declaration",
        ),
        ("a.svg", NESTED.encode(), "it draws more than 50,000 elements"),
        ("a.svg", SVG.format('<g id="x"><use href="#x"/></g>').encode(), "draws itself"),
        ("a.png", b"GIF89a" + b"\0" * 50, "its bytes are of no known kind"),
        ("a.png", make_png(20, 10, rows=False), "it is damaged"),
        ("a.png", make_png(5000, 5000, rows=False), "error[R091]"),
        ("a.png", make_png(60000, 60000, rows=False), "error[R091]"),
        ("a.svg", b" " * (LIMITS.bytes + 1), "error[R091] the emblem styles/a.svg is 1 MB"),
        ("a.txt", "Words\n".encode("utf-16"), "its bytes are of no known kind"),
    ],
)
def test_what_is_no_emblem_is_a_diagnostic(
    tmp_path: Path, name: str, data: bytes, fault: str
) -> None:
    project = make_project(tmp_path, name, data)
    with pytest.raises(PaperError) as raised:
        read_emblem(project, name, Place("test", 3, 4))
    (found,) = raised.value.diagnostics
    assert str(found).startswith("test:3:4: error[")
    assert fault in str(found)
    assert find_faults(project, write_paper(emblem=name))


def test_the_paper_the_series_or_nobody_names_the_emblem(tmp_path: Path) -> None:
    project = make_project(tmp_path, "mine.svg", SVG.format("").encode())

    def find(edition: Edition) -> tuple[bool, str]:
        return edition.masthead.emblem, edition.masthead.emblem_file

    assert find(resolve(project, write_paper())) == (True, "")
    assert find(resolve(project, write_paper(emblem="mine.svg"))) == (True, "mine.svg")
    conference = {"symbol": "CD/1", "series": "conference-on-disarmament"}
    assert find(resolve(project, write_paper(emblem="mine.svg", **conference))) == (False, "")
    (tmp_path / "series").mkdir()
    shipped = Path(__file__).parents[2] / "masthead" / "series" / "general-assembly.yaml"
    text = shipped.read_text(encoding="utf-8").replace("emblem: true", "emblem: mine.svg")
    (tmp_path / "series" / "general-assembly.yaml").write_text(text, encoding="utf-8")
    assert find(resolve(Project(tmp_path), write_paper())) == (True, "mine.svg")


def test_no_emblem_is_shipped() -> None:
    styles = Path(__file__).parents[2] / "styles"
    images = [path for path in styles.iterdir() if path.suffix in {".svg", ".png", ".jpg", ".jpeg"}]
    assert images == []
