"""Aligning: which nodes of two editions stand for each other, each in its place.

Nodes that are known to be the same by their ids go first; what has no id of its own is told by its
words. What stands in another order, or cannot be one node in both versions, is no pair: it is
deleted here and inserted there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple, TypeVar

from msgspec import Struct, field

from masthead.compare.matching import LIKE, find_rising
from masthead.compare.words import split_words
from masthead.edition.edition import (
    Cell,
    Entry,
    Node,
    Row,
    SessionLine,
    Table,
    plain_text,
    walk_blocks,
)
from masthead.edition.inlines import InlinePart, Part

Kind = Literal["content", "lines", "nodes", "plain"]
Item = TypeVar("Item")

LOOSE = frozenset(
    {"id", "label", "number", "mark", "call", "target", "key", "headers", "align", "widths",
     "depth", "scope", "levels", "title_label"}
)  # fmt: skip
"""Fields that may be others, and the node is the same: they follow from what stands around it."""


class Pair(Struct):
    """A node as both versions have it, or one of them; and what stands in it, by field."""

    old: Node | None
    new: Node | None
    inner: dict[str, list[Pair]] = field(default_factory=dict)
    joined: Sequence[Node] = ()
    """Nodes before the old one that are one with it in the new version."""
    divided: Sequence[Node] = ()
    """Nodes before the new one that are one with it in the old version."""


def list_fields(part: Any) -> tuple[str, ...]:
    """List the fields of a part."""
    fields: tuple[str, ...] = type(part).__struct_fields__
    return fields


def sort_field(*values: Any) -> Kind:
    """Say what a field holds, by what it has in either version: texts, nodes, or neither."""
    for value in values:
        if not isinstance(value, tuple) or not value:
            continue
        if isinstance(value[0], InlinePart):
            return "content"
        if isinstance(value[0], Node):
            return "nodes"
        lines = all(isinstance(line, tuple) for line in value)
        if isinstance(value[0], Part) or (
            lines and all(isinstance(inline, InlinePart) for line in value for inline in line)
        ):
            return "lines"
    return "plain"


class Same(NamedTuple):
    """What is known to be the same in two editions, by ids."""

    nodes: Mapping[str, str]
    """For nodes of the new version, those of the old one."""
    parted: Sequence[tuple[tuple[str, ...], tuple[str, ...]]] = ()
    """What was divided, or joined: the nodes of the old version, and those of the new one."""


class _Anchor(NamedTuple):
    """Nodes side by side that are the same: where they begin and end in both lists."""

    old: range
    new: range


def align_nodes(old: Sequence[Any], new: Sequence[Any], same: Same) -> list[Pair]:
    """Align nodes that stand side by side, in the order in which both are read."""
    if any(isinstance(node, Cell) for node in (*old, *new)) or not _can_come_alone(old, new):
        return [_pair(*two, same) for two in zip(old, new, strict=True)]
    anchors = _find_anchors(old, new, same)
    rising = sorted(find_rising([anchor.old.start for anchor in anchors]))
    end = _Anchor(range(len(old), len(old)), range(len(new), len(new)))
    pairs: list[Pair] = []
    done = _Anchor(range(0), range(0))
    for anchor in [*(anchors[at] for at in rising), end]:
        gone = old[done.old.stop : anchor.old.start]
        come = new[done.new.stop : anchor.new.start]
        pairs += (_pair(*two, same) for two in _align_gap(gone, come, same))
        if anchor is not end:
            ours, theirs = (
                nodes[at.start : at.stop] for nodes, at in zip((old, new), anchor, strict=True)
            )
            pair = _pair(ours[-1], theirs[-1], same)
            pair.joined, pair.divided = ours[:-1], theirs[:-1]
            pairs.append(pair)
        done = anchor
    return pairs


def _find_anchors(old: Sequence[Any], new: Sequence[Any], same: Same) -> list[_Anchor]:
    """Find what is known to be the same, and may be one node, in the order of the new version."""
    before = {_find_name(node): at for at, node in enumerate(old)}
    anchors = [
        anchor
        for parted in same.parted
        if (anchor := _find_parted(old, new, *parted)) is not None
    ]  # fmt: skip
    taken = {at for anchor in anchors for at in anchor.new}
    left = {at for anchor in anchors for at in anchor.old}
    for at, node in enumerate(new):
        one = before.get(_find_name(node, same.nodes))
        if one is None or one in left or at in taken or not _are_alike(old[one], node):
            continue
        anchors.append(_Anchor(range(one, one + 1), range(at, at + 1)))
    return sorted(anchors, key=lambda anchor: anchor.new.start)


def _find_parted(
    old: Sequence[Any], new: Sequence[Any], ours: tuple[str, ...], theirs: tuple[str, ...]
) -> _Anchor | None:
    """Find what was divided or joined where it stands side by side, and nothing between.

    What was divided otherwise, several nodes into several, is not one node in either version.
    """
    if len(ours) > 1 and len(theirs) > 1:
        return None
    found = []
    for nodes, names in ((old, ours), (new, theirs)):
        at = next((at for at, node in enumerate(nodes) if node.id == names[0]), None)
        if at is None or tuple(node.id for node in nodes[at : at + len(names)]) != names:
            return None
        found.append(range(at, at + len(names)))
    anchor = _Anchor(*found)
    parts = [*(old[at] for at in anchor.old), *(new[at] for at in anchor.new)]
    last = parts[len(ours) - 1], parts[-1]
    if not _are_alike(*last) or not all(
        type(part) is type(last[0]) and sort_field(getattr(part, "content", ())) == "content"
        and (part in last or not part.children())
        for part in parts
    ):  # fmt: skip
        return None
    return anchor


def align_items(
    old: Sequence[Item], new: Sequence[Item], say: Callable[[Item], Any],
    fit: Callable[[Item, Item], bool],
) -> Iterator[tuple[Item | None, Item | None]]:  # fmt: skip
    """Align what has no ids: what says the same first, between it what was edited, in order.

    What is gone stands before what came in its place.
    """
    ours, theirs = [say(one) for one in old], [say(one) for one in new]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, first, last, begin, stop in matcher.get_opcodes():
        gone, come = old[first:last], new[begin:stop]
        if kind == "equal":
            yield from zip(gone, come, strict=True)
            continue
        start = 0
        waiting: list[Item] = []
        for other in come:
            at = next((at for at in range(start, len(gone)) if fit(gone[at], other)), None)
            if at is None:
                waiting.append(other)
                continue
            yield from ((one, None) for one in gone[start:at])
            yield from ((None, one) for one in waiting)
            yield gone[at], other
            start, waiting = at + 1, []
        yield from ((one, None) for one in gone[start:])
        yield from ((None, one) for one in waiting)


def _pair(old: Node | None, new: Node | None, same: Same) -> Pair:
    pair = Pair(old, new)
    if old is None or new is None:
        return pair
    for name in list_fields(new):
        values = getattr(old, name), getattr(new, name)
        if sort_field(*values) == "nodes":
            pair.inner[name] = align_nodes(*values, same)
    return pair


def _align_gap(old: Sequence[Any], new: Sequence[Any], same: Same) -> Iterator[tuple[Any, Any]]:
    """Align what stands between the known; what is known to be elsewhere has no partner here."""
    known = set(same.nodes.values())
    waiting = {id(node) for node in old if not _is_known(node, known)}
    coming = {id(node) for node in new if not _is_known(node, same.nodes)}

    def fit(one: Any, other: Any) -> bool:
        free = id(one) in waiting and id(other) in coming
        return free and _are_alike(one, other) and measure_likeness(one, other) >= LIKE

    def say(node: Any) -> Any:
        free = id(node) in waiting or id(node) in coming
        return (type(node).__name__, _say(node)) if free else id(node)

    for one, other in align_items(old, new, say, fit):
        if one is not None and other is not None and not _are_alike(one, other):
            yield one, None
            yield None, other
        else:
            yield one, other


def _find_name(node: Any, same: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Name a node as the old version does: a line of contents by what it leads to."""
    name = node.target if isinstance(node, Entry) else node.id
    return type(node).__name__, name if same is None else same.get(name, f"\0{name}")


