"""Agendas: headings that say an item again, and lists of documents, which are tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from masthead.edition.edition import Cell, Heading, Row, Table
from masthead.syntax.text import NoteCall, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from masthead import paper as written
    from masthead.edition.blocks import Scope
    from masthead.edition.counting import Numbered
    from masthead.edition.edition import Content
    from masthead.edition.resolver import Resolver


def make_annotation(resolver: Resolver, unit: written.Annotation, numbered: Numbered) -> Heading:
    """Make the heading over what there is to say about an item: its number and its words.

    A note that the item calls is not called again.
    """
    item, _ = resolver.numbering.by_id[unit.item]
    texts = next(iter(item.contents())).texts
    text = texts.get(resolver.language.code)
    if text is None:
        content = resolver.make(texts)
    else:
        kept = [inline for inline in text.content if not isinstance(inline, NoteCall)]
        if isinstance(last := kept[-1], Plain):  # a heading ends without a mark
            kept[-1] = replace(last, text=last.text.rstrip(" .:;。：；"))
        content = resolver.maker.make(tuple(kept))
    return Heading(numbered.id, unit.level, numbered.depth, numbered.label, content)


def make_documents(resolver: Resolver, unit: written.Documents, numbered: Numbered) -> Table:
    """Make the table of a list of documents: their symbols, their items if any has one, titles."""
    words, say = resolver.language.agenda, resolver.maker.say
    heads = [words.symbol, *([words.item] if unit.has_items else []), words.title]
    names = [f"{numbered.id}-head1-c{column}" for column in range(1, len(heads) + 1)]
    head = tuple(
        Cell(name, say(text), scope="col") for name, text in zip(names, heads, strict=True)
    )
    rows = tuple(
        Row(f"{numbered.id}-r{number}", "data", tuple(cells))
        for number, document in enumerate(unit.documents, start=1)
        for cells in [_make_cells(resolver, unit, document, f"{numbered.id}-r{number}", names)]
    )
    widths = (25, 12, 63) if unit.has_items else (25, 75)
    return Table(
        numbered.id, None, (), (), (Row(f"{numbered.id}-head1", "head", head),), rows, (), "page",
        widths,
    )  # fmt: skip


def _make_cells(
    resolver: Resolver,
    unit: written.Documents,
    document: written.Document,
    row: str,
    heads: list[str],
) -> Iterator[Cell]:
    say = resolver.maker.say
    contents: list[Content] = [say(document.symbol)]
    if unit.has_items:
        contents.append(say(str(document.item)) if document.item else ())
    contents.append(resolver.make(document.title))
    for column, (content, head) in enumerate(zip(contents, heads, strict=True), start=1):
        scope: Scope = "row" if column == 1 else ""
        yield Cell(f"{row}-c{column}", content, scope=scope, headers=(head,))
