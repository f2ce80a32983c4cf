"""Numbers, labels and ids: decided for the structure once, printed the same everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from masthead.edition.counting import Numbered, Scope
from masthead.edition.letters import write_annex_label
from masthead.edition.problems import NO_LABEL, NOTHING_BEFORE, TOO_DEEP
from masthead.kinds import Rules
from masthead.language.numerals import strip_point, write_label
from masthead.paper import (
    AgendaItem,
    Alternatives,
    Annex,
    Annotation,
    Heading,
    List,
    ListItem,
    Operative,
    Paper,
    Paragraph,
    Part,
    PictureUnit,
    Preamble,
    Subparagraph,
    Table,
    Unit,
    pick_label,
    walk_units,
)

if TYPE_CHECKING:
    from masthead.diagnostic import Diagnostic, Place
    from masthead.language.language import Language


MOST_ROMAN = 20
"""The figures that a paper may have for their numbers to be Roman ones."""


class Numbering(Struct):
    """The numbers of all units of a paper in one language; units are found by identity."""

    units: dict[int, Numbered] = field(default_factory=dict)
    by_id: dict[str, tuple[Unit, Numbered]] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def of(self, unit: Unit) -> Numbered:
        """What was decided for a unit."""
        return self.units[id(unit)]


def number_units(paper: Paper, language: Language) -> Numbering:
    """Number every unit of a paper in one language; what has no label is among the faults."""
    numbering = Numbering()
    figures = sum(
        isinstance(unit, PictureUnit) and unit.picture.numbered for unit in walk_units(paper.text)
    )
    UnitCounter(paper, language, numbering, figures).count(paper.text, Scope())
    return numbering


def name_further(identifier: str, number: int) -> str:
    """Make the id of a unit's further paragraph: the second one is 1."""
    return f"{identifier}-m{number}"


