"""Mastheads, running heads and feet stand where they stand in official documents, to half a point.

New York was measured in General Assembly documents of 2018 to 2025, Geneva in a document of the
Human Rights Council of 2019 and one of the Economic Commission for Europe of 2018.
"""

from __future__ import annotations

from functools import cache

import pytest

from masthead.edition.edition import Edition
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.pdf import render_pdf
from tests.edition.papers import resolve, write_paper
from tests.samples.origins import Line, Sheet, measure_pages

WITHIN = 0.5
PARAGRAPHS = "".join(
    f"- paragraph: {{en: 'Number {number}. {'Many words follow. ' * 12}'}}\n"
    for number in range(1, 31)
)


@cache
def set_pages(project: Project, name: str) -> list[Sheet]:
    """Set a sample paper, or one that is made up for its masthead."""
    if name == "assembly":
        source = write_paper(
            PARAGRAPHS,
            symbol="A/80/XX",
            agenda="{item: 7, title: {en: Item}}",
            job="{number: 25-01234, dates: {en: ['160525']}}",
        )
    elif name == "council":
        source = write_paper(
            PARAGRAPHS,
            symbol="A/HRC/WG.6/34/XX",
            series="human-rights-council",
            meeting="{start: 2019-11-04, end: 2019-11-15}",
            job="GE.25-01234",
        )
    else:
        source = write_paper(
            PARAGRAPHS,
            symbol="ECE/XX/1",
            series="economic-commission-for-europe",
            session="24",
            meeting="{city: geneva, start: 2018-04-30, end: 2018-05-01}",
            agenda="{item: 1, provisional: true, title: {en: Adoption of the agenda}}",
        )
    return measure_pages(render_pdf(project, resolve(project, source)).data)


def near(measured: float, official: float) -> bool:
    return abs(measured - official) <= WITHIN


def check(line: Line, baseline: float, x: float | None = None, right: float | None = None) -> None:
    assert near(line.baseline, baseline), (line.text, line.baseline, baseline)
    if x is not None:
        assert near(line.x, x), (line.text, line.x, x)
    if right is not None:
        assert near(line.right, right), (line.text, line.right, right)


@pytest.mark.parametrize(
    ("name", "width", "height", "lines"),
    [
        (
            "assembly", 612, 792,
            {
                "UnitedNations": (57.8, 123.4),
                "GeneralAssembly": (86.4, 123.4),
                "Distr.:General": (86.7, 397.0),
                "1September2025": (98.4, 397.0),
                "Original:English": (122.4, 397.0),
                "Eightiethsession": (222.3, 60.0),
                "Agendaitem7": (233.9, 60.0),
            },
        ),
        (
            "council", 595.3, 842,
            {
                "UnitedNations": (49.8, 119.7),
                "GeneralAssembly": (80.1, 119.7),
                "Distr.:General": (78.8, 392.1),
                "1September2025": (90.9, 392.1),
                "Original:English": (114.9, 392.1),
                "HumanRightsCouncil": (217.1, 56.7),
                "WorkingGroup": (229.7, 56.7),
                "Thirty-fourthsession": (241.7, 56.7),
                "4–15November2019": (253.7, 56.7),
            },
        ),
        (
            "commission", 595.3, 842,
            {
                "UnitedNations": (64.0, 120.5),
                "EconomicandSocialCouncil": (94.2, 120.5),
                "Distr.:General": (93.0, 396.9),
                "1September2025": (105.0, 396.9),
                "Original:English": (129.0, 396.9),
                "EconomicCommissionforEurope": (233.3, 56.7),
            },
        ),
    ],
)  # fmt: skip
def test_masthead(
    project: Project, name: str, width: float, height: float, lines: dict[str, tuple[float, float]]
) -> None:
    sheet = set_pages(project, name)[0]
    assert near(sheet.width, width)
    assert near(sheet.height, height)
    for text, (baseline, x) in lines.items():
        check(sheet.find(text), baseline, x)


