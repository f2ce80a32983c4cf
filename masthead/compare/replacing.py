"""Replacing: units and texts as a corrigendum has them, which lacks what they refer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from masthead.compare.words import Token
from masthead.paper import (
    Box,
    Chart,
    Code,
    Definitions,
    Figure,
    Heading,
    List,
    Localized,
    Operative,
    Paragraph,
    Preamble,
    Quotation,
    Subparagraph,
    Table,
    Unit,
    walk_units,
)
from masthead.syntax.text import (
    Content,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    NoteCall,
    Plain,
    Strong,
    Text,
)
from masthead.write.markup import make_text

Refer = Callable[[Code, str], str]
"""Says in a language what a reference to an id says."""
_PROSE = (Paragraph, Subparagraph, Preamble, Operative)
_ALONE = (Quotation, Definitions)


def make_pieces(unit: Unit, refer: Refer) -> list[Unit]:
    """Make of a unit what a correction may hold; nothing where it can hold no such unit."""
    return [_settle(piece, refer) for piece in _list_pieces(unit)]


def make_paragraph(texts: Localized, **below: Any) -> Paragraph:
    """Make a paragraph without a number."""
    return Paragraph(**{"paragraph": texts, "numbered": False, **below})


def _list_pieces(unit: Unit) -> Iterator[Unit]:
    if isinstance(unit, _PROSE):
        below = {"subparagraphs": unit.subparagraphs, "list": unit.list_}
        yield make_paragraph(unit.text, **below)
    elif isinstance(unit, Heading):
        strong = {code: make_text([(Strong(_drop_calls(text.content)),)])
                  for code, text in unit.text.items()}  # fmt: skip
        yield make_paragraph(strong)
    elif isinstance(unit, Table | Figure | Chart):
        alone = {"landscape": False} if isinstance(unit, Table) else {}
        body = unit.body.model_copy(update={"numbered": False, "id": None, **alone})
        yield unit.model_copy(update={unit.kind: body, "id": None})
    elif isinstance(unit, List):
        items: dict[str, Any] = {"list": unit.items}
        yield List(**items)  # not below another unit, as it may have been
    elif isinstance(unit, _ALONE):
        yield unit
    elif isinstance(unit, Box):
        for inner in unit.children():
            yield from _list_pieces(inner)


def _settle(unit: Unit, refer: Refer) -> Unit:
    """Write out the references in a copy of a unit: what they name is not there."""
    copy = unit.model_copy(deep=True)
    for one in walk_units([copy]):
        object.__setattr__(one, "id", None)
        for slot in one.contents():
            settle_texts(slot.texts, refer)
    return copy


def settle_texts(texts: Localized, refer: Refer, *, calls: bool = True) -> None:
    """Write out the references in texts, and leave out calls of notes where those do not come."""
    for code, text in texts.items():
        texts[code] = make_text([
            tuple(_write_out(content, partial(refer, code), calls=calls))
            for content in text.paragraphs
        ])  # fmt: skip


def write_tokens(tokens: Sequence[Token], calls: Mapping[str, str] | None = None) -> Text:
    """Write tokens as a text; ``calls`` are the keys of the notes that come, none without it."""
    content: list[Inline] = []
    for token in tokens:
        said = token.content or (Plain(" "),)
        content += _write_out(said, partial(_say, token.text), calls=bool(calls))
    renamed = tuple(
        NoteCall((calls or {}).get(one.key, one.key)) if isinstance(one, NoteCall) else one
        for one in content
    )
    return make_text([renamed])


def _say(text: str, _: str) -> str:
    return text.replace("\u00a0", " ")  # layout decides where a space does not break


def _write_out(content: Content, name: Callable[[str], str], *, calls: bool) -> Iterator[Inline]:
    for inline in content:
        match inline:
            case CrossReference():
                yield Plain(name(inline.id))
            case NoteCall():
                if calls:
                    yield inline
            case LineBreak():
                yield Plain(" ")
            case Emphasis():
                yield Emphasis(tuple(_write_out(inline.content, name, calls=calls)))
            case Strong():
                yield Strong(tuple(_write_out(inline.content, name, calls=calls)))
            case Link():
                inner = tuple(_write_out(inline.content, name, calls=calls))
                yield Link(inner, inline.target)
            case _:
                yield inline


def _drop_calls(content: Content) -> Content:
    return tuple(_write_out(content, str, calls=False))
