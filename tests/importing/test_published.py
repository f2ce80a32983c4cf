"""What official files say otherwise than a paper would is built as it was published."""

from __future__ import annotations

import pytest

from masthead.edition.edition import LeftToRight, plain_text, walk_contents
from masthead.edition.resolve import resolve_edition
from masthead.importing.akoma.reader import read_bytes
from masthead.importing.importer import import_drafts
from masthead.importing.report import describe
from masthead.paper import Annex, Paragraph, Vote
from tests.importing import making
from tests.importing.bringing import bring_in, said
from tests.importing.making import LANGUAGES, make_body, make_file


def test_tables_of_other_shapes_are_matched_by_their_words(project):
    """A column more, a head over two rows: the words of a row stand in the order of its cells."""
    english = making.table([["A", "B"], ["one 11", "12"], ["two 21", "22"]])
    cells = "<td><p>{}</p></td><td/><td><p>{}</p></td>"
    french = (
        '<container name="table"><table><tr><th rowspan="2"><p>A</p></th><th colspan="2"><p>B</p>'
        f"</th></tr><tr><th/><th/></tr><tr>{cells.format('un 11', '12')}</tr>"
        f"<tr>{cells.format('deux 21', '22')}</tr></table></container>"
    )
    imported = bring_in(project, {
        "en": make_file("en", annex=making.heading("Annex") + making.heading("T") + english),
        "fr": make_file("fr", annex=making.heading("Annexe") + making.heading("T") + french),
    })  # fmt: skip
    table = imported.reading.require().text[-1].annex.text[0].table
    assert [row.data[0].text["fr"].raw for row in table.rows] == ["un 11", "deux 21"]
    assert str(table.rows[1].data[1].number) == "22"


def test_a_label_that_few_languages_have_stays_in_their_text(project):
    text = making.paragraph("1.", "{}:") + making.paragraph("2.", "{};") + "{}"
    bare = "<paragraph><content><p>word word 55.</p></content></paragraph>"
    files = {
        code: make_file(code, text=text.format("x", "y", bare), annex="") for code in LANGUAGES[:5]
    }
    labelled = making.paragraph("a)", "palabra palabra 55.")
    files["es"] = make_file("es", text=text.format("x", "y", labelled), annex="")
    paper = bring_in(project, files).reading.require()
    assert paper.text[-1].text["es"].raw == "a) palabra palabra 55."


def test_a_closing_line_that_is_worded_otherwise_stays(project):
    resumed = make_file("en").replace(b"30th plenary meeting", b"30th (resumed) plenary meeting")
    paper = bring_in(project, {"en": resumed}).reading.require()
    assert paper.adoption.meeting is None
    closing = [unit for unit in paper.text if isinstance(unit, Paragraph)]
    assert closing[0].text["en"].raw == "30th (resumed) plenary meeting\\\n3 November 2025"


@pytest.mark.parametrize(
    "said", ['<FRBRlanguage language="fr-FR"/>', '<FRBRlanguage language="French"/>',
             '<FRBRlanguage language="?"/><FRBRthis value="/akn/un/80-999/fra@/!main"/>',
             '<FRBRuri value="/akn/un/80-999/fre@/"/>', ""],
)  # fmt: skip
def test_the_language_is_read_wherever_it_is_said(project, said):
    data = make_file("fr").replace(b'<FRBRlanguage language="fra"/>', said.encode())
    if not said:
        data = data.replace(b"<akomaNtoso ", b'<akomaNtoso xml:lang="fr" ')
    assert list(bring_in(project, {"x": data}).paper.versions) == ["fr"]


@pytest.mark.parametrize("typed", ["A/RES/75/253 B", "A/RES/75/253B", "A /RES/75/253 B."])
def test_symbols_are_read_as_they_are_typed(project, typed):
    imported = bring_in(project, {"en": make_file("en", symbol=typed, annex="")})
    assert imported.paper.symbol == "A/RES/75/253B"


