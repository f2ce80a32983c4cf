"""The tag tree: golden as text, and every rule of PDF/UA-1 that the tree can show."""

from __future__ import annotations

import itertools
import re

import msgspec.structs
import pikepdf
import pytest

from masthead.edition.edition import (
    Annex,
    Call,
    Emphasis,
    Heading,
    Job,
    Note,
    Words,
    plain_text,
    walk_blocks,
)
from masthead.render.pdf import render_pdf
from tests.oracle import read_sequence
from tests.render.pdf.conftest import make_edition, make_paragraph
from tests.render.pdf.reading import open_pdf, read_strays, read_tags


@pytest.fixture(scope="module", params=["zh", "en"])
def read(request, pdfs):
    """A language, its PDF and its tag tree."""
    with open_pdf(pdfs[request.param].data) as pdf:
        yield request.param, pdf, read_tags(pdf)


def squeeze(text):
    """Text without what only print needs: places to break, runs of blanks."""
    return re.sub(r"\s+", " ", text.replace("\u200b", "").replace("\u00a0", " ")).strip()


def outline(tag, depth=0):
    """Write a tag tree as text, a line each."""
    name = f" <{tag.element['/ID']!s}>" if "/ID" in tag.element else ""
    lang = f" ({tag.element['/Lang']!s})" if "/Lang" in tag.element else ""
    own = squeeze("".join(kid for kid in tag.kids if isinstance(kid, str)))
    shown = f" {own[:32]}{'…' if len(own) > 32 else ''}" if own else ""
    lines = [f"{'  ' * depth}{tag.role}{name}{lang}{shown}"]
    for kid in tag.kids:
        if not isinstance(kid, str):
            lines += outline(kid, depth + 1)
    return lines


def test_the_tree_is_that_of_the_golden_file(read, compare_golden):
    code, _, tree = read
    compare_golden(f"tags-{code}.txt", "\n".join(outline(tree)) + "\n")


def test_the_tree_says_what_the_edition_says_in_its_order(read, request):
    code, _, tree = read
    edition = request.getfixturevalue(f"edition_{code}")
    spoken = squeeze(tree.text)
    at = 0
    for label, text in read_sequence(edition):
        wanted = squeeze(f"{label} {text}" if label else text)
        if wanted.startswith(("1 ", "2 ", "3 ", "* ")):
            continue  # notes stand after their calls: below
        pieces = [squeeze(piece) for piece in cut_at_calls(edition, text)]
        for piece in pieces or [wanted]:
            found = spoken.find(piece, at)
            assert found >= at, (label, piece)
            at = found
    for note in edition.notes:
        (element,) = [tag for tag in tree.walk() if tag.element.get("/ID") == note.id]
        assert squeeze(element.text) == squeeze(
            f"{note.mark} " + "".join(plain_text(content) for content in note.paragraphs)
        )


def cut_at_calls(edition, text):
    """Cut a unit's text where calls stand in it: there the note is read."""
    for unit in walk_blocks(edition.body):
        if plain_text(unit.content) == text:
            pieces, current = [], ""
            for inline in unit.content:
                if isinstance(inline, Call):
                    pieces.append(current)
                    current = ""
                else:
                    current += plain_text((inline,))
            return [*pieces, current]
    return [text]


def test_headings_go_down_one_level_at_a_time(read):
    _, _, tree = read
    levels = [int(tag.role[1]) for tag in tree.walk() if re.fullmatch(r"H[1-6]", tag.role)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))


def test_lists_hold_items_and_items_labels_and_bodies(read):
    _, _, tree = read
    lists = [tag for tag in tree.walk() if tag.role == "L"]
    assert len(lists) == 4
    for tag in tree.walk():
        roles = [kid.role for kid in tag.kids if not isinstance(kid, str)]
        if tag.role == "L":
            assert set(roles) == {"LI"}
        if tag.role == "LI":
            assert roles == ["Lbl", "LBody"]
        if tag.role in ("L", "LI", "LBody", "Sect", "Div", "Document"):
            assert not any(isinstance(kid, str) for kid in tag.kids)


def test_notes_have_ids_labels_and_stand_after_their_reference(read):
    _, pdf, tree = read
    names = pdf.Root.StructTreeRoot.IDTree.Names
    notes = [tag for tag in tree.walk() if tag.role == "Note"]
    assert [str(tag.element.ID) for tag in notes] == ["s1", "n1", "n2", "n3"]
    assert sorted(str(name) for name in names[::2]) == ["n1", "n2", "n3", "s1"]
    for tag in tree.walk():
        roles = [kid.role if not isinstance(kid, str) else "" for kid in tag.kids]
        for at, role in enumerate(roles):
            if role == "Note":
                assert roles[at - 1] == "Reference"
                assert tag.kids[at].kids[0].role == "Lbl"


