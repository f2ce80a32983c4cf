"""The kinds of units that a text may hold: the modules that say what they are."""

from __future__ import annotations

from masthead.paper import table, units
from masthead.paper.unit import UNITS

__all__ = ["UNITS", "table", "units"]
