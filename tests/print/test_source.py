"""Files that cannot be printed as they are: each gets a diagnostic, never a traceback."""

from __future__ import annotations

import itertools
import re
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from masthead.diagnostic import PaperError
from masthead.print.papers import Papers
from masthead.print.source import PrintSource, open_source
from masthead.unpack import MOST_CONTENT
from tests.print.conftest import Printer
from tests.print.pdfs import A4, LETTER, make_pdf, make_set_pdf, read_numbers


def find_codes(papers: Papers, data: bytes) -> list[str]:
    try:
        diagnostics = open_source(PrintSource("output/x.pdf", data), papers).diagnostics
    except PaperError as error:
        diagnostics = error.diagnostics
    assert all(str(found).startswith("output/x.pdf:1:1: error[P") for found in diagnostics)
    return [found.code for found in diagnostics]


def encrypt(user: str) -> bytes:
    return make_pdf(2, encryption=pikepdf.Encryption(owner="o", user=user))


@pytest.mark.parametrize("user", ["secret", ""])
def test_encrypted(papers: Papers, user: str) -> None:
    assert find_codes(papers, encrypt(user)) == ["P001"]


def test_not_a_pdf(papers: Papers) -> None:
    for data in (b"", b"hello", b"%PDF-1.7\n%nothing more", bytes(range(256)) * 10):
        assert find_codes(papers, data) == ["P002"], data[:10]


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_cut_short(papers: Papers, share: float) -> None:
    whole = make_set_pdf(3)
    assert find_codes(papers, whole[: int(share * len(whole))])[0] in {"P002", "P003"}


@pytest.mark.parametrize("which", range(8))
def test_a_damaged_stream(printer: Printer, which: int) -> None:
    """Content, fonts, whatever is printed: none of it goes to the printer damaged."""
    whole = make_set_pdf(3)
    starts = [match.end() for match in re.finditer(rb"(?<!end)stream\n", whole)][:8]
    used = [
        start
        for start in starts
        if any(whole.startswith(raw, start) for raw in _list_printed(whole))
    ]
    assert len(used) == 7, "three contents, two fonts and their maps; and the metadata, unused"
    start = starts[which]
    damaged = whole[: start + 2] + b"\0\xff" * 30 + whole[start + 62 :]
    assert find_printed(printer, damaged) == (["P002"] if start in used else [])