@pytest.mark.parametrize(
    ("name", "symbol", "baseline", "right"),
    [
        ("assembly", "A/80/XX", 56.5, 552.0),
        ("council", "A/HRC/WG.6/34/XX", 52.1, 538.7),
        ("commission", "ECE/XX/1", 66.4, 538.7),
    ],
)
def test_symbol(project: Project, name: str, symbol: str, baseline: float, right: float) -> None:
    check(set_pages(project, name)[0].find(symbol), baseline, right=right)


@pytest.mark.parametrize(
    ("name", "thin", "thick", "left", "right"),
    [
        ("assembly", (64.8, 65.3), (208.9, 210.4), 60.0, 552.0),
        ("council", (56.8, 57.2), (198.6, 200.1), 56.6, 538.7),
        ("commission", (70.9, 71.4), (212.9, 214.4), 56.6, 538.7),
    ],
)
def test_rules(
    project: Project,
    name: str,
    thin: tuple[float, float],
    thick: tuple[float, float],
    left: float,
    right: float,
) -> None:
    first, second = set_pages(project, name)[0].shapes[:2]
    for shape, (top, bottom) in ((first, thin), (second, thick)):
        assert all(map(near, shape, (left, top, right, bottom))), (name, shape)


@pytest.mark.parametrize(
    ("name", "symbol", "head", "rule", "left", "right"),
    [
        ("assembly", "A/80/XX", 59.0, 65.05, 60.0, 552.0),
        ("council", "A/HRC/WG.6/34/XX", 51.0, 57.4, 56.6, 538.7),
        ("commission", "ECE/XX/1", 65.2, 71.5, 56.6, 538.7),
    ],
)
def test_running_heads(
    project: Project,
    name: str,
    symbol: str,
    head: float,
    rule: float,
    left: float,
    right: float,
) -> None:
    even, odd = set_pages(project, name)[1:3]
    check(even.find(symbol), head, x=left)
    check(odd.find(symbol), head, right=right)
    for sheet in (even, odd):
        assert near(sheet.shapes[0][3], rule)


@pytest.mark.parametrize(
    ("name", "baseline", "page", "left", "right"),
    [
        ("assembly", 755.0, "2/", 60.0, 552.0),
        ("council", 811.8, "2", 56.6, 538.7),
        ("commission", 769.7, "2", 56.6, 538.7),
    ],
)
def test_running_feet(
    project: Project, name: str, baseline: float, page: str, left: float, right: float
) -> None:
    pages = set_pages(project, name)
    even, odd = pages[1].lines[-1], pages[2].lines[-1]
    check(even, baseline, x=left)
    check(odd, baseline, right=right)
    total = f"2/{len(pages)}" if page == "2/" else "2"
    job = {"assembly": "25-01234"}.get(name, "")  # Geneva's English papers name none there
    assert even.text == total + job
    assert odd.text == job + total.replace("2", "3", 1)


@pytest.mark.parametrize(
    ("name", "line", "baseline", "x"),
    [
        ("assembly", "25-01234(E)160525", 747.6, 65.4),
        ("council", "GE.25-01234(E)", 783.3, 56.6),
    ],
)
def test_the_job_line(project: Project, name: str, line: str, baseline: float, x: float) -> None:
    check(set_pages(project, name)[0].find(line), baseline, x)


@pytest.mark.parametrize(
    ("name", "last"),
    [("assembly", 734.4), ("council", 785.3), ("commission", 735.65)],
)
def test_the_text_ends_where_the_margin_begins(project: Project, name: str, last: float) -> None:
    page = set_pages(project, name)[1]
    body = [line for line in page.lines if line.baseline < last]
    assert last - 30 < body[-1].baseline <= last


def test_arabic_mirrors_new_york(project: Project) -> None:
    """Whatever stands at x from the left in English stands at x from the right in Arabic."""
    paper = read_paper(project, project.source / "samples" / "A_80_XX.yaml").require()
    pages = measure_pages(render_pdf(project, resolve_edition(project, paper, "ar")).data)
    first, second = pages[:2]
    check(first.find("A/80/XX"), 56.5, x=612 - 552)
    for text, baseline in (("Distr.:General", 86.7), ("1September2025", 98.4), ("Arabic", 110.4)):
        check(first.find(text), baseline, right=612 - 397)
    thin, thick = first.shapes[:2]
    assert all(map(near, thin, (60, 64.8, 552, 65.3)))
    assert all(map(near, thick, (60, 208.9, 552, 210.4)))
    check(second.find("A/80/XX"), 59.0, right=552)
    assert near(second.lines[-1].right, 552)
    assert near(second.lines[-1].baseline, 755)
    notes = next(shape for shape in second.shapes if near(shape[2], 612 - 99.6))
    assert near(notes[0], 612 - 173.6)


