"""How changes are told: text, Markdown, JSON."""

from __future__ import annotations

import json

import pytest

from masthead.compare.report import WRITERS
from tests.compare.conftest import paragraph

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
    assert changed["not_followed"] == ["zh"]


def test_nothing_is_told_of_a_paper_and_itself(compare):
    same = [paragraph(LONG)]
    told = "source/old.yaml → source/new.yaml: nothing changed\n"
    assert WRITERS["text"](compare(same, same)) == told
