"""PDF/X-4: what is claimed is asserted from the file."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from masthead.diagnostic import PaperError
from masthead.print.profile import read_profile, read_srgb
from tests.print.conftest import BLACK_INK, Printer
from tests.print.pdfs import make_pdf, make_profile, make_set_pdf

CMYK = make_profile(b"prtr", b"CMYK", "Test press")
COLOUR = {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}


def open_print(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def assert_claims(data: bytes) -> pikepdf.Pdf:
    """Assert what ISO 15930-7 asks of every file."""
    assert data.startswith(b"%PDF-1.6")
    pdf = open_print(data)
    assert "/Encrypt" not in pdf.trailer
    assert len(pdf.trailer.ID) == 2
    assert str(pdf.docinfo["/Trapped"]) == "/False"
    assert str(pdf.docinfo["/Title"])
    with pdf.open_metadata() as metadata:
        found = dict(metadata)
        assert found["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
        for name in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "dc:title",
                     "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"):  # fmt: skip
            assert metadata[name], name
        assert metadata["pdf:Trapped"] == "False"
        assert metadata["xmp:CreateDate"] == metadata["xmp:ModifyDate"]
    assert "/Filter" not in pdf.Root.Metadata
    (intent,) = pdf.Root.OutputIntents
    assert (intent.S, intent.Type) == (pikepdf.Name.GTS_PDFX, pikepdf.Name.OutputIntent)
    assert str(intent.OutputConditionIdentifier) == "Custom"
    assert str(intent.Info)
    profile = read_profile(intent.DestOutputProfile.read_bytes())
    assert int(intent.DestOutputProfile.N) == profile.components
    for page in pdf.pages:
        assert "/ArtBox" not in page.obj, "a TrimBox and an ArtBox do not go together"
        media, bleed, trim = (
            [float(edge) for edge in page.obj[f"/{name}Box"]] for name in ("Media", "Bleed", "Trim")
        )
        for outer, inner in ((media, bleed), (bleed, trim)):
            assert outer[0] <= inner[0] < inner[2] <= outer[2]
            assert outer[1] <= inner[1] < inner[3] <= outer[3]
        assert not {"/Annots", "/AA", "/Tabs"} & set(page.obj.keys())
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/JavaScript", "/OCProperties"):
        assert key not in pdf.Root
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(thing.keys())
        if isinstance(thing, pikepdf.Stream):
            assert "LZW" not in str(thing.get("/Filter"))
    return pdf


def list_operators(form: Any) -> set[str]:
    return {str(operation.operator) for operation in pikepdf.parse_content_stream(form)}


def list_streams(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form"
    ]


@pytest.mark.parametrize("layout", ["set", "booklet", "2up", "4up"])
def test_black_only(printer: Printer, layout: str) -> None:
    result = printer(make_set_pdf(9), layout, pdfx=True, crop_marks=True, bleed=3.0)
    pdf = assert_claims(result.data)
    profile = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    assert profile == BLACK_INK
    for form in list_streams(pdf):
        assert not COLOUR & list_operators(form)
        assert b"0 g" in form.read_bytes()
    assert result.name.endswith("-x4")
    assert result.ticket.claim == "PDF/X-4"


def test_the_built_paper(printer: Printer, built: bytes) -> None:
    pdf = assert_claims(printer(built, "booklet", pdfx=True).data)
    for form in list_streams(pdf):
        assert not COLOUR & list_operators(form)


def test_colours_stay_where_the_shop_gives_its_profile(printer: Printer) -> None:
    result = printer(make_set_pdf(3), pdfx=True, profile="press.icc", profile_data=CMYK)
    pdf = assert_claims(result.data)
    assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == CMYK
    assert str(pdf.Root.OutputIntents[0].Info) == "Test press"
    for form in list_streams(pdf):
        content = form.read_bytes()
        assert b"0 0 1 rg" in content, "links keep their blue"
        assert b"0 0 0 rg" not in content, "black is one ink"
        family, profile = form.Resources.ColorSpace.DefaultRGB
        assert family == pikepdf.Name.ICCBased
        assert profile.read_bytes() == read_srgb()


def test_grey_and_a_profile_go_together(printer: Printer) -> None:
    result = printer(make_set_pdf(3), pdfx=True, grey=True, profile="press.icc", profile_data=CMYK)
    pdf = assert_claims(result.data)
    for form in list_streams(pdf):
        assert not COLOUR & list_operators(form)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no ICC profile"),
        (b"x" * 500, "no ICC profile"),
        (BLACK_INK[:-9], "cut short"),
        (read_srgb(), "no press"),
        (make_profile(b"prtr", b"RGB ", "An inkjet"), "RGB, not CMYK or GRAY"),
    ],
)
def test_profiles_that_are_none_for_a_press(printer: Printer, data: bytes, reason: str) -> None:
    with pytest.raises(PaperError) as caught:
        printer(make_set_pdf(3), pdfx=True, profile="x.icc", profile_data=data)
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.file) == ("P041", "styles/x.icc")
    assert reason in found.message


def test_a_font_that_is_not_embedded(printer: Printer) -> None:
    with pytest.raises(PaperError) as caught:
        printer(make_pdf(2), pdfx=True)
    (found,) = caught.value.diagnostics
    assert (found.code, "Helvetica" in found.message) == ("P050", True)


def test_title_and_date_are_needed(printer: Printer) -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        del pdf.docinfo["/Title"], pdf.docinfo["/CreationDate"]
        for page in pdf.pages:
            page.obj.Resources = pikepdf.Dictionary()

    with pytest.raises(PaperError) as caught:
        printer(make_pdf(2, change=forget), pdfx=True)
    assert [found.code for found in caught.value.diagnostics] == ["P052", "P053"]


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [
        ("/OPI", pikepdf.Dictionary(), "OPI"),
        ("/Alternates", pikepdf.Array([]), "alternate"),
        ("/Ref", pikepdf.Dictionary(), "another file"),
        ("/PS", pikepdf.Dictionary(), "PostScript"),
    ],
)
def test_what_pdfx_bans(printer: Printer, key: str, value: Any, what: str) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                                 BBox=[0, 0, 1, 1])  # fmt: skip
        stream[key] = value
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject={"/B": stream})
        pdf.pages[1].obj.Resources = pikepdf.Dictionary()

    with pytest.raises(PaperError) as caught:
        printer(make_pdf(2, change=add), pdfx=True)
    (found,) = caught.value.diagnostics
    assert found.code == "P051"
    assert what in found.message


def test_profiles_are_what_colour_management_expects() -> None:
    from PIL import Image, ImageCms

    def open_profile(data: bytes) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(BytesIO(data))

    reference = ImageCms.createProfile("sRGB")
    black, srgb = open_profile(BLACK_INK), open_profile(read_srgb())
    assert (black.profile.device_class, black.profile.xcolor_space) == ("prtr", "GRAY")
    assert (srgb.profile.device_class, srgb.profile.xcolor_space) == ("mntr", "RGB ")
    same = ImageCms.buildTransform(srgb, reference, "RGB", "RGB")
    for colour in ((0, 0, 255), (255, 0, 0), (10, 100, 200), (128, 128, 128), (255, 255, 255)):
        turned = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), same)
        assert turned is not None
        assert turned.getpixel((0, 0)) == pytest.approx(colour, abs=1)
    shown = ImageCms.buildTransform(black, reference, "L", "RGB")
    tones = []
    for tone in (0, 64, 128, 192, 255):
        turned = ImageCms.applyTransform(Image.new("L", (1, 1), tone), shown)
        assert turned is not None
        tones.append(turned.getpixel((0, 0))[0])
    assert tones[0] == 0
    assert tones[-1] == 255
    assert tones == sorted(tones)
    # Half the ink covers 70 % of the paper: it reflects 30 %, which is 149 in sRGB.
    assert tones[2] == pytest.approx(149, abs=1)


def test_what_a_profile_calls_itself_is_told() -> None:
    assert read_profile(BLACK_INK).description == "Black ink, 20% dot gain"
    assert read_profile(CMYK).description == "Test press"


def test_poppler_sees_pdfx(printer: Printer, built: bytes, tmp_path: Path) -> None:
    import subprocess

    path = tmp_path / "x4.pdf"
    path.write_bytes(printer(built, pdfx=True).data)
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert re.search(r"PDF subtype: +PDF/X-4", said)


def test_a_font_whose_name_is_no_utf8_is_named_all_the_same(printer: Printer) -> None:
    data = make_pdf(2, compress_streams=False).replace(b"/Helvetica", b"/#ba#da#cc")
    with pytest.raises(PaperError) as caught:
        printer(data, pdfx=True)
    (found,) = caught.value.diagnostics
    assert (found.code, "���" in found.message) == ("P050", True)
