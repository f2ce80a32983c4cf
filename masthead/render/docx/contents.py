"""Contents in Word: fields with their results inside, so that Word can make them anew.

Headings and annexes are fields of their own (``TOC``), so that each lists what it lists here: the
one the headings of the text in which the contents stand, by their outline levels, the other what is
set in the style of annexes. On which pages that is, only Word knows: its fields for pages
(``PAGEREF``) are marked as to be made, which Word does when it opens the file, after asking.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from masthead.edition.edition import Contents, Edition, Entry, walk_blocks
from masthead.measures import Measures
from masthead.render.docx.content import BREAK, TAB, Element, in_style, raw
from masthead.render.docx.lengths import half_points, twips
from masthead.render.docx.references import name_bookmark
from masthead.render.docx.style import Names, Style, Tab, make_look
from masthead.render.docx.writer import StoryWriter

ANNEXES = 9
"""The level of contents at which Word lists annexes: headings never come to it."""


WIDEST = 11
"""The characters of a label that end before its words begin; after a wider one they follow it."""


def write_contents(writer: StoryWriter, contents: Contents, _inside: int) -> None:
    """Write contents. Raises RenderError for what Word cannot hold."""
    asked: set[str] = set()
    for listed in contents.lists:
        writer.inline.node = listed.id
        writer.add(writer.names.role("contents-title"), writer.inline.write(listed.title))
        if listed is contents.lists[0]:
            page = writer.edition.language.words["page"]
            writer.add(writer.names.role("page-word"), [writer.write_text(page)])
        for form, group in groupby(_walk(listed.entries), key=lambda entry: entry.form):
            field = "" if form in asked else _write_field(writer, contents, form)
            asked.add(form)
            entries = list(group)
            for number, entry in enumerate(entries):
                lead = _open(field) if field and not number else ""
                end = _END if field and number == len(entries) - 1 else ""
                _write_entry(writer, entry, lead, end)


def _walk(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _walk(entry.entries)


def _write_field(writer: StoryWriter, contents: Contents, form: str) -> str:
    """Write the code of the field that lists what has a form; none where Word has no such field."""
    if form == "heading":
        first = 3 if contents.scope else 2  # the title is 1, that of an annex 2
        last = first + contents.levels - 1
        return f'TOC \\b {name_bookmark(contents.id)} \\o "{first}-{last}" \\h \\z \\u'
    if form == "annex" and not contents.scope:
        return f'TOC \\h \\z \\t "{writer.names.role("annex-title")},{ANNEXES}"'
    return ""


def _open(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def _write_entry(writer: StoryWriter, entry: Entry, lead: str, end: str) -> None:
    """Write an entry: a link with label, words and page."""
    writer.inline.node = entry.id
    target = name_bookmark(entry.target)
    written: list[Element] = [raw(f'{lead}<w:hyperlink w:anchor="{target}" w:history="1">')]
    style = writer.names.role("entry", entry.level)
    if entry.form == "annex":
        style = writer.names["entry_annex"]
        written += [_write_label(writer, entry.label)] if entry.label else []
        written += [BREAK] if entry.label and entry.content else []
    elif entry.form == "heading":
        written += [TAB] if entry.level == 1 else []  # to where labels of this level end
        written += [_write_label(writer, entry.label), TAB] if entry.label else [TAB]
    else:
        style = writer.names["entry_listed"]
        label = entry.label or ""
        gap = TAB if len(label) <= WIDEST else writer.write_text("\u2003")
        written += [_write_label(writer, label), gap] if label else [TAB]
    written += writer.inline.write(entry.content, frozenset({"reference"}))
    page = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {target} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r>'
        f"{_END}</w:hyperlink>{end}"
    )
    leader = writer.ids[writer.names["leader"]]
    dots = f'<w:r><w:rPr><w:rStyle w:val="{leader}"/></w:rPr><w:tab/></w:r>'
    writer.add(style, [*written, raw(dots), raw(page)])


def _write_label(writer: StoryWriter, label: str) -> Element:
    """Write a label in the style of references: that of links, which programs assume, is blue."""
    return in_style(writer.names.role("reference"), [writer.write_text(label)])


def make_contents_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of contents; none where there are none."""
    if not any(isinstance(block, Contents) for block in walk_blocks(edition.body)):
        return
    text, at = measures.text, measures.contents
    margins = measures.page.margins
    width = measures.page.width - margins.left - margins.right
    title = replace(make_look(text["contents_title"]), base="Normal", align="left", keep=True)
    yield replace(title, name=names.role("contents-title"))
    leader = text["leader"]
    yield Style(names["leader"], kind="character", size=half_points(leader.size),
                spacing=twips(leader.spacing))  # fmt: skip
    yield replace(make_look(text["page_word"]), name=names.role("page-word"), base="Normal",
                  align="right", keep=True)  # fmt: skip
    stops: tuple[Tab, ...] = (("leader", twips(width)),)
    entry = replace(make_look(text["entry"]), base="Normal", align="left")
    for level in range(1, 7):
        begin = twips(at.text + (level - 1) * at.step)
        hang = begin if level == 1 else twips(at.step)
        label: tuple[Tab, ...] = (("right", twips(at.label_end)),) if level == 1 else ()
        name = names.role("entry", level)
        yield replace(entry, name=name, known=_name_id(name), left=begin, first=-hang,
                      tabs=(*label, ("left", begin), *stops))  # fmt: skip
    begin = twips(at.text)
    inner = begin + twips(at.annex)
    yield replace(entry, name=names["entry_annex"], known=_name_id(names["entry_annex"]),
                  left=inner, first=begin - inner, tabs=stops)  # fmt: skip
    yield replace(entry, name=names["entry_listed"], known="TableofFigures", left=begin,
                  first=-begin, tabs=(("left", begin), *stops))  # fmt: skip


def _name_id(name: str) -> str:
    """Name the id by which programs know a style of contents: ``toc 2`` is TOC2."""
    return name.upper().replace(" ", "")