def _list_printed(data: bytes) -> list[bytes]:
    """List the raw bytes of the streams that a print file needs: content and fonts."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [page.obj.Contents.read_raw_bytes() for page in pdf.pages]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                found += [
                    thing[key].read_raw_bytes()
                    for key in ("/FontFile2", "/FontFile3", "/ToUnicode")
                    if key in thing
                ]
    return found


def find_printed(printer: Printer, data: bytes) -> list[str]:
    try:
        return [found.code for found in printer(data).diagnostics]
    except PaperError as error:
        return [found.code for found in error.diagnostics]


def test_no_pages(papers: Papers) -> None:
    assert find_codes(papers, make_pdf(0)) == ["P003"]


def test_too_many_pages(papers: Papers) -> None:
    few = papers.model_copy(update={"limits": papers.limits.model_copy(update={"pages": 5})})
    assert find_codes(few, make_pdf(6)) == ["P004"]
    assert find_codes(few, make_pdf(5)) == []


def test_mixed_sizes(papers: Papers) -> None:
    data = make_pdf([LETTER, LETTER, A4, (300, 300)])
    with pytest.raises(PaperError) as caught:
        open_source(PrintSource("output/x.pdf", data), papers)
    assert "2 × Letter, 1 × A4, 1 × 106 × 106 mm" in str(caught.value)


def test_mixed_orientation_is_one_size(papers: Papers) -> None:
    assert find_codes(papers, make_pdf([LETTER, LETTER[::-1], LETTER])) == []


@pytest.mark.parametrize("size", [(0.5, 300), (300, 20000)])
def test_a_page_of_no_size(papers: Papers, size: tuple[float, float]) -> None:
    assert find_codes(papers, make_pdf([size])) == ["P006"]


def spoil(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].obj[key] = value

    return change


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/Rotate", 45),
        ("/MediaBox", [0, 0, 612]),
        ("/MediaBox", pikepdf.Name.Letter),
        ("/Contents", pikepdf.Name.Nothing),
        ("/Contents", [1, 2]),
        ("/UserUnit", pikepdf.Name.Inch),
    ],
)
def test_nonsense_in_a_page(papers: Papers, key: str, value: object) -> None:
    assert find_codes(papers, make_pdf(3, change=spoil(key, value))) == ["P002"]


@pytest.mark.parametrize(("rotation", "size"), [(0, LETTER), (90, LETTER[::-1]), (270, (792, 612))])
def test_rotated_pages_are_measured_as_seen(
    papers: Papers, rotation: int, size: tuple[float, float]
) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.rotate(rotation, relative=False)

    opened = open_source(PrintSource("x.pdf", make_pdf(2, change=turn)), papers)
    assert opened.size == size


def test_comments_that_would_be_lost_are_told(papers: Papers, printer: Printer) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        stamp = pikepdf.Dictionary(Subtype=pikepdf.Name.Stamp, Rect=[0, 0, 9, 9])
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        pdf.pages[1].obj.Annots = pikepdf.Array([link, stamp])

    result = printer(make_pdf(3, change=add))
    assert [(found.code, found.severity) for found in result.diagnostics] == [("P008", "warning")]
    assert "page 2 has Stamp" in result.diagnostics[0].message


def test_one_page_and_a_thousand_and_one(printer: Printer) -> None:
    one = make_pdf(1)
    assert read_numbers(printer(one).data) == [[1], []]
    booklet = printer(one, "booklet")
    assert read_numbers(booklet.data) == [[1], []]
    assert [found.code for found in booklet.diagnostics] == ["P032"]

    many = make_pdf(1001)
    with pytest.raises(PaperError) as caught:
        printer(many, "booklet")
    (found,) = caught.value.diagnostics
    assert (found.code, found.hint) == ("P024", "bind several signatures: --signature 32")
    bound = printer(many, "booklet", signature=32)
    assert sorted(itertools.chain(*read_numbers(bound.data))) == list(range(1, 1002))
    assert bound.ticket.parts[0].plan.signatures == (8,) * 31 + (3,)
    single = printer(many)
    assert read_numbers(single.data) == [[page] for page in range(1, 1002)] + [[]]
    assert [found.code for found in single.diagnostics] == ["P033"]


# What only its writer was careless about, and what is not there any more ------------------------


def write_by_hand(pages: int = 2) -> bytes:
    """Write a PDF as plain text, so that it can be changed as text."""
    return make_pdf(
        pages, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable
    )


CARELESS = {
    "a size that is one too small": (rb"/Size 9", b"/Size 8"),
    "pages that are not counted": (rb"/Count 2", b"/Count 0"),
    "a length that is too small": (rb"/Length 4", b"/Length 3"),
    "a page that calls itself nothing": (rb"/Type /Page\b", b"/Type /Pxxx"),
    "a blank where none belongs": (rb"\nxref", b"\n\nxref"),
    "a remark after the end": (rb"\Z", b"\n\n% the end\n"),
}


@pytest.mark.parametrize("fault", CARELESS)
def test_a_file_whose_writer_was_careless_is_printed(printer: Printer, fault: str) -> None:
    data = re.sub(*CARELESS[fault], write_by_hand(), count=1)
    assert data != write_by_hand()
    assert read_numbers(printer(data).data) == [[1], [2]]


@pytest.mark.parametrize(
    ("pattern", "put"),
    [
        (rb"(?s)startxref.*", b""),
        (rb"(?s)\nxref.*", b""),
        (rb"/Count 2", b"/Count 3"),
        (rb"/Kids \[ (\d+ 0 R) \d+ 0 R", rb"/Kids [ \1 9 0 R"),
        (rb"/MediaBox \[ 0", b"/MediaBox ["),
    ],
)
def test_a_file_of_which_something_is_lost_is_not(
    printer: Printer, pattern: bytes, put: bytes
) -> None:
    data = re.sub(pattern, put, write_by_hand(), count=1)
    assert data != write_by_hand()
    assert find_printed(printer, data) == ["P002"]


def test_no_complaint_names_a_place_in_memory(papers: Papers) -> None:
    kids = (
        b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Count 1/Kids[2 0 R]>>"
    )
    data = b"%PDF-1.4\n" + kids + b" endobj\ntrailer <</Root 1 0 R/Size 3>>\n"
    with pytest.raises(PaperError) as caught:
        open_source(PrintSource("x.pdf", data), papers)
    assert "0x" not in str(caught.value)


def add_picture(data: bytes, **entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Put a picture on each page."""

    def change(pdf: pikepdf.Pdf) -> None:
        picture = pdf.make_stream(
            data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **entries
        )
        for page in pdf.pages:
            page.obj.Resources.XObject = pikepdf.Dictionary(X=picture)

    return change


