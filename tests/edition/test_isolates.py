"""Isolates in content: one piece each, whatever is emphasized, linked or noted in it."""

from __future__ import annotations

import pytest

from masthead.edition.edition import (
    Call,
    Content,
    Emphasis,
    LeftToRight,
    Link,
    Reference,
    SymbolLink,
    Words,
    plain_text,
)
from masthead.edition.isolates import isolate_runs

CALL = Call("c-n1", "n1", "(1)")
SYMBOL = SymbolLink(("A/", "80/", "1*"), "https://docs.un.org/ar/A/80/1")


def show(content: Content) -> str:
    """Show content with its isolates in braces."""
    parts = []
    for inline in content:
        match inline:
            case LeftToRight(inner):
                parts.append(f"{{{show(inner)}}}")
            case Emphasis(inner):
                parts.append(f"*{show(inner)}*")
            case Link(_, inner):
                parts.append(f"[{show(inner)}]")
            case Call():
                parts.append("^")
            case _:
                parts.append(plain_text((inline,)))
    return "".join(parts)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ((Words("في "), Emphasis((Words("A"),)), Words(", vol. 7، ")), "في {*A*, vol. 7}، "),
        ((Emphasis((Words("نص A"),)), Words(" B نص")), "*نص *{*A* B} نص"),
        ((Words("في "), SYMBOL, Words(", annex I نص")), "في {A/80/1*, annex I} نص"),
        ((Words("في "), SYMBOL, Words("، نص")), "في {A/80/1*}، نص"),
        ((Words("A"), CALL, Words(", B"), CALL, Words("، نص")), "{A^, B}^، نص"),
        ((Words("A "), Link("#", (Words("نص B"),)), Words(" C")), "{A} [نص {B}] {C}"),
        ((Words("A "), Link("#", (Words("B"),)), Words(" C نص")), "{A [B] C} نص"),
        ((Words("في "), Link("#", (Words("(B)."),)), Words(" نص")), "في {[(B).]} نص"),
        ((Emphasis((Link("#", (Words("نص B"),)),)), Words(" C")), "*[نص {B}]* {C}"),
        ((Words("5 "), Reference("p1", "الفقرة 12"), Words(" 6")), "{5} الفقرة 12 {6}"),
        ((Words("A Title, vol. 7."), CALL), "{A Title, vol. 7.^}"),
        ((), ""),
    ],
)  # fmt: skip
def test_an_isolate_is_one_piece(content: Content, shown: str) -> None:
    made = isolate_runs(content)
    assert show(made) == shown
    assert plain_text(made) == plain_text(content)
