"""Inline markup, written: from what a text says to what an author would type.

Only what would be read as markup is escaped, and only where it would. Every text that is written
here is read again: one that would say something else is never handed out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from masthead.patterns import compile_later
from masthead.syntax.inline import parse_text
from masthead.syntax.text import (
    Bracketed,
    Content,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Origin,
    Plain,
    Strong,
    Subscript,
    Superscript,
    Text,
    strip_places,
)
from masthead.write.fold import fold_text

_EVERYTHING = re.compile(r"[\\*\[\]^~]")
_NEEDED = compile_later(r"\*|\[(?=[\^@])|\](?=\()|\\(?=[!-/:-@\[-`{-~]|$)")
"""What is markup wherever it stands. A bracket alone is text."""
_MARKS = {Emphasis: "*", Strong: "**", Superscript: "^", Subscript: "~"}
_NOWHERE = Origin("", 1, 1)


def make_text(paragraphs: Sequence[Content], width: int | None = None) -> Text:
    """Make a text of what it says; several paragraphs are for notes.

    With ``width`` its lines are broken before that column, where a line feed changes nothing.
    Raises ValueError for what the markup cannot say: a link inside a link, an address that is none.
    """
    wanted = [arranged for content in paragraphs if (arranged := _arrange(content))]
    for special in (_NEEDED, _EVERYTHING):
        raw = "\n\n".join(_write(content, special) for content in wanted)
        text, faults = parse_text(raw, _NOWHERE)
        if not faults and list(map(strip_places, text.paragraphs)) == wanted:
            return fold_text(text, width) if width else text
    raise ValueError(f"no markup says this: {raw[:60]!r}")


def read_markup(raw: str) -> Text:
    """Make a text of what an author would type. Raises ValueError for what is no markup."""
    text, faults = parse_text(raw, _NOWHERE)
    if faults:
        raise ValueError(str(faults[0]))
    return text


def _write(content: Content, special: re.Pattern[str]) -> str:
    return "".join(_write_inline(inline, special) for inline in content)


def _write_inline(inline: Inline, special: re.Pattern[str]) -> str:
    match inline:
        case Plain():
            return special.sub(r"\\\g<0>", inline.text)
        case Emphasis() | Strong() | Superscript() | Subscript():
            mark = _MARKS[type(inline)]
            return f"{mark}{_write(inline.content, special)}{mark}"
        case Bracketed():
            inner = _write(inline.content, special)
            space = " " if inner.startswith(("@", "^")) else ""  # [[^ and [[@ begin with a call
            return f"[[{space}{inner}]]"
        case Link():
            return f"[{_write(inline.content, special)}]({inline.target})"
        case LineBreak():
            return "\\\n"
        case NoteCall():
            return f"[^{inline.key}]"
        case CrossReference():
            return f"[@{inline.id}]"


def _arrange(content: Content) -> Content:
    """Arrange content as the markup has it: pieces of a kind joined, none empty, none in its like.

    Emphasis that begins with something strong is written the other way round: what stands inside
    closes first.
    """
    return tuple(_strip_ends(_join(_turn(strip_places(content), frozenset()))))


def _turn(content: Iterable[Inline], inside: frozenset[type]) -> Iterator[Inline]:
    for inline in content:
        if isinstance(inline, Bracketed):
            if inner := _strip_ends(_join(_turn(inline.content, inside))):
                yield Bracketed(tuple(inner))
        elif not isinstance(inline, Emphasis | Strong | Link):
            yield inline
        elif type(inline) in inside:
            yield from _turn(inline.content, inside)
        else:
            inner = _join(_turn(inline.content, inside | {type(inline)}))
            if isinstance(inline, Emphasis) and inner and isinstance(first := inner[0], Strong):
                inner = inner[1:]
                yield Strong((Emphasis(first.content),))
            if inner:
                yield replace(inline, content=tuple(inner))


def _join(content: Iterable[Inline]) -> list[Inline]:
    """Join neighbours that are alike: their markup would run together."""
    joined: list[Inline] = []
    for inline in content:
        last = joined[-1] if joined else None
        if isinstance(inline, Plain) and not inline.text:
            continue
        if isinstance(last, LineBreak) and isinstance(inline, Plain):
            if after := inline.text.lstrip(" \n"):
                joined.append(Plain(after))
        elif isinstance(last, Plain) and isinstance(inline, Plain):
            joined[-1] = Plain(last.text + inline.text)
        elif isinstance(last, Emphasis) and isinstance(inline, Emphasis):
            joined[-1] = Emphasis(tuple(_join((*last.content, *inline.content))))
        elif isinstance(last, Strong) and isinstance(inline, Strong):
            joined[-1] = Strong(tuple(_join((*last.content, *inline.content))))
        else:
            joined.append(inline)
    return joined


def _strip_ends(content: list[Inline]) -> list[Inline]:
    """Leave out spaces at the ends of a paragraph, which are not read, and a break at its end."""
    while content and isinstance(content[-1], LineBreak):
        del content[-1]
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while content and isinstance(found := content[end], Plain):
            content[end] = kept = Plain(strip(found.text, " \n"))
            if kept.text:
                break
            del content[end]
    return content
