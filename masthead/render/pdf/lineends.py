"""How lines end: a space at which one ends is still a space, a word torn there is known.

WeasyPrint drops such a space, which nobody sees; but who listens to the page, or copies from it,
has the last word of a line run into the first of the next. So it is drawn after all, after the end
of the line. (Not from right to left: there it would stand before the line.)

A text may end with a no-break space, and what follows it not fit: then the text is broken again,
before its last word. Pango takes such a space for one that may hang over the end of a line, sees no
need to break, and WeasyPrint breaks after the text's first word. So the text is given less room.

From right to left a lost space leaves a hole where the line's last text begins, after a link for
instance: the text is moved for the space on its left, and drawn without it once the line is
justified. So it is measured without the space, and stays where it was.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from masthead.render.pdf.engine.replacing import replace
from masthead.render.pdf.han.characters import Kind, find_kind
from masthead.render.pdf.keeping.found import find_once

_TYING = "\N{NO-BREAK SPACE}"
_LONGEST = 4
"""No character takes more bytes in UTF-8."""


@contextlib.contextmanager
def notice_ends() -> Iterator[None]:
    """Notice which texts laid out meanwhile lost a space where their line ends, or tore a word."""
    with replace({
        "weasyprint.layout.inline.split_text_box": _notice_end,
        "weasyprint.layout.inline.remove_last_whitespace": _stay_in_place,
    }):  # fmt: skip
        yield


def _notice_end(original: Any) -> Any:
    def split_text_box(
        context: Any, box: Any, available_width: Any, skip: Any, is_line_start: Any = True
    ) -> Any:
        new_box, resume, preserved = original(context, box, available_width, skip, is_line_start)
        if resume is not None and box.text.endswith(_TYING):
            bare = box.copy_with_text(box.text.rstrip(_TYING))
            needed, whole = (
                original(context, each, None, skip, is_line_start)[0].width for each in (bare, box)
            )
            if needed <= available_width < whole:
                new_box, resume, preserved = original(context, box, needed - 1, skip, is_line_start)
        if new_box is not None:
            encoded = _encode(box)
            end = (skip or 0) + len(new_box.text.encode())
            lost = resume is not None and encoded[end:resume].isspace()
            new_box.lost_blank = lost and box.style["direction"] == "ltr"
            new_box.whole_text = new_box.text + " " * lost
            if skip and encoded[:skip].isspace():  # they stood alone at the end of the last line
                new_box.whole_text = " " + new_box.whole_text
            if resume is not None and resume == end < len(encoded):
                after = encoded[end : end + _LONGEST].decode(errors="ignore")[0]
                new_box.torn = _is_torn(new_box.text[-1], after)
        return new_box, resume, preserved

    return split_text_box


def _stay_in_place(original: Any) -> Any:
    def remove_last_whitespace(context: Any, line: Any) -> None:
        ends = _find_end(line)
        places = [box.position_x for box in ends]
        original(context, line)
        if not ends or ends[-1].position_x == places[-1]:
            return
        for box, place in zip(ends, places, strict=True):
            box.position_x = place
        if ends[-1].text:
            bare, _, _ = inline.split_text_box(context, ends[-1], None, 0)
            ends[-1].pango_layout = bare.pango_layout

    return remove_last_whitespace


def _find_end(line: Any) -> list[Any]:
    """Find what a line ends with: its last box, the last box in that, and so on."""
    ends: list[Any] = []
    box = line
    while isinstance(box, (boxes.LineBox, boxes.InlineBox)) and box.children:
        box = box.children[-1]
        ends.append(box)
    return ends if isinstance(box, boxes.TextBox) else []


def _encode(box: Any) -> bytes:
    """Encode a text once for all its lines, which a long paragraph has by the thousand."""
    text, encoded = getattr(box, "encoded", (None, b""))
    if text is not box.text:
        encoded = box.text.encode()
        box.encoded = box.text, encoded
    return encoded


def _is_torn(before: str, after: str) -> bool:
    """Whether a word was torn between two characters: letters of a script that has spaces."""
    letters = before.isalnum() and after.isalnum()
    return letters and Kind.HAN not in (find_kind(before), find_kind(after))


def restore_blanks(document: Any) -> None:
    """Give those texts their space back, now that no line can change any more."""
    for page in document.pages:
        find_once(page._page_box, "blanks", _restore_blanks)


def _restore_blanks(page_box: Any) -> None:
    for box in page_box.descendants():
        if isinstance(box, boxes.TextBox) and getattr(box, "lost_blank", False):
            box.pango_layout.text = box.pango_layout.text.rstrip(" ") + " "
            box.lost_blank = False
