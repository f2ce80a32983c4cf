"""``masthead print`` with nothing to do: over at once, and still sees every kind of change."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from tests.commands.conftest import ROOT, STEM

SHEETS = f"{STEM}-EN-set-letter.pdf"
TYPED = ("print", "--lang", "en", "--copies", "2")


@pytest.fixture
def printed(desk):
    desk.type(*TYPED)
    assert desk.type(*TYPED) == "2 files up to date\n"
    return desk


def test_nothing_to_do_touches_no_heavy_library(printed):
    for _ in range(3):  # what has just been written is hashed once more, and then at rest
        printed.type(*TYPED)
        time.sleep(0.1)
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *printed.command(*TYPED)[1:]],
        cwd=printed.root, env=printed.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "2 files up to date\n"
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert not imported & {"click", "pydantic", "pikepdf", "yaml", "pathlib"}


def test_every_kind_of_change_is_seen(printed):
    folder = printed.root / "output" / "print"
    assert SHEETS in [path.name for path in folder.iterdir()]
    before = (folder / SHEETS).read_bytes()
    (folder / SHEETS).write_bytes(b"x")
    assert f"print/{SHEETS}  from the cache" in printed.type(*TYPED)
    assert (folder / SHEETS).read_bytes() == before
    (folder / SHEETS.replace(".pdf", ".json")).unlink()
    assert "1 from the cache, 1 unchanged" in printed.type(*TYPED)
    (printed.root / "output" / f"{STEM}-EN.pdf").unlink()
    assert f"{STEM}-EN.pdf  from the cache" in printed.type(*TYPED)
    text = printed.source.read_text()
    printed.source.write_text(text.replace("  en: |-\n    ", "  en: |-\n    New: ", 1))
    assert printed.source.read_text() != text
    assert "2 files: 2 made" in printed.type(*TYPED)
    assert printed.type(*TYPED) == "2 files up to date\n"
    own = printed.root / "styles" / "print.yaml"
    own.write_text((ROOT / "styles" / "print.yaml").read_text().replace("letter:", "quarto:"))
    assert "P0" in printed.type(*TYPED, "--paper", "letter", expect=2)
    assert "letter" not in printed.type(*TYPED)


def test_a_pdf_that_was_named(printed):
    copied = printed.root / "mine.pdf"
    copied.write_bytes((printed.root / "output" / f"{STEM}-EN.pdf").read_bytes())
    typed = ("print", "mine.pdf")
    assert "1 file: 1 made" in printed.type(*typed)
    assert printed.type(*typed) == "1 file up to date\n"
    copied.write_bytes(copied.read_bytes() + b"\n")
    assert "1 file: 1 made" in printed.type(*typed)
    copied.unlink()
    assert "P007" in printed.type(*typed, expect=1)


def test_warnings_are_repeated_when_there_is_nothing_to_do(printed):
    typed = (*TYPED, "--layout", "booklet", "--paper", "tabloid")
    said = printed.type(*typed)
    again = printed.type(*typed)
    assert "2 files up to date\n" in again
    assert said.count("warning[P032]") == again.count("warning[P032]") == 1