def test_several_parts_in_words_are_those_of_the_symbol(project):
    for typed in ("A/DEC/76/416 A and B", "A/DEC/76/416 A et B", "A/DEC/76/416 A和B"):
        imported = bring_in(project, {"en": make_file("en", symbol=typed, annex="")})
        assert imported.paper.symbol == "A/DEC/76/416A-B"


def test_a_council_s_resolution_has_no_title_but_its_number(project):
    data = make_file("en", symbol="S/RES/2799 (2025)", annex="").decode()
    start, end = data.index("<preface>"), data.index("</preface>")
    data = data[:start] + data[end + len("</preface>") :]
    start, end = data.index("<p><docTitle>"), data.index("</coverPage>")
    data = (
        data[:start]
        + '<p><docTitle refersTo="#resolutionNumber">\t\tResolution 2799 (2025)</docTitle></p>'
        + '<p><docTitle refersTo="#adoption">Adopted by the Security Council at its <inline '
        + 'name="adoptionMeeting" title="9620th">9620th meeting</inline>, on 3 November 2025'
        + "</docTitle></p>" + data[end:]
    )  # fmt: skip
    start, end = data.index("<conclusions>"), data.index("</conclusions>")
    data = data[:start] + data[end + len("</conclusions>") :]
    imported = bring_in(
        project, {"en": data.replace("The General Assembly", "The Security Council").encode()}
    )
    paper = imported.reading.require()
    assert (paper.title["en"].raw, paper.adoption.meeting) == ("Resolution 2799 (2025)", 9620)
    edition = resolve_edition(project, paper, "en")
    assert plain_text(edition.byline).startswith("Adopted by the Security Council at its 9620th")
    assert [line for line in said(imported) if line.startswith("I023")] == []


def test_figures_typed_from_their_last_group_on_stay_and_look_as_they_did(project):
    """As other languages have them: each group is ordered by itself; others are one figure."""
    english = making.paragraph("1.", "Decides 3,208,080,100 and 340,979,200;")
    arabic = making.paragraph("1 -", "تقرر 100 080 208 3 و 340 979 200؛")
    imported = bring_in(project, {
        "en": make_file("en", text=english, annex=""), "ar": make_file("ar", text=arabic, annex=""),
    })  # fmt: skip
    paper = imported.reading.require()
    apart = "100 \u200c080 \u200c208 \u200c3"
    assert paper.text[2].text["ar"].raw == f"تقرر {apart} و 340 979 200؛"
    told = "I021 a figure is typed from its last group on, and stays so: 100 080 208 3"
    assert told in said(imported)
    block = next(one for one in resolve_edition(project, paper, "ar").body if one.id == "p1")
    runs = [plain_text(one.content) for one in block.content if isinstance(one, LeftToRight)]
    assert runs == ["100", "080", "208", "3", "340\xa0979\xa0200"]


def test_parentheses_around_a_call_in_the_title_belong_to_its_mark(project):
    call = making.note("ar", 1, making.say("ar", 2))
    data = make_file("ar").replace(b"</docTitle></p></preface>", (
        f"</docTitle><docNumber>B</docNumber>{call}</p></preface>").encode())  # fmt: skip
    title = bring_in(project, {"ar": data}).reading.require().title["ar"].raw
    assert title.endswith("\\\nB[^n1]")


def test_a_decision_has_its_number_before_its_title_and_other_lines_below_it(project):
    data = make_file("en", symbol="A/DEC/80/999").replace(b'name="resolution"', b'name="decision"')
    paper = bring_in(project, {"en": data}).reading.require()
    edition = resolve_edition(project, paper, "en")
    assert (edition.title_label, plain_text(edition.title)) == ("80/999.", "word word word word")
    assert plain_text(edition.byline).startswith("Resolution adopted by the General Assembly")


