"""Parts of a Word file as merging reads them: paragraphs and notes that know their nodes."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element, _ProcessingInstruction

from masthead.render.docx.finish import parse_part
from masthead.render.tracked.blocks import NODE
from masthead.render.tracked.marking import W

_NUMBER = f"{W}id"


def is_xml(name: str) -> bool:
    """Say whether a part is XML, by its name."""
    return name.endswith((".xml", ".rels"))


def parse_named(data: bytes) -> _Element:
    """Parse a part, and keep of which node its paragraphs are as an attribute of theirs."""
    root = parse_part(data)
    for node in list(root.iter(etree.PI)):
        parent = node.getparent()
        if isinstance(node, _ProcessingInstruction) and parent is not None:
            parent.set(NODE, node.text or "")
            parent.remove(node)
    return root


def clean_part(root: _Element) -> _Element:
    """Take out of a part what only merging needs."""
    for paragraph in root.iter(f"{W}p"):
        paragraph.attrib.pop(NODE, "")
    return root


def list_notes(root: _Element) -> dict[str, _Element]:
    """List the notes of a file, without what parts them from the text, by their numbers."""
    return {
        note.get(_NUMBER, ""): note
        for note in root.iterchildren(f"{W}footnote")
        if note.get(f"{W}type") is None
    }


def find_node(note: _Element) -> str:
    """Find of which node a note is."""
    return next(note.iter(f"{W}p"), note).get(NODE, "")


def find_mark(note: _Element) -> str:
    """Find the mark of a note's own; nothing where Word numbers it."""
    first = note.find(f"{W}p/{W}r")
    return "" if first is None else "".join(node.text or "" for node in first.iter(f"{W}t"))
