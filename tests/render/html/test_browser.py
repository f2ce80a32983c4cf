"""A real browser opens the HTML files and the parallel page, narrow, middling and wide."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from masthead.edition.resolve import resolve_edition
from masthead.read.reader import read_paper
from masthead.render.html import render_html, render_parallel
from tests.render.browser import (
    ANCHORS,
    LARGER_TYPE,
    NO_SIDEWAYS,
    NOTE_AND_BACK,
    ROOT,
    TORN,
    WCAG,
    browse,
)

pytestmark = pytest.mark.xdist_group("chromium")
WIDTHS = (360, 768, 1280)
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def visits(project, edition_zh, edition_en, specimens, tmp_path_factory):
    """Every page at every width, by day and at one width by night: what the browser found."""
    folder: Path = tmp_path_factory.mktemp("pages")
    pages = {
        "zh": render_html(project, edition_zh),
        "en": render_html(project, edition_en),
        "parallel": render_parallel(project, [edition_zh, edition_en]),
        "specimen-ar": render_html(project, specimens["ar"]),
        "specimens": render_parallel(project, list(specimens.values())),
    }
    jobs: dict[Any, dict[str, Any]] = {}
    for name, width in product(pages, WIDTHS):
        if name.startswith("specimen") and width != 360:
            continue
        path = folder / f"{name}.html"
        path.write_bytes(pages[name])
        steps: list[dict[str, Any]] = [{"evaluate": NO_SIDEWAYS}, {"evaluate": NOTE_AND_BACK}]
        if width == 360:
            steps += [{"evaluate": ANCHORS}, {"evaluate": LARGER_TYPE}, {"evaluate": NO_SIDEWAYS}]
        jobs[name, width] = {"url": path.as_uri(), "width": width, "steps": steps}
    for name, dark in product(("zh", "parallel"), (False, True)):
        steps = [{"axe": WCAG}, {"evaluate": GROUND}]
        url = (folder / f"{name}.html").as_uri()
        job = {"url": url, "width": 768, "dark": dark, "bypass": True, "steps": steps}
        jobs[name, "dark" if dark else "light"] = job
    faint = folder / "faint.html"
    planted = pages["zh"].replace(b"</style>", b"p { color: #aaa }</style>")
    faint.write_bytes(planted.replace(b'aria-label="1 ', b'aria-label="(one) '))
    jobs["faint", "axe"] = {
        "url": faint.as_uri(), "width": 768, "bypass": True, "steps": [{"axe": WCAG}]
    }  # fmt: skip
    wide = folder / "wide.html"
    wide.write_bytes(pages["zh"].replace(b"</style>", b"p { min-width: 90rem }</style>"))
    jobs["wide", "sideways"] = {
        "url": wide.as_uri(), "width": 360, "steps": [{"evaluate": NO_SIDEWAYS}]
    }  # fmt: skip
    sample = read_paper(project, project.source / "samples/A_80_XX.yaml").require()
    six = folder / "six.html"
    six.write_bytes(
        render_parallel(project, [resolve_edition(project, sample, c) for c in sample.versions])
    )
    for width in (480, 1280):
        jobs["six", f"{width} px"] = {
            "url": six.as_uri(), "width": width,
            "steps": [{"evaluate": NO_SIDEWAYS}, {"evaluate": TORN}],
        }  # fmt: skip
    jobs["parallel", "printed"] = {
        "url": (folder / "parallel.html").as_uri(), "width": 768,
        "steps": [{"pdf": str(folder / "parallel.pdf")}],
    }  # fmt: skip
    found = dict(zip(jobs, browse(list(jobs.values()), folder), strict=True))
    return found, folder


@pytest.mark.parametrize("width", [480, 1280])
def test_six_languages_stand_side_by_side_without_torn_words(visits, width):
    assert visits[0]["six", f"{width} px"]["results"] == [True, []]


def test_nothing_is_fetched_and_nothing_goes_wrong(visits):
    for name, visit in visits[0].items():
        assert visit["requests"] == [], name
        assert visit["errors"] == [], name


def test_no_page_scrolls_sideways_at_any_width(visits):
    for (name, width), visit in visits[0].items():
        if isinstance(width, int):
            assert visit["results"][0] is True, (name, width)


def test_nor_with_type_twice_as_large_on_a_telephone(visits):
    for (name, width), visit in visits[0].items():
        if width == 360:
            assert visit["results"][-1] is True, name


def test_every_call_leads_to_its_note_and_back(visits):
    calls = {"zh": 4, "en": 4, "parallel": 8, "specimen-ar": 9, "specimens": 25}
    for (name, width), visit in visits[0].items():
        if isinstance(width, int):
            assert visit["results"][1] == [["calls", calls[name]]], (name, width)


def test_every_id_can_be_gone_to_by_its_address(visits):
    for (name, width), visit in visits[0].items():
        if width == 360:
            assert visit["results"][2] == [], (name, width)


@pytest.mark.parametrize("name", ["zh", "parallel"])
@pytest.mark.parametrize("light", ["light", "dark"])
def test_contrast_and_the_rest_of_wcag_pass_by_day_and_by_night(visits, name, light):
    axe, ground = visits[0][name, light]["results"]
    assert axe["violations"] == []
    assert "color-contrast" in axe["passes"]
    brightness = sum(map(int, ground.removeprefix("rgb(").rstrip(")").split(","))) / 3
    assert (brightness < 64) == (light == "dark")


def test_the_checks_find_what_is_planted(visits):
    (axe,) = visits[0]["faint", "axe"]["results"]
    found = {one["id"] for one in axe["violations"]}
    assert {"color-contrast", "label-content-name-mismatch"} <= found
    (sideways,) = visits[0]["wide", "sideways"]["results"]
    assert sideways is not True


def test_the_parallel_page_prints_side_by_side(visits):
    import pypdfium2

    with pypdfium2.PdfDocument(visits[1] / "parallel.pdf") as pdf:
        width, height = pdf[0].get_size()
        assert width > height
        text = pdf[0].get_textpage()
        assert text.search("核危险空前严重").get_next() is not None
        chinese = text.get_charbox(text.search("第二届会议").get_next()[0])
        english = text.get_charbox(text.search("Second session").get_next()[0])
        assert abs(chinese[1] - english[1]) < 6
        assert chinese[0] < width / 2 < english[0]


GAP = """(() => {
  const inside = document.createRange();
  inside.selectNodeContents(document.querySelector(".note-mark"));
  const text = document.querySelector(".note p span").getBoundingClientRect();
  return text.left - inside.getBoundingClientRect().right;
})()"""


@pytest.mark.parametrize("mark", ["1", "***", "(12)"])
def test_a_mark_does_not_touch_its_note_on_a_telephone(tmp_path, mark):
    style = (ROOT / "styles" / "reading.css").read_text("utf-8")
    page = tmp_path / "note.html"
    note = f"<div class=note><a class=note-mark>{mark}</a><p><span>The</span> text</p></div>"
    page.write_text(f"<style>{style}</style><div class=notes>{note}</div>", "utf-8")
    job = {"url": page.as_uri(), "width": 360, "steps": [{"evaluate": GAP}]}
    (found,) = browse([job], tmp_path)
    assert found["results"][0] >= 4
