"""The kinds of units that a text may hold: a new kind is a row here."""

from __future__ import annotations

from masthead.paper.unit import UNITS
from masthead.paper.units import Annex, Heading, Paragraph

UNITS.update({row.kind: row for row in (Heading, Paragraph, Annex)})

__all__ = ["UNITS"]
