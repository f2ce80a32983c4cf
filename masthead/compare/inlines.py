"""Inlines: two versions of a text become one, with what was inserted and deleted marked in it.

Emphasis and links are opened, and what was changed in them is marked inside; all else that is not
plain words goes as a whole: a symbol, a call, a reference, a run from left to right. Texts come out
in their normal form: words side by side are one, and so is the same emphasis on both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from masthead.compare.words import clings, compare_tokens, split_plain
from masthead.edition.edition import (
    Call,
    Content,
    Emphasis,
    Inline,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    TableCall,
    Words,
    change_inside,
    plain_text,
    walk_inlines,
)
from masthead.edition.marks import OLD, Change, Deleted, Inserted, Renumbered

Name = Callable[[str], str]
"""Gives the id by which a node is known in both versions."""
Side = Literal["old", "new"]
_OPENED = (Emphasis, Strong, Link)


class _Part(Struct, frozen=True):
    """An inline that is not opened, and the opened ones around it, empty, the outer one first."""

    inline: Any
    around: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    """What comes or goes as a whole; equal to what is called the same in the other version."""

    name: tuple[_Part, ...]
    parts: tuple[_Part, ...] = field(compare=False)
    text: str = field(compare=False)

    @property
    def is_space(self) -> bool:
        return bool(self.text) and not self.text.strip()


def merge_content(old: Content, new: Content, names: tuple[Name, Name], moved: Name) -> Content:
    """Merge two versions of a text.

    ``names`` give the ids of what is called and referred to, as both versions have them; ``moved``
    gives those of the old version as they are in the merged one.
    """
    return merge_parted([old], [new], names, moved)[0]


def merge_parted(
    old: Sequence[Content], new: Sequence[Content], names: tuple[Name, Name], moved: Name
) -> list[Content]:
    """Merge the texts of what was divided or joined, as :func:`merge_content` does: all parts."""
    if list(old) == list(new) and not any(map(_leads, new)):
        return [settle_content(content) for content in new]
    ours, theirs = (
        _join_parts(texts, name) for texts, name in zip((old, new), names, strict=True)
    )  # fmt: skip
    items: list[tuple[Change, _Part]] = []
    for run in compare_tokens(ours, theirs):
        if run.kept:
            for before, after in zip(run.old, run.new, strict=True):
                items += (
                    ("kept", _keep(one, other))
                    for one, other in zip(before.parts, after.parts, strict=True)
                )
        else:
            items += (
                ("deleted", part if part is _END else _move(part, moved))
                for token in run.old
                for part in token.parts
            )
            items += (("inserted", part) for token in run.new for part in token.parts)
    parts: list[list[tuple[Change, _Part]]] = [[]]
    for change, part in items:
        if part is _END:
            parts.append([])
        else:
            parts[-1].append((change, part))
    return [_nest(part) for part in parts]


def _leads(content: Content) -> bool:
    """Say whether something in a text leads elsewhere: to what may be another thing by now."""
    return any(isinstance(inline, Call | TableCall | Reference) for inline in walk_inlines(content))


def mark_whole(content: Content, change: Change, moved: Name = str) -> Content:
    """Mark a text that came or went as a whole."""
    if not content:
        return ()
    kept = settle_content(content)
    if change == "inserted":
        return _hold(Inserted(kept))
    return _hold(Deleted(tuple(rename_inline(inline, moved) for inline in kept)))


def settle_content(content: Content) -> Content:
    """Bring a text into its normal form."""
    return _nest([("kept", part) for part in _open(content, ())])


def take_side(content: Content, side: Side, unmoved: Name) -> Content:
    """Take one version out of a merged text; ``unmoved`` gives the ids of the old version back."""
    return settle_content(tuple(_take(content, side, unmoved)))


def _take(content: Iterable[Any], side: Side, unmoved: Name) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case Inserted():
                yield from inline.content if side == "new" else ()
            case Deleted():
                if side == "old":
                    yield from (rename_inline(inner, unmoved) for inner in inline.content)
            case Renumbered():
                yield inline.new if side == "new" else inline.old
            case Emphasis() | Strong() | Link():
                inner = tuple(_take(inline.content, side, unmoved))
                if inner:
                    yield replace(inline, content=inner)
            case _:
                yield inline


def rename_inline(inline: Inline, name: Name) -> Inline:
    """Give what is called and referred to in an inline other ids."""
    match inline:
        case Call() | TableCall():
            return replace(inline, id=name(inline.id), note=name(inline.note))
        case Reference():
            return replace(inline, target=name(inline.target))
        case _:
            return change_inside(
                inline, lambda content: tuple(rename_inline(inner, name) for inner in content)
            )


def _hold(inline: Any) -> Content:
    """Hold a mark as content: it stands in marked editions alone, and is no inline elsewhere."""
    return (inline,)


# --- tokens -------------------------------------------------------------------------------


def _open(content: Content, around: tuple[Any, ...]) -> Iterator[_Part]:
    for inline in content:
        if isinstance(inline, _OPENED):
            yield from _open(inline.content, (*around, replace(inline, content=())))
        elif not (isinstance(inline, Words) and not inline.text):
            yield _Part(inline, around)


_END = _Part(None)
"""Where a part of several ends."""


def _join_parts(texts: Sequence[Content], name: Name) -> list[_Token]:
    joined = _split_tokens(texts[0], name)
    for text in texts[1:]:
        joined += [_Token((_END,), (_END,), "\N{PILCROW SIGN}"), *_split_tokens(text, name)]
    return joined


def _split_tokens(content: Content, name: Name) -> list[_Token]:
    tokens: list[_Token] = []
    for part in _open(settle_content(content), ()):
        for token in _split_part(part, name):
            if tokens and _belongs(tokens[-1], token):
                tokens[-1] = _join_tokens(tokens[-1], token)
            else:
                tokens.append(token)
    return tokens


def _join_tokens(one: _Token, other: _Token) -> _Token:
    return _Token((*one.name, *other.name), (*one.parts, *other.parts), one.text + other.text)


def _split_part(part: _Part, name: Name) -> Iterator[_Token]:
    if isinstance(part.inline, Words):
        for text in split_plain(part.inline.text):
            word = (_Part(Words(text), part.around),)
            yield _Token(word, word, text)
    else:
        known = _Part(_call_alike(part.inline, name), part.around)
        yield _Token((known,), (part,), plain_text((part.inline,)))


def _call_alike(inline: Inline, name: Name) -> Inline:
    """Call an inline as the other version calls the same: by what it leads to, not its number."""
    match inline:
        case Call() | TableCall():
            return replace(inline, id="", note=name(inline.note), mark="")
        case Reference():
            return Reference(name(inline.target), "")
        case _:
            return change_inside(
                inline, lambda content: tuple(_call_alike(inner, name) for inner in content)
            )


def _belongs(before: _Token, token: _Token) -> bool:
    """Say whether a token is not to be parted from the one before: an accent, a raised figure."""
    if not before.text.strip() or not token.text.strip():
        return False
    if clings(before.text, token.text):
        return True
    raised = isinstance(before.parts[-1].inline, Superscript | Subscript) or isinstance(
        token.parts[0].inline, Superscript | Subscript
    )
    return raised and before.text[-1].isalnum() and token.text[0].isalnum()


def _move(part: _Part, moved: Name) -> _Part:
    return replace(part, inline=rename_inline(part.inline, moved))


def _keep(old: _Part, new: _Part) -> _Part:
    if old.inline == new.inline:
        return new
    return replace(new, inline=Renumbered(old.inline, new.inline))


# --- back to inlines ----------------------------------------------------------------------


def _nest(items: Sequence[tuple[Change, _Part]], depth: int = 0) -> Content:
    """Put parts back into what is around them; what came or went together has one mark."""
    made: list[tuple[Change, Any]] = []

    def find_outer(item: tuple[Change, _Part]) -> Any:
        return item[1].around[depth] if len(item[1].around) > depth else None

    for outer, grouped in groupby(items, find_outer):
        group = list(grouped)
        changes = {change for change, _ in group}
        if outer is None:
            made += _join_words(group)
        elif len(changes) == 1:
            inner: list[tuple[Change, _Part]] = [("kept", part) for _, part in group]
            made.append((group[0][0], replace(outer, content=_nest(inner, depth + 1))))
        else:
            made.append(("kept", replace(outer, content=_nest(group, depth + 1))))
    inlines: list[Any] = []
    for change, same in groupby(made, lambda item: item[0]):
        content = tuple(inline for _, inline in same)
        if change == "kept":
            inlines += content
        else:
            inlines.append((Inserted if change == "inserted" else Deleted)(content))
    return tuple(inlines)


def _join_words(items: Iterable[tuple[Change, _Part]]) -> Iterator[tuple[Change, Any]]:
    for (change, is_words), group in groupby(
        items, lambda item: (item[0], isinstance(item[1].inline, Words))
    ):
        inlines = [part.inline for _, part in group]
        if is_words:
            yield change, Words("".join(inline.text for inline in inlines))
        else:
            yield from ((change, inline) for inline in inlines)


def name_old(identifier: str) -> str:
    """Name a node of the old version that the new one has not."""
    return f"{OLD}{identifier}"
