"""Pages taken over from the last layout, where what stands on them is the same.

A page is made of the place where it begins, of the text from there to wherever layout looked last,
and of the style of its kind. When a page that was kept began at the same place of the same text, it
is taken as it is, whatever its number; where it ended, the next one begins. So pages before a
change are taken, those that it reaches are made, and from the first that begins where an old one
began, pages are taken again.

Not kept are the first page; pages with a number of a page in them, as contents have, or a picture;
and those on which the rest of a note stands or begins. The heads and feet of a page are kept as
long as what they count is the same.
"""

from __future__ import annotations

import contextlib
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from msgspec import Struct, field
from weasyprint.formatting_structure.build import update_counters
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.page import _standardize_page_based_counters

from masthead.render.pdf.engine.replacing import replace
from masthead.render.pdf.keeping.flow import Flow, Place, read_flow, walk_together
from masthead.render.pdf.keeping.found import keep_gathered
from masthead.render.pdf.keeping.signs import Signs
from masthead.render.pdf.keeping.units import Units


class KeptPage(Struct, eq=False):
    """A page as layout left it. Places are counted from where it begins."""

    page: Any
    parts: list[Any]
    inner: Any
    signs: list[int]
    """Of the text from where it begins to where layout looked last."""
    boxes: list[Any]
    """This text."""
    above: list[int]
    boxes_above: list[Any]
    """What it stands in, and the signs of that."""
    waiting: tuple[int, ...]
    """Which notes of its first unit were still to come."""
    notes: list[tuple[int, int]]
    """The notes on it: each by its unit, and its number there."""
    following: Place | None
    """Where the next page begins."""
    is_last: bool
    next_page: dict[str, Any]
    linked: list[Any] = field(default_factory=list)
    """The boxes on it that may become links."""
    number: int | None = None
    """The page of the present layout for which it was taken."""
    margins_for: Hashable = None
    margins: list[Any] | None = None
    """Its heads and feet, and what they count."""
    background_for: list[Any] | None = None
    background: Any = None
    """That of its root; all others are kept with their boxes, for these heads and feet."""
    drawing: Any = None
    found: dict[str, Any] = field(default_factory=dict)
    """What was found on it: see :func:`masthead.render.pdf.keeping.found.find_once`."""


_MOST_TIMES = 4
"""So many times as many signs as the first text had are held: those of texts that are gone stay."""


