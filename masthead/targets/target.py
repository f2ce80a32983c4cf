"""Targets: what a build makes. A target is one paper, one language version, one format."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.symbol import DRAFT

FORMATS = ("pdf", "docx", "epub", "html", "parallel")
"""Every format there is. ``parallel`` is HTML with the language versions side by side."""
DEFAULT_FORMATS = ("pdf", "docx", "epub")
PRINT = "print"
"""The format of print files, which are made of PDFs: no paper is built into it."""


@dataclass(frozen=True, slots=True)
class Target:
    """One file to be made."""

    source: str
    """The paper's file, as diagnostics name it."""
    stem: str
    """The stem of the paper's files: ``NPT_CONF.2026_PC.II_WP.5``."""
    languages: tuple[str, ...]
    """Codes of the language versions in it: one, but for the parallel format."""
    format: str
    filename: str
    """The name of the built file, with its extension."""

    def __str__(self) -> str:
        """Name the target as progress and diagnostics do."""
        return self.filename


def name_parallel(stem: str, *, draft: bool) -> str:
    """Name the file that shows all language versions of a paper side by side."""
    return f"{stem}-PARALLEL{DRAFT if draft else ''}.html"


def name_file(filename: str, form: str) -> str:
    """Name an edition's file in a format: ``filename`` is the edition's."""
    return f"{filename}.{form}"
