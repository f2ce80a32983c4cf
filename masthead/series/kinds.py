"""Kinds of papers: what a resolution, a draft, a report may hold, and which kind a paper is."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import RootModel

from masthead.data import Data, load_data

if TYPE_CHECKING:
    from masthead.project import Project
    from masthead.series.series import Series

DEFAULT = "paper"
"""The kind of papers that are of no kind that their series names."""
_FILE = "shared/kinds.yaml"


class Kind(Data):
    """What papers of one kind hold."""

    units: tuple[str, ...] = ()
    """Kinds of units that stand in papers of the kinds that name them, and in no others."""
    facts: tuple[str, ...] = ()
    """Keys of the paper's head, likewise."""
    needs: tuple[str, ...] = ()
    """Keys of the head without which there is no such paper."""
    opens: bool = False
    """Whether its text opens with the body that speaks."""


class Kinds(RootModel[dict[str, Kind]]):
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
        return self.root.get(name, Kind())

    def is_plain(self, name: str) -> bool:
        """Whether a kind has nothing of its own, so that every series has it."""
        kind = self.find(name)
        return not (kind.units or kind.facts or kind.needs)

    def list_with(self, what: str) -> list[str]:
        """List the kinds that have a unit or a key of the head."""
        return [name for name, kind in self.root.items() if what in (*kind.units, *kind.facts)]


def load_kinds(project: Project) -> Kinds:
    """Load the kinds of papers. Raises PaperError when their file is wrong."""
    return load_data(project, "series", _FILE, Kinds)


def choose_kind(series: Series, symbol: str) -> str:
    """Choose the kind of a paper that does not say it, by its symbol."""
    for name, kind in series.kinds.items():
        if kind.symbol and re.fullmatch(kind.symbol, symbol.rstrip("*")):
            return name
    return DEFAULT


def apply_kind(series: Series, name: str) -> Series:
    """Put what a series says of a kind of paper in place of what it says of all."""
    kind = series.kinds.get(name)
    if kind is None:
        return series
    changes = {key: getattr(kind, key) for key in kind.model_fields_set - {"symbol"}}
    return series.model_copy(update=changes)
