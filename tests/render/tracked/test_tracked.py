"""Tracked changes: rejecting all gives the old file, accepting all the new one."""

from __future__ import annotations

import datetime
import json
import subprocess

import pytest
from hypothesis import HealthCheck, Phase, given, settings

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


def check(drawn):
    data, files = draw_tracked(drawn)
    for verdict, file in files.items():
        assert Told(settle(data, verdict)).tell() == Told(file).tell()
        assert read_with_pandoc(data, verdict) == read_with_pandoc(file)


@settings(QUIET, max_examples=10)
@given(drawn=pairs(6))
def test_accepting_gives_the_new_file_and_rejecting_the_old_one(drawn):
    check(drawn)


@pytest.mark.fuzz
@settings(QUIET, max_examples=500)
@given(drawn=pairs(30))
def test_many_pairs_come_out_again(drawn):
    check(drawn)


def draw_files(count, most):
    files = []

    @settings(QUIET, max_examples=count)
    @given(drawn=pairs(most))
    def collect(drawn):
        files.append(draw_tracked(drawn)[0])

    collect()
    return files


def test_open_xml_sdk_finds_no_error(tmp_path):
    assert validate(tmp_path, draw_files(6, 6)) == []


@pytest.mark.fuzz
def test_open_xml_sdk_finds_no_error_in_many(tmp_path):
    assert validate(tmp_path, draw_files(500, 30)) == []
