"""A link holds words only: HTML and EPUB know no link inside a link."""

from __future__ import annotations

from masthead.edition.edition import (
    Call,
    Emphasis,
    Link,
    Reference,
    Strong,
    SymbolLink,
    Words,
)
from masthead.edition.link import make_link

SYMBOL = SymbolLink(("A/", "80/", "1"), "https://docs.un.org/en/A/80/1")
CALL = Call("c-n1", "n1", "1")
TARGET = "https://example.org/"


def test_symbols_and_references_inside_a_link_are_words():
    content = (Words("see "), SYMBOL, Emphasis((Reference("p1", "paragraph 1"),)))
    (link,) = make_link(TARGET, content)
    inside = (Words("see "), Words("A/80/1"), Emphasis((Words("paragraph 1"),)))
    assert link == Link(TARGET, inside)


def test_a_call_inside_a_link_comes_after_it():
    content = (Words("a"), Strong((Words("b"), CALL)))
    assert make_link(TARGET, content) == [
        Link(TARGET, (Words("a"), Strong((Words("b"),)))),
        CALL,
    ]


def test_a_link_round_nothing_but_a_call_is_no_link():
    assert make_link(TARGET, (CALL,)) == [CALL]
