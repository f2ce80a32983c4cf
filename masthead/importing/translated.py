"""A language comes into a paper that is there: each text goes to the unit that it translates.

Both are aligned by what no translation changes (:mod:`masthead.align`). What has no counterpart is
told at its line, and the rest goes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from masthead.align.likeness import Features, compare
from masthead.align.pairs import Pair, pair
from masthead.diagnostic import Diagnostic, Place
from masthead.draft.content import join_lines
from masthead.draft.labels import load_labels
from masthead.edition.numbering import number_units
from masthead.importing import problems
from masthead.importing.matching import say_text
from masthead.importing.texts import TextMaker, rename_calls
from masthead.language.language import load_language
from masthead.paper import Entry, Note, Paper, Version, walk_texts
from masthead.project import Project
from masthead.syntax.text import Text

_SHOWN = 60
_BOTH = 0.75
"""How long one text is at least that says what two do, in parts of both."""
_UNLIKE = 5.0
"""From what cost on two texts in the same place are not taken for the same."""


def add_language(project: Project, new: Paper, came: Paper, code: str) -> list[Diagnostic]:
    """Add the texts of one language to a paper, which is changed. Tells what did not fit."""
    adder = _Adder(new, came, code)
    ours, theirs = _list_entries(new), _list_entries(came)
    adder.add_heads(ours, theirs)
    rows = [[entry for entry in each if entry.unit is not None] for each in (ours, theirs)]
    lead = new.original if new.original != code else next(iter(new.versions))
    features = (
        _list_features(project, new, rows[0], lead), _list_features(project, came, rows[1], code),
    )  # fmt: skip
    for mine, other in _pair(rows, *map(list, features)):
        adder.add([rows[0][at] for at in mine], [rows[1][at] for at in other])
    adder.add_notes()
    if code not in new.versions:
        new.versions[code] = Version(status="pending" if adder.lacks else "official")
        if adder.lacks:
            adder.told.append(problems.PENDING.at(new.find_place("versions"), code=code))
    return adder.told


def _pair(
    rows: Sequence[Sequence[Entry]], ours: Sequence[Features], theirs: Sequence[Features]
) -> list[Pair]:
    """Pair texts: by their places where all are of a kind there, and like each other."""
    kinds = [[(entry.kind, entry.slot.name) for entry in row] for row in rows]
    if kinds[0] == kinds[1] and all(
        compare(*two) < _UNLIKE for two in zip(ours, theirs, strict=True)
    ):
        return [Pair((at,), (at,)) for at in range(len(ours))]
    return pair(ours, theirs)


def _list_entries(paper: Paper) -> list[Entry]:
    return [entry for entry in walk_texts(paper) if entry.kind != Note.kind]


def _list_features(
    project: Project, paper: Paper, entries: Sequence[Entry], code: str
) -> Iterator[Features]:
    """List what is compared of each text: its label, notes, figures and length.

    Of labels the kind alone: where a paragraph was split, the numbers after it are others.
    """
    language = load_language(project, code)
    labels = load_labels(project, language)
    numbering = number_units(paper, language).units
    for entry in entries:
        text = entry.texts.get(code) or next(iter(entry.texts.values()), None)
        first = next(iter(entry.unit.contents()), None) if entry.unit else None
        known = numbering.get(id(entry.unit)) if first and first.texts is entry.texts else None
        label = (known.label or "") if known else ""
        said = say_text(text) if text else ""
        readings = frozenset(one._replace(number=0) for one in labels.read(label))
        calls = len(text.calls) if text else 0
        features = Features.of_words(_name_form(entry), readings, said, code, calls)
        features.has_label = False  # which would keep apart what was split
        yield features


def _name_form(entry: Entry) -> str:
    """Name what a text is, as far as all readers tell it alike."""
    if entry.kind in ("cell", "column"):
        return "table"
    return "heading" if entry.kind == "heading" else f"text {entry.slot.name}"


class _Adder:
    """Puts the texts of one language into a paper."""

    def __init__(self, new: Paper, came: Paper, code: str) -> None:
        self.new = new
        self.came = came
        self.code = code
        self.told: list[Diagnostic] = []
        self.lacks = False
        """Whether a text of the paper has none in this language."""
        self._maker = TextMaker()
        self._keys: dict[str, str] = {}

    def add_heads(self, ours: Sequence[Entry], theirs: Sequence[Entry]) -> None:
        """Add the lines above the text, by what they are."""
        waiting: dict[str, list[Entry]] = {}
        for entry in theirs:
            if entry.unit is None:
                waiting.setdefault(entry.kind, []).append(entry)
        for entry in ours:
            if entry.unit is None:
                found = waiting.get(entry.kind, [])
                self.add([entry], [found.pop(0)] if found else [])
        for left in waiting.values():
            self.add([], left)

    def add(self, ours: Sequence[Entry], theirs: Sequence[Entry]) -> None:
        """Add the texts of entries to those that they translate."""
        texts = [text for entry in theirs if (text := entry.texts.get(self.code)) is not None]
        if not ours:
            for text in texts:
                self._tell(self.new.place, f"nothing in the paper is translated by {_show(text)}")
            return
        first, *further = ours
        if texts:
            self._put(first, texts)
        for entry in (further if texts else ours) if theirs or first.unit else ():
            if self.code not in entry.texts and not entry.may_lack(self.code):
                text = next(iter(entry.texts.values()), None)
                self.lacks = True
                self._tell(entry.place, f"the file lacks this text: {_show(text)}")
        if len(texts) > 1:
            words = _show(texts[1])
            self._tell(first.place, f"two texts of the file are one here, the second is {words}")
        if further and texts:
            self._tell(first.place, "one text of the file may say this and the next one, too")

    def _put(self, one: Entry, texts: Sequence[Text]) -> None:
        called = list(dict.fromkeys(call.key for kept in one.texts.values() for call in kept.calls))
        mine = [call.key for text in texts for call in text.calls]
        wanted = called
        if len(wanted) != len(mine):
            notes = self.new.notes
            wanted = [key for key in called
                      if key not in notes or not notes[key].may_lack(self.code)]  # fmt: skip
        if len(wanted) != len(mine):
            self._tell(one.place, f"the file calls {len(mine)} notes here, the paper {len(wanted)}")
        common = dict(zip(mine, wanted, strict=False))
        self._keys |= common
        contents = [content for text in texts for content in text.paragraphs]
        renamed = [rename_calls(content, common) for content in contents]
        made = self._maker.make_paragraphs(renamed)
        if len(renamed) > 1 and not one.slot.paragraphs:
            made = self._maker.make(join_lines(renamed))
        one.texts[self.code] = made

    def add_notes(self) -> None:
        """Add the notes that these texts call."""
        for key, shared in self._keys.items():
            kept = self.came.notes[key].text.get(self.code) if key in self.came.notes else None
            if kept is not None and shared in self.new.notes:
                self.new.notes[shared].text[self.code] = kept

    def _tell(self, place: Place, what: str) -> None:
        self.told.append(problems.NOT_ALIKE.at(place, code=self.code, what=what))


def _show(text: Text | None) -> str:
    said = " ".join(text.raw.split()) if text else ""
    return repr(said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…")
