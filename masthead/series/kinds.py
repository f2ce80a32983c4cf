"""Kinds of papers: what a resolution, a draft, a report may hold, and which kind a paper is."""

import re
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import Field, field_validator

from masthead.data import Data, Listing, load_data, suggest
from masthead.paper import UNITS, Paper
from masthead.symbol import LONGEST
from masthead.syntax.expressions import check_expression

if TYPE_CHECKING:
    from masthead.project import Project
    from masthead.series.series import Series

DEFAULT = "paper"
"""The kind of papers that are of no kind that their series names."""
_FILE = "shared/kinds.yaml"
CLOSING = ("signature",)
"""Kinds of units that only others of these, and annexes, follow."""


class Kind(Data):
    """What papers of one kind hold."""

    everywhere: bool = False
    """Whether every series has such papers, unless it says which it has."""
    symbol: str = ""
    """Regular expression: symbols that are of this kind in every series that has it."""
    usual: str = ""
    """Regular expression: symbols for which one begins such a paper, which then says its kind."""
    units: tuple[str, ...] = ()
    """Kinds of units that stand in papers of the kinds that name them, and in no others."""
    facts: tuple[str, ...] = ()
    """Keys of the paper's head, likewise."""
    needs: tuple[str, ...] = ()
    """Keys of the head without which there is no such paper."""
    holds: tuple[str, ...] = ()
    """Kinds of units of which there is at least one in its text."""
    bars: tuple[str, ...] = ()
    """Kinds of units that stand in its annexes only, and in all other kinds of papers."""
    encloses: bool = False
    """Whether its annexes are papers of others, which may hold any unit."""
    numbered: bool = True
    """Whether the paragraphs of its text have numbers, unless they say otherwise."""
    opens: bool = False
    """Whether its text opens with the body that speaks."""
    sections: bool = False
    """Whether the highest headings of its text, and of its parts, look as the titles of parts."""
    line: int | None = Field(default=None, ge=1, le=6)
    """The level of the heading under the title that says what it is of another paper."""

    @field_validator("symbol", "usual")
    @classmethod
    def _check_symbol(cls, pattern: str) -> str:
        return pattern and check_expression(pattern, LONGEST)

    @field_validator("units", "holds", "bars")
    @classmethod
    def _know_units(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return _know(names, UNITS, "kind of unit")

    @field_validator("facts", "needs")
    @classmethod
    def _know_facts(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        return _know(names, Paper.model_fields, "key of a paper")


def _know(names: tuple[str, ...], known: Collection[str], what: str) -> tuple[str, ...]:
    """Refuse a name that nothing has: what is said of it would be said of nothing."""
    for name in names:
        if name not in known:
            raise ValueError(f"{name!r} is no {what} ({suggest(name, sorted(known))})")
    return names


class Kinds(Listing[dict[str, Kind]]):
    """All kinds of papers, by name."""

    @cached_property
    def units(self) -> frozenset[str]:
        """The kinds of units that do not stand in every paper."""
        return frozenset(unit for kind in self.root.values() for unit in kind.units)

    @cached_property
    def facts(self) -> frozenset[str]:
        """The keys of the head that not every paper has."""
        return frozenset(fact for kind in self.root.values() for fact in kind.facts)

    def find(self, name: str) -> Kind:
        """Find a kind by its name; one that is not known is a plain paper."""
        return self.root[name] if name in self.root else Kind()

    def list_of(self, series: "Series") -> list[str]:
        """List the kinds of papers that a series has."""
        return [
            name
            for name, kind in self.root.items()
            if name in series.kinds or name in series.only or (kind.everywhere and not series.only)
        ]

    def list_with(self, what: str) -> list[str]:
        """List the kinds that have a unit or a key of the head."""
        return [name for name, kind in self.root.items() if what in (*kind.units, *kind.facts)]


def load_kinds(project: "Project") -> Kinds:
    """Load the kinds of papers. Raises PaperError when their file is wrong."""
    return load_data(project, "series", _FILE, Kinds)


def name_kind(kinds: Kinds, series: "Series", paper: Paper) -> str:
    """Name the kind of a paper: the one that it says, that of a letter, or that of its symbol."""
    if paper.kind:
        return paper.kind
    if paper.communication:
        return paper.communication.form
    return choose_kind(kinds, series, paper.symbol)


def choose_kind(kinds: Kinds, series: "Series", symbol: str) -> str:
    """Choose the kind of a paper by its symbol: what its series says, or what all series have."""
    symbol = symbol.rstrip("*")
    for name, of_series in series.kinds.items():
        if of_series.symbol and re.fullmatch(of_series.symbol, symbol):
            return name
    for name in kinds.list_of(series):
        if (pattern := kinds.find(name).symbol) and re.fullmatch(pattern, symbol):
            return name
    return DEFAULT


def suggest_kind(kinds: Kinds, series: "Series", symbol: str) -> str:
    """Suggest the kind of a paper that is begun: that of its symbol, or one that it often has."""
    if (chosen := choose_kind(kinds, series, symbol)) != DEFAULT:
        return chosen
    for name in kinds.list_of(series):
        if (pattern := kinds.find(name).usual) and re.fullmatch(pattern, symbol.rstrip("*")):
            return name
    return DEFAULT


def find_line(kinds: Kinds, symbol: str) -> tuple[str, int] | None:
    """Find what a symbol says that the paper is of another one, and the level of that heading."""
    for name, kind in kinds.root.items():
        if kind.line and re.fullmatch(kind.symbol, symbol.rstrip("*")):
            return name, kind.line
    return None


def apply_kind(series: "Series", name: str) -> "Series":
    """Put what a series says of a kind of paper in place of what it says of all."""
    kind = series.kinds.get(name)
    if kind is None:
        return series
    changes = {key: getattr(kind, key) for key in kind.model_fields_set - {"symbol"}}
    return series.model_copy(update=changes)
