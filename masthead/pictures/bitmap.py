"""Bitmaps: PNG and JPEG, whole, still, and no more of them than the memory holds."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

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
        with warnings.catch_warnings():
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


def _convert(image: Image.Image, data: bytes) -> Picture:
    media_type = _MEDIA_TYPES[str(image.format)]
    image.load()
    turned = image.getexif().get(_ORIENTATION, 1) != 1
    if image.mode in _PLAIN[media_type] and not turned:
        return Picture(data, media_type, *image.size)
    upright = ImageOps.exif_transpose(image) or image
    made = _paint_plain(upright)
    buffer = io.BytesIO()
    if media_type == JPEG:
        made.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        made.save(buffer, "PNG")
    return Picture(buffer.getvalue(), media_type, *made.size)


def _paint_plain(image: Image.Image) -> Image.Image:
    """Paint a picture in grey or in red, green and blue, eight bits each."""
    if image.mode == "CMYK":
        return _mix_inks(image)
    if image.mode.startswith("I"):  # 16 bits: Pillow itself would cut them off at 255
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image if image.mode in {"L", "RGB", "RGBA", "LA", "P", "1"} else image.convert("RGB")


def _mix_inks(image: Image.Image) -> Image.Image:
    """Turn inks into red, green and blue: by the picture's own profile where it has one."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            inks = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            mixed = ImageCms.profileToProfile(image, inks, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            mixed = None  # a profile that is none
        if mixed is not None:
            mixed.info.pop("icc_profile", None)
            return mixed
    return image.convert("RGB")
