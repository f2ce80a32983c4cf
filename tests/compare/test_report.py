"""How changes are told: text, Markdown, JSON."""

from __future__ import annotations

import datetime
import json

import pytest

from masthead.compare.report import WRITERS
from masthead.compare.summary import compare_papers
from masthead.read.reader import read_source
from tests.compare.conftest import compare_sources, paragraph, write_paper

LONG = " ".join(f"word{n}" for n in range(60))


@pytest.fixture
def summary(compare):
    return compare(
        [paragraph(f"{LONG} 12 *tons* {LONG}"), paragraph("What was here before is gone.")],
        [paragraph(f"{LONG} 13 *tons* {LONG}")],
    )


def test_text_shows_the_words_beside_a_change(summary):
    text = WRITERS["text"](summary)
    assert text.startswith("source/old.yaml → source/new.yaml: 1 changed, 1 deleted\n")
    assert "word59 [-12-]{+13+} tons word0" in text
    assert "…" in text
    assert "word20" not in text
    assert "changed (and not in zh)" in text
    assert "[-What was here before is gone.-]" in text


def test_what_is_so_or_not_is_told_as_it_is_written(compare):
    summary = compare([paragraph("One thing")], [paragraph("One thing", bracketed=True)])
    assert "bracketed: [-false-] {+true+}" in WRITERS["text"](summary)


def test_what_is_said_of_other_languages_is_left_out_and_nothing_is_told_by_nothing(project):
    facts = {
        "symbol": "A/RES/80/5", "series": "general-assembly-resolutions", "session": 80,
        "date": datetime.date(2025, 11, 5), "agenda": {"item": 9},
        "adoption": {"date": datetime.date(2025, 11, 1)},
    }  # fmt: skip
    first, plain, last = (
        {"operative": {"en": f"*Decides* {at}.", "zh": f"*决定*{at}。"}}
        for at in ("so", "it", "it")
    )
    bare = {**last, "printed": {"en": "", "zh": ""}}
    papers = (
        read_source(
            project, write_paper([first, last], **facts).encode(), "source/a.yaml"
        ).require()
        for last in (plain, bare)
    )
    said = WRITERS["text"](compare_papers(project, *papers, codes=("zh",)))
    assert 'printed.zh: {+""+}' in said
    assert "printed.en" not in said


def test_markdown_takes_no_word_for_markup(compare):
    summary = compare([paragraph("One thing")], [paragraph(r"One thing \*and\* <b>, a_b")])
    markdown = WRITERS["markdown"](summary)
    assert r"One thing **\*and\* \<b\>, a\_b**" in markdown


def test_json_has_every_word(summary):
    told = json.loads(WRITERS["json"](summary))
    assert told["counts"] == {"changed": 1, "deleted": 1}
    changed, deleted = told["changes"]
    pieces = changed["words"]["en"]["text"]
    after = "".join(piece["text"] for piece in pieces if piece["change"] != "deleted")
    assert after == f"{LONG} 13 tons {LONG}"
    assert deleted["new"] == {}
    assert changed["not_followed"]["zh"] == [{"file": "source/new.yaml", "line": 25}]


def test_nothing_is_told_of_a_paper_and_itself(compare):
    same = [paragraph(LONG)]
    told = "source/old.yaml → source/new.yaml: nothing changed\n"
    assert WRITERS["text"](compare(same, same)) == told


def test_texts_that_did_not_follow_the_original_are_listed_with_their_lines(project):
    table = {"title": {"en": "Sums", "zh": "总额"}, "source": {"en": "Own", "zh": "自己"},
             "columns": [{"en": "A", "zh": "甲"}], "rows": [[1]]}  # fmt: skip
    old = write_paper([paragraph("Same"), {"table": table}, paragraph("Words here", "词在此")])
    new = old.replace("en: On drafts", "en: On papers").replace("Own", "Others")
    new = new.replace("Words here", "Words there").replace("词在此", "词在彼")
    said = WRITERS["text"](compare_sources(project, old, new))
    lines = new.splitlines()
    title, source = (
        next(number for number, line in enumerate(lines, 1) if line.strip() == wanted)
        for wanted in ("zh: 关于草案", "zh: 自己")
    )
    assert said.endswith(
        "\nnot changed where the original was\n"
        f"  zh: masthead, source/new.yaml:{title}:7\n"
        f"  zh: 表1, source/new.yaml:{source}:11\n"
    )
    back = compare_sources(project, new, new.replace("关于草案", "关于文件"))
    assert "not changed" not in WRITERS["text"](back)
