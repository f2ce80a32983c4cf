"""Paragraphs of Word files are told by style, tabs, indents and label together."""

from __future__ import annotations

import datetime

import pytest

from masthead.draft.draft import Block, Draft, say
from masthead.importing.word.reader import read_bytes
from masthead.project import Project
from masthead.syntax.text import Content, Emphasis, NoteCall, Strong, Superscript
from tests.wordfile.making import cell, make_word, paragraph, run, table
from tests.wordfile.test_reading import item, level, lists

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{more}</w:style>'
    for identifier, name, more in (
        ("N", "Normal", ""),
        ("TitleHCH", "Title_H_CH", "<w:rPr><w:b/></w:rPr>"),
        ("TitleH1", "Title_H1", "<w:rPr><w:b/></w:rPr>"),
        ("HCh", "_ H _Ch", "<w:rPr><w:b/></w:rPr>"),
        ("H1", "_ H_1", "<w:rPr><w:b/></w:rPr>"),
        ("H23", "_ H_2/3", "<w:rPr><w:b/></w:rPr>"),
        ("H4", "_ H_4", "<w:rPr><w:i/></w:rPr>"),
        ("Txt", "__Single Txt", ""),
        ("TxtG", "_ Single Txt_G", ""),
        ("Own", "_xyz", '<w:basedOn w:val="H1"/>'),
        ("Note", "footnote text", ""),
        ("B", "Bullet 1", ""),
        ("heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    )
)
TITLE = paragraph("\t\tA title", "TitleHCH") + paragraph()


def read(project: Project, body: str, code: str = "en", **xml: object) -> Draft:
    xml.setdefault("styles", STYLES)
    return read_bytes(project, make_word(body, **xml), "a.docx", code)  # type: ignore[arg-type]


def blocks(project: Project, body: str, code: str = "en", **xml: object) -> list[Block]:
    return [*read(project, TITLE + body, code, **xml).blocks()]


def tell(found: list[Block]) -> list[tuple[str, str, str]]:
    return [(kept.form, kept.label, say(kept.content)) for kept in found]


def kinds(content: Content) -> list[str]:
    return [type(inline).__name__ for inline in content]


def test_typed_labels_are_told_from_text_whatever_the_style(project: Project) -> None:
    body = (
        paragraph("\t6.14\tCompound.") + paragraph("1.\tNumbered.", "Txt")
        + paragraph("\t\t(a)\tLettered;") + paragraph("\t(i)\tSmaller.")
        + paragraph("1990 was a year.") + paragraph("A. Smith said so.")
    )  # fmt: skip
    assert tell(blocks(project, body)) == [
        ("text", "6.14", "Compound."), ("text", "1.", "Numbered."), ("text", "(a)", "Lettered;"),
        ("text", "(i)", "Smaller."), ("text", "", "1990 was a year."),
        ("text", "", "A. Smith said so."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "typed", "label"),
    [
        ("fr", "\ta)\tTexte", "a)"), ("zh", "\t(㈠)\t案文", "(㈠)"), ("zh", "㈠\t案文", "㈠"),
        ("ar", "1 -\tنص", "1 -"), ("ar", "\t(أ)\tنص", "(أ)"), ("ru", "\ta)\tТекст", "a)"),
        ("en", "’1‘\ttext", "’1‘"),
    ],
)  # fmt: skip
def test_labels_of_every_language_are_told(
    project: Project, code: str, typed: str, label: str
) -> None:
    assert [kept.label for kept in blocks(project, paragraph(typed), code)] == [label]


def test_headings_are_told_by_style_outline_or_boldness(project: Project) -> None:
    body = (
        paragraph("\tI.\tFirst", "HCh") + paragraph("\t\tSecond", "H1")
        + paragraph("Of an author’s own style", "Own") + paragraph("Of Word", "heading1")
        + paragraph("\t\tIn italics", "H4")
        + paragraph(runs=run("Bold, and text follows", "<w:b/>")) + paragraph("Text.")
        + paragraph(runs=run("Bold, and a sentence.", "<w:b/>")) + paragraph("Text.")
    )  # fmt: skip
    found = blocks(project, body)
    assert [(kept.form, kept.level, kept.label) for kept in found] == [
        ("heading", 1, "I."), ("heading", 2, ""), ("heading", 2, ""), ("heading", 1, ""),
        ("heading", 4, ""), ("heading", 5, ""), ("text", 2, ""), ("text", 2, ""), ("text", 2, ""),
    ]  # fmt: skip
    assert kinds(found[4].content) == ["Plain"]  # the style's italics are no emphasis
    assert kinds(found[7].content) == ["Strong"]


def test_lists_of_word_have_the_labels_that_it_prints(project: Project) -> None:
    numbering = lists(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "bullet", "\uf0b7")
    )
    body = item("One") + item("A", 1) + item("dot", 2) + paragraph("styled", "B")
    body += paragraph("•\ttyped")
    assert tell(blocks(project, body, numbering=numbering)) == [
        ("text", "1.", "One"), ("text", "(a)", "A"), ("text", "•", "dot"), ("text", "•", "styled"),
        ("text", "•", "typed"),
    ]  # fmt: skip


