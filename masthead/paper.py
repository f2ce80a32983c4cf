"""The tree an author writes: one paper with all its language versions side by side.

These models are the source format: :mod:`masthead.read` fills them from YAML, and the JSON Schema
that editors use is made from them (``masthead schema``). Nothing is decided here: numbers, labels,
marks, dates and masthead lines are made later, once per language, in :mod:`masthead.edition`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from masthead.diagnostic import Place
from masthead.syntax.inline import parse_text
from masthead.syntax.problems import COMMENT_IN_TEXT
from masthead.syntax.text import Text
from masthead.syntax.yaml import LocatedDict, LocatedText

Code = str
"""A language code, such as ``zh``: the name of a file of the language room."""

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,63}$")]
"""Something to refer to: small letters, digits and hyphens, a letter first, at most 64."""


def _read_text(value: object, info: ValidationInfo) -> Text:
    """Read a unit's markup; its faults go to the diagnostics of the validation context."""
    if not isinstance(value, LocatedText):
        raise PydanticCustomError("text_type", "text is wanted")
    text, faults = parse_text(value, value.origin)
    if info.context is not None:
        info.context["diagnostics"].extend(faults)
        if value.comment is not None:
            info.context["diagnostics"].add(COMMENT_IN_TEXT.at(value.comment))
    return text


MARKUP = (
    "*emphasis*, **strong**, [^note], [text](https://…), [@id]; a backslash takes a mark's meaning "
    "away. Numbers, labels and marks are never typed."
)
"""What a text may hold, in a sentence: for the schema that editors use."""

Prose = Annotated[
    Text,
    PlainValidator(_read_text),
    WithJsonSchema({"type": "string", "description": MARKUP}),
]
Localized = dict[Code, Prose]
"""The same text in each language: code to text."""


def _hide_fields(written: dict[str, Any], *fields: str) -> dict[str, Any]:
    """Rename keys that are fields of a model but not of the format: unknown keys, like others."""
    hidden = {"place", "places", "file", *fields}
    return {f"{key} " if key in hidden else key: value for key, value in written.items()}


class _Model(BaseModel):
    """What all models share: unknown keys are errors, nothing is coerced, nothing changes."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True,
    )  # fmt: skip


class _Located(_Model):
    """A model that knows where in its file it begins."""

    place: Annotated[Place, Field(exclude=True)] = Place("")

    @model_validator(mode="before")
    @classmethod
    def _locate(cls, value: object, info: ValidationInfo) -> object:
        if not isinstance(value, LocatedDict):
            return value
        return {**_hide_fields(value), "place": value.place}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Keep the place out of the schema: it is not written, it is found."""
        made = handler(schema)
        handler.resolve_ref_schema(made).get("properties", {}).pop("place", None)
        return made


class Version(_Model):
    """A language version: what kind of text it is."""

    status: Literal["official", "unofficial-translation", "pending"] = "official"
    """``pending``: not written yet; the version is not built, the others are."""
    from_: Annotated[Code | None, Field(alias="from")] = None
    """The language it was translated from."""


class Meeting(_Model):
    """When the session is held, and where, if the masthead says so."""

    city: str | None = None
    """One of the cities of the language room, such as ``geneva``."""
    start: datetime.date
    """The first day, as ``2024-07-22``."""
    end: datetime.date
    """The last day."""


_PART = r"^[1-9]\d{0,2} \([a-z]\)$"
Item = Annotated[int, Field(ge=1, le=999)] | Annotated[str, Field(pattern=_PART)]
"""An agenda item, or one of its parts: ``7`` or ``7 (b)``."""


def _check_items(value: object) -> object:
    """Refuse what is no agenda item in one sentence, and not once for each form it might have."""
    for item in value if isinstance(value, list) and value else [value]:
        part = isinstance(item, str) and re.fullmatch(_PART, item)
        if not part and not (type(item) is int and 1 <= item <= 999):
            raise PydanticCustomError(
                "agenda_item", "an item such as 7, a part of one such as 7 (b), or a list of them"
            )
    return value


class Agenda(_Model):
    """The agenda item, or items, under which the paper is submitted."""

    item: Annotated[
        Item | Annotated[list[Item], Field(min_length=1)], BeforeValidator(_check_items)
    ]
    """The number of the item, or a list of numbers."""
    provisional: bool = False
    """Whether it is an item of the provisional agenda."""
    title: Localized | None = None
    """The title of the item, in each language."""


