"""Structure: labels, headings, lists and notes are built as the Editorial Manual wants them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from masthead.check.inspection import Inspection
from masthead.check.passage import Passage
from masthead.check.pattern import Pattern
from masthead.check.rule import Hit, rule
from masthead.paper import Annex, Heading, Subparagraph, Unit, walk_units

HEADINGS = "UN Editorial Manual, headings"
PARAGRAPHS = "UN Editorial Manual, paragraphs and subparagraphs"

_TYPED = Pattern(
    r"\A(?:(?P<label>\((?:[a-z]{1,4}|[一二三四五六七八九十]{1,3}|[أ-ي])\)|[a-z]\))|(?P<bullet>[•·▪◦*–—-](?=\s))"
    r"|(?P<number>\d{1,3}[.)](?=\s|[\u3400-\u9fff])|[一二三四五六七八九十]{1,3}[、.．])"
    r"|(?P<roman>[IVX]{1,5}\.(?=\s)))[ \u3000]*"
)


@rule(
    "X001",
    "{found!r} is typed",
    "delete it: layout makes labels, numbers and bullets",
    source="the source format: numbers and labels are never typed",
    mends=True,
)
def leave_labels_to_layout(passage: Passage) -> Iterator[Hit]:
    """No label, number or bullet is typed before a text.

    A typed label stands beside the one that layout makes, and does not move with its unit.

    Good: Threats to use nuclear weapons;
    Good: V. Example spoke.
    Bad: (a) Threats to use nuclear weapons;
    Bad: 1. Threats to use nuclear weapons.
    Bad: • Threats to use nuclear weapons;
    """
    kind, node = passage.subject.kind, passage.subject.node
    for match in _TYPED.find(passage.text) if node is not None else ():
        if match["roman"] and kind not in ("heading", "annex"):
            continue  # V. Example: an initial
        if match["number"] and kind == "note":
            continue  # a citation may begin with a number
        counted = kind == "subparagraph" or getattr(
            node, "counted", getattr(node, "numbered", False)
        )
        sure = counted or not (match["roman"] or match["number"])
        yield passage.hit(*match.span(), "" if sure else None, found=match[0].strip())


@rule(
    "X002",
    "one subparagraph alone",
    "join it with the text above, or add a second one",
    source=PARAGRAPHS,
    reads="paper",
)
def pair_subparagraphs(inspection: Inspection) -> Iterator[Hit]:
    """Where there is an (a), there is a (b).

    A list of one is no list.

    Good: a paragraph with subparagraphs (a) and (b)
    Bad: a paragraph with subparagraph (a) alone
    """
    for subject in inspection.subjects:
        lettered = [below for below in list_subparagraphs(subject.node) if below.numbered]
        if len(lettered) == 1:
            yield Hit(lettered[0].place, 0, {}, subject)


@rule(
    "X003",
    "one heading of level {level} alone",
    "leave it out, or add a second one at its level",
    source=HEADINGS,
    reads="paper",
)
def pair_headings(inspection: Inspection) -> Iterator[Hit]:
    """Where there is a heading A, there is a heading B.

    A section is divided into at least two parts, or not at all.

    Good: headings A and B under heading I
    Bad: heading A alone under heading I
    """
    for group in list_groups(inspection):
        for level, headings in _gather_siblings(group):
            top = level == min(heading.level for heading in _list_headings(group))
            if len(headings) == 1 and (headings[0].numbered or not top):
                subject = inspection.find_subject(headings[0])
                yield Hit(headings[0].place, 0, {"level": level}, subject)


def list_groups(inspection: Inspection) -> Iterator[Sequence[Unit]]:
    """The units of the text itself, and those in each of its units."""
    yield inspection.paper.text
    for unit in walk_units(inspection.paper.text):
        yield tuple(unit.children())


def list_subparagraphs(unit: Unit | None) -> list[Subparagraph]:
    """List the subparagraphs that stand directly in a unit, and the text between and after them."""
    inner = unit.children() if unit is not None else ()
    return [below for below in inner if isinstance(below, Subparagraph)]


def _list_headings(units: Sequence[Unit]) -> list[Heading]:
    return [unit for unit in units if isinstance(unit, Heading)]


def _gather_siblings(units: Sequence[Unit]) -> Iterator[tuple[int, list[Heading]]]:
    """Go through the runs of headings of one level under the same heading above."""
    headings = _list_headings(units)
    for level in sorted({heading.level for heading in headings}):
        run: list[Heading] = []
        for heading in headings:
            if heading.level < level and run:
                yield level, run
                run = []
            elif heading.level == level:
                run.append(heading)
        if run:
            yield level, run


@rule(
    "X004",
    "nothing stands under this heading",
    "write its text, or delete it",
    source=HEADINGS,
    reads="paper",
)
def write_under_headings(inspection: Inspection) -> Iterator[Hit]:
    """Under every heading stands a text or a heading of a lower level.

    Two headings of one level in a row: the text between them is missing.

    Good: a heading, then a paragraph
    Bad: a heading, then a heading of the same level
    """
    for group in list_groups(inspection):
        for unit, following in itertools.zip_longest(group, group[1:]):
            if isinstance(unit, Heading):
                below = not isinstance(following, Heading) or following.level > unit.level
                if following is None or isinstance(following, Annex) or not below:
                    yield Hit(unit.place, 0, {}, inspection.find_subject(unit))


@rule(
    "X005",
    "a heading of level {level} under one of level {above}",
    "use level {wanted}",
    source=HEADINGS,
    reads="paper",
)
def step_down_one_level(inspection: Inspection) -> Iterator[Hit]:
    """Headings go down one level at a time.

    A level that is left out makes a hole in the outline that readers and screen readers use.

    Good: level 1, then level 2
    Bad: level 1, then level 3
    """
    for group in list_groups(inspection):
        headings = _list_headings(group)
        used = sorted({heading.level for heading in headings})
        for above, heading in itertools.pairwise(headings):
            if used.index(heading.level) > used.index(above.level) + 1:
                wanted = used[used.index(above.level) + 1]
                fields = {"level": heading.level, "above": above.level, "wanted": wanted}
                yield Hit(heading.place, 0, fields, inspection.find_subject(heading))


@rule(
    "X006",
    "some headings of level {level} are numbered and this one is not like them",
    "number all headings of a level, or none",
    source=HEADINGS,
    reads="paper",
)
def number_headings_alike(inspection: Inspection) -> Iterator[Hit]:
    """Headings of one level are all numbered, or none is.

    A number that is missing looks like a section that is missing.

    Good: headings A, B and C
    Bad: headings A, B and one without a letter
    """
    for group in list_groups(inspection):
        for level, headings in _gather_siblings(group):
            numbered = [heading for heading in headings if heading.numbered]
            others = [heading for heading in headings if not heading.numbered]
            for heading in min(numbered, others, key=len):
                yield Hit(heading.place, 0, {"level": level}, inspection.find_subject(heading))


@rule(
    "X007",
    "note {key!r} is written after {after!r}, which is called later",
    "write the notes in the order in which they are called",
    source="UN Editorial Manual, footnotes",
    reads="paper",
)
def keep_notes_in_order(inspection: Inspection) -> Iterator[Hit]:
    """Notes are written in the order in which they are called: those of the paper, and a table's.

    Their numbers and letters follow from the calls in any case; the order helps those who edit.

    Good: notes one and two, called in this order
    Bad: notes two and one, called the other way round
    """
    units = walk_units(inspection.paper.text)
    groups = [inspection.paper.notes, *(unit.own_notes() for unit in units)]
    for code in inspection.paper.built_versions[:1]:
        order = {note: number for number, note in enumerate(inspection.find_calls(code))}
        for notes in groups:
            kept = [(key, note) for key, note in notes.items() if id(note) in order]
            for (before, above), (key, note) in itertools.pairwise(kept):
                if order[id(note)] < order[id(above)]:
                    fields = {"key": key, "after": before}
                    yield Hit(note.place, 0, fields, inspection.find_subject(note))
