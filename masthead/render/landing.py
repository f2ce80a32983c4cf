"""Where the nodes of an edition landed on the pages of its PDF."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Landing:
    """The number of pages, and for each node id the page (from 1) on which it begins."""

    pages: int
    nodes: dict[str, int] = field(default_factory=dict)
