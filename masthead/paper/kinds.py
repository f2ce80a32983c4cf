"""Every kind of unit: the modules in which they are; each adds its own."""

from __future__ import annotations

from masthead.paper import units
from masthead.paper.unit import UNITS

__all__ = ["UNITS", "units"]
