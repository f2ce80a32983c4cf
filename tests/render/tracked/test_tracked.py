"""Tracked changes: rejecting all gives the old file, accepting all the new one."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import zipfile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from masthead.compare.matching import match_papers
from masthead.compare.versions import pair_ids
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.pandoc import find_pandoc
from masthead.render.tracked import Stamp, render_tracked
from tests.compare.edits import draw_pair
from tests.compare.test_merge import pairs
from tests.conftest import ROOT
from tests.render.docx.office import validate
from tests.render.docx.reading import W
from tests.render.docx.test_round_trip import squeeze, tell
from tests.render.tracked.accepting import Told, settle
from tests.waiting import LONG

PROJECT = Project(ROOT)
STAMP = Stamp("A delegation", datetime.date(2024, 5, 16))
QUIET = settings(
    deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,)
)  # fmt: skip


def track(old, new, code):
    """Make the file with tracked changes, and those of both versions."""
    matching = match_papers(old, new, tuple(new.versions))
    editions = [resolve_edition(PROJECT, paper, code) for paper in (old, new)]
    data = render_tracked(PROJECT, *editions, pair_ids(PROJECT, matching, code), STAMP)
    return data, {
        verdict: render_docx(PROJECT, edition)
        for verdict, edition in zip(("reject", "accept"), editions, strict=True)
    }


def draw_tracked(drawn):
    old, new = draw_pair(PROJECT, *drawn)
    return track(old, new, tuple(new.versions)[drawn[2] % 2])


def read_with_pandoc(data, verdict="all"):
    """Let pandoc accept or reject everything; give the text, then the notes."""
    command = [find_pandoc(), "--from", "docx", f"--track-changes={verdict}", "--to", "json"]
    told = subprocess.run(command, input=data, capture_output=True, check=True, timeout=LONG)
    notes = []
    text = tell(json.loads(told.stdout)["blocks"], notes)
    return [squeeze(text), *map(squeeze, notes)]


def check(drawn, kept=list):
    """Settle a file both ways, and compare; ``kept``: what counts of pandoc's reading."""
    data, files = draw_tracked(drawn)
    for verdict, file in files.items():
        assert Told(settle(data, verdict)).tell() == Told(file).tell()
        assert kept(read_with_pandoc(data, verdict)) == kept(read_with_pandoc(file))


@settings(QUIET, max_examples=10)
@given(drawn=pairs(6))
def test_accepting_gives_the_new_file_and_rejecting_the_old_one(drawn):
    check(drawn)


@pytest.mark.fuzz
@settings(QUIET, max_examples=500)
@given(drawn=pairs(30))
def test_many_pairs_come_out_again(drawn):
    """Pandoc has every letter, but not all of them in their place.

    Where a paragraph's end is rejected, and a list of another level or a note is what it reads
    next, the paragraph goes there.
    """
    check(drawn, lambda texts: sorted("".join(texts)))


def draw_files(count, most):
    files = []

    @settings(QUIET, max_examples=count)
    @given(drawn=pairs(most))
    def collect(drawn):
        files.append(draw_tracked(drawn))

    collect()
    return files


def test_open_xml_sdk_finds_no_error(tmp_path):
    assert validate(tmp_path, [data for data, _ in draw_files(6, 6)]) == []


def read_text(path):
    """Read the text of a file that LibreOffice saved, without spaces and ends of paragraphs.

    Text alone: LibreOffice 7.4 reads no changes in heads, misplaces those in notes that hold links
    or fields, and may join paragraphs beside a picture.
    """
    with zipfile.ZipFile(path) as archive:
        story = etree.fromstring(archive.read("word/document.xml"))
    return squeeze("".join(node.text or "" for node in story.iter(f"{W}t")))


@pytest.mark.fuzz
@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_accepts_and_rejects_to_the_same_text(tmp_path):
    """A file that is settled there says what the plain file does that went through it, too."""
    jobs, pairs_of_files = [], []
    for number, (data, files) in enumerate(draw_files(10, 8)):
        (tmp_path / f"{number}.docx").write_bytes(data)
        for verdict, file in files.items():
            plain, settled, kept = (
                tmp_path / f"{number}-{verdict}-{what}.docx"
                for what in ("plain", "settled", "kept")
            )
            plain.write_bytes(file)
            jobs += [(verdict, tmp_path / f"{number}.docx", settled), ("keep", plain, kept)]
            pairs_of_files.append((settled, kept))
    python = shutil.which("python3", path="/usr/bin")  # with UNO: Debian's python3-uno
    script = ROOT / "tests/render/tracked/libreoffice.py"
    told = "".join("\t".join(map(str, job)) + "\n" for job in jobs)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run([python, script, profile], input=told, text=True, check=True, timeout=20 * LONG)
    for settled, kept in pairs_of_files:
        assert read_text(settled) == read_text(kept)


@pytest.mark.fuzz
def test_open_xml_sdk_finds_no_error_in_many(tmp_path):
    assert validate(tmp_path, [data for data, _ in draw_files(500, 30)]) == []
