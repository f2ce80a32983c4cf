"""What a build knows of a paper, and of a file of it, on the way."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from masthead.diagnostic import Diagnostic
from masthead.edition.edition import Edition
from masthead.render.landing import Landing
from masthead.targets.report import Outcome
from masthead.targets.target import Target


class PaperBuild(Struct):
    """A paper that is being built. Two things in it may still be to come, and can be waited for."""

    path: Path
    name: str
    digest: str = ""
    stem: str = ""
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    """By language: hash of the edition, name of its files."""
    editions: Future[dict[str, Edition] | None] | None = None
    """To come, once somebody asked for them: what the cache knows may be enough. None in it: they
    cannot be had, and it was said why."""
    open: int = 0
    """How many of its steps are still to end."""
    failed: bool = False
    cleared: Future[bool] = field(default_factory=Future)
    """To come: whether its files may be delivered, once it is checked."""
    claimed: list[str] = field(default_factory=list)
    """What the names of its files begin with, of the versions that are built."""
    expected: int = 0
    """How many files are to come of it."""
    outcomes: list[Outcome] = field(default_factory=list)
    said: list[Diagnostic] = field(default_factory=list)
    inputs: list[dict[str, str]] = field(default_factory=list)
    """What was read for it, and for pages that were not asked for themselves."""


class FileBuild(Struct, frozen=True):
    """A file that is being built."""

    target: Target
    wanted: bool = True
    """Whether it was asked for; otherwise only its pages are, for those that name them."""
    followers: tuple[Target, ...] = ()
    """The files that name its pages, and are built when these are known."""
    landing: Landing | None = None
    """The pages that it names itself."""
    landing_digest: str = ""


class FileResult(Struct, frozen=True):
    """What came of building a file: made, taken from the cache, or found in its place."""

    status: str
    record: dict[str, Any]
    """As the cache has it: hash, size, pages, notices, the hash of the landing."""
    inputs: dict[str, str]
    data: bytes
    """Empty where it is in its place already, or not wanted."""
    landing: Landing | None = None
    seconds: float = 0
