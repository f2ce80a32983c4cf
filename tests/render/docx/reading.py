"""Reading a Word file back as Word would show it: every label, number, mark and word.

Numbers are counted here from the lists and styles of the file, not taken from the program that
wrote it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HAN = "一二三四五六七八九"
ABJAD = "أبجد?وزحطيكلمنسعفصقرشتثخذضظغ"
SHOWN = {
    f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}  # fmt: skip
"""What a run shows: its text, or a character of its own."""

MARKS = (
    "footnote reference",
    "footnote characters",
    "footnote reference_comma",
    "table_call",
    "table_call_g",
)
"""The styles of the marks of notes, Word's and LibreOffice's."""
_LABELLED = ("Annex", "_Part", "toc 9")
"""What is in the names of styles whose paragraphs begin with a label and a line break."""
_NUMERAL = re.compile("[IVXLC]+|[一二三四五六七八九十]+")
"""The label of a section of a resolution, which may have none, and a line break in its title."""


@dataclass
class Read:
    """A paragraph as it was read: the name of its style, its label, its text."""

    style: str
    label: str
    text: str


@dataclass
class Counter:
    """Counts one list; ``counts`` by level."""

    counts: dict[int, int] = field(default_factory=dict)

    def step(self, level: int) -> None:
        self.counts[level] = self.counts.get(level, 0) + 1
        for deeper in [kept for kept in self.counts if kept > level]:
            del self.counts[deeper]


class WordFile:
    """A Word file, open for reading."""

    def __init__(self, data: bytes, *, shared: bool = True) -> None:
        """``shared``: instances of one list count together, as in Word; else apart."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.shared = shared
        self.styles = {
            style.get(f"{W}styleId"): style for style in self.root("styles").iter(f"{W}style")
        }
        self.counters: dict[str, Counter] = {}
        self.begun: set[str] = set()
        self.lists: dict[str, tuple[str, dict[int, int]]] = {}
        self.levels: dict[tuple[str, int], tuple[str, str]] = {}
        self._read_lists()

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[f"word/{name}.xml"])

    def _read_lists(self) -> None:
        root = self.root("numbering")
        for form in root.iter(f"{W}abstractNum"):
            for level in form.iter(f"{W}lvl"):
                key = (form.get(f"{W}abstractNumId"), int(level.get(f"{W}ilvl")))
                kind, text = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
                self.levels[key] = (kind.get(VALUE), text.get(VALUE))
        for number in root.findall(f"{W}num"):
            starts = {
                int(override.get(f"{W}ilvl")): int(override.find(f"{W}startOverride").get(VALUE))
                for override in number.findall(f"{W}lvlOverride")
            }
            form = number.find(f"{W}abstractNumId").get(VALUE)
            self.lists[number.get(f"{W}numId")] = (form, starts)

    def paragraphs(self) -> list[Read]:
        """Read the paragraphs of the text, notes apart, in order."""
        read = [self._read(paragraph) for paragraph in self.root("document").iter(f"{W}p")]
        return list(_join_numbers(read))

    def notes(self) -> list[Read]:
        """Read the notes in the order of their calls, each further paragraph without a mark."""
        written = {note.get(f"{W}id"): note for note in self.root("footnotes").iter(f"{W}footnote")}
        found, number = [], 0
        for call in self.root("document").iter(f"{W}footnoteReference"):
            if call.get(f"{W}customMarkFollows"):
                mark = "".join(text.text for text in call.getparent().iter(f"{W}t"))
            else:
                number += 1
                mark = str(number)
            for place, paragraph in enumerate(written[call.get(f"{W}id")].iter(f"{W}p")):
                read = self._read(paragraph)
                found.append(Read(read.style, "" if place else mark, read.text))
        return found

    def _read(self, paragraph: etree._Element) -> Read:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = self._name(style.get(VALUE)) if style is not None else ""
        label = self._count(paragraph, style.get(VALUE) if style is not None else None)
        raw = self._tell(paragraph)
        if not label:
            if name == "table of figures":
                return Read(name, *raw.replace("\u2003", "\t", 1).split("\t")[:2])
            is_labelled = any(kind in name for kind in _LABELLED)
            if is_labelled and "\n" not in raw:  # it has no title
                return Read(name, raw.strip("\t"), "")
            typed = [piece for piece in raw.split("\t") if piece]
            if len(typed) == 2:
                return Read(name, *typed)
            if name.startswith(("Table_Source", "Figure_Source")):
                return Read(name, *self._split_word(paragraph))
            before, broken, after = raw.partition("\n")
            if broken and (
                is_labelled or (name.endswith("_Section") and _NUMERAL.fullmatch(before))
            ):
                return Read(name, before, after.strip("\t"))
        return Read(name, label, raw.strip("\t"))

    def _name(self, identifier: str | None) -> str:
        style = self.styles.get(identifier)
        return style.find(f"{W}name").get(VALUE) if style is not None else ""

    def _split_word(self, paragraph: etree._Element) -> tuple[str, str]:
        """Split the word before a source, which has a style of its own, from the source."""
        raw, word = self._tell(paragraph), ""
        for run in paragraph.iter(f"{W}r"):
            style = run.find(f"{W}rPr/{W}rStyle")
            if style is not None and self._name(style.get(VALUE)).startswith("Table_Word"):
                word += "".join(run.itertext())
        return (word, raw.removeprefix(word)) if word else ("", raw)

    def _tell(self, paragraph: etree._Element) -> str:
        """Tell a paragraph's text: no marks of notes, no codes of fields."""
        told: list[str] = []
        for run in paragraph.iter(f"{W}r"):
            style = run.find(f"{W}rPr/{W}rStyle")
            if style is not None and self._name(style.get(VALUE)).lower() in MARKS:
                continue
            told += [SHOWN[node.tag] or node.text or "" for node in run if node.tag in SHOWN]
            told += [
                picture.get("descr", "") for picture in run.iterfind(f"{W}drawing//{DRAWN}docPr")
            ]
        return "".join(told)

    def _count(self, paragraph: etree._Element, style: str | None) -> str:
        place = self._find_list(paragraph.find(f"{W}pPr/{W}numPr"), style)
        if place is None or place[0] not in self.lists:
            return ""
        number, level = place
        form, starts = self.lists[number]
        counter = self.counters.setdefault(form if self.shared else number, Counter())
        if number not in self.begun:
            self.begun.add(number)
            for begins, start in starts.items():
                counter.counts[begins] = start - 1
        counter.step(level)
        kind, text = self.levels[form, level]
        return text.replace(f"%{level + 1}", write(kind, counter.counts[level]))

    def _find_list(self, own: etree._Element | None, style: str | None) -> tuple[str, int] | None:
        """Find the list and level of a paragraph: its own, or its style's, or its base's."""
        found: tuple[str, int] | None = None
        while style is not None and style in self.styles and own is None:
            own = self.styles[style].find(f"{W}pPr/{W}numPr")
            base = self.styles[style].find(f"{W}basedOn")
            style = base.get(VALUE) if base is not None else None
        if own is not None:
            level, number = own.find(f"{W}ilvl"), own.find(f"{W}numId")
            found = (number.get(VALUE), int(level.get(VALUE)) if level is not None else 0)
        return found


