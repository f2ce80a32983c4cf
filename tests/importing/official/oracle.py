"""What an Akoma Ntoso file says, read without the importer: the words in order, and the notes.

Nothing is understood here. Elements are gone through as they stand; what is left out is the head,
the first page and the marks of notes.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

_SKIPPED = {"meta", "coverPage", "collectionBody"}
_TAG = re.compile(r"</?(?:span|a|b|i|p|br|div|font|sup)\b[^<>]*>", re.IGNORECASE)
_SIGNS = re.compile(r"[\s.\-‐‑–—()’‘'′`•●▪·*,،，:：\[\]]")
"""What may differ in a label, and between scripts: it is left out wherever it stands."""

_ALIKE = str.maketrans("асеорхАСЕОРХВКМНТ", "aceopxACEOPXBKMHT")
"""Cyrillic letters that look like Latin ones: labels are typed with either."""


@dataclass
class Expected:
    """What one file says."""

    language: str
    symbol: str
    text: str = ""
    notes: list[str] = field(default_factory=list)


def squeeze(text: str) -> str:
    """Leave out spaces, signs of labels and what nobody sees; letters are as Unicode joins them."""
    text = unicodedata.normalize("NFKC", text)
    kept = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Co") and c != "\u0640")
    return _SIGNS.sub("", kept.translate(_ALIKE)).casefold()


def read_expected(path: Path) -> Expected:
    """Read a file."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    root = etree.parse(str(path), parser).getroot()
    expected = Expected("", "")
    for element in root.iter():
        if _name(element) == "FRBRlanguage" and not expected.language:
            expected.language = element.get("language")
        if _name(element) == "docNumber" and not expected.symbol:
            expected.symbol = "".join(element.itertext())
    pieces: list[str] = []
    _walk(root, pieces, expected.notes)
    expected.text = squeeze("\n".join(pieces))
    return expected


def _walk(element: etree._Element, pieces: list[str], notes: list[str]) -> None:
    name = _name(element)
    if name in _SKIPPED or not name:
        return
    if name == "authorialNote":
        inner: list[str] = []
        _words(element, inner, notes)
        notes.append(squeeze(_clean("".join(inner))))
        return
    if name in ("paragraph", "section", "point", "item") and _repeats_number(element):
        for child in element:
            if _name(child) != "num":
                _walk(child, pieces, notes)
        return
    _words(element, pieces, notes)


def _words(element: etree._Element, pieces: list[str], notes: list[str]) -> None:
    pieces.append(_clean(element.text or ""))
    for child in element:
        _walk(child, pieces, notes)
        pieces.append(_clean(child.tail or ""))


def _repeats_number(element: etree._Element) -> bool:
    """Whether a number is typed once more where its heading or text begins."""
    number = next((one for one in element if _name(one) == "num"), None)
    if number is None:
        return False
    others = [one for one in element if _name(one) and one is not number]
    typed = squeeze("".join(number.itertext()))
    text = "".join(others[0].itertext()) if others else ""
    head = re.match(r"\s*(\S+(?: -)?)\t", text)
    return bool(typed) and head is not None and squeeze(head[1]) == typed


def _clean(text: str) -> str:
    return _TAG.sub("", html.unescape(text))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
