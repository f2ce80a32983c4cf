"""Every element has a role or is refused; tables, figures, lists, contents are as they should."""

from __future__ import annotations

import pypdfium2
import pytest
from pypdfium2 import raw

from masthead.diagnostic import ToolError
from masthead.edition.edition import Call, Heading, Note, Words
from masthead.render.pdf import render_pdf, setting
from masthead.render.pdf.roles import ELEMENTS
from masthead.render.roles import STRUCTURE
from tests.render.pdf.conftest import make_edition, make_paragraph
from tests.render.pdf.reading import open_pdf, read_strays, read_tags

ROWS = "".join(
    f'<tr><th scope="row" id="r{n}" headers="h1">Region {n}</th>'
    f'<td headers="r{n} h2 h3">{n}</td><td></td><td>5.5</td></tr>'
    for n in range(1, 80)
)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="45" {}>'
    '<path d="M0 0h9v9z"/><g><rect width="2" height="2"/></g></svg>'
)
EVERYTHING = f"""
<h1 id="title">A page by hand</h1>
<ol class="entries">
<li class="entry"><a class="entry-link" href="#one">One</a>
<ol class="entries"><li class="entry"><a class="entry-link" href="#two">Two</a></li></ol></li>
</ol>
<section class="body">
<h2 id="one">One <span lang="fr">bis</span></h2>
<p>Text with <em>weight</em>, H<sub>2</sub>O and 5 m<sup>2</sup>.</p>
<blockquote><p>Quoted.</p><p>And more.</p></blockquote>
<ul><li><span class="label">•</span> A point
<ul><li><span class="label">–</span> below</li></ul></li></ul>
<ol data-numbering="({{roman}})"><li><p><span class="label">(i) </span>First</p></li></ol>
<dl><div class="definition"><dt>Term</dt><dd>What it means.</dd></div></dl>
<table id="t1"><caption id="two">Table 1<br/>Staff</caption>
<thead>
<tr><th rowspan="2" scope="col" id="h1">Region</th>
<th colspan="2" scope="colgroup" id="h2">Posts</th><th rowspan="2" scope="col">Cost</th></tr>
<tr><th scope="col" id="h3">Old <a href="#one">see one</a></th>
<th scope="col" id="h4">New</th></tr>
</thead>
<tbody>{ROWS}<tr><td colspan="4">All regions</td></tr></tbody></table>
<figure id="f1"><figcaption>Figure I</figcaption>{PICTURE.format('alt="A triangle"')}</figure>
<p>An ornament {PICTURE.format('alt=""')} in a line.</p>
</section>
"""


def set_markup(monkeypatch, project, like, markup):
    head = f'<html lang="{like.language.tag}"><head><title>By hand</title></head>'
    page = f"{head}<body>{markup}</body></html>"
    monkeypatch.setattr(setting, "write_page", lambda *_: page)
    return render_pdf(project, make_edition(like)).data


@pytest.fixture
def everything(monkeypatch, project, edition_en):
    return set_markup(monkeypatch, project, edition_en, EVERYTHING)


@pytest.mark.xdist_group("java")
def test_a_page_with_every_role_is_valid(everything, validator, tmp_path):
    path = tmp_path / "everything.pdf"
    path.write_bytes(everything)
    assert validator.validate(path).findings == ()


def test_every_role_is_on_that_page(everything):
    with open_pdf(everything) as pdf:
        found = {tag.role for tag in read_tags(pdf).walk()}
    wanted = {part for role in (*ELEMENTS.values(), *STRUCTURE.values()) for part in role.split()}
    wanted -= {"Note", "H3", "H4", "H5", "H6", "Div"}  # on pages of papers
    assert wanted <= found


def find(tree, role):
    return [tag for tag in tree.walk() if tag.role == role]


def shape(tag):
    """The shape of a tree: roles in brackets."""
    kids = [shape(kid) for kid in tag.kids if not isinstance(kid, str)]
    return f"{tag.role}({' '.join(kids)})" if kids else tag.role


def test_tables_keep_their_cells_and_say_what_heads_what(everything):
    with open_pdf(everything) as pdf:
        tree = read_tags(pdf)
        (table,) = find(tree, "Table")
        assert [kid.role for kid in table.kids] == ["Caption", "THead", "TBody"]
        heads, bodies = table.kids[1], table.kids[2]
        assert [len(row.kids) for row in heads.kids] == [3, 2]
        assert [len(row.kids) for row in bodies.kids] == [4] * 79 + [1]
        first, second = (row.kids for row in heads.kids)
        assert {str(cell.element.A.Scope) for cell in (*first, *second)} == {"/Column"}
        assert (int(first[0].element.A.RowSpan), int(first[1].element.A.ColSpan)) == (2, 2)
        assert "/ColSpan" not in second[0].element.A
        row = bodies.kids[4].kids
        assert str(row[0].element.A.Scope) == "/Row"
        assert str(row[0].element.ID) == "r5"
        assert [str(name) for name in row[1].element.A.Headers] == ["r5", "h2", "h3"]
        assert (row[2].text, row[2].role) == ("", "TD")  # an empty cell is a cell
        assert int(bodies.kids[-1].kids[0].element.A.ColSpan) == 4
        names = [str(name) for name in pdf.Root.StructTreeRoot.IDTree.Names[::2]]
        assert {"h1", "h2", "h3", "h4", "r1"} <= set(names)
        assert names == sorted(names)


def test_heads_that_are_printed_again_are_read_once(everything):
    with open_pdf(everything) as pdf:
        assert len(pdf.pages) > 1
        text = read_tags(pdf).text
        assert text.count("Posts") == 1
        assert read_strays(pdf) == []
        links = [str(one.Dest) for page in pdf.pages for one in page.get("/Annots", [])]
        assert links.count("one") == 2  # in the contents, and in the first of the heads
    document = pypdfium2.PdfDocument(everything)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    assert sum("Posts" in text for text in texts) == sum("Region " in text for text in texts) > 1


