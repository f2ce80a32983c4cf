"""Proof: a file over itself is all black, over another it says what differs and by how much."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from masthead.cli import main
from masthead.diagnostic import UsageError
from masthead.proof.pictures import lay_over
from masthead.proof.positions import compare_positions, write_pages, write_table
from masthead.proof.proof import guess_language, make_proof
from masthead.proof.reading import open_document, read_glyphs
from masthead.render.pdf import render_pdf
from masthead.unpack import MOST_CONTENT
from tests.conftest import STEM
from tests.edition.papers import resolve, write_paper


@pytest.fixture(scope="module")
def official(project, edition_zh, tmp_path_factory):
    path = tmp_path_factory.mktemp("official") / "NPT_CONF.2026_PC.II_WP.5-ZH.pdf"
    path.write_bytes(render_pdf(project, edition_zh).data)
    return path


def shift(path, right, down, target):
    """Move everything on the pages of a PDF."""
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            page.contents_add(f"1 0 0 1 {right} {-down} cm".encode(), prepend=True)
        pdf.save(target)
    return target


def test_a_file_over_itself_is_all_black(project, official):
    proof = make_proof(project, project.source / f"{STEM}.yaml", official, None)
    assert [overlay.shared for overlay in proof.overlays] == [1.0] * 5
    assert proof.remark == ""
    assert "+0.0   +0.0   +0.0" in proof.table
    assert "other words" not in proof.table
    assert "not in the official file" not in proof.table
    picture = Image.open(BytesIO(proof.overlays[0].png))
    assert {red == green == blue for red, green, blue in picture.get_flattened_data()} == {True}


def test_a_file_that_is_off_says_by_how_much(project, official, tmp_path):
    moved = shift(official, 2.5, 4.0, tmp_path / "moved-ZH.pdf")
    proof = make_proof(project, project.source / f"{STEM}.yaml", moved, None)
    rows = [line for line in proof.table.splitlines() if "NPT/CONF" in line]
    assert all("-2.5   -4.0" in row for row in rows)
    assert proof.overlays[0].shared < 0.6
    picture = Image.open(BytesIO(proof.overlays[0].png)).convert("RGB")
    colours = set(picture.get_flattened_data())
    assert (255, 0, 0) in colours
    assert (0, 0, 255) in colours


def test_other_pages_and_sheets_are_remarked(project, official, tmp_path):
    other = tmp_path / "other-ZH.pdf"
    with pikepdf.open(official) as pdf:
        del pdf.pages[3:]
        for page in pdf.pages:
            page.MediaBox = [0, 0, 595, 842]
        pdf.save(other)
    proof = make_proof(project, project.source / f"{STEM}.yaml", other, None)
    assert "we have 5 pages, the official file has 3" in proof.remark
    assert "our sheet is 612 × 792 pt, the official one 595 × 842 pt" in proof.remark
    assert len(proof.overlays) == 3


def test_a_hyphen_that_does_not_break_is_a_hyphen(project):
    """Official PDFs do not tell: their line was said to break elsewhere."""
    documents = [
        pypdfium2.PdfDocument(render_pdf(project, resolve(project, write_paper(text))).data)
        for text in ("- paragraph: {en: Of non-use.}", "- paragraph: {en: Of non\u2011use.}")
    ]
    assert all(row.same_words and not row.elsewhere for row in compare_positions(*documents).rows)


def test_lines_are_matched_by_their_words_first(official):
    document = pypdfium2.PdfDocument(official)
    compared = compare_positions(document, document)
    assert len(compared.rows) > 25
    assert all(row.same_words and row.ours.text == row.official.text for row in compared.rows)
    assert {row.page for row in compared.rows} == {1, 2, 3, 4, 5}
    assert compared.missing == ()
    assert "核武器国家未能" in write_table(compared)
    assert all("off by +0.0 and +0.0 at most" in line for line in write_pages(compared))
    document.close()


def test_pages_without_any_ink_share_all_of_it():
    document = pypdfium2.PdfDocument.new()
    pages = document.new_page(200, 100), document.new_page(200, 100)
    assert lay_over(*pages, 1).shared == 1.0
    document.close()


@pytest.mark.parametrize(
    ("name", "code"),
    [("N2413456-ZH.pdf", "zh"), ("N2413456_EN.pdf", "en"), ("n2413456-c.pdf", "zh"),
     ("N2413456-E.PDF", "en")],
)  # fmt: skip
def test_the_language_is_read_off_the_name(paper, tmp_path, name, code):
    assert guess_language(paper, tmp_path / name) == code


def test_a_name_without_a_language_wants_it_told(paper, tmp_path):
    with pytest.raises(UsageError, match=r"--lang zh or en"):
        guess_language(paper, tmp_path / "official.pdf")


def test_the_command_writes_pictures_and_a_table(project, official, tmp_path, capsys):
    folder = tmp_path / "pictures"
    arguments = ["proof", "--against", str(official), "--output", str(folder)]
    assert main([*arguments, str(project.source / f"{STEM}.yaml")]) == 0
    assert [path.name for path in sorted(folder.iterdir())] == [
        f"{STEM}-ZH-{page}.png" for page in range(1, 6)
    ]
    printed = capsys.readouterr().out
    assert "page 1: 100% of the ink is shared" in printed
    assert "Δbase" in printed


@pytest.mark.parametrize(
    ("content", "words"), [(None, "there is no file"), (b"no PDF", "cannot be read as a PDF")]
)
def test_a_file_that_cannot_be_read_is_wrong_use(tmp_path, capsys, content, words):
    path = tmp_path / "official-ZH.pdf"
    if content is not None:
        path.write_bytes(content)
    assert main(["proof", "--against", str(path)]) == 2
    printed = capsys.readouterr().err
    assert words in printed
    assert "Traceback" not in printed


def test_a_language_that_the_paper_lacks_is_told(official, capsys):
    assert main(["proof", "--against", str(official), "--lang", "xx"]) in (1, 2)
    assert "xx" in capsys.readouterr().err


def test_without_a_file_to_lay_over_it_is_wrong_use(capsys):
    assert main(["proof"]) == 2
    assert "--against" in capsys.readouterr().err


# Lines that break elsewhere, pages that have shifted, lines of one file only -------------

WORDS = [f"word{number} of this" for number in range(40)]


def write_lines(*pages):
    """Draw pages, each a list of lines, 20 pt apart."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for lines in pages:
        drawn = "".join(
            f"BT /F 10 Tf 1 0 0 1 72 {740 - 20 * at} Tm ({line}) Tj ET\n"
            for at, line in enumerate(lines)
        )
        pdf.pages.append(
            pikepdf.Page(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Page, MediaBox=[0, 0, 612, 792],
                    Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font)),
                    Contents=pdf.make_stream(drawn.encode("ascii")),
                )
            )
        )  # fmt: skip
    file = BytesIO()
    pdf.save(file)
    return pypdfium2.PdfDocument(file.getvalue())


