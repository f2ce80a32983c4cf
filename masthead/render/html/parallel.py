"""Several language versions side by side, paragraph by paragraph, as one HTML file.

A node has the same id in every language, so a row is the nodes of one id; and an address that ends
in ``#p12`` leads to paragraph 12 in all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from masthead.edition.edition import (
    AgendaItem,
    Annex,
    Block,
    Call,
    Content,
    Continuation,
    Edition,
    EndNotes,
    Heading,
    Item,
    List,
    Masthead,
    Node,
    Note,
    Opening,
    Paragraph,
    Part,
    ResolutionPart,
    SectionHeading,
    Subparagraph,
    TableCall,
)  # fmt: skip
from masthead.edition.edition import Cell as TableCell
from masthead.kinds import Rules, name_kind
from masthead.render.html.notepairs import pair_notes
from masthead.render.html.style import list_sheets, write_style
from masthead.render.roles import ROLES
from masthead.render.templates import load_template

if TYPE_CHECKING:
    from masthead.project import Project


class Cell(Struct, frozen=True):
    """One node in one language: its label or mark, its paragraphs, and for a note its call."""

    edition: Edition
    label: str | None
    paragraphs: tuple[Content, ...]
    call: str = ""
    block: Block | None = None
    """What is printed as it is elsewhere, under ids of its own language."""


class Row(Struct, frozen=True):
    """One node in all languages. ``kind`` and ``level`` decide its look; a heading has a rank."""

    id: str
    kind: str
    cells: tuple[Cell, ...]
    level: int = 0
    rank: int = 0


def render_parallel(project: Project, editions: Sequence[Edition]) -> bytes:
    """Write the editions of one paper side by side as one HTML file, in UTF-8.

    Raises ValueError when there is no edition, or when they are not of one paper.
    """
    if not editions:
        raise ValueError("there is no edition to write")
    if len({edition.stem for edition in editions}) > 1:
        raise ValueError("the editions are of several papers")
    editions = pair_notes(editions)
    languages = [edition.language for edition in editions]
    sheets = ("reading.css", *list_sheets(*editions), "screen.css", "parallel.css")
    page = load_template(project, "html/parallel.html").render(
        editions=editions,
        style=write_style(project, sheets, languages, faces=True),
        numbers=_tell_symbol_apart(editions[0]),
        head=list(make_head(editions)),
        rows=[*make_rows(editions), *make_notes(editions, "text")],
    )
    return page.encode()


def make_head(editions: Sequence[Edition]) -> Iterator[Row]:
    """Make the rows between the masthead's block and the text, the notes called there included."""
    for lines in zip(*(edition.masthead.lines for edition in editions), strict=True):
        yield Row("", lines[0].kind, _make_cells(editions, [line.content for line in lines]))
    for contents in zip(*(edition.adoption for edition in editions), strict=True):
        yield Row("", "adoption", _make_cells(editions, contents))
    if editions[0].sponsors:
        yield Row("", "sponsors", _make_cells(editions, [each.sponsors for each in editions]))
    labels = [each.title_label for each in editions]
    titles = _make_cells(editions, [each.title for each in editions], labels)
    yield Row("title", "title", titles, rank=1)
    if any(each.subtitle for each in editions):
        subtitles = _make_cells(editions, [each.subtitle for each in editions])
        yield Row("subtitle", "subtitle", subtitles)
    yield Row("byline", "byline", _make_cells(editions, [each.byline for each in editions]))
    yield Row("", "status", _make_cells(editions, [each.status for each in editions]))
    yield from make_notes(editions, "masthead")


def make_rows(editions: Sequence[Edition]) -> Iterator[Row]:
    """Bring together the nodes that have the same id, in reading order.

    An edition may do without some, and has an empty cell there.
    """
    return _bring_together(editions, [edition.body for edition in editions])


def _bring_together(
    editions: Sequence[Edition], parts: Iterable[Sequence[Node]], inside: int = 0
) -> Iterator[Row]:
    for nodes in match_nodes(list(parts)):
        make_row = ROWS.of(next(iter(nodes.values())))
        some = [editions[place] for place in nodes]
        for row in make_row(some, list(nodes.values()), inside):
            yield _widen(row, list(nodes), editions)


