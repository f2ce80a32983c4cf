"""Styles: the paragraph and character styles of the official template, filled from the measures.

The measures' ``word`` table gives each kind of text the name of its style. What a style looks like
comes from the measures' type of that kind; how its lines are indented from the measures' indents.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from masthead.edition.edition import Break, Continuation, Edition, Heading, walk_blocks
from masthead.measures import Measures
from masthead.render.docx.boxes import make_box_styles
from masthead.render.docx.contents import make_contents_styles
from masthead.render.docx.corrections import make_correction_styles
from masthead.render.docx.definitions import make_definition_styles
from masthead.render.docx.endnotes import make_endnote_styles
from masthead.render.docx.figure_styles import make_figure_styles
from masthead.render.docx.lengths import half_points, twips
from masthead.render.docx.numbering import BULLETS, TIED, UNITS, Plan
from masthead.render.docx.page_styles import make_page_styles
from masthead.render.docx.resolutions import make_resolution_styles
from masthead.render.docx.signatures import make_signature_styles
from masthead.render.docx.style import Names, Style, Tab, make_look, make_style_id
from masthead.render.docx.table_styles import make_table_styles

NOTE_RULE_SIZE = 8.0
"""Size in pt of the underscores that are the rule above the notes in the official template."""
MARK_ADVANCE = 0.33
"""Advance of a raised figure or asterisk, in em of the text: two thirds of half an em."""


def list_headings(edition: Edition) -> list[Heading]:
    """List the headings of the text whose styles are those of levels."""
    return [block for block in edition.body if type(block) is Heading]


def find_outline(heading: Heading, inside: int = 0) -> int:
    """Find a heading's outline level: the title is 0; ``inside`` an annex it is one deeper."""
    return min(heading.depth + inside, 8)


def make_styles(edition: Edition, measures: Measures, plan: Plan) -> tuple[Style, ...]:
    """Make all styles of an edition, each base before those that build on it.

    Two kinds of text with one style name share the style; the first one gives it its look.
    """
    names = Names(measures)
    made: dict[str, Style] = {}
    for style in (
        *_text_styles(edition, measures, names, plan),
        *make_table_styles(edition, measures, names, plan),
        *make_box_styles(edition, measures, names),
        *make_contents_styles(edition, measures, names),
        *make_definition_styles(edition, measures, names),
        *make_resolution_styles(edition, measures, names),
        *make_figure_styles(edition, measures, names),
        *make_signature_styles(edition, measures, names),
        *make_correction_styles(edition, measures, names),
        *make_page_styles(measures, names),
        *_character_styles(edition, measures, names),
    ):
        made.setdefault(style.name, style)
    return tuple(made.values())


def _text_styles(edition: Edition, measures: Measures, names: Names, plan: Plan) -> Iterator[Style]:
    text, indents, column = measures.text, measures.indents, measures.column
    body = names["body"]
    left, right = twips(column.left), twips(column.right)
    tabs: tuple[Tab, ...] = tuple(("left", twips(tab)) for tab in indents.tabs)
    normal = replace(make_look(text["body"]), name="Normal", before=0, after=0)
    yield normal
    yield Style(body, base="Normal", after=twips(text["body"].after), left=left, right=right,
                align="both", tabs=tabs)  # fmt: skip
    tied = any(place.tied for place in plan.places.values())
    for level, indent in enumerate((indents.paragraph, *indents.subparagraphs)):
        if level >= len(plan.units):
            break
        turn = twips(indent.turn)
        yield Style(
            names.unit(level), base=body, left=turn, first=twips(indent.label) - turn,
            list=(UNITS, level) if tied and plan.units[level].format != "none" else None,
        )  # fmt: skip
    levels = {node.level for node in walk_blocks(edition.body) if isinstance(node, Continuation)}
    for level in sorted(levels):
        at = (indents.paragraph, *indents.subparagraphs)[level]
        yield Style(names.role("continuation", level), base=body, left=twips(at.turn), first=0)
    for level, indent in enumerate(indents.bullets[: len(plan.bullets)], start=1):
        turn = twips(indent.turn)
        yield Style(
            names[f"bullet_{level}"], base="Normal", after=twips(text["body"].after), left=turn,
            first=twips(indent.label) - turn, right=right, align="both",
            list=(TIED[BULLETS], level - 1),
        )  # fmt: skip
    if any(isinstance(block, Break) for block in walk_blocks(edition.body)):
        yield Style(names["break"], base="Normal", line=20, keep=True, page_break=True)
    hanging = indents.heading
    outlines = _find_outlines(edition)
    yield from _base_headings(names, {0, 1, *outlines.values()})
    known = _find_known(edition, outlines)
    heading_tabs: tuple[Tab, ...] = (
        ("right", twips(hanging.label_end)),
        *(tab for tab in tabs if tab[1] >= twips(hanging.text)),
    )
    for level in range(1, 7):
        yield replace(
            make_look(text[f"heading_{level}"]), name=names.heading(level),
            base=_name_base(outlines[level]), known=known.get(level, ""),
            following=body, keep=True, tabs=heading_tabs, left=twips(hanging.text),
            right=twips(hanging.right), first=-twips(hanging.text),
        )  # fmt: skip
    yield from _title_styles(edition, measures, names, heading_tabs)
    yield replace(
        make_look(text["annex"]), name=names["annex"], base=_name_base(1), following=body,
        keep=True, left=left, right=twips(hanging.right), align="left", page_break=True,
    )  # fmt: skip
    yield from make_endnote_styles(edition, measures, names, _name_base(1))
    yield from _note_styles(edition, measures, names)
    yield Style(names["end_rule"], base="Normal", line=20, align="left")


