"""Charts: drawn from numbers, in the reader's language, the same each time, and said in words."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter

import pytest
from lxml import etree

from masthead.edition.edition import Chart, Figure, plain_text
from masthead.edition.resolve import resolve_edition
from masthead.language.language import load_language
from masthead.pictures.picture import PictureError
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.charts import SHADES, draw_chart, make_spec
from tests.conftest import ROOT
from tests.edition.papers import write_paper

UNIT = """\
- chart:
    title: {{{code}: {title}}}
    type: {kind}
    unit: {{{code}: {unit}}}
    columns: [{{{code}: {head}}}, {{{code}: {first}}}{more}]
    rows: [[2024, 1234.5{one}], [2025, 0{two}]]
"""
WORDS = {
    "en": ("Title", "Posts", "Year", "Old", "New"),
    "fr": ("Titre", "Postes", "Année", "Anciens", "Nouveaux"),
    "zh": ("标题", "员额", "年份", "旧", "新"),
    "ar": ("العنوان", "الوظائف", "السنة", "قديم", "جديد"),
}


def make_figure(project: Project, code: str = "en", kind: str = "bar") -> Figure:
    title, unit, head, first, second = WORDS[code]
    more = "" if kind == "pie" else f", {{{code}: {second}}}"
    one, two = ("", "") if kind == "pie" else (", 7", ", ..")
    text = UNIT.format(
        code=code, kind=kind, title=title, unit=unit, head=head, first=first, more=more, one=one,
        two=two,
    )  # fmt: skip
    source = write_paper(text, codes=code, original=code)
    paper = read_source(project, source.encode(), "source/paper.yaml").require()
    (figure,) = resolve_edition(project, paper, code).body
    assert isinstance(figure, Figure)
    return figure


def draw(project: Project, figure: Figure) -> str:
    assert isinstance(figure.image, Chart)
    return draw_chart(project, figure.image).data.decode()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Bar chart (Posts). Old: 2024 1\u00a0234.5, 2025 –. New: 2024 7, 2025 ..."),
        ("fr", "Diagramme à barres (Postes). Anciens\u00a0: 2024 1\u00a0234,5, 2025 –. "
               "Nouveaux\u00a0: 2024 7, 2025 ..."),
        ("zh", "柱状图(员额)。旧：2024 1\u00a0234.5，2025 –。新：2024 7，2025 ..。"),
    ],
)  # fmt: skip
def test_a_chart_says_every_number_in_words(project: Project, code: str, said: str) -> None:
    assert plain_text(make_figure(project, code).alt) == said


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize("kind", ["bar", "stacked", "line", "pie"])
def test_words_of_a_chart_are_words(project: Project, code: str, kind: str) -> None:
    drawn = etree.fromstring(draw(project, make_figure(project, code, kind)).encode())
    shown = {text.text for text in drawn.iter("{*}text")}
    _, unit, head, first, second = WORDS[code]
    wanted = set() if kind == "pie" else {unit, head, first, second}
    assert wanted <= shown
    assert all(any(text.startswith(year) for text in shown) for year in ("2024", "2025"))


def test_numbers_at_the_axis_are_written_as_in_tables(project: Project) -> None:
    shown = draw(project, make_figure(project, "fr"))
    assert "1\u00a0000" in shown
    assert "1,000" not in shown


def test_from_right_to_left_the_first_category_stands_at_the_right(project: Project) -> None:
    spec = {}
    for code in ("en", "ar"):
        image = make_figure(project, code).image
        assert isinstance(image, Chart)
        spec[code] = make_spec(image, load_language(project, code))["encoding"]
    assert spec["en"]["x"]["sort"] == "ascending"
    assert spec["ar"]["x"]["sort"] == "descending"
    assert spec["ar"]["y"]["axis"]["orient"] == "right"


LONG = "Department for General Assembly and Conference Management"
NAMES = {
    "long": [f"{LONG} {at}" for at in range(9)],
    "the same": ["Other", "Other"],
    "unbroken": ["x" * 200, "y"],
    "signs": ["a\\\\b url(c)", "<script>", "datum.value", "' + 1 + '", "&amp; 😀"],
    "many": [str(year) for year in range(1941, 2001)],
    "one": ["only"],
}


def draw_names(project: Project, kind: str, names: list[str], place: str = "page") -> Chart:
    rows = ", ".join(
        f"[{{en: {json.dumps(name, ensure_ascii=False)}}}, {at + 1}]"
        for at, name in enumerate(names)
    )
    text = (
        f"- chart: {{type: {kind}, columns: [{{en: Unit}}, {{en: Posts}}], rows: [{rows}], "
        f"width: {place}}}\n"
    )
    source = write_paper(text, codes="en", original="en")
    paper = read_source(project, source.encode(), "source/paper.yaml").require()
    (figure,) = resolve_edition(project, paper, "en").body
    assert isinstance(figure, Figure)
    assert isinstance(figure.image, Chart)
    return figure.image


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("kind", ["bar", "stacked", "line"])
def test_no_name_is_cut_off_and_none_swallows_another(
    project: Project, kind: str, names: str
) -> None:
    chart = draw_names(project, kind, NAMES[names])
    drawn = etree.fromstring(draw_chart(project, chart).data)
    shown = ["".join(text.itertext()) for text in drawn.iter("{*}text")]
    wanted = ["".join(lines) for lines in chart.lettering.labels]
    assert [re.sub(r"[\s\\\\]", "", "".join(lines)) for lines in chart.lettering.labels] == [
        re.sub(r"[\s\\\\]", "", name) for name in chart.categories
    ]
    if names == "many" and kind == "line":  # every second year is written at the axis
        wanted = wanted[::2]
    assert not Counter(wanted) - Counter(shown)
    bars = [path for path in drawn.iter("{*}path") if path.get("fill") == SHADES[0]]
    assert len(bars) == len(NAMES[names])
    inside = [float(part) for part in re.findall(r"[\d.]+", drawn.get("viewBox"))]
    assert inside[2] <= chart.width + 1


def test_names_that_have_no_room_under_their_bars_stand_beside_them(project: Project) -> None:
    charts = [draw_names(project, "bar", NAMES[names]) for names in ("one", "long")]
    assert [chart.lettering.is_turned for chart in charts] == [False, True]
    assert charts[1].height > charts[0].height
    axis = make_spec(charts[1], load_language(project, "en"))["encoding"]["y"]["axis"]
    (moved,) = axis["labelOffset"]["condition"]  # two lines stand as high as one would
    assert moved["value"] == -5.5


def test_a_narrow_legend_is_as_high_as_its_lines(project: Project) -> None:
    wide, narrow = (
        draw_names(project, "pie", NAMES["long"][:8], place) for place in ("page", "40")
    )
    assert narrow.height > wide.height
    drawn = etree.fromstring(draw_chart(project, narrow).data)
    shown = "".join("".join(text.itertext()) for text in drawn.iter("{*}text"))
    wanted = "".join(f"{name}: {at}" for at, name in enumerate(NAMES["long"][:8], start=1))
    assert re.sub(r"\s", "", wanted) == re.sub(r"\s", "", shown)


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("fr", "bar", {"1\u00a0234,5", "–", "7"}),  # 0 is a dash, as in tables
        ("fr", "stacked", set()),
        ("fr", "pie", {"2024\u00a0: 1\u00a0234,5", "2025\u00a0: –"}),
    ],
)
def test_few_bars_and_parts_of_a_pie_have_their_numbers_beside_them(
    project: Project, code: str, kind: str, said: set[str]
) -> None:
    drawn = etree.fromstring(draw(project, make_figure(project, code, kind)).encode())
    shown = {text.text for text in drawn.iter("{*}text")}
    assert said <= shown
    assert said or not shown & {"1\u00a0234,5", "7"}


def test_what_the_library_cannot_draw_is_told_as_a_picture_s_fault(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ValueError("Vega-Lite to SVG conversion failed:\nError: no\n    at x")

    monkeypatch.setattr("vl_convert.vegalite_to_svg", fail)
    with pytest.raises(PictureError, match=r"cannot be drawn \(Error: no\)"):
        draw_chart(project, draw_names(project, "bar", ["drawn nowhere else"]))


def test_series_are_told_from_each_other_without_colours(project: Project) -> None:
    drawn = etree.fromstring(draw(project, make_figure(project, "en", "line")).encode())
    dashes = {line.get("stroke-dasharray") for line in drawn.iter("{*}path")
              if line.get("stroke-width") == "1.5"}  # fmt: skip
    assert len(dashes) == 2


def test_a_chart_is_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from masthead.project import Project; from tests.render.test_charts import *\n"
        "project = Project(Path(sys.argv[1]))\n"
        "for code in WORDS: print(hashlib.sha256(draw(project, make_figure(project, code))"
        ".encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script, str(ROOT)], capture_output=True, check=True, text=True
        ).stdout
        for _ in range(2)
    }
    assert len(told) == 1
    assert len(told.pop().split()) == len(WORDS)


def test_nothing_is_imported_for_papers_without_charts() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import masthead.render.docx.render, "
        "masthead.render.html.page, masthead.render.epub.book; print('vl_convert' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT)], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "False"