def _join_numbers(read: list[Read]) -> Iterator[Read]:
    """Join the number of a table or figure, in a line of its own, to the title that follows it."""
    waiting: Read | None = None
    for paragraph in read:
        if waiting is not None:
            if paragraph.style.startswith(("Table_Title", "Figure_Title")):
                yield Read(paragraph.style, waiting.text, paragraph.text)
                waiting = None
                continue
            yield Read(waiting.style, waiting.text, "")
        numbers = ("Table_Number", "Figure_Number")
        waiting = paragraph if paragraph.style.startswith(numbers) else None
        if waiting is None:
            yield paragraph


def write(kind: str, number: int) -> str:
    """Write a number as Word's formats do."""
    match kind:
        case "bullet":
            return ""
        case "decimal":
            return str(number)
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter if kind == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman":
            parts = zip((10, 9, 5, 4, 1), ("x", "ix", "v", "iv", "i"), strict=True)
            written = ""
            for value, letters in parts:
                written += letters * (number // value)
                number %= value
            return written if kind == "lowerRoman" else written.upper()
        case "chineseCountingThousand":
            tens, ones = divmod(number, 10)
            ten = "" if not tens else "十" if tens == 1 else f"{HAN[tens - 1]}十"
            return ten + (HAN[ones - 1] if ones else "")
        case "arabicAbjad":
            return ABJAD[number - 1]
        case _:
            raise AssertionError(f"no such format: {kind}")


def read_sequence(
    data: bytes, skipped: frozenset[str], *, shared: bool = True
) -> list[tuple[str, str]]:
    """Read (label, text) of everything but the paragraphs of some styles, then of the notes."""
    file = WordFile(data, shared=shared)
    kept = [read for read in file.paragraphs() if read.style not in skipped]
    return [(read.label, read.text) for read in (*kept, *file.notes())]
