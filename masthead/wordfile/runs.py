"""What stands in a paragraph: words with their looks, tabs, calls, fields, links, drawings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from masthead.wordfile.drawings import Drawings, read_words
from masthead.wordfile.equations import read_equation
from masthead.wordfile.model import Call, End, Field, Look, Lost, Piece, Tab, Words
from masthead.wordfile.names import Element, M, R, W, walk
from masthead.wordfile.package import Relation
from masthead.wordfile.styles import Chain, Styles

_CHARACTERS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_CALLS: Mapping[str, Literal["footnote", "endnote"]] = {
    f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote",
}  # fmt: skip


def _end(child: Element) -> End:
    kind = child.get(f"{W}type")
    return End("page") if kind == "page" else End("column") if kind == "column" else End()


_ENDS_OF: Mapping[str, Callable[[Element], Tab | End]] = {
    f"{W}tab": lambda _: Tab(), f"{W}ptab": lambda _: Tab(), f"{W}cr": _end, f"{W}br": _end,
}  # fmt: skip
_SYMBOLS = {
    "symbol": {
        0xB7: "•", 0x2D: "\u2212", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×",
        0xB9: "≠", 0xBB: "≈", 0xAE: "→", 0xAC: "←", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ",
        0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA5: "∞", 0xD6: "√",
    },
    "wingdings": {0xA7: "▪", 0x9F: "•", 0x6C: "●", 0x6E: "■", 0xD8: "➢", 0xFC: "✓", 0xA8: "☐"},
}  # fmt: skip
"""What the characters of the two fonts for signs are, by their place in the font."""
_IGNORED = {
    f"{W}{name}"
    for name in (
        "rPr", "pPr", "lastRenderedPageBreak", "proofErr", "annotationRef", "footnoteRef",
        "endnoteRef", "separator", "continuationSeparator", "commentRangeStart", "commentRangeEnd",
        "permStart", "permEnd", "bookmarkStart", "bookmarkEnd", "pgNum", "fldData", "dayLong",
        "delText", "delInstrText", "rubyPr", "sdtPr", "sectPr", "del", "moveFrom",
    )
}  # fmt: skip
_DEEPEST = 30
"""Fields in each other, at most."""
_ENDS = {
    f"{W}{change}Range{end}"
    for change in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel")
    for end in ("Start", "End")
}
_MARK = re.compile(r"[*†‡§#]+|\(?\w{1,3}\)?")
_STARS = re.compile(r"[*†‡§#]+")
_LEVELS = re.compile(r'\\o\s*"?([1-9])-([1-9])"?')
_ADDRESS = re.compile(r'"([^"]*)"|(\S+)')


class _Open:
    """A field that is open: its code so far, and whether its result has begun."""

    def __init__(self) -> None:
        self.code = ""
        self.in_result = False
        self.has_words = False

    def make_field(self) -> Field:
        name, _, rest = self.code.strip().partition(" ")
        return Field(name.upper(), rest.strip())


class Runs:
    """Reads the runs of one story; fields may go on from paragraph to paragraph."""

    def __init__(
        self, styles: Styles, relations: Mapping[str, Relation], drawings: Drawings,
        variables: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.styles = styles
        self.relations = relations
        self.drawings = drawings
        self.variables = variables
        self._open: list[_Open] = []
        self._skipped = ""
        """Words that stand in the code of a field."""
        self.listed: tuple[int, int] | None = None
        """The outline levels of the table of contents that begins in it, from 1 on."""
        self.commented: list[str] = []
        """The ids of the comments met in the paragraph that was read last."""

    def begin(self) -> Runs:
        """Begin another stream of the same part: fields that are open here are not open there."""
        return Runs(self.styles, self.relations, self.drawings, self.variables)

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents that Word makes is open."""
        return any(kept.in_result and kept.make_field().name == "TOC" for kept in self._open)

    def read(self, paragraph: Element, chain: Chain) -> list[Piece]:
        """Read a paragraph's pieces."""
        self.commented = []
        self.listed = None
        pieces = list(self._read_inline(paragraph, chain, None, ""))
        if not all(kept.in_result for kept in self._open):
            self._open = [kept for kept in self._open if kept.in_result]
            pieces.append(Lost("a field that has no end", self._skipped))
        self._skipped = ""
        return _join(_take_marks(pieces))

    def _read_inline(
        self, parent: Element, chain: Chain, field: Field | None, link: str
    ) -> Iterator[Piece]:
        for child in walk(parent):
            if child.tag == f"{W}r":
                yield from _join(list(self._read_run(child, chain, field, link)))
            elif child.tag == f"{W}hyperlink":
                address = self._find_address(child)
                yield from self._read_inline(child, chain, field, address or link)
            elif child.tag == f"{W}fldSimple":
                yield from self._read_simple(child, chain, link)
            elif child.tag in (f"{M}oMath", f"{M}oMathPara"):
                yield from self._read_equation(child, chain)
            elif child.tag not in _IGNORED and child.tag not in _ENDS:
                yield Lost(f"<{str(child.tag).rpartition('}')[2]}>", read_words(child))

    def _read_simple(self, child: Element, chain: Chain, link: str) -> Iterator[Piece]:
        opened = _Open()
        opened.code = child.get(f"{W}instr", "")
        found = opened.make_field()
        pieces = list(self._read_inline(child, chain, found, link or _get_link(found)))
        yield from pieces or self._read_variable(found, chain)

    def _find_address(self, element: Element) -> str:
        relation = self.relations.get(element.get(f"{R}id", ""))
        anchor = element.get(f"{W}anchor", "")
        if relation and relation.external:
            return relation.target + (f"#{anchor}" if anchor else "")
        return f"#{anchor}" if anchor else ""

    def _read_run(
        self, run: Element, chain: Chain, field: Field | None, link: str
    ) -> Iterator[Piece]:
        look = self.styles.resolve_look(chain, run.find(f"{W}rPr"))
        for child in walk(run):
            if child.tag == f"{W}fldChar":
                yield from self._turn_field(child, chain)
                continue
            if child.tag == f"{W}instrText":
                if self._open and not self._open[-1].in_result:
                    self._open[-1].code += child.text or ""
                continue
            if self._open and not all(kept.in_result for kept in self._open):
                self._skipped += child.text or "" if child.tag == f"{W}t" else ""
                continue
            inner, address = field, link
            if self._open:
                self._open[-1].has_words = True
                inner = self._open[-1].make_field()
                address = link or next(
                    (found for kept in self._open if (found := _get_link(kept.make_field()))), ""
                )
            yield from self._read_child(child, look, chain, inner, address)

    def _turn_field(self, mark: Element, chain: Chain) -> Iterator[Piece]:
        match mark.get(f"{W}fldCharType"):
            case "begin" if len(self._open) < _DEEPEST:
                self._open.append(_Open())
            case "separate" if self._open:
                self._open[-1].in_result = True
                field = self._open[-1].make_field()
                match = _LEVELS.search(field.code) if field.name == "TOC" else None
                self.listed = (int(match[1]), int(match[2])) if match else self.listed
            case "end" if self._open:
                closed = self._open.pop()
                if not closed.has_words and all(kept.in_result for kept in self._open):
                    yield from self._read_variable(closed.make_field(), chain)

    def _read_variable(self, field: Field, chain: Chain) -> Iterator[Piece]:
        """Read the document variable that a field without a result prints."""
        if field.name == "DOCVARIABLE":
            match = _ADDRESS.match(field.code)
            name = (match[1] or match[2] or "") if match else ""
            if text := self.variables.get(name):
                yield Words(text, self.styles.find_look(chain), field)

    def _read_child(
        self, child: Element, look: Look, chain: Chain, field: Field | None, link: str
    ) -> Iterator[Piece]:
        tag = str(child.tag)
        if tag in _ENDS_OF:
            yield _ENDS_OF[tag](child)
        elif tag == f"{W}t" or tag in _CHARACTERS:
            if text := _CHARACTERS.get(tag) or (child.text or "").replace("\n", " "):
                yield Words(text, look, field, link)
        elif tag == f"{W}sym":
            yield _read_symbol(child, look, field, link)
        elif tag in _CALLS:
            custom = child.get(f"{W}customMarkFollows") in ("1", "true", "on")
            yield Call(_CALLS[tag], child.get(f"{W}id", ""), "?" if custom else "")
        elif tag == f"{W}ruby":
            base, above = child.find(f"{W}rubyBase"), child.find(f"{W}rt")
            if base is not None:
                yield from self._read_inline(base, chain, field, link)
            yield Lost(
                "the reading above a character", read_words(above) if above is not None else ""
            )
        elif tag == f"{W}commentReference":
            self.commented.append(child.get(f"{W}id", ""))
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            yield from self._read_equation(child, chain)
        elif tag not in _IGNORED:
            yield from self._read_drawn(child)

    def _read_equation(self, equation: Element, chain: Chain) -> Iterator[Piece]:
        """Read an equation as words in a line, and say that it was more."""
        look = self.styles.find_look(chain)
        yield Lost("the layout of an equation")
        for text, shift in read_equation(equation):
            yield Words(text, look._replace(shift=shift))

    def _read_drawn(self, child: Element) -> Iterator[Piece]:
        """Read what no characters are."""
        if child.tag == f"{W}drawing":
            yield from self.drawings.read_drawing(child)
        elif child.tag in (f"{W}pict", f"{W}object"):
            yield from self.drawings.read_vml(child)
        else:
            name = str(child.tag).rpartition("}")[2]
            yield Lost("ink" if name == "contentPart" else f"<{name}>", read_words(child))


