"""Blocks: which paragraphs and tables of two stories stand for each other, and how they merge.

A paragraph keeps its style and its place in a list: one with others is deleted and inserted whole,
and so is a table whose columns or joined cells are others. A story, and every cell, ends with a
paragraph that is in both versions, for its mark cannot go.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby

from lxml.etree import _Element
from msgspec import Struct, field

from masthead.compare.align import Same, align_items
from masthead.compare.matching import LIKE, find_rising
from masthead.compare.words import split_words
from masthead.render.docx.table_styles import KEPT, LAST
from masthead.render.tracked.marking import W

NODE = "node"
"""The attribute of a paragraph that says of which node it is."""
_FIXED = frozenset({"masthead", "title", "subtitle", "byline"})
"""Nodes that every edition has."""
_LOOSE = frozenset({f"{W}{name}" for name in ("rPr", "spacing", "outlineLvl", "numPr")})
"""Properties of a paragraph that are its look, or are compared by what they mean."""

_ENDINGS = re.compile(f"({'|'.join((KEPT, LAST))})$".replace("_", ""))
"""What a style's id ends with because of what comes after: whether a row stays with the next."""


class Block(Struct):
    """A paragraph, a table, or paragraphs in which a field goes on: what contents are."""

    elements: list[_Element]
    node: str
    """The node of the first paragraph, as the new version names it."""

    @property
    def is_paragraph(self) -> bool:
        """Whether it is one paragraph."""
        return len(self.elements) == 1 and self.elements[0].tag == f"{W}p"

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.elements[0].tag == f"{W}tbl"


class Pair(Struct):
    """Blocks that stand for each other: of one version alone, or of both; then all in them, too.

    Either side has several paragraphs where one was divided, or some were joined.
    """

    old: list[Block] = field(default_factory=list)
    new: list[Block] = field(default_factory=list)
    inner: list[Pair] = field(default_factory=list)
    """What stands in both: rows of a table, paragraphs of contents."""
    rows: list[RowPair] = field(default_factory=list)


class RowPair(Struct):
    """Rows that stand for each other, and what stands in their cells."""

    old: _Element | None
    new: _Element | None
    cells: list[list[Pair]] = field(default_factory=list)


Band = list[_Element]
"""Rows of a table that hang together: a cell reaches over them, or there is only one."""
Fit = Callable[[_Element, _Element], bool]
"""Says whether two paragraphs have one place in a list, or none."""


