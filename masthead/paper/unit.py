"""A unit of text: what every kind of unit is, and how a kind is told from others.

A kind of unit is a class that names itself (``kind``) and gives its parts in reading order
(``parts``): its own texts, as named slots, and the units inside it. Whoever goes through a paper
asks for these, and need not know how a unit is built.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from masthead.diagnostic import Place
from masthead.paper.files import FileName
from masthead.paper.localized import Localized
from masthead.paper.model import Identifier, Located, hide_fields
from masthead.syntax.yaml import LocatedDict

NOT_IN_ALL = "R032"
"""What a unit allows whose words some versions do not have: the code of its error."""


class Slot(NamedTuple):
    """A text that a unit has itself, in each language."""

    name: str
    """What the text is in its unit: ``text``, ``title``, ``cell`` …"""
    texts: Localized
    place: Place | None = None
    """Where it stands, if that is not where its unit does."""
    paragraphs: bool = False
    """Whether it may have several paragraphs."""


class Unit(Located):
    """What every unit of text is, and may carry besides its texts."""

    kind: ClassVar[str]
    """The name of the kind. Where several kinds may stand, it is the key with which one begins."""
    brief: ClassVar[bool] = False
    """Whether its texts are words rather than prose, and are written in a line."""
    letter: ClassVar[str] = ""
    """What the id of a unit begins with that has neither number nor label: ``q`` for ``q1``."""

    id: Identifier | None = None
    """Something to refer to with ``[@id]``: small letters, digits and hyphens."""
    allow: dict[str, str] = {}
    """Findings of ``check`` that are accepted here: code to reason."""

    def parts(self) -> "Iterable[Slot | Unit]":
        """Give the unit's own texts and the units inside it, in reading order."""
        raise NotImplementedError(type(self).__name__)

    def own_notes(self) -> "Mapping[str, Unit]":
        """Give the notes that stand with it and not at the foot, by the keys that call them."""
        return {}

    def may_lack(self, code: str) -> bool:
        """Whether a language version may do without words of it: that is allowed."""
        return bool(self.allow.get(NOT_IN_ALL, "").strip())

    def has_words(self, code: str) -> bool:
        """Whether a language version has words of it, or of something in it."""
        return any(code in slot.texts for slot in self.contents()) or any(
            inner.has_words(code) for inner in self.children()
        )

    def lacks(self, code: str) -> bool:
        """Whether a version does without words of it, or of something in it, as it may."""
        return self.may_lack(code) and self.is_short_of(code)

    def is_short_of(self, code: str) -> bool:
        """Whether a text of it, or of something in it, is not there in a version."""
        return any(code not in slot.texts for slot in self.contents()) or any(
            inner.is_short_of(code) for inner in self.children()
        )

    def is_left_out(self, code: str) -> bool:
        """Whether a language version does without it and everything in it."""
        return self.may_lack(code) and not self.has_words(code)

    def files(self, code: str) -> Iterable[FileName]:
        """Give the files beside the paper that it names in a language."""
        return ()

    def contents(self) -> Iterator[Slot]:
        """Go through the unit's own texts, in reading order."""
        return (part for part in self.parts() if isinstance(part, Slot))

    def children(self) -> "Iterator[Unit]":
        """Go through the units that stand directly in this one, in reading order."""
        return (part for part in self.parts() if isinstance(part, Unit))

    def stands_for(self) -> "Unit":
        """Give the unit whose place it takes in its text: itself, or what it has in its stead."""
        return self

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write what is accepted after the rest."""
        if allow := written.pop("allow", None):
            written["allow"] = allow
        return written


class LanguagesUnit(Unit):
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
        gathered = hide_fields(gathered, "text")
        gathered["text"] = {key: value[key] for key in value if key in codes}
        return {**gathered, "place": value.place} if isinstance(value, LocatedDict) else gathered

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write the texts under their languages, before what stands in the unit."""
        kept = dict(written)
        written.clear()
        for key in ("id", "text", "allow"):
            if key in kept:
                value = kept.pop(key)
                written.update(value if key == "text" else {key: value})
        written.update(kept)
        return written

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


class NestedBody(Located):
    """What stands under the key that names the kind of a unit: all that the unit is."""

    id: Identifier | None = None
    """Something to refer to with ``[@id]``: small letters, digits and hyphens."""
    allow: dict[str, str] = {}
    """Findings of ``check`` that are accepted here: code to reason."""


class NestedUnit(Unit):
    """A unit whose keys stand one step further in: ``table: {title: …}``.

    Its id and what is allowed are written with the others, and are the unit's.
    """

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write id and what is allowed with the other keys alone."""
        for key in ("id", "allow"):
            if key in written:
                written[self.kind][key] = written.pop(key)
        return written

    @property
    def body(self) -> NestedBody:
        """What stands under its key."""
        body: NestedBody = getattr(self, self.kind)
        return body

    @model_validator(mode="after")
    def _take_over(self) -> "NestedUnit":
        body = self.body
        object.__setattr__(self, "id", self.id or body.id)
        object.__setattr__(self, "allow", {**body.allow, **self.allow})
        return self


UNITS: dict[str, type[Unit]] = {}
"""The kinds of units that a text may hold, by the key with which a unit begins.

A mapping with several of these keys is of the kind that stands first here.
"""


def add_kinds(*kinds: type[Unit]) -> None:
    """Add kinds of units to those that a text may hold."""
    UNITS.update({kind.kind: kind for kind in kinds})


def tell_kind(value: object) -> str | None:
    """Tell the kind of a unit that is written as a mapping, by the key with which it begins."""
    if isinstance(value, dict):
        for kind in UNITS:
            if kind in value:
                return kind
    return None


def read_unit(value: object, info: ValidationInfo) -> Unit:
    """Read a unit of whatever kind it is."""
    if isinstance(value, Unit):  # of a paper that is made in code
        return value
    kind = tell_kind(value)
    if kind is None:
        raise PydanticCustomError("no_unit", "a unit of text is wanted")
    if not isinstance(value, LocatedDict) or info.context is None:
        return UNITS[kind].model_validate(value, context=info.context)
    if value.made is None:
        before = len(info.context["diagnostics"])
        unit = UNITS[kind].model_validate(value, context=info.context)
        if len(info.context["diagnostics"]) > before:
            return unit
        value.made = unit
    made: Unit = value.made
    return made


ANY_UNIT = {"$comment": "a unit of any kind"}
"""Stands in the JSON Schema where such a unit may, until all kinds are known."""

AnyUnit = Annotated[Unit, PlainValidator(read_unit), WithJsonSchema(ANY_UNIT)]
"""A unit of any kind that a text may hold."""

Units = Annotated[list[AnyUnit], Field(min_length=1)]
"""Units in reading order: a text, or an annex."""


def _read_piece(value: object, info: ValidationInfo) -> Unit:
    """Read a unit, or a text alone in each language: a paragraph that has no number."""
    if isinstance(value, LocatedDict) and tell_kind(value) is None:
        value, words = LocatedDict(value.place), value
        value |= {"paragraph": words, "numbered": False}
    return read_unit(value, info)


Pieces = Annotated[
    list[Annotated[Unit, PlainValidator(_read_piece), WithJsonSchema({"type": "object"})]],
    Field(),
]
"""Paragraphs without numbers, a text alone in each language, and units of any kind."""


def shorten_pieces(written: Iterable[dict[str, Any]]) -> None:
    """Write paragraphs without numbers, of which nothing else is said, as their texts alone."""
    for piece in written:
        if piece.keys() == {"paragraph", "numbered"}:
            texts = piece["paragraph"]
            piece.clear()
            piece.update(texts)
