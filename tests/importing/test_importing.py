"""Files of one work become one paper; what does not arrive is told, and bad files are refused."""

from __future__ import annotations

import pytest

from masthead.diagnostic import PaperError
from masthead.edition.edition import plain_text, walk_contents
from masthead.edition.resolve import resolve_edition
from masthead.importing.akoma.document import MOST_BYTES, MOST_ELEMENTS
from masthead.importing.akoma.reader import read_bytes
from masthead.importing.importer import Imported, import_drafts
from masthead.paper import Annex, Heading, Operative, Paragraph, Preamble, Table
from masthead.project import Project
from masthead.syntax.text import read_plain
from tests.importing import making
from tests.importing.bringing import bring_in, said
from tests.importing.making import LANGUAGES, make_body, make_file


@pytest.fixture(scope="module")
def whole(project: Project) -> Imported:
    """The work in six languages, with one of everything."""
    return bring_in(project, {code: make_file(code) for code in LANGUAGES})


def test_six_files_become_one_paper(whole):
    paper = whole.reading.require()
    assert list(paper.versions) == ["ar", "zh", "en", "fr", "ru", "es"]
    assert (paper.symbol, paper.session, paper.agenda.item) == ("A/RES/80/999", 80, 7)
    assert (paper.adoption.date.isoformat(), paper.adoption.meeting) == ("2025-11-03", 30)
    kinds = [type(unit) for unit in paper.text]
    assert kinds == [Preamble, Preamble, Heading, Operative, Operative, Annex]
    first = paper.text[3]
    assert len(first.subparagraphs) == 2
    assert paper.text[0].text["fr"].raw.startswith("*Rappelant* mot mot")
    assert paper.text[0].text["zh"].raw.startswith("*回顾* 词")
    assert "[70/1](https://undocs.org/es/A/RES/70/1)" in paper.text[4].text["es"].raw
    assert [type(unit) for unit in paper.text[5].annex.text] == [Paragraph, Table]
    assert set(paper.notes["n1"].text) == set(LANGUAGES)


def test_nothing_is_lost_where_languages_agree(whole):
    assert [line for line in said(whole) if not line.startswith("I024")] == []
    assert whole.paper.opening == {}  # "The General Assembly," is made, and so are the last lines
    assert whole.paper.adoption.basis  # whose words are not those of any committee's report


def test_every_word_stands_in_the_edition(project, whole):
    paper = whole.reading.require()
    for code in LANGUAGES:
        edition = resolve_edition(project, paper, code)
        told = " ".join(plain_text(slot.content) for slot in walk_contents(edition))
        word = making.WORDS[code][3]
        assert told.count(word) == make_file(code).decode().count(word)


def test_numbers_that_all_languages_write_alike_are_numbers(whole):
    table = whole.reading.require().text[5].annex.text[1].table
    assert str(table.rows[0].data[1].number) == "25"
    assert table.rows[1].data[0].same
    assert [read_plain(column.text["en"].content) for column in table.columns] == [
        "word", "word word",
    ]  # fmt: skip


def test_a_unit_that_one_language_lacks_is_marked_with_what_stands_in_others(project):
    files = {code: make_file(code) for code in ("en", "fr")}
    text = make_body("en")["text"] + making.paragraph("3.", "Requests 44 and 55 of them.")
    imported = bring_in(project, {**files, "en": make_file("en", text=text)})
    (line,) = [one for one in imported.diagnostics if one.code == "I033"]
    assert "not in fr, which is built without it; en: 'Requests 44 and 55 of them.'" in line.message
    assert "Requests 44" in imported.source.splitlines()[line.place.line + 1]
    paper = imported.reading.require()
    assert paper.text[5].allow == {"R032": "so in the official text"}
    english, french = (resolve_edition(project, paper, code).body for code in ("en", "fr"))
    assert "p3" in [block.id for block in english]
    assert "p3" not in [block.id for block in french]


def test_an_annex_that_one_language_lacks_is_marked_once_and_left_out(project):
    files = {code: make_file(code) for code in ("en", "fr")}
    imported = bring_in(project, {**files, "fr": make_file("fr", annex="")})
    (line,) = [one for one in imported.diagnostics if one.code == "I033"]
    assert imported.source.count("R032:") == 1
    paper = imported.reading.require()
    assert isinstance(paper.text[-1], Annex)
    assert paper.text[-1].place.line == line.place.line
    assert not [one for one in resolve_edition(project, paper, "fr").body if one.kind == "annex"]


