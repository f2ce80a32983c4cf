"""A disk without room for the fonts that WeasyPrint unpacks."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from masthead.check.layout import lay_out
from masthead.diagnostic import ToolError
from masthead.measures import load_measures
from masthead.render.pdf.setting import lay_out_pages


@pytest.mark.parametrize("which", [1, 2])
def test_a_font_that_was_half_written_is_not_taken_for_a_whole_one(
    project, edition_en, monkeypatch, which
):
    """In a process that goes on, such as a watch, once there is room again."""
    measures = load_measures(project, edition_en.station, "en", edition_en.series)
    _, landing, faults = lay_out_pages(project, edition_en, measures)
    assert not faults
    monkeypatch.setattr("masthead.render.pdf.fonts._configurations", {})
    monkeypatch.setattr("masthead.render.pdf.setting._styles", {})
    write, written = Path.write_bytes, []

    def write_half(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == which:
            write(path, data[:100])
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", write_half)
    with pytest.raises(OSError, match="No space left"):
        lay_out_pages(project, edition_en, measures)
    _, again, faults = lay_out_pages(project, edition_en, measures)
    assert not faults
    assert again == landing


def test_check_tells_it_once_and_not_as_a_fault_of_its_rules(project, edition_en, monkeypatch):
    def fill(project: object, edition: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("masthead.render.pdf.render_pdf", fill)
    with pytest.raises(ToolError, match="make room on the disk"):
        lay_out(project, edition_en)
