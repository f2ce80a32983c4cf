"""Paragraphs: style, indents, list, frame, section, and what stands in them."""

from __future__ import annotations

from masthead.wordfile.changes import AFTER_CHANGED
from masthead.wordfile.model import Paragraph, Section
from masthead.wordfile.names import VALUE, Element, W, get_value, is_on, read_number
from masthead.wordfile.numbering import Numbering
from masthead.wordfile.runs import Runs
from masthead.wordfile.styles import Chain, Styles

_SIDES = {
    "left": ("start", "left"), "right": ("end", "right"), "hanging": ("hanging",),
    "first": ("firstLine",),
}  # fmt: skip


def read_paragraph(
    element: Element, number: int, styles: Styles, numbering: Numbering, runs: Runs
) -> Paragraph:
    """Read a paragraph, and count its list."""
    said = element.find(f"{W}pPr")
    identifier = get_value(said, "pStyle")
    chain = styles.find_chain(identifier)
    contents = runs.in_contents
    pieces = runs.read(element, chain)
    made = Paragraph(
        number, pieces, chain.style, styles.find_look(chain),
        contents=contents or runs.in_contents or runs.listed is not None, listed=runs.listed,
    )  # fmt: skip
    place = _find_list(said, chain, styles, numbering)
    if place is not None:
        made.label = numbering.count(*place)
    _read_indents(made, said, chain, styles, numbering, place)
    made.align = _find(said, chain, styles, "jc")
    outline = _find(said, chain, styles, "outlineLvl")
    made.outline = read_number(outline, 9) if outline else None
    if made.outline is not None and not 0 <= made.outline <= 8:  # 9 is text
        made.outline = None
    made.after_changed = element.get(AFTER_CHANGED) is not None
    made.framed = said is not None and said.find(f"{W}framePr") is not None
    made.page_before = bool(is_on(said, "pageBreakBefore"))
    made.rtl = bool(is_on(said, "bidi"))
    made.bookmarks = [mark.get(f"{W}name", "") for mark in element.iter(f"{W}bookmarkStart")]
    borders = said.find(f"{W}pBdr") if said is not None else None
    if borders is not None:
        sides = {str(side.tag).rpartition("}")[2] for side in borders if side.get(VALUE) != "nil"}
        made.boxed = {"left", "right", "top", "bottom"} <= sides
        made.top_rule = "top" in sides and not made.boxed
    section = said.find(f"{W}sectPr") if said is not None else None
    made.section = read_section(section) if section is not None else None
    return made


def read_section(element: Element) -> Section:
    """Read how the pages of a section are laid out."""
    size, columns = element.find(f"{W}pgSz"), element.find(f"{W}cols")
    landscape = size is not None and (
        size.get(f"{W}orient") == "landscape"
        or read_number(size.get(f"{W}w")) > read_number(size.get(f"{W}h")) > 0
    )
    count = read_number(columns.get(f"{W}num"), 1) if columns is not None else 1
    return Section(landscape, count, get_value(element, "type") or "nextPage")


def _find(said: Element | None, chain: Chain, styles: Styles, name: str) -> str:
    found = get_value(said, name)
    if found is None:
        inherited = styles.find_property(chain, name)
        found = inherited.get(VALUE) if inherited is not None else None
    return found or ""


def _find_list(
    said: Element | None, chain: Chain, styles: Styles, numbering: Numbering
) -> tuple[str, int] | None:
    """Find the list and level of a paragraph: what it says itself, or its style."""
    own = said.find(f"{W}numPr") if said is not None else None
    number, level = get_value(own, "numId"), get_value(own, "ilvl")
    if number is None:
        for element in chain.elements:
            inherited = element.find(f"{W}pPr/{W}numPr")
            if inherited is not None and (found := get_value(inherited, "numId")) is not None:
                number = found
                style = element.get(f"{W}styleId", "")
                level = level or get_value(inherited, "ilvl")
                if level is None:
                    level = str(numbering.find_level(number, style))
                break
    if number is None or number == "0":
        return None
    return number, read_number(level)


def _read_indents(
    made: Paragraph, said: Element | None, chain: Chain, styles: Styles, numbering: Numbering,
    place: tuple[str, int] | None,
) -> None:  # fmt: skip
    level = numbering.find_properties(*place) if place else None
    sources = [
        said.find(f"{W}ind") if said is not None else None,
        level.find(f"{W}ind") if level is not None else None,
        *(element.find(f"{W}pPr/{W}ind") for element in chain.elements),
    ]

    def find(side: str) -> int | None:
        for source in sources:
            if source is None:
                continue
            for name in _SIDES[side]:
                if (value := source.get(f"{W}{name}")) is not None:
                    return read_number(value)
        return None

    made.left, made.right = find("left") or 0, find("right") or 0
    hanging = find("hanging")
    made.first = -hanging if hanging else find("first") or 0
