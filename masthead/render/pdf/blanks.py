"""A blank at which a line ends is still a blank.

WeasyPrint drops it, which nobody sees; but who reads the page with a screen reader, or copies from
it, hears the last word of a line run into the first of the next. So it is drawn after all, after
the end of the line. (Not from right to left: there it would stand before the line.)
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline


@contextlib.contextmanager
def notice_blanks() -> Iterator[None]:
    """Notice which texts laid out meanwhile lost a blank at the end of their line."""
    original = inline.split_text_box

    def split_text_box(
        context: Any, box: Any, available_width: Any, skip: Any, is_line_start: Any = True
    ) -> Any:
        new_box, resume, preserved = original(context, box, available_width, skip, is_line_start)
        if new_box is not None:
            end = (skip or 0) + len(new_box.text.encode())
            lost = resume is not None and box.text.encode()[end:resume].isspace()
            new_box.lost_blank = lost and box.style["direction"] == "ltr"
        return new_box, resume, preserved

    inline.split_text_box = split_text_box
    try:
        yield
    finally:
        inline.split_text_box = original


def restore_blanks(document: Any) -> None:
    """Give those texts their blank back, now that no line can change any more."""
    for page in document.pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TextBox) and getattr(box, "lost_blank", False):
                box.pango_layout.text = box.pango_layout.text.rstrip(" ") + " "
                box.lost_blank = False
