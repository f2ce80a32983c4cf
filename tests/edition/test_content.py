"""Blanks, symbols and left-to-right runs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from masthead.edition.content import ContentMaker, place_blanks
from masthead.edition.edition import (
    Content,
    LeftToRight,
    SymbolLink,
    Words,
    plain_text,
)
from masthead.language.language import load_language
from masthead.project import Project
from masthead.symbol import make_address
from masthead.syntax import text as written
from masthead.syntax.inline import parse_text
from masthead.syntax.text import Origin
from tests.conftest import ROOT
from tests.edition.papers import resolve, write_paper


def make(project: Project, code: str, text: str) -> Content:
    return make_content(project, code, written.Plain(text, 0, len(text)))


def make_content(project: Project, code: str, *content: written.Inline) -> Content:
    maker = ContentMaker(
        load_language(project, code),
        lambda _: None,
        lambda _: None,
        partial(make_address, code=code),
    )
    return maker.make(content)


@pytest.mark.parametrize(
    ("code", "written", "printed"),
    [
        ("en", "on 22 July and 2 August 2024", "on 22~July and 2~August 2024"),
        ("en", "see paras. 3 and 4 and para. 12 (h)", "see paras.~3 and 4 and para.~12~(h)"),
        ("en", "some 5 per cent of 3 million", "some 5~per cent of 3~million"),
        ("en", "in 1999 May came late", "in 1999 May came late"),
        ("fr", "Vrai : non ; si ? oui !", "Vrai~: non~; si~? oui~!"),
        ("fr", "le « mot » dit", "le «~mot~» dit"),
        ("fr", "le 1er mai, soit 1 234 567 et 5 %", "le 1er~mai, soit 1~234~567 et 5~%"),
        ("fr", "par. 12 h) i) et art. 6", "par.~12~h)~i) et art.~6"),
        ("fr", "A:B", "A:B"),
        ("es", "el 16 de mayo de 2024", "el 16~de mayo de 2024"),
        ("es", "párr. 8 a) ii), núm. 5 y 10 %", "párr.~8~a)~ii), núm.~5 y 10~%"),
        ("ru", "16 мая 2024 года — срок", "16~мая 2024~года~— срок"),
        ("ru", "п. 12 b), № 5 и 3 млн", "п.~12~b), №~5 и 3~млн"),
        ("ar", "في 16 أيار/مايو 2024", "في 16~أيار/مايو 2024"),
        ("ar", "الفقرة 12 (ح) من البند 5", "الفقرة~12~(ح) من البند~5"),
        ("ar", "كما في الفقرتان 12", "كما في الفقرتان 12"),
        ("zh", "第12段 2024年", "第12段 2024年"),
    ],
)
def test_blanks_that_must_not_break(
    project: Project, code: str, written: str, printed: str
) -> None:
    made = place_blanks(written, load_language(project, code))
    assert made.replace("\u00a0", "~") == printed
    assert made.replace("\u00a0", " ") == written, "a blank was made or lost"


@pytest.mark.parametrize("code", ["ar", "zh", "en", "fr", "ru", "es"])
def test_no_language_makes_a_blank_where_there_is_none(project: Project, code: str) -> None:
    text = "a:b;c?d!e 12.5 (x) № п. « »"
    made = place_blanks(text, load_language(project, code))
    assert made.replace("\u00a0", " ") == text


def test_symbols_are_found_and_lead_to_the_document_in_the_same_language(
    project: Project,
) -> None:
    made = make(project, "fr", "voir A/80/6 (Sect. 3)/Add.1, puis NPT/CONF.2026/PC.I/WP.5.")
    links = [inline for inline in made if isinstance(inline, SymbolLink)]
    assert [link.pieces for link in links] == [
        ("A/", "80/", "6\u00a0(Sect.\u00a03)/", "Add.1"),
        ("NPT/", "CONF.2026/", "PC.I/", "WP.5"),
    ]
    assert links[0].target == "https://docs.un.org/fr/A/80/6%20(Sect.%203)/Add.1"
    assert made[-1] == Words(".")


def test_symbols_of_other_organizations_lead_nowhere(project: Project) -> None:
    text = "See INFCIRC/140, GOV/2023/57, COM/2021/118, WP.5/Add.1 and A/80, but A/80/1*."
    edition = resolve(project, write_paper(f"- paragraph: {{en: '{text}'}}".replace("*", "\\*")))
    made = edition.body[0].content
    assert plain_text(made) == text
    assert [inline.target for inline in made if isinstance(inline, SymbolLink)] == [
        "https://docs.un.org/en/A/80/1"
    ]


def test_a_series_says_where_its_symbols_lead(tmp_path: Path) -> None:
    (tmp_path / "series").mkdir()
    shipped = Project(ROOT).read("series", "conference-on-disarmament.yaml").decode()
    own = shipped.replace("symbol: 'CD/.+'", "symbol: 'GOV/.+'")
    own += "address: 'https://example.org/{code}/documents?symbol={symbol}'\n"
    (tmp_path / "series" / "board.yaml").write_text(own, encoding="utf-8")
    unit = "- paragraph: {en: 'See GOV/2023/57 and INFCIRC/140 and A/80/1.'}"
    source = write_paper(unit, symbol="GOV/2024/1", series="board", job="GE.24-01234")
    edition = resolve(Project(tmp_path), source)
    assert [i.target for i in edition.body[0].content if isinstance(i, SymbolLink)] == [
        "https://example.org/en/documents?symbol=GOV/2023/57",
        "https://docs.un.org/en/A/80/1",
    ]
    assert edition.job.address == "https://example.org/en/documents?symbol=GOV/2024/1"


@pytest.mark.parametrize(
    ("code", "content", "printed"),
    [
        (
            "en",
            "resolution No. **7** of *22* July and 5 *million*",
            "No.~7 of 22~July and 5~million",
        ),
        ("en", "see *para. 12* (h)", "para.~12~(h)"),
        ("fr", "le n° **5**, *vrai* ; « *mot* »", "n°~5, vrai~; «~mot~»"),
        ("es", "núm. **7**", "núm.~7"),
        ("ru", "№ **5**", "№~5"),
        ("ar", "*الفقرة* 12", "الفقرة~12"),
    ],
)
def test_spaces_beside_emphasis_do_not_break_either(
    project: Project, code: str, content: str, printed: str
) -> None:
    read = parse_text(content, Origin("x.yaml", 1, 1))[0].content
    made = plain_text(make_content(project, code, *read))
    assert printed in made.replace("\u00a0", "~")


def test_left_to_right_text_isolates_nothing(project: Project) -> None:
    for code in ("zh", "en", "fr", "ru", "es"):
        assert make(project, code, "Word 2024") == (Words("Word 2024"),)


def test_a_symbol_in_arabic_is_one_piece_for_bidirectional_layout(project: Project) -> None:
    made = make(project, "ar", "في NPT/CONF.2026/PC.I/WP.5، ثم")
    assert [type(inline) for inline in made] == [Words, LeftToRight, Words]
    assert isinstance(made[1], LeftToRight)
    assert [type(inline) for inline in made[1].content] == [SymbolLink]