class Aligner:
    """Aligns the blocks of two stories."""

    def __init__(self, same: Same, fit_numbers: Fit) -> None:
        self._after = {old: new for new, old in same.nodes.items()}
        self._parted = [
            (tuple(self._after.get(name, f"\0{name}") for name in old), new)
            for old, new in same.parted
        ]
        self._fit_numbers = fit_numbers

    def align_text(self, old: _Element, new: _Element) -> list[Pair]:
        """Align two texts: each ends with the rule under it, whatever that looks like."""
        ours, theirs = self._list_blocks(old, is_old=True), self._list_blocks(new, is_old=False)
        return [*self._align(ours[:-1], theirs[:-1]), Pair(ours[-1:], theirs[-1:])]

    def align_story(self, old: _Element, new: _Element) -> list[Pair] | None:
        """Align what stands in a note, a head or a cell; None where their ends cannot be one."""
        ours, theirs = self._list_blocks(old, is_old=True), self._list_blocks(new, is_old=False)
        if not ours or not theirs:
            return None
        if len(ours) == len(theirs) and not any(block.node for block in (*ours, *theirs)):
            placed = [self.align_block(*two) for two in zip(ours, theirs, strict=True)]
            if None not in placed:  # heads and feet: each line has its place
                return [pair for pair in placed if pair is not None]
        last = self.align_block(ours[-1], theirs[-1])
        if last is None:
            return None
        return [*self._align(ours[:-1], theirs[:-1]), last]

    def _list_blocks(self, holder: _Element, *, is_old: bool) -> list[Block]:
        blocks: list[Block] = []
        depth = 0
        for child in holder:
            if child.tag not in (f"{W}p", f"{W}tbl"):
                continue
            begins = depth == 0
            if child.tag == f"{W}p":
                kinds = Counter(
                    node.get(f"{W}fldCharType") for node in child.iter(f"{W}fldChar")
                )  # fmt: skip
                depth += kinds["begin"] - kinds["end"]
            if begins:
                named = next(child.iter(f"{W}p"), child).get(NODE, "")
                blocks.append(Block([child], self._name(named) if is_old else named))
            else:
                blocks[-1].elements.append(child)
        return blocks

    def _name(self, node: str) -> str:
        """Name a node of the old version as the new one does, which has none for what is gone."""
        return self._after.get(node) or (node if node in _FIXED or not node else f"\0{node}")

    # --- sequences ------------------------------------------------------------------------

    def _align(self, old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
        """Align by nodes, then in between by words."""
        ours, theirs = _group(old), _group(new)
        before = {group[0].node: at for at, group in enumerate(ours)}
        anchors = [
            (before[group[0].node], at)
            for at, group in enumerate(theirs)
            if group[0].node and group[0].node in before
        ]
        pairs: list[Pair] = []
        done = (0, 0)
        rising = [anchors[at] for at in sorted(find_rising([one for one, _ in anchors]))]
        for one, other in [*rising, (len(ours), len(theirs))]:
            gone, come = (
                [block for group in groups[start:stop] for block in group]
                for groups, start, stop in ((ours, done[0], one), (theirs, done[1], other))
            )
            pairs += self._align_gap(gone, come)
            if one < len(ours):
                pairs += self._align_gap(ours[one], theirs[other], known=True)
            done = one + 1, other + 1
        return self._part(pairs)

    def _align_gap(
        self, old: Sequence[Block], new: Sequence[Block], *, known: bool = False
    ) -> Iterator[Pair]:
        """Align blocks by their words; what is ``known`` to be one node may have other words."""
        if known and len(old) == len(new) == 1:
            pair = self.align_block(old[0], new[0])
            yield from [pair] if pair else [Pair(old=[old[0]]), Pair(new=[new[0]])]
            return

        def fit(one: Block, other: Block) -> bool:
            like = (known and _read_style(one) == _read_style(other)) or (
                _share_words(_read_words(one), _read_words(other)) >= LIKE
            )
            return like and self.align_block(one, other) is not None

        for one, other in align_items(old, new, _say, fit):
            pair = None
            if one is not None and other is not None:
                pair = self.align_block(one, other)
            if pair is not None:
                yield pair
                continue
            if one is not None:
                yield Pair(old=[one])
            if other is not None:
                yield Pair(new=[other])

    def _part(self, pairs: list[Pair]) -> list[Pair]:
        """Put together what was divided or joined, where it stands side by side."""
        for ours, theirs in self._parted:
            at = next(
                (at for at, pair in enumerate(pairs)
                 if pair.old and pair.new and pair.new[0].node in theirs
                 and pair.old[0].node == pair.new[0].node), None,
            )  # fmt: skip
            wanted = {*ours, *theirs}
            if at is None:
                at = next(
                    (at for at, pair in enumerate(pairs) if _names(pair) & wanted), None
                )  # fmt: skip
            if at is None:
                continue
            first, last = at, at + 1
            while first and _names(pairs[first - 1]) & wanted:
                first -= 1
            while last < len(pairs) and _names(pairs[last]) & wanted:
                last += 1
            old = [block for pair in pairs[first:last] for block in pair.old]
            new = [block for pair in pairs[first:last] for block in pair.new]
            if self._can_part(old, new, ours, theirs):
                pairs[first:last] = [Pair(old, new)]
        return pairs

    def _can_part(
        self, old: list[Block], new: list[Block], ours: tuple[str, ...], theirs: tuple[str, ...]
    ) -> bool:
        if tuple(block.node for block in old) != ours:
            return False
        if tuple(block.node for block in new) != theirs or min(len(old), len(new)) != 1:
            return False
        return all(block.is_paragraph for block in (*old, *new)) and self._fit_paragraphs(
            old[-1].elements[0], new[-1].elements[0]
        )

    # --- blocks ---------------------------------------------------------------------------

    def align_block(self, old: Block, new: Block) -> Pair | None:
        """Align two blocks; None where they cannot be one."""
        if old.is_paragraph and new.is_paragraph:
            fits = self._fit_paragraphs(old.elements[0], new.elements[0])
            return Pair([old], [new]) if fits else None
        if old.is_table and new.is_table:
            rows = self._align_rows(old.elements[0], new.elements[0])
            return None if rows is None else Pair([old], [new], rows=rows)
        if old.is_paragraph or new.is_paragraph or old.is_table or new.is_table:
            return None
        return self._align_fields(old, new)

    def _fit_paragraphs(self, old: _Element, new: _Element) -> bool:
        return _write_properties(old) == _write_properties(new) and self._fit_numbers(old, new)

    def _align_fields(self, old: Block, new: Block) -> Pair | None:
        """Align contents, whose first and last lines hold the field: those must be in both."""
        codes = [
            [node.text for node in block.elements[0].iter(f"{W}instrText")][:1]
            for block in (old, new)
        ]  # fmt: skip
        ours, theirs = (
            [Block([element], element.get(NODE, "")) for element in block.elements]
            for block in (old, new)
        )
        if codes[0] != codes[1]:
            return None
        ends = [self.align_block(ours[at], theirs[at]) for at in (0, -1)]
        if ends[0] is None or ends[1] is None:
            return None
        inside = list(self._align_gap(ours[1:-1], theirs[1:-1]))
        return Pair([old], [new], [ends[0], *inside, ends[1]])

    def _align_rows(self, old: _Element, new: _Element) -> list[RowPair] | None:
        """Align the rows of two tables; those over which a cell reaches come and go together."""
        ours, theirs = (_list_bands(table) for table in (old, new))
        grids = [len(list(table.iter(f"{W}gridCol"))) for table in (old, new)]
        if grids[0] != grids[1]:
            return None
        names = {id(band): self._name(_find_node(band[0])) for band in ours if _find_node(band[0])}
        names |= {id(band): _find_node(band[0]) for band in theirs if _find_node(band[0])}
        if not names:  # each has its place
            return self._align_band([*chain(*ours)], [*chain(*theirs)])
        made: list[RowPair] = []

        def fit(one: Band, other: Band) -> bool:
            alike = names.get(id(one), "") == names.get(id(other)) or (
                _share_words(_read_band(one), _read_band(other)) >= LIKE
            )
            return alike and self._align_band(one, other) is not None

        for one, other in align_items(ours, theirs, _read_band, fit):
            pairs = self._align_band(one, other)
            if pairs is not None:
                made += pairs
                continue
            made += [RowPair(row, None) for row in one or ()]
            made += [RowPair(None, row) for row in other or ()]
        return made if any(row.old is not None and row.new is not None for row in made) else None

    def _align_band(self, old: Band | None, new: Band | None) -> list[RowPair] | None:
        """Align rows that hang together, each with the one in its place."""
        if old is None or new is None or len(old) != len(new):
            return None
        pairs = [self._align_cells(*rows) for rows in zip(old, new, strict=True)]
        return None if None in pairs else [pair for pair in pairs if pair is not None]

    def _align_cells(self, old: _Element, new: _Element) -> RowPair | None:
        """Align the cells of two rows; None where their shape is another."""
        ours, theirs = (list(row.iterchildren(f"{W}tc")) for row in (old, new))
        if [*map(_shape, ours)] != [*map(_shape, theirs)] or _is_head(old) != _is_head(new):
            return None
        cells = []
        for one, other in zip(ours, theirs, strict=True):
            pairs = self.align_story(one, other)
            if pairs is None:
                return None
            cells.append(pairs)
        return RowPair(old, new, cells)


def _group(blocks: Sequence[Block]) -> list[list[Block]]:
    return [list(group) for _, group in groupby(blocks, lambda block: block.node)]


def _names(pair: Pair) -> set[str]:
    return {block.node for block in (*pair.old, *pair.new)}


def _find_node(row: _Element) -> str:
    return next(row.iter(f"{W}p"), row).get(NODE, "")


def _say(block: Block) -> tuple[str, str]:
    return _read_style(block), _read_words(block)


def _read_style(block: Block) -> str:
    style = block.elements[0].find(f"{W}pPr/{W}pStyle")
    return str(block.elements[0].tag) if style is None else style.get(f"{W}val", "")


def _read_words(block: Block) -> str:
    return "\n".join(map(_read_text, block.elements))


def _read_text(element: _Element) -> str:
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        for paragraph in element.iter(f"{W}p")
    )