def test_calls_and_notes_are_linked_both_ways(read):
    _, pdf, _ = read
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    there = {str(link["/Dest"]) for link in links if "/Dest" in link}
    assert {"n1", "c-n1", "s1", "c-s1"} <= there
    names = pdf.Root.Names.Dests.Names
    assert there <= {str(name) for name in names[::2]}


def test_every_link_is_tagged_and_described(read):
    _, pdf, _ = read
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        assert page.Tabs == "/S"
        for link in page.get("/Annots", []):
            assert str(link.Contents)
            assert owners[int(link.StructParent)].S == "/Link"
            assert link.F == 4


def test_symbols_lead_to_the_document_system(read):
    code, pdf, _ = read
    actions = [
        str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link
    ]
    assert f"https://docs.un.org/{code}/NPT/CONF.2000/28" in " ".join(actions)


def test_what_is_not_in_the_tree_is_an_artifact(read):
    _, pdf, _ = read
    assert read_strays(pdf) == []


def test_the_parent_tree_leads_back_from_every_piece_of_content(read):
    _, pdf, _ = read
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in pdf.pages:
        marks = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        own = owners[int(page.StructParents)]
        for mark in marks:
            element = own[mark]
            kids = element.K
            held = [kid for kid in kids if isinstance(kid, int)]
            held += [kid.MCID for kid in kids if not isinstance(kid, int) and "/MCID" in kid]
            assert mark in held


def test_catalogue_says_language_title_and_that_it_is_tagged(read):
    code, pdf, _ = read
    assert str(pdf.Root.Lang) == {"zh": "zh-Hans", "en": "en-GB"}[code]
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True


def test_english_lines_of_a_chinese_masthead_are_marked_so(read):
    code, _, tree = read
    if code == "zh":
        marked = {tag.text: str(tag.element.get("/Lang", "")) for tag in tree.walk()}
        assert marked["16 May 2024"] == marked["Original: English"] == "en"
        assert marked["第二届会议"] == ""


def test_lines_end_with_the_blank_that_ends_their_word(pdf_en):
    with open_pdf(pdf_en.data) as pdf:
        text = read_tags(pdf).text
    assert "alarmed at international developments that are bringing" in squeeze(text)
    assert "nuclear-weapon States" in squeeze(text)


def test_bookmarks_are_title_headings_and_annexes(project, edition_en, pdf_zh):
    with open_pdf(pdf_zh.data) as pdf, pdf.open_outline() as outlines:
        (title,) = outlines.root
        assert title.title.startswith("核武器国家未能")
        assert [child.title for child in title.children][-1] == "建议"
    annex = Annex(
        "a1", "Annex", (Words("Terms"),), (), (Heading("a1-h1", 2, 1, "A.", (Words("One"),)),)
    )
    called = Call("c-n1", "n1", "1")
    heading = Heading("h1", 2, 1, None, (Words("With a note"), called))
    note = Note("n1", "c-n1", "text", 1, "1", ((Words("A note."),),))
    edition = make_edition(edition_en, heading, make_paragraph(1, "x"), annex, notes=(note,))
    with open_pdf(render_pdf(project, edition).data) as pdf, pdf.open_outline() as outlines:
        found = [child.title for child in outlines.root[0].children]
        assert found == ["With a note", "Annex Terms"]
        assert outlines.root[0].children[1].children[0].title == "A. One"


def test_furniture_with_a_job_number_and_draft_word_is_artifact(project, edition_en):
    job = Job("24-01234", "24-01234 (E)", "2401234", "https://docs.un.org/x")
    edition = msgspec.structs.replace(edition_en, job=job, draft="Draft")
    with open_pdf(render_pdf(project, edition).data) as pdf:
        text = read_tags(pdf).text
        assert "24-01234" not in text
        assert "Draft" not in text
        assert "1/6" not in text
        assert read_strays(pdf) == []


def test_a_paragraph_over_two_pages_is_one_paragraph(project, edition_zh):
    edition = make_edition(edition_zh, make_paragraph(1, "核武器国家的义务。" * 300))
    with open_pdf(render_pdf(project, edition).data) as pdf:
        tree = read_tags(pdf)
        long = [tag for tag in tree.walk() if tag.role == "P" and len(tag.text) > 500]
        assert len(long) == 1
        assert long[0].text == "1. " + "核武器国家的义务。" * 300


def test_emphasis_is_tagged_and_its_dots_are_no_text(project, edition_zh):
    edition = make_edition(
        edition_zh, make_paragraph(1, "一切", Emphasis((Words("核威胁"),)), "。")
    )
    with open_pdf(render_pdf(project, edition).data) as pdf:
        tree = read_tags(pdf)
        (span,) = [tag for tag in tree.walk() if tag.role == "Span"]
        assert span.text == "核威胁"
        assert read_strays(pdf) == []
