"""Lists with a mark before each item: in the text, below a paragraph, in a cell.

An item has a mark and no number, so nothing can refer to it. Below a unit, a list is written as a
plain list of items under the unit's key ``list``.
"""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from masthead.paper.unit import LanguagesUnit, Slot, Unit
from masthead.syntax.yaml import LocatedDict, LocatedList


class Item(LanguagesUnit):
    """An item of a list."""

    kind: ClassVar[str] = "item"
    list_: Annotated["Sublist | None", Field(alias="list")] = None
    """A list inside this item: its items."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words, then the list in it."""
        yield Slot("text", self.text)
        if self.list_:
            yield self.list_


class List(Unit):
    """A list whose items have a mark, and no numbers."""

    kind: ClassVar[str] = "list"
    letter: ClassVar[str] = "l"
    items: Annotated[list[Item], Field(alias="list", min_length=1)]
    """The items, each a text in every language; an item may have a list of its own."""

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its items."""
        yield from self.items


class Sublist(List):
    """A list below another unit, which is written as its items alone."""

    @model_validator(mode="before")
    @classmethod
    def _read_items(cls, value: object) -> object:
        if isinstance(value, Sublist):
            return value
        if not isinstance(value, LocatedList):
            raise PydanticCustomError("list_type", "Input should be a valid list")
        written = LocatedDict(value.place)
        written["list"] = value
        return written

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write the items alone."""
        return written["list"]

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the items, which is how it is written."""
        made = handler.resolve_ref_schema(super().__get_pydantic_json_schema__(schema, handler))
        items = made["properties"]["list"]
        made.clear()
        made |= items
        return made


Item.model_rebuild()  # it names a class below it: unbuilt, it does not know what its list is called
