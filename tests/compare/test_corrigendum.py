"""Corrigenda: what was changed, said as corrections in each language, in a source that builds."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from masthead.compare.issuing import draft_corrigenda
from masthead.diagnostic import UsageError
from masthead.edition.edition import Correction, Table, plain_text, walk_blocks
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from tests.compare.conftest import paragraph, write_paper

DAY = datetime.date(2024, 6, 1)
Said = list[tuple[str, str, str]]


def read(project: Project, source: str, name: str):
    return read_source(project, source.encode(), f"source/{name}.yaml").require()


class Desk:
    """Drafts corrigenda, and gives what they say: where, the line, and the text under it."""

    def __init__(self, project: Project, old: list[Any], new: list[Any], **facts: Any) -> None:
        before = facts.pop("before", {})
        papers = (
            read(project, write_paper(text, **given), name)
            for text, given, name in ((old, facts | before, "old"), (new, facts, "new"))
        )
        self.project = project
        self.drafted, self.left = draft_corrigenda(project, *papers, ("en", "zh"), DAY)

    def say(self, number: int = 0, code: str = "en") -> Said:
        paper = read(self.project, self.drafted[number].source, "drafted")
        edition = resolve_edition(self.project, paper, code)
        return [
            (plain_text(one.place).replace("\u00a0", " "), plain_text(one.line), "|".join(
                plain_text(content) for block in walk_blocks(one.body)
                for _, content in block.contents()
            ))
            for one in edition.body if isinstance(one, Correction)
        ]  # fmt: skip


@pytest.fixture
def draft(project: Project):
    def draft(old: list[Any], new: list[Any], **facts: Any) -> Desk:
        return Desk(project, old, new, **facts)

    return draft


def test_words_are_found_once_and_read_otherwise(draft):
    old = paragraph(
        "The States of the region and the States of the world agree.", "各国同意这项条约。"
    )
    new = paragraph(
        "The States of the region and the people of the world agree.", "各国支持这项条约。"
    )
    desk = draft([paragraph("One."), old], [paragraph("One."), new])
    (one,) = desk.drafted
    assert one.path.name == "NPT_CONF.2026_PC.II_WP.7_Corr.1.yaml"
    assert "symbol: NPT/CONF.2026/PC.II/WP.7/Corr.1\n" in one.source
    assert "date: 2024-06-01\n" in one.source
    assert desk.say() == [("Paragraph 2", "For the States read the people", "")]
    assert desk.say(code="zh") == [("第2段", "将“国同意这”改为“国支持这”", "")]
    assert desk.left == []


def test_what_one_language_alone_changes_is_a_corrigendum_of_its_own(draft):
    both = paragraph("One thing here is not right.", "这里有一处错误。")
    mended = paragraph("One thing here is quite right.", "这里没有任何错误。")
    desk = draft(
        [both, paragraph("Two things.", "两件事情。")],
        [mended, paragraph("Two things.", "两件小事情。")],
    )
    assert [one.path.name[-11:] for one in desk.drafted] == ["_Corr.1.yaml"[1:], "_Corr.2.yaml"[1:]]
    assert "  en: " not in desk.drafted[1].source
    assert len(desk.say(1, "zh")) == 1
    assert "original: en\n" in desk.drafted[1].source


def test_units_come_and_go(draft):
    heading = {"heading": {"en": "First", "zh": "第一"}}
    desk = draft(
        [heading, paragraph("Alpha is here."), paragraph("Beta, too.", "再来一次")],
        [
            heading, paragraph("Wholly new words, see [@x].", "新段"),
            paragraph("Alpha is here.", id="x",
                      subparagraphs=[{"en": "a new letter", "zh": "新的分段"}]),
        ],
    )  # fmt: skip
    assert desk.say() == [
        ("After heading “First”", "Insert the following text:",
         "Wholly new words, see paragraph\u00a02."),
        ("After paragraph 1", "Insert the following text:", "a new letter"),
        ("Paragraph 2", "Delete the existing text", ""),
    ]  # fmt: skip


def test_notes_tables_headings_and_titles(draft):
    def make(title: str, number: int, head: str, note: str, heading: str) -> list[Any]:
        table = {
            "title": {"en": title, "zh": "表"},
            "columns": [{"en": "State", "zh": "国家"}, {"en": head, "zh": "头"}],
            "rows": [[{"en": "x", "zh": "x"}, 7], [{"en": "y", "zh": "y"}, number]],
        }
        return [
            {"heading": {"en": heading, "zh": "标题"}}, paragraph("Words[^n].", "词[^n]。"),
            {"table": table},
        ]  # fmt: skip

    notes = [
        {"n": {"en": f"A note that is {word} here.", "zh": "注"}} for word in ("wrong", "right")
    ]
    desk = draft(
        make("Old title of it", 1200, "Sum", "wrong", "Old heading"),
        make("New title of it", 1300, "Total", "right", "New heading"),
        before={"notes": notes[0], "title": {"en": "On old drafts", "zh": "关于草案"}},
        notes=notes[1],
    )
    said = {}
    for number, one in enumerate(desk.drafted):
        code = "en" if "  en:" in one.source else "zh"
        said |= {where: line for where, line, _ in desk.say(number, code)}
    assert said == {
        "Title": "Delete old",
        "Heading “Old heading”": "For Old read New",
        "Table 1, title": "For Old read New",
        "Table 1, heading of column 2": "For Sum read Total",
        "Table 1, row 2, column 2": "For 1 200 read 1 300",
        "Footnote 1": "For wrong read right",
    }


def test_what_is_rewritten_divided_or_calls_another_note_is_given_as_a_whole(draft):
    long = "Every State that is party to the Treaty takes part in the review of it each year."
    again = "Nobody else does so, and none of them has ever wished for anything of the kind."
    desk = draft(
        [paragraph("Wholly other words than these.", "完全不同的词语在此。", id="x"),
         paragraph(f"{long} {again}"), paragraph("A word is noted here.", "词")],
        [paragraph("Nothing stays as once it was written!", "任何事物都不会保持原样！", id="x"),
         paragraph(long), paragraph(again), paragraph("A word[^n] is noted here.", "词[^n]")],
        notes={"n": {"en": "New note.", "zh": "新注"}}, before={"notes": {}},
    )  # fmt: skip
    replace = "Replace the existing text with the following:"
    assert desk.say() == [
        ("Paragraph 1", replace, "Nothing stays as once it was written!"),
        ("Paragraph 2", replace, f"{long}|{again}"),
        ("Paragraph 3", replace, "A word is noted here."),
    ]
    assert "New note." in desk.drafted[0].source
    assert "A word[^n] is noted here." in desk.drafted[0].source


def test_a_list_and_a_table_that_changed_their_form_are_given_as_a_whole(draft, project):
    def make(*items: str) -> list[Any]:
        rows = [[{"en": item, "zh": item}] for item in items]
        return [
            paragraph("A list:", list=[{"en": item, "zh": item} for item in items]),
            {"table": {"title": {"en": "T", "zh": "表"}, "rows": rows,
                       "columns": [{"en": "C", "zh": "C"}]}},
        ]  # fmt: skip

    desk = draft(make("one", "two"), make("one", "two", "three"))
    assert [where for where, _, _ in desk.say()] == ["Paragraph 1", "Table 1"]
    paper = read(project, desk.drafted[0].source, "drafted")
    tables = [block for block in walk_blocks(resolve_edition(project, paper, "en").body)
              if isinstance(block, Table)]  # fmt: skip
    assert [(table.label, len(table.rows)) for table in tables] == [(None, 3)]


def test_preambular_paragraphs_all_stood_at_the_beginning_of_the_text(draft):
    facts = {
        "symbol": "A/RES/80/5", "series": "general-assembly-resolutions", "session": 80,
        "date": datetime.date(2025, 11, 5), "agenda": {"item": 9},
        "adoption": {"date": datetime.date(2025, 11, 1)},
    }  # fmt: skip
    kept = {"preamble": {"en": "*Noting* what is known to all,", "zh": "*注意到*众所周知的事实，"}}
    old, new = (
        [kept, {"preamble": {"en": f"*Recalling* resolution {said} of last year,",
                             "zh": f"*回顾*去年的第{said}号决议，"}},
         {"operative": {"en": "*Decides* so.", "zh": "*决定*如此。"}}]
        for said in ("79/6", "79/7")
    )  # fmt: skip
    desk = draft(old, new, **facts)
    assert [place for place, _, _ in desk.say()] == ["Preambular paragraph 2"]
    assert [place for place, _, _ in desk.say(code="zh")] == ["序言部分第2段"]


def test_nothing_is_lost_in_silence(draft):
    annex = {"annex": {"title": {"en": "More", "zh": "更多"}, "text": [paragraph("Text.")]}}
    desk = draft(
        [paragraph("One.")],
        [paragraph("Two."), annex],
        agenda={"item": 4},
        before={"agenda": {"item": 3}},
    )
    assert desk.left == [
        "masthead: agenda.item: 3 → 4",
        "After paragraph 1: the annex that is new there",
    ]


def test_nothing_to_correct(draft, project):
    with pytest.raises(UsageError, match="nothing to correct"):
        draft([paragraph("One.")], [paragraph("One.")])
    with pytest.raises(UsageError, match="a corrigendum itself"):
        draft([paragraph("One.")], [paragraph("Two.")], symbol="NPT/CONF.2026/PC.II/WP.7/Corr.1")
