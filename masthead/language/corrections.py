"""What a corrigendum says of the text that it corrects, as data."""

from __future__ import annotations

from pydantic import Field

from masthead.data import Data


class CorrectionWords(Data):
    """Patterns with ``{old}`` and ``{new}``; they may have the markup of a source."""

    read: str
    """``*For* {old} *read* {new}``"""
    add: str
    """Where nothing is wrong, but something is missing: ``*Add* {new}``."""
    delete: str
    """Where something is too much: ``*Delete* {old}``."""
    replace: str
    """Before a new text that takes the place of the whole."""
    places: dict[str, str] = Field(default={})
    """How units are named where a correction begins, if not as in references: ``paragraph``."""
