"""The emblem that a paper or its series names: a file of the project's own in ``styles/``.

None is shipped: the emblem of the United Nations is protected (General Assembly resolution 92 (I)).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.diagnostic import PaperError, UsageError
from masthead.pictures.picture import HugePictureError, Limits, PictureError
from masthead.pictures.reading import read_picture
from masthead.series.problems import (
    EMBLEM_HUGE,
    EMBLEM_MISSING,
    EMBLEM_OUTSIDE,
    NOT_AN_IMAGE,
)

if TYPE_CHECKING:
    from masthead.diagnostic import Place
    from masthead.pictures.picture import Picture
    from masthead.project import Project

LIMITS = Limits(bytes=1_000_000, pixels=16_000_000)


def read_emblem(project: Project, name: str, place: Place) -> Picture:
    """Read and check an emblem. ``place`` is where it is named. Raises PaperError."""
    try:
        return read_picture(project.read("styles", name), LIMITS)
    except FileNotFoundError:
        problem = EMBLEM_MISSING.at(place, name=name)
    except UsageError:
        problem = EMBLEM_OUTSIDE.at(place, name=name)
    except HugePictureError as error:
        problem = EMBLEM_HUGE.at(place, name=name, found=error.found, limit=error.limit)
    except PictureError as error:
        problem = NOT_AN_IMAGE.at(place, name=name, reason=str(error))
    raise PaperError([problem])
