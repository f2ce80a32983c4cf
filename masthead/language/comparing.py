"""What a paper with the changes of two versions in it says of them, as data."""

from masthead.data import Data


class ComparingWords(Data):
    """Words for readers, those who see what is underlined and struck out, and those who hear it."""

    inserted: str
    """Read aloud before what was inserted."""
    inserted_end: str
    """Read aloud after it."""
    deleted: str
    """Read aloud before what was deleted."""
    deleted_end: str
    """Read aloud after it."""
    said: str
    """Which versions are compared: ``Changes from {old} to {new}``."""
    version: str
    """A version, by its ``{symbol}`` and what tells it from others (``{date}``)."""
    changes: str
    """The list of changes."""
    none: str
    """Instead of the list, where there is nothing in it."""
    view: str
    """The choice between both ways of looking at them."""
    column: str
    """One column with both versions in it."""
    sides: str
    """The versions side by side."""
    keys: str
    """By which keys the ``{next}`` and the ``{previous}`` change is reached."""
