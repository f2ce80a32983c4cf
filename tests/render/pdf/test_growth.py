"""Pages take work in proportion to the text, counted in calls."""

from __future__ import annotations

from masthead.edition.edition import Paragraph
from masthead.measures import load_measures
from masthead.render.pdf import render_pdf
from masthead.render.pdf.fonts import open_fonts
from masthead.render.pdf.labels import find_wide_labels
from masthead.render.pdf.page import write_own_style
from tests.counting import count_calls
from tests.render.pdf.conftest import ENGLISH, make_edition, make_paragraph


def test_four_times_the_text_is_four_times_the_work(project, edition_en):
    def write(number: int) -> Paragraph:
        return make_paragraph(number, ENGLISH * 3)

    def work(paragraphs: int) -> None:
        body = [write(number) for number in range(1, paragraphs + 1)]
        render_pdf(project, make_edition(edition_en, *body))

    work(2)  # fonts, style sheets, templates
    few, many = (count_calls(lambda number=number: work(number)) for number in (20, 80))
    assert many < 4.5 * few


def test_more_wide_labels_need_no_more_rules(project, edition_en):
    """Every label would be held against every rule."""
    fonts = open_fonts(project)

    def count(first: int, number: int) -> int:
        body = [make_paragraph(one, ENGLISH) for one in range(first, first + number)]
        edition = make_edition(edition_en, *body)
        measures = load_measures(project, edition.station, "en", edition.series)
        wide = find_wide_labels(edition, measures, fonts)
        assert len(wide) == number
        return len(write_own_style(project, edition, measures, fonts, wide))

    assert count(100_000_000, 10) == count(100_000_000, 90)
