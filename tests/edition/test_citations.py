"""Resolutions that running text names by their numbers are found in six languages, and linked."""

from __future__ import annotations

import pytest

from masthead.edition.citations import find_citations
from masthead.edition.edition import SymbolLink, walk_contents, walk_inlines
from masthead.language.language import load_language
from masthead.project import Project
from tests.edition.papers import resolve, write_paper

CASES = [
    ("en", "its resolutions 47/19 of 24 November 1992, 48/16 and 72/4", "47/19, 48/16, 72/4"),
    ("en", "resolution 74/306 of 1 May 2020 on health, 74/307 of 2 May 2020", "74/306, 74/307"),
    ("en", "resolution 217 A (III) and resolutions 74/92 A and B", "217(III), 74/92A-B"),
    ("en", "Security Council resolutions 242 (1967) and 338 (1973)", "S 242 (1967), S 338 (1973)"),
    ("en", "Human Rights Council resolution 16/18", "H 16/18"),
    ("en", "Council resolution 1996/31 and its resolution 60/251", "E 1996/31, 60/251"),
    ("en", "resolution S-19/2 and resolution ES-10/19", "S-19/2, ES-10/19"),
    ("fr", "ses résolutions 47/19 du 24 novembre 1992 et 72/4 du 1er novembre 2017", "47/19, 72/4"),
    ("fr", "la résolution 16/18 du Conseil des droits de l’homme", "H 16/18"),
    ("fr", "la résolution 1325 (2000) du Conseil de sécurité", "S 1325 (2000)"),
    ("es", "sus resoluciones 71/6, de 27 de octubre de 2016, y 74/251", "71/6, 74/251"),
    ("es", "resoluciones del Consejo de Derechos Humanos 27/13", "H 27/13"),
    ("ru", "свои резолюции 71/6 от 27 октября 2016 года и 74/251", "71/6, 74/251"),
    ("ru", "резолюцию 16/21 Совета по правам человека", "H 16/21"),
    ("zh", "其1992年11月24日第47/19号、1993年11月3日第48/16号和第72/4号决议", "47/19, 48/16, 72/4"),
    ("zh", "第49/28和52/26号决议", "49/28, 52/26"),
    ("zh", "安全理事会第1325(2000)号决议", "S 1325 (2000)"),
    ("zh", "人权理事会第16/18号决议", "H 16/18"),
    ("ar", "قراريها 71/6 المؤرخ 27 تشرين الأول/أكتوبر 2016 و 74/251", "71/6, 74/251"),
    ("ar", "قرار مجلس الأمن 1325 (2000)", "S 1325 (2000)"),
]  # fmt: skip


def _name(short: str) -> str:
    """Write a symbol in full: of the Assembly, or of the body whose letter stands before it."""
    letter, blank, number = short.partition(" ")
    organs = {"S": "S", "E": "E", "H": "A/HRC"}
    return f"{organs[letter]}/RES/{number}" if blank and letter in organs else f"A/RES/{short}"


@pytest.mark.parametrize(("code", "text", "wanted"), CASES)
def test_numbers_of_resolutions_are_found(
    project: Project, code: str, text: str, wanted: str
) -> None:
    citing = load_language(project, code).resolution.citing
    assert citing is not None
    found = list(find_citations(text, citing, "general-assembly"))
    assert [one.symbol for one in found] == [_name(name) for name in wanted.split(", ")]
    assert all(text[one.start : one.end][0].isalnum() for one in found)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "decision 74/565, document 73/4 and rule 47/19"),
        ("en", "Environment Assembly resolution 4/6 and its resolution 4/6"),
        ("en", "Commission on Human Rights resolution 2003/5"),
        ("en", "resolution 12, resolution of 3/4 of the members, resolutions (2000)"),
        ("fr", "la résolution 49/7 de la Commission de la condition de la femme"),
        ("ru", "резолюцию 25/1 Комиссии по предупреждению преступности"),
        ("zh", "第74/565号决定，以及第73/4号文件"),
        ("ar", "مقررها 74/565"),
    ],
)
def test_what_may_be_another_bodys_is_left_alone(project: Project, code: str, text: str) -> None:
    citing = load_language(project, code).resolution.citing
    assert citing is not None
    assert not list(find_citations(text, citing, "general-assembly"))


def test_in_papers_of_the_council_a_number_alone_is_its_own(project: Project) -> None:
    citing = load_language(project, "en").resolution.citing
    assert citing is not None
    text = "its resolutions 5/1 and 60/3, and General Assembly resolution 60/251"
    found = [one.symbol for one in find_citations(text, citing, "human-rights-council")]
    assert found == ["A/HRC/RES/5/1", "A/HRC/RES/60/3", "A/RES/60/251"]


def test_a_number_leads_to_its_document_and_is_shown_as_it_was_written(project: Project) -> None:
    source = write_paper("- paragraph: {en: 'See resolution 1325 (2000) and A/80/6.'}")
    edition = resolve(project, source, "en")
    links = [
        inline
        for _, _, content in walk_contents(edition)
        for inline in walk_inlines(content)
        if isinstance(inline, SymbolLink)
    ]
    assert [
        (link.text.replace("\u00a0", " "), link.target.rpartition("en/")[2]) for link in links
    ] == [
        ("1325 (2000)", "S/RES/1325%20(2000)"),
        ("A/80/6", "A/80/6"),
    ]
