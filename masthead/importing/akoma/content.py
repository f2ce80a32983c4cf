"""Texts of Akoma Ntoso: words, emphasis, links, raised letters, notes with their calls.

Tabs are kept until the label before a text is split from it; :func:`tidy` makes spaces single.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from lxml.etree import _Element
from msgspec import Struct, field

from masthead.draft.content import close_marks, dress, join, tidy
from masthead.draft.draft import Remark, say
from masthead.draft.labels import Labels
from masthead.importing.akoma.document import line_of, name_of
from masthead.language.language import Language
from masthead.syntax.address import is_address
from masthead.syntax.text import (
    Content,
    Inline,
    LineBreak,
    NoteCall,
    Plain,
)
from masthead.syntax.unseen import BIDI_CONTROLS

_CONTROLS = re.compile(f"[{BIDI_CONTROLS}\ufeff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-", 0xF0B0: "°", 0xF0B1: "±"}
"""Characters of Word's Symbol font that stand for others."""
_TAG = re.compile(r"</?(?:span|a|b|i|p|br|div|font|sup)\b[^<>]*>", re.IGNORECASE)
_MARK = re.compile(r"\A[\s\xa0]*(?:\([\s\xa0]*\)[\s\xa0]*)?")
_WRAPPERS = frozenset(
    [
        "p",
        "span",
        "inline",
        "docTitle",
        "docNumber",
        "docProponent",
        "docDate",
        "docAuthority",
        "docType",
        "docStatus",
        "event",
        "date",
        "session",
        "organization",
        "person",
        "role",
        "term",
        "concept",
        "ref",
        "mref",
        "rref",
        "quote",
        "quotedText",
        "def",
        "entity",
        "object",
        "location",
        "process",
        "quantity",
        "time",
        "ins",
        "remark",
        "num",
        "heading",
        "subheading",
        "crossHeading",
        "content",
        "intro",
        "wrapUp",
        "container",
        "block",
        "abbr",
        "placeholder",
        "documentRef",
        "font",
        "div",
    ]
)
"""Elements whose words are taken, and which say nothing that is printed."""


def leave_out(text: str) -> str:
    """Leave out of a text what is none: remnants of HTML, marks of direction, private letters."""
    return _PRIVATE.sub("", _CONTROLS.sub("", _TAG.sub("", text)).translate(_SYMBOLS))


def say_picture(element: _Element) -> str:
    """Say that a picture is left out, by its file and what it shows."""
    said = ", ".join(filter(None, (element.get("src"), element.get("alt"), element.get("title"))))
    return f"a picture is left out: {said}" if said else "a picture is left out"


