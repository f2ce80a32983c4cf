"""Addresses of links: the ones that every reader and browser can open.

The grammar is that of RFC 3986 with letters of all scripts, narrowed to web pages and e-mail and
without passwords. What it lets through is valid in EPUB, too, where checkers look at addresses.
"""

from __future__ import annotations

import re

from masthead.patterns import compile_later

_CHARACTER = r"(?:%[0-9A-Fa-f]{2}|[^\s<>\"{}|\\^`\[\]%#?])"
_REST = rf"(?:{_CHARACTER}|\?)*"
_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63})*"
_PAGE = rf"https?://(?P<page>{_HOST})(?::(?P<port>[0-9]{{1,5}}))?"
_PLACE = rf"(?:/{_CHARACTER}*)?(?:\?{_REST})?(?:#{_REST})?"
_MAIL = rf"mailto:[^\s<>\"{{}}|\\^`\[\]%#?@:/]+@(?P<mail>{_HOST})(?:\?{_REST})?"
_ADDRESS = compile_later(f"{_PAGE}{_PLACE}|{_MAIL}")
_LAST_PORT = 65535


def is_address(text: str) -> bool:
    """Whether a link may lead there: ``https://``, ``http://`` or ``mailto:`` and what follows."""
    found = _ADDRESS.fullmatch(text)
    if found is None or int(found["port"] or 0) > _LAST_PORT:
        return False
    return all(map(_is_label, (found["page"] or found["mail"]).split(".")))


def _is_label(label: str) -> bool:
    """Whether a label that says that it is encoded (``xn--…``) can be decoded."""
    if not label.lower().startswith("xn--"):
        return True
    try:
        decoded = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return False
    known = re.fullmatch(r"[\w-]+", decoded) and not decoded.isascii()
    return bool(known) and decoded.encode("punycode").decode() == label[4:].lower()
