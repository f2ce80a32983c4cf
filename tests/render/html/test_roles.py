"""One table says what things are in every format: no kind is without a role, no name is made up."""

from __future__ import annotations

import pytest
from lxml import etree

from masthead.edition.edition import Note, Subparagraph, Words
from masthead.measures import load_measures
from masthead.project import Project
from masthead.render.html.body import render_body
from masthead.render.html.front import render_front
from masthead.render.roles import NAMES, ROLES, STRUCTURE, name_role
from tests.conftest import ROOT
from tests.render.test_kinds import BLOCKS, INLINES, Maker, fill

OPS = "http://www.idpf.org/2007/ops"
KINDS = (*BLOCKS, *INLINES, Subparagraph, Note)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_role(kind):
    assert kind.kind in ROLES or kind is Words


@pytest.mark.parametrize("station", ["new-york", "geneva"])
def test_the_measures_name_a_style_for_each_kind_of_text(station):
    word = load_measures(Project(ROOT), station, "en", "").word
    for name, role in ROLES.items():
        levels = [role.word.format(level=level) for level in range(1, 5)]
        assert not role.word or set(levels) <= word.keys(), name


def test_a_class_says_more_than_an_element():
    assert name_role("sup", "call") == "call"
    assert name_role("sup") == ""
    assert name_role("em", "anything") == "emphasis"
    assert STRUCTURE["sup.call"] == "Reference"
    assert (NAMES["h2.heading"], STRUCTURE["h2.heading"]) == ("heading", "H2")


@pytest.mark.parametrize("flavour", ["print", "screen", "epub"])
def test_the_markup_has_the_roles_of_the_table(project, specimens, flavour):
    """Each element is in the table under its class, and calls itself what the table says."""
    make = Maker().make
    edition = fill(specimens["ar"], *map(make, BLOCKS), inlines=tuple(map(make, INLINES)))
    body = render_body(project, edition, flavour)
    if flavour != "print":
        body = render_front(project, edition, flavour) + body
    tree = etree.fromstring(f'<div xmlns:epub="{OPS}">{body}</div>')
    named = {element.partition(".")[2] for element in NAMES} - {""}
    found = set()
    for element in tree.iter():
        classes = element.get("class", "").split()
        name = name_role(element.tag, " ".join(classes))
        found.add(name)
        assert not set(classes) & named or name in classes, element.attrib
        if (kind := element.get(f"{{{OPS}}}type")) is not None:
            above = element.getparent()
            owner = ROLES[name or name_role(above.tag, above.get("class", ""))]
            assert (kind, element.get("role")) == (owner.epub, owner.aria)
    marked = {kind.kind for kind in KINDS if kind is not Words and ROLES[kind.kind].html}
    assert found >= marked
