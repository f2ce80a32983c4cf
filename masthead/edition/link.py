"""Links: what an author's link becomes, so that no format meets a link inside a link.

Words that are repeated as a link of their own, such as a heading's in contents, have none either.
"""

from __future__ import annotations

from masthead.edition.inlines import (
    Call,
    Content,
    Inline,
    LineBreak,
    Link,
    Reference,
    SymbolLink,
    Words,
    change_inside,
)  # fmt: skip


def make_link(target: str, content: Content) -> list[Inline]:
    """Make a link and what follows it.

    A symbol or a reference inside it is plain words, for the author has said where they lead. A
    call cannot stand inside a link, so it comes after it.
    """
    calls: list[Inline] = []
    flat = _flatten(content, calls)
    return [Link(target, flat), *calls] if flat else calls


def flatten(content: Content) -> Content:
    """Make content that can stand in a link, in one line."""
    return tuple(
        Words(" ") if isinstance(inline, LineBreak) else change_inside(inline, flatten)
        for inline in _flatten(content, [])
    )


def _flatten(content: Content, calls: list[Inline]) -> Content:
    made: list[Inline] = []
    for inline in content:
        match inline:
            case Call():
                calls.append(inline)
            case SymbolLink():
                made.append(Words(inline.text))
            case Reference(_, text):
                made.append(Words(text))
            case Link(_, inner):
                made += _flatten(inner, calls)
            case _:
                made.append(change_inside(inline, lambda inner: _flatten(inner, calls)))
    return tuple(made)
