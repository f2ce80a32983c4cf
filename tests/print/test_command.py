"""``masthead print``, from the command line to the files, their cache and their manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from masthead.cli import main
from masthead.render.landing import Landing
from masthead.targets.make import Made, Order
from tests.conftest import ROOT
from tests.print.pdfs import A4, make_pdf, make_set_pdf, read_numbers

STEM = "NPT_CONF.2026_PC.II_WP.7"
PAPER = """\
symbol: NPT/CONF.2026/PC.II/WP.7
series: npt-preparatory-committee
session: 2
date: 2024-05-16
original: en
versions: {zh: {}, en: {}}
title: {en: A title, zh: 标题}
byline: {en: Working paper submitted by the testers, zh: 测试者提交的工作文件}
text:
- paragraph: {en: A text., zh: 文本。}
"""


class Desk:
    """A project at which somebody prints; its PDFs are made of numbered pages."""

    def __init__(self, root: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capfd = capfd
        self.pages = {"zh": 3, "en": 2}
        self.built: list[str] = []
        (root / "source").mkdir(parents=True)
        (root / "source" / f"{STEM}.yaml").write_text(PAPER)

    def make_file(self, root: str, generation: int, order: Order) -> Made:
        """Stand in for the PDF room."""
        (edition,) = order.editions
        code = edition.language.code
        self.built.append(code)
        return Made(make_pdf(self.pages[code]), {}, 0.1, Landing(self.pages[code], {"title": 1}))

    def print(self, *arguments: str, expect: int = 0) -> tuple[list[str], list[str]]:
        """Print in this process; what was said, and what was complained of."""
        self.built.clear()
        self.capfd.readouterr()
        code = main(["print", *arguments, "--jobs", "1"], folder=str(self.root))
        said = self.capfd.readouterr()
        assert code == expect, said
        assert "Traceback" not in said.err
        of_paper = f"source/{STEM}.yaml:"
        complaints = [
            line
            for line in said.err.splitlines()
            if not (line.startswith(of_paper) and " warning[" in line)  # what check has to say
        ]
        return said.out.splitlines(), complaints

    def list_prints(self) -> dict[str, bytes]:
        """The print files by name."""
        return {path.name: path.read_bytes() for path in (self.root / "output" / "print").iterdir()}

    def manifest(self) -> dict[str, Any]:
        """The files of the manifest."""
        text = (self.root / "output" / "manifest.json").read_text()
        files: dict[str, Any] = json.loads(text)["files"]
        return files


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Desk:
    made = Desk(tmp_path / "project", capfd)
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("MASTHEAD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("masthead.targets.build.make_file", made.make_file)
    return made


def test_each_version_gets_its_file(desk: Desk) -> None:
    out, err = desk.print()
    files = desk.list_prints()
    assert sorted(files) == [f"{STEM}-EN-set-letter.pdf", f"{STEM}-ZH-set-letter.pdf"]
    assert read_numbers(files[f"{STEM}-ZH-set-letter.pdf"]) == [[1], [2], [3], []]
    assert read_numbers(files[f"{STEM}-EN-set-letter.pdf"]) == [[1], [2]]
    assert err == []
    assert out[-1].startswith("2 files: 2 made")


def test_one_language_as_a_booklet(desk: Desk) -> None:
    desk.print("--lang", "zh", "--layout", "booklet")
    files = desk.list_prints()
    assert list(files) == [f"{STEM}-ZH-booklet-tabloid.pdf"]
    assert read_numbers(files[f"{STEM}-ZH-booklet-tabloid.pdf"]) == [[1], [2, 3]]


def test_collated_in_the_official_order(desk: Desk) -> None:
    desk.print("--collate")
    files = desk.list_prints()
    assert list(files) == [f"{STEM}-ZH-EN-set-letter.pdf"]
    (data,) = files.values()
    assert read_numbers(data) == [[1], [2], [3], [], [1], [2]]


def test_a_ticket_comes_with_copies_only(desk: Desk) -> None:
    desk.print("--lang", "en")
    assert list(desk.list_prints()) == [f"{STEM}-EN-set-letter.pdf"]
    desk.print("--lang", "en", "--copies", "12")
    files = desk.list_prints()
    ticket = json.loads(files[f"{STEM}-EN-set-letter.json"])
    assert ticket["copies"] == 12
    assert ticket["sha256"] == hashlib.sha256(files[f"{STEM}-EN-set-letter.pdf"]).hexdigest()
    assert ticket["documents"][0]["source"] == f"output/{STEM}-EN.pdf"


def test_nothing_is_made_twice(desk: Desk) -> None:
    desk.print("--layout", "booklet", "--copies", "2")
    first = desk.list_prints()
    folder = desk.root / "output" / "print"
    before = {name: (folder / name).stat().st_mtime_ns for name in first}
    out, _ = desk.print("--layout", "booklet", "--copies", "2")
    assert desk.built == []
    assert out == ["4 files up to date"]
    assert {name: (folder / name).stat().st_mtime_ns for name in first} == before


def test_lost_files_come_back_from_the_cache(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.print("--copies", "3")
    first = desk.list_prints()
    for name in first:
        (desk.root / "output" / "print" / name).unlink()
    monkeypatch.setattr("masthead.print.shop.make_print", None)
    out, _ = desk.print("--copies", "3")
    assert desk.list_prints() == first
    assert out[-1].startswith("4 files: 4 from the cache")


def test_warnings_are_said_again_when_the_file_comes_from_the_cache(desk: Desk) -> None:
    desk.pages["en"] = 1
    for _ in range(2):
        _, err = desk.print("--lang", "en", "--layout", "booklet")
        assert len(err) == 1
        assert "warning[P032]" in err[0]


def test_without_cache_the_bytes_are_the_same(desk: Desk) -> None:
    desk.print("--layout", "2up", "--grey")
    first = desk.list_prints()
    desk.print("--layout", "2up", "--grey", "--no-cache")
    assert desk.built == ["zh", "en"]
    assert desk.list_prints() == first


@pytest.mark.parametrize("change", ["pages", "options", "papers", "profile"])
def test_what_a_print_file_depends_on(desk: Desk, change: str) -> None:
    from tests.print.test_pdfx import CMYK

    styles = desk.root / "styles"
    styles.mkdir()
    (styles / "press.icc").write_bytes(CMYK)
    (desk.root / "booklet-EN.pdf").write_bytes(make_set_pdf(6))
    arguments = ["booklet-EN.pdf", "--layout", "booklet", "--pdfx", "--profile", "press.icc"]
    desk.print(*arguments)
    (before,) = desk.list_prints().values()
    match change:
        case "pages":
            (desk.root / "booklet-EN.pdf").write_bytes(make_set_pdf(7))
        case "options":
            arguments.append("--crop-marks")
        case "papers":
            own = (
                (ROOT / "styles" / "print.yaml")
                .read_text()
                .replace("thickness: 0.1", "thickness: 0.4")
            )
            (styles / "print.yaml").write_text(own)
        case "profile":
            (styles / "press.icc").write_bytes(CMYK.replace(b"Test press", b"Next press"))
    out, _ = desk.print(*arguments)
    (after,) = desk.list_prints().values()
    assert after != before
    assert out[-1].startswith("1 file: 1 made")


def test_the_manifest_knows_print_files(desk: Desk) -> None:
    desk.print("--lang", "zh", "--copies", "2")
    entry = desk.manifest()[f"print/{STEM}-ZH-set-letter.pdf"]
    data = desk.list_prints()[f"{STEM}-ZH-set-letter.pdf"]
    assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert (entry["size"], entry["pages"], entry["format"]) == (len(data), 4, "print")
    assert entry["source"]["file"] == f"source/{STEM}.yaml"
    made_with = json.loads((desk.root / "output" / "manifest.json").read_text())["made_with"]
    basis = made_with[entry["made_with"]]
    assert "styles/print.yaml" in basis["inputs"]
    assert "pikepdf" in basis["tools"]
    assert f"print/{STEM}-ZH-set-letter.json" in desk.manifest()
    assert f"{STEM}-ZH.pdf" in desk.manifest()


def test_a_pdf_of_its_own(desk: Desk) -> None:
    (desk.root / "official-AR.pdf").write_bytes(make_pdf([A4] * 5))
    desk.print("official-AR.pdf", "--layout", "booklet")
    assert desk.built == []
    files = desk.list_prints()
    assert list(files) == ["official-AR-booklet-a3.pdf"]
    (data,) = files.values()
    assert read_numbers(data)[0] == [1], "blank pages 8 to 6 stand on the right"
    assert read_numbers(data)[2:] == [[3], [5, 4]]


def test_the_language_of_a_pdf_can_be_named(desk: Desk) -> None:
    (desk.root / "draft.pdf").write_bytes(make_pdf(4))
    desk.print("draft.pdf", "--layout", "2up", "--lang", "ar")
    files = desk.list_prints()
    assert read_numbers(files["draft-AR-2up-letter.pdf"]) == [[2, 1], [4, 3]]


def test_a_pdf_outside_the_project_is_not_read(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(make_pdf(2))
    (desk.root / "link.pdf").symlink_to(outside)
    for name in (str(outside), "../outside.pdf", "link.pdf"):
        _, err = desk.print(name, expect=2)
        assert "outside the project" in err[0] or "P007" in err[0]


def test_a_profile_outside_styles_is_not_read(desk: Desk) -> None:
    for name in ("../press.icc", "/etc/passwd"):
        _, err = desk.print("--pdfx", "--profile", name, expect=2)
        assert "outside the project" in err[0]
    _, err = desk.print("--pdfx", "--profile", "none.icc", expect=2)
    assert "error[P042]" in err[0]


@pytest.mark.parametrize(
    ("arguments", "code", "expect"),
    [
        (["--layout", "booklet", "--thickness", "0"], "P023", 2),
        (["--layout", "booklet", "--thickness", "-1"], "P023", 2),
        (["--paper", "foolscap"], "P020", 2),
        (["--layout", "4up", "--paper", "a5"], "P022", 1),
        (["--bleed", "40"], "P027", 2),
        (["--copies", "0"], "P028", 2),
        (["--signature", "8"], "P029", 2),
        (["--collate", "--layout", "2up"], "P030", 2),
        (["--collate", "--lang", "zh"], "P031", 2),
        (["nowhere.pdf"], "P007", 2),
        (["--pdfx"], "P050", 1),
    ],
)
def test_wrong_use_is_told_in_a_line_and_nothing_is_written(
    desk: Desk, arguments: list[str], code: str, expect: int
) -> None:
    _, err = desk.print(*arguments, expect=expect)
    assert f"error[{code}]" in err[0]
    assert not (desk.root / "output" / "print").exists() or desk.list_prints() == {}


def test_a_bleed_that_is_no_number(desk: Desk) -> None:
    _, err = desk.print("--bleed=wide", expect=2)
    assert "no number of mm" in "".join(err)


def test_bleed_alone_is_the_usual_one(desk: Desk) -> None:
    desk.print("--lang", "en", "--bleed", "--copies", "1")
    ticket = json.loads(desk.list_prints()[f"{STEM}-EN-set-letter.json"])
    assert ticket["paper"]["untrimmed"] == [221.9, 285.4]


def test_one_broken_pdf_does_not_stop_the_others(desk: Desk) -> None:
    (desk.root / "broken.pdf").write_bytes(b"%PDF-1.7 no more")
    (desk.root / "whole.pdf").write_bytes(make_pdf(2))
    _, err = desk.print("broken.pdf", "whole.pdf", expect=1)
    assert err[0].startswith("broken.pdf:1:1: error[P002]")
    assert list(desk.list_prints()) == ["whole-set-letter.pdf"]


@pytest.mark.parametrize("killed", [True, False])
def test_a_job_that_fails_does_not_stop_the_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    from masthead.print import shop
    from masthead.targets.executor import WorkerLostError

    make_print = shop.make_print

    def fail(sources: Any, *arguments: Any) -> Any:
        if "EN" in sources[0].name:
            raise WorkerLostError("killed") if killed else ZeroDivisionError("a fault")
        return make_print(sources, *arguments)

    monkeypatch.setattr(shop, "make_print", fail)
    _, err = desk.print(expect=3)
    (said,) = err
    assert f"error[{'B003' if killed else 'B006'}] print/{STEM}-EN could not be made" in said
    assert list(desk.list_prints()) == [f"{STEM}-ZH-set-letter.pdf"]


def test_an_output_that_cannot_be_written_leaves_what_was_there(desk: Desk) -> None:
    folder = desk.root / "output" / "print"
    blocked = folder / f"{STEM}-EN-set-letter.pdf"
    blocked.mkdir(parents=True)
    _, err = desk.print("--lang", "en", expect=3)
    assert f"output/print/{STEM}-EN-set-letter.pdf cannot be written" in err[0]
    assert "error[B001]" in err[0]
    assert list(folder.iterdir()) == [blocked]

    blocked.rmdir()
    folder.rmdir()
    folder.write_text("a file in the folder's place")
    _, err = desk.print("--lang", "en", expect=3)
    assert "error[B001]" in err[0]
    assert folder.read_text() == "a file in the folder's place"


def test_a_full_disk_leaves_what_was_there(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.print("--lang", "en")
    before = desk.list_prints()
    desk.pages["en"] = 9
    (desk.root / "source" / f"{STEM}.yaml").write_text(PAPER.replace("A text.", "Another."))

    def fail(path: Path, data: bytes) -> None:
        if path.parent.name == "print":
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr("masthead.targets.outlet.write_file", fail)
    _, err = desk.print("--lang", "en", expect=3)
    assert "No space left on device" in err[0]
    assert desk.list_prints() == before


def test_other_folders(desk: Desk, tmp_path: Path) -> None:
    desk.print("--lang", "en", "--output", str(tmp_path / "elsewhere"))
    assert (tmp_path / "elsewhere" / "print" / f"{STEM}-EN-set-letter.pdf").is_file()
    assert not (desk.root / "output").exists()


def test_the_real_paper(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Through the real PDF room and worker processes."""
    arguments = ["print", "--layout", "booklet", "--pdfx", "--copies", "5", "--crop-marks"]
    code = main([*arguments, "--output", str(tmp_path)], folder=str(ROOT))
    said = capfd.readouterr()
    assert code == 0, said
    assert sorted(path.name for path in (tmp_path / "print").iterdir()) == [
        f"NPT_CONF.2026_PC.II_WP.XX-{code}-booklet-tabloid-x4.{ending}"
        for code in ("EN", "ZH")
        for ending in ("json", "pdf")
    ]
