"""Styles of the page: masthead, running heads and feet.

The measures say where baselines stand; these styles come to the same places through exact lines
and the space before or after them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from masthead.measures import BASELINE as FACE_BASELINE
from masthead.measures import Measures
from masthead.render.docx.lengths import BASELINE, twips
from masthead.render.docx.style import Names, Style, make_look

NEEDED_LINE = 1.0
"""Height in pt of the paragraph that Word needs after a table, where nothing else asks for more."""

SESSION_LOOKS = (
    "session",
    "place",
    "agenda_item",
    "agenda_title",
    "subsidiary",
    "subsidiary_large",
)
"""The types of text under the masthead's thick rule."""


def make_page_styles(measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of masthead, heads and feet."""
    yield from _masthead_styles(measures, names)
    yield from _head_styles(measures, names)
    yield from _foot_styles(measures, names)


def find_masthead_top(measures: Measures) -> float:
    """Find where the masthead's table begins, in pt from the top of the page."""
    return measures.masthead.thin_rule.y - measures.masthead.row_heights[0]


def shares_emblem_column(measures: Measures) -> bool:
    """Whether the organization's name is so long that it begins in the emblem's column."""
    start = measures.masthead.organization.x
    end = measures.page.margins.left + measures.masthead.columns[0]
    return start is not None and start < end - 1


def find_masthead_bottom(measures: Measures) -> float:
    """Find where the masthead's table ends, its thick rule included, in pt from the top."""
    masthead = measures.masthead
    return find_masthead_top(measures) + sum(masthead.row_heights) + masthead.thick_rule.weight


def find_first_foot_height(measures: Measures) -> float:
    """Find the height of the first page's foot in pt: it holds the text off the job line."""
    return measures.page.first_bottom - measures.page.footer


def find_title_space(measures: Measures) -> float:
    """Find the space in pt under a running title whose last line stands on the heads' baseline."""
    line = measures.text["running_title"].line
    return max(0, measures.head.rule.y - measures.head.baseline - (1 - BASELINE) * line)


def _masthead_styles(measures: Measures, names: Names) -> Iterator[Style]:
    text, masthead = measures.text, measures.masthead
    margins, page = measures.page.margins, measures.page
    first_row = find_masthead_top(measures)
    second_row = masthead.thin_rule.y + masthead.thin_rule.weight

    begin = margins.left + (0 if shares_emblem_column(measures) else masthead.columns[0])
    yield replace(
        _style(measures, names, "organization"), align="left",
        left=max(0, twips((masthead.organization.x or begin) - begin)),
        before=_before(measures, "organization", masthead.organization.baseline, first_row),
    )  # fmt: skip
    symbol = _style(measures, names, "symbol_small", name="masthead_symbol")
    table_end = margins.left + sum(masthead.columns)
    yield replace(
        symbol, line=twips(text["symbol_large"].line), align="right",
        before=_before(measures, "symbol_large", masthead.symbol.baseline, first_row),
        right=twips(table_end - (masthead.symbol.right or table_end)),
    )  # fmt: skip
    for kind in ("organ", "body_name"):
        yield replace(
            _style(measures, names, kind), align="left",
            before=_before(measures, kind, masthead.body.baseline, second_row),
        )  # fmt: skip
    # The first step of the block is not its leading: the first line's height makes up for it.
    leading = masthead.block.leading or text["block"].line
    first = (masthead.block_first_step - BASELINE * leading) / (1 - BASELINE)
    before = masthead.block.baseline - second_row - BASELINE * first
    side: Literal["left", "right"] = "right" if masthead.block.right else "left"
    block = replace(_style(measures, names, "block"), line=twips(leading), align=side)
    yield replace(block, name=names["block_first"], line=twips(first), before=max(0, twips(before)))
    yield block
    leading = masthead.sessions.leading or text["session"].line
    beside = (masthead.block.x or page.width / 2) - margins.left
    for kind in SESSION_LOOKS:
        look = text[kind]
        yield replace(
            _style(measures, names, kind), before=twips(look.before), after=twips(look.after),
            line=twips(leading if look.size <= text["session"].size else look.line),
            align="left", tabs=(("left", twips(beside)),),
        )  # fmt: skip
    # The paragraph after the table fills what is left down to the first line of the text.
    top = masthead.sessions.baseline - BASELINE * leading
    above = find_masthead_bottom(measures) if not is_anchored(measures) else page.header
    yield _end_style(names, "masthead_end", top - above)
    yield _style(measures, names, "head", name="masthead_cell")


def is_anchored(measures: Measures) -> bool:
    """Whether the masthead's table does not begin where heads do and has to be put in its place."""
    return abs(find_masthead_top(measures) - measures.page.header) > 0.5


def _head_styles(measures: Measures, names: Names) -> Iterator[Style]:
    before = _before(measures, "head", measures.head.baseline, measures.page.header)
    head = replace(_style(measures, names, "head"), before=before)
    yield replace(head, name=names["head"], align="left")
    yield replace(head, name=names["head_right"], align="right")
    title = _style(measures, names, "running_title")
    yield replace(title, align="left")
    yield replace(title, name=names["running_title_right"], align="right")
    yield _end_style(names, "head_end", NEEDED_LINE)


def _foot_styles(measures: Measures, names: Names) -> Iterator[Style]:
    text, page, job = measures.text, measures.page, measures.job
    for kind in ("foot_page", "foot_job"):
        foot = replace(_style(measures, names, kind), line=twips(text["foot_page"].line))
        yield replace(foot, align="left")
        yield replace(foot, name=names[f"{kind}_right"], align="right")
    below = (1 - BASELINE) * text["foot_page"].line
    yield _end_style(names, "foot_end", page.height - page.footer - measures.foot.baseline - below)
    top = page.height - page.first_bottom
    line = text["job"].line
    before = job.line.baseline - top - BASELINE * line
    left = (job.line.x or page.margins.left) - page.margins.left
    yield replace(_style(measures, names, "job"), before=max(0, twips(before)), after=0,
                  left=twips(left), align="left")  # fmt: skip
    place, look = job.recycling, text["head"]
    baseline = place.y + (place.height or 0) / 2 + FACE_BASELINE * look.size
    end = page.width - page.margins.right - place.x - (place.width or 0)
    yield replace(_style(measures, names, "head", name="recycle"), align="right", right=twips(end),
                  before=max(0, twips(baseline - top - BASELINE * look.line)))  # fmt: skip
    step = job.barcode.baseline - job.line.baseline - (1 - BASELINE) * line
    before = step - BASELINE * text["barcode"].line
    yield replace(_style(measures, names, "barcode"), before=max(0, twips(before)), after=0,
                  left=twips(left), align="left", proofing=False)  # fmt: skip


def _style(measures: Measures, names: Names, kind: str, *, name: str = "") -> Style:
    look = make_look(measures.text[kind])
    return replace(look, name=names[name or kind], base="Normal", before=0, after=0)


def _end_style(names: Names, kind: str, height: float) -> Style:
    """The style of the paragraph that Word needs after a table: a line of exactly this height."""
    return Style(names[kind], base="Normal", before=0, after=0, line=max(20, twips(height)),
                 size=2)  # fmt: skip


def _before(measures: Measures, kind: str, baseline: float, top: float) -> int:
    """The space in twips above a line that stands at the top of its cell, and where ``top`` is."""
    return max(0, twips(baseline - top - BASELINE * measures.text[kind].line))
