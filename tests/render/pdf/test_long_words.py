"""Addresses break after their slashes, dots and underscores, and no line is torn apart for one."""

from __future__ import annotations

import itertools
import re

import pikepdf
import pypdfium2
import pytest

from masthead.edition.edition import Call, Emphasis, Link, Note, Words
from masthead.edition.resolve import resolve_edition
from masthead.read.reader import read_paper
from masthead.render.addresses import PLACE, open_addresses
from masthead.render.pdf import render_pdf
from masthead.render.pdf.inspection import MOST_STRETCH
from tests.render.pdf.conftest import make_edition, make_paragraph
from tests.render.pdf.reading import gather_lines, open_pdf, read_glyphs

LONG = (
    "https://www.un.org/disarmament/wmd/nuclear/npt/documents/final_list_of_participants_2024.pdf"
)


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("见https://www.un.org/en/ga/search?page=12。",
         "见https://www.un.org/|en/|ga/|search?|page=12。"),
        ("https://docs.un.org/en/A/RES/70/1", "https://docs.|un.|org/|en/|A/|RES/|70/1"),
        ("www.example.org/a_long_name.html", "www.example.|org/|a_|long_|name.|html"),
        ("“https://un.org/some_file”，", "“https://un.org/|some_|file”，"),
        ("(https://un.org/some_file).", "(https://un.org/|some_|file)."),
        ("some.body@organization.org, or", "some.|body@|organization.org, or"),
        ("10.1080/00963402.2019.1701286", "10.1080/|00963402.|2019.|1701286"),
        ("the file list_of_all_names.csv", "the file list_|of_|all_|names.csv"),
        ("https://un.org/a__b--c//d", "https://un.org/|a__|b--c//d"),
        ("and/or 1/2, e.g. 3.14 and A/RES/70/1 at 12.30", None),
        ("https://un.org", None),
        ("https://un.org/%E6%A0%B8", "https://un.org/|%E6|%A0%B8"),
        ("№ 5_6", None),
        ("核武器_国家", None),
    ],
)  # fmt: skip
def test_where_addresses_may_be_broken(text, opened):
    assert open_addresses(text).replace(PLACE, "|") == (text if opened is None else opened)
    assert open_addresses(text).replace(PLACE, "") == text


BEFORE = "会议主席的声明已载于"
CASES = {
    "a page with hyphens": "https://www.un.org/npt/documents/preparatory-committee-second-session-"
    "2024-final-list-of-participants.pdf",
    "a file with underscores": "https://documents.example.org/wp-content/uploads/2024/07/"
    "statement_of_the_chair_on_the_outcome_of_the_second_session.pdf",
    "no scheme": "www.example.org/treaties/non_proliferation/preparatory_committee/list.html",
    "a query": "https://www.example.org/search?symbol=NPT&session=second&language=chinese&page=12",
    "an anchor": "https://www.example.org/treaties/non-proliferation/text#article_six_paragraph",
    "mail": "secretariat.of.the.preparatory.committee@disarmament.department.example.org",
    "a long part": "https://example.org/theparticipantsofthesecondpreparatorycommittee/list.pdf",
    "a work": "10.1080/00963402.2019.1701286.bulletin.of.the.atomic.scientists.volume.75.number.4",
    "numbers": "https://example.org/2024/07/22/2024/08/02/1234567890/1234567890/1234567890.pdf",
    "percent signs": "https://example.org/%E6%A0%B8%E6%AD%A6%E5%99%A8/%E6%A0%B8%E6%AD%A6/list",
    "brackets": "https://example.org/treaty_(second_session)/statement_(chair)_final_version.pdf",
}


def read_lines(data, size):
    for glyphs in read_glyphs(data):
        yield from gather_lines([glyph for glyph in glyphs if glyph.size == size])


@pytest.fixture
def check_lines():
    """Check the lines of a Chinese text around an address."""

    def check(data, size, address):
        lines = list(read_lines(data, size))
        for line in lines:
            wide = [glyph for glyph in line if "\u4e00" <= glyph.text <= "\u9fff"]
            room = [
                (after.x - before.x) / size
                for before, after in itertools.pairwise(wide)
                if line.index(after) == line.index(before) + 1
            ]
            assert max(room, default=1.0) < 1.7, "".join(glyph.text for glyph in line)
        texts = ["".join(glyph.text for glyph in line) for line in lines]
        texts = [text.replace("\x02", "-") for text in texts]  # PDFium's word for a hyphen there
        assert address in "".join(texts)
        return [
            (text, after)
            for text, after in itertools.pairwise(texts)
            if re.search(r"[!-~]$", text) and re.match(r"[!-~]", after) and address in text + after
        ]

    return check


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("before", ["详见", BEFORE])
def test_a_line_of_chinese_before_an_address_is_not_torn_apart(
    project, edition_zh, check_lines, name, before
):
    address = CASES[name]
    note = Note("n1", "c-n1", "text", 1, "1", ((Words(f"见{address}，已分发。"),),))
    edition = make_edition(
        edition_zh,
        make_paragraph(1, f"{before}{address}，并已分发。", Call("c-n1", "n1", "1")),
        make_paragraph(2, before, Link(address, (Words(address),)), "，并已分发。"),
        notes=(note,),
    )
    data = render_pdf(project, edition).data
    ends = [*check_lines(data, 10.5, address), *check_lines(data, 8.5, address)]
    assert ends
    if name != "a long part":  # which is torn for want of any other way
        assert [end for end in ends if not (end[0][-1] in "/._-?&=#@" or end[1][0] == "%")] == []


