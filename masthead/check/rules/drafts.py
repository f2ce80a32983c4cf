"""Drafts under negotiation: their brackets stand in every language."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.check.inspection import Pair
from masthead.check.passage import Passage
from masthead.check.rule import Hit, rule
from masthead.check.rules.concordance import report_both
from masthead.syntax.text import Bracketed


@rule(
    "C012",
    "passages in brackets: {here} here, {there} in {other!r}",
    "put the same words between [[ and ]]",
    source="what is not agreed upon is so in every language",
    reads="pair",
)
def bracket_the_same_words(pair: Pair) -> Iterator[Hit]:
    """Words that are not agreed upon stand in brackets in every language or in none.

    A reader of one version would take for agreed what is not.

    Good: States [[shall]] meet / 各国[[应]]开会
    Bad: States [[shall]] meet / 各国应开会
    """
    here, there = (_count(passage) for passage in (pair.here, pair.there))
    if here != there:
        yield report_both(pair, here=here, there=there)


def _count(passage: Passage) -> int:
    return sum(isinstance(inline, Bracketed) for inline in passage.written.walk())
