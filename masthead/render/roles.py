"""Roles: what a thing is, and what each format calls it.

One row says it for all formats. A class names the role wherever an element alone could mean several
things: a raised figure is the call of a note only if its class says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

RANKS = range(1, 7)
"""The ranks of headings in HTML and in PDF."""


class Role(Struct, frozen=True):
    """What the formats call one role; nothing where a format has no word for it."""

    html: str
    """Its element and class (``sup.call``); several where formats differ. ``{rank}``: 1 to 6."""
    pdf: str = ""
    """Its structure types (ISO 32000-1, 14.8.4), the outer one first. Nothing: what is in it
    belongs to what it stands in."""
    word: str = ""
    """The kind of text in the measures' table ``word`` that names its style."""
    aria: str = ""
    """Its role in HTML (DPUB-ARIA 1.1)."""
    epub: str = ""
    """What EPUB calls it besides (``epub:type``)."""

    def list_elements(self) -> Iterator[tuple[str, str]]:
        """List its elements with their classes, for each rank, and the structure type of each."""
        for rank in RANKS if "{rank}" in self.html else RANKS[:1]:
            for element in self.html.split():
                yield element.format(rank=rank), self.pdf.format(rank=rank)


ROLES = {
    # above the text
    "title": Role("h1.title", "H1", "title"),
    "subtitle": Role("p.subtitle", "P", "subtitle"),
    "byline": Role("p.byline", "P", "byline"),
    "status": Role("p.status", "P", "status"),
    "adoption": Role("p.adoption", "P", "adoption"),
    "sponsors": Role("p.sponsors", "P", "sponsors"),
    # blocks
    "heading": Role("h{rank}.heading", "H{rank}", "heading_{level}"),
    "paragraph": Role("p.paragraph", "P", "paragraph"),
    "list": Role("ol.list ul.list", "L", aria="list"),
    "subparagraph": Role("li.subparagraph", "LI", "subparagraph_{level}"),
    "continuation": Role("p.continuation", "P", "continuation_{level}"),
    "item": Role("li.item", "LI", "bullet_{level}"),
    "opening": Role("p.opening", "P", "opening"),
    "closing": Role("div.closing", "Div"),
    "closing-line": Role("p.closing-line", "P", "closing"),
    "part": Role("section.part", "Sect"),
    "part-title": Role("h{rank}.part-title", "H{rank}", "part"),
    "section-title": Role("h{rank}.section-title", "H{rank}", "section"),
    "vote": Role("section.vote", "Sect"),
    "voted": Role("p.voted", "P", "vote"),
    "voters": Role("p.voters", "P", "vote"),
    "voters-label": Role("span.voters-label", "Span", "emphasis"),
    "annex": Role("section.annex", "Sect", aria="doc-appendix", epub="appendix"),
    "annex-title": Role("h{rank}.annex-title", "H{rank}", "annex"),
    "agenda-item": Role("p.agenda-item", "P", "paragraph"),
    "correction": Role("section.correction", "Sect"),
    "correction-place": Role("p.correction-place", "P", "correction_place"),
    "correction-line": Role("p.correction-line", "P", "correction_line"),
    "annex-original": Role("p.annex-original", "P", "annex_original"),
    "signature": Role("div.signature", "Div"),
    "signed": Role("p.signed", "P", "signature"),
    "signed-at": Role("p.signed-at", "P", "signature_place"),
    "quotation": Role("blockquote.quotation", "BlockQuote"),
    "quoted": Role("p.quoted", "P", "quotation"),
    "definitions": Role("dl.definitions", "L"),
    "break": Role("div.break"),
    "box": Role("section.box", "Sect"),
    "box-title": Role("p.box-title", "P", "box_title"),
    "table": Role("div.table"),
    "table-frame": Role("div.table-frame"),
    "table-grid": Role("table", "Table"),
    "caption": Role("caption", "Caption"),
    "table-label": Role("span.table-label", "P", "table_label"),
    "table-title": Role("span.table-title", "P", "table_title"),
    "table-unit": Role("span.table-unit", "P", "table_unit"),
    "columns": Role("colgroup col"),
    "table-heads": Role("thead", "THead"),
    "table-rows": Role("tbody", "TBody"),
    "row": Role("tr", "TR"),
    "spacer": Role("tr.spacer td.spacer"),
    "head": Role("th", "TH", "table_head"),
    "cell": Role("td", "TD", "table_body"),
    "table-note": Role("p.table-note", "P", "table_note"),
    "table-mark": Role("a.table-mark", "Link", aria="doc-backlink"),
    "table-word": Role("span.table-word"),
    "table-call": Role("sup.table-call", "Reference", "call"),
    "letter": Role("a.letter", "Link"),
    "figure": Role("figure.figure", "Div"),
    "figure-caption": Role("figcaption.figure-caption", "Caption"),
    "figure-label": Role("span.figure-label", "P", "figure_label"),
    "figure-title": Role("span.figure-title", "P", "figure_title"),
    "picture": Role("img.picture", "Figure", "picture"),
    "note": Role("span.note aside.note", "Note", "note", "doc-footnote", "footnote"),
    "endnotes": Role("section.endnotes", "Sect", aria="doc-endnotes", epub="endnotes"),
    "endnotes-title": Role("h{rank}.endnotes-title", "H{rank}", "endnotes_title"),
    "endnote": Role("div.endnote", "Note", "endnote"),
    "endnote-paragraph": Role("span.endnote-paragraph"),
    "note-mark": Role("a.note-mark", "Lbl Link", aria="doc-backlink"),
    "definition": Role("div.definition", "LI"),
    "contents-list": Role("nav.contents-list", "Div"),
    "contents-title": Role("p.contents-title", "P", "contents_title"),
    "page-word": Role("p.page-word", "P", "page_word"),
    "entries": Role("ol.entries", "TOC", aria="list"),
    "entry": Role("li.entry", "TOCI", "entry_{level}"),
    "entry-link": Role("a.entry-link", "Reference Link"),
    "entry-label": Role("span.entry-label"),
    "entry-text": Role("span.entry-text"),
    # inlines
    "emphasis": Role("em", "Span", "emphasis"),
    "strong": Role("strong", "Span", "strong"),
    "link": Role("a.link", "Link", "link"),
    "symbol": Role("a.symbol", "Link", "link"),
    "reference": Role("a.reference", "Link", "reference"),
    "left-to-right": Role("bdi"),
    "latin": Role("i.latin", "Span", "emphasis"),
    "superscript": Role("sup.superscript", "Span"),
    "subscript": Role("sub.subscript", "Span"),
    "line-break": Role("br"),
    "bracket": Role(""),  # a character of the text it stands in
    "call": Role("sup.call", "Reference", "call", "doc-noteref", "noteref"),
    "call-comma": Role("sup.call-comma", word="call_comma"),
    # two versions in one
    "inserted": Role("ins.inserted", "Span"),
    "deleted": Role("del.deleted", "Span"),
    "said": Role("span.said", "Span"),
    "renumbered": Role("span.renumbered"),
}
"""The roles by their names, which are those of kinds (:mod:`masthead.kinds`) where there is one."""

NAMES: dict[str, str] = {}
"""The names of roles by element and class: ``{"sup.call": "call", "em": "emphasis", …}``."""

STRUCTURE: dict[str, str] = {}
"""PDF's structure types by element and class: ``{"sup.call": "Reference", "em": "Span", …}``."""


def add_role(name: str, role: Role) -> None:
    """Add a role, with its elements and what PDF calls them."""
    ROLES[name] = role
    for element, structure in role.list_elements():
        NAMES[element], STRUCTURE[element] = name, structure


for _name, _role in tuple(ROLES.items()):
    add_role(_name, _role)


def name_role(tag: str, classes: str = "") -> str:
    """Name the role of an element; nothing when neither its classes nor its name say one."""
    named = (NAMES.get(f"{tag}.{one}") for one in classes.split())
    return next(filter(None, named), NAMES.get(tag, ""))
