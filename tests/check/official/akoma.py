"""Reads an official resolution from its Akoma Ntoso file, as far as measuring rules needs it.

This is no importer: tables, the line of the meeting under the text and everything that the format
makes by itself are left out, and no text that stands where it is not expected is looked for. What
it gives are blocks: headings, paragraphs and subparagraphs with their notes, in reading order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
CODES = {"ara": "ar", "zho": "zh", "eng": "en", "fra": "fr", "rus": "ru", "spa": "es"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

_HEADINGS = frozenset({"HCh", "H1", "H23", "H4", "AgendaTitleH2"})
_EMPHASIS = frozenset({"italic", "bold", "bold italic"})
_LEFT_OUT = frozenset({"table", "img", "conclusions", "coverPage", "meta"})
_LABEL = re.compile(
    r"\s*(?:\(?(?P<letter>[a-zа-я]|[أ-ي]ـ?|[ivx]{1,5})\)"
    r"|(?P<number>[’‘]\d{1,2}[‘’]|[㈠-㈩]))[\t ]\s*"
)
_NUMBER = re.compile(r"\s*\d{1,3}(?:\.|[ \xa0]?[-–.]?)[\t ]\s*|\s*\d{1,3}[ \xa0]?[-–][ \xa0]?\s*")
_ORDINAL = "أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|\\w+ عشر"
_NUMERAL = re.compile(
    rf"\s*\*?(?:(?:[IVX]{{1,5}}|[A-Z]|[一二三四五六七八九十]{{1,3}}|{_ORDINAL})"
    rf"(?:(?:\.?\t|\.? -)\s*)+|[IVX]{{1,5}} |[一二三四五六七八九十]{{1,3}} )"
)
_ALONE = re.compile(
    rf"\*?(?:[IVX]{{1,5}}|[A-Z]|[一二三四五六七八九十]{{1,3}}|{_ORDINAL}"
    r"|(?:Annexe?|Anexo|Приложение) [IVX]+|附件[一二三]|المرفق \w+)\*?"
)
"""A numeral or the label of an annex that stands alone: layout makes it."""
_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Which way text runs: layout's task, and an error of reading."""
_MIRRORED = re.compile(r"(?<![\d/.-])\d{3}(?: \d{3})* \d{1,3}(?![\d/.-])")
"""Thousands typed from the last group on, so that they look right between Arabic words."""
_MARK = re.compile(r"\A\(?\s*\)\s*")
_BOLD = re.compile(r"\*[^*]+\*")
_SUPERSCRIPT = {"o": "°", "os": "os", "(": "", ")": ""}


@dataclass(slots=True)
class Block:
    """One unit: ``heading``, ``paragraph`` (numbered or not), ``subparagraph`` or ``annex``."""

    kind: str
    level: int
    text: str
    notes: list[str] = field(default_factory=list)

    @property
    def shape(self) -> tuple[str, int, int]:
        """What must be alike in every language version."""
        return self.kind, self.level, len(self.notes)


@dataclass(slots=True)
class Resolution:
    """One language version of a resolution."""

    code: str
    symbol: str
    date: str
    adopted: str
    title: str
    basis: str
    agenda: tuple[str, str]
    blocks: list[Block]
    left_out: int
    """How many cells of tables there are, which are left out."""


