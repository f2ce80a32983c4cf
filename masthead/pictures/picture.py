"""A picture of a project's own: a whole SVG, PNG or JPEG of reasonable size, nothing active in it.

What cannot be printed as it is, and says the same when it is printed otherwise, is converted: the
colours of inks, 16 bits a channel, a photograph that lies on its side. Anything else that no page
could show, or that leads outside its file, is refused.
"""

from __future__ import annotations

from msgspec import Struct

SVG, PNG, JPEG = "image/svg+xml", "image/png", "image/jpeg"
ENDINGS = {SVG: ("svg",), PNG: ("png",), JPEG: ("jpg", "jpeg")}
"""The endings of names by kind, the first one what a file of ours has."""


class Limits(Struct, frozen=True):
    """How large a picture may be: its file in bytes, a bitmap in pixels."""

    bytes: int
    pixels: int


class PictureError(ValueError):
    """A file that is no picture which could be printed: why, as the rest of a sentence."""


class HugePictureError(PictureError):
    """A picture larger than its limits: how large it is, and what is allowed."""

    def __init__(self, found: str, limit: str) -> None:
        self.found = found
        self.limit = limit
        super().__init__(f"it is {found}")


class Picture(Struct, frozen=True):
    """A picture that was looked at."""

    data: bytes
    """Its bytes as they are printed, which are those of its file unless it was converted."""
    media_type: str
    """``image/svg+xml``, ``image/png`` or ``image/jpeg``."""
    width: float
    """In pixels; for a drawing in CSS pixels, 96 to the inch."""
    height: float

    @property
    def is_drawing(self) -> bool:
        """Whether it is drawn, and not made of pixels."""
        return self.media_type == SVG

    @property
    def ending(self) -> str:
        """The ending of a file's name."""
        return ENDINGS[self.media_type][0]


def write_bytes(count: int) -> str:
    """Write a number of bytes in megabytes: ``1.5 MB``, ``20 MB``."""
    return f"{count / 1e6:.1f}".removesuffix(".0") + " MB"
