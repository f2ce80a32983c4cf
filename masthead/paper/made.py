"""What was made of the units of a paper, for as long as they are those of the last reading."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from masthead.paper.unit import Unit

Result = TypeVar("Result")


class Made:
    """What was made of units since the last reading and the one before."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[Unit, object]] = {}
        self._now: dict[Hashable, tuple[Unit, object]] = {}

    def turn(self) -> None:
        """Begin another reading: what was not asked for since the last one goes."""
        self._before, self._now = self._now, {}

    def make_once(self, unit: Unit, what: Hashable, make: Callable[[Unit], Result]) -> Result:
        """Make something of a unit, or give what was made of it.

        ``what`` says what it is, and everything that it is made of besides.
        """
        key = id(unit), what
        kept = self._now.get(key) or self._before.get(key) or (unit, make(unit))
        self._now[key] = kept
        return kept[1]  # type: ignore[return-value]
