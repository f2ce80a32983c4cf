"""Random papers: each becomes a file that Word need not repair, and everything comes back out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.render.docx import render_docx
from masthead.render.docx.lint import lint_docx
from tests.conftest import ROOT
from tests.oracle import read_sequence
from tests.render.docx import reading
from tests.render.docx.conftest import skipped_styles
from tests.render.docx.office import validate
from tests.strategies import CODES, papers, resolve_source

PROJECT = Project(ROOT)
QUIET = settings(
    deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)  # fmt: skip


def check(edition: Edition, data: bytes) -> None:
    """Everything that the Edition says is in the file, by both ways of counting."""
    assert lint_docx(data) == ()
    expected = [settle(kept) for kept in read_sequence(edition) if any(kept)]
    for shared in (True, False):
        read = reading.read_sequence(data, skipped_styles(PROJECT, edition), shared=shared)
        assert [settle(kept) for kept in read if any(kept)] == expected


def settle(unit: tuple[str, str]) -> tuple[str, str]:
    """Every kind of white space that is not non-breaking is a space in Word.

    What has a label alone, as an annex without a title in contents, has no tab after it either.
    """
    label, text = unit[0], re.sub(r"[\t\n\r]", " ", unit[1]).strip()
    return (label, text) if text else ("", label)


@given(source=papers())
@settings(QUIET, max_examples=25)
def test_random_papers_read_back(source: str) -> None:
    for code in CODES:
        edition = resolve_source(PROJECT, source, code)
        check(edition, render_docx(PROJECT, edition))


def draw_sources(count: int) -> list[str]:
    """Draw that many different papers."""
    sources: dict[str, None] = {}

    @given(source=papers())
    @settings(QUIET, max_examples=2 * count, phases=(Phase.generate,))
    def collect(source: str) -> None:
        sources[source] = None

    collect()
    assert len(sources) >= count
    return list(sources)[-count:]


def draw_files(count: int) -> list[bytes]:
    """Draw that many papers and build each in one of its languages."""
    return [
        render_docx(PROJECT, resolve_source(PROJECT, source, CODES[number % 2]))
        for number, source in enumerate(draw_sources(count))
    ]


def test_open_xml_sdk_finds_no_error_in_random_papers(tmp_path: Path) -> None:
    assert validate(tmp_path, draw_files(20)) == []


def test_random_papers_have_everything() -> None:
    """The papers do have what they are to be tested for."""
    drawn = "\n".join(draw_sources(90))
    for wanted in (
        r"annex:", r"numbered: false", r"subparagraphs:", r"\[\^note-3\]", r"\[@id-", r"&amp;",
        r"job: 24", r"agenda:", r"\[\[ ", r"numbering: typed", r"date: 19", r"id-\d-x{40}",
    ):  # fmt: skip
        assert re.search(wanted, drawn), wanted


@pytest.mark.fuzz
@given(source=papers())
@settings(suppress_health_check=list(HealthCheck))
def test_many_random_papers_read_back(source: str) -> None:
    for code in CODES:
        for draft in (False, True):
            edition = resolve_source(PROJECT, source, code, draft=draft)
            check(edition, render_docx(PROJECT, edition))


@pytest.mark.fuzz
def test_open_xml_sdk_finds_no_error_in_many(tmp_path: Path) -> None:
    assert validate(tmp_path, draw_files(200)) == []


@pytest.mark.parametrize("text", ["0\u00ad", "\u00ad\u00ada\u00ad\u00adb", "*a\u00ad*\u00ad"])
def test_no_soft_hyphen_is_lost(text: str) -> None:
    """Pandoc leaves out a last soft hyphen, and one of two."""
    source = (
        "symbol: NPT/CONF.2026/PC.II/WP.7\nseries: npt-preparatory-committee\ndate: 2000-01-01\n"
        "original: en\nversions: {en: {}}\njob: null\ntitle: {en: A title}\n"
        f"text:\n- paragraph:\n    en: |-\n      {text}\n"
    )
    edition = resolve_source(PROJECT, source, "en")
    check(edition, render_docx(PROJECT, edition))
