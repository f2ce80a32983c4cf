"""Trails: from a character on the page, or in the parallel text, to where it was written, and back.

Only letters and figures count. Where writers add some of their own (labels, references, "Figure
II", the name of an alternative), what stands around a character decides.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from masthead.diagnostic import Place
from masthead.edition.notes import Marks
from masthead.edition.numbering import name_further, number_units
from masthead.edition.places import locate_nodes
from masthead.paper import Alternative, Localized, Paper, Unit, walk_units
from masthead.syntax.inline import trace_plain
from masthead.syntax.text import Content, Plain, Text, walk_content

if TYPE_CHECKING:
    from masthead.language.language import Language

_GRAM = 5
"""Letters and figures that are looked for together."""
_REACH = 60
"""How many of them on each side of a character tell where it stands."""
_WEIGHTS = [1 + 400 // (4 + away) for away in range(_REACH + 1)]
"""What a piece counts for that is so many letters away."""
_MOST = 40
"""How often a piece may occur before it tells nothing."""
_ASIDE = 20
"""How far votes may miss, where a heading stands between labels that nobody wrote."""
_SHORTEST = 2
"""Letters that are looked for together in one node, which may say no more, as a cell of a table."""
_LONGEST = 200
"""Characters of a node's id that are looked at."""


class Piece(Struct, frozen=True):
    """A part of a text: some of its paragraphs."""

    text: Text
    paragraphs: tuple[Content, ...]


class Trail:
    """The letters and figures of one language version, in reading order."""

    def __init__(self, paper: Paper, language: Language) -> None:
        found = locate_nodes(paper, language).items()
        self.places = {node: place for node, place in found if place.file}
        """Where each node stands that somebody wrote, by its id."""
        self._code = language.code
        self._written: list[tuple[Text, int]] = []
        letters: list[str] = []
        self.starts: dict[str, int] = {}
        """At which letter each node begins."""
        self._ends: dict[str, int] = {}
        for node, pieces in list_pieces(paper, language):
            self.starts.setdefault(node, len(letters))
            for piece in pieces:
                for text, offset, letter in _walk_letters(piece):
                    letters.append(letter)
                    self._written.append((text, offset))
            self._ends[node] = len(letters)
        self.letters = "".join(letters)

    def locate(self, number: int) -> Place | None:
        """Say where a letter was written, by its number in the trail; None where there is none."""
        if not self._written:
            return None
        text, offset = self._written[min(max(number, 0), len(self._written) - 1)]
        return text.at(offset)

    def locate_in(self, node: str, before: int, words: str = "", at: int = 0) -> Place | None:
        """Say where the letter of a node was written before which so many others of it are printed.

        ``words``: the letters printed around it, of which it is the one with the number ``at``:
        nobody wrote some of those before it. ``node`` may have the language in it, and may be a
        part of one, such as a caption. None where there is no such node.
        """
        name = self._find_node(node)
        if name is None:
            return None
        start, end = self.starts.get(name, 0), self._find_end(name)
        if end <= start:
            return self.places.get(name)
        own = self.letters[start:end]
        begin = before - at
        if words and not (begin >= 0 and own.startswith(words, begin)):
            found = find_near(own, words, at)
            before = before if found is None else found
        return self.locate(start + min(before, end - start - 1))

    def _find_node(self, node: str) -> str | None:
        """Find the node that is meant: without its language, or the one that it is a part of."""
        code, above = self._code, node[:_LONGEST]
        while above:
            for name in (above, above.removesuffix(f"-{code}"), above.replace(f"-{code}-", "-", 1)):
                if self._find_end(name) > self.starts.get(name, 0) or name in self.places:
                    return name
            above = above.rpartition("-")[0]
        return None

    def find_node(self, place: Place) -> str | None:
        """Find the node of which a line of the source says something: the last that begins there.

        None where the line stands before all of them.
        """
        found, best = None, Place(place.file, 0, 0)
        for node, at in self.places.items():
            if at.file == place.file and best < at and at.line <= place.line:
                found, best = node, at
        return found

    def begin(self, node: str) -> str:
        """Give the letters with which a node begins, and none of the next one."""
        start = self.starts.get(node)
        if start is None:
            return ""
        return self.letters[start : min(start + _REACH, self._ends[node])]

    def _find_end(self, node: str) -> int:
        """Find the letter after the last of a node and its further paragraphs."""
        end, number = self._ends.get(node, 0), 1
        while (further := name_further(node, number)) in self._ends:
            end, number = self._ends[further], number + 1
        return end


def list_pieces(paper: Paper, language: Language) -> Iterator[tuple[str, list[Piece]]]:
    """List the texts of a language version, in reading order, with the nodes they become.

    A node may have several, and the further paragraphs of a text are nodes of their own.
    """
    code = language.code
    letter = paper.communication
    parties = (letter.from_, letter.to) if letter and not paper.title else ()
    heads: tuple[tuple[str, Localized], ...] = (
        ("title", paper.title), *(("title", party) for party in parties),
        ("subtitle", paper.subtitle), ("byline", paper.byline),
    )  # fmt: skip
    for node, texts in heads:
        if code in texts:
            yield node, [Piece(texts[code], texts[code].paragraphs)]
    numbering = number_units(paper, language)
    for unit in walk_units(paper.text):
        if isinstance(unit, Alternative):  # who proposes it is printed before its own words
            yield numbering.of(unit.unit).id, _list_whole(unit, code)
        else:
            yield from _take_apart(unit, numbering.of(unit).id, code)
    marks = Marks(paper, language)
    for key, note in paper.notes.items():
        if key in marks.calls:
            yield marks.calls[key].note, _list_whole(note, code)
    for unit in walk_units(paper.text):
        for own in unit.own_notes().values():
            if id(own) in marks.letters:
                yield marks.letters[id(own)].note, _list_whole(own, code)