class UnitCounter:
    """Counts through the units of a paper, each kind by its row in ``NUMBERS``."""

    def __init__(
        self, paper: Paper, language: Language, numbering: Numbering, figures: int
    ) -> None:
        self.paper = paper
        self.figures = figures
        """How many figures with a number the whole paper has."""
        self.language = language
        self.labels = language.labels
        self.numbering = numbering

    def count(self, units: Iterable[Unit], scope: Scope) -> None:
        """Count units that stand side by side, and everything in them."""
        units = list(units)
        scope.all = Counter(unit.stands_for().kind for unit in units)
        for unit in units:
            has_rule = unit.kind in NUMBERS or not unit.letter
            number = NUMBERS.of(unit) if has_rule else UnitCounter.number_plain
            number(self, unit, scope)

    def count_below(self, unit: Unit, numbered: Numbered, scope: Scope) -> None:
        """Count the units in a unit as its parts."""
        level = scope.level if scope.above is None else scope.level + 1
        below = Scope(
            f"{numbered.id}-", scope.annex, scope.part, numbered, level, series=scope.series
        )
        self.count(unit.children(), below)

    def number_plain(self, unit: Unit, scope: Scope) -> None:
        """Give an id to a unit that has neither number nor label, and count what is in it."""
        name = f"{scope.prefix}{unit.letter}{scope.enter(unit.kind)}"
        numbered = Numbered(name, None, None, annex=scope.annex)
        self.keep(unit, numbered)
        self.count_below(unit, numbered, scope)

    def number_alternatives(self, unit: Alternatives, scope: Scope) -> None:
        """Number each alternative as if it were the only one; what follows goes on from the first.

        What refers to them refers to the first one.
        """
        name = f"{scope.prefix}{unit.letter}{scope.enter(unit.kind)}"
        self.numbering.units[id(unit)] = Numbered(name, None, None)
        scopes = [scope, *map(scope.vary, range(2, len(unit.alternatives) + 1))]
        for place, (one, within) in enumerate(zip(unit.alternatives, scopes, strict=True), start=1):
            self.keep(one, Numbered(f"{name}-{place}", None, None))
            NUMBERS.of(one.unit)(self, one.unit, within)
        if unit.id is not None:
            first = unit.stands_for()
            self.numbering.by_id[unit.id] = first, self.numbering.of(first)

    def number_heading(self, unit: Heading, scope: Scope) -> None:
        """Number a heading at its level."""
        label = pick_label(unit.label, self.language.code)
        counted = label is None and (unit.numbered or unit.number is not None)
        number = scope.headings.enter(unit.level, numbered=counted, given=unit.number)
        if counted and unit.level > len(self.labels.headings):
            self.report_depth(unit, "headings", unit.level)
        elif counted:
            pattern = self.labels.headings[unit.level - 1]
            label = self.write(pattern, number, "heading", unit.place)
        name = f"{scope.prefix}h{scope.headings.all}"
        known, depth = number if counted else None, len(scope.headings.open)
        section = unit.is_section and (unit.level == 1 or (depth == 1 and label is None))
        if section and label:
            label = strip_point(label)
        self.keep(
            unit,
            Numbered(
                name, known, label, depth=depth, annex=scope.annex, part=scope.part,
                section=section,
            ),
        )  # fmt: skip

    def number_paragraph(self, unit: Paragraph, scope: Scope) -> None:
        """Number a paragraph, unless it has none, and what stands in it."""
        own = pick_label(unit.label, self.language.code)
        if unit.inserted:
            numbered = self.number_inserted(unit, scope)
        elif unit.counted:
            number = scope.step("numbered", unit.number)
            label, shown = self.write_number(number, scope, unit)
            name = f"{scope.ids}p{number}"
            numbered = Numbered(name, number, label, shown, annex=scope.annex, part=scope.part)
        else:
            name = f"{scope.prefix}u{scope.enter('unnumbered')}"
            numbered = Numbered(name, None, own, own, annex=scope.annex, part=scope.part)
        self.keep(unit, numbered)
        self.count_below(unit, numbered, scope)

    def number_inserted(self, unit: Paragraph | Operative, scope: Scope) -> Numbered:
        """Number a paragraph that was put in later: as the one before, with a word behind it."""
        number, place = scope.insert("numbered")
        label, shown = self.write_number(number, scope, unit) if number else ("", "")
        name = f"{scope.ids}p{number}-{place}bis"
        return Numbered(
            name, None, self.insert_word(label, number, place, unit),
            self.insert_word(shown, number, place, unit), annex=scope.annex, part=scope.part,
        )  # fmt: skip

    def insert_word(self, label: str, number: int, place: int, unit: Unit) -> str:
        """Put the word of what was put in later behind a number: 5. becomes 5 bis."""
        words = self.labels.inserted_words
        if not number:
            self.numbering.faults.append(NOTHING_BEFORE.at(unit.place, what=unit.kind))
        elif place > len(words):
            code = self.language.code
            fault = NO_LABEL.at(unit.place, code=code, what="inserted", number=place)
            self.numbering.faults.append(fault)
        else:
            bare = strip_point(label)
            written = self.labels.inserted.format(number=bare, word=words[place - 1])
            return written + label[len(bare) :]
        return label

    def number_preamble(self, unit: Preamble, scope: Scope) -> None:
        """Give an id to a preambular paragraph, and number what stands in it."""
        number = scope.enter(unit.kind)
        name = f"{scope.prefix}pp{number}"
        numbered = Numbered(
            name, None, None, annex=scope.annex, part=scope.part, preamble=number
        )  # fmt: skip
        self.keep(unit, numbered)
        self.count_below(unit, numbered, scope)

    def number_operative(self, unit: Operative, scope: Scope) -> None:
        """Number an operative paragraph as others; the only one has none, unless it is given."""
        if unit.inserted:
            numbered = self.number_inserted(unit, scope)
        elif not unit.numbered:
            name = f"{scope.prefix}u{scope.enter('unnumbered')}"
            numbered = Numbered(name, None, None, annex=scope.annex, part=scope.part)
        else:
            number = scope.step("numbered", unit.number)
            known = number if unit.number or scope.all[unit.kind] > 1 else None
            label, shown = self.write_number(known, scope, unit) if known else (None, None)
            name = f"{scope.ids}p{number}"
            numbered = Numbered(name, known, label, shown, annex=scope.annex, part=scope.part)
        self.keep(unit, numbered)
        self.count_below(unit, numbered, scope)

    def number_part(self, unit: Part, scope: Scope) -> None:
        """Give a part its letter, and number by itself what stands in it."""
        number = scope.enter(unit.kind)
        label = self.write(self.labels.part, number, unit.kind, unit.place)
        reference = self.language.reference.part.format(label=label)
        name = f"{scope.prefix}y{number}"
        self.keep(unit, Numbered(name, number, label, annex=scope.annex, reference=reference))
        inside = Scope(f"{name}-", scope.annex, reference, series=scope.series)
        self.count(unit.children(), inside)

    def number_agenda_item(self, unit: AgendaItem, scope: Scope) -> None:
        """Number an item of an agenda, apart from paragraphs, and its parts."""
        number = scope.enter(unit.kind) if unit.number is None else unit.number
        scope.count[unit.kind] = number
        label = self.write(self.labels.paragraph, number, "agenda item", unit.place)
        name = f"{scope.prefix}i{number}"
        numbered = Numbered(name, number, label, label, annex=scope.annex, agenda=True)
        self.keep(unit, numbered)
        self.count_below(unit, numbered, scope)

    def number_annotation(self, unit: Annotation, scope: Scope) -> None:
        """Let the heading over an item's annotation begin what is below it anew."""
        scope.headings.enter(unit.level, numbered=False)
        name = f"{scope.prefix}h{scope.headings.all}"
        item = self.numbering.by_id.get(unit.item)
        label = item[1].label if item else None
        depth = len(scope.headings.open)
        self.keep(unit, Numbered(name, None, label, depth=depth, annex=scope.annex))

    def number_subparagraph(self, unit: Subparagraph, scope: Scope) -> None:
        """Give a subparagraph its label, and what stands in it.

        Text without one is named as what the list stands in, and takes no letter.
        """
        if not unit.numbered:
            name = f"{scope.prefix}c{scope.enter('continuation')}"
            around = scope.above or Numbered("", None, None)
            numbered = replace(around, id=name, number=None, label=None)
            self.keep(unit, numbered)
            self.count_below(unit, numbered, scope)
            return
        patterns, above = self.labels.subparagraphs, scope.above
        label = pick_label(unit.label, self.language.code) or ""
        number = place = 0
        if unit.inserted:
            number, place = scope.insert(unit.kind)
        elif not label:
            number = scope.step(unit.kind, unit.number)
        name = f"{scope.ids}{number}" if number else f"{scope.prefix}c{scope.enter('continuation')}"
        if number and scope.level <= len(patterns):
            label = self.write(patterns[scope.level - 1], number, unit.kind, unit.place)
        elif number == 1:
            self.report_depth(unit, "subparagraphs", scope.level)
        if unit.inserted:
            label = self.insert_word(label, number, place, unit)
            name, number = f"{name}-{place}bis", 0
        numbered = Numbered(
            name, number, label, above.paragraph if above else None,
            (*(above.path if above else ()), label), annex=scope.annex, part=scope.part,
            agenda=above is not None and above.agenda, preamble=above.preamble if above else None,
        )  # fmt: skip
        self.keep(unit, numbered)
        self.count_below(unit, numbered, scope)

    def number_list(self, unit: List, scope: Scope) -> None:
        """Find how deep a list stands: below (a) it is one level deeper than in the text."""
        name = f"{scope.prefix}{unit.letter}{scope.enter(unit.kind)}"
        above = scope.above
        level = max(above.depth, len(above.path)) + 1 if above else 1
        if level > len(self.labels.bullets):
            self.report_depth(unit, "lists", level)
        self.keep(unit, numbered := Numbered(name, None, None, depth=level, annex=scope.annex))
        self.count_below(unit, numbered, scope)

    def number_item(self, unit: ListItem, scope: Scope) -> None:
        """Give an item its mark, and what stands in it."""
        level = scope.above.depth if scope.above else 1
        mark = self.labels.bullets[level - 1] if level <= len(self.labels.bullets) else ""
        name = f"{scope.prefix}{scope.enter(unit.kind)}"
        self.keep(unit, numbered := Numbered(name, None, mark, depth=level, annex=scope.annex))
        self.count_below(unit, numbered, scope)

    def number_annex(self, unit: Annex, scope: Scope) -> None:
        """Number an annex, and by itself what stands in it.

        An annex inside an annex is an appendix; the only one of its kind has no number.
        """
        number, only = scope.enter(unit.kind), scope.all[unit.kind] == 1
        words = self.language.reference
        if scope.annex is None:
            patterns = (
                (self.labels.annex, words.annex) if only else (self.labels.annexes, words.annexes)
            )
        elif self.paper.communication:
            made = self.language.letters
            patterns = (
                (made.enclosure, made.reference) if only else (made.enclosures, made.references)
            )
        elif only:
            patterns = self.labels.appendix, words.appendix
        else:
            patterns = self.labels.appendices, words.appendices
        label, reference = (self.write(kept, number, "annex", unit.place) for kept in patterns)
        if scope.annex is None:
            label = write_annex_label(self.paper, self.language, label, only=only)
        if scope.annex is not None:
            reference = words.in_annex.format(annex=scope.annex, reference=reference)
        name = f"{scope.prefix}a{number}"
        self.keep(unit, Numbered(name, number, label, annex=scope.annex, reference=reference))
        self.count(unit.children(), Scope(f"{name}-", reference, series=scope.series))

    def number_table(self, unit: Table, scope: Scope) -> None:
        """Number a table in its series, and what stands in it by row and column."""
        name = f"{scope.prefix}t{scope.enter(unit.kind)}"
        label, reference = None, ""
        if unit.table.numbered:
            words = self.language.reference
            number = self.write_figure("table", self.labels.table_number, scope, unit)
            label = self.labels.table.format(number=number)
            reference = words.table.format(number=number)
        numbered = Numbered(name, None, label, annex=scope.annex, reference=reference)
        self.keep(unit, numbered)
        self.count(unit.children(), Scope(f"{name}-", scope.annex, series=scope.series))

    def number_figure(self, unit: PictureUnit, scope: Scope) -> None:
        """Number a figure in its series; the only one of a paper has neither number nor word."""
        name = f"{scope.prefix}f{scope.enter('figure')}"
        label, reference = None, ""
        labels, words = self.labels, self.language.reference
        if unit.picture.numbered and self.figures == 1:
            reference = words.figure_only
        elif unit.picture.numbered:
            many = self.figures > MOST_ROMAN
            counter = labels.figure_number_many if many else labels.figure_number
            number = self.write_figure("figure", counter, scope, unit)
            label, reference = (
                labels.figure.format(number=number),
                words.figure.format(number=number),
            )
        self.keep(unit, Numbered(name, None, label, annex=scope.annex, reference=reference))
        self.count(unit.children(), Scope(f"{name}-", scope.annex, series=scope.series))

    def write_figure(self, series: str, counter: str, scope: Scope, unit: Unit) -> str:
        """Write the next number of a series that runs through the text, or through the annexes."""
        inside = scope.annex is not None
        scope.series[series, inside] += 1
        number = self.write(counter, scope.series[series, inside], series, unit.place)
        return f"{self.labels.in_annex}{number}" if inside else self.put_prefix(number)

    def write_number(self, number: int, scope: Scope, unit: Unit) -> tuple[str, str]:
        """Write the label of a paragraph, and its number alone, for references."""
        inside = scope.annex is not None or scope.part is not None
        if self.paper.numbering.prefix is not None and not inside:
            label = self.put_prefix(str(number))
            return label, label
        return self.write(self.labels.paragraph, number, "paragraph", unit.place), str(number)

    def put_prefix(self, number: str) -> str:
        """Put the prefix of the paper before a number in its text: in annexes there is none."""
        prefix = self.paper.numbering.prefix
        return self.labels.compound.format(prefix=prefix, number=number) if prefix else number

    def write(self, pattern: str, number: int, what: str, place: Place) -> str:
        """Write a label; one that the language cannot write is a fault, and empty."""
        try:
            return write_label(self.language, pattern, number)
        except ValueError:
            code = self.language.code
            self.numbering.faults.append(NO_LABEL.at(place, code=code, what=what, number=number))
            return ""

    def report_depth(self, unit: Unit, what: str, level: int) -> None:
        """Report a level for which the language has no label."""
        code = self.language.code
        self.numbering.faults.append(TOO_DEEP.at(unit.place, code=code, what=what, level=level))

    def keep(self, unit: Unit, numbered: Numbered) -> None:
        """Keep what was decided for a unit, but for the label that this version prints itself."""
        printed = getattr(unit, "printed", {}).get(self.language.code)
        if printed is not None:
            numbered = replace(numbered, number=None, label=printed or None)
        self.numbering.units[id(unit)] = numbered
        if unit.id is not None:
            self.numbering.by_id[unit.id] = (unit, numbered)


NUMBERS: Rules[Callable[[UnitCounter, Any, Scope], None]] = Rules(
    "masthead/edition/numbering.py",
    {
        "heading": UnitCounter.number_heading,
        "paragraph": UnitCounter.number_paragraph,
        "subparagraph": UnitCounter.number_subparagraph,
        "list": UnitCounter.number_list,
        "item": UnitCounter.number_item,
        "agenda_item": UnitCounter.number_agenda_item,
        "annotation": UnitCounter.number_annotation,
        "annex": UnitCounter.number_annex,
        "table": UnitCounter.number_table,
        "figure": UnitCounter.number_figure,
        "preamble": UnitCounter.number_preamble,
        "operative": UnitCounter.number_operative,
        "part": UnitCounter.number_part,
        "chart": UnitCounter.number_figure,
        "alternatives": UnitCounter.number_alternatives,
    },
)
"""How each kind of unit is counted, with everything in it; others have a letter."""