@pytest.mark.parametrize("code", ["ar", "en", "zh"])
def test_the_end_rule_is_in_the_middle(
    project: Project, samples: dict[str, Edition], code: str
) -> None:
    last = measure_pages(render_pdf(project, samples[f"A_80_XX-{code}"]).data)[-1]
    assert any(near(left, 270.2) and near(right, 342.2) for left, _, right, _ in last.shapes), (
        last.shapes
    )


def test_space_around_headings_of_geneva(project: Project, samples: dict[str, Edition]) -> None:
    """Steps between baselines: title, byline, text, headings of the first and second level."""
    page = measure_pages(render_pdf(project, samples["A_HRC_57_XX-en"]).data)[0]
    above = {"Note": "Sample paper:", "I.": "Note", "II.": "(b)", "A.": "II."}
    steps = {"Note": 31.5, "I.": 33.0, "II.": 33.0, "A.": 31.5}
    for text, step in steps.items():
        upper = page.find(above[text].replace(" ", ""))
        assert near(page.find(text).baseline - upper.baseline, step), text


def test_geneva_bars_stand_between_job_line_and_their_digits(project: Project) -> None:
    """The bar code overprinted the job line and had no digits."""
    sheet = set_pages(project, "council")[0]
    check(sheet.find("GE.25-01234(E)"), 783.3, 56.6)
    check(sheet.find("*2501234*"), 812.9)
    (left, top, right, bottom) = next(
        shape for shape in sheet.shapes if near(shape[0], 56.6) and shape[1] > 780
    )
    assert top > 785
    assert near(bottom, 806.6)
    assert near(right - left, 84.2)


@pytest.mark.parametrize("code", ["ru", "en"])
def test_the_recycling_line_is_one_line(project: Project, code: str) -> None:
    """The Russian one was cut: its words stood in a box of 73 pt."""
    source = write_paper(codes=code, symbol="CD/XX", series="conference-on-disarmament",
                         job="GE.25-01234")  # fmt: skip
    edition = resolve(project, source, code)
    words = edition.language.words["recycle"].replace(" ", "")
    (sheet, *_) = measure_pages(render_pdf(project, edition).data)
    check(sheet.find(words), 803.0, right=470.1)


def test_labels_of_headings_end_where_the_official_ones_do(project: Project) -> None:
    """They stood left of it by the width of the space after them."""
    headings = "- heading: {en: First}\n  level: 1\n  numbered: true\n"
    headings += "- heading: {en: Second}\n  level: 2\n  numbered: true\n- paragraph: {en: Words}"
    source = write_paper(headings, symbol="CD/XX", series="conference-on-disarmament")
    (sheet,) = measure_pages(render_pdf(project, resolve(project, source)).data)
    check(sheet.find("I.First"), sheet.find("I.First").baseline, 90.3)
    check(sheet.find("A.Second"), sheet.find("A.Second").baseline, 87.6)


def test_a_single_note_to_the_masthead_begins_where_its_frame_does(project: Project) -> None:
    source = write_paper(
        codes="en", symbol="CD/XX", series="conference-on-disarmament", title="{en: 'Words[^a]'}",
        notes="a: {en: One line.}",
    )  # fmt: skip
    (sheet,) = measure_pages(render_pdf(project, resolve(project, source)).data)
    check(sheet.find("*Oneline."), 751.0)


@pytest.mark.parametrize(
    ("station", "baseline", "right"), [("new-york", 56.5, 552.0), ("geneva", 52.1, 538.7)]
)
def test_the_asterisk_of_a_reissue_ends_the_line_of_the_symbol(
    project: Project, station: str, baseline: float, right: float
) -> None:
    source = write_paper(station=station, reissued="2025-09-03")
    (sheet,) = measure_pages(render_pdf(project, resolve(project, source)).data)
    check(sheet.find("A/80/XX*"), baseline, right=right)
    assert sheet.find("*Reissuedfortechnicalreasons").baseline > 600