def test_an_opening_and_last_lines_that_one_language_lacks_are_not_made_in_it(project):
    whole = make_file("fr").decode()
    start, end = whole.index("<formula"), whole.index("</formula>")
    data = whole[:start] + whole[end + len("</formula>") :]
    start, end = data.index("<conclusions"), data.index("</conclusions>")
    data = data[:start] + data[end + len("</conclusions>") :]
    imported = bring_in(project, {"en": make_file("en"), "fr": data.encode()})
    paper = imported.reading.require()
    kinds = {
        code: [block.kind for block in resolve_edition(project, paper, code).body]
        for code in ("en", "fr")
    }
    assert (kinds["en"][0], kinds["fr"][0]) == ("opening", "paragraph")
    assert len(kinds["en"]) == len(kinds["fr"]) + 2


def test_two_blocks_that_are_one_elsewhere_are_one_in_the_paper(project):
    words = making.say("en", 12)
    apart = making.container("en", f"{words} 41") + making.container("en", f"{words} 42")
    together = making.container("fr", f"{making.say('fr', 12)} 41, {making.say('fr', 12)} 42")
    imported = bring_in(project, {
        "en": make_file("en", preamble=apart), "fr": make_file("fr", preamble=together),
    })  # fmt: skip
    paper = imported.reading.require()
    (preamble,) = [unit for unit in paper.text if isinstance(unit, Preamble)]
    assert "41,\\\n*Recalling*" in preamble.text["en"].raw


def test_numbers_that_begin_anew_are_given(project):
    text = (
        making.paragraph("1.", "Notes it;") + making.paragraph("2.", "Asks;") + making.heading("II")
        + making.paragraph("1.", "Also notes it;") + making.paragraph("2.", "Also asks.")
    )  # fmt: skip
    paper = bring_in(project, {"en": make_file("en", text=text)}).reading.require()
    operative = [unit for unit in paper.text if isinstance(unit, Operative)]
    assert [unit.number for unit in operative] == [None, None, 1, None]


def test_the_number_of_the_only_paragraph_is_given_where_the_file_has_one(project):
    text = making.paragraph("1.", "Decides so.")
    imported = bring_in(project, {"en": make_file("en", text=text)})
    assert imported.reading.require().text[2].number == 1
    bare = "<paragraph><content><p>Decides so.</p></content></paragraph>"
    imported = bring_in(project, {"en": make_file("en", text=bare)})
    assert imported.reading.require().text[2].number is None


def test_a_label_that_would_not_be_made_stays_in_the_text_and_is_told(project):
    text = making.paragraph("1.", "Notes it;") + making.paragraph("7)", "Asks for it.")
    imported = bring_in(project, {"en": make_file("en", text=text)})
    unit = imported.reading.require().text[3]
    assert (unit.numbered, unit.text["en"].raw) == (False, "7) Asks for it.")
    told = "I022 the label '7)' is typed in the text: it is none that the language has"
    assert told in said(imported)


def test_labels_that_one_file_lacks_are_not_printed_in_it_and_told_once(project):
    bare = "<paragraph><content><p>Décide 55 ;</p></content></paragraph>"
    english = [making.paragraph(f"{number}.", "Decides 55;") for number in (1, 2, 3)]
    imported = bring_in(project, {
        "en": make_file("en", text="".join(english)), "fr": make_file("fr", text=bare * 3),
    })  # fmt: skip
    (line,) = [line for line in said(imported) if line.startswith("I032")]
    assert line.startswith("I032 fr prints 3 units without a label, as its file does")
    paper = imported.reading.require()
    labels = {
        code: [
            block.label for block in resolve_edition(project, paper, code).body
            if block.id.startswith("p") and not block.id.startswith("pp")
        ]
        for code in ("en", "fr")
    }  # fmt: skip
    assert labels == {"en": ["1.", "2.", "3."], "fr": [None, None, None]}


def test_a_label_that_differs_in_one_language_is_printed_as_it_was_published(project):
    second = {"en": "2.", "fr": "3.", "es": "2."}
    imported = bring_in(project, {
        code: make_file(code, text=making.paragraph("1.", "{} 55;") + making.paragraph(
            label, f"{making.say(code, 5)} 66.")) for code, label in second.items()
    })  # fmt: skip
    assert imported.reading.require().text[3].printed == {"fr": "3."}
    assert "I035 fr prints '3.', as its file does, where '2.' would be made" in said(imported)


def test_a_label_without_a_point_is_found_by_those_of_the_others(project):
    text = (
        making.paragraph("1.", "Décide ;")
        + "<paragraph><content><p>2 Prie.</p></content></paragraph>"
    )
    english = making.paragraph("1.", "Decides;") + making.paragraph("2.", "Asks.")
    imported = bring_in(project, {
        "en": make_file("en", text=english), "fr": make_file("fr", text=text),
    })  # fmt: skip
    assert imported.reading.require().text[3].text["fr"].raw == "Prie."