class Pages:
    """The pages of one paper with one set of style sheets, which signs go back to."""

    def __init__(self, sheets: list[Any]) -> None:
        self.sheets = sheets
        self.taken = self.made = 0
        """How many pages of the present layout were taken over, how many were made."""
        self._signs = Signs()
        self._units = Units()
        self._first = 0
        """How many signs the first text had to which these go back."""
        self._kept: dict[Hashable, list[KeptPage]] = {}
        self._new: dict[Hashable, list[KeptPage]] = {}
        self._flow: Flow | None = None
        self._looked = 0

    def __len__(self) -> int:
        """Count the pages that are kept."""
        return sum(map(len, self._kept.values()))

    @contextlib.contextmanager
    def follow(self) -> Iterator[None]:
        """Take over and keep the pages of what is laid out meanwhile."""
        self.taken = self.made = 0
        self._new = {}
        if len(self._signs) > _MOST_TIMES * self._first:
            self._signs, self._units, self._first, self._kept = Signs(), Units(), 0, {}
        try:
            with replace({
                "weasyprint.layout.page.make_page": self._take_or_make,
                "weasyprint.layout.block.block_level_layout": self._look,
                "weasyprint.layout.make_margin_boxes": _keep_margins,
                "weasyprint.layout.layout_backgrounds": _keep_backgrounds,
                "weasyprint.document.Page.__init__": keep_gathered,
                "weasyprint.document.get_all_computed_styles": self._units.keep_styles,
                "weasyprint.css.find_style_attributes": self._units.pass_attributes,
                "weasyprint.formatting_structure.build.element_to_box": self._units.keep_boxes,
                "weasyprint.document.build_formatting_structure": self._units.put_boxes,
            }):  # fmt: skip
                yield
        except BaseException:
            self._new = {}  # what was half done is of no use
            self._units = Units()
            raise
        finally:
            self._kept = self._new
            self._first = self._first or len(self._signs)
            self._flow = None
            for pages in self._kept.values():
                for kept in pages:
                    kept.number = None

    def _look(self, original: Any) -> Any:
        """Notice how far layout looks."""

        def block_level_layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
            if self._flow is not None:
                self._looked = max(self._looked, self._flow.by_box.get(id(box), 0))
            return original(context, box, *rest, **named)

        return block_level_layout

    def _take_or_make(self, original: Any) -> Any:
        def make_page(
            context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int,
            page_state: Any,
        ) -> Any:  # fmt: skip
            if self._flow is None or self._flow.root is not root_box:
                self._flow = read_flow(root_box, self._signs)
            flow = self._flow
            start = flow.find_place(resume_at) if _is_plain(context, page_type) else None
            if start is None or page_number == 1:
                self.made += 1
                return original(context, root_box, page_type, resume_at, page_number, page_state)
            key = self._describe_start(flow, start, context, page_type)
            for kept in self._kept.get(key, ()):
                if kept.number in (None, page_number) and _fits(kept, flow, start, context):
                    self.taken += 1
                    kept.number = page_number
                    self._keep(key, kept)
                    return _take(kept, flow, start, context, page_type, page_number, page_state)
            self.made += 1
            self._looked = start.index
            before = list(context.footnotes)
            waiting = _list_waiting(flow, start, context)
            made = original(context, root_box, page_type, resume_at, page_number, page_state)
            kept_page = self._read_page(made, flow, start, context, before)
            if kept_page is not None:
                kept_page.waiting = waiting
                kept_page.number = page_number
                self._keep(key, kept_page)
            return made

        return make_page

    def _keep(self, key: Hashable, kept: KeptPage) -> None:
        pages = self._new.setdefault(key, [])
        if kept not in pages:
            pages.append(kept)

    def _describe_start(
        self, flow: Flow, start: Place, context: Any, page_type: Any
    ) -> tuple[Hashable, ...]:
        cascaded = context.style_for.get_cascaded_styles()
        return (
            flow.signs[start.index], _freeze(start.inner), bool(context.forced_break),
            *(
                flow.reader.read_cascaded(cascaded.get((page_type, part)))
                for part in (None, "@footnote", "@note-area")
            ),
        )  # fmt: skip

    def _read_page(
        self, made: Any, flow: Flow, start: Place, context: Any, before: list[Any]
    ) -> KeptPage | None:
        """Read a page that was made; None when it cannot be kept."""
        page, resume_at, next_page = made
        following = None if resume_at is None else flow.find_place(resume_at)
        if not _leaves_nothing(context) or page.fixed_boxes or (resume_at and not following):
            return None
        end = len(flow.signs)
        if following is not None:
            end = max(flow.find_end(following.index), flow.find_end(self._looked))
        signs = flow.signs[start.index : end]
        notes = _find_notes(flow, start.index, end, before, context.footnotes)
        if notes is None or any(sign < _LOWEST for sign in signs):
            return None
        above = flow.list_above(start.index)
        if following is not None:
            following = Place(following.index - start.index, following.inner)
        kept = KeptPage(
            page, [*page.children], start.inner, signs, flow.boxes[start.index : end],
            [flow.signs[one] for one in above], [flow.boxes[one] for one in above], (), notes,
            following, resume_at is None, dict(next_page),
        )  # fmt: skip
        kept.linked = [box for box in _walk(kept.parts) if box.link]
        kept.parts[0] = page.children[0].copy_with_children([*page.children[0].children])
        page.kept = kept
        return kept


_LOWEST = -1
"""Lower signs stand alone."""


def _is_plain(context: Any, page_type: Any) -> bool:
    """Whether nothing comes onto a page but the text from where it begins."""
    running = any(any(pages.values()) for pages in context.running_elements.values())
    return not page_type.blank and not running and _leaves_nothing(context)


def _leaves_nothing(context: Any) -> bool:
    """Whether a page leaves nothing over for the next."""
    return not (context.reported_footnotes or context.cut or context.broken_out_of_flow)


def _list_waiting(flow: Flow, start: Place, context: Any) -> tuple[int, ...]:
    """List the notes of the unit in which a page begins that are on no page yet."""
    notes = flow.notes.get(start.index, ())
    return tuple(number for number, note in enumerate(notes) if note in context.footnotes)


def _find_notes(
    flow: Flow, start: int, end: int, before: list[Any], after: list[Any]
) -> list[tuple[int, int]] | None:
    """Find the notes that came onto a page; None when there is one from elsewhere."""
    left = set(map(id, after))
    placed = {id(note) for note in before if id(note) not in left}
    found = [
        (index - start, number)
        for index in range(start, end)
        for number, note in enumerate(flow.notes.get(index, ()))
        if id(note) in placed
    ]
    return found if len(found) == len(placed) else None


def _fits(kept: KeptPage, flow: Flow, start: Place, context: Any) -> bool:
    """Whether a page that was kept is the one that begins at a place."""
    end = start.index + len(kept.signs)
    if flow.signs[start.index : end] != kept.signs:
        return False
    if kept.is_last and end != len(flow.signs):
        return False
    above = [flow.signs[one] for one in flow.list_above(start.index)]
    return above == kept.above and _list_waiting(flow, start, context) == kept.waiting


