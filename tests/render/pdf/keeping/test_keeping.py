"""What is set from the last layout is set as from nothing: the same bytes."""

from __future__ import annotations

import copy
import itertools
import random
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from weasyprint import css, document
from weasyprint.formatting_structure import build
from weasyprint.layout import page

from masthead.edition.edition import Annex, Words
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf, setting
from masthead.render.pdf.keeping import layouts
from masthead.render.pdf.keeping.layouts import Shelf
from masthead.render.pdf.keeping.pages import Pages
from tests.compare.edits import dump, edit
from tests.otherfonts import link_fonts
from tests.render.pdf.conftest import ENGLISH, make_edition, make_paragraph
from tests.render.pdf.keeping.longpapers import EDITS, write_paper
from tests.strategies import papers

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """The papers of which everything was forgotten, since something failed: none, mostly."""
    names = []

    def forget_layouts(project, edition):
        names.append(edition.filename)
        layouts.forget_layouts(project, edition)

    monkeypatch.setattr(setting, "forget_layouts", forget_layouts)
    yield names
    assert not names


def open_projects():
    """Open the project twice: one that keeps what it makes, and one that does not."""
    keeping, plain = Project(ROOT), Project(ROOT)
    keeping.changes_often = True
    return keeping, plain


def set_text(project, source, code):
    """Set a version of a paper, or say what is wrong."""
    paper = read_source(project, dump(source).encode(), "source/random.yaml").require()
    try:
        return render_pdf(project, resolve_edition(project, paper, code))
    except RenderError as error:
        return error.faults


def follow_edits(source, code, chance, steps, edits=()):
    """Edit a paper again and again; what is kept must not be seen in what is set."""
    keeping, plain = open_projects()
    for step in range(steps):
        found, wanted = (set_text(project, source, code) for project in (keeping, plain))
        assert found == wanted, (step, code)
        source = edit(plain, source, chance, chance.choice((1, 1, 2)), edits)


def check_long_papers(seeds, most_pages):
    for seed in seeds:
        chance = random.Random(seed)
        source = write_paper(chance, chance.randint(1, most_pages))
        follow_edits(source, chance.choice(("en", "zh")), chance, 4, EDITS)


def test_edits_of_long_papers():
    check_long_papers(range(3), 6)


@pytest.mark.fuzz
def test_many_edits_of_long_papers():
    check_long_papers(range(100, 200), 60)


QUICK = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


@given(source=papers(), code=st.sampled_from(("en", "zh")), seed=st.integers(0, 10**6))
@QUICK
def test_edits_of_papers_of_every_kind(source, code, seed):
    follow_edits(yaml.safe_load(source), code, random.Random(seed), 3)


@pytest.mark.fuzz
@given(source=papers(), code=st.sampled_from(("en", "zh")), seed=st.integers(0, 10**6))
@settings(QUICK, max_examples=200)
def test_many_edits_of_papers_of_every_kind(source, code, seed):
    follow_edits(yaml.safe_load(source), code, random.Random(seed), 4)


@pytest.fixture
def made(monkeypatch):
    """How many pages were made, and how many were drawn, in what is set meanwhile."""
    counts = {"made": 0, "drawn": 0}

    def count(owner, name, what):
        original = getattr(owner, name)

        def counted(*arguments):
            counts[what] += 1
            return original(*arguments)

        monkeypatch.setattr(owner, name, counted)

    count(page, "make_page", "made")
    count(document, "draw_page", "drawn")
    return counts


def write_long(edition, changed=0, more=""):
    """Write a paper of half a dozen pages, with one of its paragraphs changed."""
    body = [
        make_paragraph(number, ENGLISH * (2 + number % 5) + (more if number == changed else ""))
        for number in range(101, 160)
    ]
    return make_edition(edition, *body)


