"""The tree an author writes: one paper with all its language versions side by side.

These models are the source format: :mod:`masthead.read` fills them from YAML, and the JSON Schema
that editors use is made from them (``masthead schema``). Nothing is decided here: numbers, labels,
marks, dates and masthead lines are made later, once per language, in :mod:`masthead.edition`.
"""

import datetime
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from masthead.diagnostic import Place
from masthead.paper.facts import Adoption, Agenda, Communication, Job, Meeting, Version
from masthead.paper.localized import Localized
from masthead.paper.model import Code, Form, Identifier, Located, hide_fields
from masthead.paper.numbers import Numbers, Printed
from masthead.paper.resolution import Opening, write_opening
from masthead.paper.unit import Units
from masthead.paper.units import Note
from masthead.syntax.yaml import LocatedDict


class Paper(Located):
    """One paper: its masthead facts, its text and its notes, in every language version."""

    symbol: str
    """The document symbol, such as ``NPT/CONF.2026/PC.II/WP.5``; XX while a number is not known."""
    reissued: datetime.date | None = None
    """The day on which it was issued again for technical reasons: a note to the symbol says so."""
    symbol_note: Localized = {}
    """A note to the symbol in words of its own, in each language."""
    series: str
    """The body whose papers share a masthead: the name of a file of the series room."""
    kind: str | None = None
    """What kind of paper it is, such as ``resolution``; without it, the one of its symbol."""
    station: str | None = None
    """The duty station whose page it has, where the series allows several."""
    session: Annotated[int, Field(ge=1, le=999)] | None = None
    """The number of the session."""
    meeting: Meeting | None = None
    """Where and when the session is held."""
    date: datetime.date
    """The date of the paper, as ``2024-05-16``. It is the date in all its files."""
    original: Code
    """The language in which the paper was written."""
    distribution: Literal["general", "limited", "restricted"] | None = None
    """Printed where the series prints it."""
    versions: Annotated[dict[Code, Version], Form.BY_LANGUAGE]
    """The language versions, each with what kind of text it is: ``{}`` when official."""
    job: Annotated[str | Job | None, Form.ALWAYS] = None
    """The job number, once it is known: bar code, QR code and job lines follow from it."""
    agenda: Agenda | None = None
    """The agenda item under which the paper is submitted."""
    adoption: Adoption | None = None
    """When and how a resolution was adopted."""
    communication: Communication | None = None
    """From whom a letter or note verbale is, and to whom: its title need not be written."""
    emblem: str | None = None
    """The file of an emblem in ``styles/``, where the series has a place for one."""
    submitted_by: list[Localized] = []
    """The submitting States, for the files' metadata."""
    numbering: Numbers = Numbers()
    """How Word numbers the paragraphs, and what stands before all numbers."""
    notes_at: Literal["page", "end"] = "page"
    """Where notes to the text are printed: at the foot of the page, or at the end of the text."""
    allow: dict[str, str] = {}
    """Findings of ``check`` on the masthead's lines that are accepted: code to reason."""
    printed: Printed = {}
    """The number before the title in versions that were published with another one, or none."""
    sponsors: Localized = {}
    """The sponsors of a draft, in each language: ": draft resolution" is added by itself."""
    title: Localized = {}
    """The title, in each language. A letter without one is called after its writer and its day."""
    subtitle: Localized = {}
    """What the title is of, in each language: a line between title and byline."""
    byline: Localized = {}
    """Who submits the paper, in each language: the line under the title."""
    opening: Opening = {}
    """The words that open a resolution, where they are not those of the series; false: none."""
    text: Units
    """The units of text, in reading order: headings, paragraphs, annexes."""
    notes: dict[Identifier, Note] = {}
    """The notes, by the key that calls them: ``[^key]``."""

    file: Annotated[str, Field(exclude=True), SkipJsonSchema()] = ""
    """The paper's file, as diagnostics name it."""
    corrected: Annotated[Any, Field(exclude=True), SkipJsonSchema()] = None
    """The paper that this one corrects, where its corrections name units of it."""
    made: Annotated[Any, Field(exclude=True), SkipJsonSchema()] = None
    """What was made of its units before (:class:`masthead.paper.made.Made`), if that is kept."""
    places: Annotated[dict[str, Place], Field(exclude=True), SkipJsonSchema()] = {}
    """Where the value of each key stands that no list holds: ``date``, ``job.dates.en``."""

    @model_validator(mode="before")
    @classmethod
    def _keep_places(cls, value: object) -> object:
        if isinstance(value, LocatedDict):
            places = dict(_list_places(value))
            return {**hide_fields(value), "place": value.place, "places": places}
        return value

    def find_place(self, key: str) -> Place:
        """Find where the value of a key stands, such as ``date`` or ``job.dates.en``.

        Without it: where the key above has its value, or where the paper begins.
        """
        while key and key not in self.places:
            key = key.rpartition(".")[0]
        return self.places.get(key, self.place)

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write that there is no opening as an author does."""
        write_opening(written)
        return written

    @property
    def built_versions(self) -> tuple[Code, ...]:
        """The languages that are not pending, in the order of the source."""
        return tuple(code for code, kept in self.versions.items() if kept.status != "pending")


def _list_places(written: LocatedDict, above: str = "") -> Iterator[tuple[str, Place]]:
    """Go through the keys of a mapping and of those inside it: where their values stand."""
    for key, at in written.values_at.items():
        yield above + key, at
        if isinstance(below := written[key], LocatedDict):
            yield from _list_places(below, f"{above}{key}.")
