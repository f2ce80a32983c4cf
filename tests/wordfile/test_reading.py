"""Word files are read as Word shows them: labels, looks, fields, notes, tables, boxes."""

from __future__ import annotations

from masthead.wordfile.model import (
    Call,
    End,
    Lost,
    Paragraph,
    Picture,
    Tab,
    Table,
    TextBox,
    WordFile,
    Words,
)
from masthead.wordfile.reader import read_word
from tests.wordfile.making import cell, make_word, paragraph, run, table


def read(body: str, changes: str = "refuse", **xml: object) -> WordFile:
    return read_word(make_word(body, **xml), "a.docx", changes)  # type: ignore[arg-type]


def first(body: str, **xml: object) -> Paragraph:
    found = read(body, **xml).blocks[0]
    assert isinstance(found, Paragraph)
    return found


def complex_field(code: str, result: str) -> str:
    kinds = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
             f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>')  # fmt: skip
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    middle = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + result
    return kinds + (middle if result else "") + end


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="_ H_1"/><w:basedOn w:val="B"/>'
    "<w:rPr><w:i/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Base"/><w:basedOn w:val="H"/>'
    '<w:pPr><w:outlineLvl w:val="1"/><w:ind w:left="1267" w:hanging="475"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="C"><w:name w:val="Strong"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
)


def test_looks_come_from_all_styles_a_style_is_based_on_even_in_a_circle() -> None:
    runs = run("a") + run("b", '<w:rStyle w:val="C"/><w:i w:val="0"/>')
    made = first(paragraph(style="H", runs=runs), styles=STYLES)
    plain, other = made.pieces
    assert isinstance(plain, Words)
    assert isinstance(other, Words)
    assert (plain.look.bold, plain.look.italic, plain.look.size) == (True, True, 24)
    assert (other.look.bold, other.look.italic) == (False, False)  # bold over bold is none
    assert (made.style.name, made.style.bases) == ("_ H_1", ("Base",))
    assert (made.left, made.first, made.outline) == (1267, -475, 1)


def lists(*levels: str, starts: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{starts}</w:num>'
    )


def level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text: str, depth: int = 0, number: int = 1) -> str:
    return paragraph(
        text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def test_lists_are_counted_out_to_the_labels_that_word_prints() -> None:
    numbering = lists(
        level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "decimal", "%1.%2"),
        level(3, "bullet", "\uf0b7"), level(4, "ideographEnclosedCircle", "%5"),
        starts='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>',
    )  # fmt: skip
    body = "".join(
        (item("a"), item("b", 1), item("c", 1), item("d", 2), item("e"), item("f", 1), item("g", 3),
         item("h", 4), item("i", 0, 2), item("j"), item("none", 0, 0), item("lost", 0, 9))
    )  # fmt: skip
    labels = [kept.label.text if kept.label else "" for kept in read(body, numbering=numbering)
              .paragraphs()]  # fmt: skip
    assert labels == ["1.", "(a)", "(b)", "1.b", "2.", "(a)", "•", "㈠", "5.", "6.", "", ""]


def test_the_result_of_a_field_is_read_and_its_code_is_not() -> None:
    inner = complex_field(" PAGEREF b ", run("7"))
    body = paragraph(
        runs=run("see ") + complex_field(' HYPERLINK "https://un.org/a" ', run("here"))
    )
    body += paragraph(runs=complex_field(" REF p1 \\n ", run("4")) + run(" of ") + inner)
    body += paragraph(runs=complex_field(' DOCVARIABLE "sss1" ', ""))
    body += paragraph(runs='<w:fldSimple w:instr=" DOCVARIABLE sss1 "/>')
    body += paragraph(runs='<w:hyperlink w:anchor="b"><w:r><w:t>there</w:t></w:r></w:hyperlink>')
    file = read(body, settings='<w:docVars><w:docVar w:name="sss1" w:val="A/80/1"/></w:docVars>')
    said = [kept.text for kept in file.paragraphs()]
    assert said == ["see here", "4 of 7", "A/80/1", "A/80/1", "there"]
    pieces = [piece for kept in file.paragraphs() for piece in kept.pieces]
    assert [piece.link for piece in pieces if isinstance(piece, Words) and piece.link] == [
        "https://un.org/a", "#b",
    ]  # fmt: skip


CUSTOM = 'w:customMarkFollows="1"'


def test_notes_come_with_the_marks_that_are_typed_for_them() -> None:
    call = '<w:footnoteReference w:id="{}" {}/>'
    body = paragraph(
        runs=run("One") + f"<w:r>{call.format(2, '')}</w:r>" + run(", two")
        + f'<w:r>{call.format(3, CUSTOM)}<w:t>**</w:t></w:r>'
        + run(" more")
    )  # fmt: skip
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("See one.")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("See two.")}{paragraph("And more.")}</w:footnote>'
    )
    file = read(body, footnotes=notes)
    calls = [
        piece for kept in file.paragraphs() for piece in kept.pieces if isinstance(piece, Call)
    ]
    assert [(kept.id, kept.mark) for kept in calls] == [("2", ""), ("3", "**")]
    assert {key: len(kept) for key, kept in file.notes.items()} == {
        ("footnote", "2"): 1, ("footnote", "3"): 2,
    }  # fmt: skip
    assert [kept.text for kept in file.paragraphs()] == ["One, two more"]


