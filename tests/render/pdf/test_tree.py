"""The page read as XML is the tree that an HTML parser makes of it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
import tinyhtml5
import weasyprint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masthead.edition.resolve import resolve_edition
from masthead.measures import load_measures
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.pdf.page import write_page
from masthead.render.pdf.tree import parse_page, parse_tree
from tests.conftest import ROOT
from tests.strategies import papers, resolve_source

PROJECT = Project(ROOT)
SAMPLES = sorted((ROOT / "source" / "samples").rglob("*.yaml"))
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def write(edition):
    measures = load_measures(
        PROJECT, edition.station, edition.language.code, edition.series, edition.kind
    )
    return write_page(PROJECT, edition, measures)


def check(text):
    """See that both parsers make the same tree, to the last space."""
    parsed = tinyhtml5.parse(text, namespace_html_elements=False)
    assert ET.tostring(parse_tree(text)) == ET.tostring(parsed)
    assert list(map(list_attributes, parse_tree(text).iter())) == list(
        map(list_attributes, parsed.iter())
    )


def list_attributes(element):
    return element.tag, list(element.attrib.items())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path):
    paper = read_paper(PROJECT, path).require()
    code = LANGUAGES[SAMPLES.index(path) % len(LANGUAGES)]
    built = paper.built_versions
    check(write(resolve_edition(PROJECT, paper, code if code in built else built[0])))


@given(papers(), st.sampled_from(("zh", "en")))
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_papers(source, code):
    check(write(resolve_source(PROJECT, source, code, draft=False)))


def test_the_text_goes_to_the_engine_where_templates_are_somebody_s_own(tmp_path):
    for folder in ("source", "templates"):
        (tmp_path / folder).mkdir()
    source = parse_page(Project(tmp_path), "<title>x</title><p>one<p>two", None)
    assert type(source) is weasyprint.HTML
    assert [element.tag for element in source.etree_element.iter("p")] == ["p", "p"]


def test_what_is_no_xml_goes_to_the_engine():
    source = parse_page(PROJECT, "<html><body>one<br>two\x0c</body></html>", None)
    assert type(source) is weasyprint.HTML
    source = parse_page(PROJECT, "<html><head/><body>one<br/>two</body></html>\n", None)
    assert type(source) is not weasyprint.HTML
    assert source.etree_element.find("body/br").tail == "two\n"
