"""The XML of an EPUB file: its namespaces, and finding what pandoc is known to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.diagnostic import ToolError

if TYPE_CHECKING:
    from lxml import etree

OPS = "http://www.idpf.org/2007/ops"
OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XHTML = "http://www.w3.org/1999/xhtml"
EPUB_TYPE = f"{{{OPS}}}type"


def find_element(parent: etree._Element, path: str) -> etree._Element:
    """Find an element by its path, with the prefixes ``opf``, ``dc`` and ``h`` (for XHTML).

    Raises ToolError when pandoc has not written it: then it is not the pandoc we know.
    """
    found = parent.find(path, {"opf": OPF, "dc": DC, "h": XHTML})
    if found is None:
        raise ToolError(f"pandoc wrote no {path} (the version that is locked does)")
    return found
