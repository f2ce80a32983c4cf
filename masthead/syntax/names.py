"""Names that an author gives to refer to something: the key of a note, the id of a unit."""

from __future__ import annotations

import re

LONGEST = 64
FORM = rf"[a-z][a-z0-9-]{{0,{LONGEST - 1}}}"
"""Small letters, digits and hyphens, a letter first: an expression, for others to hold."""
_NAME = re.compile(FORM)


def is_name(text: str) -> bool:
    """Whether something may be the key of a note, or an id."""
    return _NAME.fullmatch(text) is not None
