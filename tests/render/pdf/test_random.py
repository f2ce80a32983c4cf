"""Random papers, from YAML to PDF and back: set or refused with a fault, and every word printed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masthead.edition.edition import Edition, walk_blocks
from masthead.project import Project
from masthead.render.fault import RenderError
from masthead.render.pdf import render_pdf
from tests.oracle import list_words
from tests.render.pdf.reading import open_pdf, read_strays, read_tags
from tests.strategies import papers, resolve_source

PROJECT = Project(Path(__file__).resolve().parents[3])
QUICK = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
# What no glyph is drawn for, or what fonts may join or take apart: not compared.
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\u0300-\u036f\ufffd]+")


def squeeze(text: str) -> str:
    return UNSEEN.sub("", text)


def check_edition(edition: Edition) -> bool:
    """Set an edition and read it back; whether it could be set."""
    faults = ()
    try:
        result = render_pdf(PROJECT, edition)
    except RenderError as error:
        faults = error.faults
    assert {fault.problem.code for fault in faults} <= {"T001", "T002"}
    assert all(fault.node for fault in faults)
    if faults:
        return False
    with open_pdf(result.data) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert read_strays(pdf) == []
        spoken = squeeze(read_tags(pdf).text)
        words = {word for word in list_words(edition) if word.isascii() and word.isalnum()}
        assert {word for word in words if word not in spoken} == set()
        assert {unit.id for unit in walk_blocks(edition.body)} <= result.landing.nodes.keys()
    for note in edition.notes:
        assert result.landing.nodes[note.id] == result.landing.nodes[note.call]
    return True


@given(source=papers(), code=st.sampled_from(("en", "zh")), draft=st.booleans())
@QUICK
def test_random_papers(source, code, draft):
    check_edition(resolve_source(PROJECT, source, code, draft=draft))


@pytest.mark.fuzz
def test_many_random_papers():
    set_whole = []

    @given(source=papers(), code=st.sampled_from(("en", "zh")), draft=st.booleans())
    @settings(QUICK, max_examples=400)
    def check(source, code, draft):
        set_whole.append(check_edition(resolve_source(PROJECT, source, code, draft=draft)))

    check()
    assert any(set_whole)