def match_nodes(parts: Sequence[Sequence[Node]]) -> Iterator[dict[int, Node]]:
    """Match the nodes of several editions by their ids: each with the place of its edition.

    A node that only some have comes where it stands in them.
    """
    order = [node.id for node in parts[0]]
    for part in parts:
        if [node.id for node in part] == order:
            continue
        place = 0
        for node in part:
            if node.id in order:
                place = order.index(node.id) + 1
            else:
                order.insert(place, node.id)
                place += 1
    known = [{node.id: node for node in part} for part in parts]
    for name in order:
        yield {place: nodes[name] for place, nodes in enumerate(known) if name in nodes}


def _widen(row: Row, places: Sequence[int], editions: Sequence[Edition]) -> Row:
    """Give a row of some editions empty cells for the others."""
    if len(places) == len(editions):
        return row
    cells = dict(zip(places, row.cells, strict=True))
    return replace(row, cells=tuple(
        cells.get(place, Cell(edition, None, ())) for place, edition in enumerate(editions)
    ))  # fmt: skip


def _make_heading(
    editions: Sequence[Edition], nodes: Sequence[Heading], inside: int
) -> Iterator[Row]:
    first = nodes[0]
    rank = min(first.depth + 1 + inside, 6)
    yield Row(first.id, first.kind, _make_labelled(editions, nodes), first.level, rank)


def _make_section(
    editions: Sequence[Edition], nodes: Sequence[SectionHeading], inside: int
) -> Iterator[Row]:
    for row in _make_heading(editions, nodes, inside):
        yield replace(row, kind=f"{row.kind} part-title", level=0)


def _make_paragraph(
    editions: Sequence[Edition], nodes: Sequence[Paragraph | Subparagraph], inside: int
) -> Iterator[Row]:
    first = nodes[0]
    level = first.level if isinstance(first, Subparagraph) else 0
    yield Row(first.id, first.kind, _make_labelled(editions, nodes), level)
    yield from _bring_together(editions, [node.children() for node in nodes], inside)


def _make_list(editions: Sequence[Edition], nodes: Sequence[List], inside: int) -> Iterator[Row]:
    for found in match_nodes([node.items for node in nodes]):
        some = [editions[place] for place in found]
        items = [item for item in found.values() if isinstance(item, Item)]
        marks = [item.mark for item in items]
        cells = _make_cells(some, [item.content for item in items], marks)
        row = Row(items[0].id, items[0].kind, cells, nodes[0].level)
        for one in (row, *_bring_together(some, [item.body for item in items], inside)):
            yield _widen(one, list(found), editions)


def _make_continuation(
    editions: Sequence[Edition], nodes: Sequence[Continuation], inside: int
) -> Iterator[Row]:
    first = nodes[0]
    cells = _make_cells(editions, [node.content for node in nodes])
    yield Row(first.id, first.kind, cells, first.level)


def _make_whole(editions: Sequence[Edition], nodes: Sequence[Block], inside: int) -> Iterator[Row]:
    """Make a row of blocks that are printed whole, as they are elsewhere."""
    first = nodes[0]
    cells = tuple(
        Cell(edition, None, (), block=_tell_apart(node, edition))
        for edition, node in zip(editions, nodes, strict=True)
    )
    yield Row(first.id, first.kind, cells)


def _make_endnotes(
    editions: Sequence[Edition], nodes: Sequence[EndNotes], inside: int
) -> Iterator[Row]:
    first = nodes[0]
    cells = _make_cells(editions, [node.title for node in nodes])
    yield Row(first.id, "endnotes-title", cells, rank=2)
    yield from _make_note_rows(editions, [node.notes for node in nodes])


def _make_annex(editions: Sequence[Edition], nodes: Sequence[Annex], inside: int) -> Iterator[Row]:
    first = nodes[0]
    yield Row(first.id, "annex-title", _make_labelled(editions, nodes), rank=2 + inside)
    if first.original:
        yield Row("", "annex-original", _make_cells(editions, [node.original for node in nodes]))
    yield from _bring_together(editions, [node.body for node in nodes], inside + 1)


def _make_part(
    editions: Sequence[Edition], nodes: Sequence[ResolutionPart], inside: int
) -> Iterator[Row]:
    first = nodes[0]
    yield Row(first.id, "part-title", _make_labelled(editions, nodes), rank=2 + inside)
    yield from _bring_together(editions, [node.body for node in nodes], inside + 1)


