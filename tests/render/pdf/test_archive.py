"""PDF/A-3a and PDF/UA-1 in one file: what a validator does not look at, too."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.pdf import render_pdf
from tests.conftest import ROOT, STEM
from tests.render.pdf.reading import open_pdf

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
}


@pytest.fixture(params=["zh", "en"])
def pdf(request, pdfs):
    with open_pdf(pdfs[request.param].data) as opened:
        opened.code = request.param
        yield opened


def read_xmp(pdf):
    return etree.fromstring(bytes(pdf.Root.Metadata.read_bytes()))


def test_the_file_is_sound(pdf):
    assert pdf.check_pdf_syntax() == []
    assert not pdf.is_encrypted
    assert pdf.pdf_version == "1.7"


def test_xmp_claims_both_standards_once(pdf):
    packet = read_xmp(pdf)
    assert packet.xpath("string(//pdfaid:part)", namespaces=SPACES) == "3"
    assert packet.xpath("string(//pdfaid:conformance)", namespaces=SPACES) == "A"
    assert packet.xpath("string(//pdfuaid:part)", namespaces=SPACES) == "1"
    assert len(packet.xpath("//rdf:RDF", namespaces=SPACES)) == 1
    described = packet.xpath("//pdfaSchema:prefix/text()", namespaces=SPACES)
    assert described == ["pdfuaid"]  # PDF/A wants every other schema described
    assert "/Filter" not in pdf.Root.Metadata


def test_xmp_and_information_dictionary_agree(pdf, request):
    packet = read_xmp(pdf)
    edition = request.getfixturevalue(f"edition_{pdf.code}")
    info = pdf.docinfo

    def first(path):
        return packet.xpath(f"string(//{path}//rdf:li[1])", namespaces=SPACES)

    assert first("dc:title") == str(info["/Title"]) == edition.title_text
    authors = packet.xpath("//dc:creator//rdf:li/text()", namespaces=SPACES)
    assert ", ".join(authors) == str(info["/Author"])
    assert tuple(authors) == edition.authors
    assert first("dc:description") == str(info["/Subject"])
    assert packet.xpath("string(//dc:identifier)", namespaces=SPACES) == edition.masthead.symbol
    assert first("dc:language") == edition.language.tag
    assert packet.xpath("string(//xmp:CreateDate)", namespaces=SPACES) == "2024-05-16T00:00:00Z"
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20240516000000Z"


def test_there_is_one_output_intent_with_its_profile(pdf):
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert bytes(intent.DestOutputProfile.read_bytes())[36:40] == b"acsp"


def test_nothing_that_the_standards_forbid_is_in_it(pdf):
    assert "/AcroForm" not in pdf.Root
    assert "/OpenAction" not in pdf.Root
    assert "/AA" not in pdf.Root
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            assert thing.get("/S") not in ("/JavaScript", "/Launch")
            assert thing.get("/Filter") != "/LZWDecode"
            if thing.get("/Type") == "/ExtGState":
                assert thing.get("/ca", 1) == 1
                assert thing.get("/CA", 1) == 1


def walk_fonts(pdf):
    for page in pdf.pages[:1]:
        for font in page.resources.Font.values():
            yield font, font.DescendantFonts[0]


def test_fonts_are_embedded_as_subsets_and_their_widths_agree(pdf):
    fonts = list(walk_fonts(pdf))
    assert len(fonts) >= 3
    for font, descendant in fonts:
        assert str(font.BaseFont)[7] == "+"
        assert font.Encoding == "/Identity-H"
        assert "/ToUnicode" in font
        descriptor = descendant.FontDescriptor
        program = bytes(descriptor.FontFile2.read_bytes())
        face = TTFont(BytesIO(program))
        names = face.getGlyphOrder()
        upem = face["head"].unitsPerEm
        widths = descendant.W
        at = 0
        while at < len(widths):
            first, row = int(widths[at]), widths[at + 1]
            assert isinstance(row, pikepdf.Array)
            for glyph, width in enumerate(row, start=first):
                if int(width):
                    advance = face["hmtx"][names[glyph]][0] * 1000 / upem
                    assert abs(float(width) - advance) <= 1, (font.BaseFont, glyph)
            at += 2
        assert len(program) < 1_000_000  # of up to 15 MB


def test_every_glyph_says_which_character_it_is(pdf):
    for font, _ in walk_fonts(pdf):
        text = font.ToUnicode.read_bytes().decode("latin-1")
        assert "begincmap" in text or "CMapName" in text
        assert "<fffd>" not in text.lower()


def test_the_source_travels_with_the_file(pdf, request):
    edition = request.getfixturevalue(f"edition_{pdf.code}")
    (file,) = pdf.Root.AF
    assert file.AFRelationship == "/Source"
    assert str(file.UF) == str(file.F) == f"{edition.filename}.yaml"
    stream = file.EF.F
    assert stream.Subtype == "/application/yaml"
    assert stream.read_bytes().decode() == edition.canonical
    assert int(stream.Params.Size) == len(edition.canonical.encode())
    assert str(stream.Params.ModDate).startswith("D:20240516000000")
    names = pdf.Root.Names.EmbeddedFiles.Names
    assert names[1].objgen == file.objgen


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_source_that_travels_builds_the_same_file(tmp_path, pdfs, code):
    with open_pdf(pdfs[code].data) as pdf:
        carried = pdf.Root.AF[0].EF.F.read_bytes()
    (tmp_path / "source").mkdir()
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    path = tmp_path / "source" / f"{STEM}.yaml"
    path.write_bytes(carried)
    project = Project(tmp_path)
    edition = resolve_edition(project, read_paper(project, path).require(), code)
    assert render_pdf(project, edition).data == pdfs[code].data


def test_the_same_bytes_come_out_again(project, edition_zh, edition_en, pdfs):
    assert render_pdf(project, edition_en).data == pdfs["en"].data
    assert render_pdf(project, edition_zh).data == pdfs["zh"].data


def test_the_same_bytes_come_out_of_another_process(pdfs):
    """Another process, time zone, hash seed, and another order of the languages."""
    script = """
import hashlib, sys
from pathlib import Path
from masthead.edition.resolve import resolve_edition
from masthead.project import Project
from masthead.read.reader import read_paper
from masthead.render.pdf import render_pdf
project = Project(Path(sys.argv[1]))
paper = read_paper(project, Path(sys.argv[2])).require()
for code in ("en", "zh"):
    data = render_pdf(project, resolve_edition(project, paper, code)).data
    print(hashlib.sha256(data).hexdigest())
"""
    import hashlib
    import os

    environment = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT), str(ROOT / "source" / f"{STEM}.yaml")],
        capture_output=True, text=True, check=True, cwd=ROOT, env=environment,
    )  # fmt: skip
    expected = [hashlib.sha256(pdfs[code].data).hexdigest() for code in ("en", "zh")]
    assert done.stdout.split() == expected


def test_a_change_in_one_language_does_not_touch_the_other(project, tmp_path, pdf_en):
    (tmp_path / "source").mkdir()
    text = (ROOT / "source" / f"{STEM}.yaml").read_text(encoding="utf-8")
    assert "威胁使用核武器，无论暗示还是明示；" in text
    path = tmp_path / "source" / f"{STEM}.yaml"
    path.write_text(text.replace("无论暗示还是明示；", "不论暗示还是明示；", 1), encoding="utf-8")
    paper = read_paper(project, path).require()
    assert render_pdf(project, resolve_edition(project, paper, "en")).data == pdf_en.data
