"""Pictures of figures, as each format has them: where they stand, and their bytes."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING

from masthead.edition.edition import Chart, Edition, Figure, Image, walk_blocks
from masthead.pictures.files import load_picture

if TYPE_CHECKING:
    from masthead.pictures.picture import Picture
    from masthead.project import Project

SCHEME = "masthead:pictures/"
"""What the address of a picture begins with on a printed page."""


def list_figures(edition: Edition) -> Iterator[Figure]:
    """List the figures of an edition, in reading order."""
    return (block for block in walk_blocks(edition.body) if isinstance(block, Figure))


def open_picture(project: Project, image: Image | Chart) -> Picture:
    """Open the picture of a figure, which was looked at before, or draw it.

    Raises OSError, PictureError, ToolError.
    """
    if isinstance(image, Image):
        return load_picture(project, image.file)
    from masthead.render.charts import draw_chart

    return draw_chart(project, image)


def name_image(image: Image | Chart) -> str:
    """Name a picture for people."""
    return image.file if isinstance(image, Image) else f"a chart of the type {image.type}"


def name_picture(image: Image | Chart, ending: str) -> str:
    """Name the file of a picture inside another file: by what is in it, so no two are alike."""
    return f"picture-{image.digest[:12]}.{ending}"


def address_picture(project: Project, image: Image | Chart, flavour: str) -> str:
    """Write the address of a picture in HTML.

    On a screen it stands in the address itself, in an EPUB it is a file of the book's.
    """
    if flavour == "print":
        return f"{SCHEME}{image.digest}"
    picture = open_picture(project, image)
    if flavour == "epub":
        return _name_in_book(image, picture)
    data = base64.b64encode(picture.data).decode("ascii")
    return f"data:{picture.media_type};base64,{data}"


def gather_pictures(project: Project, edition: Edition) -> dict[str, bytes]:
    """Gather the pictures of an edition as files of an EPUB, by the addresses they have there."""
    opened = (
        (figure.image, open_picture(project, figure.image)) for figure in list_figures(edition)
    )
    return {_name_in_book(image, picture): picture.data for image, picture in opened}


def _name_in_book(image: Image | Chart, picture: Picture) -> str:
    return f"pictures/{name_picture(image, picture.ending)}"
