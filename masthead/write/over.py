"""Writing a paper over its file: what did not change stays as its author wrote it.

Comments, quotes, the order of keys and empty lines are kept. A unit is the one that it was when it
comes from the same place of the file; whatever else about it has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from masthead.diagnostic import Place
from masthead.paper.paper import Paper
from masthead.paper.units import Paragraph
from masthead.syntax.text import Text
from masthead.syntax.yaml import LocatedDict, LocatedList
from masthead.write.sheet import Sheet, Span
from masthead.write.tree import Branch, is_same, make_tree
from masthead.write.yaml import put_dash, write_entry, write_item

_MARK = b"\xef\xbb\xbf"


def write_over(data: bytes, old: Paper, new: Paper) -> bytes:
    """Write a paper over the bytes of its file, from which ``old`` was read.

    Raises PaperError when they are no YAML.
    """
    before, after = make_tree(old), make_tree(new)
    if is_same(before, after):
        return data
    sheet = Sheet(data, old.file)
    lines = list(_Merger(sheet, before).merge_paper(after))
    ending = next((end for end in ("\r\n", "\n", "\r") if end.encode() in data), "\n")
    return (_MARK if data.startswith(_MARK) else b"") + ending.join(lines).encode()


class _Known:
    """An item of a list that is in the file: its tree, its lines, and the column of its dash."""

    def __init__(self, tree: Branch, located: LocatedDict, span: Span, dash: int) -> None:
        self.tree = tree
        self.located = located
        self.span = span
        self.dash = dash


class _Merger:
    def __init__(self, sheet: Sheet, before: Branch) -> None:
        self.sheet = sheet
        self.before = before
        self.known: dict[Place, _Known] = {}
        self.kept: set[Place] = set()
        """Where the units stood that are still there."""
        self._index(before, sheet.tree, sheet.whole)

    def _index(self, tree: Any, located: Any, span: Span) -> None:
        """Note every unit of the file by its place."""
        if not self.sheet.is_block(located):
            return
        if isinstance(located, LocatedDict) and isinstance(tree, Mapping):
            for key, inner in self.sheet.find_keys(located, span).items():
                if key in tree:
                    self._index(tree[key], located[key], inner)
        elif isinstance(located, LocatedList) and isinstance(tree, list):
            spans = self.sheet.find_items(located, span)
            for item, there, inner in zip(tree, located, spans, strict=False):
                if isinstance(item, list):
                    self._index(item, there, inner)
                elif isinstance(item, Branch) and item.place and isinstance(there, LocatedDict):
                    dash = self.sheet.find_dash(there.place)
                    self.known[item.place] = _Known(item, there, inner, dash or 0)
                    self._index(item, there, inner)

    def merge_paper(self, after: Branch) -> Iterator[str]:
        """Merge the whole file, with what stands after its last entry."""
        spans = self.sheet.find_keys(self.sheet.tree, self.sheet.whole)
        self.kept = set(_list_places(after))
        yield from self.sheet.lines[: min(span.lead for span in spans.values()) - 1]
        yield from self._merge_keys(self.before, after, self.sheet.tree, self.sheet.whole, 0)
        yield from self.sheet.lines[self.sheet.whole.end - 1 :]

    def _merge_keys(
        self, old: Mapping[str, Any], new: Mapping[str, Any], located: LocatedDict, span: Span,
        indent: int,
    ) -> Iterator[str]:  # fmt: skip
        """Merge a mapping: the file's keys in their order, new ones beside their neighbours."""
        spans = self.sheet.find_keys(located, span)
        waiting = [
            key
            for key, value in new.items()
            if key not in spans and not (key in old and is_same(old[key], value))
        ]
        order = list(new)
        brief = getattr(new, "is_brief", False)
        for key, inner in spans.items():
            yield from self._write_new(waiting, order, key, new, indent)
            unchanged = key not in old and key not in new  # only what is so without it
            if unchanged or (key in old and key in new and is_same(old[key], new[key])):
                yield from self.sheet.read(inner.lead, inner.start)
                yield from self._read_entry(inner, indent)
            elif key in new:
                yield from self.sheet.read(inner.lead, inner.start)
                yield from self._merge_value(
                    key, old.get(key), new[key], located[key], inner, indent, brief=brief
                )
            else:
                yield from self._read_said(inner)
        yield from self._write_new(waiting, order, None, new, indent)

    def _write_new(
        self, waiting: list[str], order: list[str], before: str | None, new: Mapping[str, Any],
        indent: int,
    ) -> Iterator[str]:  # fmt: skip
        """Write the new keys whose place is before a key of the file, or at the end."""
        if before is not None and before not in order:
            return
        last = len(order) if before is None else order.index(before)
        for key in [key for key in waiting if order.index(key) < last]:
            waiting.remove(key)
            brief = getattr(new, "is_brief", False)
            yield from write_entry(key, new[key], indent, brief=brief)

    def _find_next(self, items: list[Any], within: Span) -> int:
        """Find the line of the first of some items that stood in a list before, or its end."""
        known = (self.known.get(item.place) for item in items
                 if isinstance(item, Branch) and item.place)  # fmt: skip
        starts = (one.span.start for one in known if one is not None)
        return next((line for line in starts if within.start <= line < within.end), within.end)

    def _read_said(self, span: Span) -> list[str]:
        """Read what is said above an entry that is gone: it may be about what follows."""
        lead = self.sheet.read(span.lead, span.start)
        return lead if any(map(str.strip, lead)) else []

    def _read_entry(self, span: Span, indent: int) -> list[str]:
        """Read an entry's lines; the first one of an item has a space in place of its dash."""
        first, *more = self.sheet.read(span.start, span.end)
        return [" " * indent + first[indent:], *more]

    def _merge_value(
        self, key: str, old: Any, new: Any, located: Any, span: Span, indent: int, *, brief: bool
    ) -> Iterator[str]:
        if self.sheet.is_block(located) and located.place.line > span.start:
            inner = Span(span.start + 1, span.start + 1, span.end)
            head = self._read_entry(Span(span.start, span.start, span.start + 1), indent)
            if _are(Mapping, old, new) and new:
                yield from head
                column = located.place.column - 1
                yield from self._merge_keys(old, new, located, inner, column)
                return
            if _are(list, old, new) and new:
                yield from head
                yield from self._merge_items(old, new, located, inner)
                return
        first, *more = write_entry(key, new, indent, brief=brief)
        yield first + self.sheet.comments.get(span.start, "")
        yield from more

    def _merge_items(
        self, old: list[Any], new: list[Any], located: LocatedList, within: Span
    ) -> Iterator[str]:
        """Merge a list: items of the file wherever they stand now, and new ones."""
        spans = self.sheet.find_items(located, within)
        dash = self.sheet.find_dash(located.items[0]) or 0
        apart = any(span.lead < span.start for span in spans[1:])
        gone = [
            span for span, item in zip(spans, old, strict=False)
            if isinstance(item, Branch) and item.place and item.place not in self.kept
        ]  # fmt: skip
        for number, item in enumerate(new):
            known = self.known.get(item.place) if isinstance(item, Branch) and item.place else None
            while gone and gone[0].start < self._find_next(new[number:], within):
                yield from self._read_said(gone.pop(0))
            if known is not None:
                yield from self._move(self._merge_item(known, item), dash - known.dash)
            elif number < len(old) and is_same(old[number], item):
                yield from self.sheet.read(spans[number].lead, spans[number].end)
            elif (
                number < len(old)
                and _are(list, old[number], item)
                and self.sheet.is_block(located[number])
            ):
                span = spans[number]
                yield from self.sheet.read(span.lead, span.start)
                row = Span(span.start, span.start, span.end)
                lines = self._merge_items(old[number], item, located[number], row)
                yield from put_dash(lines, dash)
            else:
                yield from ("",) if apart and number else ()
                yield from write_item(item, dash)
        for span in gone:
            yield from self._read_said(span)

    def _merge_item(self, known: _Known, item: Branch) -> Iterator[str]:
        span = known.span
        if is_same(known.tree, item):
            yield from self.sheet.read(span.lead, span.end)
            return
        yield from self.sheet.read(span.lead, span.start)
        if not self.sheet.is_block(known.located):
            yield from write_item(item, known.dash)
            return
        column = known.located.place.column - 1
        old, new = (_spell(tree, known.located) for tree in (known.tree, item))
        lines = self._merge_keys(old, new, known.located, span, column)
        yield from put_dash(lines, known.dash)

    @staticmethod
    def _move(lines: Iterator[str], columns: int) -> Iterator[str]:
        """Move lines to the right or left, empty ones excepted."""
        for line in lines:
            if not line.strip():
                yield line
            else:
                yield " " * columns + line if columns >= 0 else line[-columns:]


def _spell(tree: Branch, located: LocatedDict) -> Mapping[str, Any]:
    """Spell a paragraph that may be its words alone with its key, where its author did."""
    if Paragraph.kind not in located or Paragraph.kind in tree:
        return tree
    words = {key: value for key, value in tree.items() if isinstance(value, Text)}
    rest = {key: value for key, value in tree.items() if key not in words}
    numbered = {"numbered": False} if "numbered" in located else {}
    return {Paragraph.kind: words, **numbered, **rest}


def _list_places(tree: Any) -> Iterator[Place]:
    """List where the units of a tree stood in the file."""
    if isinstance(tree, Branch) and tree.place:
        yield tree.place
    if isinstance(tree, Mapping | list):
        for inner in tree.values() if isinstance(tree, Mapping) else tree:
            yield from _list_places(inner)


def _are(kind: type, *values: Any) -> bool:
    return all(isinstance(value, kind) for value in values)