def test_cells_merged_in_both_directions_count_their_columns_and_rows() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        (cell("a", down), cell("b", '<w:gridSpan w:val="2"/>')),
        (cell("", on), "c", "d"),
        (cell("", on), cell("e", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>")),
        ("f", "g", "h"),
        head=1, widths=(1000, 2000, 3000),
    )  # fmt: skip
    found = read(body).blocks[0]
    assert isinstance(found, Table)
    sizes = [[(kept.columns, kept.rows) for kept in row.cells] for row in found.rows]
    assert sizes == [[(1, 3), (2, 1)], [(1, 1), (1, 1)], [(2, 1)], [(1, 1)] * 3]
    assert [row.repeated for row in found.rows] == [True, False, False, False]
    assert found.widths == [1000, 2000, 3000]


def test_edges_of_columns_that_miss_each_other_by_a_hair_are_one() -> None:
    wide = cell("a", '<w:gridSpan w:val="2"/>')
    body = table((wide, "b", "c"), ("", "d", cell("e", '<w:gridSpan w:val="2"/>')),
                 widths=(60, 3000, 50, 2000))  # fmt: skip
    found = read(body).blocks[0]
    assert isinstance(found, Table)
    said = [
        [" ".join(p.text for p in kept.paragraphs()) for kept in row.cells] for row in found.rows
    ]
    assert said == [["a", "b", "c"], ["", "d", "e"]]  # "b" would be nowhere: all stays
    body = table((wide, "b"), ("", "d", "e"), widths=(60, 3000, 2000))
    found = read(body).blocks[0]
    assert isinstance(found, Table)
    sizes = [[(kept.column, kept.columns) for kept in row.cells] for row in found.rows]
    assert sizes == [[(0, 1), (1, 1)], [(0, 1), (1, 1)]]
    assert found.widths == [3060, 2000]


def test_a_table_in_a_cell_and_a_box_over_the_page_are_read_where_they_stand() -> None:
    inner = table(("x", "y"))
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:txbx><w:txbxContent>{paragraph('in the box')}</w:txbxContent></wps:txbx>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:textbox><w:txbxContent>{paragraph('in the box')}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('outer')}{inner}{paragraph()}</w:tc></w:tr></w:tbl>"
    file = read(outer + paragraph(runs=box))
    holder, below = file.blocks
    assert isinstance(holder, Table)
    assert isinstance(holder.rows[0].cells[0].blocks[1], Table)
    assert isinstance(below, Paragraph)
    boxes = [piece for piece in below.pieces if isinstance(piece, TextBox)]
    assert [[kept.text for kept in box.blocks if isinstance(kept, Paragraph)] for box in boxes] == [
        ["in the box"]
    ]


def test_what_is_not_read_says_what_it_was() -> None:
    runs = (
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
        '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
        '<w:r><w:sym w:font="Symbol" w:char="F0B0"/><w:sym w:font="Webdings" w:char="F061"/></w:r>'
        '<w:r><w:drawing><wp:inline><wp:docPr descr="A map"/><wp:extent cx="635000" cy="127000"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<a:blip r:embed="pic"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    file = read(paragraph(runs=runs), parts={"pic:media/image1.png": b"PNG"})
    pieces = file.blocks[0].pieces  # type: ignore[union-attr]
    assert [kept for kept in pieces if isinstance(kept, Lost)] == [
        Lost("the layout of an equation"),
        Lost("an embedded object (Excel.Sheet.12)"),
        Lost("a sign of the font Webdings"),
    ]
    assert [kept.text for kept in pieces if isinstance(kept, Words)] == ["x+1", "°"]
    assert [kept for kept in pieces if isinstance(kept, Picture)] == [
        Picture("picture", "word/media/image1.png", "A map", 1000, 200)
    ]
    assert file.media == {"word/media/image1.png": b"PNG"}


def test_text_in_directions_controls_and_tags_is_not_lost() -> None:
    runs = (
        f'<w:dir w:val="rtl">{run("one ")}</w:dir><w:bdo w:val="ltr">{run("two ")}</w:bdo>'
        f"<w:sdt><w:sdtContent>{run('three ')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{run('four')}</w:smartTag>"
    )
    control = f"<w:sdt><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
    file = read(paragraph(runs=runs) + control)
    assert [kept.text for kept in file.paragraphs()] == ["one two three four", "in a control"]


def test_comments_sections_heads_and_contents_are_found() -> None:
    head = paragraph("A/80/1")
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="header1"/>'
        '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/></w:sectPr>'
    )
    body = paragraph(runs=run("text") + '<w:r><w:commentReference w:id="4"/></w:r>')
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    begin += "<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body += paragraph(runs=begin + run("I\t1")) + paragraph("II\t2")
    body += paragraph(runs='<w:r><w:fldChar w:fldCharType="end"/></w:r>', properties=section)
    body += paragraph("after")
    comments = f'<w:comment w:id="4" w:author="An editor">{paragraph("Check.")}</w:comment>'
    file = read(body, comments=comments, header1=head)
    assert [(kept.paragraph, kept.author, kept.text) for kept in file.comments] == [
        (1, "An editor", "Check.")
    ]
    assert [kept.contents for kept in file.paragraphs()] == [False, True, True, True, False]
    assert [(kept.kind, kept.pages, kept.blocks[0].text) for kept in file.stories] == [  # type: ignore[union-attr]
        ("header", "first", "A/80/1")
    ]
    assert [bool(kept.section and kept.section.landscape) for kept in file.paragraphs()][3]


def test_tabs_and_line_ends_stay() -> None:
    made = first(paragraph(runs=run("\t1.\tOne") + "<w:r><w:br/><w:t>two</w:t></w:r>"))
    kinds = [type(piece) for piece in made.pieces]
    assert kinds == [Tab, Words, Tab, Words, End, Words]
    assert made.text == "\t1.\tOne\ntwo"
