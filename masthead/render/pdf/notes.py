"""Notes stand at the foot of the page on which they are called. Always.

WeasyPrint 70 moves a note to the next page where that makes room for one more line, and forgets
notes that it moved in vain: about one in fourteen lands apart from its call. So the function that
puts lines on the page is replaced here by one that takes a line and its notes together, or neither.
`verify_notes` looks at the finished pages all the same.

WeasyPrint also lays all notes of a page out again for each that is added. Here each is measured
once, and the heights are added up.

A note that its page cannot hold is divided: see :mod:`masthead.render.pdf.division`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from weasyprint.layout import block

from masthead.render.fault import RenderFault
from masthead.render.pdf.division import (
    begin_page,
    cut_rest,
    end_page,
    forget_cut,
    make_room,
    measure_note,
    move_overleaf,
)
from masthead.render.pdf.engine.replacing import replace
from masthead.render.pdf.problems import NOTE_APART, NOTE_TOO_LONG

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.render.landing import Landing


@contextlib.contextmanager
def keep_notes() -> Iterator[None]:
    """Keep every note of what is laid out meanwhile on the page of its call."""
    with replace({
        "weasyprint.layout.block._linebox_layout": _take_notes_along,
        "weasyprint.layout.LayoutContext._update_footnote_area": lambda _: _add_up_notes,
        "weasyprint.layout.page.remake_page": begin_page,
        "weasyprint.layout.page.block_level_layout": end_page,
    }):  # fmt: skip
        yield


def _add_up_notes(context: Any) -> bool:
    """Give the notes of a page their room; the pages' foot is a whole that never overflows."""
    area = context.current_footnote_area
    if area.height != "auto":
        context.page_bottom += area.margin_height()
    area.children = context.current_page_footnotes
    forget_cut(context)
    heights = [_find_height(context, note) for note in area.children]
    area.height = sum(heights[: move_overleaf(context)])
    context.page_bottom -= area.margin_height()
    return False


def _find_height(context: Any, note: Any) -> float:
    """Find the height of a note, or of the part of it that is on the page."""
    if context.cut is not None and context.cut.note is note:
        height: float = context.cut.height
        return height
    heights: dict[Any, float] = context.__dict__.setdefault("note_heights", {})
    if note not in heights:
        heights[note], _ = measure_note(context, note)
        if cut_rest(context, note, heights[note]):
            return _find_height(context, note)
    return heights[note]


def _take_notes_along(original: Any) -> Any:
    def _linebox_layout(context: Any, box: Any, *rest: Any) -> Any:
        *_, max_lines = rest
        place = original if max_lines is not None or context.in_column else _place_lines
        return place(context, box, *rest)

    return _linebox_layout


def _place_lines(  # noqa: PLR0913, PLR0917 - the signature is WeasyPrint's
    context: Any, box: Any, index: int, child: Any, new_children: list[Any], page_is_empty: bool,
    absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any, bottom_space: float,
    position_y: float, skip_stack: Any, first_letter_style: Any, first_line_style: Any,
    draw_bottom_decoration: Any, max_lines: Any,
) -> tuple[bool, bool, Any, float, list[Any], Any]:  # fmt: skip
    """Put lines and their notes on the page until one does not fit.

    Return whether nothing of the box can stand here, whether the page ends in it, where to go on,
    the y after the last line, and the notes taken along.
    """
    if adjoining_margins:
        position_y += block.collapse_margin(adjoining_margins)
    lines = block.iter_line_boxes(
        context, child, position_y, bottom_space, skip_stack, box, absolute_boxes, fixed_boxes,
        first_letter_style, first_line_style,
    )  # fmt: skip
    taken: list[Any] = []
    below = box.border_bottom_width + box.padding_bottom
    abort = stop = False
    resume_at = None
    for line, resume_at in lines:
        line.resume_at = resume_at
        bottom = line.position_y + line.height
        edge = bottom + (below if draw_bottom_decoration or resume_at is None else 0)
        notes = _find_notes(context, line)
        must = not new_children and page_is_empty
        closed = bool(notes) and context.cut is not None
        for note in notes if must or not closed else ():
            context.layout_footnote(note)
        if notes and not closed:
            least = box.style["orphans"] + box.style["widows"] - 1 if resume_at else 1
            together = edge + max(least - len(new_children) - 1, 0) * line.height
            if context.overflows_page(bottom_space, together):
                make_room(context, notes[-1], box, bottom_space, together, position_y)
        if not must and (closed or context.overflows_page(bottom_space, edge)):
            _drop(context, [line], absolute_boxes, fixed_boxes)
            rest = [following for following, _ in islice(lines, box.style["widows"])]
            _drop(context, rest, absolute_boxes, fixed_boxes)
            lacking = box.style["widows"] - 1 - len(rest)
            abort, stop = _break_before(
                context, box, new_children, lacking, page_is_empty, absolute_boxes, fixed_boxes
            ), True  # fmt: skip
            break
        taken += notes
        new_children.append(line)
        position_y = bottom
    if new_children:
        resume_at = {index: new_children[-1].resume_at}
    return abort, stop and not abort, resume_at, position_y, taken, max_lines


def _find_notes(context: Any, line: Any) -> list[Any]:
    """Find the notes called in a line that are on no page yet."""
    if not context.footnotes:
        return []
    called = (inner.footnote for inner in line.descendants() if inner.footnote)
    return [note for note in called if note in context.footnotes]


def _break_before(
    context: Any, box: Any, new_children: list[Any], lacking: int, page_is_empty: bool,
    absolute_boxes: Any, fixed_boxes: Any,
) -> bool:  # fmt: skip
    """Break the page before a line, and take lines along that the next page lacks.

    Return whether too few lines would stay, so that the whole box has to go.
    """
    staying = len(new_children) - max(lacking, 0)
    least = box.style["orphans"] if context.cut is None else 1  # that much is better than nothing
    if staying < least and not page_is_empty:
        return True
    if lacking > 0 and staying > 0:
        _drop(context, new_children[staying:], absolute_boxes, fixed_boxes)
        del new_children[staying:]
    return False


def _drop(context: Any, lines: list[Any], absolute_boxes: Any, fixed_boxes: Any) -> None:
    """Take lines off the page, and with them their notes."""
    for line in lines:
        block.remove_placeholders(context, line.children, absolute_boxes, fixed_boxes)


def verify_notes(document: Any, edition: Edition, landing: Landing) -> list[RenderFault]:
    """Look for notes that are not on their call's page, or that their page cannot hold."""
    faults = []
    for note in edition.notes:
        page, call = landing.nodes.get(note.id), landing.nodes.get(note.call)
        if page is None or page != call:
            fields: dict[str, object] = {"mark": note.mark, "page": page, "call": call}
            faults.append(RenderFault(NOTE_APART, note.id, fields))
    for number, page in enumerate(document.pages, start=1):
        root, *others = page._page_box.children
        areas = [box for box in others if type(box).__name__ == "FootnoteAreaBox"]
        top = min((area.position_y for area in areas if area.children), default=None)
        if top is not None and top < _find_bottom(root) - 0.01:
            on_page = [note for note in edition.notes if landing.nodes.get(note.id) == number]
            faults += [
                RenderFault(NOTE_TOO_LONG, note.id, {"mark": note.mark}) for note in on_page[:1]
            ]
    return faults


def _find_bottom(box: Any) -> float:
    """Find the y below the last line in a box."""
    lines = [
        inner.position_y + inner.height
        for inner in box.descendants()
        if type(inner).__name__ == "LineBox"
    ]
    return max(lines, default=0.0)