class Job(_Model):
    """The job number, and the date codes (DDMMYY) of each language version."""

    number: str
    """As printed: ``24-01234`` or ``GE.24-01234``."""
    dates: dict[Code, list[Annotated[str, Field(pattern=r"^\d{6}$")]]] = {}
    """For each language, the dates (DDMMYY) that follow the job number."""


class Adoption(_Model):
    """When a resolution was adopted, and on what basis, which is printed in brackets."""

    date: datetime.date
    """The day of the adoption."""
    basis: Localized = {}
    """On what basis, in each language."""


class _Unit(_Located):
    """What every unit of text may carry besides its text."""

    id: Identifier | None = None
    """Something to refer to with ``[@id]``: small letters, digits and hyphens."""
    allow: dict[str, str] = {}
    """Findings of ``check`` that are accepted here: code to reason."""


class _Languages(_Unit):
    """A unit whose texts stand directly under it, a key for each language."""

    text: Localized = {}

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, value: object, info: ValidationInfo) -> object:
        """Gather the language keys into ``text``; any other key stays what it is."""
        if not isinstance(value, dict) or info.context is None:
            return value
        codes = info.context["languages"]
        gathered = {key: kept for key, kept in value.items() if key not in codes}
        gathered = _hide_fields(gathered, "text")
        gathered["text"] = {key: value[key] for key in value if key in codes}
        return {**gathered, "place": value.place} if isinstance(value, LocatedDict) else gathered

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the language keys, which is how the texts are written."""
        made = super().__get_pydantic_json_schema__(schema, handler)
        resolved = handler.resolve_ref_schema(made)
        resolved.get("properties", {}).pop("text", None)
        resolved["patternProperties"] = {"^[a-z]{2}$": {"type": "string"}}
        return made


class Subparagraph(_Languages):
    """A lettered subparagraph; its label is never typed."""

    subparagraphs: list[Subparagraph] = []
    """Subparagraphs inside this one, labelled by themselves."""


class Note(_Languages):
    """A note; empty lines divide its text into paragraphs."""


class Heading(_Unit):
    """A heading. Level 1 is a chapter (14 pt), 2 a section (12 pt), and so on."""

    text: Annotated[Localized, Field(alias="heading")]
    """The heading, in each language."""
    level: Annotated[int, Field(ge=1, le=6)] = 2
    """1 is a chapter, 2 a section, and so on to 6."""
    numbered: bool = False
    """Whether it has a number or letter before it."""


class Paragraph(_Unit):
    """A paragraph, numbered unless it says otherwise."""

    text: Annotated[Localized, Field(alias="paragraph")]
    """The paragraph, in each language."""
    numbered: bool = True
    """False for a paragraph without a number."""
    subparagraphs: list[Subparagraph] = []
    """The subparagraphs (a), (b) and so on; labels are never typed."""


class Annex(_Unit):
    """An annex: numbering starts afresh in it."""

    annex: AnnexBody
    """Title and text of the annex."""

    @property
    def text(self) -> Localized:
        """The annex's title."""
        return self.annex.title

    @property
    def units(self) -> list[Unit]:
        """What stands in the annex."""
        return self.annex.text


def _tell_unit(value: object) -> str | None:
    """Tell the kind of a unit by the key with which it begins."""
    if isinstance(value, dict):
        for kind in ("heading", "paragraph", "annex"):
            if kind in value:
                return kind
    return None


Unit = Annotated[
    Annotated[Heading, Tag("heading")]
    | Annotated[Paragraph, Tag("paragraph")]
    | Annotated[Annex, Tag("annex")],
    Discriminator(_tell_unit),
]


Units = Annotated[list[Unit], Field(min_length=1)]


class AnnexBody(_Model):
    """What an annex holds."""

    title: Localized
    """The title of the annex, in each language."""
    text: Units
    """The units of the annex, in reading order."""