def break_lines(number):
    return [" ".join(WORDS[at : at + number]) for at in range(0, len(WORDS), number)]


def test_a_line_that_breaks_elsewhere_is_not_missing():
    ours, official = break_lines(4), break_lines(4)[:3] + break_lines(5)[3:]
    official[2:3] = [" ".join(WORDS[8:15])]
    compared = compare_positions(write_lines(ours), write_lines(official))
    assert compared.missing == ()
    assert [row.official is not None for row in compared.rows[:2]] == [True, True]
    assert all(row.elsewhere for row in compared.rows[2:])
    assert "breaks elsewhere" in write_table(compared)
    assert write_pages(compared) == [
        "page 1: 2 of 10 lines break alike; off by +0.0 and +0.0 at most"
    ]


def test_a_page_that_has_shifted_is_compared_line_by_line():
    lines = break_lines(2)
    ours = write_lines(lines[:10], lines[10:])
    official = write_lines(lines[:8], lines[8:])
    told = write_pages(compare_positions(ours, official))
    assert told[0] == (
        "page 1: 10 of 10 lines break alike; off by +0.0 and +0.0 at most; 2 on another page there"
    )
    assert told[1] == "page 2: 10 of 10 lines break alike; off by +0.0 and -40.0 at most"


def test_what_only_one_file_has_is_told_for_its_page():
    lines = break_lines(4)
    ours = [*lines[:3], "Quite another matter", *lines[3:]]
    official = [*lines[:6], "Unknown to the paper", *lines[6:]]
    (told,) = write_pages(compare_positions(write_lines(ours), write_lines(official)))
    assert told.startswith("page 1: 10 of 11 lines break alike; off by +0.0 and +20.0 at most; ")
    assert "only in ours 1, first “Quiteanothermatter”" in told
    assert "only in the official file 1, first “Unknowntothepaper”" in told


def test_a_number_that_is_no_character_is_read_as_a_sign_for_one(monkeypatch):
    from pypdfium2 import raw

    monkeypatch.setattr(raw, "FPDFText_GetUnicode", lambda *_: 0x110000)
    document = write_lines(["a"])
    assert {glyph.text for glyph in read_glyphs(document[0])} == {"\ufffd"}
    document.close()


# What is small as a file and large as a page ---------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"MediaBox": [0, 0, 14400, 14400]}, "page 1 of official.pdf is too large to be drawn"),
        ({"MediaBox": [0, 0, 1e9, 1e9]}, "too large to be drawn"),
        ({"UserUnit": 40}, "too large to be drawn"),
    ],
)
def test_a_page_of_no_size_is_not_drawn(tmp_path, monkeypatch, change, said):
    monkeypatch.chdir(tmp_path)
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for key, value in change.items():
        pdf.pages[0].obj[f"/{key}"] = value
    pdf.save(tmp_path / "official.pdf")
    with pytest.raises(UsageError, match=said):
        open_document(Path("official.pdf"))


@pytest.mark.parametrize("times", [1, 2])
def test_content_that_unpacks_to_more_than_any_page_needs_is_not_drawn(tmp_path, times):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    packed = b"q Q " * (MOST_CONTENT * 2**20 // 4 + 1)
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    filters = [pikepdf.Name.FlateDecode] * times
    pdf.pages[0].obj.Contents = pdf.make_stream(packed, Filter=filters)
    pdf.save(tmp_path / "official.pdf", compress_streams=False)
    with pytest.raises(UsageError, match="unpacks to more than any page needs"):
        open_document(tmp_path / "official.pdf")
