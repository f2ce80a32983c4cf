"""Lists that Word numbers by itself, counted out to the labels that Word prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from masthead.language.numerals import repeat_letters, write_han, write_lower, write_roman
from masthead.wordfile.model import Label
from masthead.wordfile.names import VALUE, Element, W, get_value, is_on, read_number

_LEVELS = 9
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_DIGITS = "〇一二三四五六七八九"
_PARENTHESIZED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DASHES = ("-", "–", "—", "\u2212")
_BETWEEN = re.compile("%([1-9])")


def _pick(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if number <= len(characters) else str(number)


def _repeat(letters: str) -> Callable[[int], str]:
    return lambda number: repeat_letters(letters, number)


def _end_ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return "th" if number % 100 in (11, 12, 13) else ends.get(number % 10, "th")


WRITTEN: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": write_lower,
    "upperLetter": lambda number: write_lower(number).upper(),
    "lowerRoman": write_roman,
    "upperRoman": lambda number: write_roman(number).upper(),
    "chineseCounting": write_han,
    "chineseCountingThousand": write_han,
    "taiwaneseCounting": write_han,
    "taiwaneseCountingThousand": write_han,
    "japaneseCounting": write_han,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "decimalEnclosedCircle": _pick(_CIRCLED),
    "decimalEnclosedCircleChinese": _pick(_CIRCLED),
    "ideographEnclosedCircle": _pick(_PARENTHESIZED),
    "arabicAbjad": _repeat(_ABJAD),
    "arabicAlpha": _repeat(_ALPHA),
    "russianLower": _repeat(_RUSSIAN),
    "russianUpper": lambda number: repeat_letters(_RUSSIAN, number).upper(),
    "ordinal": lambda number: f"{number}{_end_ordinal(number)}",
    "none": lambda number: "",
}
"""What each format prints (ECMA-376 part 1, 17.18.59); another one is counted in digits."""


class _Level(Struct):
    form: str
    text: str
    start: int
    restart: int | None
    legal: bool
    style: str | None
    properties: Element | None


class _List(Struct):
    key: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    """Levels that begin anew with it, and at what number."""


class Numbering:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, root: Element | None) -> None:
        self._forms: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        defines: dict[str, str] = {}
        for form in root.iterfind(f"{W}abstractNum"):
            key = form.get(f"{W}abstractNumId", "")
            self._forms[key] = _read_levels(form)
            if (style := get_value(form, "styleLink")) is not None:
                defines[style] = key
            if (style := get_value(form, "numStyleLink")) is not None:
                self._linked[key] = style
        for number in root.iterfind(f"{W}num"):
            key = get_value(number, "abstractNumId") or ""
            key = defines.get(self._linked.get(key, ""), key)
            made = _List(key, dict(self._forms.get(key, {})))
            for override in number.iterfind(f"{W}lvlOverride"):
                level = read_number(override.get(f"{W}ilvl"))
                made.levels.update(_read_levels(override))
                if (start := get_value(override, "startOverride")) is not None:
                    made.starts[level] = read_number(start, 1)
            self._lists[number.get(f"{W}numId", "")] = made

    def find_level(self, number: str, style: str) -> int:
        """Find the level of a list that belongs to a style, by the style's id."""
        levels = self._lists[number].levels if number in self._lists else {}
        return next((level for level, kept in levels.items() if kept.style == style), 0)

    def find_properties(self, number: str, level: int) -> Element | None:
        """Find what a list's level says of its paragraphs: their indents."""
        known = self._lists.get(number)
        found = known.levels.get(level) if known else None
        return found.properties if found else None

    def count(self, number: str, level: int) -> Label | None:
        """Count a paragraph of a list; None for a list, or a level of it, that is not defined."""
        known = self._lists.get(number)
        if known is None or level not in known.levels:
            return None
        counts = self._counts.setdefault(known.key, {})
        if number not in self._begun:
            self._begun.add(number)
            for begins, start in known.starts.items():
                counts[begins] = start - 1
                if begins in known.levels:
                    known.levels[begins] = replace(known.levels[begins], start=start)
        found = known.levels[level]
        counts[level] = counts.get(level, found.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            restart = known.levels[deeper].restart if deeper in known.levels else None
            if restart is None or (restart > 0 and level < restart):
                del counts[deeper]
        if found.form == "bullet":
            mark = "–" if found.text in _DASHES else "•"
            return Label(mark, level, known.key, bullet=True, number=0, format="bullet")
        text = _BETWEEN.sub(lambda match: self._write(known, counts, match, found), found.text)
        return Label(text.strip(), level, known.key, False, counts[level], found.form)

    @staticmethod
    def _write(known: _List, counts: dict[int, int], match: re.Match[str], to: _Level) -> str:
        level = int(match[1]) - 1
        found = known.levels.get(level)
        if found is None:
            return ""
        counts.setdefault(level, found.start)
        form = "decimal" if to.legal else found.form
        return write_number(form, counts[level])


def write_number(form: str, number: int) -> str:
    """Write a number in one of Word's formats; what the format cannot write, in digits."""
    if number < 1 or number > 9_999:
        return str(number)
    return WRITTEN.get(form, str)(number)


def _read_levels(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in parent.iterfind(f"{W}lvl"):
        level = read_number(element.get(f"{W}ilvl"))
        if not 0 <= level < _LEVELS:
            continue
        restart = get_value(element, "lvlRestart")
        text = element.find(f"{W}lvlText")
        found[level] = _Level(
            form=get_value(element, "numFmt") or "decimal",
            text=text.get(VALUE, "") if text is not None else "",
            start=read_number(get_value(element, "start"), 1),
            restart=read_number(restart) if restart is not None else None,
            legal=bool(is_on(element, "isLgl")),
            style=get_value(element, "pStyle"),
            properties=element.find(f"{W}pPr"),
        )
    return found
