"""Contents on the page: the pages they name, where their lines stand, how they are read."""

from __future__ import annotations

import re

import pytest

from masthead.edition.edition import Edition
from masthead.project import Project
from masthead.render.pdf import PdfResult, render_pdf
from tests.edition.papers import resolve, write_paper
from tests.render.pdf.reading import open_pdf, read_tags
from tests.samples.origins import Sheet, measure_pages

NAMES = ["en", "zh", "ar"]
LEFT, RIGHT = 60.0, 552.0
TEXT = """
- contents: {levels: 3, tables: true}
- break: page
- heading: {en: Purpose, zh: 目的, ar: الغرض}
  level: 1
  numbered: true
- paragraph: {en: Words., zh: 字。, ar: نص.}
- heading: {en: Part, zh: 部分, ar: جزء}
  level: 2
  numbered: true
- table: {title: {en: Posts, zh: 员额, ar: الوظائف}, columns: ["1"], rows: [[1]]}
- break: page
- heading: {en: Last, zh: 末, ar: الأخير}
  level: 3
  numbered: true
- paragraph: {en: Words., zh: 字。, ar: نص.}
- annex:
    title: {en: Offices, zh: 各厅, ar: المكاتب}
    text: [{paragraph: {en: Words., zh: 字。, ar: نص.}}]
"""


@pytest.fixture(scope="module")
def editions(project: Project) -> dict[str, Edition]:
    source = write_paper(TEXT, codes=" ".join(NAMES))
    return {code: resolve(project, source, code) for code in NAMES}


@pytest.fixture(scope="module")
def files(project: Project, editions: dict[str, Edition]) -> dict[str, PdfResult]:
    return {code: render_pdf(project, edition) for code, edition in editions.items()}


@pytest.mark.parametrize("code", NAMES)
def test_entries_name_the_pages_on_which_things_landed(
    files: dict[str, PdfResult], code: str
) -> None:
    result = files[code]
    with open_pdf(result.data) as pdf:
        links = [tag for tag in read_tags(pdf).walk() if tag.role == "TOCI"]
    targets = ["h1", "h2", "h3", "a1", "t1"]
    shown = [re.findall(r"(\d+)\s*$", tag.kids[0].text)[0] for tag in links]  # type: ignore[union-attr]
    assert shown == [str(result.landing.nodes[target]) for target in targets]
    assert shown == ["2", "2", "3", "4", "2"]


@pytest.mark.parametrize("code", NAMES)
def test_leaders_are_not_read(files: dict[str, PdfResult], code: str) -> None:
    with open_pdf(files[code].data) as pdf:
        tree = read_tags(pdf)
    assert ".." not in tree.text
    roles = [tag.role for tag in tree.walk()]
    assert roles.count("TOCI") == 5
    assert roles.count("Reference") >= 5


def test_a_link_says_where_it_leads(files: dict[str, PdfResult]) -> None:
    with open_pdf(files["en"].data) as pdf:
        said = [str(one.get("/Contents")) for one in pdf.pages[0].Annots]
    assert said == ["I. Purpose", "A. Part", "1. Last", "Annex Offices", "Table 1 Posts"]


@pytest.fixture(scope="module")
def page(files: dict[str, PdfResult]) -> Sheet:
    return measure_pages(files["en"].data)[0]


def test_lines_stand_where_those_of_the_official_report_do(page: Sheet) -> None:
    """Twips there: numbers of the first level end at 1080, words begin at 1296, then at 1728."""
    title, first, second, third = (
        page.find(text) for text in ("Contents", "I.Purpose", "A.Part", "1.Last")
    )
    assert title.x == pytest.approx(LEFT, abs=0.5)
    assert first.right == pytest.approx(RIGHT, abs=0.5)
    assert second.x == pytest.approx(LEFT + 64.8, abs=0.5)
    assert third.x == pytest.approx(LEFT + 86.4, abs=0.5)
    assert second.baseline - first.baseline == pytest.approx(18, abs=0.1)


def test_the_page_of_arabic_is_the_mirror_image(files: dict[str, PdfResult]) -> None:
    mirrored = measure_pages(files["ar"].data)[0]
    pages = [line for line in mirrored.lines if line.text[:1].isdigit() and ".." in line.text]
    assert len(pages) == 5
    assert all(line.x == pytest.approx(LEFT, abs=0.5) for line in pages)


def test_contents_that_run_over_pages_name_the_right_ones(project: Project) -> None:
    """Their own length moves what they list: it takes more than one pass."""
    heading = "- heading: {{en: Heading {0}}}\n- paragraph: {{en: Words of {0}.}}\n"
    text = "- contents: {}\n" + "".join(map(heading.format, range(90)))
    result = render_pdf(project, resolve(project, write_paper(text)))
    with open_pdf(result.data) as pdf:
        shown = [tag.kids[0].text for tag in read_tags(pdf).walk() if tag.role == "TOCI"]  # type: ignore[union-attr]
    for number, text in enumerate(shown):
        assert text.split()[-1] == str(result.landing.nodes[f"h{number + 1}"])
    assert result.landing.nodes["h1"] == 3


def test_entries_of_a_label_alone_have_their_page(project: Project) -> None:
    """A leader in a box of its own was laid out twice."""
    text = """
- contents: {tables: true}
- heading: {en: Heading}
- table: {columns: ["1"], rows: [[1]]}
- annex: {title: {en: Annex}, text: [{table: {columns: ["1"], rows: [[1]]}}]}
"""
    with open_pdf(render_pdf(project, resolve(project, write_paper(text))).data) as pdf:
        shown = [tag.kids[0].text for tag in read_tags(pdf).walk() if tag.role == "TOCI"]  # type: ignore[union-attr]
    assert [" ".join(text.split()) for text in shown] == [
        "Heading 1", "Annex Annex 2", "Table 1 1", "Table A.1 2",
    ]  # fmt: skip
