"""A series: the body whose papers share a masthead, as data.

Each series is one YAML file of this folder, named as papers name it. A file with ``joint`` names
two others: papers of both bodies, with one symbol of each.
"""

import contextlib
import re
from typing import Literal

from pydantic import Field, field_validator

from masthead.data import Data, check_data, suggest
from masthead.diagnostic import PaperError, Place
from masthead.project import Project
from masthead.series.problems import UNKNOWN_SERIES
from masthead.symbol import (
    DOCUMENTS,
    LONGEST,
    is_document,
    is_held,
    make_address,
    read_roman,
    split_joint,
)  # fmt: skip
from masthead.syntax import problems
from masthead.syntax.expressions import check_expression
from masthead.syntax.yaml import LocatedDict, load_yaml

_NAME = re.compile(r"[\w-]{1,100}")
_BEGINNING = re.compile(r"(?:[A-Za-z0-9/]|\\\.)*")
"""What all symbols of an expression begin with."""


class Line(Data):
    """A line under the thick rule: a body below the one that the masthead names."""

    text: dict[str, str]
    """The line in each language."""
    look: str = "session"
    """The type of text in the measures that it is set in."""
    symbol: str = ""
    """Regular expression: the line is for papers whose symbol matches it whole; empty: for all."""
    after_session: bool = False
    """Whether the line stands under the session line and not above it."""

    @field_validator("symbol")
    @classmethod
    def _check_symbol(cls, pattern: str) -> str:
        return check_expression(pattern, LONGEST)


class Varied(Data):
    """What a series says of its papers, and what a kind of them may say otherwise."""

    original: bool = True
    """Whether the lines of language and original language are printed."""
    adopted: dict[str, str] = Field(default={})
    """The line above the title of a resolution, with ``{date}``, in each language."""
    adopted_below: dict[str, str] = Field(default={})
    """The line under it, with ``{date}`` and the number of the meeting in a counter."""
    meeting: dict[str, str] = Field(default={})
    """The first closing line, a meeting with a counter, where it is no plenary one."""
    closes: bool = True
    """Whether its resolutions have closing lines."""
    title: dict[str, str] = Field(default={})
    """The title of papers that have none of their own, with groups of the symbol."""
    title_label: str = ""
    """The number before the title of a resolution, with groups of the symbol."""
    running_title: bool = False
    """Whether the title stands in the running heads, beside the symbol."""


class SeriesKind(Varied):
    """A kind of paper that a series has (:mod:`masthead.series.kinds`), and what is other in it.

    All but ``symbol`` stands in place of what the series says under the same key.
    """

    symbol: str = ""
    """Regular expression: a paper whose symbol matches it whole is of this kind, unless it says
    another one. Empty: only a paper that says so is.
    """

    @field_validator("symbol")
    @classmethod
    def _check_symbol(cls, pattern: str) -> str:
        return check_expression(pattern, LONGEST)


class Series(Varied):
    """One series."""

    name: dict[str, str]
    """What the series is called, in each language: for collections and catalogues."""
    symbol: str
    """Regular expression of the symbols of this series. A group can be used in the body's name
    (``{year}``) and in ``sessions``; a group ``session`` (a Roman or Arabic number) must agree with
    the paper's.
    """
    stations: tuple[str, ...] = Field(min_length=1)
    """The duty stations whose page it may have, the usual one first."""
    organization: bool
    """Whether the first page says "United Nations"."""
    emblem: bool | str
    """Whether there is a place for the emblem, or the emblem's file in ``styles/``.

    None is shipped: the emblem is protected (General Assembly resolution 92 (I)).
    """
    distribution: bool
    """Whether the distribution line is printed in papers that do not name their distribution."""
    body: dict[str, tuple[str, ...]]
    """The body's name in the masthead, in lines, in each language."""
    body_look: Literal["organ", "body_name"] = "organ"
    """The type of text in the measures that the body's name is set in."""
    subsidiaries: tuple[Line, ...] = ()
    """Bodies named under the thick rule."""
    sessions: dict[str, dict[str, str]] = Field(default={})
    """The session line in each language, by the group of the symbol from which its number comes:
    ``session`` where it is not worded as usual, ``special``, ``year``.
    """
    session_line: Literal["always", "joint", "never"] = "always"
    """Whether the session line is printed: always, only in joint papers, or never."""
    first_year: int | None = None
    """The year of the first session, where there is one each year: the second begins a year later.
    A session that is a year of the body is counted from it.
    """
    speaks: str = ""
    """The body that opens its resolutions, one of those that the languages name."""
    kinds: dict[str, SeriesKind] = Field(default={})
    """The kinds of papers that it has besides plain ones, each with its symbols."""
    only: tuple[str, ...] = ()
    """The kinds that it has besides, where it has not all that every series has."""
    standing_notes: dict[str, dict[str, str]] = Field(default={})
    """Notes that papers of this series call by a key, in each language, where their words are not
    those of the language file.
    """
    address: str = Field(default=DOCUMENTS, pattern=r"^https?://.*\{symbol\}")
    """Where the symbols of this series lead, with ``{symbol}`` and, if need be, ``{code}``."""
    second: "Series | None" = Field(default=None, exclude=True)
    """The other body of a joint series; put in from its own file."""

    @field_validator("symbol")
    @classmethod
    def _check_symbol(cls, pattern: str) -> str:
        return check_expression(pattern, LONGEST)