def _list_whole(unit: Unit, code: str) -> list[Piece]:
    texts = [slot.texts[code] for slot in unit.contents() if code in slot.texts]
    return [Piece(text, text.paragraphs) for text in texts]


def _take_apart(unit: Unit, node: str, code: str) -> Iterator[tuple[str, list[Piece]]]:
    further: list[tuple[str, list[Piece]]] = []
    pieces: list[Piece] = []
    for slot in unit.contents():
        text = slot.texts.get(code)
        if text is None:
            continue
        pieces.append(Piece(text, text.paragraphs[:1] if slot.paragraphs else text.paragraphs))
        if slot.paragraphs:
            for number, content in enumerate(text.paragraphs[1:], start=1):
                further.append((name_further(node, number), [Piece(text, (content,))]))
    yield node, pieces
    yield from further


def _walk_letters(piece: Piece) -> Iterator[tuple[Text, int, str]]:
    """Go through the letters of a piece: text, offset in it as it was written, letter."""
    for content in piece.paragraphs:
        for inline in walk_content(content):
            if isinstance(inline, Plain):
                traced = trace_plain(inline, piece.text.raw)
                for offset, letter in zip(traced, inline.text, strict=False):
                    if letter.isalnum():
                        yield piece.text, offset, letter


def find_in(letters: str, here: Sequence[str], at: int) -> int | None:
    """Find the character of a page in a trail: ``here`` are the page's characters, ``at`` is it.

    What stands around decides, by votes of all short pieces, so a number or a mark in between does
    no harm. Scripts from right to left are looked for both ways round. None where nothing fits.
    """
    known = [number for number, character in enumerate(here) if character.isalnum()]
    if not known:
        return None
    middle = min(bisect_right(known, at), len(known)) - 1
    middle = max(middle, 0)
    around = known[max(middle - _REACH, 0) : middle + _REACH]
    page = "".join(here[number] for number in around)
    centre = middle - max(middle - _REACH, 0)
    votes = _vote(letters, page, centre)
    turned = _vote(letters, page[::-1], len(page) - 1 - centre)
    if max(turned.values(), default=0) > max(votes.values(), default=0):
        votes, page, centre = turned, page[::-1], len(page) - 1 - centre
    if not votes:
        return None
    best = max(votes, key=lambda number: (votes[number], -number))
    best = min(max(best, 0), len(letters) - 1)
    near = range(max(best - _ASIDE, 0), min(best + _ASIDE + 1, len(letters)))
    return max(near, key=lambda number: (
        _count_alike(letters, number, page, centre), -abs(number - best)
    ))  # fmt: skip


def _count_alike(letters: str, number: int, page: str, centre: int) -> int:
    """Count the letters without a break, around one and with it, that page and trail share."""
    if letters[number] != page[centre]:
        return 0
    after = zip(letters[number : number + _REACH], page[centre:], strict=False)
    before = zip(reversed(letters[:number][-_REACH:]), reversed(page[:centre]), strict=False)
    return sum(
        sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], side)) for side in (after, before)
    )


def find_near(letters: str, words: str, at: int) -> int | None:
    """Find a letter of what is printed, ``at`` in ``words``, in the letters of its node.

    None where nothing fits.
    """
    votes = _vote(letters, words, at) + _vote(letters, words, at, _SHORTEST)
    if not votes:
        return None
    best = max(votes, key=lambda number: (votes[number], -number))
    return min(max(best, 0), len(letters) - 1)


def _vote(letters: str, page: str, centre: int, length: int = _GRAM) -> Counter[int]:
    """Let each short piece of the page say where the centre would be in the letters.

    The nearer one is to the centre, the more it counts: labels stand between it and others.
    """
    found: Counter[int] = Counter()
    for start in range(len(page) - length + 1):
        away = max(start - centre, centre - start - length + 1, 0)
        for seen in _find_all(letters, page[start : start + length]):
            found[seen + centre - start] += _WEIGHTS[min(away, _REACH)]
    return found


def _find_all(letters: str, gram: str) -> list[int]:
    """Find every occurrence of a piece; none where there are so many that it tells nothing."""
    found: list[int] = []
    at = letters.find(gram)
    while at >= 0:
        found.append(at)
        if len(found) > _MOST:
            return []
        at = letters.find(gram, at + 1)
    return found


def find_page(pages: Sequence[Sequence[str]], wanted: str) -> tuple[int, int] | None:
    """Find where a node begins on the pages: page (from 1) and character on it.

    ``wanted`` is what the node begins with. As much of it is looked for as one page has without a
    break; of several places the first is meant. None where no page has even a few of its letters.
    """
    known = [
        [at for at, character in enumerate(characters) if character.isalnum()]
        for characters in pages
    ]
    letters = ["".join(page[at] for at in kept) for page, kept in zip(pages, known, strict=True)]
    length = min(len(wanted), _REACH)
    while length >= min(len(wanted), _GRAM) and length:
        piece = wanted[:length]
        for number, (page, kept) in enumerate(zip(letters, known, strict=True), start=1):
            if (at := page.find(piece)) >= 0:
                return number, kept[at]
            if (at := page.find(piece[::-1])) >= 0:
                return number, kept[at + length - 1]
        length = length * 3 // 4 if length > _GRAM else 0
    return None