class ContentReader(Struct):
    """Reads the texts of one file, and gathers the notes that they call."""

    language: Language
    labels: Labels
    file: str
    notes: dict[str, list[Content]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    """The keys of notes by their ids in the file."""
    in_table: bool = False
    """Whether texts of a table are read."""
    in_note: bool = False
    """Whether the text of a note is read."""

    def remark(self, element: _Element, message: str) -> None:
        """Note that something was not taken over as it stands."""
        self.remarks.append(Remark(self.file, line_of(element), message))

    def read(self, element: _Element) -> Content:
        """Read the text of an element, with its tabs."""
        return tuple(close_marks(join(self._read(element))))

    def read_tidy(self, element: _Element) -> Content:
        """Read the text of an element, with single spaces and none at its ends."""
        return tidy(self.read(element), self.language)

    def _read(self, element: _Element) -> Iterator[Inline]:
        yield from self.read_words(element, element.text)
        for child in element:
            if name_of(child) == "p" and child.getprevious() is not None:
                yield LineBreak()
            yield from self.read_child(child)
            yield from self.read_words(element, child.tail)

    def read_child(self, child: _Element) -> Iterator[Inline]:
        """Read an element in a text."""
        name = name_of(child)
        match name:
            case "authorialNote" | "noteRef":
                yield from self._read_note(child, name)
            case "eol" | "br":
                yield LineBreak()
            case "sup" | "sub":
                yield from self._read_shifted(child, name)
            case "a":
                yield from self._read_link(child)
            case "i" | "em" | "b" | "strong" | "span":
                yield from self._read_emphasis(child, name)
            case "img":
                self.remark(child, say_picture(child))
            case "":
                pass
            case _:
                if name not in _WRAPPERS:
                    self.remark(child, f"<{name}> is taken for its words alone")
                yield from self._read(child)

    def read_words(self, element: _Element, text: str | None) -> Iterator[Inline]:
        """Read words that stand directly in an element."""
        if not text:
            return
        if "&" in text:
            text = html.unescape(text)
        if "<" in text and _TAG.search(text):
            self.remark(element, f"remnants of HTML are left out: {' '.join(_TAG.findall(text))}")
            text = _TAG.sub("", text)
        text = _CONTROLS.sub("", text).translate(_SYMBOLS)
        if lost := _PRIVATE.findall(text):
            names = ", ".join(f"U+{ord(one):04X}" for one in dict.fromkeys(lost))
            self.remark(element, f"characters of a private font are left out: {names}")
            text = _PRIVATE.sub("", text)
        if text:
            yield Plain(text)

    def _read_note(self, element: _Element, name: str) -> Iterator[Inline]:
        if name == "noteRef":
            wanted = (element.get("href") or "").lstrip("#")
            key = self.known.get(wanted, "")
            if key:
                self.remark(element, f"note {wanted} is called once more here: it is called once")
            else:
                self.remark(element, f"a call leads to no note: {wanted or 'without an address'}")
            return
        if self.in_note:
            self.remark(element, "a note in a note is read as words of that note")
            yield Plain(" (")
            yield from tidy(self.read(element), self.language)
            yield Plain(")")
            return
        key = f"n{len(self.notes) + 1}"
        self.notes[key] = []
        self.known[element.get("eId") or ""] = key
        inner = [one for one in element if name_of(one)]
        beside = "".join([element.text or "", *(one.tail or "" for one in element)])
        if beside.strip() or any(name_of(one) != "p" for one in inner) or not inner:
            inner = [element]
        self.in_note = True
        paragraphs = [self._strip_mark(self.read(one), element.get("marker") or "")
                      for one in inner]  # fmt: skip
        self.in_note = False
        kept = [text for one in paragraphs if say(text := tidy(one, self.language)).strip()]
        if not kept:
            self.remark(element, f"note {element.get('marker') or ''} has no text; it is left out")
            del self.notes[key]
            self.notes[f"{key}-empty"] = []
            return
        self.notes[key] = kept
        yield NoteCall(key)

    def _strip_mark(self, content: Content, marker: str) -> Content:
        """Leave out the mark that is typed before a note: empty parentheses, or its number."""
        if not content or not isinstance(content[0], Plain):
            return content
        text = _MARK.sub("", content[0].text, count=1)
        if marker and re.match(rf"\(?{re.escape(marker)}\)?\t", text):
            text = text.partition("\t")[2]
        return (Plain(text), *content[1:])

    def _read_shifted(self, element: _Element, name: str) -> Iterator[Inline]:
        inner = self.read(element)
        text = say(inner)
        bare = text.strip(" \xa0\t\n")
        if not bare or len(inner) != 1 or not isinstance(inner[0], Plain):
            yield from inner
            return
        before, _, after = text.partition(bare)
        raised = dress((Plain(bare),), shift=1 if name == "sup" else -1)
        yield from (Plain(before), *raised, Plain(after))

    def _read_link(self, element: _Element) -> Iterator[Inline]:
        inner = tuple(self._read(element))
        text = say(inner)
        target = re.sub(r"\s", "%20", (element.get("href") or "").strip())
        if not text.strip(" \xa0\t\n") or not is_address(target):
            if target and text.strip() and not target.startswith("#"):
                self.remark(element, f"the address of a link is none: {target}")
            yield from inner
            return
        yield from dress(inner, address=target)

    def _read_emphasis(self, element: _Element, name: str) -> Iterator[Inline]:
        looks = set((element.get("class") or "").split())
        looks |= {{"i": "italic", "em": "italic", "b": "bold", "strong": "bold"}.get(name, "")}
        inner = tuple(self._read(element))
        opens = "bold" in looks and self.language.script == "han" and not self.in_table
        emphasis = "italic" in looks or opens  # Chinese stresses the opening words in bold
        yield from dress(inner, emphasis=emphasis, strong="bold" in looks and not emphasis)