def _take(
    kept: KeptPage, flow: Flow, start: Place, context: Any, page_type: Any, page_number: int,
    page_state: Any,
) -> Any:  # fmt: skip
    """Take a page over, as if it had been made."""
    for offset, number in kept.notes:
        context.footnotes.remove(flow.notes[start.index + offset][number])
    style = context.style_for(page_type)
    style["overflow"] = flow.root.viewport_overflow
    context.current_page = page_number
    _standardize_page_based_counters(style, None)
    update_counters(page_state, style)
    _stand_for_new_elements(kept, flow, start)
    page = kept.page.copy()
    page.page_type, page.style = page_type, style
    root, *others = kept.parts
    page.children = [root.copy_with_children([*root.children]), *others]
    page.kept = kept
    kept.page = page
    if context.target_collector.counter_lookup_items:
        _tell_of_anchors(page, context, page_number, page_state)
    following = kept.following
    resume_at = None
    if following is not None:
        resume_at = flow.write_path(Place(start.index + following.index, following.inner))
    return page, resume_at, dict(kept.next_page)


def _stand_for_new_elements(kept: KeptPage, flow: Flow, start: Place) -> None:
    """Have the boxes of a page stand for the elements of the present text."""
    for box in kept.linked:
        box.__dict__.pop("link_annotation", None)  # its target may be gone
    boxes = flow.boxes[start.index : start.index + len(kept.signs)]
    boxes_above = [flow.boxes[one] for one in flow.list_above(start.index)]
    elements: dict[Any, Any] = {}
    for old, new in zip(kept.boxes_above, boxes_above, strict=True):
        elements[old.element] = new.element
    for index, (old, new) in enumerate(zip(kept.boxes, boxes, strict=True), start.index):
        if old is new:
            continue
        if index in flow.units:
            for one, other in walk_together(old, new):
                elements[one.element] = other.element
        else:
            elements[old.element] = new.element
    kept.boxes, kept.boxes_above = boxes, boxes_above
    if any(old is not new for old, new in elements.items()):
        for box in _walk(kept.parts):
            box.element = elements.get(box.element, box.element)


def _walk(boxes: Iterable[Any]) -> Iterator[Any]:
    for one in boxes:
        box = one._box if isinstance(one, AbsolutePlaceholder) else one
        yield box
        yield from _walk(box.children)


def _tell_of_anchors(page: Any, context: Any, page_number: int, page_state: Any) -> None:
    """Tell on which page anchors are, as the engine does of a page that it makes."""
    page_maker = context.page_maker
    known = {anchor for *_, state in page_maker[: page_number - 1] for anchor in state["anchors"]}
    anchors = page_maker[page_number - 1][-1]["anchors"]
    for box in page.descendants(placeholders=True):
        anchor = box.style["anchor"]
        if anchor and anchor not in known:
            known.add(anchor)
            anchors.append(anchor)
            context.target_collector.cache_target_page_counters(
                anchor, page_state[1], page_number - 1, page_maker
            )


def _keep_margins(original: Any) -> Any:
    """Keep the heads and feet of pages as long as what they count is the same."""

    def make_margin_boxes(context: Any, page: Any, state: Any) -> list[Any]:
        kept: KeptPage | None = getattr(page, "kept", None)
        if kept is None:
            return list(original(context, page, state))
        counted = page.page_type, _freeze(state[1])
        if kept.margins is None or kept.margins_for != counted or context.string_set:
            kept.margins, kept.margins_for = list(original(context, page, state)), counted
            kept.drawing = None
            kept.found.clear()
        return kept.margins

    return make_margin_boxes


def _keep_backgrounds(original: Any) -> Any:
    """Keep the backgrounds of a page with its boxes."""

    def layout_backgrounds(page: Any, get_image_from_uri: Any) -> None:
        kept: KeptPage | None = getattr(page, "kept", None)
        root = page.children[0]
        if kept is not None and kept.margins is not None and kept.background_for is kept.margins:
            root.background = kept.background
            return
        original(page, get_image_from_uri)
        if kept is not None:
            kept.background_for, kept.background = kept.margins, root.background

    return layout_backgrounds


def _freeze(value: Any) -> Hashable:
    """Make of dictionaries and lists what can be compared and be a key."""
    match value:
        case dict():
            return tuple((key, _freeze(inner)) for key, inner in value.items())
        case list():
            return tuple(map(_freeze, value))
        case _:
            return value  # type: ignore[no-any-return]
