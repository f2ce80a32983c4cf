"""The XML of a file: parsed without entities or network, told from anything else."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from lxml.etree import _Element

from masthead.diagnostic import PaperError, Place
from masthead.importing import problems

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MOST_BYTES = 12_000_000
"""The longest text that there is, with all its annexes, has a third of it."""
MOST_ELEMENTS = 200_000
MOST_DEPTH = 100
CODES = {"ara": "ar", "zho": "zh", "chi": "zh", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru",
         "spa": "es"}  # fmt: skip
"""Language codes of ISO 639-2 and ours."""


def read_document(path: Path, name: str) -> _Element:
    """Read a file. Raises PaperError for one that is no Akoma Ntoso, or is dangerous."""
    place = Place(name)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PaperError([problems.UNREADABLE.at(place, reason=reason)]) from None
    return parse_document(data, name)


def parse_document(data: bytes, name: str) -> _Element:
    """Parse the bytes of a file. Raises PaperError as above."""
    place = Place(name)
    if len(data) > MOST_BYTES:
        raise PaperError([problems.TOO_LARGE.at(place, limit=MOST_BYTES // 1_000_000)])
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        at = Place(name, max(line, 1), max(column, 1))
        raise PaperError([problems.NO_XML.at(at, reason=error.msg)]) from None
    except ValueError as error:
        raise PaperError([problems.NO_XML.at(place, reason=str(error))]) from None
    doctype = root.getroottree().docinfo
    if doctype.internalDTD is not None or any(True for _ in root.iter(etree.Entity)):
        raise PaperError([problems.ENTITIES.at(place)])
    if etree.QName(root).localname != "akomaNtoso":
        raise PaperError([problems.NO_AKOMA.at(place, name=etree.QName(root).localname)])
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise PaperError([problems.TOO_MANY.at(place, limit=f"{MOST_ELEMENTS:,}")])
    if _is_deeper(root, MOST_DEPTH):
        raise PaperError([problems.TOO_DEEP.at(place, limit=MOST_DEPTH)])
    return root


def _is_deeper(root: _Element, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def name_of(element: _Element) -> str:
    """Name an element without its namespace; remnants of HTML are named as ours are."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def find_all(element: _Element, name: str) -> list[_Element]:
    """Find all elements of a name inside another, in any namespace."""
    return [one for one in element.iter() if name_of(one) == name]


def find(element: _Element, name: str) -> _Element | None:
    """Find the first one of a name; None when there is none."""
    return next((one for one in element.iter() if name_of(one) == name), None)


def line_of(element: _Element) -> int:
    """Give the line of the file in which an element begins."""
    return int(getattr(element, "sourceline", 0) or 0)


def text_of(element: _Element) -> str:
    """Give all words in an element."""
    return "".join(map(str, element.itertext()))