def test_text_without_numbers_after_the_title_of_the_commission(project: Project) -> None:
    """As in a document of 2018, where it begins flush and close to the title."""
    text = "- paragraph: {en: Words that have no number.}\n  numbered: false\n"
    source = write_paper(text, symbol="ECE/XX/1", title="{en: Title}",
                         series="economic-commission-for-europe")  # fmt: skip
    (sheet,) = measure_pages(render_pdf(project, resolve(project, source)).data)
    title, words = sheet.find("Title"), sheet.find("Words")
    assert near(words.baseline - title.baseline, 24.6)
    assert near(words.x, title.x)


def test_a_resolution_stands_as_one_of_2018_does(project: Project) -> None:
    """Lines above the title, paragraphs, closing lines; from page 2 on the title in the heads."""
    many = "and many words that fill a line and go on in the next one, as they do in most of them"
    text = f"- preamble: {{en: '*Noting* one thing {many},'}}\n" * 12
    text += f"- operative: {{en: '*Decides* that it is so, {many}:'}}\n"
    text += "  subparagraphs: [{en: One;}, {en: Two;}]\n- operative: {en: '*Requests* a report.'}\n"
    source = write_paper(
        text, symbol="A/RES/73/8", series="general-assembly-resolutions", date="2018-11-05",
        agenda="{item: 43}", title="{en: 'The title of a resolution'}",
        adoption="{date: 2018-11-01, meeting: 30, report: A/73/L.3}",
    )  # fmt: skip
    first, second = measure_pages(render_pdf(project, resolve(project, source)).data)
    check(first.find("Resolutionadopted"), 266.0, 123.4)
    check(first.find("on1November"), 281.0, 123.4)
    check(first.find("[withoutreference"), 305.7, 123.4)
    check(first.find("73/8.Thetitle"), 330.9, 85.1)
    # The official title has two lines more of 13.5 pt.
    check(first.find("TheGeneralAssembly,"), 382.5 - 27, 147.1)
    begins, turns = first.lines[12:14]
    check(begins, 400.5 - 27, 147.1)
    check(turns, 412.5 - 27, 123.4)
    for line in ("1.Decides", "(a)One;", "(b)Two;", "2.Requests"):
        assert near(second.find(line).x, 147.1)
    meeting, day = second.find("30thplenarymeeting"), second.find("1November2018")
    assert near(meeting.right, 488.1)
    assert near(day.right, 488.1)
    assert near(meeting.baseline - second.find("2.Requests").baseline, 24)
    assert near(day.baseline - meeting.baseline, 12)
    check(second.find("A/RES/73/8"), 59.0, 60.0, 553.1)


def test_a_section_of_a_resolution_stands_as_a_part_does(project: Project) -> None:
    """The number in the middle of the column, the title under it; headings below keep theirs."""
    text = """
        - operative: {en: One;}
        - {numbered: true, level: 1, heading: {en: Oceans}}
        - {numbered: true, level: 2, heading: {en: Below}}
        - operative: {en: Two.}
        - part: {title: {en: Rivers}, text: [operative: {en: Three.}]}
    """
    source = write_paper(text, symbol="A/RES/73/8", series="general-assembly-resolutions",
                         adoption="{date: 2018-11-01, report: A/73/L.3}")  # fmt: skip
    (sheet,) = measure_pages(render_pdf(project, resolve(project, source)).data)
    number, letter = (line for line in sheet.lines if line.text in ("I", "A"))
    title, rivers = sheet.find("Oceans"), sheet.find("Rivers")
    for line in (number, title, letter, rivers):
        assert near((line.x + line.right) / 2, 306)
    assert near(title.baseline - number.baseline, rivers.baseline - letter.baseline)
    assert near(number.baseline - sheet.find("1.One;").baseline,
                letter.baseline - sheet.find("2.Two.").baseline)  # fmt: skip
    below = sheet.find("A.Below")
    assert below.x < 123.4 < below.right
    assert near(below.baseline - title.baseline, 13.5 + 12)
