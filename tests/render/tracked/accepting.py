"""Accepting and rejecting all changes of a Word file, and telling what then stands in it.

Written from what ISO/IEC 29500-1, 17.13.5 says of marks, with nothing of the program that wrote
them.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Literal

from lxml import etree

from tests.render.docx.reading import VALUE, W, WordFile

Verdict = Literal["accept", "reject"]
LEADS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STORIES = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")
_LOOK = re.compile("_(Kept|Last)$")
"""Whether a row stays with the next, and what is the last line above a table: no structure."""
_WORDS = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


def settle(data: bytes, verdict: Verdict) -> bytes:
    """Accept or reject everything; no mark is left."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in filter(_STORIES.fullmatch, parts):
        root = etree.fromstring(parts[name])
        _settle_root(root, *(("del", "ins") if verdict == "accept" else ("ins", "del")))
        parts[name] = etree.tostring(root)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def _settle_root(root: Any, gone: str, kept: str) -> None:
    for row in [row for row in root.iter(f"{W}tr") if _marks(row, "trPr", gone)]:
        row.getparent().remove(row)
    for table in [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        table.getparent().remove(table)
    ended = [one for one in root.iter(f"{W}p") if _marks(one, "pPr/w:rPr", gone)]
    for mark in list(root.iter(f"{W}ins", f"{W}del")):
        parent = mark.getparent()
        if mark.tag == f"{W}{gone}":
            parent.remove(mark)
        elif mark.tag == f"{W}{kept}":
            for child in list(mark):
                mark.addprevious(child)
            parent.remove(mark)
    for link in [link for link in root.iter(f"{W}hyperlink") if not len(link)]:
        link.getparent().remove(link)
    for paragraph in ended:
        _join(paragraph)
    for node in root.iter(*_WORDS):
        node.tag = _WORDS[node.tag]


def _join(paragraph: Any) -> None:
    """Let a paragraph without an end go on in the next one, which keeps its properties."""
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = content
    elif any(child.tag == f"{W}r" for child in content):
        raise AssertionError("a paragraph lost its end, and there is none after it")
    paragraph.getparent().remove(paragraph)


def _marks(element: Any, where: str, state: str) -> bool:
    names = {"w": W[1:-1]}
    return bool(element.find(f"w:{where}/w:{state}", names) is not None)


class Told(WordFile):
    """Tells what stands in a Word file, with its structure: to be compared with another's."""

    def tell(self) -> list[Any]:
        """Tell the text, and the heads and feet of its pages."""
        self.written = {
            note.get(f"{W}id"): note for note in self.root("footnotes").iter(f"{W}footnote")
        }
        related = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        targets = {one.get("Id"): f"word/{one.get('Target')}" for one in related}
        story = self.root("document")
        furniture = {
            targets[page.get(LEADS)]
            for page in story.iter(f"{W}headerReference", f"{W}footerReference")
        }
        return [
            self._tell_blocks(story[0]),
            *((name, self._tell_blocks(etree.fromstring(self.parts[name])))
              for name in sorted(furniture)),
        ]  # fmt: skip

    def _tell_blocks(self, holder: Any) -> list[Any]:
        told: list[Any] = []
        for child in holder:
            if child.tag == f"{W}p":
                told.append(self._tell_paragraph(child))
            elif child.tag == f"{W}tbl":
                told.append([self._tell_row(row) for row in child.iterchildren(f"{W}tr")])
        return told

    def _tell_row(self, row: Any) -> Any:
        head = row.find(f"{W}trPr/{W}tblHeader") is not None
        cells = []
        for cell in row.iterchildren(f"{W}tc"):
            shape = [
                (name, found.get(VALUE))
                for name in ("gridSpan", "vMerge")
                if (found := cell.find(f"{W}tcPr/{W}{name}")) is not None
            ]
            cells.append((shape, self._tell_blocks(cell)))
        return (head, cells)

    def _tell_paragraph(self, paragraph: Any) -> Any:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        identifier = style.get(VALUE) if style is not None else None
        return (
            _LOOK.sub("", self._name(identifier)),
            self._count(paragraph, identifier),
            self._tell_runs(paragraph),
        )

    def _tell_runs(self, paragraph: Any) -> list[Any]:
        """Tell runs: look, text and where it leads; those alike side by side are one."""
        told: list[Any] = []
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            look = [
                self._name(node.get(VALUE)) if node.tag == f"{W}rStyle" else
                (node.tag, sorted(node.attrib.items()))
                for node in (() if properties is None else properties)
            ]  # fmt: skip
            link = run.getparent().get(LEADS) or ""
            text = ""
            for node in run:
                text += self._tell_node(node)
            if told and told[-1][0] == (look, link):
                told[-1] = (told[-1][0], told[-1][1] + text)
            elif text:
                told.append(((look, link), text))
        return told

    def _tell_node(self, node: Any) -> str:
        if node.tag == f"{W}footnoteReference":
            note = self.written[node.get(f"{W}id")]
            return f"<note {[self._tell_paragraph(one) for one in note.iter(f'{W}p')]}>"
        if node.tag == f"{W}noBreakHyphen":  # heads have the character itself
            return "\u2011"
        if node.tag == f"{W}instrText":
            return f"<{(node.text or '').split()[:1]}>"
        if node.tag in (f"{W}t", f"{W}rPr"):
            return "" if node.tag == f"{W}rPr" else node.text or ""
        if node.tag == f"{W}drawing":
            return "".join(f"<{one.get('descr')}>" for one in node.iter() if one.get("descr"))
        inside = "".join(one.text or "" for one in node.iter(f"{W}t"))
        return f"<{etree.QName(node).localname} {sorted(node.attrib.values())} {inside}>"
