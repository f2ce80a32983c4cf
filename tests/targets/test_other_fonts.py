"""Other fonts than the locked ones: the build says so once, records them and keeps them apart;
``--locked`` and ``verify`` refuse them."""

from __future__ import annotations

import hashlib
import json

import pytest

from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.report import MADE, RESTORED, UNCHANGED
from masthead.targets.run import Run
from masthead.targets.verify import verify
from tests.otherfonts import FONTS, alter_font, install_only, link_fonts
from tests.targets.workshop import STEM, statuses

REGULAR, BOLD = "Tinos_400Regular.ttf", "Tinos_700Bold.ttf"
PDF, EPUB, DOCX = (f"{STEM}-EN.{form}" for form in ("pdf", "epub", "docx"))
PAPER = """\
symbol: NPT/CONF.2026/PC.II/WP.7
series: npt-preparatory-committee
session: 2
meeting: {city: geneva, start: 2024-07-22, end: 2024-08-02}
date: 2024-05-16
original: en
versions: {en: {}}
title: {en: A title}
byline: {en: Submitted by a State}
text:
- paragraph: {en: Every sentence here is there to be set.}
"""


class Shop:
    """A project with one short paper and fonts of its own."""

    def __init__(self, root):
        self.root = root
        self.fonts = link_fonts(root / "styles" / "fonts")
        (root / "source").mkdir()
        (root / "source" / f"{STEM}.yaml").write_text(PAPER)
        self.generation = 0

    def run(self, **options):
        """Open the project for building, as a new command does."""
        self.generation += 1
        project = Project(self.root)
        chosen = Options(**{"formats": ("pdf", "docx", "epub"), "jobs": 1, **options})
        run = Run(project, chosen, InProcess(), Progress(quiet=True))
        run.generation = self.generation
        return run

    def build(self, *, expect=0, **options):
        self.last = self.run(**options)
        report = self.last.build()
        assert report.exit_code == expect, [str(found) for found in report.diagnostics]
        return report

    def put_back(self, file):
        (self.fonts / file).unlink(missing_ok=True)
        (self.fonts / file).symlink_to(FONTS / file)

    @property
    def manifest(self):
        return json.loads((self.root / "output" / "manifest.json").read_text())

    @property
    def hashes(self):
        return {name: entry["sha256"] for name, entry in self.manifest["files"].items()}

    @property
    def unlocked(self):
        return {
            name: entry["unlocked_fonts"]
            for name, entry in self.manifest["files"].items()
            if "unlocked_fonts" in entry
        }


@pytest.fixture
def system(tmp_path, monkeypatch):
    return install_only(tmp_path / "system" / "fonts", monkeypatch)


@pytest.fixture
def shop(tmp_path, monkeypatch):
    monkeypatch.setenv("MASTHEAD_CACHE", str(tmp_path / "cache"))
    return Shop(tmp_path / "shop")


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def codes(report):
    return [found.code for found in report.spoken]


def test_an_altered_font_is_told_once_recorded_and_kept_apart(shop):
    shop.build()
    locked = shop.hashes
    assert shop.unlocked == {}
    altered = digest(alter_font(REGULAR, shop.fonts / REGULAR))

    report = shop.build()
    (told,) = report.spoken
    assert (told.code, told.severity) == ("B010", "warning")
    assert REGULAR in told.message
    assert statuses(report) == {PDF: MADE, EPUB: UNCHANGED, DOCX: UNCHANGED}
    assert shop.unlocked == {name: {REGULAR: {"sha256": altered}} for name in (PDF, EPUB)}
    assert digest(shop.root / "output" / PDF) != locked[PDF]

    report = shop.build()
    assert codes(report) == ["B010"]
    assert statuses(report) == {PDF: UNCHANGED, EPUB: UNCHANGED, DOCX: UNCHANGED}

    shop.put_back(REGULAR)
    report = shop.build(locked=True)
    assert codes(report) == []
    assert statuses(report) == {PDF: RESTORED, EPUB: UNCHANGED, DOCX: UNCHANGED}
    assert digest(shop.root / "output" / PDF) == locked[PDF]
    assert shop.unlocked == {}


def test_a_font_of_the_system_is_told_recorded_and_kept_apart(shop, system):
    shop.build()
    locked = shop.hashes
    (shop.fonts / BOLD).unlink()
    taken = digest(alter_font(BOLD, system / "Fett.ttf"))

    report = shop.build()
    (told,) = report.spoken
    assert told.code == "B010"
    assert f"{BOLD} (Tinos of this system, Fett.ttf)" in told.message
    font = {"sha256": taken, "family": "Tinos", "file": "Fett.ttf"}
    assert shop.unlocked == {name: {BOLD: font} for name in (PDF, EPUB)}
    assert str(system) not in json.dumps(shop.manifest)
    assert shop.hashes[PDF] != locked[PDF]
    assert not shop.last.can_be_recalled  # the ledger does not know what fonts the system has
    assert statuses(shop.build())[PDF] == UNCHANGED

    alter_font(BOLD, system / "Ehe.ttf")  # now another file of the family comes first
    assert statuses(shop.build())[PDF] == MADE
    assert shop.unlocked[PDF][BOLD]["file"] == "Ehe.ttf"

    shop.put_back(BOLD)
    report = shop.build()
    assert codes(report) == []
    assert statuses(report)[PDF] == RESTORED
    assert shop.hashes == locked
    assert shop.last.can_be_recalled


def test_locked_builds_refuse_other_fonts(shop, system):
    """Those found in the cache, too; what does not depend on fonts is built."""
    alter_font(REGULAR, shop.fonts / REGULAR)
    for _ in range(2):
        report = shop.build(locked=True, expect=3)
        assert [found.code for found in report.diagnostics.errors] == ["B011", "B011"]
        assert set(statuses(report)) == {DOCX}
        assert not (shop.root / "output" / PDF).exists()
    message = str(report.diagnostics.errors[0])
    assert all(word in message for word in (PDF, REGULAR, "--locked", "make"))
    (shop.fonts / REGULAR).unlink()
    alter_font(REGULAR, system / "Tinos.ttf")
    report = shop.build(locked=True, expect=3, formats=("pdf",))
    assert "Tinos of this system, Tinos.ttf" in report.diagnostics.errors[0].message


def test_a_font_that_is_nowhere_is_an_error_as_before(shop, system):
    (shop.fonts / BOLD).unlink()
    report = shop.build(expect=3, formats=("pdf",))
    (told,) = report.spoken
    assert told.code == "B002"
    assert f"{BOLD} is not installed" in told.message


def test_verify_refuses_other_fonts_and_says_nothing_else(shop):
    """It does not take a file that it refused to make for one that the source no longer makes."""
    shop.build()
    alter_font(REGULAR, shop.fonts / REGULAR)
    run = shop.run(cache=False, locked=True)
    told = []
    report, _ = verify(run.project, run.options, run.executor, run.progress, told.append)
    assert {found.code for found in report.diagnostics.errors} == {"B011"}
    assert report.exit_code == 3
    assert [(verdict.filename, verdict.difference) for verdict in told] == [(DOCX, None)]


def test_an_epub_alone_is_held_to_the_fonts_of_its_pages(shop):
    alter_font(REGULAR, shop.fonts / REGULAR)
    shop.build(formats=("epub",))
    assert set(shop.unlocked) == {EPUB}
    for _ in range(2):  # made, then known
        report = shop.build(formats=("epub",), locked=True, expect=3)
        assert codes(report) == ["B011"]
        assert report.outcomes == []
