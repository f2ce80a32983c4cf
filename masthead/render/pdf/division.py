"""Notes divided over pages, where their page cannot hold the whole of one.

A note stays whole as long as that costs no more than a third of a page, left empty because the line
that calls it had to move to the next. Otherwise as much of it as has room stands on the page of its
call, and the rest before the notes of the next page. In WeasyPrint a note is a box that is laid out
as a whole; here the foot of a page is told where its first note goes on and where its last one
stops, which its own layout of blocks then does.
"""

from __future__ import annotations

from math import inf
from typing import Any

from msgspec import Struct
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import block, inline

LARGEST_VOID = 1 / 3
"""So much of a page's height may stay empty to keep a note whole."""
ROOM_BELOW = 1 / 4
"""So much of a page's height is left to what must stay with a title or a heading."""
LARGEST_REST = 3 / 4
"""So much of a page's height the rest of a note may take, so that text has room over it."""
_LEAST_LINES = 2
"""So many lines of a note, at least, stand on a page."""


class Cut(Struct, frozen=True):
    """The end of a page's last note, which goes on overleaf.

    ``height`` is what stands here, ``resume`` where the layout goes on, ``rest`` what is overleaf.
    """

    note: Any
    height: float
    resume: Any
    rest: Any


def begin_page(original: Any) -> Any:
    """Begin a page with what the page before left over, also when it alone is made again."""

    def remake_page(index: int, context: Any, *rest: Any) -> Any:
        left_over = context.__dict__.setdefault("left_over", {})
        context.reported_footnotes = list(left_over.get(index, ()))
        context.cut = None
        result = original(index, context, *rest)
        left_over[index + 1] = list(context.reported_footnotes)
        return result

    return remake_page


def end_page(original: Any) -> Any:
    """Lay out the foot of a page from where its first note goes on to where its last one stops."""

    def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        if not isinstance(box, FootnoteAreaBox) or not box.children:
            return original(context, box, *rest, **named)
        named["skip_stack"] = _find_start(box.children[0])
        cut = context.cut
        if cut is not None:
            named["bottom_space"] = context.page_bottom - box.content_box_y() - box.height
        result = original(context, box, *rest, **named)
        stopped = result[1] and next(iter(result[1].values()))
        if stopped != (cut and cut.resume):
            raise AssertionError(f"a note goes on at {cut and cut.resume}, not at {stopped}")
        return result

    return block_level_layout


def _find_start(note: Any) -> Any:
    start = getattr(note, "starts_at", None)
    return None if start is None else {0: start}


def measure_note(context: Any, note: Any, room: float = inf) -> tuple[float, Any]:
    """Lay out a note by itself: its height, and where it goes on if it has only this room."""
    area = context.current_footnote_area
    alone = area.copy_with_children([note.deepcopy()])
    alone.height = "auto"
    space = context.page_bottom - alone.content_box_y() - room if room < inf else -inf
    laid, resume, *_ = block.block_level_layout(
        context, create_anonymous_boxes(alone), space, _find_start(note), area.page
    )
    if resume is None:
        return laid.height, None
    return _find_end(laid, resume[0]) - laid.content_box_y(), resume[0]


def _find_end(laid: Any, resume: Any) -> float:
    """Find where the part of a note ends that is laid out; its box reaches to its room's end."""
    line = [box for box in laid.descendants() if isinstance(box, LineBox)][-1]
    (following,) = resume.values()
    paragraph = laid.children[-1].children[-1]
    below: float = paragraph.padding_bottom if following is None else 0.0
    bottom: float = line.position_y + line.height
    return bottom + below


def cut_note(context: Any, note: Any, room: float) -> bool:
    """Cut the last note of a page where its room ends; False when too little of it would stand."""
    height, resume = measure_note(context, note, room)
    if resume is None or height < _LEAST_LINES * _find_pitch(note):
        return False
    rest = note.copy()
    rest.starts_at = resume
    context.cut = Cut(note, height, resume, rest)
    context.reported_footnotes.append(rest)
    return True


def make_room(context: Any, note: Any, box: Any, space: float, edge: float, above: float) -> None:
    """Cut a page's last note if the line that calls it has no room else, and must not move.

    ``box`` is the line's, which may have to stay with what follows; ``space`` is what the bottom of
    the page is short of, ``edge`` where the line ends, or others that must stay with it, ``above``
    where it begins: below that all would stay empty if it moved.
    """
    context.current_page_footnotes.remove(note)
    context._update_footnote_area()
    bottom = context.page_bottom - space
    context.current_page_footnotes.append(note)
    height = context.current_footnote_area.page.height
    if bottom - above > LARGEST_VOID * height:
        below = ROOM_BELOW * height if box.style["break_after"] == "avoid" else 0.0
        cut_note(context, note, bottom - edge - below)
    context._update_footnote_area()


def cut_rest(context: Any, note: Any, height: float) -> bool:
    """Cut the rest of a note again if no page holds it and some lines of text."""
    area = context.current_footnote_area
    if not hasattr(note, "starts_at") or height <= LARGEST_REST * area.page.height:
        return False
    return cut_note(context, note, LARGEST_REST * area.page.height)


def forget_cut(context: Any) -> None:
    """Forget that a note was cut, when it is on the page no more."""
    cut = context.cut
    if cut is not None and cut.note not in context.current_page_footnotes:
        context.reported_footnotes.remove(cut.rest)
        context.cut = None


def move_overleaf(context: Any) -> int:
    """Move the notes that follow one that is cut to the next page; return how many stay."""
    notes = context.current_page_footnotes
    staying = notes.index(context.cut.note) + 1 if context.cut else len(notes)
    context.reported_footnotes += notes[staying:]
    del notes[staying:]
    return staying


def _find_pitch(note: Any) -> float:
    height: float = inline.strut(note.style)[0]
    return height
