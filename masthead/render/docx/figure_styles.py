"""Styles of figures: of their titles, their pictures and the lines under these."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from masthead.edition.edition import Edition
from masthead.measures import Measures
from masthead.render.docx.lengths import twips
from masthead.render.docx.style import Names, Style, make_look
from masthead.render.docx.table_styles import KEPT, NARROW
from masthead.render.pictures import list_figures


def make_figure_styles(edition: Edition, measures: Measures, names: Names) -> Iterator[Style]:
    """Make the styles of a figure's paragraphs; none where there is no figure."""
    if not any(True for _ in list_figures(edition)):
        return
    text, figure, column = measures.text, measures.figure, measures.column
    space, after = twips(figure.space), twips(figure.after)
    look = Style("", base="Normal", align="left", before=0)
    styles = (
        replace(make_look(text["table_label"]), name=names["figure_label"], base="Normal",
                align="left", keep=True, before=twips(figure.before), after=0),
        replace(make_look(text["table_title"]), name=names["figure_title"], base="Normal",
                align="left", keep=True, before=0, after=space),
        replace(look, name=names["picture"], grows=True, after=after),
        replace(look, name=names["picture"] + KEPT, grows=True, keep=True, after=space),
        replace(make_look(text["table_note"]), name=names["figure_source"], base="Normal",
                align="left", before=0, after=after),
    )  # fmt: skip
    yield Style(names["table_word"], kind="character", italic=True)
    for style in styles:
        yield style
        yield Style(style.name + NARROW, base=style.name, left=twips(column.left),
                    right=twips(column.right))  # fmt: skip
