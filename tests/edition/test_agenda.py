"""Agendas: items with numbers of their own, said again over their annotations; documents."""

from __future__ import annotations

import pytest

from masthead.edition.edition import AgendaItem, Heading, Paragraph, Table, plain_text
from masthead.edition.places import locate_nodes
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source

AGENDA = """\
symbol: A/HRC/60/1
series: human-rights-council
kind: agenda
date: 2025-05-16
original: en
versions: {en: {}, fr: {}, zh: {}}
title: {en: Agenda, fr: Ordre du jour, zh: 议程}
text:
- agenda_item: {en: Opening., fr: Ouverture., zh: 开幕。}
- agenda_item: {en: "Elections[^n]:", fr: "Élections[^n] :", zh: "选举[^n]："}
  id: elections
  number: 4
  subparagraphs: [{en: One., fr: Une., zh: 其一。, id: one}]
- agenda_item: {en: Closing., fr: Clôture., zh: 闭幕。}
- annotation: elections
- paragraph:
    en: "See [@elections] and [@one]."
    fr: "Voir [@elections] et [@one]."
    zh: "见[@elections]和[@one]。"
- documents:
  - {symbol: A/HRC/60/2, title: {en: Report, fr: Rapport, zh: 报告}}
  - {symbol: A/HRC/60/3, item: 4, title: {en: Note, fr: Note, zh: 说明}}
notes: {n: {en: Note., fr: Note., zh: 注。}}
"""
SAID = {
    "en": "See agenda item 4 and agenda item 4 (a).",
    "fr": "Voir point 4 et point 4 a).",
    "zh": "见项目4和项目4(a)。",
}


@pytest.mark.parametrize("code", SAID)
def test_items_are_numbered_apart_and_said_again(project: Project, code: str) -> None:
    paper = read_source(project, AGENDA.encode(), "source/agenda.yaml").require()
    edition = resolve_edition(project, paper, code)
    *items, heading, paragraph, table = edition.body
    assert [(type(item), item.number, item.id) for item in items] == [
        (AgendaItem, 1, "i1"), (AgendaItem, 4, "i4"), (AgendaItem, 5, "i5"),
    ]  # fmt: skip
    assert isinstance(heading, Heading)
    said = {"en": "Elections", "fr": "Élections", "zh": "选举"}[code]
    assert (heading.label, plain_text(heading.content)) == ("4.", said), "and no second call"
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.number, paragraph.id) == (1, "p1")
    assert plain_text(paragraph.content).replace("\u00a0", " ") == SAID[code]
    assert isinstance(table, Table)
    rows = [[plain_text(cell.content) for cell in row.cells] for row in table.rows]
    assert [row[:2] for row in rows] == [["A/HRC/60/2", ""], ["A/HRC/60/3", "4"]]
    places = locate_nodes(paper, edition.language)
    assert (
        places[table.rows[1].cells[2].id].line
        == AGENDA[: AGENDA.index("A/HRC/60/3")].count("\n") + 1
    ), "what no font has is found in its line"
