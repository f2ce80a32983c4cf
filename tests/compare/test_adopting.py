"""Words of an imported file, where the paper has references and links."""

from __future__ import annotations

import pytest

from masthead.compare.adopting import adopt_tokens
from masthead.compare.words import split_text
from masthead.write.markup import read_markup

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


def test_other_words_stay_as_they_are():
    assert adopt("see paragraph 2 (c), and", "see [@p], and") == "see paragraph 2 (c), and"
    assert adopt("see *it*", "see it") == "see it"
    assert adopt("[^a] is", "[^b] is") == "[^a] is"
