"""A real browser opens the pages of a book, as readers made of one do."""

from __future__ import annotations

import zipfile
from itertools import product
from typing import Any

import pytest

from tests.render.browser import (
    ANCHORS,
    LARGER_TYPE,
    NO_SIDEWAYS,
    NOTE_AND_BACK,
    WCAG,
    browse,
)

pytestmark = pytest.mark.xdist_group("chromium")
PAGES = ("nav.xhtml", "text/cover.xhtml", "text/ch001.xhtml", "text/ch002.xhtml")
BOOKS = ("zh", "specimen-ar")
GROUND = "document.documentElement.style.background = 'Canvas'"  # axe takes no ground for white
POPUPS = "[...document.querySelectorAll('aside')].map((one) => getComputedStyle(one).display)"


@pytest.fixture(scope="module")
def visits(files, tmp_path_factory):
    """Every page of two books at every width; by night once."""
    folder = tmp_path_factory.mktemp("unpacked")
    jobs: dict[Any, dict[str, Any]] = {}
    for book in BOOKS:
        with zipfile.ZipFile(files[book]) as archive:
            archive.extractall(folder / book)
        for page, width in product(PAGES, (360, 768, 1280)):
            steps: list[dict[str, Any]] = [{"evaluate": NO_SIDEWAYS}, {"evaluate": NOTE_AND_BACK}]
            if width == 360:
                steps += [{"evaluate": POPUPS}, {"evaluate": LARGER_TYPE}]
                steps += [{"evaluate": NO_SIDEWAYS}]
            url = (folder / book / "EPUB" / page).as_uri()
            jobs[book, page, width] = {"url": url, "width": width, "steps": steps}
        text = (folder / book / "EPUB" / PAGES[-1]).as_uri()
        steps = [{"evaluate": ANCHORS}]
        jobs[book, "anchors"] = {"url": text, "width": 360, "steps": steps}
        night: list[dict[str, Any]] = [{"evaluate": GROUND}, {"axe": WCAG}]
        jobs[book, "night"] = {"url": text, "width": 360, "dark": True, "steps": night}
    return dict(zip(jobs, browse(list(jobs.values()), folder), strict=True))


def pages_of(visits) -> dict[Any, dict[str, Any]]:
    return {key: visit for key, visit in visits.items() if len(key) == 3}


def test_nothing_is_fetched_and_nothing_goes_wrong(visits):
    for key, visit in visits.items():
        assert (visit["requests"], visit["errors"]) == ([], []), key


def test_no_page_scrolls_sideways_even_with_type_twice_as_large(visits):
    for key, visit in pages_of(visits).items():
        assert visit["results"][0] is True, key
        if key[-1] == 360:
            assert visit["results"][-1] is True, key


def test_notes_show_without_pop_ups_and_lead_back(visits):
    calls = {("zh", "text/ch001.xhtml"): 1, ("zh", "text/ch002.xhtml"): 3}
    calls |= {("specimen-ar", "text/ch001.xhtml"): 4, ("specimen-ar", "text/ch002.xhtml"): 4}
    for (book, page, width), visit in pages_of(visits).items():
        count = calls.get((book, page), 0)
        assert visit["results"][1] == [["calls", count]], (book, page)
        if width == 360:
            assert visit["results"][2] == ["block"] * count


@pytest.mark.parametrize("book", BOOKS)
def test_every_id_can_be_gone_to_by_its_address(visits, book):
    assert visits[book, "anchors"]["results"] == [[]]


@pytest.mark.parametrize("book", BOOKS)
def test_contrast_passes_by_night(visits, book):
    _, axe = visits[book, "night"]["results"]
    assert axe["violations"] == []
    assert "color-contrast" in axe["passes"]
