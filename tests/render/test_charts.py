"""Charts: drawn from numbers, in the reader's language, the same each time, and said in words."""

from __future__ import annotations

import subprocess
import sys

import pytest
from lxml import etree

from masthead.edition.edition import Chart, Figure, plain_text
from masthead.edition.resolve import resolve_edition
from masthead.language.language import load_language
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.charts import draw_chart, make_spec
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
    wanted = {"2024", "2025"} if kind == "pie" else {"2024", "2025", unit, head, first, second}
    assert wanted <= shown


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