def test_a_note_that_some_official_files_do_not_have_is_accepted_and_each_numbers_its_own(project):
    def write(code: str, notes: bool) -> bytes:
        call = making.note(code, 7, making.say(code, 2, "-x")) if notes else ""
        text = making.paragraph(making.NUMBER[code].format(1), f"{making.say(code, 8)} 55{call}.")
        return make_file(code, text=text)

    imported = bring_in(project, {code: write(code, code in ("zh", "fr")) for code in LANGUAGES})
    paper = imported.reading.require()
    assert list(paper.built_versions) == list(paper.versions)
    assert paper.notes["n2"].allow == {"R062": "so in the official text"}
    assert "I024 R062 is accepted, as the files say so: note 'n2' is called only in zh, fr" in said(
        imported
    )
    assert not [line for line in said(imported) if line.startswith(("I020", "I028"))]
    assert [len(resolve_edition(project, paper, code).notes) for code in ("en", "fr")] == [1, 2]


def test_a_text_that_is_not_there_takes_its_note_with_it(project):
    files = {code: make_file(code) for code in ("en", "fr", "es")}
    more = f"Requests 44 and 55 of them{making.note('en', 7, 'See 66')}."
    text = make_body("en")["text"] + making.paragraph("3.", more)
    french = make_body("fr")["text"] + making.paragraph("3.", more)
    files |= {"en": make_file("en", text=text), "fr": make_file("fr", text=french)}
    imported = bring_in(project, files)
    paper = imported.reading.require()
    assert list(paper.built_versions) == ["en", "fr", "es"]
    assert [len(resolve_edition(project, paper, code).notes) for code in ("en", "es")] == [2, 1]


def test_a_recorded_vote_is_written_in_numbers_where_that_is_asked_for(project):
    def write(code: str, against: int = 2) -> bytes:
        counted = (
            '<count value="131" refersTo="inFavour"/>'
            f'<count value="{against}" refersTo="against"><voters>'
            "<organization>FIRST STATE</organization><organization>SECOND STATE</organization>"
            "</voters></count>"
        )
        voting = f'<voting outcome="adoptedRecordedVote">{counted}</voting>'
        analysis = f"<analysis><parliamentary>{voting}</parliamentary></analysis></meta>"
        return make_file(code).replace(b"</meta>", analysis.encode())

    drafts = [read_bytes(project, write(code), f"{code}.xml") for code in ("en", "fr", "zh")]
    imported = import_drafts(project, drafts, votes=True)
    paper = imported.reading.require()
    assert [type(unit) for unit in paper.text[-2:]] == [Vote, Annex]
    assert "- vote: {for: 131, against: 2, abstaining: 0}\n" in imported.source
    names = "I021 the names of those who voted are not taken; against: FIRST STATE, SECOND STATE"
    assert said(imported).count(names) == 1  # those in favour are not all named
    assert "recorded vote: for 131, against 2" in describe(imported)
    edition = resolve_edition(project, paper, "fr")
    told = " ".join(plain_text(slot.content) for slot in walk_contents(edition))
    assert "131 voix contre 2" in told.replace("\xa0", " ")

    named = {
        code: write(code).replace(
            b'value="131" refersTo="inFavour"/>',
            b'value="1" refersTo="inFavour"><organization>THIRD STATE</organization></count>',
        )
        for code in ("en", "fr")
    }
    drafts = [read_bytes(project, data, f"{code}.xml") for code, data in named.items()]
    imported = import_drafts(project, drafts, votes=True)
    assert not [line for line in said(imported) if "names of those" in line]
    paper = imported.reading.require()
    words = {
        code: " ".join(plain_text(slot.content) for slot in walk_contents(
            resolve_edition(project, paper, code))) for code in ("en", "fr")
    }  # fmt: skip
    assert "THIRD STATE" in words["en"]
    assert "FIRST STATE, SECOND STATE" in words["en"]
    assert "STATE" not in words["fr"]

    files = {"en": write("en"), "fr": write("fr", against=3)}
    assert "vote:" not in bring_in(project, files).source
    drafts = [read_bytes(project, data, f"{code}.xml") for code, data in files.items()]
    told = said(import_drafts(project, drafts, votes=True))
    assert "I021 the vote is 131, 3, 0 here, and 131, 2, 0 in 'en', which is taken" in told
