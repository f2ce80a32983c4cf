"""The finishing pass: what pandoc cannot write is put into the story that it wrote.

Lists and outline levels of paragraphs, marks and tabs of notes, right-to-left runs, non-breaking
hyphens; ids of notes and links that depend on the paper alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element, _ProcessingInstruction

from masthead.diagnostic import ToolError
from masthead.render.docx.parts import Relationship

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD_2013 = "http://schemas.microsoft.com/office/word/2012/wordml"
_W = f"{{{WORD}}}"
_ID = f"{_W}id"
_VALUE = f"{_W}val"
_HYPHEN = "\u2011"


def parse_part(data: bytes) -> _Element:
    """Parse a part: no entities, nothing from outside. Raises lxml.etree.XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    return etree.fromstring(data, parser)


def write_part(root: _Element) -> bytes:
    """Write a part as Word does: UTF-8, standalone, namespaces that are used."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w15"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class Finisher:
    """Finishes the parts of one story, which share the numbers of notes and links."""

    def __init__(self, styles: dict[str, str], *, right_to_left: bool) -> None:
        self.styles = styles
        """Style ids by the kind of text: note, note_more, call."""
        self.right_to_left = right_to_left
        self.notes: dict[str, str] = {}
        """pandoc's ids of notes, and ours."""
        self.marks: dict[str, str] = {}
        """By pandoc's id of a note: the mark of its own, or nothing where Word numbers it."""

    def finish_document(self, root: _Element, end: _Element) -> None:
        """Finish the text, and close it with the end rule; its sections are divided already."""
        for paragraph in dict.fromkeys(map(_parent, root.iter(etree.PI))):
            self._finish_paragraph(paragraph)
        self._finish_calls(root)
        self._finish_runs(root)
        body = _child(root, "body")
        for old in body.findall(f"{_W}sectPr"):
            body.remove(old)
        for child in body:
            child.tail = None
        body.text = None
        body.append(end)

    def finish_notes(self, root: _Element, written: _Element) -> None:
        """Put the notes that pandoc wrote after the separators of the reference document."""
        for note in written.findall(f"{_W}footnote"):
            if note.get(_ID) in self.notes:
                self._finish_note(note)
                root.append(note)
        self._finish_runs(root)

    def _finish_paragraph(self, paragraph: _Element) -> None:
        """Carry out the instructions at a paragraph's head."""
        for target, text, node in list(_instructions(paragraph)):
            if target not in ("list", "outline", "before"):
                continue
            _remove(node)
            properties = _child(paragraph, "pPr")
            if target == "outline":
                outline = _make("outlineLvl", text)
                section = properties.find(f"{_W}sectPr")  # where the heading ends one: it is last
                if section is None:
                    properties.append(outline)
                else:
                    section.addprevious(outline)
            elif target == "before":
                spacing = _make("spacing")
                spacing.set(f"{_W}before", text)
                _child(properties, "pStyle").addnext(spacing)
            else:
                instance, _, level = text.partition(" ")
                numbers = _make("numPr")
                if level:
                    numbers.append(_make("ilvl", level))
                numbers.append(_make("numId", instance))
                _child(properties, "pStyle").addnext(numbers)

    def _finish_calls(self, root: _Element) -> None:
        """Number the calls in their order, and give those their mark that have one of their own."""
        mark, unseen = "", False
        for node in list(root.iter(etree.PI, f"{_W}footnoteReference")):
            if isinstance(node, _ProcessingInstruction):
                if node.target in ("mark", "unseen"):
                    mark, unseen = node.text or "", node.target == "unseen"
                    _remove(node)
            else:
                identifier = node.get(_ID, "")
                self.notes[identifier] = str(len(self.notes) + 1)
                self.marks[identifier] = mark
                node.set(_ID, self.notes[identifier])
                if mark:
                    _mark_call(node, mark)
                if unseen:
                    _make_unseen(node)
                mark, unseen = "", False

    def _finish_note(self, note: _Element) -> None:
        """Give a note its id, and its first paragraph its mark and the tab to the text."""
        mark = self.marks[note.get(_ID, "")]
        note.set(_ID, self.notes[note.get(_ID, "")])
        for number, paragraph in enumerate(note.findall(f"{_W}p")):
            style = _child(_child(paragraph, "pPr"), "pStyle")
            style.set(_VALUE, self.styles["note_more" if number else "note"])
            if not number:
                shown = paragraph[1]
                _remove(paragraph[2])  # the space that pandoc puts after it
                shown.addnext(_tab())
                if mark:
                    paragraph.replace(shown, self._write_own_mark(mark))

    def _write_own_mark(self, mark: str) -> _Element:
        """Write a note's own mark in the note.

        LibreOffice prints the call's mark there by itself, and would print this one beside it; so
        it stands where Word alone reads it.
        """
        run = _make("r")
        _run_properties(run).append(_make("rStyle", self.styles["call"]))
        spaces = {"mc": _COMPATIBILITY, "w15": _WORD_2013}
        both: _Element = etree.SubElement(
            run, f"{{{_COMPATIBILITY}}}AlternateContent", nsmap=spaces
        )
        choice = etree.SubElement(both, f"{{{_COMPATIBILITY}}}Choice", Requires="w15")
        choice.append(_text(mark))
        return run

    def _finish_runs(self, root: _Element) -> None:
        """Take out what is left of instructions, and finish every run."""
        left_to_right = False
        runs = [f"{_W}r"] if self.right_to_left else []
        for node in list(root.iter(etree.PI, f"{_W}t", *runs)):
            if isinstance(node, _ProcessingInstruction):
                if node.target == "node":
                    continue
                left_to_right = node.text == "begin"
                _remove(node)
            elif node.tag == f"{_W}t":
                if _HYPHEN in (node.text or ""):
                    _write_hyphens(node)
            elif not left_to_right:
                _run_properties(node).append(_make("rtl"))


