"""Labels as they are typed: which level and number each may be, by what the language would write.

A table is made of the language's own patterns; forms that are typed otherwise (another quotation
mark, a letter that looks alike, no space) are taken for the same.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections import defaultdict
from typing import NamedTuple

from masthead.language.language import Language
from masthead.language.numerals import write_label
from masthead.project import Project

MOST_PARAGRAPHS = 999
"""The highest number of a paragraph that is looked for."""
MOST = 60
"""The highest number of a heading or subparagraph that is looked for."""
_ALIKE = str.maketrans("асеорхвкмнтАСЕОРХ", "aceopxbkmhtACEOPX")
_DROPPED = re.compile("[\\s\u0640\u200c\u200d\u200e\u200f\u064b-\u0652]")
_TYPED = re.compile(
    r"\s*((?:[\u0621-\u064a]{3,6}[ \xa0]عشر(?=\s?[-–—])"
    r"|[(（]?[0-9A-Za-zА-Яа-я\u0621-\u064a\u3220-\u3229一二三四五六七八九十\u0640\u200d]{1,6}[)）.．]?"
    r"|[‘’'′`][0-9]{1,3}[‘’'′`])(?:\s?[-–—.])?|[•●▪\uf0b7·–—-])(\t\s*|[ \xa0]+|(?=[^\s\w]?\Z))"
)
"""What may be a label before a text, and the space after it. Arabic counts in two words from 11."""
_BULLETS = frozenset("•●▪\uf0b7·–—-")
_MARKED = re.compile("[)）.'‘’\u3220-\u3229•-]")
_NUMBER = re.compile(r"\d{1,3}\s?[-–—.．)]{1,2}")


class Reading(NamedTuple):
    """What a label may be: a paragraph's number (level 0), a subparagraph's, a heading's."""

    kind: str
    """``paragraph``, ``subparagraph``, ``heading``, ``bullet``."""
    level: int
    number: int


def normalize(label: str) -> str:
    """Make labels alike that differ in spaces, quotation marks and letters that look alike."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", label))
    plain = re.sub("[‐‑–—]", "-", re.sub("[‘’′`]", "'", plain))
    return plain.translate(_ALIKE)


class Labels:
    """The labels of a language, as they are typed."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.prefix = ""
        """What stands before the numbers of paragraphs, with its sign: ``6.``."""
        self._table: dict[str, list[Reading]] = defaultdict(list)
        labels = language.labels
        for pattern in (labels.paragraph, "{decimal}.", "{decimal} -", "{decimal}"):
            self._add(pattern, "paragraph", 0)
        for level, pattern in enumerate(labels.subparagraphs, 1):
            self._add(pattern, "subparagraph", level)
            for name, counter in language.numerals.items():
                if counter.letters and "{lower}" in pattern:  # letters of its own, typed too
                    self._add(pattern.replace("{lower}", f"{{{name}}}"), "subparagraph", level)
        self._add("({lower})", "subparagraph", 1)
        self._add("({roman})", "subparagraph", 2)
        for level, pattern in enumerate(labels.headings, 1):
            self._add(pattern, "heading", level)
            self._add(pattern.rstrip(". -"), "heading", level)

    def _add(self, pattern: str, kind: str, level: int) -> None:
        most = MOST_PARAGRAPHS if kind == "paragraph" else MOST
        for number in range(1, most + 1):
            try:
                written = normalize(write_label(self.language, pattern, number))
            except ValueError:
                break
            reading = Reading(kind, level, number)
            if reading not in self._table[written]:
                self._table[written].append(reading)

    def read(self, label: str) -> tuple[Reading, ...]:
        """Say what a label may be; nothing when it is none of the language's."""
        if label in _BULLETS:
            return (Reading("bullet", 0, 0),)
        if self.prefix and label.startswith(self.prefix):
            number = label.removeprefix(self.prefix).rstrip(".")
            return (Reading("paragraph", 0, int(number)),) if number.isdecimal() else ()
        return tuple(self._table.get(normalize(label), ()))

    def behind(self, prefix: str) -> Labels:
        """Give the labels of a paper whose paragraphs have their numbers behind a prefix."""
        made = copy.copy(self)
        made.prefix = self.language.labels.compound.format(prefix=prefix, number="")
        return made

    def split(self, text: str, *, heading: bool = False) -> str:
        """Find the label that is typed before a text: ``(a)``; nothing when there is none.

        Without a tab after it, only what has parentheses or a point of its own is taken for one.
        """
        match = _TYPED.match(text)
        if match is None or not match[1]:
            return ""
        readings = self.read(match[1])
        tabbed = "\t" in match[2]
        if not heading:
            readings = tuple(one for one in readings if one.kind != "heading")
        if not readings and not (tabbed and _NUMBER.fullmatch(match[1])):
            return ""
        if not tabbed and (match[1] in "–—-·" or not _MARKED.search(match[1])):
            return ""
        return match[1].strip()


def can_write(language: Language, reading: Reading) -> bool:
    """Whether a language has a label for a number at its level."""
    labels = language.labels
    patterns = (labels.paragraph, *labels.subparagraphs)
    if reading.kind == "heading":
        patterns = ("", *labels.headings)
    try:
        write_label(language, patterns[reading.level], reading.number)
    except (ValueError, IndexError):
        return False
    return True


def load_labels(project: Project, language: Language) -> Labels:
    """Give the labels of a language, whose table is made once for each project."""
    return project.remember(("typed labels", language.code), lambda: Labels(language))