def read_resolutions(path: Path) -> Iterator[Resolution]:
    """Read the resolutions of a file, most often one. Raises ValueError for another language."""
    root = etree.parse(str(path), _PARSER).getroot()
    language = root.find(f".//{NAMESPACE}FRBRlanguage").get("language")
    if language not in CODES:
        raise ValueError(f"{path}: language {language}")
    cover = root.find(f".//{NAMESPACE}coverPage")
    statements = list(root.iter(f"{NAMESPACE}statement"))
    for number, statement in enumerate(statements):
        reader = _Reader(CODES[language])
        blocks = list(reader.read(statement))
        if not blocks:
            continue
        title = reader.write(statement.find(f"{NAMESPACE}preface/{NAMESPACE}p/{NAMESPACE}docTitle"))
        symbol = _say(cover.find(f".//{NAMESPACE}docNumber")).replace(" ", "")
        yield Resolution(
            CODES[language],
            symbol if len(statements) == 1 else re.sub(r"A-[A-Z]$", "ABC"[number], symbol),
            cover.find(f".//{NAMESPACE}docDate").get("date"),
            root.find(f".//{NAMESPACE}FRBRWork/{NAMESPACE}FRBRdate").get("date"),
            title or reader.write(cover.findall(f".//{NAMESPACE}docTitle")[-1]),
            reader.join(_say(cover.find(f".//{NAMESPACE}docProponent")).strip("[]")),
            (
                _say_inline(cover, "agenda item"),
                reader.join(_say_inline(cover, "agenda item name")),
            ),
            blocks,
            sum(1 for _ in statement.iter(f"{NAMESPACE}td")),
        )  # fmt: skip


def _say_inline(cover: etree._Element, name: str) -> str:
    inlines = cover.iter(f"{NAMESPACE}inline")
    return _say(next((kept for kept in inlines if kept.get("name") == name), None))


def _looks_like_heading(typed: str) -> bool:
    """Whether a paragraph is a heading by its looks, where its class says nothing."""
    bare = typed.strip()
    alone = _BOLD.fullmatch(bare) or _ALONE.fullmatch(bare)
    return typed.startswith("\t\t") or alone is not None or _NUMERAL.match(typed) is not None


def _say(element: etree._Element | None) -> str:
    return _clean("".join(element.itertext())) if element is not None else ""


def _clean(text: str) -> str:
    """Make blanks plain and single; entities that were escaped twice are undone."""
    return re.sub(r"[ \t\n\r\xa0]+", " ", html.unescape(text)).strip()