def test_a_change_takes_the_work_of_its_page(edition_en, made):
    keeping, plain = open_projects()
    pages = render_pdf(keeping, write_long(edition_en)).landing.pages
    assert pages > 5
    assert made == {"made": pages, "drawn": pages}
    for changed in (135, 150):
        made.update(made=0, drawn=0)
        edition = write_long(edition_en, changed, "Change. ")
        result = render_pdf(keeping, edition)
        # The first page, that of the change, and that of the change before, which is undone.
        assert 2 <= made["made"] <= 5
        assert 2 <= made["drawn"] <= 5
        assert result == render_pdf(plain, edition)


def test_nothing_is_kept_of_a_paper_that_is_built_once(edition_en, made):
    plain = Project(ROOT)
    pages = render_pdf(plain, write_long(edition_en)).landing.pages
    render_pdf(plain, write_long(edition_en))
    assert made["made"] == 2 * pages


def test_a_page_more_moves_those_after_it(edition_en, made):
    """They are taken over, whatever their number, and their heads and feet are made anew."""
    keeping, plain = open_projects()
    annex = Annex("a1", "Annex", (Words("Terms"),), (), write_long(edition_en).body)
    body = [make_paragraph(number, ENGLISH * 6) for number in range(1, 8)]
    before = render_pdf(keeping, make_edition(edition_en, *body, annex)).landing.pages
    made.update(made=0, drawn=0)
    longer = make_edition(edition_en, *body, make_paragraph(8, ENGLISH * 60), annex)
    result = render_pdf(keeping, longer)
    assert result.landing.pages > before
    assert made["made"] <= 7
    assert made["drawn"] == result.landing.pages
    assert result == render_pdf(plain, longer)


def test_a_fault_does_not_stay(edition_en):
    keeping, plain = open_projects()
    render_pdf(keeping, write_long(edition_en))
    with pytest.raises(RenderError):
        render_pdf(keeping, write_long(edition_en, 135, "\U00013000"))
    edition = write_long(edition_en, 135, "Right. ")
    assert render_pdf(keeping, edition) == render_pdf(plain, edition)


def test_pictures_in_heads_that_are_taken_over_count_as_read(tmp_path, edition_en):
    """Otherwise the cache would not know that a page changes with them."""
    own = tmp_path / "templates" / "pdf" / "page.css"
    own.parent.mkdir(parents=True)
    shipped = (ROOT / "templates" / "pdf" / "page.css").read_text("utf-8")
    logo = '@page :left { @bottom-center { content: url("masthead:styles/logo.svg") } }'
    own.write_text(f"{shipped}\n{logo}", "utf-8")
    link_fonts(tmp_path / "styles" / "fonts")
    (tmp_path / "styles" / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">'
        '<rect width="9" height="9"/></svg>'
    )
    project = Project(tmp_path)
    project.changes_often = True
    edition = make_edition(edition_en, *(make_paragraph(one, ENGLISH * 6) for one in range(1, 25)))
    for _ in range(3):
        with project.recording() as files:
            render_pdf(project, edition)
        assert "styles/logo.svg" in files


def test_signs_of_texts_that_are_gone_are_let_go():
    """Who edits a paper the whole day in one process needs no more memory in the evening."""
    kept = Pages([])
    for text in range(40):
        with kept.follow():
            for word in range(100):
                kept._signs.give((text, word))
        assert 100 <= len(kept._signs) <= 500


RUNNING = """
.paragraph { string-set: words content() }
@page { @bottom-center { content: string(words, last); font-size: 6pt } }
"""


def test_heads_that_say_what_stands_on_the_page(monkeypatch, edition_en):
    """As the style sheets of a project may have them."""
    write = setting.write_own_style
    monkeypatch.setattr(setting, "write_own_style", lambda *given: write(*given) + RUNNING)
    keeping, plain = open_projects()
    for changed in (0, 135):
        edition = write_long(edition_en, changed, "Change. ")
        assert render_pdf(keeping, edition) == render_pdf(plain, edition)


