"""The flow of a text: what stands in an edition, one passage after another, for formats of words.

Boxes and quotations keep their passages together; a table is written by each format itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from masthead.edition.edition import (
    AgendaItem,
    Annex,
    Box,
    Content,
    Continuation,
    Definition,
    Edition,
    EndNotes,
    Entry,
    Figure,
    Heading,
    Inline,
    Item,
    LeftToRight,
    LineBreak,
    Masthead,
    Node,
    Note,
    Paragraph,
    Quotation,
    ResolutionPart,
    SectionHeading,
    Strong,
    Subparagraph,
    Table,
    Voters,
    Words,
)
from masthead.kinds import Rules
from masthead.render.roles import ROLES


class Passage(Struct, frozen=True):
    """A line of text after its label. ``rank`` is 1 for the title, more for headings, or 0.

    ``level`` is how deep it stands: 1 for (a). An ``item`` is one of a list without numbers.
    """

    content: Content
    label: str = ""
    rank: int = 0
    level: int = 0
    form: Literal["text", "item"] = "text"


class Quoted(Struct, frozen=True):
    """Passages in a frame, or in a quotation."""

    parts: tuple[Part, ...]


Part = Passage | Quoted | Table | Note


def make_flow(edition: Edition) -> Iterator[Part]:
    """Give everything of an edition but its notes, in the order of print."""
    if edition.draft:
        yield _say(edition.draft)
    yield from _list_masthead(edition.masthead, edition.language.direction)
    yield from map(Passage, edition.adoption)
    if edition.sponsors:
        yield Passage(edition.sponsors)
    yield Passage(edition.title, edition.title_label or "", rank=1)
    lines = (edition.subtitle, edition.byline, edition.status)
    yield from (Passage(line) for line in lines if line)
    yield from list_parts(edition.body)


def list_parts(nodes: Iterable[Node]) -> Iterator[Part]:
    """Give what stands in some blocks. Raises UnknownKindError for a kind that has no role."""
    for node in nodes:
        yield from FLOW.of(node)(node)


def _list_masthead(head: Masthead, direction: str) -> Iterator[Passage]:
    heads = (head, head.joint) if head.joint else (head,)
    for one in heads:
        symbol: Content = (Words(one.symbol_large + one.symbol_small),)
        if one is heads[-1]:
            symbol += head.symbol_note
        yield Passage((LeftToRight(symbol),) if direction == "rtl" else symbol)
    if head.organization:
        yield _say(head.organization)
    for one in heads:
        lines: list[Inline] = []
        for line in one.body:
            lines += [LineBreak(), Words(line)] if lines else [Words(line)]
        if lines:
            yield Passage(tuple(lines))
    yield from (_say(line.text) for line in head.block if line.text)
    yield from (Passage(line.content) for line in head.lines)


def _say(text: str) -> Passage:
    return Passage((Words(text),))


def _list_simply(node: Node) -> Iterator[Part]:
    """Give the texts of a node, then what stands in it."""
    yield from (Passage(content) for _, content in node.contents())
    yield from list_parts(node.children())


def _list_heading(node: Heading) -> Iterator[Part]:
    yield Passage(node.content, node.label or "", rank=node.depth + 1)


def _list_annex(node: Annex | ResolutionPart) -> Iterator[Part]:
    yield Passage(node.content, node.label, rank=2)
    if isinstance(node, Annex) and node.original:
        yield Passage(node.original)
    for part in list_parts(node.body):
        if isinstance(part, Passage) and part.rank:
            yield replace(part, rank=part.rank + 1)
        else:
            yield part


def _list_labelled(node: Paragraph | Subparagraph | Continuation) -> Iterator[Part]:
    label = getattr(node, "label", None) or ""
    yield Passage(node.content, label, level=getattr(node, "level", 0))
    yield from list_parts(node.children())


def _list_voters(node: Voters) -> Iterator[Part]:
    yield Passage(node.content, node.label)


def _list_item(node: Item, level: int = 1) -> Iterator[Part]:
    yield Passage(node.content, node.mark, level=level, form="item")
    for inner in node.body:
        for item in inner.items:
            yield from _list_item(item, level + 1)


def _list_entry(node: Entry) -> Iterator[Part]:
    label = (Words(f"{node.label} " if node.content else node.label),) if node.label else ()
    yield Passage((*label, *node.content), level=node.level, form="item")
    yield from list_parts(node.entries)


def _list_definition(node: Definition) -> Iterator[Part]:
    yield Passage((Strong(node.term),))
    yield Passage(node.content, level=1)


def _list_box(node: Box) -> Iterator[Part]:
    title = (Passage((Strong(node.title),)),) if node.title else ()
    yield Quoted((*title, *list_parts(node.body)))


def _list_quotation(node: Quotation) -> Iterator[Part]:
    yield Quoted(tuple(map(Passage, node.paragraphs)))


def _list_figure(node: Figure) -> Iterator[Part]:
    if node.label or node.title:
        yield Passage(node.title, node.label or "")
    yield Passage(node.alt)
    yield from list_parts(node.notes)


def _list_endnotes(node: EndNotes) -> Iterator[Part]:
    yield Passage(node.title, rank=2)
    yield from node.notes


def _list_note(node: Note) -> Iterator[Part]:
    for number, paragraph in enumerate(node.paragraphs):
        yield Passage(paragraph, "" if number else node.mark)


FLOW: Rules[Callable[[Any], Iterable[Part]]] = Rules(
    "masthead/render/text/flow.py",
    {
        Heading.kind: _list_heading,
        SectionHeading.kind: _list_heading,
        Annex.kind: _list_annex,
        Paragraph.kind: _list_labelled,
        AgendaItem.kind: _list_labelled,
        Subparagraph.kind: _list_labelled,
        Continuation.kind: _list_labelled,
        Item.kind: _list_item,
        Definition.kind: _list_definition,
        Entry.kind: _list_entry,
        Box.kind: _list_box,
        Quotation.kind: _list_quotation,
        Figure.kind: _list_figure,
        EndNotes.kind: _list_endnotes,
        Note.kind: _list_note,
        ResolutionPart.kind: _list_annex,
        Voters.kind: _list_voters,
        Table.kind: lambda table: (table,),
    },
    otherwise=_list_simply,
    known=ROLES,
)
"""What a block of each kind is in a flow: its texts and what stands in it, where it has no rule."""
