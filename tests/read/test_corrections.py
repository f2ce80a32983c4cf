"""Corrections of papers that are sources of the same project: named as those number them."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.edition.edition import Correction, Heading, plain_text
from masthead.edition.resolve import resolve_edition
from masthead.project import ABSENT, Project
from masthead.read.reader import read_paper, read_source

CORRECTED = """\
symbol: A/80/7
series: general-assembly
date: 2025-05-16
original: en
versions: {en: {}, ru: {}}
title: {en: Title, ru: Название}
text:
- paragraph: {en: One., ru: Один.}
- paragraph: {en: "Two:", ru: "Два:"}
  subparagraphs: [{en: a;, ru: а;}, {en: b., ru: б., id: second}]
"""
CORRIGENDUM = """\
symbol: A/80/7/Corr.1
series: general-assembly
date: 2025-05-17
original: en
versions: {en: {}, ru: {}}
title: {en: Title, ru: Название}
text:
- correction:
    unit: second
    for: {en: b, ru: б}
    read: {en: c, ru: в}
"""


@pytest.fixture
def office(tmp_path: Path) -> Project:
    """A project with a paper and its corrigendum."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "A_80_7.yaml").write_text(CORRECTED, "utf-8")
    (tmp_path / "source" / "A_80_7_Corr.1.yaml").write_text(CORRIGENDUM, "utf-8")
    return Project(tmp_path)


def test_what_is_corrected_is_named_as_its_paper_numbers_it(office: Project) -> None:
    with office.recording() as files:
        paper = read_paper(office, office.source / "A_80_7_Corr.1.yaml").require()
    assert "source/A_80_7.yaml" in files, "a change of it is a change of this paper, too"
    said = {}
    for code in ("en", "ru"):
        edition = resolve_edition(office, paper, code)
        line, correction = edition.body
        assert isinstance(line, Heading)
        assert isinstance(correction, Correction)
        texts = (line.content, correction.place, correction.line)
        said[code] = [plain_text(text).replace("\u00a0", " ") for text in texts]
        alone = read_source(
            Project(office.root / "elsewhere"), edition.canonical.encode(), "x.yaml"
        )
        again = resolve_edition(office, alone.require(), code)
        assert again.body == edition.body, "the source that travels needs no other paper"
    assert said["en"] == ["Corrigendum", "Paragraph 2 (b)", "For b read c"]
    assert said["ru"] == ["Исправление", "Пункт 2 b)", "Вместо б следует читать в"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("id: second", "id: other", "R202"), ("title:", "titel:", "R201")],
)
def test_a_paper_that_is_not_as_the_corrigendum_takes_it_is_told(
    office: Project, old: str, new: str, code: str
) -> None:
    path = office.source / "A_80_7.yaml"
    path.write_text(CORRECTED.replace(old, new), "utf-8")
    reading = read_paper(office, office.source / "A_80_7_Corr.1.yaml")
    assert [found.code for found in reading.diagnostics.errors] == [code]


def test_a_paper_that_is_missed_is_recorded_so_that_it_is_found_once_it_is_there(
    office: Project,
) -> None:
    (office.source / "A_80_7.yaml").rename(office.source / "elsewhere.yml")
    with office.recording() as inputs:
        reading = read_paper(office, office.source / "A_80_7_Corr.1.yaml")
    assert [found.code for found in reading.diagnostics.errors] == ["R200"]
    assert inputs["source/A_80_7.yaml"] == inputs["source/A_80_7.yml"] == ABSENT
    (office.source / "2025").mkdir()
    (office.source / "elsewhere.yml").rename(office.source / "2025" / "A_80_7.yml")
    reading = read_paper(office, office.source / "A_80_7_Corr.1.yaml")
    assert not reading.diagnostics.errors
