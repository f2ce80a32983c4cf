"""The boxes of a text in their order: where pages begin is a place in it, not a path of indices.

A path changes with each paragraph that comes or goes before it. The boxes after that do not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field
from weasyprint.formatting_structure.boxes import BlockBox, BlockLevelBox

from masthead.render.pdf.keeping.signs import SignReader, Signs
from masthead.render.pdf.keeping.units import Rows, Unit

_END = -1
"""The sign of a box's end, which no box has: signs that stand alone begin below."""


class Place(Struct):
    """Where a page begins: a box, and where in it; None where the whole of it is to come."""

    index: int
    inner: Any


class Flow(Struct):
    """A text before it is laid out.

    Boxes of blocks stand with those in them after them, and then None. All others, paragraphs and
    tables for instance, are units, which layout looks at as a whole.
    """

    root: Any
    reader: SignReader
    signs: list[int] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    paths: list[tuple[int, ...]] = field(default_factory=list)
    notes: dict[int, list[Any]] = field(default_factory=dict)
    """The notes that are called in a unit, by its place."""
    units: set[int] = field(default_factory=set)
    by_path: dict[tuple[int, ...], int] = field(default_factory=dict)
    by_box: dict[int, int] = field(default_factory=dict)

    def find_place(self, resume_at: Any) -> Place | None:
        """Find the place that a path of the engine's leads to; None where there is none."""
        path: tuple[int, ...] = ()
        index = 0
        while resume_at is not None and index not in self.units:
            ((step, resume_at),) = resume_at.items()
            path = *path, step
            if path not in self.by_path:
                return None
            index = self.by_path[path]
        return Place(index, resume_at)

    def write_path(self, place: Place) -> Any:
        """Write a place as a path of the engine's."""
        resume_at = place.inner
        for step in reversed(self.paths[place.index]):
            resume_at = {step: resume_at}
        return resume_at

    def list_above(self, index: int) -> list[int]:
        """List the places of the boxes in which one stands, the outermost first."""
        path = self.paths[index]
        return [self.by_path[path[:depth]] for depth in range(len(path))]

    def find_end(self, index: int) -> int:
        """Find the end of what says whether a page must begin before a box.

        That are its own first boxes, down to a unit. What does not stand in the flow counts with
        what is before it.
        """
        size = len(self.signs)
        while index < size and not (index in self.units and self._flows(index)):
            index += 1
        index += 1
        while index < size and self.boxes[index] is not None and not self._flows(index):
            index += 1
        return min(index, size)

    def _flows(self, index: int) -> bool:
        return bool(self.boxes[index].is_in_normal_flow())


def read_flow(root: Any, signs: Signs) -> Flow:
    """Read a text before it is laid out."""
    flow = Flow(root, SignReader(signs))
    _read(flow, root, ())
    return flow


def _read(flow: Flow, box: Any, path: tuple[int, ...]) -> None:
    unit: Unit | None = box.__dict__.get("unit")
    if unit is None or unit.box is not box:
        _read_box(flow, box, path)
    elif unit.rows is None:
        begin = len(flow.signs)
        _read_box(flow, box, path)
        unit.rows = _copy_rows(flow, begin, len(path))
    else:
        _write_rows(flow, unit.rows, path)


def _copy_rows(flow: Flow, begin: int, depth: int) -> Rows | None:
    """Copy what was read of a unit; None where a sign in it stands alone."""
    signs = flow.signs[begin:]
    places = range(begin, len(flow.signs))
    if any(sign < _END for sign in signs):
        return None
    return Rows(
        signs,
        flow.boxes[begin:],
        [path[depth:] for path in flow.paths[begin:]],
        [index - begin for index in places if index in flow.units],
        {index - begin: flow.notes[index] for index in places if index in flow.notes},
    )


def _write_rows(flow: Flow, rows: Rows, path: tuple[int, ...]) -> None:
    """Write what was read of a unit before."""
    begin = len(flow.signs)
    flow.signs += rows.signs
    flow.boxes += rows.boxes
    flow.paths += [(*path, *inner) for inner in rows.paths]
    flow.units.update(index + begin for index in rows.units)
    flow.notes.update((index + begin, notes) for index, notes in rows.notes.items())
    for index, box in enumerate(rows.boxes, begin):
        if box is not None:
            flow.by_path[flow.paths[index]] = flow.by_box[id(box)] = index


def _read_box(flow: Flow, box: Any, path: tuple[int, ...]) -> None:
    index = len(flow.signs)
    flow.by_path[path] = flow.by_box[id(box)] = index
    is_unit = not _holds_blocks(box)
    sign = flow.reader.read(box) if is_unit else flow.reader.read_bare(box)
    _add(flow, sign, box, path)
    if is_unit:
        flow.units.add(index)
        if flow.reader.notes:
            flow.notes[index] = flow.reader.notes
            flow.reader.notes = []
        return
    for number, child in enumerate(box.children):
        _read(flow, child, (*path, number))
    _add(flow, _END, None, path)


def _add(flow: Flow, sign: int, box: Any, path: tuple[int, ...]) -> None:
    flow.signs.append(sign)
    flow.boxes.append(box)
    flow.paths.append(path)


def _holds_blocks(box: Any) -> bool:
    return (
        isinstance(box, BlockBox)
        and not box.is_table_wrapper
        and bool(box.children)
        and all(isinstance(child, BlockLevelBox) for child in box.children)
    )


def walk_together(old: Any, new: Any) -> Iterator[tuple[Any, Any]]:
    """Go through two boxes with the same sign, and all that is in them."""
    yield old, new
    for one, other in zip(old.children, new.children, strict=True):
        yield from walk_together(one, other)
    if old.footnote is not None:
        yield from walk_together(old.footnote, new.footnote)