def test_what_is_damaged_is_laid_out_from_nothing(edition_en, forgotten):
    keeping, plain = open_projects()
    render_pdf(keeping, write_long(edition_en))
    shelf = keeping.remember("layouts", Shelf)
    for changed, damage in (135, "elements"), (140, "boxes"), (150, "drawing"):
        (kept,) = shelf._papers.values()
        for one in itertools.chain(
            *(found for pages in kept._pages.values() for found in pages._kept.values())
        ):
            if damage == "elements":
                one.boxes = [one.boxes[0]] * len(one.boxes)
            elif damage == "boxes":
                one.boxes = one.boxes[1:]
            elif one.drawing:
                one.drawing.tags = None
        edition = write_long(edition_en, changed, "Change. ")
        assert render_pdf(keeping, edition) == render_pdf(plain, edition)
        assert forgotten == [edition.filename], damage
        forgotten.clear()


def test_a_fault_of_the_engine_is_told_when_nothing_was_taken_over(edition_en, monkeypatch):
    keeping, _ = open_projects()

    def fail(*_):
        raise KeyError("engine")

    monkeypatch.setattr(setting, "find_landing", fail)
    with pytest.raises(KeyError, match="engine"):
        render_pdf(keeping, write_long(edition_en))


def test_no_more_pages_are_kept_than_may_be(edition_en, made, monkeypatch):
    """Whatever the papers and layouts they are of: what was used longest ago goes first."""
    keeping, plain = open_projects()
    papers = [
        msgspec.structs.replace(write_long(edition_en), stem=f"paper-{number}")
        for number in range(3)
    ]
    pages = render_pdf(plain, papers[0]).landing.pages
    monkeypatch.setattr(layouts, "MOST_PAGES", 2 * pages)
    shelf = keeping.remember("layouts", Shelf)
    for paper in papers:
        render_pdf(keeping, paper)
        assert 0 < shelf.count_pages() <= 2 * pages
    for paper, again in zip(reversed(papers), (1, 1, pages), strict=True):
        made.update(made=0)
        render_pdf(keeping, paper)
        assert made["made"] == again, paper.filename


def test_of_a_paper_that_is_too_long_nothing_is_kept(edition_en, made, monkeypatch):
    keeping, plain = open_projects()
    monkeypatch.setattr(layouts, "MOST_PAGES", 3)
    for changed in (0, 135):
        edition = write_long(edition_en, changed, "Change. ")
        assert render_pdf(keeping, edition) == render_pdf(plain, edition)
        assert keeping.remember("layouts", Shelf).count_pages() == 0


CONTENTS = {"contents": {"levels": 1}}


def test_numbers_in_contents_are_those_of_the_present_pages():
    """The contents were not changed, but what they lead to stands on another page."""
    keeping, plain = open_projects()
    source = write_paper(random.Random(1), 2) | {"notes": {}}
    heading = {"heading": {"en": "Here", "zh": "这里"}, "level": 1}
    for words in (10, 2000, 20):
        filled = {"paragraph": {"en": "words " * words, "zh": "文" * words}}
        text = [*map(copy.deepcopy, (CONTENTS, heading, filled, heading, filled))]
        found, wanted = (
            set_text(project, source | {"text": text}, "en") for project in (keeping, plain)
        )
        assert found == wanted


def test_styles_and_boxes_are_made_of_what_was_changed(edition_en, monkeypatch):
    keeping, _ = open_projects()
    render_pdf(keeping, write_long(edition_en))
    counts = {"styles": 0, "boxes": 0}

    def count(owner, name, what):
        original = getattr(owner, name)

        def counted(*arguments, **named):
            counts[what] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(owner, name, counted)

    count(css.StyleFor, "set_computed_styles", "styles")
    count(build, "make_box", "boxes")
    render_pdf(keeping, write_long(edition_en))
    least = dict(counts)  # of the masthead and the first page
    render_pdf(keeping, write_long(edition_en, 135, "Change. "))
    assert counts["styles"] - 2 * least["styles"] <= 40
    assert counts["boxes"] - 2 * least["boxes"] <= 10
