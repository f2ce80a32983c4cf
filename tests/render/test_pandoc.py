"""Pandoc runs in a folder of its own, and nothing it complains of is passed over."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from masthead.diagnostic import ToolError
from masthead.render import pandoc

DATE = datetime.date(2024, 5, 16)
TEXT = pandoc.make_document([{"t": "Para", "c": [{"t": "Str", "c": "字 & <x>"}]}])


def test_it_writes_what_it_is_given():
    assert (
        pandoc.run_pandoc(TEXT, {"to": "html"}, {}, DATE)
        == b"<p>\xe5\xad\x97 &amp; &lt;x&gt;</p>\n"
    )


def test_it_sees_only_its_own_files(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    templates = tmp_path / ".local/share/pandoc/templates"
    templates.mkdir(parents=True)
    (templates / "default.html5").write_text("from the user's home", encoding="utf-8")
    written = pandoc.run_pandoc(
        TEXT, {"to": "html", "standalone": True, "metadata": {"title": "T"}}, {}, DATE
    )
    assert b"from the user" not in written


def test_a_warning_is_a_failure():
    image = {"t": "Image", "c": [["", [], []], [], ["missing.png", ""]]}
    document = pandoc.make_document([{"t": "Para", "c": [image]}])
    with pytest.raises(ToolError, match=r"warns: .*missing\.png"):
        pandoc.run_pandoc(document, {"to": "docx"}, {}, DATE)


def test_a_failure_says_what_pandoc_said_without_its_folder():
    with pytest.raises(ToolError, match="failed with") as failed:
        pandoc.run_pandoc(TEXT, {"to": "html", "template": "missing.html"}, {}, DATE)
    assert "missing.html" in str(failed.value)
    assert "masthead-" not in str(failed.value)


def test_it_does_not_wait_for_ever(monkeypatch):
    monkeypatch.setattr(pandoc, "TIME_LIMIT", 0.0001)
    with pytest.raises(ToolError, match="did not finish"):
        pandoc.run_pandoc(TEXT, {"to": "html"}, {}, DATE)


def test_a_missing_pandoc_is_said_plainly(monkeypatch):
    monkeypatch.setattr(pandoc.importlib.util, "find_spec", lambda name: None)
    pandoc.find_pandoc.cache_clear()
    with pytest.raises(ToolError, match="pip install pypandoc_binary"):
        pandoc.find_pandoc()
    monkeypatch.undo()
    pandoc.find_pandoc.cache_clear()
    assert os.access(pandoc.find_pandoc(), os.X_OK)


def test_no_file_leads_out_of_its_folder(tmp_path):
    for name in ("../out", str(tmp_path / "out")):
        with pytest.raises(ValueError, match="leads out"):
            pandoc.run_pandoc(TEXT, {"to": "html"}, {name: b""}, DATE)
    assert not Path("out").exists()


def test_dates_after_zip_files_are_moved_to_2107():
    told = {"to": "docx"}
    made = [pandoc.run_pandoc(TEXT, told, {}, datetime.date(year, 12, 31)) for year in (9999, 2107)]
    assert made[0] == made[1]


def test_dates_before_zip_files_are_moved_to_1980():
    told = {"to": "epub3", "metadata": {"title": "T", "lang": "en", "identifier": "urn:x:1"}}
    old, first = (
        pandoc.run_pandoc(TEXT, told, {}, datetime.date(year, 1, 1)) for year in (1946, 1980)
    )
    assert old == first
