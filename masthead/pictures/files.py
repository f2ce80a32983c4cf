"""Pictures that papers name: files of the project, each looked at once."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from masthead.pictures.picture import Limits, Picture
from masthead.pictures.reading import read_picture

if TYPE_CHECKING:
    from masthead.project import Project

LIMITS = Limits(bytes=20_000_000, pixels=50_000_000)
"""A sheet of A4 at 600 dots per inch has 35 million pixels."""


class PictureFile(Struct, frozen=True):
    """What is known of a picture's file, but for its bytes."""

    name: str
    """Its name in the project: ``source/figures/trend.svg``."""
    media_type: str
    width: float
    """In pixels; for a drawing in CSS pixels, 96 to the inch."""
    height: float
    digest: str
    """SHA-256 of the file."""


def load_picture(project: Project, name: str) -> Picture:
    """Load a picture by its name in the project.

    Raises FileNotFoundError, OSError, PictureError, HugePictureError.
    """
    return read_picture(project.read_file(name, LIMITS.bytes), LIMITS)


def look_at_picture(project: Project, name: str) -> PictureFile:
    """Look at a picture, once in a project. Raises what :func:`load_picture` raises."""

    def look() -> PictureFile:
        data = project.read_file(name, LIMITS.bytes)
        picture = read_picture(data, LIMITS)
        digest = hashlib.sha256(data).hexdigest()
        return PictureFile(name, picture.media_type, picture.width, picture.height, digest)

    return project.remember(("picture", name), look)