def _make_opening(
    editions: Sequence[Edition], nodes: Sequence[Opening], inside: int
) -> Iterator[Row]:
    first = nodes[0]
    yield Row(first.id, first.kind, _make_cells(editions, [node.content for node in nodes]))


ROWS: Rules[Callable[[Sequence[Edition], Sequence[Any], int], Iterator[Row]]] = Rules(
    "masthead/render/html/parallel.py",
    {
        Heading.kind: _make_heading,
        SectionHeading.kind: _make_section,
        Paragraph.kind: _make_paragraph,
        AgendaItem.kind: _make_paragraph,
        Subparagraph.kind: _make_paragraph,
        Continuation.kind: _make_continuation,
        List.kind: _make_list,
        Annex.kind: _make_annex,
        EndNotes.kind: _make_endnotes,
        ResolutionPart.kind: _make_part,
        Opening.kind: _make_opening,
    },
    otherwise=_make_whole,
    known=ROLES,
)
"""How nodes of each kind, one in each language, become rows: with what is inside them."""


def make_notes(editions: Sequence[Edition], series: str) -> Iterator[Row]:
    """Bring together the notes of one series by their marks."""
    notes = [[note for note in edition.notes if note.series == series] for edition in editions]
    yield from _make_note_rows(editions, notes)


def _make_note_rows(editions: Sequence[Edition], notes: Iterable[Sequence[Note]]) -> Iterator[Row]:
    for row in zip(*notes, strict=True):
        lead = editions[0] if _is_called_at_symbol(row[0], editions[0]) else None
        cells = (
            _make_note(edition, note, lead or edition)
            for edition, note in zip(editions, row, strict=True)
        )
        yield Row(row[0].id, "note", tuple(cells))


def _is_called_at_symbol(note: Note, edition: Edition) -> bool:
    """Whether a note's call stands at the symbol, which is the same in every language."""
    calls = edition.masthead.symbol_note
    return any(isinstance(call, Call) and call.note == note.id for call in calls)


def _tell_symbol_apart(edition: Edition) -> Masthead:
    """Give a masthead whose call at the symbol is that of its language alone."""
    masthead = edition.masthead
    return replace(masthead, symbol_note=_tell_content_apart(masthead.symbol_note, edition))


def _make_cells(
    editions: Sequence[Edition],
    contents: Iterable[Content],
    labels: Iterable[str | None] | None = None,
) -> tuple[Cell, ...]:
    return tuple(
        Cell(edition, label, (_tell_content_apart(content, edition),) if content or label else ())
        for edition, content, label in zip(
            editions, contents, labels or [None] * len(editions), strict=True
        )
    )


def _make_labelled(
    editions: Sequence[Edition],
    nodes: Sequence[Heading | Paragraph | Subparagraph | Annex | ResolutionPart],
) -> tuple[Cell, ...]:
    return _make_cells(editions, [node.content for node in nodes], [node.label for node in nodes])


def _make_note(edition: Edition, note: Note, called: Edition) -> Cell:
    """Make a note's cell. ``called``: the edition in which its call stands."""
    paragraphs = tuple(_tell_content_apart(content, edition) for content in note.paragraphs)
    return Cell(edition, note.mark, paragraphs, _name_call(note.call, called))


IDS = {
    Call.kind: ("id",),
    TableCall.kind: ("id", "note"),
    Note.kind: ("id", "call"),
    TableCell.kind: ("id", "headers"),
}
"""The fields that hold ids of one language, by the kind of the part; of other parts, ``id``. The
note of a call is a row of all languages.
"""

Apart = TypeVar("Apart", bound=Part)


def _tell_apart(part: Apart, edition: Edition) -> Apart:
    """Add the language to the ids of a part and of all in it: here it stands beside others."""
    named = IDS.get(name_kind(part), ("id",))

    def tell(name: str, value: Any) -> Any:
        if name in named and isinstance(value, str):
            return _name_call(value, edition)
        if isinstance(value, tuple):
            return tuple(tell(name, one) for one in value)
        return _tell_apart(value, edition) if isinstance(value, Part) else value

    fields = part.__struct_fields__
    return replace(part, **{name: tell(name, getattr(part, name)) for name in fields})


def _tell_content_apart(content: Content, edition: Edition) -> Content:
    return tuple(_tell_apart(inline, edition) for inline in content)


def _name_call(identifier: str, edition: Edition) -> str:
    return identifier and f"{identifier}-{edition.language.code}"
