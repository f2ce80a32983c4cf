"""Content of drafts: joined, tidied, cut; nothing here knows a format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec.structs import replace

from masthead.draft.draft import say
from masthead.language.language import Language
from masthead.syntax.text import (
    BRACKETS,
    Bracket,
    Bracketed,
    Content,
    Emphasis,
    Holder,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Plain,
    Strong,
    Subscript,
    Superscript,
)

_BLANKS = re.compile(r"[ \t\n\r\xa0\u2002-\u200a\u3000]+")


def put_inside(kind: Callable[[Content], Inline], inner: Content) -> Iterator[Inline]:
    """Put words into emphasis or a link; spaces at its ends and notes stand outside."""
    run: list[Inline] = []

    def close() -> Iterator[Inline]:
        content = list(join(run))
        run.clear()
        lead = tail = ""
        if content and isinstance(first := content[0], Plain):
            kept = first.text.lstrip(" \t\n\xa0")
            lead, content[0] = first.text[: len(first.text) - len(kept)], Plain(kept)
        if content and isinstance(last := content[-1], Plain):
            kept = last.text.rstrip(" \t\n\xa0")
            tail, content[-1] = last.text[len(kept) :], Plain(kept)
        if lead:
            yield Plain(lead)
        if say(tuple(content)):
            yield kind(tuple(content))
        if tail:
            yield Plain(tail)

    for inline in inner:
        if isinstance(inline, NoteCall | LineBreak):
            yield from close()
            yield inline
        else:
            run.append(inline)
    yield from close()


def dress(
    content: Content, *, emphasis: bool = False, strong: bool = False, shift: float = 0,
    address: str = "",
) -> Content:  # fmt: skip
    """Dress words in what a file says of their look: the inlines that mean the same in a source.

    ``shift``: raised above 0, lowered below it. Spaces at the ends stay outside, but of ``shift``.
    """
    made = content
    if shift:
        made = (Superscript(made) if shift > 0 else Subscript(made),)
    if emphasis:
        made = tuple(put_inside(Emphasis, made))
    if strong:
        made = tuple(put_inside(Strong, made))
    if address:
        made = tuple(put_inside(lambda inner: Link(inner, address), made))
    return made


def join(content: Iterable[Inline]) -> list[Inline]:
    """Join neighbours that are alike; spaces between two of a kind belong to them."""
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(inline, Plain):
            if not inline.text:
                continue
            if isinstance(last, Plain):
                joined[-1] = Plain(last.text + inline.text)
                continue
        elif isinstance(inline, Emphasis | Strong | Link):
            gap = ""
            if isinstance(last, Plain) and not last.text.strip(" \xa0") and len(joined) > 1:
                gap, last = last.text, joined[-2]
            if isinstance(last, Emphasis | Strong | Link) and _are_alike(last, inline):
                if gap:
                    joined.pop()
                inner = join((*last.content, Plain(gap), *inline.content))
                joined[-1] = replace(inline, content=tuple(inner))
                continue
        joined.append(inline)
    return joined


def pair_brackets(content: Iterable[Inline]) -> Content:
    """Put what stands between brackets of a draft into such; one that is alone is text."""
    opening, closing = BRACKETS
    open_: list[list[Inline]] = [[]]
    for inline in content:
        if not isinstance(inline, Bracket):
            open_[-1].append(inline)
        elif inline.text == opening:
            open_.append([])
        elif len(open_) > 1:
            inner = join(open_.pop())
            open_[-1] += [Bracketed(tuple(inner))] if inner else map(Plain, BRACKETS)
        else:
            open_[-1].append(Plain(closing))
    while len(open_) > 1:
        inner = open_.pop()
        open_[-1] += [Plain(opening), *inner]
    return tuple(open_[0])


def _are_alike(one: Emphasis | Strong | Link, other: Emphasis | Strong | Link) -> bool:
    same_target = getattr(one, "target", "") == getattr(other, "target", "")
    return type(one) is type(other) and same_target


def close_marks(content: list[Inline]) -> list[Inline]:
    """Leave out the raised parentheses around a call, which belong to its mark in Arabic."""
    kept: list[Inline] = []
    for place, inline in enumerate(content):
        around = content[place + 1 : place + 3] if _is_raised(inline, "(") else []
        if _is_raised(inline, "(") and any(isinstance(one, NoteCall) for one in around):
            continue
        if _is_raised(inline, ")") and any(isinstance(one, NoteCall) for one in kept[-2:]):
            continue
        kept.append(inline)
    return join(kept)


def _is_raised(inline: Inline, text: str) -> bool:
    return isinstance(inline, Superscript) and say(inline.content) == text


def tidy(content: Content, language: Language) -> Content:
    """Make spaces single and plain, none at the ends, none beside Chinese characters at a call."""
    made = [_tidy_inline(inline) for inline in content]
    for place, inline in enumerate(made):
        before = made[place - 1] if place else None
        if isinstance(inline, Plain) and isinstance(before, Plain | NoteCall | LineBreak):
            text = inline.text
            if isinstance(before, LineBreak):
                text = text.lstrip(" ")
            if isinstance(before, NoteCall) and language.script == "han":
                text = text.lstrip(" ")
            made[place] = Plain(text)
        if isinstance(inline, NoteCall) and isinstance(before, Plain):
            made[place - 1] = Plain(before.text.rstrip(" "))
        if isinstance(inline, LineBreak) and isinstance(before, Plain):
            made[place - 1] = Plain(before.text.rstrip(" "))
    made = join(made)
    while made and (isinstance(made[0], LineBreak) or _is_empty(made[0])):
        del made[0]
    while made and (isinstance(made[-1], LineBreak) or _is_empty(made[-1])):
        del made[-1]
    if made and isinstance(first := made[0], Plain):
        made[0] = Plain(first.text.lstrip(" "))
    if made and isinstance(last := made[-1], Plain):
        made[-1] = Plain(last.text.rstrip(" "))
    return tuple(made)


def _is_empty(inline: Inline) -> bool:
    return isinstance(inline, Plain) and not inline.text.strip(" ")


def _tidy_inline(inline: Inline) -> Inline:
    if isinstance(inline, Plain):
        return Plain(_BLANKS.sub(" ", inline.text))
    if isinstance(inline, Holder):
        return replace(inline, content=tuple(map(_tidy_inline, inline.content)))
    return inline


def cut_start(content: Content, count: int) -> Content:
    """Cut characters off the start of a text."""
    kept: list[Inline] = []
    for inline in content:
        if count and isinstance(inline, Plain):
            cut = min(count, len(inline.text))
            count -= cut
            if len(inline.text) > cut:
                kept.append(Plain(inline.text[cut:]))
        elif count and isinstance(inline, Holder):
            length = len(say(inline.content))
            inner = cut_start(inline.content, count)
            count = max(count - length, 0)
            if inner:
                kept.append(replace(inline, content=inner))
        else:
            kept.append(inline)
    return tuple(kept)


def drop_emphasis(content: Content) -> Content:
    """Leave out emphasis that is that of the whole text: a heading looks so by itself."""
    bare = [one for one in content if not isinstance(one, NoteCall) and not _is_empty(one)]
    if bare and all(isinstance(one, Strong | Emphasis) for one in bare):
        flat: list[Inline] = []
        for inline in content:
            flat += inline.content if isinstance(inline, Strong | Emphasis) else (inline,)
        return drop_emphasis(tuple(join(flat)))
    return content


def split_run_in(content: Content, stop: str, *, strong: bool) -> tuple[Content, Content]:
    """Split the heading inside a paragraph from what follows: emphasized, and ended by a stop.

    ``strong``: whether the language emphasizes such words strongly.
    """
    inner: list[Inline] = []
    for place, inline in enumerate(content):
        blank = isinstance(inline, Plain) and not inline.text.strip(" \xa0")
        if isinstance(inline, NoteCall) or (blank and inner):
            inner.append(inline)
            continue
        words = _take_look(inline, strong=strong)
        if words is None:
            break
        inner += words
        if say(words).rstrip().endswith(stop):
            rest = list(content[place + 1 :])
            calls = []
            while rest and isinstance(rest[0], NoteCall):
                calls.append(rest.pop(0))
            if rest and isinstance(following := rest[0], Plain):
                rest[0] = Plain(following.text.lstrip(" \xa0"))
            return tuple(join((*_drop_stop(inner, stop), *calls))), tuple(rest)
    return (), content


def _take_look(inline: Inline, *, strong: bool) -> Content | None:
    """Give the words of what is emphasized, with what else they look like; None where it is not."""
    outer, other = (Strong, Emphasis) if strong else (Emphasis, Strong)
    if isinstance(inline, outer):
        return inline.content
    if isinstance(inline, other) and len(inline.content) == 1:
        within = inline.content[0]
        if isinstance(within, outer):
            return (replace(inline, content=within.content),)
    return None


def _drop_stop(content: Sequence[Inline], stop: str) -> list[Inline]:
    """Leave out the stop at the end of emphasized words."""
    kept = list(content)
    last = kept[-1]
    if isinstance(last, Plain):
        kept[-1] = Plain(last.text.rstrip().removesuffix(stop))
    elif isinstance(last, Strong | Emphasis) and say(last.content) == stop:
        kept.pop()
    return kept


def open_words(content: Content, *, strong: bool) -> Content:
    """Give the opening words of a paragraph of a resolution as a source has them: emphasized."""
    if strong and content and isinstance(first := content[0], Strong):
        return (Emphasis(first.content), *content[1:])
    return content


def join_lines(contents: Sequence[Content]) -> Content:
    """Put texts below each other, a line each."""
    joined: list[Inline] = []
    for content in contents:
        if content:
            joined += [LineBreak()] * bool(joined)
            joined += content
    return tuple(joined)