def _is_known(node: Any, known: Mapping[str, str] | set[str]) -> bool:
    return (node.target if isinstance(node, Entry) else node.id) in known


def _say(node: Any) -> str:
    """Say the words of a node and of all that is in it."""
    return "\n".join(
        plain_text(content) for inner in walk_blocks([node]) for _, content in inner.contents()
    )


def measure_likeness(old: Any, new: Any) -> float:
    """Measure how alike nodes are: the share of the words that both have; 1 if both say nothing."""
    ours, theirs = (Counter(split_words(_say(node))) for node in (old, new))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def _are_alike(old: Any, new: Any) -> bool:
    """Say whether two nodes can be one: of a kind, and with the look and the shape of each other.

    Only texts, numbers and what stands inside may differ.
    """
    if type(old) is not type(new):
        return False
    for name in list_fields(new):
        values = getattr(old, name), getattr(new, name)
        if name not in LOOSE and values[0] != values[1] and sort_field(*values) == "plain":
            return False
        if sort_field(*values) == "lines" and not can_merge_lines(*values):
            return False
    if isinstance(new, Table):
        heads = [[_shape(row) for row in table.head] for table in (old, new)]
        return heads[0] == heads[1] and _have_like_rows(old, new)
    return not isinstance(new, Row) or _shape(old) == _shape(new)


def can_merge_lines(old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
    """Say whether lines can be marked as a whole: an empty one cannot."""
    return old == new or all((*map(get_line, old), *map(get_line, new)))


def get_line(line: Any) -> Any:
    """Give the text of a line, whether it is one or has one."""
    return line.content if isinstance(line, SessionLine) else line


def _have_like_rows(old: Table, new: Table) -> bool:
    """Say whether rows may come and go: none may where a cell reaches over several."""
    columns = {
        sum(cell.columns for cell in row.cells) for table in (old, new) for row in table.rows[:1]
    }
    if len(columns) > 1:
        return False
    if not _reach_over((*old.rows, *new.rows)):
        return True
    forms = [[(row.form, _shape(row)) for row in table.rows] for table in (old, new)]
    return forms[0] == forms[1]


def _can_come_alone(old: Sequence[Any], new: Sequence[Any]) -> bool:
    """Say whether nodes may come and go by themselves: all but rows that hang together."""
    rows = [node for node in (*old, *new) if isinstance(node, Row)]
    return not rows or not (_reach_over(rows) or rows[0].form == "head")


def _reach_over(rows: Sequence[Row]) -> bool:
    return any(cell.rows > 1 for row in rows for cell in row.cells)


def _shape(row: Row) -> list[tuple[int, int, int]]:
    return [(cell.columns, cell.rows, cell.column) for cell in row.cells]
