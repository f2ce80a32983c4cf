"""Where an address may be broken at the end of a line: after slashes, dots and underscores.

Without a hyphen, which would be taken for part of it. The places are zero width spaces: they are
not printed, so none comes along when an address is copied from the page.
"""

from __future__ import annotations

import re

PLACE = "\u200b"
"""Where a line may end."""

_END = r"\s\u2e80-\ufaff\uff00-\uffef\u2018-\u201f«»<>"
"""What ends an address: spaces, ideographs and their marks, quotation marks."""
_ADDRESS = re.compile(
    rf"(?:[a-z][a-z\d+.-]*://|www\.|\b10\.\d{{4,}}/)[^{_END}]+"  # of a page, of a work (DOI)
    r"|[a-z\d][\w.+-]*@[a-z\d-]+(?:\.[a-z\d-]+)+"  # of a person
    r"|\b[a-z\d][a-z\d.-]*_[\w./-]+",  # of a file
    re.IGNORECASE | re.ASCII,
)
_PLACES = re.compile(r"(?<=[/._?&=#+,;:@~])(?=[^\W_]|\()|(?<=\w)(?=%)|(?<=/)(?=%)")
_HEAD = re.compile(r"(?:[a-z][a-z\d+.-]*://)?(?:www\.)?", re.IGNORECASE)
_LEAST = 4
"""So much of an address stands on either side of a break, beside what it begins with."""


def open_addresses(text: str) -> str:
    """Mark in a text the places at which its addresses may be broken."""
    return _ADDRESS.sub(lambda match: _open(match[0]), text)


def _open(address: str) -> str:
    head = _HEAD.match(address)
    first, last = (head.end() if head else 0) + _LEAST, len(address) - _LEAST
    places = [match.start() for match in _PLACES.finditer(address)]
    places = [place for place in places if first <= place <= last]
    parts = zip([0, *places], [*places, len(address)], strict=True)
    return PLACE.join(address[start:stop] for start, stop in parts)