def test_lists_say_how_they_are_numbered(everything):
    with open_pdf(everything) as pdf:
        tree = read_tags(pdf)
        lists = [(str(tag.element.A.ListNumbering), shape(tag)) for tag in find(tree, "L")]
    assert lists == [
        ("/Disc", "L(LI(Lbl LBody(L(LI(Lbl LBody)))))"),
        ("/Disc", "L(LI(Lbl LBody))"),
        ("/LowerRoman", "L(LI(Lbl LBody(P)))"),
        ("/None", "L(LI(Lbl LBody))"),
    ]


def test_contents_are_entries_with_their_references(everything):
    with open_pdf(everything) as pdf:
        (outer, inner) = find(read_tags(pdf), "TOC")
    assert shape(inner) == "TOC(TOCI(Reference(Link)))"
    assert shape(outer) == f"TOC(TOCI(Reference(Link) {shape(inner)}))"


def test_a_picture_says_what_it_shows_and_where_it_stands(everything):
    with open_pdf(everything) as pdf:
        (figure,) = find(read_tags(pdf), "Figure")  # the ornament is none
        assert str(figure.element.Alt) == "A triangle"
        box = [float(side) for side in figure.element.A.BBox]
        page = next(
            n for n, page in enumerate(pdf.pages) if page.objgen == figure.element.Pg.objgen
        )
    assert (box[2] - box[0], box[3] - box[1]) == pytest.approx((67.5, 33.75))
    document = pypdfium2.PdfDocument(everything)
    paths = [
        one.get_bounds()
        for one in document[page].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])
        if one.get_bounds()[2] - one.get_bounds()[0] > 30
    ]
    document.close()
    assert any(
        box[0] - 0.1 <= left
        and box[1] - 0.1 <= bottom
        and right <= box[2] + 0.1
        and top <= box[3] + 0.1
        for left, bottom, right, top in paths
    )


def test_words_of_another_language_are_marked_so(everything):
    with open_pdf(everything) as pdf:
        marked = [tag.text for tag in read_tags(pdf).walk() if "/Lang" in tag.element]
    assert marked == ["bis"]


@pytest.mark.parametrize("name", ["marquee", "tfoot", "details", "ins", "x-chart"])
def test_an_element_that_nobody_knows_is_refused(monkeypatch, project, edition_en, name):
    markup = (
        f"<table><{name}></{name}></table>" if name == "tfoot" else f"<p><{name}>x</{name}></p>"
    )
    with pytest.raises(ToolError, match=rf"^<{name}> on the printed page has no role"):
        set_markup(monkeypatch, project, edition_en, markup)


def test_a_picture_without_words_is_refused(monkeypatch, project, edition_en):
    with pytest.raises(ToolError, match=r"^<svg> .* no text instead of it"):
        set_markup(monkeypatch, project, edition_en, PICTURE.format(""))


def test_a_head_that_does_not_say_what_it_heads_is_refused(monkeypatch, project, edition_en):
    with pytest.raises(ToolError, match=r"^<th> .* no scope: col, colgroup, row, rowgroup"):
        set_markup(monkeypatch, project, edition_en, "<table><tr><th>x</th></tr></table>")


def test_every_level_of_a_list_says_its_numbering(project, pdfs):
    with open_pdf(pdfs["zh"].data) as pdf:
        found = [str(tag.element.A.ListNumbering) for tag in find(read_tags(pdf), "L")]
    assert set(found) == {"/LowerAlpha", "/Decimal"}  # (a) and (一)


# --- notes --------------------------------------------------------------------------------------


def test_a_note_to_the_title_is_not_read_as_part_of_it(project, edition_en):
    """Nor in the lists of headings that readers make of H1 to H6."""
    notes = [
        Note(f"s{n}", f"c-s{n}", "masthead", n, "*" * n, ((Words(f"Note {n}."),),)) for n in (1, 2)
    ]
    notes.append(Note("n1", "c-n1", "text", 1, "1", ((Words("Note of a heading."),),)))
    title = (Words("A title"), Call("c-s1", "s1", "*"), Words(" of two"), Call("c-s2", "s2", "**"))
    heading = Heading("h1", 2, 1, None, (Words("A heading"), Call("c-n1", "n1", "1")))
    edition = make_edition(
        edition_en, heading, make_paragraph(1, "x"), title=title, notes=tuple(notes)
    )
    with open_pdf(render_pdf(project, edition).data) as pdf:
        tree = read_tags(pdf)
        (first,) = find(tree, "H1")
        (second,) = find(tree, "H2")
        assert (first.text, second.text) == ("A title* of two**", "A heading1")
        around = [tag for tag in tree.walk() if first in tag.kids or second in tag.kids]
    shapes = [[kid.role for kid in tag.kids] for tag in around]
    assert shapes == [["H1", "Note", "Note"], ["H2", "Note", "P"]]
    assert [kid.text for kid in around[0].kids[1:]] == ["* Note 1.", "** Note 2."]


def test_raised_letters_that_call_no_note_are_no_marks(project, edition_zh, monkeypatch):
    """A gap stands before them as before other letters, and a line may begin with what follows."""
    text = "核武器" * 40
    for number, markup in enumerate(["<sup>TM</sup>", '<sup class="call">TM</sup>']):
        data = set_markup(monkeypatch, project, edition_zh, f"<p>{text}{markup}{text}</p>")
        with open_pdf(data) as pdf:
            roles = {tag.role for tag in read_tags(pdf).walk()}
        assert ("Reference" in roles) == bool(number)
