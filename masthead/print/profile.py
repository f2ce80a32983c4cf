"""ICC profiles: of the shop's press, of one black ink, of the colours of a screen."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from msgspec import Struct

BLACK = "black-ink.icc"
"""In ``styles/``: one black ink on uncoated paper, which darkens a tone of 50 % by 20 %."""
_COMPONENTS = {"GRAY": 1, "CMYK": 4}


class Profile(Struct, frozen=True):
    """The profile of a press."""

    data: bytes
    components: int
    """How many values a colour has: 1 or 4."""
    description: str


def read_profile(data: bytes) -> Profile:
    """Read the profile of a press. Raises ValueError with what is wrong, in words."""
    from PIL import ImageCms

    try:
        opened = ImageCms.getOpenProfile(BytesIO(data)).profile
    except ImageCms.PyCMSError:
        raise ValueError("this is no ICC profile") from None
    if int.from_bytes(data[:4], "big") != len(data):
        raise ValueError("it is cut short")
    space = opened.xcolor_space.strip()
    if opened.device_class != "prtr":
        raise ValueError("it describes no press and no printer")
    if space not in _COMPONENTS:
        raise ValueError(f"its colours are {space}, not CMYK or GRAY")
    return Profile(data, _COMPONENTS[space], (opened.profile_description or "Custom").strip())


def read_srgb() -> bytes:
    """Read the profile of sRGB that WeasyPrint brings, without importing it."""
    spec = find_spec("weasyprint")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("weasyprint")
    return Path(spec.origin).with_name("pdf").joinpath("sRGB2014.icc").read_bytes()
