"""Alternatives: units of which one is to be chosen, each with those who propose it."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar

from pydantic import (
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from masthead.paper.localized import Localized
from masthead.paper.unit import Slot, Unit, read_unit, tell_kind
from masthead.syntax.yaml import LocatedDict

_OWN = ("by", "chosen")
"""The keys of an alternative that are not those of its unit."""


def _read_proposed(value: object, info: ValidationInfo) -> Unit:
    """Read the unit that is proposed: languages alone are those of a paragraph."""
    if isinstance(value, LocatedDict) and tell_kind(value) is None:
        codes = info.context["languages"] if info.context else ()
        written, words = LocatedDict(value.place), LocatedDict(value.place)
        for key in value:
            (words if key in codes else written).take(key, value)
        if words:
            written["paragraph"] = words
            value = written
    return read_unit(value, info)


class Alternative(Unit):
    """One of several alternatives: a unit of any kind, written with it."""

    kind: ClassVar[str] = "alternative"
    by: list[Localized] = []
    """Who proposes it, each in every language."""
    chosen: bool = False
    """Whether it is what was agreed upon."""
    unit: Annotated[Unit, PlainValidator(_read_proposed), WithJsonSchema({"type": "object"})]
    """What is proposed."""

    @model_validator(mode="before")
    @classmethod
    def _part_from_unit(cls, value: object) -> object:
        """Part what is said of the alternative from the unit in which it is written."""
        if not isinstance(value, LocatedDict):
            return value
        parted, unit = LocatedDict(value.place), LocatedDict(value.place)
        for key in value:
            (parted if key in _OWN else unit).take(key, value)
        parted["unit"] = unit
        return parted

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the keys of its own; beside them stand those of a unit, of whatever kind."""
        made = super().__get_pydantic_json_schema__(schema, handler)
        resolved = handler.resolve_ref_schema(made)
        resolved["properties"].pop("unit", None)
        for key in ("required", "additionalProperties"):
            resolved.pop(key, None)
        return made

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write the unit's keys after those of the alternative; a paragraph as its words alone."""
        unit = written.pop("unit")
        if unit.keys() - {"subparagraphs", "list"} == {"paragraph"}:
            unit = {**unit.pop("paragraph"), **unit}
        written.update(unit)
        return written

    def parts(self) -> Iterator[Slot | Unit]:
        """Give who proposes it, then the unit."""
        for name in self.by:
            yield Slot("by", name)
        yield self.unit


class Alternatives(Unit):
    """Alternatives of one unit, of which one is to be chosen."""

    kind: ClassVar[str] = "alternatives"
    letter: ClassVar[str] = "x"
    alternatives: Annotated[list[Alternative], Field(min_length=1)]
    """The alternatives, all of one kind of unit."""

    @property
    def chosen(self) -> Alternative | None:
        """The one that is chosen, if one is."""
        return next((one for one in self.alternatives if one.chosen), None)

    def stands_for(self) -> Unit:
        """Give the unit of the first one: the others are of its kind."""
        return self.alternatives[0].unit

    def parts(self) -> Iterator[Slot | Unit]:
        """Give the alternatives."""
        yield from self.alternatives


def settle(units: Iterable[Unit]) -> list[Unit]:
    """Give units with each chosen alternative in the place of all; open ones stay as they are."""
    settled: list[Unit] = []
    for unit in units:
        chosen = unit.chosen if isinstance(unit, Alternatives) else None
        if chosen is None:
            settled.append(unit)
            continue
        allow = {**chosen.unit.allow, **unit.allow}
        settled.append(chosen.unit.model_copy(update={"id": unit.id, "allow": allow}))
    return settled
