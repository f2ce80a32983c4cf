"""Tables on their pages: what is torn and what is not, what does not fit, what is kept together."""

from __future__ import annotations

import itertools

import pytest
from weasyprint.formatting_structure import boxes

from masthead.edition.edition import Cell, Row, Table, Words
from masthead.measures import load_measures
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf
from masthead.render.pdf.setting import lay_out_pages
from masthead.render.pdf.tables import find_rules
from tests.render.pdf.conftest import make_edition

PROSE = "The programme delivered on its mandate in every region and goes on doing so. "


def make_table(rows, columns=2, *, forms=(), number=1):
    """Make a table of rows of words."""
    name = f"t{number}"
    kinds = itertools.chain(forms, itertools.repeat("data"))
    head = [Cell(f"{name}-h{at}", (Words("Head"),), scope="col") for at in range(columns)]
    made = []
    for at, (row, form) in enumerate(zip(rows, kinds, strict=False), start=1):
        cells = [
            Cell(
                f"{name}-r{at}-c{column}", (Words(text),), columns=columns // len(row),
                align="end" if text.isdecimal() else "start",
            )
            for column, text in enumerate(row, start=1)
        ]  # fmt: skip
        made.append(Row(f"{name}-r{at}", form, tuple(cells)))
    return Table(
        name, f"Table {number}", (), (), (Row(f"{name}-head1", "head", tuple(head)),), tuple(made),
        (), "page", (80.0, *[20 / (columns - 1)] * (columns - 1)),
    )  # fmt: skip


def lay_out(project, edition, *tables):
    """Lay tables out: the pages of each row, and how often heads are printed, and the faults."""
    edition = make_edition(edition, *tables)
    measures = load_measures(project, edition.station, "en", edition.series)
    document, _, faults = lay_out_pages(project, edition, measures)
    pages: dict[str, list[int]] = {}
    for number, page in enumerate(document.pages, start=1):
        for box in page._page_box.descendants():
            if isinstance(box, boxes.TableRowBox) and (name := box.element.get("id")):
                pages.setdefault(name, []).append(number)
    return pages, faults


def test_a_row_is_torn_only_if_it_is_longer_than_half_a_page(project, edition_en):
    short, long = ([PROSE * lines, "1"] for lines in (30, 80))
    filler = [["Row", "1"]] * 20
    pages, _ = lay_out(project, edition_en, make_table([*filler, short, *filler]))
    assert pages["t1-r21"] == [2]  # the first page has room for a part of it
    pages, _ = lay_out(project, edition_en, make_table([*filler, long, *filler]))
    assert pages["t1-r21"] == [1, 2]
    pages, _ = lay_out(project, edition_en, make_table([["Row", "1"], [PROSE * 300, "1"]]))
    assert len(pages["t1-r2"]) > 3
    assert pages["t1-head1"] == pages["t1-r2"]  # over every part of the row


def test_a_table_of_many_pages_is_laid_out_once(project, edition_en):
    """Its heads, which stand on every page, were together longer than half a page."""
    edition = make_edition(edition_en, make_table([["Row", "1"]] * 600))
    measures = load_measures(project, edition.station, "en", edition.series)
    document, _, _ = lay_out_pages(project, edition, measures)
    assert len(document.pages) > 12
    assert find_rules(document) == ""


def test_no_row_stands_alone_and_sums_and_sections_stay_with_theirs(project, edition_en):
    """A small table was torn after its first row, and its total stood on the next page."""
    forms = ("section", "data", "data", "data", "data", "subtotal", "total")
    rows = [["Section"], *([[f"Row {at}", "1"] for at in range(4)]), ["Sum", "4"], ["All", "4"]]
    torn = 0
    for lines in range(14, 28):
        filler = make_table([["Row", "1"]] * lines)
        tables = filler, make_table(rows, forms=forms, number=2)
        pages, _ = lay_out(project, edition_en, *tables)
        where = [pages[f"t2-r{at}"][0] for at in range(1, 8)]
        assert where[0] == where[1] == where[2]
        assert where[4] == where[5] == where[6]
        torn += where[2] != where[4]
    assert torn  # where a table may be torn


def test_a_long_word_in_a_cell_is_broken_and_figures_are_not(project, edition_en):
    address = "https://www.un.org/" + "a" * 200
    _, faults = lay_out(project, edition_en, make_table([[address, "123456789012"]] * 2))
    assert faults == []
    result = render_pdf(project, make_edition(edition_en, make_table([[address, "123456789"]])))
    assert {fault.problem.code for fault in result.notices} <= {"T004", "T005"}


def test_a_table_wider_than_its_place_is_an_error_at_its_place(project, edition_en):
    edition = make_edition(edition_en, make_table([["1234567890"] * 30], 30))
    with pytest.raises(RenderError) as raised:
        render_pdf(project, edition)
    (fault,) = raised.value.faults
    assert (fault.problem.code, fault.node) == ("T008", "t1")
    assert fault.fields["found"] > 900
    assert fault.fields["room"] == 492
