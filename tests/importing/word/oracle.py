"""What a Word file says, read straight from its XML: words, numbers, labels, notes, cells.

Nothing here is shared with the reader that is measured: text is what stands in ``w:t``, wherever.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CONTENTS = {"contents", "table des matières", "índice", "содержание", "目录", "المحتويات"}
_LABEL = re.compile(r"\t*(\(?[0-9A-Za-zа-я]{1,6}[.)]|\d+\.\d+)\t\s*(\S.*)", re.S)
_STARRED = re.compile(r"\t*(\*+)\t")
_OUT = {f"{MC}Fallback", f"{W}del", f"{W}instrText", f"{W}delText"}


@dataclass
class Said:
    """What a file says."""

    words: Counter[str] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    labels: list[tuple[str, str]] = field(default_factory=list)
    """With the beginning of the text after each."""
    notes: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


def squeeze(text: str) -> str:
    """Leave out all that spaces, marks of direction and of notes may change."""
    return re.sub(r"[\s\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069*]", "", text)


def count_words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W\d_]+", text))


def count_numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", text)))


def read_said(data: bytes) -> Said:
    """Read a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
        styles = etree.fromstring(archive.read("word/styles.xml"))
        notes = (etree.fromstring(archive.read("word/footnotes.xml"))
                 if "word/footnotes.xml" in names else None)  # fmt: skip
    assert body is not None
    called = {
        style.get(f"{W}styleId"): style.find(f"{W}name") for style in styles.iter(f"{W}style")
    }
    heads = {
        key for key, name in called.items()
        if name is not None and re.match(r"_ H[ _]|heading \d", name.get(f"{W}val", ""))
    }  # fmt: skip
    for element in [*body.iter(*_OUT)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    _drop_contents(body)
    said = Said()
    for paragraph in body.iter(f"{W}p"):
        text = tell(paragraph)
        said.words += count_words(text)
        said.numbers += count_numbers(text)
        if next(paragraph.iterancestors(f"{W}tc"), None) is not None:
            continue
        if _STARRED.match(text):
            said.notes.append(squeeze(text))
        elif match := _LABEL.match(text):
            said.labels.append((match[1], squeeze(match[2])[:30]))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in heads and text.strip():
            said.headings.append(squeeze(text))
    for cell in body.iter(f"{W}tc"):
        text = " ".join(map(tell, cell.iter(f"{W}p")))
        if squeeze(text):
            said.cells.append(squeeze(text))
    for note in notes.iter(f"{W}footnote") if notes is not None else ():
        text = " ".join(map(tell, note.iter(f"{W}p")))
        if note.get(f"{W}type") is None and squeeze(text):
            said.notes.append(squeeze(text))
    return said


def _drop_contents(body: etree._Element) -> None:
    """Drop the lines below the word "Contents": a list of them is made."""
    waiting = False
    for block in list(body):
        text = " ".join(tell(kept) for kept in block.iter(f"{W}p")).strip()
        if text.casefold() in CONTENTS:
            waiting = True
        elif waiting and text:
            waiting = False
            if block.tag == f"{W}tbl":
                body.remove(block)


def tell(paragraph: etree._Element) -> str:
    """Tell a paragraph's characters, its tabs and the ends of its lines; no box in it."""
    told = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if next(element.iterancestors(f"{W}p")) is not paragraph:
            continue
        if element.tag == f"{W}t":
            raised = element.getparent().find(f"{W}rPr/{W}vertAlign")
            is_mark = raised is not None and re.fullmatch(r"[a-z,*\d]", element.text or "")
            told.append(f" {element.text}" if is_mark else element.text or "")
        elif element.tag == f"{W}noBreakHyphen":
            told.append("\u2011")
        elif element.getparent().tag == f"{W}r":
            told.append("\t" if element.tag == f"{W}tab" else "\n")
    return "".join(told)
