"""A style of a Word file: what it looks like, its name and id, and what a type of text gives it."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from masthead.diagnostic import PaperError, Place
from masthead.measures import Measures, Type
from masthead.render.docx.lengths import half_points, twips
from masthead.render.docx.problems import NO_STYLE_NAMED
from masthead.render.roles import ROLES

BUILT_IN = frozenset({
    "Normal", "header", "footer", "footnote text", "footnote reference", "Hyperlink", "Emphasis",
    "Strong", "TOC Heading", "table of figures", "endnote text",
    "endnote reference",
})  # fmt: skip

Tab = tuple[Literal["left", "right", "leader"], int]
"""Where a tab leads, in twips; a leader has dots, and leads to where something ends."""


class Style(Struct, frozen=True):
    """A style. Lengths in twips, sizes in half-points, as Word has them; None: as its base."""

    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    base: str = ""
    """The name of the style it is based on; none for the root."""
    following: str = ""
    """The name of the style of the paragraph that is begun after it."""
    known: str = ""
    """The id by which programs know it, where that is not made from its name."""
    keep: bool = False
    """Keep its lines together, and with the next paragraph."""
    page_break: bool = False
    bidi: bool | None = None
    """Whether its paragraphs run from right to left."""
    list: tuple[int, int] | None = None
    """The instance of a list and the level that its paragraphs are numbered in."""
    tabs: tuple[Tab, ...] = ()
    before: int | None = None
    after: int | None = None
    line: int | None = None
    grows: bool = False
    """Whether its lines are as high as what stands in them, such as a picture."""
    left: int | None = None
    right: int | None = None
    first: int | None = None
    """Where the first line begins, from ``left``; negative when it hangs."""
    align: Literal["", "left", "both", "right", "center"] = ""
    outline: int | None = None
    font: str = ""
    headings_font: bool = False
    """Set in the East Asian family for headings."""
    size: int | None = None
    complex: int | None = None
    """The size of complex scripts, where it is not the same."""
    scale: int | None = None
    spacing: int | None = None
    kern: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    superscript: bool = False
    hidden: bool = False
    dots: bool = False
    """Emphasised by a dot under each character."""
    proofing: bool = True
    colour: str = ""
    underline: str | None = None
    tag: str = ""
    """The language of its text, where that is not the paper's."""

    @property
    def id(self) -> str:
        """The style's id, made from its name the way Word does unless it is known by another."""
        return self.known or make_style_id(self.name)

    @property
    def own(self) -> bool:
        """Whether Word does not bring this style along itself."""
        return self.name not in BUILT_IN and not self.name.startswith(("heading ", "toc "))


def make_style_id(name: str) -> str:
    """Make a style's id: its words run together, each with a capital, nothing else kept.

    ``_ H_2/3`` gives ``H23``, ``footnote text`` gives ``FootnoteText``.
    """
    words = name.replace("_", " ").split()
    return "".join(re.sub(r"\W", "", word[:1].upper() + word[1:]) for word in words)


class Names:
    """The names of the styles, by the kind of text each is for."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def __getitem__(self, kind: str) -> str:
        """Give a style's name. Raises PaperError when the measures have none."""
        if kind not in self._measures.word:
            station = self._measures.station
            place = Place(f"styles/{station}.yaml")
            raise PaperError([NO_STYLE_NAMED.at(place, station=station, kind=kind)])
        return self._measures.word[kind]

    def role(self, name: str, level: int = 0) -> str:
        """Give the style of a role, at one of its levels where it has some."""
        return self[ROLES[name].word.format(level=level)]

    def heading(self, level: int) -> str:
        """The style of headings of a level."""
        return self.role("heading", level)

    def unit(self, level: int) -> str:
        """The style of paragraphs (level 0) and subparagraphs that Word numbers."""
        return self.role("subparagraph" if level else "paragraph", level)


def make_look(kind: Type, *, headings_font: bool | None = None) -> Style:
    """What a type of text gives a style."""
    return Style(
        "",
        before=twips(kind.before),
        after=twips(kind.after),
        line=twips(kind.line),
        size=half_points(kind.latin or kind.size),
        complex=half_points(kind.complex or kind.size),
        scale=round(kind.scale),
        spacing=twips(kind.spacing),
        bold=kind.bold,
        italic=kind.italic,
        kern=None if kind.kern is None else half_points(kind.kern),
        headings_font=kind.bold if headings_font is None else headings_font,
    )
