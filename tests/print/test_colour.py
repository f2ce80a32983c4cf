"""Greyscale: what colours become, in operators, gradients, pictures and everything nested."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.diagnostic import PaperError
from masthead.print.ink import (
    NotGreyError,
    blacken,
    is_neutral,
    list_operations,
    make_grey,
    to_grey,
)
from tests.print.conftest import Printer
from tests.print.pdfs import make_pdf

PICTURE = "q BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q"
SPACES = pikepdf.Dictionary({"/rgb": pikepdf.Name.DeviceRGB})


def rewrite(content: str, *, whole: bool = True) -> str:
    pdf = pikepdf.new()
    stream = pdf.make_stream(content.encode())
    operations = list_operations(stream, whole=whole)
    written = make_grey(operations, SPACES) if whole else blacken(operations)
    return re.sub(r"\s+", " ", pikepdf.unparse_content_stream(written).decode()).strip()


@pytest.mark.parametrize(
    ("values", "grey"),
    [
        ((0, 0, 0), 0),
        ((1, 1, 1), 1),
        ((1, 0, 0), 0.299),
        ((0, 0, 1), 0.114),
        ((0, 0, 0, 1), 0),
        ((0.7, 0.6, 0.6, 0.9), 0),
        ((0, 0, 0, 0.25), 0.75),
        ((0.4,), 0.4),
    ],
)
def test_greys(values: tuple[float, ...], grey: float) -> None:
    assert to_grey(values) == pytest.approx(grey, abs=1e-4)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
def test_neutral_colours_keep_their_value(values: list[float]) -> None:
    grey = to_grey(values)
    assert 0 <= grey <= 1
    if is_neutral(values):
        assert grey == pytest.approx(values[0], abs=3e-3)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0 0 0 rg 1 0 m f", "0 g 1 0 m f"),
        ("1 0 0 RG 0 0 m S", "0 G 0 0 m S"),  # a dark line gets full ink
        ("1 1 0 RG 0 0 m S", "0.886 G 0 0 m S"),
        ("0 0 1 rg 0 0 9 9 re f", "0.114 g 0 0 9 9 re f"),  # a surface keeps its shade
        ("0 0 0 1 k f", "0 g f"),
        ("0 g f", "0 g f"),
        # Text: dark colours become black, light ones stay light.
        ("BT 0 0 1 rg (a) Tj ET f", "BT 0 g (a) Tj ET 0.114 g f"),
        ("BT 1 1 0 rg (a) Tj ET", "BT 0.886 g (a) Tj ET"),
        ("0 0 1 rg BT (a) Tj ET f", "0.114 g BT 0 g (a) Tj ET 0.114 g f"),
        ("0.3 g BT (a) Tj ET f", "0.3 g BT 0 g (a) Tj ET 0.3 g f"),
        # The state that q keeps and Q brings back.
        ("q 0 0 1 rg Q BT (a) Tj ET", "q 0.114 g Q BT (a) Tj ET"),
        ("0 0 1 rg q 1 g Q BT (a) Tj ET", "0.114 g q 1 g Q BT 0 g (a) Tj ET 0.114 g"),
        # Chosen spaces.
        ("/rgb cs 1 0 0 scn f", "0 g 0.299 g f"),
        ("/DeviceCMYK CS 0 0 0 0.25 SCN S", "0 G 0.75 G S"),
        ("/Pattern cs /P0 scn f", "/Pattern cs /P0 scn f"),
    ],
)
def test_content_in_grey(before: str, after: str) -> None:
    assert rewrite(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0 0 0 rg BT (a) Tj ET", "0 g BT (a) Tj ET"),
        ("0.2 0.2 0.2 rg f", "0.2 g f"),
        ("0 0 1 rg f", "0 0 1 rg f"),
        ("0 0 0 1 k f", "0 g f"),
        ("0.3 g BT (a) Tj ET", "0.3 g BT (a) Tj ET"),
        ("0 0 0 RG 0.1 0.1 0.1 0 K 0 0 0 0.5 K S", "0 G 0.1 0.1 0.1 0 K 0.5 G S"),
        (
            PICTURE,
            PICTURE,
        ),
        ("/rgb cs 0 0 0 sc f", "/rgb cs 0 0 0 sc f"),
        ("/Odd cs 0.5 sc f", "/Odd cs 0.5 sc f"),
    ],
)
def test_content_with_only_what_is_neutral_in_grey(before: str, after: str) -> None:
    assert rewrite(before, whole=False) == after


@pytest.mark.parametrize(
    "content",
    [
        "/Odd cs 0.5 scn f",
        "/Lab cs 50 0 0 scn f",
        "/Pattern cs 1 0 0 /P0 scn f",
        "1 0 rg f",
        PICTURE,
    ],
)
def test_what_has_no_grey_is_refused(content: str) -> None:
    with pytest.raises(NotGreyError):
        rewrite(content)


def _add(kind: str, make: Callable[[pikepdf.Pdf], Any]) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            page.obj.Resources[f"/{kind}"] = pikepdf.Dictionary({"/X": make(pdf)})

    return change


def _make_image(pdf: pikepdf.Pdf, **more: Any) -> pikepdf.Stream:
    return pdf.make_stream(
        bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]),
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, **more,
    )  # fmt: skip


def _find(data: bytes, kind: str) -> tuple[Any, pikepdf.Pdf]:
    """Find the resource X of the first page, and the file, which must be kept as long."""
    pdf = pikepdf.open(BytesIO(data))
    form = pdf.pages[0].obj.Resources.XObject.P1
    return form.Resources[f"/{kind}"].X, pdf


def test_pictures_are_written_anew_without_loss(printer: Printer) -> None:
    data = make_pdf(1, change=_add("XObject", _make_image), extra=b"/X Do")
    image, pdf = _find(printer(data, grey=True).data, "XObject")
    assert image.read_bytes() == bytes([76, 150, 29, 255])
    assert image.ColorSpace == pikepdf.Name.DeviceGray
    pdf.close()


def test_a_picture_blended_with_a_colour_is_blended_with_its_grey(printer: Printer) -> None:
    def make(pdf: pikepdf.Pdf) -> pikepdf.Stream:
        mask = pdf.make_stream(
            bytes([0, 90, 180, 255]), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
            Width=2, Height=2, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
            Matte=[1, 0, 0],
        )  # fmt: skip
        return _make_image(pdf, SMask=mask)

    data = make_pdf(1, change=_add("XObject", make), extra=b"/X Do")
    image, pdf = _find(printer(data, grey=True).data, "XObject")
    assert [float(value) for value in image.SMask.Matte] == [0.299]
    pdf.close()


def test_gradients_get_grey_ends(printer: Printer) -> None:
    def make(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        def ends(one: list[float], other: list[float]) -> pikepdf.Dictionary:
            return pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=one, C1=other, N=1)

        function = pikepdf.Dictionary(
            FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1, 0, 1],
            Functions=[ends([1, 0, 0], [0, 1, 0]), ends([0, 1, 0], [0, 0, 1])],
        )  # fmt: skip
        return pikepdf.Dictionary(
            ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB, Coords=[0, 0, 9, 0],
            Function=function, Background=[1, 1, 1],
        )  # fmt: skip

    data = make_pdf(1, change=_add("Shading", make), extra=b"/X sh")
    shading, pdf = _find(printer(data, grey=True).data, "Shading")
    assert shading.ColorSpace == pikepdf.Name.DeviceGray
    ends = [(float(piece.C0[0]), float(piece.C1[0])) for piece in shading.Function.Functions]
    assert ends == [(0.299, 0.587), (0.587, 0.114)]
    assert float(shading.Background[0]) == 1
    pdf.close()


def test_what_is_nested_is_treated_too(printer: Printer) -> None:
    def make(pdf: pikepdf.Pdf) -> pikepdf.Stream:
        inner = pdf.make_stream(b"1 0 0 rg 0 0 9 9 re f", Type=pikepdf.Name.Pattern, PatternType=1)
        resources = pikepdf.Dictionary(Pattern=pikepdf.Dictionary(Q=inner))
        group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
        return pdf.make_stream(
            b"/Pattern cs /Q scn 0 0 9 9 re f 0 1 0 rg f", Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9], Resources=resources, Group=group,
        )  # fmt: skip

    data = make_pdf(1, change=_add("XObject", make), extra=b"/X Do")
    form, pdf = _find(printer(data, grey=True).data, "XObject")
    assert b"0.587 g" in form.read_bytes()
    assert b"0.299 g" in form.Resources.Pattern.Q.read_bytes()
    assert str(form.Group.CS) == "/DeviceGray"
    pdf.close()


@pytest.mark.parametrize(
    ("kind", "make", "what"),
    [
        ("XObject", lambda pdf: _make_image(pdf, Decode=[1, 0, 1, 0, 1, 0]), "inverted"),
        (
            "Shading",
            lambda _: pikepdf.Dictionary(ShadingType=2, ColorSpace=pikepdf.Name.DeviceRGB),
            "gradient",
        ),
    ],
)
def test_a_page_that_has_no_grey_is_named(
    printer: Printer, kind: str, make: Callable[[pikepdf.Pdf], Any], what: str
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[2].obj.Resources = pikepdf.Dictionary({f"/{kind}": {"/X": make(pdf)}})

    with pytest.raises(PaperError) as caught:
        printer(make_pdf(4, change=change), grey=True)
    (found,) = caught.value.diagnostics
    assert found.code == "P040"
    assert found.message.startswith("page 3: ")
    assert what in found.message


def test_a_built_paper_in_grey_is_all_there(printer: Printer, built: bytes) -> None:
    """Red shows blue text as it shows black: in that light both files must look the same."""
    import pypdfium2
    from PIL import ImageChops

    def draw(data: bytes, page: int) -> Any:
        document = pypdfium2.PdfDocument(data)
        picture = document[page].render(scale=1.5).to_pil().convert("RGB")
        document.close()
        return picture.split()

    coloured, grey = printer(built).data, printer(built, grey=True).data
    for page in range(5):
        one, other = draw(coloured, page), draw(grey, page)
        assert one[0].getextrema() == (0, 255)
        assert ImageChops.difference(one[0], other[0]).getbbox() is None
        assert ImageChops.difference(other[0], other[2]).getbbox() is None, "no colour is left"
