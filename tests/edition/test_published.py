"""Versions that were published otherwise: without a unit, with another label, or with none."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from masthead.check.checker import Choice, check_paper
from masthead.edition.edition import Edition, plain_text, walk_blocks, walk_contents
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.docx import render_docx
from masthead.render.epub import render_epub
from masthead.render.html import render_parallel
from tests.paper.formats import read_docx, read_epub

SOURCE = """\
symbol: A/RES/80/999
series: general-assembly-resolutions
date: 2025-11-05
original: en
versions: {en: {}, fr: {}}
session: 80
adoption: {date: 2025-11-03, meeting: 30}
title: {en: Words, fr: Mots}
opening: {en: "*The General Assembly*,"}
allow: {R032: so it was}
notes:
  n: {en: A note., allow: {R062: so it was}}
text:
  - preamble: {en: "*Recalling* it,", fr: "*Rappelant* cela,"}
  - preamble: {en: "*Noting* it,[^n]"}
    allow: {R032: so it was}
  - operative: {en: "*Decides* one;", fr: "*Décide* un ;"}
  - operative: {en: "*Decides* two:"}
    allow: {R032: so it was}
    subparagraphs:
      - {en: First.}
  - operative: {en: "*Decides* three:", fr: "*Décide* trois :"}
    subparagraphs:
      - {en: First;, fr: Un ;}
      - {en: Second;, allow: {R032: so it was}}
      - {en: Third;, fr: Trois ;}
      - {en: Fourth., fr: Quatre., printed: {fr: ""}}
  - operative: {en: "*Decides* four;", fr: "*Décide* quatre ;"}
    printed: {fr: ""}
  - operative: {en: "*Decides* five.", fr: "*Décide* cinq."}
    printed: {fr: "5 bis."}
  - table:
      columns: [{en: A, fr: B}, {en: C, fr: D}]
      rows:
        - [{en: E, fr: F}, {en: G, allow: {R032: so it was}}]
        - [1, 2]
  - annex:
      title: {en: X}
      text:
        - paragraph: {en: H}
        - heading: {en: I}
    allow: {R032: so it was}
"""
WORDS = [
    "Rappelant cela,", "Décide un\xa0;", "Décide trois\xa0:", "Un\xa0;", "Trois\xa0;", "Quatre.",
    "Décide quatre\xa0;", "Décide cinq.", "B", "D", "F", "1", "2",
]  # fmt: skip


@pytest.fixture(scope="module")
def french(project: Project) -> Edition:
    paper = read_source(project, SOURCE.encode(), "source/A_RES_80_999.yaml").require()
    return resolve_edition(project, paper, "fr")


def list_words(edition: Edition) -> list[str]:
    said = [plain_text(slot.content) for slot in walk_contents(edition)]
    return said[said.index(WORDS[0]) :]


def test_a_version_is_made_of_what_it_has(french):
    assert list_words(french)[: len(WORDS)] == WORDS
    kinds = Counter(block.kind for block in walk_blocks(french.body))
    assert (kinds["opening"], kinds["annex"], french.notes) == (0, 0, ())


def test_what_is_left_out_is_counted_and_labels_are_those_of_the_version(french):
    labels = [
        block.label
        for block in walk_blocks(french.body)
        if block.kind in ("paragraph", "subparagraph")
    ]
    assert labels == [None, "1.", "3.", "a)", "c)", "", None, "5 bis."]


def test_its_own_source_makes_it_again(project, french):
    again = read_source(project, french.canonical.encode(), "source/A_RES_80_999.yaml").require()
    made = resolve_edition(project, again, "fr")
    assert (made.body, made.canonical) == (french.body, french.canonical)


def test_files_have_its_labels_and_words(project, french):
    told = (
        read_docx(project, french, render_docx(project, french)),
        read_epub(render_epub(project, french, None)),
    )
    for one in told:
        words = "".join("".join(one.units).split())
        assert "3.Décidetrois:a)Un;c)Trois;Quatre.Décidequatre;5bis.Décidecinq." in words
        assert one.notes == []


def test_what_is_allowed_is_needed_and_nothing_else_may_lack(project):
    paper = read_source(project, SOURCE.encode(), "source/A_RES_80_999.yaml").require()
    assert not [one for one in check_paper(project, paper, Choice()) if one.code[0] == "K"]
    short = SOURCE.replace(', fr: "*Décide* un ;"', "")
    reading = read_source(project, short.encode(), "source/A_RES_80_999.yaml")
    assert [one.code for one in reading.diagnostics.errors] == ["R032"]
    needless = SOURCE.replace('fr: "*Décide* un ;"}', 'fr: "*Décide* un ;"}\n    allow: {R032: x}')
    paper = read_source(project, needless.encode(), "source/A_RES_80_999.yaml").require()
    assert "K003" in [one.code for one in check_paper(project, paper, Choice())]


def test_what_one_version_does_not_have_leaves_a_cell_empty_side_by_side(project, french):
    paper = read_source(project, SOURCE.encode(), "source/A_RES_80_999.yaml").require()
    page = render_parallel(project, [resolve_edition(project, paper, "en"), french]).decode()
    ids = re.findall(r'<(?:div|tr|section)[^>]* id="([\w-]+)"', page)
    assert [name for name in ids if name in ("opening", "p1", "p2", "p3", "a1")] == [
        "opening", "p1", "p2", "p3", "a1",
    ]  # fmt: skip
