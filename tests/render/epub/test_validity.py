"""Every book passes epubcheck and Ace; and both are known to find what is planted."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.render.archive import read_archive, write_archive
from tests.render.epub.checkers import run_ace


def change(data: bytes, name: str, old: str, new: str) -> bytes:
    """Change one member of a book."""
    members = read_archive(data)
    text = members[name].decode()
    assert old in text
    members[name] = text.replace(old, new, 1).encode()
    return write_archive(members, stored=("mimetype",))


@pytest.mark.xdist_group("java")
def test_epubcheck_finds_nothing_and_finds_what_is_planted(files, books, tmp_path, checker):
    planted = {
        "a reference to nowhere": change(
            books["en"], "EPUB/text/ch002.xhtml", 'href="#n1"', 'href="#n9"'
        ),
        "an element that is none": change(
            books["en"], "EPUB/text/ch001.xhtml", "</h1>", "</h1><blink>x</blink>"
        ),
        "no archive": b"nothing of the kind",
    }
    good = {name: checker.check(file) for name, file in files.items()}
    assert {name: verdict.faults for name, verdict in good.items()} == {name: [] for name in files}
    assert {verdict.code for verdict in good.values()} == {0}
    for what, data in planted.items():
        (tmp_path / "planted.epub").write_bytes(data)
        verdict = checker.check(tmp_path / "planted.epub")
        assert verdict.code == 1, what
        assert {severity for severity, _, _ in verdict.faults} & {"ERROR", "FATAL"}, what


@pytest.mark.xdist_group("chromium")
@pytest.mark.parametrize("name", ["zh", "en"])
def test_ace_finds_nothing(files: dict[str, Path], name, tmp_path):
    assert run_ace(files[name], tmp_path) == []


@pytest.mark.xdist_group("chromium")
def test_ace_finds_what_is_planted(books, tmp_path):
    silent = change(books["specimen-ar"], "EPUB/text/cover.xhtml", "<img ", "<img data-x='' ")
    silent = change(silent, "EPUB/text/cover.xhtml", 'alt="', 'data-alt="')
    book = tmp_path / "silent.epub"
    book.write_bytes(silent)
    assert ("text/cover.xhtml", "image-alt") in run_ace(book, tmp_path)
