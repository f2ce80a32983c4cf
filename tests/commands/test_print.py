"""``masthead print`` with nothing to do: over at once, and still sees every kind of change."""

from __future__ import annotations

import json
import subprocess
import sys

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
    for _ in range(2):  # what has just been written is hashed once more, and then at rest
        printed.type(*TYPED)
        printed.rest()
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
    assert "P007" in printed.type(*typed, expect=2)


def test_warnings_are_repeated_when_there_is_nothing_to_do(printed):
    typed = (*TYPED, "--layout", "booklet", "--paper", "tabloid")
    said = printed.type(*typed)
    again = printed.type(*typed)
    assert "2 files up to date\n" in again
    assert said.count("warning[P032]") == again.count("warning[P032]") == 1


def change_manifest(desk, change):
    path = desk.root / "output" / "manifest.json"
    manifest = json.loads(path.read_text())
    change(manifest["files"])
    path.write_text(json.dumps(manifest))


def test_print_files_are_verified(printed):
    printed.type("print", "--lang", "en", "--lang", "zh", "--collate", "--grey")
    printed.type("print", "--lang", "zh", "--layout", "2up", "--pdfx", "--crop-marks")
    (printed.root / "mine.pdf").write_bytes(
        (printed.root / "output" / f"{STEM}-EN.pdf").read_bytes()
    )
    printed.type("print", "mine.pdf")
    said = printed.type("verify")
    assert said.endswith("7 of 7 files are what the source makes\n")
    names = {
        SHEETS, SHEETS.replace(".pdf", ".json"), f"{STEM}-ZH-EN-set-letter-grey.pdf",
        f"{STEM}-ZH-2up-letter-x4.pdf", "mine-set-letter.pdf",
    }  # fmt: skip
    assert {line[6:].split()[0] for line in said.splitlines() if line[:6] == "print/"} == names
    english = printed.type("verify", "--lang", "en", "source")
    assert "2up" not in english
    assert english.endswith("3 of 3 files are what the source makes\n")


def test_a_print_file_that_is_not_what_the_source_makes(printed):
    path = printed.root / "output" / "print" / SHEETS
    path.write_bytes(path.read_bytes().replace(b"/Rotate 0", b"/Rotate 90") + b"%\n")
    assert f"print/{SHEETS} differs: " in printed.type("verify", expect=1)
    path.unlink()
    assert f"print/{SHEETS} differs: it is not there" in printed.type("verify", expect=1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: files[f"print/{SHEETS}"].pop("job"), "print it again"),
        (
            lambda files: files[f"print/{SHEETS}"]["job"]["options"].update(layout="x"),
            "print it again",
        ),
        (
            lambda files: files[f"print/{SHEETS}"]["job"]["pdfs"][0].update(file="../cache"),
            "print it again",
        ),
        (
            lambda files: files[f"print/{SHEETS}"]["job"]["pdfs"][0].update(file="gone.pdf"),
            "its PDF cannot be read: No such file",
        ),
        (
            lambda files: files.update({"print/../../x.pdf": files.pop(f"print/{SHEETS}")}),
            "print/../../x.pdf differs: what was asked for is not in the manifest",
        ),
    ],
)
def test_a_manifest_that_does_not_say_what_was_asked_for(printed, change, said):
    change_manifest(printed, change)
    assert said in printed.type("verify", expect=1)
