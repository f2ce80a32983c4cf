"""``masthead new``: a paper that builds as it is."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from masthead.commands.new import find_date
from masthead.language.language import list_languages
from masthead.project import Project
from tests.commands.conftest import ROOT, STEM


def test_a_paper_in_every_language_builds_without_a_finding_that_stops_it(empty_desk):
    codes = [part for code in list_languages(Project(ROOT)) for part in ("--lang", code)]
    said = empty_desk.type("new", "NPT/CONF.2026/PC.II/WP.7", *codes)
    assert said == f"source/{STEM}.yaml\n"
    empty_desk.type("build", "--format", "html", "--format", "docx")
    assert len(empty_desk.outputs()) == len(codes) + 1


def test_the_schema_that_it_names_is_written_with_it(desk):
    first = desk.source.read_text().splitlines()[0]
    assert first.endswith("$schema=paper.schema.json")
    json.loads((desk.root / "source" / "paper.schema.json").read_text())


def test_a_number_that_is_not_known_yet(empty_desk):
    empty_desk.type("new", "NPT/CONF.2026/PC.II/WP.XX")
    text = (empty_desk.root / "source" / "NPT_CONF.2026_PC.II_WP.XX.yaml").read_text()
    assert "not known yet" in text
    assert "session: 2" in text


def test_what_is_there_stays(desk):
    before = desk.source.read_bytes()
    said = desk.type("new", "NPT/CONF.2026/PC.II/WP.7", expect=2)
    assert "stays as it is" in said
    assert desk.source.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["npt/wp.7"], "is not a document symbol"),
        (["../../etc/passwd"], "is not a document symbol"),
        (["Z/99/1"], "fits none of the series"),
        (["NPT/CONF.2026/PC.II/WP.7", "--lang", "zz"], "no such language"),
        (["NPT/CONF.2026/PC.II/WP.7", "--series", "nobody"], "no such series (known: "),
        ([], "Missing argument"),
    ],
)
def test_wrong_use(empty_desk, typed, said):
    assert said in empty_desk.type("new", *typed, expect=2)
    assert not (empty_desk.root / "source").exists()


def test_languages_in_capitals_or_with_commas(empty_desk):
    empty_desk.type("new", "NPT/CONF.2026/PC.II/WP.7", "--lang", "EN,fr", "--lang", "Fr")
    assert "original: en" in empty_desk.source.read_text()
    assert empty_desk.source.read_text().count("fr: |-") == empty_desk.source.read_text().count(
        "en: |-"
    )


def test_no_folder_for_papers_where_something_else_stands(empty_desk):
    source = empty_desk.root / "source"
    for put in (source.touch, lambda: source.symlink_to("nowhere")):
        put()
        said = empty_desk.type("new", "NPT/CONF.2026/PC.II/WP.7", expect=2)
        assert said.startswith("masthead: source is a file or leads nowhere")
        source.unlink()


def test_a_link_that_leads_nowhere_stays(empty_desk):
    (empty_desk.root / "source").mkdir()
    empty_desk.source.symlink_to("nowhere")
    assert "stays as it is" in empty_desk.type("new", "NPT/CONF.2026/PC.II/WP.7", expect=2)
    assert empty_desk.source.is_symlink()


def test_no_room_for_the_schema_is_told(empty_desk):
    limit = ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *empty_desk.command("new", "A/80/1")]
    done = subprocess.run(
        limit, cwd=empty_desk.root, env=empty_desk.environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert "paper.schema.json cannot be written: File too large" in done.stderr


KINDS = {
    "NPT/CONF.2026/PC.II/WP.7": "Working paper submitted by",
    "A/HRC/60/12": "summary: true",
    "A/C.1/80/L.30/Rev.1": "sponsors:",
    "A/RES/80/45": "preamble:",
    "A/DEC/80/501": "operative:",
    "S/2025/12": "signature:",
    "A/80/5–S/2025/6": "form: identical-letters",
    "S/AC.49/2025/3": "form: note-verbale",
    "A/HRC/60/NGO/5": "kind: statement",
    "A/HRC/60/1": "agenda_item:",
    "NPT/CONF.2026/PC.II/INF.3": "documents:",
    "A/80/123/Corr.1": "correction:",
    "A/80/123/Add.2": "What is added stands here.",
    "A/80/123": "Note by the Secretariat",
}
"""Symbols, and what the paper that is begun for each has as no other."""


def test_each_kind_of_paper_begins_as_it_wants_in_six_languages(empty_desk):
    codes = [part for code in list_languages(Project(ROOT)) for part in ("--lang", code)]
    for symbol, mark in KINDS.items():
        path = empty_desk.type("new", symbol, *codes).strip()
        text = (empty_desk.root / path).read_text(encoding="utf-8")
        assert mark in text
    assert not re.search("warning|error", empty_desk.type("check", expect=0))
    empty_desk.type("build", "--format", "html", expect=0)
    assert len(empty_desk.outputs()) == 6 * len(KINDS) + 1
    empty_desk.type("build", "--format", "docx", "--lang", "en", expect=0)


def test_another_kind_of_paper_can_be_asked_for(empty_desk):
    empty_desk.type("new", "A/80/123", "--kind", "letter")
    assert "communication:" in (empty_desk.root / "source" / "A_80_123.yaml").read_text()
    said = empty_desk.type("new", "A/RES/80/1", "--kind", "letter", expect=2)
    assert "--kind letter: general-assembly-resolutions has no such papers" in said


def test_a_joint_symbol_gets_the_series_of_both_bodies(empty_desk):
    empty_desk.type("new", "A/80/5-S/2025/6")
    (paper,) = (empty_desk.root / "source").glob("*.yaml")
    assert "series: general-assembly-security-council\n" in paper.read_text(encoding="utf-8")


def test_the_date_can_be_fixed(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert str(find_date()) == "1970-01-01"


def test_its_words_are_there_in_every_language():
    import yaml

    texts = yaml.safe_load((ROOT / "templates" / "new" / "texts.yaml").read_text("utf-8"))
    assert set(texts) == set(list_languages(Project(Path(ROOT))))
    assert len({tuple(sorted(kinds)) for kinds in texts.values()}) == 1


def test_a_symbol_that_is_too_long_for_any_file(empty_desk):
    symbol = "A/80/" + "/".join(["C.1"] * 75)
    said = empty_desk.type("new", symbol, expect=2)
    assert "is not a document symbol: it is longer than 150 characters" in said


@pytest.mark.parametrize("written", ["99999999999999", "-99999999999999", "soon", "1e9"])
def test_a_date_of_the_sources_that_is_none(empty_desk, written):
    said = empty_desk.type("new", "A/80/1", expect=2, SOURCE_DATE_EPOCH=written)
    assert f"SOURCE_DATE_EPOCH={written} is no number of seconds of a date" in said


def test_the_date_of_the_sources_is_taken(empty_desk):
    empty_desk.type("new", "A/80/1", SOURCE_DATE_EPOCH="1700000000")
    assert "date: 2023-11-14" in (empty_desk.root / "source" / "A_80_1.yaml").read_text()


def test_a_title_that_is_made_of_the_symbol_is_not_begun(empty_desk):
    """Titles of resolutions of the Security Council came out as typed, without their numbers."""
    for symbol in ("S/RES/2779 (2025)", "S/RES/XX (2025)", "S/RES/2779"):
        path = empty_desk.root / empty_desk.type("new", symbol).strip()
        titled = "\ntitle:" in path.read_text(encoding="utf-8")
        assert titled == (symbol == "S/RES/2779"), symbol  # without its year
    assert not re.search("warning|error", empty_desk.type("check", expect=0))
    empty_desk.type("build", "--format", "text", expect=0)
    made = (empty_desk.root / "output" / "S_RES_XX_2025-EN.txt").read_text(encoding="utf-8")
    assert "Resolution XX (2025)" in made.replace("\u00a0", " ")