def _get_link(field: Field) -> str:
    """Get the address that a field leads to."""
    if field.name != "HYPERLINK":
        return ""
    found = [match[1] or match[2] or "" for match in _ADDRESS.finditer(field.code)]
    if "\\l" in found:
        place = found.index("\\l")
        anchor = found[place + 1] if len(found) > place + 1 else ""
        address = found[0] if place else ""
        return f"{address}#{anchor}"
    return found[0] if found and not found[0].startswith("\\") else ""


def _read_symbol(child: Element, look: Look, field: Field | None, link: str) -> Piece:
    try:
        code = int(child.get(f"{W}char", ""), 16)
    except ValueError:
        return Lost("a sign that has no number")
    font = child.get(f"{W}font", "").lower()
    known = _SYMBOLS.get("wingdings" if font.startswith("wingdings") else font, {})
    if (code & 0xFF) in known:
        return Words(known[code & 0xFF], look, field, link)
    if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or 0xD800 <= code < 0xE000 or code < 0x20:
        return Lost(f"a sign of the font {child.get(f'{W}font', '')}")
    return Words(chr(code), look, field, link)


def _take_marks(pieces: list[Piece]) -> list[Piece]:
    """Take the mark that is typed after the call of a note which is not counted."""
    taken: list[Piece] = []
    look: Look | None = None
    """That of a mark which may go on: asterisks are often typed one by one."""
    for piece in pieces:
        last = taken[-1] if taken else None
        if isinstance(last, Call) and last.mark and isinstance(piece, Words):
            begun = "" if last.mark == "?" else last.mark
            match = (_MARK if not begun else _STARS).match(piece.text.lstrip())
            if match and (not begun or look == piece.look):
                taken[-1] = Call(last.series, last.id, begun + match[0])
                look = piece.look if _STARS.fullmatch(match[0]) else None
                if rest := piece.text.lstrip()[match.end() :]:
                    taken.append(Words(rest, piece.look, piece.field, piece.link))
                continue
        taken.append(piece)
    return [
        Call(piece.series, piece.id, "*")
        if isinstance(piece, Call) and piece.mark == "?"
        else piece
        for piece in taken
    ]


def _join(pieces: list[Piece]) -> list[Piece]:
    """Join words of one look, which Word cuts wherever something was ever changed."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if (
            isinstance(piece, Words) and isinstance(last, Words)
            and (piece.look, piece.field, piece.link) == (last.look, last.field, last.link)
        ):  # fmt: skip
            joined[-1] = Words(last.text + piece.text, last.look, last.field, last.link)
        else:
            joined.append(piece)
    return joined
