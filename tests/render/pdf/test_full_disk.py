"""A disk without room for the links to fonts."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from masthead.check.layout import lay_out
from masthead.diagnostic import ToolError
from masthead.measures import load_measures
from masthead.render.pdf.fontlinks import LinkFolder, link_font
from masthead.render.pdf.setting import lay_out_pages


@pytest.mark.parametrize("which", [1, 2])
def test_pages_are_as_ever_after_a_font_that_had_no_room(project, edition_en, monkeypatch, which):
    """In a process that goes on, such as a watch, once there is room again."""
    measures = load_measures(project, edition_en.station, "en", edition_en.series)
    _, landing, faults = lay_out_pages(project, edition_en, measures)
    assert not faults
    monkeypatch.setattr("masthead.render.pdf.fonts._configurations", {})
    monkeypatch.setattr("masthead.render.pdf.setting._styles", {})
    link, linked = Path.symlink_to, []

    def link_some(path: Path, target: Path) -> None:
        linked.append(path)
        if len(linked) == which:
            raise OSError(errno.ENOSPC, "No space left on device")
        link(path, target)

    monkeypatch.setattr(Path, "symlink_to", link_some)
    with pytest.raises(OSError, match="No space left"):
        lay_out_pages(project, edition_en, measures)
    _, again, faults = lay_out_pages(project, edition_en, measures)
    assert not faults
    assert again == landing
    assert len({path.name for path in linked}) == len(linked) - 1, "one was tried twice"


def test_a_part_of_a_font_does_not_stay_where_there_are_no_links(tmp_path, monkeypatch):
    """The engine would take what is there for the font, and set pages without it."""

    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    def fill(path: Path, data: bytes) -> int:
        path.open("wb").close()
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.ttf").write_bytes(b"a font")
    font = link_font(tmp_path / "a.ttf")
    monkeypatch.setattr(Path, "symlink_to", refuse)
    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", fill)
        with pytest.raises(OSError, match="No space left"):
            (LinkFolder(tmp_path) / "b").write_bytes(font)
    assert not (tmp_path / "b").exists()
    (LinkFolder(tmp_path) / "b").write_bytes(font)
    assert (tmp_path / "b").read_bytes() == b"a font"


def test_check_tells_it_once_and_not_as_a_fault_of_its_rules(project, edition_en, monkeypatch):
    def fill(project: object, edition: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("masthead.render.pdf.render_pdf", fill)
    with pytest.raises(ToolError, match="make room on the disk"):
        lay_out(project, edition_en)