class _Reader:
    """Reads blocks; a subparagraph's level is known from those before it."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.notes: list[str] = []
        self.level = 0
        self.last = ""

    def read(self, statement: etree._Element) -> Iterator[Block]:
        for part in statement:
            name = _name(part)
            if name in ("preamble", "mainBody"):
                yield from self._read_part(part)
            elif name == "attachments":
                for body in part.iter(f"{NAMESPACE}mainBody"):
                    yield Block("annex", 0, "")
                    yield from self._read_part(body)

    def _read_part(self, part: etree._Element) -> Iterator[Block]:
        for element in part:
            name = _name(element)
            if name in _LEFT_OUT or (name == "container" and element.get("name") == "table"):
                continue
            if name in ("section", "blockList", "list", "attachment", "doc"):
                yield from self._read_part(element)
            elif name in ("heading", "subheading"):
                yield from self._make("heading", element)
            elif name in ("formula", "container", "crossHeading", "item", "intro", "point"):
                yield from self._make("unnumbered", element)
            elif name == "paragraph":
                yield from self._read_paragraph(element)

    def _read_paragraph(self, element: etree._Element) -> Iterator[Block]:
        number = element.find(f"{NAMESPACE}num")
        lists = element.find(f"{NAMESPACE}list")
        if element.get("class") in _HEADINGS or element.find(f"{NAMESPACE}subheading") is not None:
            yield from self._make("heading", element)
        elif lists is not None:
            yield from self._read_part(lists)
        elif number is not None and re.match(r"\d", _say(number)):
            yield from self._make("paragraph", element)
        else:
            yield from self._make("unnumbered", element)

    def _make(self, kind: str, element: etree._Element) -> Iterator[Block]:
        self.notes = []
        typed = self._write_all(element)
        level = 0
        label = _LABEL.match(typed) if kind == "unnumbered" else None
        if label is not None:
            kind, level = "subparagraph", self._find_level(label)
            typed = typed[label.end() :]
        elif kind != "heading" and (number := _NUMBER.match(typed)):
            kind, typed = "paragraph", typed[number.end() :]
        elif kind == "unnumbered" and _looks_like_heading(typed):
            kind = "heading"
        while kind == "heading" and (numeral := _NUMERAL.match(typed)):
            typed = typed[numeral.end() :]
            typed = f"*{typed}" if numeral[0].lstrip().startswith("*") else typed
        if kind != "subparagraph":
            self.level, self.last = 0, ""
        text = self._tidy(typed)
        if text and not (kind == "heading" and _ALONE.fullmatch(text)):
            yield Block(kind, level, text, self.notes)

    def _find_level(self, label: re.Match[str]) -> int:
        """An (i) after an (h) goes on with the letters; any other begins a list in the list."""
        letter = label["letter"] or ""
        roman = bool(label["number"]) or (re.fullmatch("[ivx]+", letter) is not None)
        goes_on = len(letter) == 1 and self.level == 1 and ord(letter) == ord(self.last or " ") + 1
        first = not self.level and letter in ("v", "x")
        self.level = 2 if roman and not goes_on and not first and self.level else 1
        if self.level == 1:
            self.last = letter[:1]
        return self.level

    def write(self, element: etree._Element | None) -> str:
        """Write the text of an element in the source's markup."""
        return self._tidy(self._write_all(element), lines=True) if element is not None else ""

    def _tidy(self, typed: str, *, lines: bool = False) -> str:
        """Blanks single and plain, none inside marks of emphasis, none beside a call in Chinese."""
        text = re.sub(r"\*(\s*)\*", r"\1", typed)
        text = _CONTROLS.sub("", re.sub(r"[ \t\n\r\xa0]+", " ", text)).strip()
        if self.code == "ar":
            text = _MIRRORED.sub(lambda match: " ".join(match[0].split()[::-1]), text)
        text = re.sub(r"(?<=[\u3400-\u9fff，。；：、”》)])(\[\^n\d+\]) ", r"\1", text)
        text = re.sub(r"(\[\^n\d+\]) (?=[\u3400-\u9fff，。；：、《“])", r"\1", text)
        text = re.sub(r" (?=\[\^n\d+\][\u3400-\u9fff，。；：、])", "", text)
        return self.join(text) if lines else text

    def join(self, text: str) -> str:
        """Join lines, which in Chinese leaves no blank between them."""
        if self.code != "zh":
            return text
        return re.sub(r"(?<=[\u3400-\u9fff：]) (?=[\u3400-\u9fff《(\d])|(?<=月) ", "", text)

    def _write_all(self, element: etree._Element) -> str:
        parts = [_escape(element.text)]
        for child in element:
            name = _name(child)
            if name == "authorialNote":
                self.notes.append(self._write_note(child))
                parts.append(f"[^n{len(self.notes)}]")
            elif name not in _LEFT_OUT:
                parts.append(self._write_inline(child, name))
            parts.append(_escape(child.tail))
        return "".join(parts)

    def _write_inline(self, element: etree._Element, name: str) -> str:
        inner = self._write_all(element)
        if name == "eol":
            return " "
        if name == "sup":
            bare = inner.strip("\xa0 \t")
            return inner.replace(bare, _SUPERSCRIPT.get(bare, bare)) if bare else inner
        if name == "span" and element.get("class") in _EMPHASIS and inner.strip():
            bare = inner.strip()
            before, after = inner.split(bare, 1) if "*" not in bare else ("", "")
            return f"{before}*{bare}*{after}" if "*" not in bare else inner
        return inner + ("\t" if name == "num" else " " if name == "p" else "")

    def _write_note(self, note: etree._Element) -> str:
        inner = _Reader(self.code)
        # In Arabic the parentheses of the mark are text.
        paragraphs = (_MARK.sub("", inner._tidy(inner._write_all(kept))) for kept in note)
        return "\n\n".join(kept for kept in paragraphs if kept)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _escape(text: str | None) -> str:
    """Put a backslash before what would be markup."""
    return re.sub(r"([\\*\[\]])", r"\\\1", html.unescape(text or ""))
