"""What a table is made of: its columns with their heads, its rows, and the cells in them.

Numbers are typed once, as data; words are texts in each language. A cell is written as briefly as
it can be::

    25                   a number, with the digits it is typed with
    D-2                  the same words in every language
    ..                   a figure that is not available
    {en: …, fr: …}       words; columns: and rows: beside them merge cells, ``same: true`` says that
                         the one text is for every language
    {paragraphs: […]}    several paragraphs, or other units
    {list: […]}          a list, after words or paragraphs if there are any
    (nothing)            an empty cell

A head is words, or a number that is taken for a word: 2025.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from masthead.diagnostic import Place
from masthead.language.amounts import MISSING
from masthead.paper.data import DataFile
from masthead.paper.lists import Sublist
from masthead.paper.localized import Localized, read_text
from masthead.paper.unit import LanguagesUnit, Pieces, Slot, Unit, shorten_pieces
from masthead.patterns import compile_later
from masthead.syntax.text import Origin
from masthead.syntax.yaml import LocatedDict, LocatedList, LocatedText

MOST_COLUMNS = 100
MOST_ROWS = 5_000
_NUMBER = compile_later(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,9})?")

Align = Literal["start", "center", "end"]


def _read_number(value: object) -> object:
    """Read a number as it is typed: 2.50 keeps its two digits."""
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, str) and value != MISSING:
        if not _NUMBER.fullmatch(value):
            raise PydanticCustomError("amount", "a number such as 25, -2.5 or 1234.50, or ..")
        return Decimal(value)
    return value


Amount = Annotated[
    Decimal | Literal[".."] | None,
    BeforeValidator(_read_number),
    WithJsonSchema({"type": ["number", "string", "null"]}),
]
"""A number; ``..`` for a figure that is not available."""


class SharedUnit(LanguagesUnit):
    """A unit whose words may be the same in every language: a code, a symbol, a year."""

    brief: ClassVar[bool] = True
    same: bool = False
    """Whether the one text is that of every language."""

    @model_validator(mode="before")
    @classmethod
    def _spread_same(cls, value: object, info: ValidationInfo) -> object:
        """Give every version the one text that is that of all."""
        if not isinstance(value, dict) or value.get("same") is not True or info.context is None:
            return value
        written = [value[code] for code in value if code in info.context["languages"]]
        if len(written) != 1:
            raise PydanticCustomError("same", "one text, which is that of every language")
        text = read_text(written[0], info)
        spread = {**value, **dict.fromkeys(info.context["versions"], text)}
        if isinstance(value, LocatedDict):
            placed = LocatedDict(value.place)
            placed.update(spread)
            return placed
        return spread


class Cell(SharedUnit):
    """A cell: words in each language, a number, units, or nothing."""

    kind: ClassVar[str] = "cell"
    letter: ClassVar[str] = "c"
    number: Amount = None
    """A number, with the digits it is typed with, or .. where it is not available."""
    paragraphs: Pieces = []
    """Several paragraphs, or other units."""
    list_: Annotated[Sublist | None, Field(alias="list")] = None
    """A list, after the words if there are any: its items."""
    columns: Annotated[int, Field(ge=1, le=MOST_COLUMNS)] = 1
    """How many columns it covers."""
    rows: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 1
    """How many rows it covers."""

    @model_validator(mode="after")
    def _hold_one_thing(self) -> "Cell":
        if sum((bool(self.text), self.number is not None, bool(self.paragraphs))) > 1:
            raise PydanticCustomError("cell", "words, a number or paragraphs, and not two of them")
        if self.number is not None and self.list_:
            raise PydanticCustomError("cell", "a number or a list, and not both")
        return self

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write what a cell holds alone where nothing else is said of it."""
        shorten_pieces(written.get("paragraphs", ()))
        written = super().shorten(written)
        words = [code for code in self.text if code in written]
        if self.same:
            for code in words[1:]:
                del written[code]
        if not written:
            return None
        if written.keys() == {"number"}:
            return written["number"]
        if self.same and len(written) == 2 and self.text[words[0]].raw != MISSING:
            return written[words[0]]
        return written

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its words, or the units in it."""
        if self.text:
            yield Slot("cell", self.text)
        yield from self.paragraphs
        if self.list_:
            yield self.list_


def _write_out(value: object, info: ValidationInfo, place: Place) -> object:
    """Write a cell out that is written as a number or a word, or not at all."""
    if isinstance(value, dict | Cell):
        return value
    if isinstance(value, LocatedText) and (value.quoted or not is_amount(value)):
        return _share(value, info, place)
    written = LocatedDict(place)
    if value is not None:
        written["number"] = value
    return written


def is_amount(value: str) -> bool:
    """Whether a text is a number as data have it, or stands for one that is not available."""
    return value == MISSING or bool(_NUMBER.fullmatch(value))


def _share(words: LocatedText, info: ValidationInfo, place: Place) -> LocatedDict:
    """Write words out that are the same in every language."""
    code = next(iter(info.context["versions"]), "en") if info.context else "en"
    written = LocatedDict(place)
    written |= {code: words, "same": True}
    return written


def _read_cells(value: object, info: ValidationInfo) -> object:
    """Read the cells of a row."""
    if isinstance(value, LocatedList):
        pairs = zip(value, value.items, strict=True)
        return [_write_out(cell, info, place) for cell, place in pairs]
    return value


def _read_section(value: object, info: ValidationInfo) -> object:
    """Read the one cell of a section's row, which may be a word of all languages."""
    return (
        _write_out(value, info, value.origin.place()) if isinstance(value, LocatedText) else value
    )


