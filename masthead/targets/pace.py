"""Pace: how far a run over many papers is, how fast, and how long it is going to take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

WINDOW = 300.0
"""Seconds of the past that say how fast a run is now: what the cache had came sooner."""
SAMPLE = 1.0
"""Seconds from one sample of the past to the next."""


class Pace:
    """Counts the papers of a run."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total = total
        self.done = 0
        self.failed = 0
        self._clock = clock
        self._samples: deque[tuple[float, int]] = deque([(clock(), 0)])

    def step(self, *, failed: bool) -> None:
        """Count a paper that is done."""
        self.done += 1
        self.failed += failed
        now = self._clock()
        if now - self._samples[-1][0] >= SAMPLE:
            self._samples.append((now, self.done))
            while len(self._samples) > 2 and now - self._samples[1][0] > WINDOW:
                self._samples.popleft()

    @property
    def rate(self) -> float:
        """Papers a minute, of late; 0 while nothing is known."""
        began, before = self._samples[0]
        seconds = self._clock() - began
        return 60 * (self.done - before) / seconds if seconds > 0 else 0.0

    def __str__(self) -> str:
        """Write how far it is: ``1,204 of 20,000 papers, 12 a minute, about 26 h to go``."""
        parts = [f"{self.done:,} of {self.total:,} papers"]
        if rate := self.rate:
            parts.append(f"{rate:,.0f} a minute" if rate >= 10 else f"{rate:.1f} a minute")
            if self.done < self.total:
                parts.append(f"about {write_time(60 * (self.total - self.done) / rate)} to go")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        return ", ".join(parts)


def write_time(seconds: float) -> str:
    """Write a length of time as one would say it: ``40 s``, ``12 min``, ``26 h``, ``3.5 days``."""
    for limit, unit, name in ((90, 1, "s"), (90 * 60, 60, "min"), (72 * 3600, 3600, "h")):
        if seconds < limit:
            return f"{seconds / unit:.0f} {name}"
    return f"{seconds / 86400:.1f} days"
