"""Random papers: HTML, parallel page and EPUB are well formed and say what the Edition says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree, html

from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.render.archive import read_archive
from masthead.render.epub import render_epub
from masthead.render.html import render_html, render_parallel
from tests.render.epub.checkers import Checker
from tests.render.sequence import find_lost, read_units, split_sequence
from tests.strategies import papers, resolve_source

PROJECT = Project(Path(__file__).resolve().parents[2])
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def read_page(data: bytes) -> etree._Element:
    return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))


def check_page(edition: Edition) -> None:
    page = read_page(render_html(PROJECT, edition))
    assert read_units(page) == split_sequence(edition)
    assert not find_lost(edition, page)


def check_book(edition: Edition) -> bytes:
    data = render_epub(PROJECT, edition, None)
    units, notes = [], []
    for name, member in read_archive(data).items():
        if name.startswith("EPUB/text/ch"):
            found, called = read_units(etree.fromstring(member))
            units += found
            notes += called
    assert (units, notes) == split_sequence(edition)
    return data


@given(source=papers())
@QUICK
def test_pages_of_random_papers(source):
    editions = [resolve_source(PROJECT, source, code) for code in ("en", "zh")]
    for edition in editions:
        check_page(edition)
    page = read_page(render_parallel(PROJECT, editions))
    for edition in editions:
        cells = page.xpath("//*[@class='cell'][@lang=$tag]", tag=edition.language.tag)
        assert not find_lost(edition, *cells)


@given(source=papers())
@settings(QUICK, max_examples=6)
def test_books_of_random_papers(source):
    check_book(resolve_source(PROJECT, source, "zh"))


@pytest.mark.fuzz
@pytest.mark.xdist_group("java")
def test_many_books_of_random_papers_pass_epubcheck(tmp_path, checker: Checker):
    files: list[Path] = []

    @given(source=papers())
    @settings(QUICK, max_examples=300)
    def build(source: str) -> None:
        for code in ("en", "zh"):
            edition = resolve_source(PROJECT, source, code)
            check_page(edition)
            files.append(tmp_path / f"{len(files)}.epub")
            files[-1].write_bytes(check_book(edition))

    build()
    faults = {file.name: found for file in files if (found := checker.check(file).faults)}
    assert faults == {}
