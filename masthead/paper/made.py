"""What was made of units and texts of a paper, as long as they are those of the last reading."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")


class Made:
    """What was made of units and texts since the last reading and the one before."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, object]] = {}
        self._now: dict[Hashable, tuple[object, object]] = {}

    def turn(self) -> None:
        """Begin another reading: what was not asked for since the last one goes."""
        self._before, self._now = self._now, {}

    def make_once(self, thing: Thing, what: Hashable, make: Callable[[Thing], Result]) -> Result:
        """Make something of a unit or a text, or give what was made of it.

        ``what`` says what it is, and everything that it is made of besides.
        """
        key = id(thing), what
        kept = self._now.get(key) or self._before.get(key) or (thing, make(thing))
        self._now[key] = kept
        return kept[1]  # type: ignore[return-value]
