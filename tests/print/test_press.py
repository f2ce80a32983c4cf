"""Print files as a whole: folded and read in simulation, from the text of their sheets."""

from __future__ import annotations

import itertools
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from masthead.diagnostic import PaperError
from masthead.print.layout import Layout
from masthead.print.problems import JobError
from masthead.print.source import Direction
from tests.print.conftest import Printer
from tests.print.folding import fold_signature, read_leaves, read_stack
from tests.print.pdfs import A4, A5, DATE, LETTER, make_pdf, make_set_pdf, read_numbers, read_sides

SPINES = {"ltr": "left", "rtl": "right"}
COLUMNS = {"set": 1, "booklet": 2, "2up": 2, "4up": 2}


def find_cells(data: bytes, columns: int, rows: int) -> list[list[int | None]]:
    """Read which page stands in which cell of each side, by where its number is printed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        boxes = [[float(edge) for edge in page.trimbox] for page in pdf.pages]
    sides = []
    for found, (left, bottom, right, top) in zip(read_sides(data), boxes, strict=True):
        cells: list[int | None] = [None] * (columns * rows)
        for number, x, y in found:
            column = int((x - left) / (right - left) * columns)
            row = int((top - y) / (top - bottom) * rows)
            assert cells[row * columns + column] is None
            cells[row * columns + column] = number
        sides.append(cells)
    return sides


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("direction", SPINES)
def test_folded_and_read_from_the_printed_text(
    printer: Printer, layout: Layout, direction: Direction
) -> None:
    columns = COLUMNS[layout]
    rows = {"4up": 2}.get(layout, 1)
    for pages in range(1, 65):
        result = printer(make_pdf(pages), layout, direction)
        sides = find_cells(result.data, columns, rows)
        sheets = _pair(sides)
        spine = SPINES[direction]
        if layout is Layout.BOOKLET:
            read = read_leaves(fold_signature(sheets, spine))
        else:
            read = read_stack(sheets, spine, columns)
        blanks = len(read) - pages
        assert read == [*range(1, pages + 1), *[None] * blanks], pages
        assert 0 <= blanks < 2 * columns * rows
        assert result.ticket.parts[0].plan.blanks == blanks


def _pair(sides: list[list[int | None]]) -> list[tuple[list[int | None], list[int | None]]]:
    assert len(sides) % 2 == 0, "every sheet has two sides"
    return list(zip(sides[::2], sides[1::2], strict=True))


def test_text_of_the_sheets_is_in_the_order_of_the_plan(printer: Printer) -> None:
    for layout, direction in itertools.product(Layout, SPINES):
        result = printer(make_pdf(23), layout, direction)  # type: ignore[arg-type]
        planned = [
            [page for page in side if page is not None]
            for sheet in result.ticket.parts[0].plan.sheets
            for side in sheet.sides
        ]
        assert read_numbers(result.data) == planned


def test_collated_versions_each_begin_on_a_front(printer: Printer) -> None:
    result = printer([make_pdf(3), make_pdf(2), make_pdf(1)], direction=["ltr", "rtl", "ltr"])
    assert read_numbers(result.data) == [[1], [2], [3], [], [1], [2], [1], []]
    assert [part.first for part in result.ticket.parts] == [1, 5, 7]


def test_collated_versions_of_different_sizes_are_refused(printer: Printer) -> None:
    with pytest.raises(PaperError, match=r"P009.*A4, those of output/1\.pdf are Letter"):
        printer([make_pdf(2), make_pdf([A4, A4])])


@pytest.mark.parametrize(
    ("size", "paper", "sheet"),
    [(LETTER, None, "tabloid"), (A4, None, "a3"), (A5, None, "a4"), (LETTER, "letter", "letter")],
)
def test_a_booklet_finds_its_paper(
    printer: Printer, size: tuple[float, float], paper: str | None, sheet: str
) -> None:
    result = printer(make_pdf([size] * 4), "booklet", paper=paper)
    assert result.name == f"booklet-{sheet}"
    assert result.ticket.file == f"WP.5-EN-booklet-{sheet}.pdf"


@pytest.mark.parametrize(
    ("code", "layout", "size", "options"),
    [
        ("P020", "set", LETTER, {"paper": "lettre"}),
        ("P021", "set", (400, 500), {}),
        ("P021", "booklet", (400, 500), {}),
        ("P022", "4up", LETTER, {"paper": "a5"}),
        ("P022", "booklet", (2000, 3000), {"paper": "letter"}),
        ("P023", "booklet", LETTER, {"thickness": 0.0}),
        ("P023", "booklet", LETTER, {"thickness": -0.1}),
        ("P023", "booklet", LETTER, {"thickness": float("nan")}),
        ("P023", "booklet", LETTER, {"thickness": 3.0}),
        ("P025", "booklet", LETTER, {"signature": 6}),
        ("P025", "booklet", LETTER, {"signature": 0}),
        ("P025", "booklet", LETTER, {"signature": -4}),
        ("P026", "booklet", LETTER[::-1], {}),
        ("P027", "set", LETTER, {"bleed": -1.0}),
        ("P027", "set", LETTER, {"bleed": float("inf")}),
        ("P028", "set", LETTER, {"copies": 0}),
        ("P029", "set", LETTER, {"thickness": 0.1}),
        ("P029", "2up", LETTER, {"signature": 8}),
        ("P029", "4up", LETTER, {"fold_marks": True}),
        ("P043", "set", LETTER, {"profile": "press.icc"}),
    ],
)
def test_impossible_jobs(
    printer: Printer,
    code: str,
    layout: str,
    size: tuple[float, float],
    options: dict[str, object],
) -> None:
    with pytest.raises(PaperError) as caught:
        printer(make_pdf([size] * 4), layout, **options)
    assert [found.code for found in caught.value.diagnostics] == [code]
    assert all(found.hint for found in caught.value.diagnostics)


def test_everything_wrong_with_a_job_is_said_at_once(printer: Printer) -> None:
    with pytest.raises(JobError) as caught:
        printer(b"", paper="quarto", thickness=0, bleed=-1, copies=-3)
    codes = [found.code for found in caught.value.diagnostics]
    assert codes == ["P020", "P023", "P027", "P028", "P029"]
    assert caught.value.exit_code == 2


JOBS = [
    {"layout": "set"},
    {"layout": "booklet", "crop_marks": True, "registration": True, "fold_marks": True,
     "staple_marks": True, "bleed": 3.0},
    {"layout": "2up", "grey": True},
    {"layout": "4up", "direction": "rtl", "staple_marks": True},
    {"layout": "set", "pdfx": True, "crop_marks": True},
    {"layout": "booklet", "paper": "letter", "signature": 4, "pdfx": True, "grey": True},
]  # fmt: skip


@pytest.mark.parametrize("job", JOBS, ids=str)
def test_qpdf_finds_no_fault_and_bytes_are_the_same_twice(
    printer: Printer, job: dict[str, object], built: bytes, tmp_path: Path
) -> None:
    source = built
    first, second = printer(source, **job), printer(source, **job)  # type: ignore[arg-type]
    assert first.data == second.data
    path = tmp_path / "print.pdf"
    path.write_bytes(first.data)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(first.data) <= 1.15 * len(source)


def test_copies_change_the_ticket_only(printer: Printer) -> None:
    one, many = printer(make_pdf(3)), printer(make_pdf(3), copies=40)
    assert one.data == many.data
    assert one.ticket != many.ticket


def test_fonts_are_shared_and_nothing_is_rasterised(printer: Printer) -> None:
    source = make_set_pdf(30)
    for layout in Layout:
        with pikepdf.open(BytesIO(printer(source, layout).data)) as pdf:
            kinds = [
                str(thing.get("/Subtype"))
                for thing in pdf.objects
                if isinstance(thing, pikepdf.Stream)
            ]
            fonts = {
                font.objgen
                for page in pdf.pages
                for form in page.obj.Resources.get("/XObject", {}).values()
                for font in form.Resources.Font.values()
            }
        assert kinds.count("/Form") == 30
        assert "/Image" not in kinds
        assert len(fonts) <= 2


def test_page_boxes(printer: Printer) -> None:
    result = printer(make_pdf(4), "booklet", crop_marks=True, bleed=3.0)
    with pikepdf.open(BytesIO(result.data)) as pdf:
        page = pdf.pages[0].obj
        boxes = {
            name: [float(edge) for edge in page[f"/{name}Box"]]
            for name in ("Media", "Crop", "Bleed", "Trim", "Art")
        }
    margin = 18 + 9
    assert boxes["Trim"] == [margin, margin, margin + 1224, margin + 792]
    assert boxes["Media"] == boxes["Crop"] == [0, 0, 1224 + 2 * margin, 792 + 2 * margin]
    bleed = 3 * 72 / 25.4
    assert boxes["Bleed"] == pytest.approx(
        [margin - bleed, margin - bleed, margin + 1224 + bleed, margin + 792 + bleed], abs=1e-4
    )
    assert boxes["Art"] == boxes["Trim"]


def test_the_file_says_that_it_is_for_printing(printer: Printer) -> None:
    result = printer(make_set_pdf(3), "booklet")
    with pikepdf.open(BytesIO(result.data)) as pdf:
        information = {key: str(value) for key, value in pdf.docinfo.items()}
        assert information["/Title"] == "Printed [print copy]"
        assert information["/Subject"].startswith("For printing only: booklet on Tabloid.")
        assert "1.pdf" in information["/Subject"]
        assert information["/CreationDate"].startswith(DATE[:10])
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == information["/Title"]
            assert metadata["dc:description"] == information["/Subject"]
            assert list(metadata["dc:language"]) == ["en"]
            assert metadata["xmp:CreateDate"].startswith("2024-05-16")
            assert "pdfaid:part" not in metadata
            assert "pdfuaid:part" not in metadata
        for gone in ("/Outlines", "/StructTreeRoot", "/MarkInfo", "/Names", "/AF", "/OpenAction"):
            assert gone not in pdf.Root
        assert all("/Annots" not in page.obj for page in pdf.pages)
        assert pdf.Root.ViewerPreferences.PrintScaling == pikepdf.Name("/None")


def test_a_right_to_left_file_opens_from_the_right(printer: Printer) -> None:
    result = printer(make_pdf(3), "booklet", "rtl")
    with pikepdf.open(BytesIO(result.data)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == pikepdf.Name.R2L


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("yesterday", None),
        ("D:20241301000000Z", None),
        ("D:20240230", None),
        ("", None),
        ("D:2024", "2024-01-01T00:00:00+00:00"),
        ("D:20240516", "2024-05-16T00:00:00+00:00"),
        ("D:20240516101112+02'00'", "2024-05-16T10:11:12+02:00"),
    ],
)
def test_strange_dates_and_titles_do_no_harm(
    printer: Printer, date: str, written: str | None
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/CreationDate"] = date
        pdf.docinfo["/Title"] = "A\x00 \x07title <&> \ufffe"

    result = printer(make_pdf(2, change=change))
    with pikepdf.open(BytesIO(result.data)) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "A title <&> [print copy]"
        assert metadata.get("xmp:CreateDate") == written


@pytest.mark.parametrize("layout", ["set", "booklet", "2up", "4up"])
@pytest.mark.parametrize("pages", [1, 2, 5])
def test_blank_sides_are_no_damaged_streams(printer: Printer, layout: str, pages: int) -> None:
    """Nothing, packed, has the length 0, which is no packed stream: printers stop at it."""

    def empty(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"")

    for change in (None, empty):
        for job in ({}, {"grey": True}, {"pdfx": True}):
            source = make_set_pdf(pages) if change is None else make_pdf(pages, change=change)
            if change is not None and "pdfx" in job:
                continue  # its font is not in the file
            with pikepdf.open(BytesIO(printer(source, layout, **job).data)) as pdf:
                streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
                assert streams
                assert [one.objgen for one in streams if not one.read_raw_bytes()] == []
                assert pdf.check_pdf_syntax() == []
