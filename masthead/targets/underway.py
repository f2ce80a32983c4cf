"""What a build keeps of papers and pages while they are under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from masthead.edition.edition import Edition
from masthead.targets.target import Target

UNDECIDED, CLEARED, REFUSED = "undecided", "cleared", "refused"
"""Whether a paper's files may be delivered: once it is checked, and when no error was found."""


@dataclass(slots=True)
class PaperUnderWay:
    """A paper under way."""

    path: Path
    name: str
    digest: str = ""
    stem: str = ""
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    """By language: hash of the edition, name of its files."""
    editions: dict[str, Edition] | None = None
    """None when what the cache knows of the paper was enough so far."""
    waiting: list[Callable[[], None]] = field(default_factory=list)
    """What goes on once the editions are there."""
    state: str = CLEARED
    held: list[Callable[[], None]] = field(default_factory=list)
    """What is done with its files once it is cleared."""


@dataclass(slots=True)
class Layout:
    """The PDF of a language version, and the EPUB that waits for its pages."""

    target: Target
    wanted: bool
    followers: list[Target]
