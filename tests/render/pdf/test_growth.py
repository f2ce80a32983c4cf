"""Pages take work in proportion to the text, counted in calls."""

from __future__ import annotations

from masthead.edition.edition import Paragraph
from masthead.render.pdf import render_pdf
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
