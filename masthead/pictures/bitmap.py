"""Bitmaps: PNG and JPEG, whole, still, and no more of them than the memory holds."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from masthead.pictures.picture import JPEG, PNG, HugePictureError, Picture, PictureError

_MEDIA_TYPES = {"PNG": PNG, "JPEG": JPEG, "MPO": JPEG}
_PLAIN = {PNG: {"1", "L", "LA", "P", "PA", "RGB", "RGBA"}, JPEG: {"L", "RGB"}}
"""The kinds of pixels that every format prints."""
_ORIENTATION = 0x0112
_QUALITY = 95


def read_bitmap(data: bytes, pixels: int) -> Picture:
    """Read a bitmap of at most so many pixels. Raises PictureError, HugePictureError."""
    limit = f"{pixels // 1_000_000} million pixels"
    try:
        with warnings.catch_warnings(), _refuse_the_torn():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # ours is the limit
            with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as image:
                width, height = image.size
                if width * height > pixels:
                    raise HugePictureError(f"{width} by {height} pixels", limit)
                if getattr(image, "is_animated", False) and image.format == "PNG":
                    raise PictureError("it moves: save one of its pictures alone")
                return _convert(image, data)
    except Image.DecompressionBombError:
        raise HugePictureError("far too many pixels", limit) from None
    except UnidentifiedImageError:
        raise PictureError("its bytes are of no known kind") from None
    except (OSError, SyntaxError, EOFError) as error:
        raise PictureError(f"it is damaged ({error})") from None


@contextlib.contextmanager
def _refuse_the_torn() -> Iterator[None]:
    """Have Pillow refuse what breaks off: WeasyPrint, once imported, has the rest grey."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _convert(image: Image.Image, data: bytes) -> Picture:
    media_type = _MEDIA_TYPES[str(image.format)]
    image.load()
    turned = image.getexif().get(_ORIENTATION, 1) != 1
    profile = _find_profile(image)
    if image.mode in _PLAIN[media_type] and not turned and profile is None:
        return Picture(data, media_type, *image.size)
    made = _paint_plain(ImageOps.exif_transpose(image) or image, profile)
    for name in ("icc_profile", "exif"):  # neither is true any more
        made.info.pop(name, None)
    buffer = io.BytesIO()
    if media_type == JPEG:
        made.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        made.save(buffer, "PNG")
    return Picture(buffer.getvalue(), media_type, *made.size)


def _find_profile(image: Image.Image) -> Any:
    """Find the profile that says what colours a picture has; None where they are sRGB or grey."""
    written = image.info.get("icc_profile")
    if not written or image.mode in {"1", "L", "LA"} or image.mode.startswith("I"):
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(written))
        return None if "sRGB" in ImageCms.getProfileDescription(profile) else profile
    except (OSError, ImageCms.PyCMSError):  # a profile that is none
        return None


def _paint_plain(image: Image.Image, profile: Any) -> Image.Image:
    """Paint a picture in grey or in red, green and blue, eight bits each."""
    if image.mode.startswith("I"):  # 16 bits: Pillow itself would cut them off at 255
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if profile is not None:
        return _change_colours(image, profile)
    return image if image.mode in {"L", "RGB", "RGBA", "LA", "P", "1"} else image.convert("RGB")


def _change_colours(image: Image.Image, profile: Any) -> Image.Image:
    """Change a picture's colours to those of sRGB, by its own profile; transparency stays."""
    clear = image.mode in {"PA", "RGBA"} or "transparency" in image.info
    alpha = image.convert("RGBA").getchannel("A") if clear else None
    colours = image if image.mode == "CMYK" else image.convert("RGBA").convert("RGB")
    try:
        screen = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(colours, profile, screen, outputMode="RGB")
    except ImageCms.PyCMSError:  # it is of colours that the picture has not
        changed = None
    changed = changed or colours.convert("RGB")
    if alpha is not None:
        changed.putalpha(alpha)
    return changed
