"""Checking the pictures of figures: there, whole, of the kind they are named, sharp enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from masthead.diagnostic import Diagnostic, Diagnostics, PaperError, UsageError
from masthead.measures import load_measures
from masthead.paper import Figure, FileName, Paper, walk_units
from masthead.pictures.files import look_at_picture
from masthead.pictures.picture import ENDINGS, SVG, HugePictureError, PictureError
from masthead.read import problems
from masthead.read.beside import suggest_file
from masthead.series.series import load_series

if TYPE_CHECKING:
    from masthead.measures import Measures
    from masthead.pictures.files import PictureFile
    from masthead.project import Project

SHARP = 200
"""Dots per inch that a printed picture has at least."""
LEAST = 10
"""Pixels of a side below which nothing can be seen in a picture."""


def check_pictures(project: Project, paper: Paper, diagnostics: Diagnostics) -> None:
    """Report pictures that cannot be printed, or not well, and words that stand for none."""
    figures = [unit for unit in walk_units(paper.text) if isinstance(unit, Figure)]
    if not figures:
        return
    measures = _load_measures(project, paper)
    for figure in figures:
        for name in _list_names(paper, figure, diagnostics):
            diagnostics.extend(_check_picture(project, paper, figure, name, measures))
        for text in figure.figure.alt.values():
            for call in text.calls:
                place, length = text.at(call.start), call.end - call.start
                diagnostics.add(problems.CALL_IN_ALT.at(place, length))


def _load_measures(project: Project, paper: Paper) -> Measures | None:
    """Load the measures of the paper's pages; None where it is not known which."""
    try:
        station = paper.station or load_series(project, paper.series, paper.place).stations[0]
        return load_measures(project, station, paper.original, paper.series)
    except (PaperError, FileNotFoundError):
        return None


def _list_names(paper: Paper, figure: Figure, diagnostics: Diagnostics) -> Iterator[FileName]:
    """List the pictures of a figure, and report the languages that have none."""
    image = figure.figure.image
    if isinstance(image, FileName):
        yield image
        return
    for code in paper.built_versions:
        if code not in image:
            diagnostics.add(problems.NO_PICTURE_FOR.at(figure.place, code=code))
    for code, name in image.items():
        if code not in paper.versions:
            diagnostics.add(problems.LANGUAGE_NOT_LISTED.at(name.place, code=code))
    yield from image.values()


def _check_picture(
    project: Project, paper: Paper, figure: Figure, name: FileName, measures: Measures | None
) -> Iterator[Diagnostic]:
    place, length = name.place, len(name)
    try:
        known = project.find_beside(paper.file, name)
        picture = look_at_picture(project, known)
    except UsageError:
        yield problems.PICTURE_OUTSIDE.at(place, length, name=name)
    except FileNotFoundError:
        yield problems.NO_PICTURE.at(
            place, length, name=name, hint=suggest_file(project, known, "picture")
        )
    except HugePictureError as error:
        fields = {"name": name, "found": error.found, "limit": error.limit}
        yield problems.PICTURE_HUGE.at(place, length, **fields)
    except PictureError as error:
        yield problems.NOT_A_PICTURE.at(place, length, name=name, reason=str(error))
    except OSError as error:
        reason = error.strerror or str(error)
        yield problems.PICTURE_UNREADABLE.at(place, length, name=name, reason=reason)
    else:
        yield from _judge_picture(picture, figure, name, measures)


def _judge_picture(
    picture: PictureFile, figure: Figure, name: FileName, measures: Measures | None
) -> Iterator[Diagnostic]:
    """Judge a picture that can be printed: its name, its pixels."""
    place, length = name.place, len(name)
    if PurePosixPath(name).suffix.lower().lstrip(".") not in ENDINGS[picture.media_type]:
        kind = picture.media_type.partition("/")[2].partition("+")[0].upper()
        right = PurePosixPath(name).with_suffix(f".{ENDINGS[picture.media_type][0]}").name
        yield problems.OTHER_KIND.at(place, length, name=name, kind=kind, wanted=right)
    if picture.media_type == SVG:
        return
    if min(picture.width, picture.height) < LEAST:
        size = f"{picture.width:.0f} by {picture.height:.0f}"
        yield problems.PICTURE_TINY.at(place, length, name=name, size=size)
        return
    if measures is None:
        return
    where, percent = figure.figure.room
    width, _ = measures.fit_picture(where, percent, picture.width, picture.height)
    sharpness = picture.width / (width / 72)
    if sharpness < SHARP:
        wanted = round(width / 72 * SHARP)
        fields = {"name": name, "found": round(sharpness), "least": SHARP, "wanted": wanted}
        yield problems.NOT_SHARP.at(place, length, **fields)