def test_lines_that_the_paper_makes_otherwise_are_told(project):
    data = make_file("en").replace(b'"session" value="80"', b"")
    data = data.replace(b"by the General Assembly on 3 November", b"by the Assembly on 3 November")
    assert [line for line in said(bring_in(project, {"en": data})) if "I023" in line] == [
        "I023 en prints 'Resolution adopted by the General Assembly on\\xa03\\xa0November"
        "\\xa02025' where the file has 'Resolution adopted by the Assembly on 3 November 2025'"
    ]


def test_a_number_before_the_title_is_printed_as_it_was_published(project):
    data = make_file("en").replace(b"80/999.</docNumber>", b"80/998.</docNumber>")
    imported = bring_in(project, {"en": data, "fr": make_file("fr")})
    assert "I035 en prints '80/998.', as its file does, where '80/999.' would be made" in said(
        imported
    )
    paper = imported.reading.require()
    labels = [resolve_edition(project, paper, code).title_label for code in ("en", "fr")]
    assert labels == ["80/998.", "80/999."]


def test_a_call_without_a_note_and_a_note_without_text_are_told(project):
    text = (
        making.paragraph("1.", 'Decides<noteRef href="#none"/> it;')
        + making.paragraph("2.", f"Asks{making.note('en', 4, ' ')} for it.")
    )  # fmt: skip
    imported = bring_in(project, {"en": make_file("en", text=text)})
    assert "I021 a call leads to no note: none" in said(imported)
    assert "I021 note 4 has no text; it is left out" in said(imported)
    assert [unit.text["en"].raw for unit in imported.reading.require().text[2:4]] == [
        "Decides it;", "Asks for it.",
    ]  # fmt: skip


def test_what_is_no_element_of_a_text_is_told_and_its_words_stay(project):
    text = making.paragraph("1.", "Decides <blink>now</blink> &amp;lt;span class=x&amp;gt;so;")
    imported = bring_in(project, {"en": make_file("en", text=text)})
    assert "I021 <blink> is taken for its words alone" in said(imported)
    assert any("remnants of HTML" in line for line in said(imported))
    assert imported.reading.require().text[2].text["en"].raw == "Decides now so;"


BOMB = b"""<!DOCTYPE akomaNtoso [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
BAD = {
    "no XML": (b"PK\x03\x04 a zip", "I003"),
    "nothing": (b"", "I003"),
    "cut": (make_file("en")[:900], "I003"),
    "another XML": (b"<html/>", "I005"),
    "a bomb": (BOMB + make_file("en").replace(b"<p>\t", b"<p>&c;", 1), "I004"),
    "a file from elsewhere": (
        b'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/hosts">]>' + make_file("en"),
        "I004",
    ),
    "too deep": (
        make_file("en", text="<section>" * 150 + "<p>x</p>" + "</section>" * 150), "I006",
    ),
    "no language": (make_file("en", language="deu"), "I007"),
    "no symbol": (make_file("en", symbol="nothing to read"), "I008"),
    "no series": (make_file("en", symbol="ZZZ/1/2"), "I009"),
    "no text": (make_file("en", preamble="", text="", annex=""), "I010"),
    "larger than any text": (make_file("en", text=" " * MOST_BYTES), "I002"),
    "of more elements than any text": (make_file("en", text="<p/>" * MOST_ELEMENTS), "I036"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_line(project, name):
    data, code = BAD[name]
    with pytest.raises(PaperError) as refused:
        bring_in(project, {"en": data})
    (found,) = refused.value.diagnostics
    assert found.code == code
    assert "\n" not in str(found)


def test_the_same_language_twice_and_another_work_are_refused(project):
    english, other = make_file("en"), make_file("fr", symbol="A/RES/80/998")
    drafts = [
        read_bytes(project, data, name)
        for name, data in {"1.xml": english, "2.xml": english, "3.xml": other}.items()
    ]
    with pytest.raises(PaperError) as refused:
        import_drafts(project, drafts)
    assert [str(one.code) for one in refused.value.diagnostics] == ["I011", "I012"]


def test_a_line_that_the_symbol_makes_and_an_official_file_does_not_have_is_told(project):
    told = "I021 the symbol makes the line 'Corrigendum' under the title; the file has none"
    assert told in said(bring_in(project, {"en": make_file("en", symbol="A/RES/80/999/Corr.1")}))
    assert told not in said(bring_in(project, {"en": make_file("en")}))
