"""A series: the body whose papers share a masthead, as data.

Each series is one YAML file of this folder, named as papers name it.
"""

from __future__ import annotations

import re
from typing import Literal

from masthead.data import Data, load_data, suggest
from masthead.diagnostic import PaperError, Place
from masthead.project import Project
from masthead.read.problems import UNKNOWN_SERIES
from masthead.symbol import read_roman


class Line(Data):
    """A line under the thick rule that stands in every paper of the series."""

    text: dict[str, str]
    """The line in each language."""
    size: Literal["normal", "large"] = "normal"


class Series(Data):
    """One series."""

    name: dict[str, str]
    """What the series is called, in each language: for collections and catalogues."""
    symbol: str
    """Regular expression of the symbols of this series. A group ``year`` can be used in the body's
    name as ``{year}``; a group ``session`` (a Roman or Arabic number) must agree with the paper's.
    """
    stations: tuple[str, ...]
    """The duty stations whose page it may have, the usual one first."""
    organization: bool
    """Whether the first page says "United Nations"."""
    emblem: bool
    """Whether there is a place for the emblem."""
    distribution: bool
    """Whether the distribution line is printed."""
    original: bool = True
    """Whether the line of the original language is printed."""
    body: dict[str, tuple[str, ...]]
    """The body's name in the masthead, in lines, in each language."""
    subsidiaries: tuple[Line, ...] = ()
    """Bodies named under the thick rule."""
    body_size: Literal["large", "medium"] = "medium"


def load_series(project: Project, name: str, place: Place) -> Series:
    """Load a series by its name. ``place`` is where the paper names it. Raises PaperError."""
    try:
        return load_data(project, "series", f"{name}.yaml", Series)
    except FileNotFoundError:
        hint = suggest(name, list(project.names("series", ".yaml")))
        raise PaperError([UNKNOWN_SERIES.at(place, name=name, hint=hint)]) from None


def read_symbol_fields(series: Series, symbol: str) -> dict[str, str] | None:
    """Read the named parts of a symbol of this series; None when it is not one of them."""
    match = re.fullmatch(series.symbol, symbol)
    return None if match is None else {k: v for k, v in match.groupdict().items() if v is not None}


def read_session(fields: dict[str, str]) -> int | None:
    """Read the number of the session that a symbol names, if it names one."""
    session = fields.get("session")
    if session is None:
        return None
    return int(session) if session.isdecimal() else read_roman(session)