class Joint(Data):
    """A joint series: the names of the series of its two bodies, in the order of the symbols."""

    name: dict[str, str]
    joint: tuple[str, str]


def load_series(
    project: Project, name: str, place: Place, above: frozenset[str] = frozenset()
) -> Series:
    """Load a series by its name. ``place`` is where the paper names it. Raises PaperError."""

    def load() -> Series:
        file = f"{name}.yaml"
        data = project.read("series", file)
        tree = load_yaml(data, f"series/{file}")
        if not (isinstance(tree, LocatedDict) and "joint" in tree):
            return check_data(data, f"series/{file}", Series)
        pair = check_data(data, f"series/{file}", Joint)
        named = tree.values_at["joint"]
        if name in above:
            raise PaperError([
                problems.WRONG_VALUE.at(
                    named, message=f"{name} is made of itself", hint="name two other series"
                )
            ])  # fmt: skip
        first, second = (load_series(project, one, named, above | {name}) for one in pair.joint)
        if first.second or second.second:
            raise PaperError([
                problems.WRONG_VALUE.at(
                    named, message="one of them is a joint series itself",
                    hint="name two series of one body each",
                )
            ])  # fmt: skip
        return first.model_copy(update={"name": pair.name, "second": second})

    with contextlib.suppress(FileNotFoundError):
        if _NAME.fullmatch(name):  # no path, and short enough for any file system
            return project.remember(("series", name), load)
    hint = suggest(name, list(project.names("series", ".yaml")))
    raise PaperError([UNKNOWN_SERIES.at(place, name=name, hint=hint)])


def makes_title(series: Series, symbol: str) -> bool:
    """Whether a paper's title is made of its symbol, and the symbol has all that it says."""
    fields = read_symbol_fields(series, symbol) or {}
    said = [name for title in series.title.values() for name in re.findall(r"\{(\w+)\}", title)]
    return bool(series.title) and all(fields.get(name) for name in said)


def read_symbol_fields(series: Series, symbol: str) -> dict[str, str] | None:
    """Read the named parts of a symbol of this series; None when it is not one of them.

    Those of a joint symbol are its first one's, once both are symbols of their series.
    """
    if series.second is not None:
        symbols = split_joint(symbol)
        if len(symbols) != 2 or not re.fullmatch(series.second.symbol, symbols[1].rstrip("*")):
            return None
        symbol = symbols[0]
    elif len(split_joint(symbol)) > 1:  # one body's masthead would leave the other one out
        return None
    match = re.fullmatch(series.symbol, symbol.rstrip("*"))
    return None if match is None else {k: v for k, v in match.groupdict().items() if v is not None}


def find_series(project: Project, symbol: str, place: Place) -> tuple[str, Series] | None:
    """Find the series of a symbol; None when it is of none.

    Where several have it, it is that of the narrowest: the one whose symbols begin alike longest,
    such as ``E/CN.7/`` beside ``E/``. ``place`` is what a wrong file of a series is reported at.
    """
    found: list[tuple[int, str, Series]] = []
    for name in project.names("series", ".yaml"):
        series = load_series(project, name, place)
        if read_symbol_fields(series, symbol) is not None:
            start = _BEGINNING.match(series.symbol)
            found.append((len(start[0]) if start else 0, name, series))
    if not found:
        return None
    _, name, series = max(found, key=lambda one: one[0])
    return name, series


def find_address(series: Series, symbol: str, code: str) -> str | None:
    """Find where a symbol in a paper of this series leads; None when it leads nowhere."""
    if not is_document(symbol):
        return None
    for one in (series, series.second):
        if one is not None and re.fullmatch(one.symbol, symbol.rstrip("*")):
            return make_address(symbol, code, one.address)
    return make_address(symbol, code) if is_held(symbol) else None


def read_session(fields: dict[str, str]) -> int | None:
    """Read the number of the session that a symbol names, if it names one."""
    session = fields.get("session")
    return None if session is None else read_count(session)


def read_count(written: str) -> int:
    """Read a number of a symbol, Arabic or Roman."""
    return int(written) if written.isdecimal() else read_roman(written)
