"""From aligned rows to the units of a paper: what belongs to what, and what has which label.

A label is left to be made where the paper would make the same one at this place; where it would
make another, it stays in the text as it is typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from masthead.draft.content import join_lines, open_words, split_run_in
from masthead.draft.draft import Block, Remark
from masthead.draft.labels import Reading
from masthead.importing.bullets import Bullet
from masthead.importing.charts import make_chart
from masthead.importing.forms import MADE, make_lost_figure
from masthead.importing.outline import Kept, Node, Outline, Typed
from masthead.importing.rows import Unit as Found
from masthead.importing.tables import TableMaker, list_rows
from masthead.importing.texts import TextMaker, has_words, rename_calls
from masthead.paper import Heading, Operative, Paragraph, Preamble, Subparagraph
from masthead.paper import List as BulletList
from masthead.paper import Unit as PaperUnit
from masthead.paper.numbers import MOST_LABEL
from masthead.syntax.text import Content, Plain, Text

_NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class Assembly:
    """Puts the units of one section together."""

    maker: TextMaker
    tables: TableMaker
    files: Mapping[str, str]
    """The file of each language."""
    images: Mapping[str, Mapping[str, str]]
    """For each language, the files beside the paper that its pictures become."""
    keys: Mapping[str, Mapping[str, str]]
    """For each language, the common keys of its notes."""
    lead: str
    resolution: bool
    """Whether it is the text of a resolution, and not of an annex."""
    align: Callable[[Mapping[str, list[Block]]], Sequence[Found]]
    """Aligns what stands in other units."""
    units: list[PaperUnit] = field(default_factory=list)
    outline: Outline = field(init=False)
    captioned: list[Typed] = field(default_factory=list)
    """Tables and figures whose number is typed, with what is typed for it."""
    speaks: bool = False
    """Whether an operative paragraph has been met since the last heading."""

    def __post_init__(self) -> None:
        """Begin an outline."""
        self.outline = Outline(self.tables.languages)

    def assemble(self, found: Sequence[Found]) -> list[PaperUnit]:
        """Put units together, in their order."""
        for place, unit in enumerate(found):
            self._add(unit, found[place + 1 :])
        self._close()
        self._number_only()
        return self.units

    def _number_only(self) -> None:
        """Give the only operative paragraph its number, where it is typed: it would have none."""
        places = [at for at, unit in enumerate(self.units) if isinstance(unit, Operative)]
        if len(places) != 1:
            return
        only = self.units[places[0]]
        if isinstance(only, Operative) and not only.numbered:  # which it is not by itself
            object.__setattr__(only, "numbered", True)
        for one in self.outline.typed:
            if one.unit is self.units[places[0]] and one.labels:
                one.unit = self.units[places[0]] = one.unit.model_copy(update={"number": 1})

    def _add(self, found: Found, after: Sequence[Found]) -> None:
        if found.form == "table":
            self._add_table(found)
        elif found.form in MADE:
            self._add_made(found, after)
        elif found.form == "heading":
            self._add_heading(found)
        elif any(one.kind == "bullet" for one in found.readings[:1]):
            self._add_bullet(found)
        elif found.readings or found.labels:
            self._add_labelled(found, after)
        elif self.outline.goes_on(after):
            node = Node({"text": self._make(found), "numbered": False}, Subparagraph)
            parent = self.outline.open[-2] if len(self.outline.open) > 1 else self.outline.open[-1]
            parent.below.append(node)
        else:
            self._add_paragraph(found, None)

    # --- texts ----------------------------------------------------------------------------

    def find_lead(self, found: Found) -> Block:
        """Find the block of the language that is looked at first."""
        return (found.blocks.get(self.lead) or next(iter(found.blocks.values())))[0]

    def make_texts(self, found: Found) -> dict[str, Text]:
        """Make the texts of a unit."""
        return self._make(found)

    def make_of(self, contents: Mapping[str, Sequence[Content]]) -> dict[str, Text]:
        """Make a text of each language's paragraphs, a line each."""
        texts = {}
        for code, kept in contents.items():
            content = rename_calls(join_lines(kept), self.keys.get(code, {}))
            if has_words(content):
                self.maker.file = self.files[code]
                texts[code] = self.maker.make(content)
        return texts

    def _make(self, found: Found, *, label: bool = False) -> dict[str, Text]:
        """Make the texts; with their typed labels before them if so."""
        texts = {}
        for code, content in found.texts.items():
            self.maker.file = self.files[code]
            renamed = rename_calls(content, self.keys.get(code, {}))
            if label and code in found.labels:
                renamed = _put_before(found.labels[code], renamed)
            if has_words(renamed):
                texts[code] = self.maker.make(renamed, found.lines.get(code, 0))
        return texts

    # --- kinds of units -------------------------------------------------------------------

    def _add_table(self, found: Found) -> None:
        self._close()
        blocks = {code: kept[0] for code, kept in found.blocks.items()}
        self.maker.file = self.files[self.lead]
        tables = self.tables.make(blocks, self.lead)
        if not tables:
            self._add_rows(found)
        for table in tables:
            self.units.append(table)
            self.note_label(table, found)

    def _add_rows(self, found: Found) -> None:
        """Add the rows of a table that is larger than any may be, as paragraphs."""
        texts = {code: list_rows(kept[0]) for code, kept in found.blocks.items()}
        if not any(texts.values()):
            return
        line = found.lines.get(self.lead, 0)
        message = "a table is larger than any may be: its rows are paragraphs"
        self.maker.remarks.append(Remark(self.files[self.lead], line, message))
        for number in range(max(map(len, texts.values()))):
            row = {code: kept[number] for code, kept in texts.items() if number < len(kept)}
            self._add_paragraph(Found("text", 2, {}, row, []), None)

    def _add_made(self, found: Found, after: Sequence[Found]) -> None:
        """Add a unit of another form; one of which nothing is made becomes a paragraph."""
        self._close()
        lead = self.find_lead(found)
        if lead.caption and lead.caption.drawn:
            made = make_chart(self, found)
            if made is None:  # more than a chart can show
                self._add_table(found)
                return
        else:
            made = MADE[found.form](self, found)
        if made is not None:
            self.units.append(made)
        elif found.form == "figure" and make_lost_figure(found):
            self._add(found, after)

    def note_label(self, unit: PaperUnit, found: Found) -> None:
        """Note how a table or figure is labelled in each language."""
        labels = {
            code: blocks[0].caption.label
            for code, blocks in found.blocks.items()
            if blocks[0].caption and blocks[0].caption.label
        }
        if labels:
            self.captioned.append(Typed(unit, labels))

    def assemble_below(self, blocks: Mapping[str, list[Block]]) -> list[PaperUnit]:
        """Put what stands in another unit together."""
        inner = Assembly(
            self.maker, self.tables, self.files, self.images, self.keys, self.lead, False,
            self.align,
        )  # fmt: skip
        units = inner.assemble(self.align(blocks))
        self.outline.typed += inner.outline.typed
        self.outline.kept += inner.outline.kept
        self.captioned += inner.captioned
        return units

    def _add_heading(self, found: Found) -> None:
        self._close()
        self.speaks = False
        whole = all(found.texts.values())
        fitting = self.outline.fit_heading(found.readings) if whole else None
        given: dict[str, Any] = {}
        if fitting is None and whole:
            wanted = [one for one in found.readings if one.level == found.level]
            if wanted and found.labels:
                fitting, given = wanted[0], {"number": wanted[0].number}
        if fitting is not None:
            self.outline.headings.enter(fitting.level, numbered=True, given=given.get("number"))
            heading = Heading.model_validate(
                {"heading": self._make(found), "level": fitting.level, "numbered": True, **given}
            )
            self.outline.typed.append(Typed(heading, found.labels))
        else:
            self.outline.headings.enter(found.level, numbered=False)
            given = self._give_label(found)
            heading = Heading.model_validate({
                "heading": self._make(found, label=not given), "level": found.level, **given,
            })  # fmt: skip
            if given:
                self.outline.typed.append(Typed(heading, found.labels))
            elif found.labels:
                why = "headings are not counted so here"
                self.outline.kept.append(Kept(heading, next(iter(found.labels.values())), why))
        self.units.append(heading)

    def _add_paragraph(
        self, found: Found, labels: dict[str, str] | None, why: str = "",
        given: Mapping[str, Any] = _NOTHING,
    ) -> None:  # fmt: skip
        """Add a paragraph; ``labels`` are those that are made, ``given`` its number or label."""
        self._close()
        kind: type[PaperUnit] = Paragraph
        if self.resolution and found.form == "preamble" and labels is None and not self.speaks:
            kind = Preamble
        elif self.resolution:
            kind, self.speaks = Operative, True
        if self.resolution:
            for code, content in found.texts.items():
                words = self.tables.languages[code].resolution.opening_words
                found.texts[code] = open_words(content, strong=words == "strong")
        values: dict[str, Any] = {kind.kind: self._make(found, label=bool(why)), **given}
        if kind is Paragraph and not why:
            self._split_run_in(found, values)
        node = Node(values, kind)
        if kind is not Preamble and labels is None:
            values["numbered"] = False
        if labels is not None and "label" not in given:
            self.outline.numbered = given.get("number", self.outline.numbered + 1)
        node.labels = labels
        if why:
            node.kept = (next(iter(found.labels.values()), ""), why)
        self.outline.open = [node]

    def _split_run_in(self, found: Found, values: dict[str, Any]) -> None:
        """Split a heading inside a paragraph from its words, where every language has one."""
        heads: dict[str, Content] = {}
        rests: dict[str, Content] = {}
        for code, content in found.texts.items():
            language = self.tables.languages[code]
            strong = language.resolution.opening_words == "strong"
            heads[code], rests[code] = split_run_in(content, language.run_in.strip(), strong=strong)
        if not heads or not all(map(has_words, (*heads.values(), *rests.values()))):
            return
        values["run_in"] = self.make_of({code: [head] for code, head in heads.items()})
        values[Paragraph.kind] = self.make_of({code: [rest] for code, rest in rests.items()})

    def _add_bullet(self, found: Found) -> None:
        if not self.outline.open:
            self.outline.open = [Node({}, BulletList)]
        node = self.outline.open[-1]
        if node.below:
            node = node.below[-1]
        if node.below:  # a list has no place after subparagraphs
            below = Node({"text": self._make(found, label=True), "numbered": False}, Subparagraph)
            node.below.append(below)
        else:
            node.bullets.append(Bullet(self.find_lead(found).level, self._make(found)))

    def _add_labelled(self, found: Found, after: Sequence[Found]) -> None:
        reading = self.outline.choose(found, after)
        if reading is None:
            self._add_given(found)
        elif reading.kind == "paragraph":
            self._add_paragraph(found, found.labels)
        else:
            self._add_subparagraph(found, reading, {})

    def _add_subparagraph(
        self, found: Found, reading: Reading, given: Mapping[str, Any]
    ) -> None:  # fmt: skip
        node = Node({"text": self._make(found), **given}, Subparagraph)
        node.labels = found.labels
        self.outline.add_below(node, reading)

    def _add_given(self, found: Found) -> None:
        """Add a unit whose number is not the next one: it is given, or the whole label is."""
        for reading in found.readings:
            if not self.outline.can_print(reading):
                continue
            if reading.kind == "paragraph":
                self._add_paragraph(found, found.labels, given={"number": reading.number})
                return
            if reading.kind == "subparagraph" and self.outline.holds(reading):
                self._add_subparagraph(found, reading, {"number": reading.number})
                return
        given = {} if self.resolution else self._give_label(found)
        if given:
            self._add_paragraph(found, found.labels, given=given)
        else:
            self._add_typed(found)

    def _give_label(self, found: Found) -> dict[str, Any]:
        """Give a unit the label that is typed; nothing in a resolution, or without one."""
        labels = found.labels
        if self.resolution or not labels or any(len(one) > MOST_LABEL for one in labels.values()):
            return {}
        if not all(map(has_words, found.texts.values())):
            return {}  # a label alone is text
        alone = len(set(labels.values())) == 1 and labels.keys() == found.texts.keys()
        return {"label": next(iter(labels.values())) if alone else dict(labels)}

    def _add_typed(self, found: Found) -> None:
        """Keep a label in its text, below the paragraph it belongs to if there is one."""
        first = found.readings[0] if found.readings else None
        why = self.outline.explain(first)
        if first is not None and first.kind == "subparagraph" and self.outline.open and not (
            self.outline.open[0].bullets
        ):  # fmt: skip
            node = Node({"text": self._make(found, label=True), "numbered": False}, Subparagraph)
            node.kept = (next(iter(found.labels.values()), ""), why)
            del self.outline.open[max(first.level, 1) :]
            self.outline.open[-1].below.append(node)
        else:
            self._add_paragraph(found, None, why)

    def _close(self) -> None:
        self.units += self.outline.close()


def _put_before(label: str, content: Content) -> Content:
    return (Plain(f"{label} " if content else label), *content)
