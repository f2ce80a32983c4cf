"""The masthead's table: where its columns are joined, and the emblem in its first one."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from masthead.edition.edition import Edition
from masthead.measures import Measures
from masthead.render.docx.lengths import eighths, emu, twips
from masthead.render.docx.page_styles import (
    find_masthead_top,
    is_anchored,
    shares_emblem_column,
)  # fmt: skip

if TYPE_CHECKING:
    from masthead.pictures.picture import Picture

# One transparent pixel, for versions of Word that do not draw SVG.
_BLANK = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNgYGBgAAAABQABXvMqOgAAAABJRU5ErkJggg=="
)


Columns = tuple[int, int]
"""The columns that a cell covers: from the first one to before the second."""


def fill_masthead(
    edition: Edition, measures: Measures, styles: dict[str, str], *, emblem: Picture | None
) -> dict[str, Any]:
    """Find what the masthead's template prints. ``styles``: ids by the kind of text."""
    masthead, rtl = measures.masthead, edition.language.direction == "rtl"
    anchored = is_anchored(measures)
    first, second = join_columns(edition, measures)
    return {
        "masthead": edition.masthead, "draft": edition.draft, "rtl": rtl,
        "columns": [twips(width) for width in masthead.columns],
        "block_rtl": rtl and not edition.language.masthead.tag,
        "first": first, "second": second,
        "rows": [twips(height) for height in masthead.row_heights],
        "thin": eighths(masthead.thin_rule.weight), "thick": eighths(masthead.thick_rule.weight),
        "y": twips(find_masthead_top(measures)) if anchored else None,
        "x": twips(measures.page.margins.left) if anchored else None,
        "styles": {**styles, "name": styles[edition.masthead.body_look]},
        "emblem": place_emblem(edition, measures, emblem) if emblem else None,
    }  # fmt: skip


def join_columns(edition: Edition, measures: Measures) -> tuple[list[Columns], list[Columns]]:
    """Find which columns the cells of the two rows cover.

    First row: the emblem's column, the organization, the symbol; the organization takes the
    emblem's column in where its name begins there, and as much of the symbol's room as it needs.
    Second row: the emblem, the body's name, a gap if there is a column for it, the block.
    """
    masthead = measures.masthead
    count = len(masthead.columns)
    block = count - 1
    gap = [(block - 1, block)] if count > 5 else []
    second = [(0, 1), (1, block - len(gap)), *gap, (block, count)]
    begin = 0 if shares_emblem_column(measures) else 1
    end = 3 if count > 5 else 2
    name = edition.masthead.organization or ""
    # Letters are half an em wide on average, Han characters one.
    half_ems = sum(2 if ord(character) > 0x2E7F else 1 for character in name)
    wanted = half_ems * measures.text["organization"].size / 2
    while end < block and sum(masthead.columns[begin:end]) < wanted:
        end += 1
    cells = [(begin, end), (end, count)]
    return [(0, 1), *cells] if begin else cells, second


def place_emblem(edition: Edition, measures: Measures, emblem: Picture) -> dict[str, Any]:
    """Place the emblem on the page; in a right-to-left paper on the other side."""
    box = measures.masthead.emblem
    width, height = box.width or 0, box.height or 0
    rtl = edition.language.direction == "rtl"
    return {
        "x": emu(measures.page.width - box.x - width if rtl else box.x), "y": emu(box.y),
        "width": emu(width), "height": emu(height), "words": edition.language.words["emblem"],
        "drawn": emblem.is_drawing,
    }  # fmt: skip


def embed_emblem(emblem: Picture) -> dict[str, tuple[str, bytes]]:
    """Give the emblem's pictures by the ids of their relationships: file name and bytes.

    Word draws SVG beside a bitmap for its older versions, which here is a blank.
    """
    if emblem.is_drawing:
        return {"emblem": ("blank.png", _BLANK), "emblem-drawn": ("emblem.svg", emblem.data)}
    return {"emblem": (f"emblem.{emblem.ending}", emblem.data)}
