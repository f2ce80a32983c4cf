"""Units of a resolution: preambular and operative paragraphs, its parts, and how it was voted on.

The opening ("The General Assembly,") and the closing lines are no units: they are made of the
series and of the record of adoption.
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from masthead.paper.lists import Sublist
from masthead.paper.localized import Localized
from masthead.paper.model import Form, Model
from masthead.paper.numbers import Number, Printed
from masthead.paper.unit import LanguagesUnit, Slot, Unit, Units
from masthead.paper.units import Subparagraph, walk_below
from masthead.patterns import compile_later
from masthead.syntax.text import read_plain

_SEPARATOR = compile_later(r"[,،、，;]\s*")
"""Between names: commas, of whatever script."""
NONE: tuple[object, ...] = (False, "none")
"""How an author writes that there is no opening, or no vote."""


def _read_none(value: object) -> object:
    """Read what says that there is none; an empty value says nothing."""
    if value is None:
        raise PydanticCustomError("none_type", "a mapping or none")
    return None if value is False or value == "none" else value


def _show_none(schema: dict[str, Any]) -> None:
    """Describe what says that there is none as it is written."""
    for place in schema["anyOf"]:
        if place.get("type") == "null":
            del place["type"]
            place["enum"] = list(NONE)


_OrNone = (BeforeValidator(_read_none), Field(json_schema_extra=_show_none))
Opening = Annotated[Localized | None, *_OrNone, Form.EMPTY]
"""Words that open a resolution. Without any, those of the series; None: there are none."""


class Preamble(Unit):
    """A preambular paragraph, which has no number: it begins with *Recalling* or the like."""

    kind: ClassVar[str] = "preamble"
    text: Annotated[Localized, Field(alias="preamble")]
    """The paragraph, in each language, its opening words as *emphasis*."""
    bracketed: bool = False
    """Whether the whole of it is not agreed upon, and stands in brackets."""
    subparagraphs: list[Subparagraph] = []
    """The subparagraphs (a), (b) and so on; labels are never typed."""
    list_: Annotated[Sublist | None, Field(alias="list")] = None
    """A list below the paragraph, without letters: its items."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words, then its list or its subparagraphs."""
        yield Slot("text", self.text)
        yield from walk_below(self.list_, self.subparagraphs)


class Operative(Unit):
    """An operative paragraph: it begins with *Decides* or the like. The only one has no number."""

    kind: ClassVar[str] = "operative"
    text: Annotated[Localized, Field(alias="operative")]
    """The paragraph, in each language, its opening words as *emphasis*."""
    numbered: bool = True
    """False for a paragraph without a number."""
    number: Number = None
    """Its number, from which the following ones are counted on: 1 where a section counts anew."""
    inserted: bool = False
    """Whether it was put in after the numbers were known: 5 bis; those after it keep theirs."""
    bracketed: bool = False
    """Whether the whole of it is not agreed upon, and stands in brackets."""
    printed: Printed = {}
    """The label in versions that were published with another one, or none; counting goes on."""
    subparagraphs: list[Subparagraph] = []
    """The subparagraphs (a), (b) and so on; labels are never typed."""
    list_: Annotated[Sublist | None, Field(alias="list")] = None
    """A list below the paragraph, without letters: its items."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words, then its list or its subparagraphs."""
        yield Slot("text", self.text)
        yield from walk_below(self.list_, self.subparagraphs)


OPENED = (Preamble.kind, Operative.kind)
"""The kinds of units before which a resolution, or a part of one, opens."""


class PartBody(Model):
    """What a part holds."""

    title: Localized = {}
    """The title of the part, in each language, if it has one besides its letter."""
    opening: Opening = {}
    """The words that open it, where they are not those of the series; false: none."""
    text: Units
    """The units of the part, in reading order."""


class Part(Unit):
    """A part of a resolution, lettered A, B and so on: it opens, counts and closes by itself."""

    kind: ClassVar[str] = "part"
    part: PartBody
    """Title and text of the part."""
    printed: Printed = {}
    """The label in versions that were published with another one, or none; counting goes on."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its title and opening, then what stands in it."""
        if self.part.title:
            yield Slot("title", self.part.title)
        if self.part.opening:
            yield Slot("opening", self.part.opening)
        yield from self.part.text

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write that there is no opening as an author does."""
        write_opening(written["part"])
        return super().shorten(written)


def write_opening(written: dict[str, Any]) -> None:
    """Write that there is no opening as an author does: false."""
    if "opening" in written and not written["opening"]:  # None, or not in this version
        written["opening"] = False


class Voters(LanguagesUnit):
    """Those who voted in one way: how many, and who, separated by commas in each language."""

    kind: ClassVar[str] = "voters"
    letter: ClassVar[str] = "w"
    count: Annotated[int, Field(ge=0)] | None = None
    """How many they are; counted where they are named."""

    @model_validator(mode="before")
    @classmethod
    def _read_count(cls, value: object) -> object:
        """Read a number alone."""
        if type(value) is int:
            return {"count": value}
        if not isinstance(value, dict | Voters):
            raise PydanticCustomError("voters_type", "a number, or names in each language,")
        return value

    def parts(self) -> Iterator[Slot | Unit]:
        """Give their names."""
        if self.text:
            yield Slot("text", self.text)

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write a number alone where nothing else is said."""
        if written.keys() == {"count"}:
            return written["count"]
        return super().shorten(written)

    def list_names(self, code: str) -> list[str]:
        """List those who are named in a language."""
        text = self.text.get(code)
        return _SEPARATOR.split(read_plain(text.content).strip()) if text else []

    def count_names(self, code: str) -> int | None:
        """Count those who are named in a language; None where nobody is."""
        return len(self.list_names(code)) or None

    @property
    def number(self) -> int:
        """How many they are, as is said or else as they are counted in the first language."""
        if self.count is not None:
            return self.count
        return self.count_names(next(iter(self.text), "")) or 0


class _OrNumber:
    """Says in the schema for editors that a number may stand alone."""

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "integer", "minimum": 0}]}


class Ballot(Model):
    """How a recorded vote went."""

    for_: Annotated[Voters, _OrNumber(), Field(alias="for")]
    """Those who voted in favour: their number, or their names in each language."""
    against: Annotated[Voters, _OrNumber()]
    """Those who voted against."""
    abstaining: Annotated[Voters, _OrNumber()]
    """Those who abstained."""

    @property
    def all(self) -> tuple[Voters, Voters, Voters]:
        """Those in favour, those against, those who abstained."""
        return self.for_, self.against, self.abstaining


class Vote(Unit):
    """How a resolution was voted on: ``none`` without a vote, or a recorded vote."""

    kind: ClassVar[str] = "vote"
    letter: ClassVar[str] = "v"
    vote: Annotated[Ballot | None, *_OrNone]
    """``none``, or who voted in favour, against, and abstained."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give those who voted."""
        if self.vote:
            yield from self.vote.all

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write that there was no vote as an author does."""
        if written["vote"] is None:
            written["vote"] = "none"
        return super().shorten(written)
