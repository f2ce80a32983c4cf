"""The source of a language version inside its Word file: a part of XML that Word keeps, unseen.

A file that comes home says by it what words and styles do not: ids, numbers behind charts, what is
made and what was typed. It is never taken at its word: the text decides (``masthead/importing/``).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from masthead.render.docx.parts import DRAWING_TYPE, Relationship, fill_part, write_relationships
from masthead.wordfile.names import SOURCE

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project

PART = "customXml/item1.xml"
_PROPERTIES = "customXml/itemProps1.xml"
TYPE = (_PROPERTIES, f"{DRAWING_TYPE}customXmlProperties+xml")
"""The content type of what stands beside the part."""
RELATIONSHIP = Relationship("source", "customXml", f"../{PART}")
"""By which the story knows the part: Word and LibreOffice keep what it knows."""


class _File(NamedTuple):
    """A file that the source names: the digest of its bytes, and its words if it is a drawing."""

    name: str
    digest: str
    text: str


def write_source_parts(project: Project, edition: Edition) -> dict[str, bytes]:
    """Write the canonical source of an edition, and what is known of the files that it names.

    Bitmaps are in the Word file as they are; of drawings a program may keep the bitmap alone.
    """
    files = [_describe(name, project.read_file(path)) for path, name in edition.files]
    return {
        PART: fill_part(
            project, "source.xml", namespace=SOURCE, code=edition.language.code, files=files,
            text=edition.canonical,
        ),
        _PROPERTIES: fill_part(project, "source-properties.xml", namespace=SOURCE),
        "customXml/_rels/item1.xml.rels": write_relationships(
            project, [Relationship("properties", "customXmlProps", "itemProps1.xml")]
        ),
    }  # fmt: skip


def _describe(name: str, data: bytes) -> _File:
    text = ""
    if name.lower().endswith(".svg"):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:  # a drawing in UTF-16 stays in the file alone
            text = ""
    return _File(name, hashlib.sha256(data).hexdigest(), text)