class OrShorter:
    """Says in the schema for editors what may be written in place of an item of a list."""

    def __init__(self, form: JsonSchemaValue) -> None:
        self.form = form

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        made = handler(schema)
        made["items"] = {"anyOf": [made["items"], self.form]}
        return made


_VALUES = {"type": ["number", "string", "null"]}
"""What a cell may be written as alone."""

Cells = Annotated[list[Cell], BeforeValidator(_read_cells), OrShorter(_VALUES)]


class Row(Unit):
    """A row: a list of cells, or a mapping that says what kind of row it is."""

    kind: ClassVar[str] = "row"
    letter: ClassVar[str] = "r"
    data: Cells | None = None
    """The cells of a row of data, which may be written as a plain list."""
    section: Annotated[Cell | None, BeforeValidator(_read_section)] = None
    """A row of one cell over all columns, which begins a section."""
    subtotal: Cells | None = None
    """The cells of a subtotal."""
    total: Cells | None = None
    """The cells of a total."""

    @model_validator(mode="before")
    @classmethod
    def _read_list(cls, value: object) -> object:
        if not isinstance(value, LocatedList):
            return value
        row = LocatedDict(value.place)
        row["data"] = value
        return row

    @model_validator(mode="after")
    def _be_of_one_form(self) -> "Row":
        if sum(getattr(self, form) is not None for form in FORMS) != 1:
            raise PydanticCustomError("row", "a list of cells, or one of section, subtotal, total")
        return self

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write a row of data as a plain list."""
        return written["data"] if written.keys() == {"data"} else super().shorten(written)

    @property
    def form(self) -> "Form":
        """What kind of row it is: data, section, subtotal or total."""
        return next(form for form in FORMS if getattr(self, form) is not None)

    @property
    def cells(self) -> list[Cell]:
        """Its cells from the first column on, but for those that rows above merge into it."""
        return [self.section] if self.section else self.data or self.subtotal or self.total or []

    def parts(self) -> Iterator[Slot | Unit]:
        """Give its cells."""
        yield from self.cells


Form = Literal["data", "section", "subtotal", "total"]
FORMS: tuple[Form, ...] = ("data", "section", "subtotal", "total")


def _word(value: object, place: Place) -> object:
    """Take a number that is typed as a head for a word: a year."""
    if type(value) is not int:
        return value
    word = LocatedText(value)
    word.origin = Origin(place.file, place.line, place.column)
    word.quoted, word.comment = True, None
    return word


def _read_columns(value: object, info: ValidationInfo) -> object:
    """Read columns, of which those that are words alone have the same head in every language."""
    if not isinstance(value, LocatedList):
        return value
    heads = [_word(head, place) for head, place in zip(value, value.items, strict=True)]
    return [
        _share(head, info, place) if isinstance(head, LocatedText) else head
        for head, place in zip(heads, value.items, strict=True)
    ]


Columns = Annotated[
    "list[Column]",
    Field(min_length=1, max_length=MOST_COLUMNS),
    BeforeValidator(_read_columns),
    OrShorter({"type": ["string", "integer"]}),
]


class Column(SharedUnit):
    """A column, with the words of its head in each language; or columns under a common head."""

    kind: ClassVar[str] = "column"
    letter: ClassVar[str] = "h"
    align: Align | None = None
    """How its cells are set; a column of numbers is set at its end by itself."""
    decimals: Annotated[int, Field(ge=0, le=9)] | None = None
    """How many digits its numbers have after the point, where it is not as they are typed."""
    width: Annotated[int, Field(ge=1, le=100)] | None = None
    """Its part of the table's width, in percent."""
    words: bool = False
    """Whether its numbers are words, printed as they are typed: years, codes."""
    data: DataFile | None = None
    """What it is called in the CSV file, where columns are not those of the file in its order."""
    group: Localized | None = None
    """The common head of several columns, in each language."""
    columns: Columns | None = None
    """The columns under a common head."""

    @model_validator(mode="before")
    @classmethod
    def _share_group(cls, value: object, info: ValidationInfo) -> object:
        """Give every version a common head that is a word alone."""
        if not isinstance(value, LocatedDict) or info.context is None:
            return value
        head = _word(value.get("group"), value.values_at.get("group", value.place))
        if not isinstance(head, LocatedText):
            return value
        value["group"] = dict.fromkeys(info.context["versions"], read_text(head, info))
        return value

    @model_validator(mode="after")
    def _group_columns(self) -> "Column":
        if (self.group is None) != (self.columns is None) or (self.columns and self.text):
            raise PydanticCustomError("group", "group: with its head, and columns: under it")
        return self

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write a head alone where nothing else is said of its column."""
        if not written.get("data"):
            written.pop("data", None)
        written = super().shorten(written)
        words = [code for code in self.text if code in written]
        if self.same and words and len(written) == len(words) + 1:
            return written[words[0]]
        if self.same:
            for code in words[1:]:
                del written[code]
        if self.group and len({id(text) for text in self.group.values()}) < len(self.group):
            written["group"] = next(iter(self.group.values()))
        return written

    @property
    def depth(self) -> int:
        """How many rows of heads it has."""
        return 1 + max((column.depth for column in self.columns or ()), default=0)

    @property
    def leaves(self) -> "list[Column]":
        """The columns under it that hold cells: itself, where it is no group."""
        return [leaf for column in self.columns or () for leaf in column.leaves] or [self]

    def parts(self) -> Iterator[Slot | Unit]:
        """Give the words of its head, then the columns under it."""
        if self.group or self.text:
            yield Slot("head", self.group or self.text)
        yield from self.columns or ()
