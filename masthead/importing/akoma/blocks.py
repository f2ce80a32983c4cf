"""The text of an Akoma Ntoso file, as a row of blocks in each of its sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml.etree import _Element
from msgspec import Struct

from masthead.draft.content import cut_start, drop_emphasis, tidy
from masthead.draft.draft import Block, Caption, Cell, Form, Section, list_calls, say
from masthead.importing.akoma.calls import attach_calls_in_rows
from masthead.importing.akoma.content import ContentReader, say_picture
from masthead.importing.akoma.document import line_of, name_of, text_of
from masthead.importing.akoma.pieces import CONTAINERS, HOLDERS, list_pieces, list_rows
from masthead.importing.rows import put_label
from masthead.syntax.text import Content, Emphasis, Strong

_LEVELS = {"HCh": 1, "H1": 2, "H23": 3, "H4": 4, "H56": 5, "AgendaTitleH2": 3}
"""What headings are called in the template of New York, and their levels; Geneva adds a G."""
_FIGURE = re.compile(r"\(?[−–-]?\d[\d ,.]*\)?")


class BlockReader(Struct):
    """Reads blocks into a section."""

    reader: ContentReader
    section: Section
    form: str = "text"
    """``preamble`` for what stands in the preamble."""

    def read_all(self, elements: Iterable[_Element]) -> None:
        """Read elements side by side."""
        for element in elements:
            self.read(element)

    def read(self, element: _Element) -> None:
        """Read one element, and what is in it."""
        name = name_of(element)
        match name:
            case "formula":
                self.read_formula(element)
            case "paragraph" | "item" | "point" | "clause" | "indent":
                self.read_paragraph(element)
            case "crossHeading" | "p" | "block":
                self.add(element, "", self.reader.read(element))
            case "heading" | "subheading":
                self.add_heading(element, "", 3)
            case "table":
                self.read_table(element)
            case "num":
                self.add(element, "", self.reader.read(element), heading=True)
            case "img":
                self.reader.remark(element, say_picture(element))
            case "meta" | "":
                pass
            case _:
                if name not in CONTAINERS and name not in HOLDERS:
                    self.reader.remark(element, f"<{name}> is read as what it holds")
                self.read_container(element)

    def read_container(self, element: _Element) -> None:
        """Read what holds others: its number and heading, then what is in it."""
        number, heading = _child(element, "num"), _child(element, "subheading", "heading")
        if heading is not None:
            self.add_heading(heading, _say_number(number), 3)
        elif number is not None:
            self.read(number)
        self.read_inside(element, [one for one in (number, heading) if one is not None])

    def read_inside(self, element: _Element, apart: Sequence[_Element] = ()) -> None:
        """Read what is in an element, but for some of it: elements, and words beside them."""
        for piece in list_pieces(element, self.reader, apart):
            if piece.content is None:
                self.read(piece.element)
            else:
                self.add(piece.element, "", piece.content)

    def read_formula(self, element: _Element) -> None:
        """Read the words that open a text, or a part of it."""
        text = tidy(self.reader.read(element), self.reader.language)
        if self.section.opening or self.section.blocks:
            self.add(element, "", text)
        else:
            self.section.opening = text

    def read_paragraph(self, element: _Element) -> None:
        """Read a paragraph: number, heading or text, and the list in it."""
        number, heading = _child(element, "num"), _child(element, "subheading", "heading")
        label = _say_number(number)
        level = _LEVELS.get((element.get("class") or "").removesuffix("G"))
        if heading is not None:
            self.add_heading(heading, label, level or 3)
            label = ""
        apart = [one for one in (number, heading) if one is not None]
        for piece in list_pieces(element, self.reader, apart):
            if piece.content is None and label:  # its text stands in a list's first lines
                self.read_labelled(piece.element, label)
            elif piece.content is None:
                self.read(piece.element)
            elif level and heading is None:
                self.add_heading(piece.element, label, level, piece.content)
            else:
                self.add(piece.element, label, piece.content)
            label = ""
        if label:
            self.add(element, label, ())

    def read_labelled(self, element: _Element, label: str) -> None:
        """Read a list whose first lines are those of a paragraph with a number."""
        before = len(self.section.blocks)
        self.read(element)
        blocks = self.section.blocks[before:]
        if blocks and blocks[0].form == "text" and not blocks[0].label:
            blocks[0].label = label
        else:
            self.section.blocks.insert(before, Block("text", (), label, line_of(element)))

    def add_heading(
        self, element: _Element, label: str, level: int, content: Content | None = None
    ) -> None:
        """Add a heading, whose number may be typed once more before its words."""
        content = self.reader.read(element) if content is None else content
        typed = self.reader.labels.split(say(content), heading=True)
        if typed:
            content = _cut_label(content, typed)
            label = label or typed
        content = drop_emphasis(tidy(content, self.reader.language))
        if content or label:
            self.section.blocks.append(Block("heading", content, label, line_of(element), level))

    def add(
        self, element: _Element, label: str, content: Content, *, heading: bool = False
    ) -> None:
        """Add a text, and split its label from it where it has one."""
        typed = self.reader.labels.split(say(content), heading=heading)
        if typed and (not label or _same(typed, label)):
            content = _cut_label(content, typed)
            label = typed
        content = tidy(content, self.reader.language)
        if not content and not label:
            return
        form: Form = "preamble" if self.form == "preamble" and not label else "text"
        refers = (element.get("refersTo") or "").lstrip("#")
        if name_of(element) == "crossHeading":
            form = "preamble" if refers == "preamble" else "heading"
        block = Block(form, content, label, line_of(element))
        if form == "text" and looks_like_heading(content, label, self.reader):
            block.form, block.content = "heading", drop_emphasis(content)
            block.level = 3
        self.section.blocks.append(block)

    def read_table(self, element: _Element) -> None:
        """Read a table cell by cell."""
        rows = []
        around, self.reader.in_table = self.reader.in_table, True
        for row in list_rows(element):
            found = [one for one in row if name_of(one) in ("td", "th")]
            rows.append([self.read_cell(cell) for cell in found])
        self.reader.in_table = around
        rows = [row for row in rows if row]
        attach_calls_in_rows(rows)
        for cells in rows:
            _find_sum(cells, last=cells is rows[-1])
        caption = _child(element, "caption")
        title = self.reader.read_tidy(caption) if caption is not None else ()
        if rows:
            block = Block("table", (), "", line_of(element), rows=rows)
            block.caption = Caption(title=title) if title else None
            self.section.blocks.append(block)
        elif caption is not None:
            self.add(caption, "", title)

    def read_cell(self, element: _Element) -> Cell:
        """Read a cell: its paragraphs, and what it covers. What else is in it is read as these."""
        contents: list[Content] = []
        for piece in list_pieces(element, self.reader):
            if piece.content is None:
                inner = BlockReader(self.reader, Section("text"))
                inner.read(piece.element)
                for block in inner.section.blocks:
                    contents += [put_label(block), *list(block.texts())[1:]]
            else:
                contents.append(tidy(piece.content, self.reader.language))
        return Cell(
            [one for one in contents if one],
            _count(element.get("colspan")), _count(element.get("rowspan")),
            name_of(element) == "th",
        )  # fmt: skip


def _find_sum(row: list[Cell], *, last: bool) -> None:
    """Find whether a row is a sum: words and figures, all of them bold."""
    texts = [text for cell in row for text in cell.paragraphs if not cell.is_head]
    bold = all(isinstance(one, Strong) for text in texts for one in text if say((one,)).strip())
    if len(texts) > 1 and bold and any(_FIGURE.fullmatch(say(text)) for text in texts):
        for cell in row:
            cell.role = "total" if last else "subtotal"
            cell.paragraphs = [drop_emphasis(text) for text in cell.paragraphs]


def looks_like_heading(content: Content, label: str, reader: ContentReader) -> bool:
    """Whether a text is a heading by its looks, where its class says nothing."""
    if list_calls(content) and not say(content).strip():
        return False
    bare = [one for one in content if say((one,)).strip()]
    if not bare or len(say(content)) > 300:
        return False
    bold = all(isinstance(one, Strong) for one in bare)
    readings = reader.labels.read(label) if label else ()
    numeral = bool(readings) and all(one.kind == "heading" for one in readings)
    emphasised = all(isinstance(one, Emphasis) for one in bare) and reader.language.script == "han"
    return bold or numeral or emphasised


def _child(element: _Element, *names: str) -> _Element | None:
    return next((one for name in names for one in element if name_of(one) == name), None)


def _say_number(element: _Element | None) -> str:
    text = "" if element is None else text_of(element)
    return re.sub(r"\s+", " ", text).strip()


def _cut_label(content: Content, label: str) -> Content:
    """Cut a typed label and the spaces around it off a text."""
    text = say(content)
    start = text.index(label) + len(label)
    while start < len(text) and text[start] in " \t\n\xa0":
        start += 1
    return cut_start(content, start)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one) == re.sub(r"\W", "", other)


def _count(written: str | None) -> int:
    return int(written) if written and written.isdigit() and 0 < int(written) <= 100 else 1
