"""Loads: tasks travel several at a time, so that all of them share what a trip costs.

A trip takes Dask some milliseconds of three processes, and many a task not much longer. So tasks
wait here until a worker will soon have nothing to do; then as many go together as keep it busy for
``SECONDS``, by what those of their kind took so far.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

SECONDS = 2.0
"""How long a load keeps a worker busy, unless it is one task."""
DEPTH = 2
"""How many loads each place of a worker has: one that is worked on, one that is there already."""
MOST = 16
"""How many tasks a load has."""
_WEIGHT = 0.2
"""How much the last of a kind says about the next."""


class Errand(Struct, frozen=True, eq=False):
    """A task of the build, and who waits for it."""

    future: Future[Any]
    packed: bytes
    kind: str
    """Tasks of a kind take about as long."""
    names: tuple[str, ...]
    """The files of the project that it takes."""
    attempt: int = 1
    alone: bool = False
    """Whether it travels alone: a worker may have died of it."""

    def again(self) -> Errand:
        """The same, once more."""
        return replace(self, attempt=self.attempt + 1)

    def apart(self) -> Errand:
        """The same, without others."""
        return replace(self, alone=True)

    def with_names(self, names: Iterable[str]) -> Errand:
        """The same, with more files."""
        return replace(self, names=(*self.names, *names))


class Backlog:
    """The tasks that wait to be sent."""

    def __init__(self) -> None:
        self._errands: deque[Errand] = deque()
        self._took: dict[str, float] = {}
        self._mean = SECONDS

    def __len__(self) -> int:
        return len(self._errands)

    def put(self, errand: Errand) -> None:
        """Have a task wait."""
        self._errands.append(errand)

    def learn(self, kind: str, seconds: float) -> None:
        """Learn how long a task took."""
        self._took[kind] = _blend(self._took.get(kind, seconds), seconds)
        self._mean = _blend(self._mean, seconds)

    def take(self, places: int) -> list[Errand]:
        """Take the next load for one of so many places; each of them gets its share of a few.

        A task of a kind that was never done goes alone.
        """
        load: list[Errand] = []
        most = min(MOST, -(-len(self._errands) // max(places, 1)))
        left = SECONDS
        while self._errands and len(load) < most:
            errand = self._errands[0]
            left -= self._took.get(errand.kind, SECONDS)
            if load and (left < 0 or errand.alone):
                break
            load.append(self._errands.popleft())
            if errand.alone:
                break
        return load

    def take_all(self) -> list[Errand]:
        """Take everything that waits."""
        taken = [*self._errands]
        self._errands.clear()
        return taken

    @property
    def most_in_load(self) -> int:
        """How many tasks a load has at most, as tasks are now."""
        return max(1, min(MOST, round(SECONDS / max(self._mean, 1e-6))))


def _blend(before: float, now: float) -> float:
    return before + _WEIGHT * (now - before)
