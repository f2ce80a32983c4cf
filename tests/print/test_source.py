"""Files that cannot be printed as they are: each gets a diagnostic, never a traceback."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from masthead.diagnostic import PaperError
from masthead.print.papers import Papers
from masthead.print.source import PrintSource, open_source
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
