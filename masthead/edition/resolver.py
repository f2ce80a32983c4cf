"""Making the content of an edition: each text, and each unit by its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace

from masthead import paper as written
from masthead.edition.content import ContentMaker, place_blanks
from masthead.edition.counting import Numbered
from masthead.edition.edition import (
    Block,
    Call,
    Content,
    Note,
    Reference,
    TableCall,
    Words,
)
from masthead.edition.frame import Frame
from masthead.edition.link import flatten
from masthead.edition.notes import AGENDA, SYMBOL, Marks
from masthead.edition.numbering import Numbering
from masthead.edition.references import write_reference
from masthead.kinds import Rules
from masthead.language.dates import write_date
from masthead.language.language import Language
from masthead.series.series import Series, find_address
from masthead.series.standing import find_standing_note
from masthead.syntax.text import Plain, Text

if TYPE_CHECKING:
    from masthead.language.cities import Cities
    from masthead.pictures.files import PictureFile

Kept = TypeVar("Kept", bound=written.Unit)


class Resolver:
    """Makes the content of one language version."""

    def __init__(
        self,
        paper: written.Paper,
        language: Language,
        numbering: Numbering,
        series: Series,
        rules: Rules[MakeBlock],
        look_at_picture: Callable[[str], PictureFile],
        cities: Cities,
        *,
        draft: bool,
    ) -> None:
        self.paper = paper
        self.rules = rules
        self.look_at_picture = look_at_picture
        """Looks at a picture by the name that the paper has for it."""
        self.language = language
        self.series = series
        self.cities = cities
        self.numbering = numbering
        self.draft = draft
        self.marks = Marks(paper, language)
        self.frame = Frame("", ())
        """What opens and closes a resolution; put in once it is known."""
        self.here: str | None = None
        self.part: str | None = None
        self.notes: Mapping[str, written.Unit] = {}
        """The notes of the table in which we are, by key."""
        self._called: set[str] = set()
        self.maker = ContentMaker(
            language,
            self._call,
            self._refer,
            partial(find_address, series, code=language.code),
            series.speaks,
        )
        self.repeater = ContentMaker(language, lambda _: None, self._refer, lambda _: None)
        """Makes words that are printed elsewhere, too: nothing is called in them."""

    def _call(self, key: str) -> Call | TableCall | None:
        if key not in self.notes:
            return self.marks.calls.get(key)
        call = self.marks.letters[id(self.notes[key])]
        if call.id in self._called:
            return replace(call, id="")
        self._called.add(call.id)
        return call

    def _refer(self, identifier: str) -> Reference | None:
        reference = write_reference(identifier, self.numbering, self.language, self.here, self.part)
        if reference is None:
            return None
        return replace(reference, text=place_blanks(reference.text, self.language))

    def make(self, localized: written.Localized) -> Content:
        """Make the content of a text; a draft shows where a pending version has none yet."""
        text: Text | None = localized.get(self.language.code)
        if text is not None:
            return self._make_text(text)
        if self.draft and localized:
            return (Words(self.language.words["pending"]),)
        return ()

    def _make_text(self, text: Text) -> Content:
        """Make the content of a text. What has no marks depends on nothing else, and is kept."""
        if self.paper.made is None or any(type(inline) is not Plain for inline in text.content):
            return self.maker.make(text.content)
        what = "content", self.language.code
        content: Content = self.paper.made.make_once(
            text, what, lambda text: self.maker.make(text.content)
        )
        return content

    def has(self, localized: written.Localized) -> bool:
        """Whether a text says anything in this version."""
        return self.language.code in localized or (self.draft and bool(localized))

    def repeat(self, localized: written.Localized) -> Content:
        """Make words of a text that is printed elsewhere: no calls, no links, in one line."""
        text = localized.get(self.language.code)
        if text is None:
            return self.make(localized)
        return flatten(self.repeater.make(text.content))

    def make_blocks(self, units: Iterable[written.Unit]) -> tuple[Block, ...]:
        """Make the blocks of the text, or of another unit."""
        return tuple(block for unit in self.keep(units) for block in self.make_unit(unit))

    def keep(self, units: Iterable[Kept]) -> list[Kept]:
        """Keep the units that this version has: some may be in others alone."""
        return [unit for unit in units if not unit.is_left_out(self.language.code)]

    def make_unit(self, unit: written.Unit) -> tuple[Block, ...]:
        """Make what stands for a unit: a block, or one for each alternative."""
        numbered = self.numbering.of(unit)
        self.here = numbered.reference if unit.kind == "annex" else numbered.annex
        self.part = numbered.reference if unit.kind == "part" else numbered.part
        made = self.rules.of(unit)(self, unit, numbered)
        return made if isinstance(made, tuple) else (made,)

    def make_paragraphs(self, localized: written.Localized) -> tuple[Content, ...]:
        """Make the paragraphs of a note; a draft shows where there are none yet."""
        text = localized.get(self.language.code)
        if text is None:
            return ((Words(self.language.words["pending"]),),)
        return tuple(self.maker.make(content) for content in text.paragraphs)

    def _make_note(self, note: written.Note) -> tuple[Content, ...]:
        """Make a note's paragraphs, or say the words that the series or the language has for it."""
        if note.standard is None:
            return self.make_paragraphs(note.text)
        words = find_standing_note(self.series, self.language, note.standard)
        return (self.maker.say(words or self.language.words["pending"]),)

    def _make_symbol_note(self) -> tuple[Content, ...]:
        """Say when the paper was issued again, or what it says of its symbol itself."""
        if self.paper.reissued is None:
            return self.make_paragraphs(self.paper.symbol_note)
        date = write_date(self.language, self.paper.reissued)
        return (self.maker.say(self.language.reissued.format(date=date)),)

    def _make_agenda_note(self) -> tuple[Content, ...]:
        """Say in which document the agenda is."""
        agenda = self.paper.agenda
        document = agenda.document if agenda else None
        return (self.maker.say(f"{document}{self.language.run_in.strip()}"),)

    def make_notes(self) -> tuple[Note, ...]:
        """Make the notes in the order of their calls."""
        self.here = self.part = None
        notes = []
        for key, call in self.marks.calls.items():
            if key == SYMBOL:
                paragraphs = self._make_symbol_note()
            elif key == AGENDA:
                paragraphs = self._make_agenda_note()
            elif key in self.paper.notes:
                paragraphs = self._make_note(self.paper.notes[key])
            else:
                continue
            series, number = self.marks.series[key]
            notes.append(Note(call.note, call.id, series, number, call.mark, paragraphs, key))
        return tuple(notes)


MakeBlock = Callable[[Resolver, Any, Numbered], Block | tuple[Block, ...]]
"""How a unit of one kind becomes a block, or several."""
