"""Pictures of figures: what cannot be printed stops at its line, what is not sharp is said."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from masthead.project import Project
from masthead.read.reader import read_source

PAPER = """\
symbol: A/80/5
series: general-assembly
session: 80
date: 2025-11-01
original: en
versions: {{en: {{}}}}
title: {{en: Title}}
text:
- figure:
    image: {name}
    alt: {{en: What it shows}}
    width: {width}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20">{}</svg>'


def save(image: Image.Image, form: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


def report(folder: Path, name: str = "picture.png", width: object = "page") -> list[str]:
    source = PAPER.format(name=name, width=width).encode()
    found = read_source(Project(folder), source, "source/paper.yaml").diagnostics
    return [str(one) for one in found if one.severity.name in ("ERROR", "WARNING")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (DRAWING.format("<script/>").encode(), "error[R104] picture.png cannot be printed: it has"),
        (b"GIF89a" + bytes(50), "error[R104] picture.png cannot be printed: its bytes are of no"),
        (save(Image.new("1", (40_000, 20_000)), "PNG"), "error[R103] picture.png is far too many"),
        (save(Image.new("1", (9_000, 9_000)), "PNG"), "error[R103] picture.png is 9000 by 9000"),
        (bytes(20_000_001), "error[R103] picture.png is 20 MB (at most 20 MB: save it smaller)"),
        (save(Image.new("1", (1, 1)), "PNG"), "error[R106] picture.png is 1 by 1 pixels"),
        (save(Image.new("1", (1400, 700)), "JPEG"), "warning[R105] picture.png is of the kind"),
        (save(Image.new("1", (1300, 700)), "PNG"), "warning[R107] picture.png has 190 dots"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_picture_is_told_at_its_line(
    folder: Path, data: bytes, told: str
) -> None:
    (folder / "source" / "picture.png").write_bytes(data)
    (found,) = report(folder)
    assert found.startswith(f"source/paper.yaml:10:12: {told}")


@pytest.mark.parametrize(("width", "pixels"), [("page", 1370), ("column", 1020), (50, 510)])
def test_a_picture_is_as_sharp_as_it_is_printed(folder: Path, width: object, pixels: int) -> None:
    """A sheet of New York is 492.5 pt wide between its margins, its column 365.3."""
    for wide, count in ((pixels, 0), (pixels - 10, 1)):
        data = save(Image.new("1", (wide, 100)), "PNG")
        (folder / "source" / "picture.png").write_bytes(data)
        assert len(report(folder, width=width)) == count


def test_a_drawing_is_always_sharp(folder: Path) -> None:
    (folder / "source" / "picture.svg").write_text(DRAWING.format("<path/>"))
    assert report(folder, "picture.svg") == []


def test_a_high_picture_is_judged_by_the_height_of_the_page(folder: Path) -> None:
    (folder / "source" / "picture.png").write_bytes(save(Image.new("1", (400, 4_000)), "PNG"))
    assert report(folder) == []


@pytest.mark.parametrize("name", ["a link.png", "inside/picture.png"])
def test_links_out_of_the_project_are_not_followed(folder: Path, name: str) -> None:
    outside = folder.parent / f"{folder.name}-outside"
    outside.mkdir()
    (outside / "picture.png").write_bytes(save(Image.new("1", (1400, 700)), "PNG"))
    (folder / "source" / "inside").symlink_to(outside)
    (folder / "source" / "a link.png").symlink_to(outside / "picture.png")
    (found,) = report(folder, name)
    assert f"error[R101] {name} leads outside the project" in found


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_closed_file_is_told(folder: Path) -> None:
    closed = folder / "source" / "picture.png"
    closed.write_bytes(b"")
    closed.chmod(0)
    (found,) = report(folder)
    assert "error[R102] picture.png cannot be read" in found


def test_a_paper_elsewhere_has_no_pictures_of_the_project(folder: Path) -> None:
    """What stands outside the project is not read, though it is beside the paper."""
    source = PAPER.format(name="picture.png", width="page").encode()
    found = read_source(Project(folder), source, "/elsewhere/paper.yaml").diagnostics
    assert any("error[R101]" in str(one) for one in found)
