"""Every PDF passes veraPDF for both standards that it claims; and veraPDF finds what is planted."""

from __future__ import annotations

from io import BytesIO

import msgspec.structs
import pikepdf
import pytest

from masthead.edition.edition import Job
from masthead.edition.resolve import resolve_edition
from masthead.render.pdf import render_pdf
from tests.render.specimen import NASTY, read_specimen

pytestmark = pytest.mark.xdist_group("java")


def validate(validator, folder, data):
    path = folder / "one.pdf"
    path.write_bytes(data)
    return validator.validate(path)


def change(data, plant):
    """Plant a fault in a file."""
    changed = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        plant(pdf)
        pdf.save(changed, fix_metadata_version=False)
    return changed.getvalue()


def find_elements(pdf, role):
    found = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
    return [thing for thing in found if thing.get("/S") == role and "/P" in thing]


def claim_nothing(pdf):
    packet = bytes(pdf.Root.Metadata.read_bytes())
    pdf.Root.Metadata.write(packet.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def rename_heading(pdf):
    find_elements(pdf, "/H1")[0].S = "/Headline"


def forget_id(pdf):
    del find_elements(pdf, "/Note")[0]["/ID"]


def take_item_out(pdf):
    find_elements(pdf, "/LI")[0].S = "/P"


def forget_description(pdf):
    del pdf.pages[0].Annots[0]["/Contents"]


def drop_output_intent(pdf):
    del pdf.Root["/OutputIntents"]


def drop_marks(pdf):
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n0 0 9 9 re f\n")


PLANTED = {
    claim_nothing: ("ua1", "5-1"),
    rename_heading: ("ua1", "7.1-5"),
    forget_id: ("ua1", "7.9-1"),
    take_item_out: ("ua1", "7.2-18"),
    forget_description: ("ua1", "7.18.5-2"),
    drop_output_intent: ("3a", "6.2.4.3-2"),
    drop_marks: ("ua1", "7.1-3"),
}
"""What is planted, and the rule of the standard that it breaks."""


def test_the_validator_finds_what_is_planted(validator, pdfs, tmp_path):
    for plant, rule in PLANTED.items():
        verdict = validate(validator, tmp_path, change(pdfs["en"].data, plant))
        assert rule in verdict.rules, (plant.__name__, verdict.rules)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_the_paper_is_valid(validator, pdfs, tmp_path, code):
    verdict = validate(validator, tmp_path, pdfs[code].data)
    assert verdict.findings == ()
    assert all(count > 20_000 for count in verdict.assertions.values())


def test_a_draft_with_a_job_number_is_valid(project, edition_en, validator, tmp_path):
    job = Job("24-01234", "24-01234 (E)", "2401234", "https://docs.un.org/x")
    edition = msgspec.structs.replace(edition_en, job=job, draft="Draft")
    assert validate(validator, tmp_path, render_pdf(project, edition).data).findings == ()


@pytest.mark.parametrize("code", ["zh", "en", "ar"])
def test_a_paper_with_everything_in_it_is_valid(project, validator, tmp_path, code):
    printable = NASTY.replace("😀", "")  # which no locked font has
    edition = resolve_edition(project, read_specimen(project, printable), code)
    assert validate(validator, tmp_path, render_pdf(project, edition).data).findings == ()
