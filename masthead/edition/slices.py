"""Content as one line of text: split anywhere, its words written otherwise.

What concerns a whole paragraph, such as its non-breaking spaces and its left-to-right runs, is
found in its plain text and done here, so that emphasis and links do not stand in the way.
"""

from __future__ import annotations

from functools import partial

from masthead.edition.inlines import Content, Inline, Words, change_inside, plain_text


def respell(content: Content, text: str) -> Content:
    """Write the words of content as in ``text``, which is as long as its plain text.

    Symbols and references stay as they are.
    """
    made: list[Inline] = []
    at = 0
    for inline in content:
        end = at + measure(inline)
        if isinstance(inline, Words):
            made.append(Words(text[at:end]))
        else:
            made.append(change_inside(inline, partial(respell, text=text[at:end])))
        at = end
    return tuple(made)


def split_content(content: Content, at: int, *, calls: str) -> tuple[Content, Content]:
    """Split content at a place of its plain text.

    ``calls``: whether calls that stand there go ``before`` it or ``after`` it. What is never split,
    a symbol say, goes before.
    """
    before: list[Inline] = []
    after: list[Inline] = []
    here = 0
    for inline in content:
        end = here + measure(inline)
        if here < at < end:
            one, two = split_inline(inline, at - here, calls=calls)
            before.append(one)
            after += two
        elif end < at or (here < at and end == at) or (here == at == end and calls == "before"):
            before.append(inline)
        else:
            after.append(inline)
        here = end
    return tuple(before), tuple(after)


def split_inline(inline: Inline, at: int, *, calls: str) -> tuple[Inline, Content]:
    """Split an inline inside it, as :func:`split_content` does."""
    if isinstance(inline, Words):
        return Words(inline.text[:at]), (Words(inline.text[at:]),)
    if not inline.contents():
        return inline, ()
    before = change_inside(inline, lambda inner: split_content(inner, at, calls=calls)[0])
    return before, (change_inside(inline, lambda inner: split_content(inner, at, calls=calls)[1]),)


def measure(inline: Inline) -> int:
    """Count the characters of an inline's plain text."""
    return len(plain_text((inline,)))