@pytest.mark.parametrize("packing", ["JBIG2Decode", "JPXDecode", "CCITTFaxDecode", "DCTDecode"])
@pytest.mark.parametrize("job", [{}, {"grey": True}])
def test_a_picture_that_is_packed_for_itself_is_printed_as_it_is(
    printer: Printer, packing: str, job: dict[str, bool]
) -> None:
    filters = pikepdf.Name(f"/{packing}")
    change = add_picture(
        b"packed", Width=8, Height=8, BitsPerComponent=1, ColorSpace=pikepdf.Name.DeviceGray,
        Filter=filters,
    )  # fmt: skip
    data = printer(make_pdf(2, change=change), **job).data
    with pikepdf.open(BytesIO(data)) as pdf:
        picture = pdf.pages[0].obj.Resources.XObject.P1.Resources.XObject.X
        assert (picture.read_raw_bytes(), picture.Filter) == (b"packed", filters)


# What is small as a file and large as a page ------------------------------------------------------


def pack(data: bytes, times: int = 1) -> Callable[[pikepdf.Pdf], None]:
    """Give page 2 a content that is packed so many times."""

    def change(pdf: pikepdf.Pdf) -> None:
        packed = data
        for _ in range(times):
            packed = zlib.compress(packed, 9)
        stream = pdf.make_stream(packed, Filter=[pikepdf.Name.FlateDecode] * times)
        pdf.pages[1].obj.Contents = stream

    return change


@pytest.mark.parametrize("job", [{}, {"grey": True}, {"pdfx": True}])
@pytest.mark.parametrize("times", [1, 2])
def test_content_that_unpacks_to_more_than_any_page_needs_is_refused(
    printer: Printer, times: int, job: dict[str, bool]
) -> None:
    bomb = pack(b"q Q " * (MOST_CONTENT * 2**20 // 4 + 1), times)
    with pytest.raises(PaperError) as caught:
        printer(make_pdf(3, change=bomb, compress_streams=False), **job)
    assert [found.code for found in caught.value.diagnostics] == ["P010"]


def test_a_form_that_unpacks_to_more_than_any_page_needs_is_refused(printer: Printer) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(
            zlib.compress(bytes(MOST_CONTENT * 2**20 + 1)), Filter=pikepdf.Name.FlateDecode,
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9],
        )  # fmt: skip
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject={"/X": form})

    assert find_printed(printer, make_pdf(1, change=change, compress_streams=False)) == ["P010"]


def test_a_large_picture_is_no_bomb(printer: Printer) -> None:
    change = add_picture(
        zlib.compress(bytes(6000 * 4000)), Width=6000, Height=4000, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.FlateDecode,
    )  # fmt: skip
    assert find_printed(printer, make_pdf(1, change=change)) == []


def test_a_picture_of_too_many_dots_is_not_unpacked_to_be_made_grey(printer: Printer) -> None:
    change = add_picture(
        zlib.compress(b"x"), Width=60_000, Height=60_000, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.FlateDecode,
    )  # fmt: skip
    with pytest.raises(PaperError) as caught:
        printer(make_pdf(1, change=change), grey=True)
    assert [found.code for found in caught.value.diagnostics] == ["P040"]
