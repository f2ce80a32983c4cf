"""What a corrigendum says of the text that it corrects, as data."""

from pydantic import Field

from masthead.data import Data


class PlaceWords(Data):
    """Where something is corrected; ``{place}`` is what a reference says."""

    masthead: dict[str, str]
    """The lines above the text: title, subtitle, byline, agenda, sponsors, opening."""
    note: str
    """``footnote {mark}``"""
    heading: str
    """A heading without a number, by its words in quotes: ``heading {name}``."""
    cell: str
    """A cell of a table, by ``{row}`` and ``{column}``."""
    column: str
    """The head of a column."""
    part: str
    """``{place}, {part}``"""
    parts: dict[str, str]
    """The parts of tables and figures: title, unit, source."""
    after: str
    """Where something is inserted: ``After {place}``."""
    following: str
    """Something without a name of its own: ``Text after {place}``."""
    beginning: str
    """What stands before all that has a name."""


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
    insert: str
    """Before a text that is inserted."""
    whole: str
    """What is deleted, where that is all."""
    quoted: bool = False
    """Whether words are quoted, where nothing else tells them from those of the corrigendum."""
    at: PlaceWords
    places: dict[str, str] = Field(default={})
    """How units are named where a correction begins, if not as in references: ``paragraph``."""