class Paper(_Located):
    """One paper: its masthead facts, its text and its notes, in every language version."""

    symbol: str
    """The document symbol, such as ``NPT/CONF.2026/PC.II/WP.5``; XX while a number is not known."""
    series: str
    """The body whose papers share a masthead: the name of a file of the series room."""
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
    versions: dict[Code, Version]
    """The language versions, each with what kind of text it is: ``{}`` when official."""
    job: str | Job | None = None
    """The job number, once it is known: bar code, QR code and job lines follow from it."""
    agenda: Agenda | None = None
    """The agenda item under which the paper is submitted."""
    adoption: Adoption | None = None
    """When and how a resolution was adopted."""
    emblem: str | None = None
    """The file of an emblem in ``styles/``, where the series has a place for one."""
    submitted_by: list[Localized] = []
    """The submitting States, for the files' metadata."""
    numbering: Literal["automatic", "typed"] = "automatic"
    """How Word numbers the paragraphs."""
    allow: dict[str, str] = {}
    """Findings of ``check`` on the masthead's lines that are accepted: code to reason."""
    title: Localized
    """The title, in each language."""
    byline: Localized = {}
    """Who submits the paper, in each language: the line under the title."""
    text: Units
    """The units of text, in reading order: headings, paragraphs, annexes."""
    notes: dict[Identifier, Note] = {}
    """The notes, by the key that calls them: ``[^key]``."""

    file: Annotated[str, Field(exclude=True)] = ""
    """The paper's file, as diagnostics name it."""
    places: Annotated[dict[str, Place], Field(exclude=True)] = {}
    """Where the value of each key stands that no list holds: ``date``, ``job.dates.en``."""

    @model_validator(mode="before")
    @classmethod
    def _keep_places(cls, value: object) -> object:
        if isinstance(value, LocatedDict):
            places = dict(_list_places(value))
            return {**_hide_fields(value), "place": value.place, "places": places}
        return value

    def find_place(self, key: str) -> Place:
        """Find where the value of a key stands, such as ``date`` or ``job.dates.en``.

        Without it: where the key above has its value, or where the paper begins.
        """
        while key and key not in self.places:
            key = key.rpartition(".")[0]
        return self.places.get(key, self.place)

    @property
    def built_versions(self) -> tuple[Code, ...]:
        """The languages that are not pending, in the order of the source."""
        return tuple(code for code, kept in self.versions.items() if kept.status != "pending")

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Keep what is not written out of the schema."""
        made = super().__get_pydantic_json_schema__(schema, handler)
        for key in ("file", "places"):
            handler.resolve_ref_schema(made).get("properties", {}).pop(key, None)
        return made


def _list_places(written: LocatedDict, above: str = "") -> Iterator[tuple[str, Place]]:
    """Go through the keys of a mapping and of those inside it: where their values stand."""
    for key, at in written.values_at.items():
        yield above + key, at
        if isinstance(below := written[key], LocatedDict):
            yield from _list_places(below, f"{above}{key}.")


def walk_units(units: list[Unit]) -> Iterator[Heading | Paragraph | Subparagraph | Annex]:
    """Go through units and everything in them, in reading order."""
    for unit in units:
        yield unit
        if isinstance(unit, Annex):
            yield from walk_units(unit.units)
        elif isinstance(unit, Paragraph):
            yield from _walk_subparagraphs(unit.subparagraphs)


def _walk_subparagraphs(subparagraphs: list[Subparagraph]) -> Iterator[Subparagraph]:
    for subparagraph in subparagraphs:
        yield subparagraph
        yield from _walk_subparagraphs(subparagraph.subparagraphs)


def walk_masthead(paper: Paper) -> Iterator[tuple[str, Localized]]:
    """Go through the texts above the text itself, in the order in which they are printed.

    They are called agenda, basis, title and byline; one that the paper does not have is left out.
    """
    if paper.agenda and paper.agenda.title:
        yield "agenda", paper.agenda.title
    if paper.adoption and paper.adoption.basis:
        yield "basis", paper.adoption.basis
    yield "title", paper.title
    if paper.byline:
        yield "byline", paper.byline


def walk_texts(paper: Paper) -> Iterator[tuple[str, Place, Localized]]:
    """Go through every text of a paper: what it is, where it is, and its languages.

    First what is printed, in its order, then the names for the files' metadata (``state``) and the
    notes.
    """
    for kind, localized in walk_masthead(paper):
        yield kind, _first_place(localized, paper.place), localized
    for unit in walk_units(paper.text):
        yield type(unit).__name__.lower(), unit.place, unit.text
    for name in paper.submitted_by:
        yield "state", _first_place(name, paper.place), name
    for note in paper.notes.values():
        yield "note", note.place, note.text


def _first_place(localized: Localized, otherwise: Place) -> Place:
    return next((text.place for text in localized.values()), otherwise)


__all__: list[str] = [
    "Adoption", "Agenda", "Annex", "Code", "Heading", "Identifier", "Job", "Localized",
    "Meeting", "Note", "Paper", "Paragraph", "Prose", "Subparagraph", "Unit", "Version",
    "walk_masthead", "walk_texts", "walk_units",
]  # fmt: skip
