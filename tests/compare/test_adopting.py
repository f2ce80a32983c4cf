"""Words of an imported file, where the paper has references and links."""

from __future__ import annotations

import copy

import pytest

from masthead.compare.adopting import adopt_tokens
from masthead.compare.summary import compare_papers
from masthead.compare.versions import mark_versions
from masthead.compare.words import split_text
from masthead.edition.edition import walk_blocks
from masthead.read.reader import read_source
from masthead.write.markup import read_markup
from tests.compare.conftest import paragraph, write_paper

NAMES = {"p": "paragraph 2\u00a0(b)"}


def adopt(came: str, known: str) -> str:
    tokens = [split_text(read_markup(text), {}, NAMES.get) for text in (came, known)]
    adopted = adopt_tokens(*tokens)
    return "same" if adopted == tokens[1] else "".join(token.text for token in adopted)


@pytest.mark.parametrize(
    ("came", "known"),
    [
        ("see paragraph 2 (b), and", "see [@p], and"),
        ("*see paragraph 2 (b)*", "*see [@p]*"),
        ("resolution [52/214](https://docs.un.org/en/A/RES/52/214)", "resolution 52/214"),
    ],
)
def test_references_and_links_are_no_changes(came, known):
    assert adopt(came, known) == "same"


def test_a_file_in_one_language_is_not_taken_for_the_original(project):
    known = read_source(project, write_paper([paragraph("One")]).encode(), "source/a.yaml")
    text = [{"paragraph": {"zh": "同样的话"}}]
    facts = {"original": "zh", "versions": {"zh": {}}, "title": {"zh": "关于草案"}}
    came = read_source(project, write_paper(text, **facts).encode(), "source/b.yaml").require()
    summary = compare_papers(project, came, known.require(), imported=came)
    assert summary.counts == {}


def test_other_words_stay_as_they_are():
    assert adopt("see paragraph 2 (c), and", "see [@p], and") == "see paragraph 2 (c), and"
    assert adopt("see *it*", "see it") == "see it"
    assert adopt("[^a] is", "[^b] is") == "[^a] is"


def test_a_file_that_was_built_of_a_paper_refers_as_the_paper_does(project):
    written = [paragraph("One.", "一。", id="one"), {"annex": {
        "title": {"en": "More", "zh": "更多"},
        "text": [paragraph("See [@one] and [@two].", "见[@one]和[@two]。"),
                 paragraph("Two.", "二。", id="two")],
    }}]  # fmt: skip
    new = [paragraph("Zero.", "零。"), *written]
    known = read_source(project, write_paper(new).encode(), "source/new.yaml").require()
    old = copy.deepcopy(written)
    old[0].pop("id")
    old[1]["annex"]["text"][1].pop("id")
    old[1]["annex"]["text"][0]["paragraph"] = {"en": "See paragraph 1 and paragraph 2.",
                                               "zh": "见第1段和第2段。"}  # fmt: skip
    came = read_source(project, write_paper(old).encode(), "source/old.yaml").require()
    summary = compare_papers(project, came, known, imported=came)
    assert summary.counts == {"inserted": 1}
    marked = mark_versions(project, summary.matching, "en")
    (said,) = [block for block in walk_blocks(marked.body) if block.id == "a1-p1"]
    assert [inline.kind for inline in said.content if inline.kind != "words"] == [
        "renumbered", "reference",
    ]  # fmt: skip