def _mark_call(call: _Element, mark: str) -> None:
    """Give a call a mark of its own.

    In a bold title it is not bold; a style cannot say so, since bold on bold is not bold. Each
    character is an element of its own: LibreOffice would print a longer one twice.
    """
    call.set(f"{_W}customMarkFollows", "1")
    for character in reversed(mark):
        call.addnext(_text(character))
    _run_properties(_parent(call)).extend((_make("b", "0"), _make("bCs", "0")))


def _make_unseen(call: _Element) -> None:
    """Make a call too small and too pale to be seen; a hidden one would hide its note, too.

    LibreOffice gives all calls one style, so no style can say it.
    """
    look = (_make("color", "FFFFFF"), _make("sz", "2"), _make("szCs", "2"))
    _run_properties(_parent(call)).extend(look)


def rename_links(root: _Element, targets: dict[str, str]) -> list[Relationship]:
    """Name the links of a part after where they lead, so that a new one renames no other.

    ``targets``: pandoc's relationship ids and where they lead.
    """
    made: dict[str, Relationship] = {}
    for link in root.iter(f"{_W}hyperlink"):
        target = targets.get(link.get(f"{{{OFFICE}}}id", ""))
        if target is None:
            continue
        digest = hashlib.sha256(target.encode()).hexdigest()[:12]
        made[target] = Relationship(f"link-{digest}", "hyperlink", target, external=True)
        link.set(f"{{{OFFICE}}}id", made[target].id)
    return list(made.values())


def read_targets(data: bytes) -> dict[str, str]:
    """Read the addresses outside the file to which a part's relationships lead, by their ids."""
    return {
        kept.get("Id", ""): kept.get("Target", "")
        for kept in parse_part(data)
        if kept.get("TargetMode") == "External"
    }


def _instructions(paragraph: _Element) -> Iterator[tuple[str, str, _Element]]:
    for node in paragraph:
        if isinstance(node, _ProcessingInstruction):
            yield str(node.target), node.text or "", node


def _remove(node: _Element) -> None:
    _parent(node).remove(node)


def _parent(node: _Element) -> _Element:
    parent = node.getparent()
    if parent is None:
        raise ToolError("pandoc's story is not a document")
    return parent


def _child(node: _Element, name: str) -> _Element:
    child = node.find(f"{_W}{name}")
    if child is None:
        raise ToolError(f"pandoc's story lacks {name} where it belongs")
    return child


def _make(name: str, value: str | None = None) -> _Element:
    element = etree.Element(f"{_W}{name}")
    if value is not None:
        element.set(_VALUE, value)
    return element


def _text(text: str) -> _Element:
    element = _make("t")
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = text
    return element


def _tab() -> _Element:
    run = _make("r")
    run.append(_make("tab"))
    return run


def _run_properties(run: _Element) -> _Element:
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = _make("rPr")
        run.insert(0, properties)
    return properties


def _write_hyphens(node: _Element) -> None:
    """Word has an element for the hyphen that does not break: its fonts have no character."""
    first, *others = (node.text or "").split(_HYPHEN)
    node.text = first
    after = node
    for text in others:
        for made in (_make("noBreakHyphen"), _text(text)):
            after.addnext(made)
            after = made