def _name_base(outline: int) -> str:
    return f"heading {outline + 1}"


def _base_headings(names: Names, outlines: set[int]) -> Iterator[Style]:
    """Word's own headings, which say what is a heading and nothing of how it looks.

    Programs know a heading by one of them: by the name of a style or of its base (pandoc), or by
    the style's id alone (mammoth). So the template's headings are based on them and have their ids.
    """
    for outline in sorted(outlines):
        name = _name_base(outline)
        yield Style(name, base="Normal", following=names["body"], outline=outline,
                    known=f"{make_style_id(name)}Base")  # fmt: skip


def _find_known(edition: Edition, outlines: dict[int, int]) -> dict[int, str]:
    """Find the ids of Word's headings for the heading levels that are first to be one of them."""
    known: dict[str, int] = {}
    for level in sorted({heading.level for heading in list_headings(edition)}):
        known.setdefault(make_style_id(_name_base(outlines[level])), level)
    return {level: name for name, level in known.items()}


def _title_styles(
    edition: Edition, measures: Measures, names: Names, heading_tabs: tuple[Tab, ...]
) -> Iterator[Style]:
    """Title, byline and what stands with them.

    A title with a label hangs like a heading. Before a text that begins without a heading, the
    last of these lines leaves the space that a heading would.
    """
    text, hanging = measures.text, measures.indents.heading
    left = twips(measures.column.left)
    lines = (("subtitle", edition.subtitle), ("byline", edition.byline), ("status", edition.status))
    last = next((kind for kind, content in reversed(lines) if content), "title")
    gap = bool(edition.body) and not isinstance(edition.body[0], Heading)
    looks = ("title", "subtitle", "byline", "status", "adoption", "adoption_basis", "sponsors")
    for look in looks:
        if look == "subtitle" and not edition.subtitle:
            continue
        style = replace(
            make_look(text[look]), name=names[look], base="Normal", following=names["body"],
            keep=True, left=left, right=twips(hanging.right), align="left",
        )  # fmt: skip
        if look == "title":
            style = replace(style, base=_name_base(0), known="Heading1")
            if edition.title_label:
                style = replace(style, left=twips(hanging.text), first=-twips(hanging.text),
                                tabs=heading_tabs)  # fmt: skip
        if look == last and gap:
            style = replace(style, after=twips(text[look].after + measures.before_text))
        yield style


def _find_outlines(edition: Edition) -> dict[int, int]:
    """Find the outline level of each heading level, as the text itself uses it."""
    outlines = {level: level for level in range(1, 7)}
    for heading in reversed(list_headings(edition)):
        outlines[heading.level] = find_outline(heading)
    return outlines


def _note_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Notes hang by their marks, which end at one place if all are as long as the longest.

    The template has a tab before the mark, to a right stop; LibreOffice prints a mark first
    whatever stands before it, and would print it at the margin.
    """
    hanging, rule = measures.indents.note, measures.notes.rule
    kind_of_text = measures.text["note"]
    look = make_look(kind_of_text)
    longest = max((len(note.mark) for note in edition.notes), default=1)
    size = max(kind_of_text.size, kind_of_text.complex or 0)
    begin = hanging.label_end - longest * MARK_ADVANCE * size
    text = twips(hanging.text)
    for kind, first in (("note", twips(begin) - text), ("note_more", 0)):
        yield replace(look, name=names[kind], base="Normal", align="both", left=text, first=first,
                      right=twips(hanging.right), tabs=(("left", text),))  # fmt: skip
    yield Style(
        names["note_rule"], base="Normal", align="left", after=twips(rule.after),
        line=twips(rule.before + rule.weight), size=half_points(NOTE_RULE_SIZE),
        left=twips(rule.x - measures.page.margins.left),
    )  # fmt: skip


def _character_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    way = edition.language.emphasis
    emphasis = Style("", italic=way == "italic" or None, dots=way == "dots",
                     bold=way == "bold" or None)  # fmt: skip
    for link in (False, True):
        colour, prefix = (measures.link, "link_") if link else ("", "")
        for kind, look in (
            ("emphasis", emphasis),
            ("strong", Style("", bold=True)),
            ("strong_emphasis", replace(emphasis, bold=True)),
        ):
            yield replace(look, name=names[prefix + kind], kind="character",
                          colour=colour)  # fmt: skip
    yield Style(names["link"], kind="character", colour=measures.link, underline="none")
    for kind in ("reference", "bracket_words", "bracket_unit"):
        yield Style(names[kind], kind="character")
    for kind in ("call", "call_comma"):
        yield Style(names[kind], kind="character", superscript=True)
    yield Style(names["note_rule_hidden"], kind="character", hidden=True)
    large = measures.text["symbol_large"]
    yield replace(make_look(large), name=names["symbol_large"], kind="character", before=None,
                  after=None, line=None)  # fmt: skip