def test_looks_become_markup_and_what_has_none_is_listed(project: Project) -> None:
    runs = (
        run("plain ") + run("italic ", "<w:i/>") + run("bold", "<w:b/>") + run(" m")
        + run("2", '<w:vertAlign w:val="superscript"/>') + run(" and ")
        + run("underlined", '<w:u w:val="single"/>')
        + "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    )  # fmt: skip
    draft = read(project, TITLE + paragraph(runs=runs))
    content = next(draft.blocks()).content
    assert kinds(content) == [
        "Plain", "Emphasis", "Plain", "Strong", "Plain", "Superscript", "Plain",
    ]  # fmt: skip
    assert isinstance(content[1], Emphasis)
    assert say(content[1].content) == "italic"
    assert isinstance(content[3], Strong)
    assert isinstance(content[5], Superscript)
    assert say(content) == "plain italic bold m2 and underlinedx+1"
    said = [remark.message for remark in draft.remarks]
    assert len(said) == 2
    assert "paragraph 3" in said[0]
    assert "underlining is left out in 'underlined'" in said[0]
    assert "the layout of an equation is left out" in said[1]


CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'
STAR = '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'


def note(number: int, *paragraphs: str) -> str:
    return f'<w:footnote w:id="{number}">{"".join(paragraphs)}</w:footnote>'


REFERENCE = "<w:r><w:footnoteRef/></w:r>"
NOTES = (
    note(2, paragraph(runs=REFERENCE + run("\tSee it.")), paragraph("And more."))
    + note(3, paragraph("*\tOf the title.")) + note(4, paragraph("Nothing calls it."))
)  # fmt: skip


def test_notes_have_keys_in_the_order_of_their_calls(project: Project) -> None:
    title = paragraph(runs=run("A title") + STAR, style="TitleHCH")
    lost = '<w:r><w:footnoteReference w:id="9"/></w:r>'
    draft = read(project, title + paragraph(runs=run("Text.") + CALL + lost), footnotes=NOTES)
    assert draft.facts.title[-1] == NoteCall("n1")
    assert next(draft.blocks()).content[-1] == NoteCall("n2")
    assert {key: [say(kept) for kept in paragraphs] for key, paragraphs in draft.notes.items()} == {
        "n1": ["Of the title."], "n2": ["See it.", "And more."],
    }  # fmt: skip
    said = "\n".join(remark.message for remark in draft.remarks)
    assert "a footnote is called that is not in the file" in said
    assert "a footnote that nothing calls is left out: 'Nothing calls it.'" in said


def test_notes_typed_with_asterisks_go_where_their_asterisk_stands(project: Project) -> None:
    frame = '<w:framePr w:w="9000"/>'
    body = (
        paragraph("A title*", "TitleHCH") + paragraph("\t*\tFirst.", properties=frame)
        + paragraph("and more", properties=frame) + paragraph("\t**\tSecond.", properties=frame)
        + paragraph("\t\tA heading**", "H1") + paragraph("***\tThird, unframed.")
        + paragraph("Text.")
    )  # fmt: skip
    draft = read(project, body)
    assert [kept for kept in draft.facts.title if isinstance(kept, NoteCall)] == [
        NoteCall("n1"), NoteCall("n3"),
    ]  # fmt: skip
    assert tell([*draft.blocks()]) == [("heading", "", "A heading"), ("text", "", "Text.")]
    assert next(draft.blocks()).content[-1] == NoteCall("n2")
    assert [say(kept) for kept in draft.notes["n1"]] == ["First.", "and more"]
    assert any("the title calls this note" in remark.message for remark in draft.remarks)


def test_a_table_has_its_number_title_unit_heads_notes_and_source(project: Project) -> None:
    raised = run("a", '<w:vertAlign w:val="superscript"/><w:i/>')
    wide = cell("Posts", '<w:gridSpan w:val="2"/>')
    called = f"<w:tc>{paragraph(runs=run('2025') + raised)}</w:tc>"
    rows = table(
        (cell("Grade", '<w:vMerge w:val="restart"/>'), wide),
        (cell("", "<w:vMerge/>"), "2024", called),
        ("", "", ""), ("D-1", "1", "2"), ("•\tP-5", "3", "–"),
    )  # fmt: skip
    noted = run("\t") + run("a", "<w:i/>") + run("\tPlanned.")
    body = (
        paragraph("Table 6.1", "H23") + paragraph("Posts by grade", "H23") + paragraph()
        + paragraph("(Number of posts)") + paragraph()
        + rows.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>", 3)
        + paragraph() + paragraph(runs=noted, style="Note") + paragraph("Source: the sample.")
        + paragraph("Text.")
    )  # fmt: skip
    found, text = blocks(project, body)
    assert (found.form, text.form) == ("table", "text")
    caption = found.caption
    assert caption is not None
    assert (caption.label, say(caption.title), say(caption.unit), say(caption.source)) == (
        "Table 6.1", "Posts by grade", "Number of posts", "the sample.",
    )  # fmt: skip
    assert {mark: say(kept[0]) for mark, kept in caption.notes.items()} == {"a": "Planned."}
    said = [[" / ".join(map(say, kept.paragraphs)) for kept in row] for row in found.rows]
    assert said == [["Grade", "Posts"], ["2024", "2025"], ["D-1", "1", "2"], ["", "3", "–"]]
    assert [[kept.is_head for kept in row] for row in found.rows][:3] == [
        [True, True], [True, True], [False, False, False],
    ]  # fmt: skip
    assert found.rows[1][1].paragraphs[0][-1] == NoteCall("a")
    assert tell(found.rows[3][0].blocks) == [("text", "•", "P-5")]


def test_frames_quotations_breaks_and_contents_are_told(project: Project) -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    set_in = '<w:ind w:left="1900" w:right="1900"/>'
    body = (
        paragraph("Contents", "HCh") + table(("I.", "First", "2"), ("II.", "Second", "3"))
        + table((f"<w:tc>{paragraph('Summary')}{paragraph('What it says.')}</w:tc>",))
        + paragraph("Quoted.", properties=set_in) + paragraph(runs=page) + paragraph("After.")
        + paragraph("\t\tA heading", "H1")
    )  # fmt: skip
    contents, box, quotation, page_end, text, _ = blocks(project, body)
    assert [contents.form, quotation.form, page_end.form, text.form] == [
        "contents", "quotation", "break", "text",
    ]  # fmt: skip
    assert box.caption is not None
    assert box.caption.summary
    assert tell(box.below) == [("text", "", "What it says.")]


def test_annexes_begin_with_their_label_and_take_the_next_heading_for_their_title(
    project: Project,
) -> None:
    body = paragraph("Text.") + paragraph("Annex I", "HCh") + paragraph("\t\tPosts", "HCh")
    body += paragraph("1.\tOne.") + paragraph(runs=run("Annex II", "<w:b/>"))
    body += paragraph(runs=run("More", "<w:b/>"), style="H1") + paragraph("Two.")
    sections = read(project, TITLE + body).sections
    assert [(kept.form, kept.label, say(kept.title)) for kept in sections] == [
        ("text", "", ""), ("annex", "Annex I", "Posts"), ("annex", "Annex II", "More"),
    ]  # fmt: skip
    assert [len(kept.blocks) for kept in sections] == [1, 1, 1]


def test_the_first_page_says_what_the_paper_is(project: Project) -> None:
    lines = ("Distr.: General", "19 March 2025", "", "Original: English")
    distribution = f"<w:tc>{''.join(map(paragraph, lines))}</w:tc>"
    head = table(("", "United Nations", "A/80/6 (Sect. 6)"), ("", "General Assembly", distribution))
    section = '<w:sectPr><w:headerReference w:type="first" r:id="header1"/></w:sectPr>'
    body = (
        paragraph("Eightieth session") + paragraph("Geneva, 30 April – 1 May 2025")
        + paragraph("Item 7 (b) of the provisional agenda*")
        + paragraph("Something of the agenda") + TITLE + paragraph("Note by the Chair", "TitleH1")
        + paragraph("\t*\tA/80/50.") + paragraph("1.\tText.") + section
    )  # fmt: skip
    variables = '<w:docVars><w:docVar w:name="Title1" w:val="Another paper"/></w:docVars>'
    draft = read(project, body, header1=head, settings=variables)
    facts = draft.facts
    assert (facts.symbol, facts.session, facts.distribution, facts.original) == (
        "A/80/6 (Sect. 6)", "80", "general", "en",
    )  # fmt: skip
    assert facts.date == datetime.date(2025, 3, 19)
    assert (facts.city, facts.start, facts.end) == (
        "geneva", datetime.date(2025, 4, 30), datetime.date(2025, 5, 1),
    )  # fmt: skip
    assert (facts.items, facts.provisional) == (["7 (b)"], True)
    assert [say(facts.agenda_title), say(facts.title), say(facts.byline)] == [
        "Something of the agenda", "A title", "Note by the Chair",
    ]  # fmt: skip
    assert "Another" not in repr(facts)
    assert facts.document == "A/80/50"  # which the note to the agenda's line says
    assert draft.notes == {}


def test_a_draft_in_no_template_is_read_and_nothing_is_invented(project: Project) -> None:
    numbering = lists(level(0, "decimal", "%1."))
    body = paragraph("A mission’s draft", properties='<w:outlineLvl w:val="0"/>')
    body += paragraph("Why we write", "heading1") + item("One.") + item("Two.")
    draft = read(project, body, numbering=numbering)
    assert say(draft.facts.title) == "Why we write" or say(draft.facts.title) == "A mission’s draft"
    assert (draft.facts.symbol, draft.facts.date, draft.facts.original) == ("", None, "")
    assert [kept.label for kept in draft.blocks() if kept.label] == ["1.", "2."]


def test_boxes_comments_and_pictures_that_cannot_be_printed_are_listed(project: Project) -> None:
    box = (
        "<w:r><w:pict><v:textbox><w:txbxContent>"
        f"{paragraph('Director')}{paragraph('1 D-2')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    comment = '<w:r><w:commentReference w:id="4"/></w:r>'
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr descr="A map"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><a:blip r:embed="{}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    body = paragraph(runs=run("Text.") + box + comment)
    body += paragraph("Figure I", "H23") + paragraph("A map", "H23")
    body += paragraph(runs=picture.format("png")) + paragraph(runs=picture.format("emf"))
    parts = {"png:media/a.png": b"\x89PNG\r\n\x1a\n", "emf:media/b.emf": b"\1\0\0\0"}
    comments = f'<w:comment w:id="4" w:author="An editor">{paragraph("Check.")}</w:comment>'
    draft = read(project, TITLE + body, parts=parts, comments=comments)
    text, boxed, figure, lost = draft.blocks()
    assert say(text.content) == "Text."
    assert kinds(boxed.content) == ["Plain", "LineBreak", "Plain"]
    assert figure.caption is not None
    assert (figure.caption.label, figure.caption.image) == ("Figure I", "figure-1.png")
    assert draft.files == {"figure-1.png": b"\x89PNG\r\n\x1a\n"}
    assert lost.caption is not None
    assert lost.caption.image == ""
    said = "\n".join(remark.message for remark in draft.remarks)
    for what in ("the box with 'Director' stands in the text", "a comment of An editor: 'Check.'",
                 "a picture of a kind that cannot be printed (b.emf) is left out"):  # fmt: skip
        assert what in said
