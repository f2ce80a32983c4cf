"""Pictures of every kind: on the page as they are, and valid in a PDF that is to be archived."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec.structs
import pypdfium2
import pytest
from PIL import Image, ImageCms

from masthead.diagnostic import UsageError
from masthead.project import Project
from masthead.render.pdf import render_pdf
from tests.conftest import ROOT
from tests.render.pdf.conftest import make_edition
from tests.render.pdf.reading import open_pdf

RED, CLEAR_RED = (200, 30, 40), (200, 30, 40, 128)


def save(mode, colour, form="PNG", **options):
    """Save a picture of one colour, its lower half of another."""
    picture = Image.new(mode, (40, 30), colour)
    picture.paste(Image.new(mode, (40, 10)), (0, 20))
    if (orientation := options.pop("orientation", None)) is not None:
        exif = Image.Exif()
        exif[0x0112] = orientation
        options["exif"] = exif
    written = io.BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def profile(name):
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><defs><linearGradient id="g">'
    '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="#00f" stop-opacity=".4"/>'
    '</linearGradient><clipPath id="c"><circle cx="40" cy="30" r="25"/></clipPath><mask id="m">'
    '<rect width="90" height="60" fill="white" opacity=".5"/></mask><pattern id="p" width="9" '
    'height="9" patternUnits="userSpaceOnUse"><rect width="4" height="4"/></pattern></defs>'
    '<rect width="90" height="60" fill="url(#g)" clip-path="url(#c)"/><g opacity=".3" '
    'mask="url(#m)"><path d="M0 0h90v60z" fill="url(#p)" stroke="hsl(9 50% 50%)"/></g></svg>'
)
PICTURES = {
    "rgb.png": save("RGB", RED),
    "rgba.png": save("RGBA", CLEAR_RED),
    "grey.png": save("L", 90),
    "grey-clear.png": save("LA", (90, 128)),
    "palette.png": save("P", 3),
    "palette-clear.png": save("P", 3, transparency=3),
    "one-colour-clear.png": save("RGB", RED, transparency=RED),
    "bits.png": save("1", 1),
    "sixteen-bits.png": save("I;16", 30_000),
    "lab-profile.png": save("RGB", RED, icc_profile=profile("LAB")),
    "srgb.png": save("RGB", RED, icc_profile=profile("sRGB")),
    "rgb.jpg": save("RGB", RED, "JPEG"),
    "grey.jpg": save("L", 90, "JPEG"),
    "progressive.jpg": save("RGB", RED, "JPEG", progressive=True),
    "cmyk.jpg": save("CMYK", (0, 220, 200, 20), "JPEG"),
    "lying.jpg": save("RGB", RED, "JPEG", orientation=6),
    "not-named-so.svg": save("RGB", RED),
    "drawing.svg": DRAWING.encode(),
    "drawing.png": DRAWING.encode(),
    "words.svg": DRAWING.replace(
        "</svg>", '<text y="40" font-size="9">Words</text></svg>'
    ).encode(),
}


def set_emblem(folder, like, name, data):
    """Set a page with an emblem."""
    (folder / "styles").mkdir()
    (folder / "styles" / "fonts").symlink_to(ROOT / "styles" / "fonts")
    Path(folder / "styles" / name).write_bytes(data)
    head = msgspec.structs.replace(like.masthead, emblem=True, emblem_file=name)
    return render_pdf(Project(folder), make_edition(like, masthead=head)).data


@pytest.mark.xdist_group("java")
@pytest.mark.parametrize("name", PICTURES)
def test_every_kind_of_picture_makes_a_valid_file(tmp_path, edition_en, validator, name):
    data = set_emblem(tmp_path, edition_en, name, PICTURES[name])
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    assert validator.validate(path).findings == ()


@pytest.mark.parametrize("name", ["rgb.png", "rgb.jpg", "cmyk.jpg", "lying.jpg", "srgb.png"])
def test_colours_are_those_of_the_picture(tmp_path, edition_en, name):
    data = set_emblem(tmp_path, edition_en, name, PICTURES[name])
    document = pypdfium2.PdfDocument(data)
    page = document[0].render(scale=4).to_pil().convert("RGB")
    document.close()
    x, y = (50, 5) if name == "lying.jpg" else (5, 5)
    found = page.getpixel((round((64.7 + x) * 4), round((71.3 + y) * 4)))
    with Image.open(io.BytesIO(PICTURES[name])) as picture:
        wanted = picture.convert("RGB").getpixel((5, 5))
    assert all(abs(one - other) < 5 for one, other in zip(found, wanted, strict=True))


def test_a_picture_that_cannot_be_read_stops_the_build(tmp_path, edition_en):
    with pytest.raises(UsageError, match=r"^styles/broken\.png is no picture: it is damaged"):
        set_emblem(tmp_path, edition_en, "broken.png", PICTURES["rgb.png"][:60])


def test_a_drawing_that_cannot_be_drawn_stops_the_build(tmp_path, edition_en):
    """It was left out, and only the log said so."""
    with pytest.raises(UsageError, match=r"^a picture would be missing: .*emblem\.svg"):
        set_emblem(
            tmp_path,
            edition_en,
            "emblem.svg",
            DRAWING.replace("<g ", '<g transform="rotate(a)" ').encode(),
        )


def test_no_picture_asks_to_be_smoothed(tmp_path, edition_en):
    with open_pdf(set_emblem(tmp_path, edition_en, "rgba.png", PICTURES["rgba.png"])) as pdf:
        images = [one for one in pdf.objects if getattr(one, "Subtype", None) == "/Image"]
        assert len(images) == 2  # and its transparency
        assert [bool(image.get("/Interpolate")) for image in images] == [False, False]
