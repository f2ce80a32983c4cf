"""Targets: what a build makes. A target is one paper, one language version, one format."""

from __future__ import annotations

import re

from msgspec import Struct

from masthead.symbol import DRAFT
from masthead.targets.formats import Format


class Target(Struct, frozen=True):
    """One file to be made."""

    source: str
    """The paper's file, as diagnostics name it."""
    stem: str
    """The stem of the paper's files: ``NPT_CONF.2026_PC.II_WP.5``."""
    languages: tuple[str, ...]
    """Codes of the language versions in it: one, but for the parallel format."""
    format: str
    """The name of a :class:`masthead.targets.formats.Format`."""
    filename: str
    """The name of the built file, with its extension."""

    def __str__(self) -> str:
        """Name the target as progress and diagnostics do."""
        return self.filename


_DRAFT = re.compile(rf"{DRAFT}[.-]")


def is_draft(filename: str) -> bool:
    """Whether a built file is a draft's, by its name."""
    return _DRAFT.search(filename) is not None


def name_parallel(stem: str, form: Format, *, draft: bool) -> str:
    """Name the file that holds all language versions of a paper: ``A_80_1-PARALLEL.html``."""
    return f"{stem}-{form.name.upper()}{DRAFT if draft else ''}.{form.extension}"


def name_file(filename: str, form: Format) -> str:
    """Name an edition's file in a format: ``filename`` is the edition's."""
    return f"{filename}.{form.extension}"