@pytest.mark.parametrize("code", ["en", "fr", "ru", "es", "ar"])
def test_no_line_is_torn_apart_in_other_languages(project, code):
    paper = read_paper(project, project.source / "samples" / "A_80_XX.yaml").require()
    like = resolve_edition(project, paper, code)
    word = {"ar": "انظر", "ru": "Смотрите"}.get(code, "See")
    words = " ".join([word] * 4)
    address = LONG.replace("final", "final_final_final_final_final")
    note = Note("n1", "c-n1", "text", 1, "1", ((Words(f"{words} {address}."),),))
    paragraph = make_paragraph(1, f"{words} {address}", Call("c-n1", "n1", "1"))
    result = render_pdf(project, make_edition(like, paragraph, notes=(note,), title=(Words(word),)))
    assert [fault.problem.code for fault in result.notices] == []


def test_an_address_is_copied_from_the_page_as_it_was_written(project, edition_zh, edition_en):
    for like, before in ((edition_zh, BEFORE), (edition_en, "See ")):
        edition = make_edition(like, make_paragraph(1, f"{before}{LONG}"))
        document = pypdfium2.PdfDocument(render_pdf(project, edition).data)
        text = document[0].get_textpage().get_text_bounded()
        document.close()
        assert LONG in re.sub(r"[\r\n\ufffe]+", "", text)
        assert PLACE not in text


# --- words that are no addresses ----------------------------------------------------------------

WORD = "honorificabilitudinitatibusantidisestablishmentarianism" * 2


def test_a_word_that_would_tear_a_line_apart_is_torn_itself_and_told(project, edition_zh):
    edition = make_edition(edition_zh, make_paragraph(1, f"一个词{WORD}很长。"))
    result = render_pdf(project, edition)
    assert "T004" in {fault.problem.code for fault in result.notices}
    texts = ["".join(glyph.text for glyph in line) for line in read_lines(result.data, 10.5)]
    assert any(text.startswith("1.一个词honor") for text in texts)


def test_a_word_of_usual_length_is_not_torn_for_a_line_a_little_loose(project, edition_zh):
    for count in range(12, 40):
        text = "核" * count + "internationalization" + "武" * 40
        result = render_pdf(project, make_edition(edition_zh, make_paragraph(1, text)))
        assert "T004" not in {fault.problem.code for fault in result.notices}, count


def test_a_loose_line_is_told_in_every_language(project, edition_en, edition_zh):
    edition = make_edition(
        edition_en,
        make_paragraph(1, "One two " + WORD[:80] + " three " * 9),
        make_paragraph(2, "x"),
    )
    (fault,) = render_pdf(project, edition).notices
    assert (fault.problem.code, fault.node, fault.fields["line"]) == ("T006", "p1", "One two")
    assert float(str(fault.fields["room"])) > 5
    edition = make_edition(edition_zh, make_paragraph(1, "核" * 22 + WORD[:34] + "武" * 40))
    (fault,) = render_pdf(project, edition).notices
    assert (fault.problem.code, fault.fields["parts"]) == ("T006", "characters")
    assert MOST_STRETCH < float(str(fault.fields["room"])) < 0.7


# --- emphasis -----------------------------------------------------------------------------------


def test_dots_stand_under_chinese_and_latin_is_italic(project, edition_zh):
    """They stood under Latin letters, too."""
    emphasis = Emphasis((Words("重要的NPT条约2024年 inter alia，"),))
    edition = make_edition(edition_zh, make_paragraph(1, "所谓", emphasis, "即NPT。"))
    data = render_pdf(project, edition).data
    (line,) = [line for line in read_lines(data, 10.5) if line[0].text == "1"]
    faces = {glyph.text: glyph.font for glyph in line if glyph.text in "Nal要即2"}
    assert "Italic" in faces["a"]
    assert "Italic" in faces["l"]
    assert "Italic" not in faces["要"]
    with open_pdf(data) as pdf:
        operators = [(str(two), one) for one, two in pikepdf.parse_content_stream(pdf.pages[0])]
    shapes = "".join(name if name in "mc" else " " for name, _ in operators)
    radius = 0.06 * 10.5
    dots = [
        float(operators[found.start()][1][0]) * 0.75 - radius
        for found in re.finditer("mcccc", shapes)
    ]
    dotted = [glyph for glyph in line if glyph.text in "重要的条约年"]
    assert dots == pytest.approx([glyph.x + 5.25 for glyph in dotted], abs=0.1)
