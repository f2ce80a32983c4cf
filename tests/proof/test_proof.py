"""Proof: a file over itself is all black, over another it says what differs and by how much."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from masthead.cli import main
from masthead.diagnostic import UsageError
from masthead.proof.pictures import lay_over
from masthead.proof.positions import compare_positions, write_table
from masthead.proof.proof import guess_language, make_proof
from masthead.render.pdf import render_pdf
from tests.conftest import STEM


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


def test_lines_are_matched_by_their_words_first(official):
    document = pypdfium2.PdfDocument(official)
    rows = compare_positions(document, document)
    assert len(rows) > 25
    assert all(row.same_words and row.ours.text == row.official.text for row in rows)
    assert {row.page for row in rows} == {1, 2, 3, 4, 5}
    assert "核武器国家未能" in write_table(rows)
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
