"""The page of elements that are kept is the page written as a whole."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

from hypothesis import HealthCheck, given, settings

from masthead.edition.edition import Call, Note, Words
from masthead.edition.resolve import resolve_edition
from masthead.measures import load_measures
from masthead.project import Project
from masthead.read.reader import read_source
from masthead.render.pdf.keeping.elements import Elements
from masthead.render.pdf.page import write_page
from masthead.render.pdf.tree import parse_page
from tests.render.pdf.conftest import make_edition, make_paragraph
from tests.strategies import papers

PROJECT = Project(Path(__file__).resolve().parents[4])


def make_page(elements, edition, settled=None):
    measures = load_measures(PROJECT, edition.station, edition.language.code)
    return elements.make_page(PROJECT, edition, measures, settled, None)


@given(source=papers())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_kind_of_block_is_written_as_in_the_whole(source):
    paper = read_source(PROJECT, source.encode(), "source/random.yaml").require()
    for code in paper.built_versions:
        edition = resolve_edition(PROJECT, paper, code)
        measures = load_measures(PROJECT, edition.station, code)
        whole = parse_page(PROJECT, write_page(PROJECT, edition, measures), None)
        elements = Elements()
        for _ in range(2):
            page = make_page(elements, edition)
            assert ET.tostring(page.etree_element) == ET.tostring(whole.etree_element)


def test_elements_of_what_was_not_changed_stay(edition_en):
    elements = Elements()
    before = list(make_page(elements, make_edition(edition_en, *map(make_plain, range(1, 9)))).text)
    changed = [make_plain(number, "New." if number == 3 else "Text.") for number in range(1, 9)]
    after = list(make_page(elements, make_edition(edition_en, *changed)).text)
    assert [one is other for one, other in zip(before, after, strict=True)] == [
        number != 3 for number in range(1, 9)
    ]
    assert list(make_page(elements, make_edition(edition_en, *changed[4:])).text) == after[4:]
    anew = make_page(elements, make_edition(edition_en, *changed), "other labels are wide").text
    assert not set(anew) & set(after)


def make_plain(number, text="Text."):
    return make_paragraph(number, text)


def test_a_note_that_was_changed_changes_what_calls_it(edition_en):
    """Its text stands inside its call, in print."""
    elements = Elements()
    calling = make_paragraph(2, "Text.", Call("c-n1", "n1", "1"))
    pages = []
    for words in ("Words.", "Other words."):
        note = Note("n1", "c-n1", "text", 1, "1", ((Words(words),),))
        edition = make_edition(edition_en, make_plain(1), calling, notes=(note,))
        pages.append(list(make_page(elements, edition).text))
    (plain, noted), (plain_after, noted_after) = pages
    assert plain_after is plain
    assert "".join(noted.itertext()).endswith("Text.1 Words.1")
    assert "".join(noted_after.itertext()).endswith("Text.1 Other words.1")