def _share_words(old: str, new: str) -> float:
    """Say which share of the words both have; 1 if both say nothing."""
    ours, theirs = Counter(split_words(old)), Counter(split_words(new))
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def _write_properties(paragraph: _Element) -> list[tuple[str, list[tuple[str, str]]]]:
    """Write what a paragraph is, without its look and its list."""
    properties = paragraph.find(f"{W}pPr")
    return [
        (
            str(node.tag),
            [(str(key), _ENDINGS.sub("", str(value))) for key, value in node.attrib.items()],
        )
        for child in (() if properties is None else properties)
        if child.tag not in _LOOSE
        for node in child.iter()
    ]


def _list_bands(table: _Element) -> list[Band]:
    """List the rows of a table, those over which a cell reaches as one band."""
    bands: list[Band] = []
    for row in table.iterchildren(f"{W}tr"):
        goes_on = any(
            mark.get(f"{W}val", "continue") == "continue"
            for cell in row.iterchildren(f"{W}tc")
            for mark in cell.iterfind(f"{W}tcPr/{W}vMerge")
        )
        if goes_on and bands:
            bands[-1].append(row)
        else:
            bands.append([row])
    return bands


def _read_band(band: Band) -> str:
    return "\n".join(map(_read_text, band))


def _is_head(row: _Element) -> bool:
    return row.find(f"{W}trPr/{W}tblHeader") is not None


def _shape(cell: _Element) -> tuple[str, str]:
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    return (
        "1" if span is None else span.get(f"{W}val", ""),
        "" if merge is None else merge.get(f"{W}val", "continue"),
    )
