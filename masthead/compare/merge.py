"""Merging: the editions of two versions of a paper become one marked Edition.

It has what both have and what either has, in the order of reading: what is gone stands before what
came in its place. ``accept_all`` and ``reject_all`` take the versions out again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from masthead.compare.align import (
    Pair,
    Same,
    align_items,
    align_nodes,
    can_merge_lines,
    get_line,
    list_fields,
    sort_field,
)
from masthead.compare.inlines import (
    Side,
    mark_whole,
    merge_content,
    merge_parted,
    name_old,
    settle_content,
    take_side,
)
from masthead.edition.edition import (
    Content,
    Contents,
    Edition,
    JointBody,
    Masthead,
    Node,
    SessionLine,
    plain_text,
)
from masthead.edition.marks import OLD, Change, Deleted, Inserted, Mark

_IDS = frozenset({"id", "call", "target", "headers"})
"""Fields that lead to nodes."""


def merge_editions(old: Edition, new: Edition, same: Same) -> Edition:
    """Merge two versions in one language into a marked Edition."""
    merger = _Merger(old, new, same)
    body = merger.merge_pairs(merger.pairs["body"])
    notes = merger.merge_pairs(merger.pairs["notes"])
    merged: Edition = merger.merge_fields(old, new, "edition", {"body": body, "notes": notes})
    return replace(merged, marks=tuple(merger.marks))


def accept_all(marked: Edition) -> Edition:
    """Take the new version out of a marked Edition; its texts are in their normal form."""
    return _Taker(marked, "new").take_edition()


def reject_all(marked: Edition) -> Edition:
    """Take the old version out of a marked Edition; its texts are in their normal form."""
    return _Taker(marked, "old").take_edition()


def settle_edition(edition: Edition) -> Edition:
    """Bring the texts of an Edition into their normal form, as merging does."""
    return _Taker(edition, "new").take_edition()


class _Merger:
    def __init__(self, old: Edition, new: Edition, same: Same) -> None:
        self.marks: list[Mark] = []
        self.pairs = {
            name: align_nodes(getattr(old, name), getattr(new, name), same)
            for name in ("body", "notes")
        }
        self.kept: dict[str, str] = {}
        """For nodes that are in both versions, each in its place: the old ids, and the new ones."""
        for pairs in self.pairs.values():
            self._list_kept(pairs)
        known = {before: after for after, before in same.nodes.items()} | self.kept
        self._names = (lambda name: known.get(name, name_old(name))), str

    def _list_kept(self, pairs: Iterable[Pair]) -> None:
        for pair in pairs:
            if pair.old is not None and pair.new is not None:
                self.kept[pair.old.id] = pair.new.id
                for inner in pair.inner.values():
                    self._list_kept(inner)

    def move(self, identifier: str) -> str:
        """Give an id of the old version as the merged one has it."""
        return self.kept.get(identifier) or name_old(identifier)

    def merge_pairs(self, pairs: Iterable[Pair]) -> tuple[Any, ...]:
        made: list[Any] = []
        for pair in pairs:
            if pair.old is None or pair.new is None:
                change: Change = "deleted" if pair.new is None else "inserted"
                made.append(self.mark_node(pair.new or pair.old, change))
            else:
                inner = {name: self.merge_pairs(kept) for name, kept in pair.inner.items()}
                merged = self.merge_fields(pair.old, pair.new, pair.new.id, inner)
                parts: list[Any] = [merged]
                if pair.joined or pair.divided:
                    parts = [*self.part_nodes(pair, merged)]
                made += parts
        return tuple(made)

    def part_nodes(self, pair: Pair, merged: Any) -> Iterator[Any]:
        """Give the parts of what was divided or joined, each with its share of the text."""
        ours, theirs = (
            [getattr(node, "content", ()) for node in nodes]
            for nodes in ((*pair.joined, pair.old), (*pair.divided, pair.new))
        )
        *texts, last = merge_parted(ours, theirs, self._names, self.move)
        nodes: list[Any] = [*pair.joined, *pair.divided]
        for node, text in zip(nodes, texts, strict=True):
            if pair.joined:
                self.marks.append(Mark(name_old(node.id), "kept", (("id", node.id),), "deleted"))
                yield replace(node, id=name_old(node.id), content=text)
            else:
                self.marks.append(Mark(node.id, "kept", (), "inserted"))
                yield replace(node, content=text)
        yield replace(merged, content=last)

    def mark_node(self, node: Any, change: Change) -> Any:
        """Mark a node, and all in it, that came or went as a whole."""
        made: dict[str, Any] = {}
        for name in list_fields(node):
            value = getattr(node, name)
            match sort_field(value):
                case "content":
                    made[name] = mark_whole(value, change, self.move)
                case "lines":
                    made[name] = tuple(mark_whole(line, change, self.move) for line in value)
                case "nodes":
                    made[name] = tuple(self.mark_node(inner, change) for inner in value)
                case _ if change == "deleted" and leads(node, name):
                    made[name] = rename(value, name_old if name == "id" else self.move)
        merged = replace(node, **made)
        was = (("id", node.id),) if change == "deleted" else ()
        self.marks.append(Mark(merged.id, change, was))
        return merged

    def merge_fields(self, old: Any, new: Any, mark: str, inner: Mapping[str, Any]) -> Any:
        """Merge the fields of two parts; ``inner`` has those that hold nodes."""
        made: dict[str, Any] = dict(inner)
        was: list[tuple[str, Any]] = []
        for name in list_fields(new):
            before, after = getattr(old, name), getattr(new, name)
            kind = sort_field(before, after)
            if name in inner:
                continue
            if isinstance(before, Masthead | JointBody) and isinstance(after, type(before)):
                made[name] = self.merge_fields(before, after, name, {})
            elif kind == "content":
                made[name] = merge_content(before, after, self._names, self.move)
            elif kind == "lines" and can_merge_lines(before, after):
                made[name] = self.merge_lines(before, after)
            elif before != after:
                was.append((name, before))
        if was:
            self.marks.append(Mark(mark, "kept", tuple(was)))
        return replace(new, **made)

    def merge_lines(self, old: Sequence[Any], new: Sequence[Any]) -> tuple[Any, ...]:
        """Merge the lines of a masthead, or texts that stand in one node."""
        lines: list[Any] = []
        for before, after in align_items(old, new, _say_line, _fit_lines):
            if before is None:
                lines.append(_fill_line(after, mark_whole(get_line(after), "inserted")))
            elif after is None:
                lines.append(
                    _fill_line(before, mark_whole(get_line(before), "deleted", self.move))
                )  # fmt: skip
            else:
                lines.append(self._merge_line(before, after))
        return tuple(lines)

    def _merge_line(self, old: Any, new: Any) -> Any:
        merged = merge_content(get_line(old), get_line(new), self._names, self.move)
        return _fill_line(new, merged)


def _say_line(line: Any) -> Any:
    name = (line.kind, line.look) if isinstance(line, SessionLine) else None
    return name, plain_text(get_line(line))


def _fit_lines(old: Any, new: Any) -> bool:
    """Say whether lines are the same one, edited; those of a masthead are told by what they are."""
    if isinstance(new, SessionLine):
        return (old.kind, old.look) == (new.kind, new.look)
    return True


def _fill_line(line: Any, content: Any) -> Any:
    return replace(line, content=content) if isinstance(line, SessionLine) else content


def leads(part: Any, field: str) -> bool:
    """Say whether a field of a part leads to nodes."""
    return field in _IDS or (field == "scope" and isinstance(part, Contents))


def rename(value: Any, name: Any) -> Any:
    """Give a field that leads to nodes other ids."""
    if isinstance(value, tuple):
        return tuple(map(name, value))
    return name(value) if value else value


class _Taker:
    """Takes one version out of a marked Edition."""

    def __init__(self, marked: Edition, side: Side) -> None:
        self.marked = marked
        self.side = side
        self.marks = {mark.id: mark for mark in marked.marks}
        self.gone = "deleted" if side == "new" else "inserted"
        self.was = {mark.id: mark.find("id", mark.id) for mark in marked.marks}

    def unmove(self, identifier: str) -> str:
        """Give back an id of the old version."""
        return self.was.get(identifier) or identifier.removeprefix(OLD)

    def take_edition(self) -> Edition:
        taken: Edition = self.take_part(self.marked, "edition")
        return replace(taken, marks=())

    def take_part(self, part: Any, identifier: str) -> Any:
        made: dict[str, Any] = {}
        mark = self.marks.get(identifier)
        is_old = mark is not None and mark.change == "deleted"
        for name in list_fields(part):
            value = getattr(part, name)
            kind = sort_field(value)
            if isinstance(value, Masthead | JointBody):
                made[name] = self.take_part(value, name)
            elif kind == "content":
                made[name] = take_side(value, self.side, self.unmove)
            elif kind == "lines":
                made[name] = self.take_lines(value)
            elif kind == "nodes":
                made[name] = self.take_nodes(value)
            elif is_old and leads(part, name):
                made[name] = rename(value, self.unmove)
        if self.side == "old" and mark is not None:
            made |= {name: settle_field(value) for name, value in mark.was}
        return replace(part, **made)

    def take_nodes(self, nodes: Iterable[Node]) -> tuple[Any, ...]:
        taken: list[Any] = []
        before: Content = ()
        for node in nodes:
            mark = self.marks.get(node.id)
            if mark is not None and mark.change == self.gone:
                continue
            part = self.take_part(node, node.id)
            if mark is not None and mark.ends == self.gone:
                before = (*before, *part.content)
                continue
            if before:
                part = replace(part, content=settle_content((*before, *part.content)))
                before = ()
            taken.append(part)
        return tuple(taken)

    def take_lines(self, lines: Sequence[Any]) -> tuple[Any, ...]:
        gone = Deleted if self.side == "new" else Inserted
        return tuple(
            _fill_line(line, take_side(get_line(line), self.side, self.unmove))
            for line in lines
            if not (len(get_line(line)) == 1 and isinstance(get_line(line)[0], gone))
        )


def settle_field(value: Any) -> Any:
    """Bring what a field was into its normal form, if it holds lines."""
    if sort_field(value) != "lines":
        return value
    return tuple(_fill_line(line, settle_content(get_line(line))) for line in value)
