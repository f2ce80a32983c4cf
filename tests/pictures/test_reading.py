"""Pictures: whole, still and of reasonable size; what can be converted is, all else is refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms, ImageFile

from masthead.pictures.picture import JPEG, PNG, SVG, HugePictureError, Limits, PictureError
from masthead.pictures.reading import read_picture

LIMITS = Limits(bytes=1_000_000, pixels=1_000_000)


def draw(inside: str = "", attributes: str = 'viewBox="0 0 30 20"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def save(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 30 20"', (30, 20)),
        ('viewBox="0,0 30,20"', (30, 20)),
        ('width="60" height="20"', (60, 20)),
        ('width="1in" height="2.54cm" viewBox="0 0 3 4"', (96, 96)),
        ('width="100%" height="100%" viewBox="0 0 30 20"', (30, 20)),
        ('width="60px" viewBox="0 0 30 20"', (60, 40)),
    ],
)
def test_drawings_say_how_large_they_are(attributes: str, size: tuple[float, float]) -> None:
    picture = read_picture(draw(attributes=attributes), LIMITS)
    assert (picture.media_type, picture.width, picture.height) == (SVG, *size)


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"\xef\xbb\xbf\n",
        b'<?xml version="1.0"?>\n<!-- Created by a program -->\n',
    ],
)
def test_plain_drawings_stay_as_they_are(before: bytes) -> None:
    assert read_picture(before + draw(), LIMITS).data == before + draw()


def test_what_names_other_files_beside_a_drawing_is_taken_off() -> None:
    """As programs write it that draw: matplotlib names the document type on the network."""
    data = (
        b'<?xml version="1.0"?><?xml-stylesheet href="http://example.org/a.css"?><!DOCTYPE svg '
        b'PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    picture = read_picture(data + draw('<?go away?><path id="kept"/>'), LIMITS)
    assert b"kept" in picture.data
    assert not any(word in picture.data for word in (b"DOCTYPE", b"stylesheet", b"away"))


def test_what_programs_and_readers_are_told_may_have_any_sign() -> None:
    """As Inkscape writes where it saved a file, and Vega what a bar is."""
    data = draw(
        '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:export-filename="C:\\a.png" '
        'aria-label="url(a): \\" data-name="\\"/>'
    )
    assert read_picture(data, LIMITS).data == data


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<script>x()</script>", "it has a script element"),
        ('<rect onload="x()"/>', "it has a rect element"),
        ('<image href="data:image/png;base64,AAAA"/>', "it has a image element"),
        ('<use href="other.svg#x"/>', "it has a use element"),
        ('<g xml:base="http://example.org/"/>', "it has a g element"),
        ("<style>@import 'x.css';</style>", "leads to another file"),
        ("<style>g { fill: \\75rl(http://example.org/a) }</style>", "leads to another file"),
        ("<g fill=\"url( 'http://example.org/a#b')\"/>", "leads to another file"),
        ("<style>g { } <!-- ; -->@import 'x.css';</style>", "leads to another file"),
        ("<g style=\"fill: image-set('http://example.org/a' 1x)\"/>", "leads to another file"),
        (
            '<h:embed xmlns:h="http://www.w3.org/1999/xhtml" src="http://example.org/"/>',
            "it has a embed element",
        ),
        (
            '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>',
            "it has a include element",
        ),
        ('<g id="x"><use href="#x"/></g>', "draws itself"),
        ("<g>" * 210 + "</g>" * 210, "more than 200 deep"),
        ("<rect/>" * 50_001, "more than 50,000 elements"),
    ],
)
def test_drawings_only_draw(inside: str, reason: str) -> None:
    with pytest.raises(PictureError, match=reason):
        read_picture(draw(inside), LIMITS)


def test_a_long_chain_of_uses_is_too_deep() -> None:
    links = "".join(f'<g id="g{n}"><use href="#g{n - 1}"/></g>' for n in range(1, 300))
    with pytest.raises(PictureError, match="more than 200 deep"):
        read_picture(draw(f'<g id="g0"/>{links}'), LIMITS)


def test_a_billion_laughs_is_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]>'.encode() + draw("<text>&l9;</text>")
    with pytest.raises(PictureError):
        read_picture(data, LIMITS)


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_drawing_may_use_its_own_paint(quote: str) -> None:
    outer = "'" if quote == '"' else '"'
    data = draw(f"<g fill={outer}url({quote}#paint{quote}){outer}/>")
    assert read_picture(data, LIMITS).data == data


LAID_OVER = {
    "mask": '<mask id="p{n}"><rect {next}/><rect {next}/></mask>',
    "clip-path": '<clipPath id="p{n}"><rect {next}/><rect {next}/></clipPath>',
    "marker-start": '<marker id="p{n}"><path d="M0 0L1 1" {next}/><path d="M0 0" {next}/></marker>',
}


@pytest.mark.parametrize("name", LAID_OVER)
@pytest.mark.parametrize("rule", ['{name}="url(#p{n})"', "style=\"{name}: url( '#p{n}' )\""])
def test_masks_paths_and_markers_that_draw_one_another_are_counted(name: str, rule: str) -> None:
    links = "".join(
        LAID_OVER[name].format(n=n, next=rule.format(name=name, n=n + 1)) for n in range(20)
    )
    with pytest.raises(PictureError, match="draws more than 50,000 elements"):
        read_picture(draw(f"<defs>{links}</defs><rect {rule.format(name=name, n=0)}/>"), LIMITS)
    few = "".join(LAID_OVER[name].format(n=n, next="") for n in range(500))
    used = "".join(f"<rect {rule.format(name=name, n=n)}/>" for n in range(500))
    assert read_picture(draw(f"<defs>{few}</defs>{used}"), LIMITS)


@pytest.mark.parametrize(
    "attributes",
    [
        "", 'viewBox="0 0 e 5"', 'viewBox="0 0 1e999 5"', 'viewBox="0 0 -5 5"', 'viewBox="0 0 5"',
        'viewBox="0 0 1e-300 1e300"', 'width="1e999" height="10"', 'width="nan" height="10"',
        'width="0" height="0"',
    ],
)  # fmt: skip
def test_a_drawing_without_size_is_refused(attributes: str) -> None:
    with pytest.raises(PictureError, match="give its svg element a viewBox"):
        read_picture(draw(attributes=attributes), LIMITS)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;',
    ],
)
def test_entities_from_other_files_are_refused(declared: str) -> None:
    data = f"<!DOCTYPE svg [{declared}]>".encode() + draw("<text>&x;</text>")
    with pytest.raises(PictureError, match="declares entities"):
        read_picture(data, LIMITS)


def test_what_a_document_type_adds_to_elements_is_taken_off() -> None:
    data = b'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>' + draw("<g/>")
    assert b"onload" not in read_picture(data, LIMITS).data


@pytest.mark.parametrize(
    ("mode", "form", "media_type"),
    [("1", "PNG", PNG), ("P", "PNG", PNG), ("RGBA", "PNG", PNG), ("RGB", "JPEG", JPEG),
     ("L", "JPEG", JPEG)],
)  # fmt: skip
def test_plain_bitmaps_stay_as_they_are(mode: str, form: str, media_type: str) -> None:
    data = save(Image.new(mode, (12, 8), 1), form)
    picture = read_picture(data, LIMITS)
    assert (picture.data, picture.media_type) == (data, media_type)
    assert (picture.width, picture.height) == (12, 8)


def test_inks_become_red_green_and_blue() -> None:
    cyan = Image.new("CMYK", (12, 8), (255, 0, 0, 0))
    for options in ({}, {"icc_profile": b"none"}):
        made = Image.open(io.BytesIO(read_picture(save(cyan, "JPEG", **options), LIMITS).data))
        red, green, blue = made.getpixel((3, 3))
        assert made.mode == "RGB"
        assert red < 40 < green
        assert blue > 100


def test_a_profile_of_another_kind_does_not_stop_the_mixing() -> None:
    screen = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = save(Image.new("CMYK", (12, 8)), "JPEG", icc_profile=screen)
    assert Image.open(io.BytesIO(read_picture(data, LIMITS).data)).mode == "RGB"


@pytest.mark.parametrize(("mode", "form"), [("RGB", "PNG"), ("RGBA", "PNG"), ("RGB", "JPEG")])
def test_colours_of_another_profile_become_those_of_screens(mode: str, form: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = profile.replace("sRGB".encode("utf-16-be"), "aRGB".encode("utf-16-be"))
    assert other != profile
    image = Image.new(mode, (12, 8), (200, 30, 40, 90)[: len(mode)])
    kept = save(image, form, icc_profile=profile)
    assert read_picture(kept, LIMITS).data == kept
    made = Image.open(io.BytesIO(read_picture(save(image, form, icc_profile=other), LIMITS).data))
    assert "icc_profile" not in made.info
    assert made.mode == mode
    wanted = image.getpixel((3, 3))
    assert all(abs(a - b) < 5 for a, b in zip(made.getpixel((3, 3)), wanted, strict=True))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_what_breaks_off_is_damaged_whoever_is_imported(
    monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """WeasyPrint has Pillow take such pictures, and paint the rest grey."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data = save(Image.effect_noise((60, 60), 50), form)
    with pytest.raises(PictureError, match="it is damaged"):
        read_picture(data[: len(data) // 2], LIMITS)
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


def test_a_picture_of_16_bits_keeps_its_greys() -> None:
    grey = Image.new("I;16", (12, 8), 0x8000)
    made = Image.open(io.BytesIO(read_picture(save(grey, "PNG"), LIMITS).data))
    assert (made.mode, made.getpixel((3, 3))) == ("L", 0x80)


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read_picture(save(Image.new("RGB", (12, 8)), "JPEG", exif=exif), LIMITS)
    assert (picture.width, picture.height) == (8, 12)
    assert Image.open(io.BytesIO(picture.data)).getexif().get(0x0112, 1) == 1


def test_moving_truncated_and_foreign_pictures_are_refused() -> None:
    frames = [Image.new("RGB", (12, 8), colour) for colour in ("red", "blue")]
    moving = {"save_all": True, "append_images": frames[1:]}
    photograph = save(Image.effect_noise((60, 60), 50), "JPEG")
    for data, reason in (
        (save(frames[0], "PNG", **moving), "it moves"),
        (save(frames[0], "GIF", **moving), "of no known kind"),
        (photograph[: len(photograph) // 2], "it is damaged"),
        (b"", "of no known kind"),
    ):
        with pytest.raises(PictureError, match=reason):
            read_picture(data, LIMITS)


def test_huge_pictures_are_refused_before_they_fill_the_memory() -> None:
    wide = save(Image.new("1", (20_000, 2_000)), "PNG")
    bomb = save(Image.new("1", (40_000, 20_000)), "PNG")
    for data, found in (
        (wide, "20000 by 2000 pixels"), (bomb, "far too many pixels"), (b"<" * 1_500_000, "1.5 MB")
    ):  # fmt: skip
        with pytest.raises(HugePictureError) as raised:
            read_picture(data, LIMITS)
        assert raised.value.found == found
