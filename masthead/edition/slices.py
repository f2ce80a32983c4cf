"""Content as one line of text: split anywhere, its words written otherwise.

What concerns a whole paragraph, such as its non-breaking spaces and its left-to-right runs, is
found in its plain text and done here, so that emphasis and links do not stand in the way.
"""

from __future__ import annotations

from dataclasses import replace

from masthead.edition.edition import (
    Content,
    Emphasis,
    Inline,
    LeftToRight,
    Link,
    Strong,
    Words,
    plain_text,
)  # fmt: skip


def respell(content: Content, text: str) -> Content:
    """Write the words of content as in ``text``, which is as long as its plain text.

    Symbols and references stay as they are.
    """
    made: list[Inline] = []
    at = 0
    for inline in content:
        end = at + measure(inline)
        match inline:
            case Words():
                made.append(Words(text[at:end]))
            case Emphasis(inner) | Strong(inner) | Link(_, inner) | LeftToRight(inner):
                made.append(replace(inline, content=respell(inner, text[at:end])))
            case _:
                made.append(inline)
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
    match inline:
        case Words(text):
            return Words(text[:at]), (Words(text[at:]),)
        case Emphasis(inner) | Strong(inner) | Link(_, inner) | LeftToRight(inner):
            before, after = split_content(inner, at, calls=calls)
            return replace(inline, content=before), (replace(inline, content=after),)
        case _:
            return inline, ()


def measure(inline: Inline) -> int:
    """Count the characters of an inline's plain text."""
    return len(plain_text((inline,)))
