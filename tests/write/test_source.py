"""Reading what was written gives the same paper."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from masthead.paper import (
    Annex,
    AnnexBody,
    Heading,
    Note,
    Paper,
    Paragraph,
    Subparagraph,
    Version,
    walk_texts,
)
from masthead.project import Project
from masthead.read.reader import read_paper, read_source
from masthead.syntax.text import Plain, strip_places
from masthead.write.markup import make_text
from masthead.write.source import write_source
from masthead.write.tree import is_same, make_tree
from tests.strategies import papers

SOURCE = Path(__file__).parents[2] / "source"


def read(project: Project, source: str, folder: str = "source") -> Paper:
    return read_source(project, source.encode(), f"{folder}/written.yaml").require()


def check_round_trip(project: Project, paper: Paper, folder: str = "source") -> str:
    written = write_source(paper)
    again = read(project, written, folder)
    assert is_same(make_tree(paper), make_tree(again))
    assert write_source(again) == written
    return written


def check_texts_made_anew(project: Project, source: str) -> None:
    """The texts of a draft are made of what they say, and not of what was typed."""
    paper = read(project, source)
    for entry in walk_texts(paper):
        for code, text in entry.texts.items():
            content = [strip_places(paragraph) for paragraph in text.paragraphs]
            entry.texts[code] = make_text(content, width=60)
    written = check_round_trip(project, paper)
    assert is_same(make_tree(read(project, written)), make_tree(read(project, source)))


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_paper_is_read_again_as_it_was(project: Project, path: Path) -> None:
    paper = read_paper(project, path).require()
    written = check_round_trip(project, paper, project.name(path.parent))
    typed = [line for line in path.read_text("utf-8").splitlines() if "#" not in line]
    lines = written.splitlines()
    as_typed = sum(line in lines for line in typed)
    assert as_typed >= 0.97 * len(typed)  # and nearly every line is as its author typed it


@settings(max_examples=40)
@given(source=papers())
def test_a_random_paper_is_read_again_as_it_was(project: Project, source: str) -> None:
    check_round_trip(project, read(project, source))


@settings(max_examples=20)
@given(source=papers())
def test_texts_that_are_made_in_code_are_read_as_they_were(project: Project, source: str) -> None:
    check_texts_made_anew(project, source)


@pytest.mark.fuzz
@settings(max_examples=500, suppress_health_check=list(HealthCheck))
@given(source=papers())
def test_500_random_papers_are_read_again_as_they_were(project: Project, source: str) -> None:
    check_round_trip(project, read(project, source))
    check_texts_made_anew(project, source)


def say(**texts: str) -> dict:
    return {code: make_text([(Plain(words),)]) for code, words in texts.items()}


def test_a_draft_that_was_never_read_is_written(project: Project) -> None:
    translation = Version(status="unofficial-translation", **{"from": "en"})
    draft = Paper(
        symbol="NPT/CONF.2026/PC.II/WP.7",
        series="npt-preparatory-committee",
        session=2,
        date=datetime.date(2024, 5, 16),
        original="en",
        versions={"en": Version(), "fr": translation},
        submitted_by=[say(en="New Zealand", fr="Nouvelle-Zélande")],
        title=say(en="Title: with a colon", fr="Titre # et dièse"),
        text=[
            Heading(heading=say(en="Head", fr="Titre"), id="head", level=1),
            Paragraph(
                paragraph=say(en="Both:", fr="Les deux :"),
                subparagraphs=[
                    Subparagraph(text=say(en="One;", fr="Un ;")),
                    Subparagraph(text=say(en="Two * two.", fr="Deux * deux."), id="two"),
                ],
            ),
            Annex(annex=AnnexBody(title=say(en="No", fr="Non"), text=[
                Paragraph(paragraph=say(en=" - yes", fr="- oui"), numbered=False),
            ])),
        ],
        notes={"n": Note(text=say(en="Note.", fr="Note."))},
    )  # fmt: skip
    assert write_source(draft) == DRAFT
    again = read_source(project, DRAFT.encode(), "draft.yaml").paper
    assert again is not None
    assert is_same(make_tree(again), make_tree(draft))


DRAFT = """\
# yaml-language-server: $schema=paper.schema.json

symbol: NPT/CONF.2026/PC.II/WP.7
series: npt-preparatory-committee
session: 2
date: 2024-05-16
original: en
versions:
  en: {}
  fr: {status: unofficial-translation, from: en}
job: null
submitted_by:
- {en: New Zealand, fr: Nouvelle-Zélande}

title:
  en: |-
    Title: with a colon
  fr: |-
    Titre # et dièse

text:
- heading:
    en: |-
      Head
    fr: |-
      Titre
  id: head
  level: 1

- paragraph:
    en: |-
      Both:
    fr: |-
      Les deux :
  subparagraphs:
  - en: |-
      One;
    fr: |-
      Un ;
  - id: two
    en: |-
      Two \\* two.
    fr: |-
      Deux \\* deux.

- annex:
    title:
      en: |-
        No
      fr: |-
        Non
    text:
    - paragraph:
        en: |-
          - yes
        fr: |-
          - oui
      numbered: false

notes:
  n:
    en: |-
      Note.
    fr: |-
      Note.
"""


@pytest.mark.parametrize(
    "raw",
    [
        " leads",
        "ends ",
        "tab\tin",
        "bell\x07",
        "next\x85line",
        "# no comment",
        "\ufeffmark",
        "a\n \nb",
    ],
)
def test_what_a_block_cannot_hold_stands_in_quotes(project: Project, raw: str) -> None:
    import yaml

    from masthead.write.yaml import write_entry

    text = make_text([(Plain("x"),)])
    written = "\n".join(write_entry("en", type(text)(raw, text.origin, text.paragraphs), 0))
    assert yaml.safe_load(written) == {"en": raw}
